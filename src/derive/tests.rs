//! What follows from a plan, by the few words that decide.

use std::collections::BTreeMap;

use super::pairs;
use super::responsibility::Responsibilities;
use super::retold::retold;
use crate::content::load_files;
use crate::model::Province;
use crate::model::agency::AgencyId;
use crate::model::reference::Scheme;

const PROVINCE: &str = "loai: tinh\nten: Bắc Hà\nten_day_du: tỉnh Bắc Hà\nco_quan_ban_hanh: ubnd-tinh\n";

const AGENCIES: &str = "loai: co_quan
danh_sach:
  - {ma: ubnd-tinh, ten: UBND tỉnh Bắc Hà, phan_loai: ubnd_tinh}
  - {ma: so-y-te, ten: Sở Y tế, phan_loai: so, ky_hieu: SYT}
  - {ma: so-noi-vu, ten: Sở Nội vụ, phan_loai: so, ky_hieu: SNV}
  - {ma: so-cu, ten: Sở Kế hoạch, phan_loai: so, ky_hieu: SKH, den_ngay: 30/6/2025, ke_thua: [so-noi-vu]}
  - {ma: xa-a, ten: UBND xã A, phan_loai: ubnd_xa}
";

const GROUPS: &str = "loai: nhom
danh_sach:
  - {ma: cac-so, ten: Các sở, gom_loai: [so]}
  - {ma: hai-so, ten: Hai sở, gom: [so-y-te, so-noi-vu]}
  - {ma: mot-so, ten: Một sở, gom: [so-y-te]}
  - {ma: so-lien-quan, ten: Các sở liên quan, gom_loai: [so], lien_quan: true}
  - {ma: don-vi-lien-quan, ten: Các đơn vị liên quan, gom: [so-y-te], lien_quan: true}
  - {ma: cac-xa, ten: UBND các xã, gom_loai: [ubnd_xa]}
";

/// The plan of a year with these items under its one heading.
fn plan(year: i16, items: &str) -> (String, String) {
    let text = format!(
        "loai: ke_hoach\nma: kh-{year}\nnam: {year}\nso: 88\nngay: 02/7/{year}\ntrang_thai: ban_hanh\n\
         trich_yeu: Cải thiện môi trường đầu tư năm {year}\ncac_muc:\n  - tieu_de: Nhiệm vụ\n    khoan:\n{items}\
         ky: {{ho_ten: Nguyễn Văn Bình}}\n"
    );
    (format!("kh-{year}.yaml"), text)
}

/// An item that is given in this way and has this task.
fn item(given: &str, task: &str) -> String {
    format!("      - {{tieu_de: Đất đai, giao: [{{{given}, nhiem_vu: [{{noi_dung: \"{task}\"}}]}}]}}\n")
}

fn province(files: &[(String, String)]) -> Province {
    let base = [("tinh.yaml", PROVINCE), ("co-quan.yaml", AGENCIES), ("nhom.yaml", GROUPS)];
    let base = base.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let files = base.iter().chain(files).map(|(name, text)| (name.into(), text.clone().into_bytes()));
    let loaded = load_files(files.collect::<Vec<_>>(), &BTreeMap::<String, Scheme>::new());
    let errors: Vec<&str> =
        loaded.findings.iter().filter(|one| one.is_error()).map(|one| one.message.as_str()).collect();
    assert_eq!(errors, [""; 0]);
    loaded.province.expect("it is a province")
}

/// The parts of the task that are an agency's own.
fn scope_of(given: &str, agency: &str) -> Option<String> {
    let province = province(&[plan(2025, &item(given, "Rà soát."))]);
    let shares = Responsibilities::of(&province.plans[0], &province.registry);
    let share = shares.share(&AgencyId::new(agency)).expect("it is reached");
    let mut all = share.tasks.iter().chain(&share.related);
    let (only, more) = (all.next().expect("it has the task"), all.next());
    assert!(more.is_none(), "{given}");
    only.scope()
}

