//! Plans read once more, each by the few words that decide: what is told, and what is near it and is not.

use std::collections::BTreeMap;

use super::review;
use crate::content::load_files;
use crate::model::reference::Scheme;
use crate::review::Content;

const PROVINCE: &str = "loai: tinh\nten: Bắc Hà\nten_day_du: tỉnh Bắc Hà\nco_quan_ban_hanh: ubnd-tinh\n";

const AGENCIES: &str = "loai: co_quan
danh_sach:
  - {ma: ubnd-tinh, ten: UBND tỉnh Bắc Hà, phan_loai: ubnd_tinh}
  - {ma: so-y-te, ten: Sở Y tế, phan_loai: so, ky_hieu: SYT}
  - {ma: so-noi-vu, ten: Sở Nội vụ, phan_loai: so, ky_hieu: SNV}
  - {ma: so-tai-chinh, ten: Sở Tài chính, phan_loai: so, ky_hieu: STC}
  - {ma: so-tn, ten: Sở Tài nguyên, phan_loai: so, ky_hieu: STN}
  - {ma: so-tnmt, ten: Sở Tài nguyên và Môi trường, phan_loai: so, ky_hieu: STNMT}
  - {ma: so-khdt, ten: Sở Kế hoạch và Đầu tư, phan_loai: so, ky_hieu: SKHDT, den_ngay: 30/6/2025, ke_thua: [so-tai-chinh]}
  - {ma: so-cu, ten: Sở Xây dựng, phan_loai: so, ky_hieu: SXD, den_ngay: 30/6/2025, ke_thua: [so-moi]}
  - {ma: so-moi, ten: Sở Xây dựng, phan_loai: so, ky_hieu: SXD, tu_ngay: 01/7/2025}
  - {ma: so-tam, ten: Sở Tạm thời, phan_loai: so, ky_hieu: STT, den_ngay: 30/9/2025, ke_thua: [so-y-te]}
  - {ma: so-ngan, ten: Sở Ngắn hạn, phan_loai: so, ky_hieu: SNH, den_ngay: 31/10/2025, ke_thua: [so-y-te]}
  - {ma: xa-a, ten: UBND xã A, phan_loai: ubnd_xa}
  - {ma: xa-b, ten: UBND xã B, phan_loai: ubnd_xa}
";

const GROUPS: &str = "loai: nhom
danh_sach:
  - {ma: cac-so, ten: Các sở, gom_loai: [so]}
  - {ma: hai-so, ten: Hai sở, gom: [so-y-te, so-noi-vu]}
  - {ma: cac-xa, ten: UBND các xã, gom_loai: [ubnd_xa]}
";

const PLAN: &str = "loai: ke_hoach
ma: kh-88-2025
nam: 2025
so: 88
ngay: 02/7/2025
trang_thai: ban_hanh
trich_yeu: Cải thiện môi trường đầu tư kinh doanh năm 2025
cac_muc:
  - tieu_de: Nhiệm vụ
    khoan:
      - tieu_de: Gia nhập thị trường
        giao:
          - NHIEM_VU
      - tieu_de: Đất đai
        giao:
          - {chu_tri: [so-noi-vu], nhiem_vu: [{noi_dung: Rà soát đất đai}]}
  - {tieu_de: Giải pháp, doan: [DOAN]}
ky: {ho_ten: Nguyễn Văn Bình}
";

const OVERLAY: &str = "loai: ke_hoach_don_vi
co_quan: so-y-te
nam: 2025
so: 12
ngay: 11/7/2025
trang_thai: ban_hanh
ke_hoach_goc: [kh-88-2025]
don_vi: [{ma: vp, ten: Văn phòng Sở}]
nhiem_vu:
  - muc: [Gia nhập thị trường]
    noi_dung: [{noi_dung: NOI_DUNG, thay_cho: [I.1.a.1], chu_tri: [vp]}]
ky: {ho_ten: Trần Thị Dung}
";

