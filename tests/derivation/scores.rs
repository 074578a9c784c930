//! Goals and results of the indices over the years.

use kehoach::derive::scores::Scores;

use super::fixture::{files, loaded, province};

const PLAN: &str = "loai: ke_hoach
ma: kh-9-2025
nam: 2025
so: 9
ngay: 02/7/2025
trang_thai: ban_hanh
ho_chi_so: SIPAS
trich_yeu: Cải thiện môi trường đầu tư năm 2025
cac_muc:
  - tieu_de: Chỉ số
    khoan:
      - {ten: Gia nhập thị trường, chi_tieu: [{gia_tri: \"7,5\", thay_doi: \"+0,5\", so_voi: 2024}]}
      - {ten: Đất đai, chi_tieu: [{ten: Điểm hồ sơ, gia_tri: \"9,5\"}]}
      - {ten: Chi phí, chi_tieu: [{gia_tri: 95%}]}
ky: {ho_ten: Lê Văn Bình}
";

const RESULTS: &str = "loai: ket_qua
ho: SIPAS
nam: 2023
chi_so: [{ten: Gia nhập thị trường, diem: \"6,80\"}]
";

#[test]
fn targets_and_results_are_told_year_by_year_each_index_once() {
    let told = |with_results: bool| {
        let mut files = files();
        files.push(("2025/ke-hoach.yaml".to_owned(), PLAN.to_owned()));
        if with_results {
            files.push(("ket-qua/sipas-2023.yaml".to_owned(), RESULTS.to_owned()));
        }
        let loaded = loaded(files);
        let province = province(&loaded);
        let plans = || province.plans.iter().filter(|plan| plan.year == 2025);
        // The plan twice: an index is one row all the same.
        let scores = Scores::of(province, plans().chain(plans()));
        let [row] = &scores.rows[..] else { panic!("{scores:#?}") };
        assert_eq!(row.name, "Gia nhập thị trường");
        assert!(scores.years.iter().eq(row.of_year.keys()), "{scores:#?}");
        let told = row.of_year.iter().map(|(year, score)| {
            let (target, actual) =
                (score.target.map(|of| of.to_string()), score.actual.map(|of| of.to_string()));
            format!("{year} {} {}", target.unwrap_or_default(), actual.unwrap_or_default())
        });
        told.collect::<Vec<_>>()
    };
    assert_eq!(told(false), ["2024  7", "2025 7,5 "]);
    assert_eq!(told(true), ["2023  6,8", "2024  7", "2025 7,5 "]);
}