#[test]
fn groups_add_the_parts_that_they_name_where_they_call_on_an_agency_in_the_same_way() {
    let of = |given: &str| scope_of(given, "so-y-te");
    let both = "chu_tri: [{ma: cac-so, pham_vi: vốn}, {ma: hai-so, pham_vi: đất}]";
    assert_eq!(of(both).as_deref(), Some("vốn, đất"));
    // Those concerned, among themselves.
    let related = "chu_tri: [{ma: so-lien-quan, pham_vi: vốn}, {ma: don-vi-lien-quan, pham_vi: đất}]";
    assert_eq!(of(related).as_deref(), Some("vốn, đất"));
    // Whoever leads one part does not lead the one in which it supports, nor that of those concerned.
    let supports = "chu_tri: [{ma: cac-so, pham_vi: vốn}], phoi_hop: [{ma: hai-so, pham_vi: đất}]";
    assert_eq!(of(supports).as_deref(), Some("vốn"));
    let concerned = "chu_tri: [{ma: cac-so, pham_vi: vốn}, {ma: don-vi-lien-quan, pham_vi: đất}]";
    assert_eq!(of(concerned).as_deref(), Some("vốn"));
    // What two of three name is one part.
    let same =
        "chu_tri: [{ma: cac-so, pham_vi: vốn}, {ma: hai-so, pham_vi: đất}, {ma: mot-so, pham_vi: đất}]";
    assert_eq!(of(same).as_deref(), Some("vốn, đất"));
}

#[test]
fn who_is_no_more_on_the_day_of_the_plan_is_in_no_group() {
    let pairs_of = |given: &str| {
        let province = province(&[plan(2025, &item(given, "Rà soát."))]);
        let gone = province.registry.agency(&AgencyId::new("so-cu")).expect("it is registered");
        pairs::of(&province.plans[0], &province.registry, gone).len()
    };
    assert_eq!(pairs_of("chu_tri: [cac-so]"), 0);
    assert_eq!(pairs_of("chu_tri: [so-y-te], phoi_hop: [so-lien-quan]"), 0);
}

/// A task as it stands in the document of Sở Y tế, and what was left out of it.
fn told(task: &str) -> (String, Vec<String>) {
    let province = province(&[plan(2025, &item("chu_tri: [so-y-te]", task))]);
    let plan = &province.plans[0];
    let own = province.registry.agency(&AgencyId::new("so-y-te")).expect("it is registered");
    let task = plan.all_tasks().next().expect("it has a task");
    let retold = retold(&province, plan, task, own);
    (retold.text, retold.left_out)
}

#[test]
fn a_sentence_is_left_out_only_where_it_surely_speaks_to_others() {
    for (second, left_out) in [
        ("Sở Nội vụ kiểm tra.", true),
        ("UBND các xã niêm yết.", true),
        // Alone with a verb; a longer name; one who is no more; one whose name stands further on.
        ("Sở Nội vụ và Sở Tài chính kiểm tra.", false),
        ("UBND các xã Miền núi niêm yết.", false),
        ("Sở Kế hoạch kiểm tra.", false),
        ("Sở Nội vụ phối hợp với Sở Y tế kiểm tra.", false),
        ("Cùng Sở Nội vụ kiểm tra.", false),
    ] {
        let (text, left) = told(&format!("Rà soát đất đai. {second}"));
        let kept = if left_out {
            "Rà soát đất đai.".to_owned()
        } else {
            format!("Rà soát đất đai. {second}")
        };
        let left_out: Vec<String> = if left_out { vec![second.to_owned()] } else { Vec::new() };
        assert_eq!((text, left), (kept, left_out), "{second}");
    }
    assert_eq!(told("Rà soát. Các sở công khai.").0, "Rà soát. Sở Y tế công khai.");
    // The only sentence is the task, whomever it speaks to.
    assert_eq!(told("Sở Nội vụ kiểm tra.").0, "Sở Nội vụ kiểm tra.");
}