/// What is told with this code: the words that it points at, and what it says of them.
fn of_files(code: &str, plan: &str, others: &[(&str, &str)]) -> Vec<(String, String)> {
    let base =
        [("tinh.yaml", PROVINCE), ("co-quan.yaml", AGENCIES), ("nhom.yaml", GROUPS), ("kh.yaml", plan)];
    let files = base.iter().chain(others).map(|(name, text)| ((*name).into(), text.as_bytes().to_vec()));
    let loaded = load_files(files.collect::<Vec<_>>(), &BTreeMap::<String, Scheme>::new());
    let errors: Vec<&str> =
        loaded.findings.iter().filter(|one| one.is_error()).map(|one| one.message.as_str()).collect();
    assert_eq!(errors, [""; 0], "{plan}");
    let found = review(Content { texts: &loaded.texts, province: loaded.province.as_ref() });
    let of_code = found.into_iter().filter(|finding| finding.code == code);
    let told = of_code.map(|finding| {
        let place = finding.place.expect("each has its place");
        (place.source.text[place.start..place.end].to_owned(), finding.message)
    });
    told.collect()
}

/// The plan with a point that has this task.
fn with_point(given: &str, task: &str) -> String {
    PLAN.replace("DOAN", "Không có gì.")
        .replace("NHIEM_VU", &format!("{{{given}, nhiem_vu: [{{noi_dung: \"{task}\"}}]}}"))
}

fn with_paragraph(text: &str) -> String {
    with_point("chu_tri: [so-y-te]", "Rà soát").replace("Không có gì.", &format!("\"{text}\""))
}

/// What is told of a task that is given so.
fn told(code: &str, given: &str, task: &str) -> Vec<String> {
    of_files(code, &with_point(given, task), &[]).into_iter().map(|(_, message)| message).collect()
}

#[track_caller]
fn is_told(code: &str, given: &str, task: &str, says: &str) {
    let told = told(code, given, task);
    assert!(told.len() == 1 && told[0].contains(says), "{given}: {task}: {told:?}");
}

#[track_caller]
fn is_silent(code: &str, given: &str, task: &str) {
    assert_eq!(told(code, given, task), [""; 0], "{given}: {task}");
}

#[test]
fn a_sentence_that_is_to_name_who_does_it_names_them() {
    const CODE: &str = "KH351";
    is_silent(CODE, "chu_tri: [so-y-te]", "Rà soát thủ tục.");
    let given = |who: &str| format!("chu_tri: [{who}], neu_ten: trong_cau");
    is_told(CODE, &given("so-y-te"), "Rà soát thủ tục.", "không nêu ai");
    is_silent(CODE, &given("so-y-te"), "SỞ Y TẾ rà soát thủ tục.");
    // A group names its members, and a member the group.
    is_silent(CODE, &given("so-y-te"), "Các sở rà soát thủ tục.");
    is_told(CODE, &given("so-y-te"), "UBND các xã rà soát thủ tục.", "không nêu ai");
    is_silent(CODE, &given("cac-xa"), "UBND xã A và UBND xã B rà soát thủ tục.");
    is_silent(CODE, &given("cac-xa"), "UBND các xã rà soát thủ tục.");
    is_told(CODE, &given("cac-xa"), "Sở Y tế rà soát thủ tục.", "không nêu ai");
    is_told(CODE, &given("{ngoai: Ngân hàng Bắc Hà}"), "Cho vay vốn.", "Ngân hàng Bắc Hà");
    is_silent(CODE, &given("{ngoai: Ngân hàng Bắc Hà}"), "Ngân hàng Bắc Hà cho vay vốn.");
    // Of several, each agency; of a group nobody can tell in which words it is called.
    is_told(CODE, &given("so-y-te, so-noi-vu"), "Sở Y tế rà soát thủ tục.", "không nêu Sở Nội vụ");
    is_silent(CODE, &given("cac-xa, so-y-te"), "Sở Y tế cùng các địa phương rà soát.");
    // Lines that call on all of them.
    for all in [
        "Các cơ quan, đơn vị rà soát.",
        "Cơ quan, đơn vị được giao nhiệm vụ rà soát.",
        "Thủ trưởng các cơ quan rà soát.",
        "Người đứng đầu các cơ quan rà soát.",
        "Rà soát thủ tục. Các cơ quan báo cáo kết quả.",
    ] {
        is_silent(CODE, &given("so-y-te"), all);
    }
}

#[test]
fn another_who_leads_by_the_sentence_is_told_and_nobody_else() {
    const CODE: &str = "KH352";
    let given = "chu_tri: [so-y-te]";
    for begins in ["", "Rà soát. ", "Rà soát; ", "Phân công: ", "Giao "] {
        is_told(CODE, given, &format!("{begins}Sở Nội vụ chủ trì rà soát."), "Sở Nội vụ chủ trì");
    }
    // In the middle of a clause it is somebody else's doing.
    is_silent(CODE, given, "Theo ý kiến của đoàn do Sở Nội vụ chủ trì.");
    for join in [", ", " và ", " cùng "] {
        is_told(CODE, given, &format!("Sở Y tế{join}Sở Nội vụ chủ trì rà soát."), "Sở Nội vụ chủ trì");
    }
    // The longest name is meant, and a name ends with its word.
    is_told(CODE, given, "Sở Tài nguyên và Môi trường chủ trì rà soát.", "Sở Tài nguyên và Môi trường");
    is_silent(CODE, "chu_tri: [xa-b]", "UBND xã An Phú chủ trì rà soát.");
    // A group and one of it, and groups that share somebody.
    is_silent(CODE, given, "Các sở chủ trì rà soát.");
    is_silent(CODE, "chu_tri: [cac-so]", "Sở Y tế chủ trì rà soát.");
    is_silent(CODE, "chu_tri: [cac-so]", "Hai sở chủ trì rà soát.");
    is_told(CODE, "chu_tri: [cac-so]", "UBND xã A chủ trì rà soát.", "UBND xã A chủ trì");
    is_told(CODE, "chu_tri: [cac-so]", "UBND các xã chủ trì rà soát.", "UBND các xã chủ trì");
    // Who is no more leads nothing; that is told as such.
    is_silent(CODE, given, "Sở Kế hoạch và Đầu tư chủ trì rà soát.");
}

#[test]
fn a_subject_that_is_another_is_told() {
    const CODE: &str = "KH352";
    let of = |subject: &str| format!("chu_tri: [so-y-te], doi_tuong: \"{subject}\"");
    is_told(CODE, &of("Sở Nội vụ"), "Rà soát.", "“doi_tuong” in việc này là của Sở Nội vụ");
    for join in [", ", "; ", " và "] {
        is_told(CODE, &of(&format!("Sở Y tế{join}Sở Nội vụ")), "Rà soát.", "Sở Nội vụ");
    }
    for subject in ["Sở Y tế", "Các sở", "Sở Nội vụ tham mưu", "Người dân"] {
        is_silent(CODE, &of(subject), "Rà soát.");
    }
}

#[test]
fn another_through_whom_it_goes_is_told() {
    const CODE: &str = "KH328";
    let given = "chu_tri: [so-y-te], qua: so-noi-vu";
    is_told(CODE, given, "Báo cáo (qua Sở Tài chính) hằng quý.", "câu ghi qua Sở Tài chính");
    is_silent(CODE, given, "Báo cáo (qua Sở Nội vụ) hằng quý.");
    is_silent(CODE, "chu_tri: [so-y-te]", "Báo cáo (qua Sở Tài chính) hằng quý.");
    // "UBND xã A" is no part of another's name.
    is_silent(CODE, given, "Báo cáo (qua UBND xã An Phú) hằng quý.");
}

#[test]
fn who_is_called_on_and_is_no_more_is_told() {
    const CODE: &str = "KH129";
    let given = "chu_tri: [so-y-te]";
    for calls in ["Phối hợp với ", "Phối hợp ", "Báo cáo, gửi ", "Thông qua ", "Giao ", ""] {
        let task = format!("{calls}Sở Kế hoạch và Đầu tư rà soát.");
        is_told(CODE, given, &task, "“Sở Kế hoạch và Đầu tư”, chỉ có đến hết ngày 30/6/2025");
    }
    // It is spoken of, and not called on; its name has passed to another; it ends on the day of the plan or later.
    is_silent(CODE, given, "Tiếp nhận hồ sơ của Sở Kế hoạch và Đầu tư, gửi báo cáo.");
    is_silent(CODE, given, "Phối hợp với Sở Kế hoạch và Đầu tưX.");
    is_silent(CODE, given, "Phối hợp với Sở Xây dựng rà soát.");
    is_silent(CODE, given, "Phối hợp với Sở Tạm thời rà soát.");
    let on = |day: &str| with_point(given, "Phối hợp với Sở Tạm thời.").replace("02/7/2025", day);
    assert_eq!(of_files(CODE, &on("30/9/2025"), &[]).len(), 0);
    assert_eq!(of_files(CODE, &on("01/10/2025"), &[]).len(), 1);
}

#[test]
fn a_task_due_when_its_agency_is_no_more_is_told_once_for_each_agency() {
    const CODE: &str = "KH353";
    let draft = |given: &str| {
        let plan = with_point(given, "Rà soát").replace("so: 88\nngay: 02/7/2025", "ngay: 7/2025");
        plan.replace("trang_thai: ban_hanh", "trang_thai: du_thao")
    };
    let told = |given: &str| -> Vec<String> {
        of_files(CODE, &draft(given), &[]).into_iter().map(|(_, message)| message).collect()
    };
    let lead = "chu_tri: [so-tam], thoi_han: trước ngày 30/11/2025";
    let said = told(lead);
    assert!(said.len() == 1 && said[0].ends_with("“Sở Tạm thời” chỉ có đến hết ngày 30/9/2025"), "{said:?}");
    assert_eq!(told("chu_tri: [so-y-te], phoi_hop: [so-tam], thoi_han: trước ngày 30/11/2025").len(), 1);
    // The last of several deadlines counts; the last day is still a day.
    assert_eq!(told("chu_tri: [so-tam], thoi_han: [{phan: cấp xã, han: trước ngày 30/11/2025}, {phan: tỉnh, han: trước ngày 31/8/2025}]").len(), 1);
    assert_eq!(told("chu_tri: [so-tam], thoi_han: trước ngày 01/10/2025").len(), 0);
    assert_eq!(told("chu_tri: [so-tam], thoi_han: trước ngày 31/8/2025").len(), 0);
    // Of a group those who are there; who is excepted is not asked.
    let group = told("chu_tri: [cac-so], thoi_han: trước ngày 30/11/2025");
    assert!(group.len() == 1 && group[0].contains("“Sở Tạm thời”, “Sở Ngắn hạn”"), "{group:?}");
    assert!(group[0].ends_with("chỉ có đến hết ngày 31/10/2025"), "{group:?}");
    assert_eq!(told("chu_tri: [cac-so], tru: [so-tam, so-ngan], thoi_han: trước ngày 30/11/2025").len(), 0);
    // What is issued was given to those who were there.
    assert_eq!(of_files(CODE, &with_point(lead, "Rà soát"), &[]).len(), 0);
    let two = draft(lead).replace("{noi_dung: \"Rà soát\"}", "{noi_dung: Rà soát}, {noi_dung: Công bố}");
    let two = of_files(CODE, &two, &[]);
    assert!(two.len() == 1 && two[0].1.ends_with("còn 01 nhiệm vụ như vậy"), "{two:?}");
}

/// What is told of the words of a part that answer a task.
fn of_part(given: &str, task: &str, own: &str) -> Vec<(String, String)> {
    let overlay = OVERLAY.replace("NOI_DUNG", &format!("\"{own}\""));
    of_files("KH354", &with_point(given, task), &[("so-y-te.yaml", &overlay)])
}

#[test]
fn a_figure_of_a_part_that_its_task_states_otherwise_is_told() {
    let (alone, shared) = ("chu_tri: [so-y-te]", "chu_tri: [so-y-te, so-noi-vu]");
    let task = "Mở 10 lớp, đạt từ 80% trở lên.";
    let told = |given: &str, own: &str| {
        of_part(given, task, own).into_iter().map(|(words, _)| words).collect::<Vec<_>>()
    };
    assert_eq!(told(alone, "Mở 05 lớp."), ["05 lớp"]);
    assert_eq!(told(alone, "Đạt 70%."), ["70%"]);
    for own in ["Mở 10 lớp.", "Đạt 80 %.", "Mở 10 phòng học.", "Mở các lớp.", "Đạt 80% và vượt 90%."]
    {
        assert_eq!(told(alone, own), [""; 0], "{own}");
    }
    // Who leads with others does its share of what is counted; a rate is everybody's.
    assert_eq!(told(shared, "Mở 05 lớp."), [""; 0]);
    assert_eq!(told(shared, "Đạt 70%."), ["70%"]);
    assert_eq!(told("chu_tri: [so-noi-vu], phoi_hop: [so-y-te]", "Mở 05 lớp."), [""; 0]);
    // The same figure of another unit keeps nothing.
    assert_eq!(told(alone, "Mở 80 lớp."), ["80 lớp"]);
}

#[test]
fn a_plan_cited_with_another_day_is_told_where_the_day_stands() {
    let told = |text: &str| -> Vec<String> {
        of_files("KH355", &with_paragraph(text), &[]).into_iter().map(|(words, _)| words).collect()
    };
    assert_eq!(told("Thực hiện Kế hoạch số 88/KH-UBND ngày 03/7/2025."), ["03/7/2025"]);
    for sound in [
        "Thực hiện Kế hoạch số 88/KH-UBND ngày 02/7/2025.",
        "Thực hiện Kế hoạch số 88/KH-UBND ngày 03/7/2024.",
        "Thực hiện Kế hoạch số 88/KH-UBND, xong trước ngày 03/8/2025.",
        "Thực hiện Kế hoạch số 88/KH-UBND trước ngày 03/8/2025.",
        "Thực hiện Kế hoạch số 88/KH-UBND ngày làm việc 03/8/2025.",
        "Thực hiện Kế hoạch số 89/KH-UBND ngày 03/7/2025.",
    ] {
        assert_eq!(told(sound), [""; 0], "{sound}");
    }
}

#[test]
fn one_document_cited_with_two_days_is_told_at_the_second() {
    let told = |text: &str| -> Vec<String> {
        of_files("KH355", &with_paragraph(text), &[]).into_iter().map(|(words, _)| words).collect()
    };
    let twice = "Theo Kế hoạch số 94/KH-UBND ngày 29/3/2025 của UBND tỉnh; Kế hoạch số 94/KH-UBND ngày";
    assert_eq!(told(&format!("{twice} 30/4/2025.")), ["30/4/2025"]);
    assert_eq!(told(&format!("{twice} 30/4/2025 của UBND tỉnh về chuyển đổi số.")), ["30/4/2025"]);
    for sound in ["29/3/2025 của UBND tỉnh.", "30/4/2024 của UBND tỉnh.", "30/4/2025 của UBND xã An Lộc."]
    {
        assert_eq!(told(&format!("{twice} {sound}")), [""; 0], "{sound}");
    }
}

#[test]
fn a_day_that_is_over_is_told_before_what_it_promises_as_well_as_behind() {
    let told = |code, text: &str| -> Vec<String> {
        of_files(code, &with_paragraph(text), &[]).into_iter().map(|(words, _)| words).collect()
    };
    for text in [
        "Trước ngày 30/6/2025 hoàn thành việc rà soát.",
        "Rà soát thủ tục. Trước ngày 30/6/2025, phải báo cáo UBND tỉnh.",
        "Báo cáo UBND tỉnh trước ngày 30/6/2025.",
    ] {
        assert_eq!(told("KH322", text).len(), 1, "{text}");
    }
    for text in [
        "Trước ngày 30/6/2025, UBND huyện là cơ quan hoàn thành.",
        "Hồ sơ nhận trước ngày 30/6/2025 hoàn thành theo quy định cũ.",
        "Trước ngày 30/9/2025 hoàn thành việc rà soát.",
    ] {
        assert_eq!(told("KH322", text), [""; 0], "{text}");
    }
    for text in [
        "Từ ngày 15/12/2025 đến ngày 15/10/2025.",
        "Giai đoạn từ năm 2030 đến năm 2026 tập trung phát triển.",
    ] {
        assert_eq!(told("KH323", text).len(), 1, "{text}");
    }
    for text in
        ["Từ ngày 15/10/2025 đến ngày 15/12/2025.", "Trước ngày 15/12/2025, đến ngày 15/10/2025 báo cáo."]
    {
        assert_eq!(told("KH323", text), [""; 0], "{text}");
    }
}

#[test]
fn a_place_of_the_plan_that_is_not_there_is_told() {
    let told = |text: &str| -> Vec<String> {
        of_files("KH357", &with_paragraph(text), &[]).into_iter().map(|(words, _)| words).collect()
    };
    for (text, words) in [
        ("Theo Mục III Kế hoạch này.", "Mục III"),
        ("Theo Mục III của Kế hoạch này.", "Mục III"),
        ("Theo Mục III kế hoạch này.", "Mục III"),
        ("Theo khoản 3 Mục I Kế hoạch này.", "khoản 3 Mục I"),
        ("Theo khoản 1 Mục II Kế hoạch này.", "khoản 1 Mục II"),
    ] {
        assert_eq!(told(text), [words], "{text}");
    }
    for sound in [
        "Theo khoản 2 Mục I Kế hoạch này.",
        "Theo Mục II Kế hoạch này.",
        "Theo Mục III Kế hoạch số 5/KH-UBND.",
        "Theo Mục IIIa Kế hoạch này.",
        "Theo Mục III.",
    ] {
        assert_eq!(told(sound), [""; 0], "{sound}");
    }
    // Of an excerpt nobody knows what else the plan has.
    let excerpt =
        with_paragraph("Theo Mục III Kế hoạch này.").replace("nam: 2025\n", "nam: 2025\ntrich: true\n");
    assert_eq!(of_files("KH357", &excerpt, &[]).len(), 0);
}

#[test]
fn a_deadline_in_the_place_of_an_output_or_of_money_is_told() {
    const CODE: &str = "KH358";
    for key in ["san_pham", "kinh_phi"] {
        let given = |value: &str| format!("chu_tri: [so-y-te], {key}: {value}");
        for value in ["trước ngày 30/9/2025", "quý III/2025", "30/9/2025", "ngày 30/9/2025"] {
            is_told(CODE, &given(value), "Rà soát.", "là một thời hạn");
        }
        for value in [
            "05 báo cáo",
            "30 triệu đồng",
            "Báo cáo trước ngày 30/9/2025",
            "hằng năm 05 báo cáo kết quả rà soát thủ tục",
        ] {
            is_silent(CODE, &given(value), "Rà soát.");
        }
    }
}

#[test]
fn a_number_given_to_two_documents_of_a_kind_and_a_year_is_told() {
    let told = |head: &str| {
        let other = with_point("chu_tri: [so-y-te]", "Khác")
            .replace("kh-88-2025", "kh-khac")
            .replace("so: 88\nngay: 02/7/2025\n", head);
        of_files("KH801", &with_point("chu_tri: [so-y-te]", "Rà soát"), &[("kh-2.yaml", &other)]).len()
    };
    assert_eq!(told("so: 88\nngay: 05/9/2025\n"), 1);
    assert_eq!(told("so: 89\nngay: 05/9/2025\n"), 0);
    // A plan of the year that was issued before it began is numbered there; other documents have numbers of their own.
    assert_eq!(told("so: 88\nngay: 20/12/2024\n"), 0);
    assert_eq!(told("so: 88\nngay: 05/9/2025\nky_hieu: CTr-UBND\n"), 0);
    assert_eq!(told("so: 88\nngay: 05/9/2025\nky_hieu: KH-UBND-VP\n"), 1);
}

#[test]
fn a_report_is_read_as_plans_are() {
    let report = |ground: &str, remark: &str| {
        format!(
            "loai: bao_cao\nnam: 2025\ntinh_den: 30/9/2025\nso: 4\nngay: 05/10/2025\ntrang_thai: ban_hanh\nco_quan: so-y-te\ncan_cu: [\"{ground}\"]\nnhan_xet: [\"{remark}\"]\nky: {{ho_ten: Lê Thị Em}}\n"
        )
    };
    let plan = with_point("chu_tri: [so-y-te]", "Rà soát.");
    let of = |code: &str, ground: &str, remark: &str| {
        let words = of_files(code, &plan, &[("bao-cao.yaml", &report(ground, remark))]);
        words.into_iter().map(|(words, _)| words).collect::<Vec<_>>()
    };
    let (ground, remark) = ("Căn cứ Kế hoạch số 88/KH-UBND ngày 02/7/2025", "Các việc xong.");
    for code in ["KH322", "KH323", "KH324", "KH325", "KH326", "KH355"] {
        // What is over is what a report tells of.
        let over = "Các việc phải hoàn thành trước ngày 30/6/2025 đã xong; năm 2024 cũng vậy.";
        assert_eq!(of(code, ground, over), [""; 0], "{code}");
    }
    assert_eq!(of("KH355", &ground.replace("02/7", "03/7"), remark), ["03/7/2025"]);
    assert_eq!(
        of("KH326", &ground.replace("88/KH-UBND ngày 02/7", "9/KH-UBND ngày 06/10"), remark),
        ["06/10/2025"]
    );
    assert_eq!(of("KH323", ground, "Xong trước ngày 31/6/2025."), ["31/6/2025"]);
    let long = "Các cơ quan thực hiện đầy đủ việc được giao.";
    assert_eq!(of("KH329", ground, &format!("{long}\", \"{long}")), [format!("\"{long}\"")]);
}

#[test]
fn a_ground_of_a_later_day_is_told_whatever_it_is() {
    const CODE: &str = "KH326";
    let of = |ground: &str| {
        let plan = with_point("chu_tri: [so-y-te]", "Rà soát.");
        let plan = plan.replace("cac_muc:", &format!("can_cu: [\"{ground}\"]\ncac_muc:"));
        of_files(CODE, &plan, &[]).into_iter().map(|(words, _)| words).collect::<Vec<_>>()
    };
    assert_eq!(of("Căn cứ Luật Đầu tư ngày 17 tháng 6 năm 2020"), [""; 0]);
    assert_eq!(of("Căn cứ Luật Đầu tư ngày 17 tháng 6 năm 2026"), ["17 tháng 6 năm 2026"]);
    assert_eq!(of("Căn cứ Luật Đầu tư có hiệu lực từ ngày 01/01/2026"), [""; 0]);
}

#[test]
fn a_year_that_cannot_be_is_told_behind_its_day_and_its_month_too() {
    const CODE: &str = "KH323";
    let of = |text: &str| {
        let told = of_files(CODE, &with_paragraph(text), &[]);
        told.into_iter().map(|(words, _)| words).collect::<Vec<_>>()
    };
    assert_eq!(of("Luật ban hành ngày 17 tháng 6 năm 3020."), ["năm 3020"]);
    assert_eq!(of("Hoàn thành trong tháng 10 năm 2926."), ["năm 2926"]);
    assert_eq!(of("Luật ban hành ngày 117 tháng 6 năm 2020."), ["117 tháng 6 năm 2020"]);
    assert_eq!(of("Sau 5 năm 1500 hồ sơ, 10 năm 3000."), [""; 0]);
}

#[test]
fn a_deadline_too_many_years_ahead_is_told_by_what_it_counts() {
    const CODE: &str = "KH324";
    for (near, far) in [
        ("trước ngày 01/7/2031", "trước ngày 01/7/2032"),
        ("tháng 6/2035", "tháng 6/2036"),
        ("quý II/2035", "quý II/2052"),
        ("năm 2055", "năm 2056"),
    ] {
        let of = |due: &str| {
            let plan = with_point("chu_tri: [so-y-te]", "Rà soát.");
            of_files(CODE, &plan.replace("noi_dung: \"Rà", &format!("thoi_han: {due}, noi_dung: \"Rà")), &[])
                .len()
        };
        assert_eq!((of(near), of(far)), (0, 1), "{near}");
    }
}

#[test]
fn totals_of_an_agencys_own_tables_are_reckoned() {
    const CODE: &str = "KH332";
    let of = |total: &str| {
        let section = format!(
            "cac_muc:\n  - tieu_de: Kinh phí\n    bang:\n      - cot: [{{ten: Quý}}, {{ten: Số tiền, kieu: so}}]\n        dong: [[III, 20], [IV, 15]]\n        tong: [Cộng, {total}]\n  - phan: nhiem_vu\nnhiem_vu:"
        );
        let part = OVERLAY
            .replace("NOI_DUNG", "Rà soát")
            .replace("nhiem_vu:\n  - muc", &format!("{section}\n  - muc"));
        of_files(CODE, &with_point("chu_tri: [so-y-te]", "Rà soát."), &[("so-y-te.yaml", &part)])
    };
    assert_eq!(of("35"), []);
    let told = of("34");
    assert!(told.len() == 1 && told[0].0 == "34" && told[0].1.contains("Số tiền"), "{told:?}");
}
