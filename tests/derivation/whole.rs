//! An assignment with all its parts: each reaches the agency that it concerns, and the others read of it.

use kehoach::derive::responsibility::Watch;
use kehoach::diagnostic::Severity::{Error, Warning};
use kehoach::model::{AgencyId, PlanId};

use super::city::{DIGITAL, DIGITAL_ID, changed, line_with, markdown, with_sub_plan};
use super::fixture::{line, one_finding, plan_markdown, year};

fn of(agency: &str) -> String {
    markdown(&changed(&[]), (DIGITAL_ID, agency))
}

#[test]
fn a_lead_reads_its_own_part_of_the_task_and_who_leads_the_other() {
    let plan = plan_markdown(&changed(&[]), DIGITAL_ID);
    let named = "a) Sở Khoa học và Công nghệ (mạng di động, cáp quang); Sở Công Thương (chợ, khu thương mại) theo chức \
                 năng, nhiệm vụ chủ trì, phối hợp với các sở liên quan, các doanh nghiệp viễn thông: phủ sóng";
    assert!(plan.contains(named), "{plan}");
    let text = of("so-cong-thuong");
    let line = line_with(&text, "Phủ sóng toàn thành phố");
    for part in [
        "cùng chủ trì: Sở Khoa học và Công nghệ (mạng di động, cáp quang)",
        "phối hợp: các sở liên quan, các doanh nghiệp viễn thông",
        "phạm vi: chợ, khu thương mại",
        "theo chức năng, nhiệm vụ",
    ] {
        assert!(line.contains(part), "“{part}” is not in “{line}”");
    }
    let text = of("so-khcn");
    let other = line_with(&text, "Phủ sóng toàn thành phố");
    assert!(other.contains("phạm vi: mạng di động, cáp quang"), "{other}");
    assert!(other.contains("cùng chủ trì: Sở Công Thương (chợ, khu thương mại)"), "{other}");
}

#[test]
fn bodies_outside_the_register_are_words_and_answer_nothing() {
    let loaded = changed(&[]);
    let year = year(&loaded);
    let outside = "các doanh nghiệp viễn thông";
    assert!(plan_markdown(&loaded, DIGITAL_ID).contains(outside));
    let shares = year.responsibilities(&PlanId::new(DIGITAL_ID)).unwrap();
    assert!(shares.agencies().all(|(id, _)| !id.as_str().contains("doanh-nghiep")));
    let both = (DIGITAL, "{ngoai: các doanh nghiệp viễn thông}", "{ma: so-y-te, ngoai: các doanh nghiệp}");
    one_finding(&changed(&[both]), ("KH143", Error), "{ma: so-y-te, ngoai", &["“ma”", "“ngoai”"]);
    let twice =
        (DIGITAL, "{ngoai: các doanh nghiệp viễn thông}", "{ngoai: các bệnh viện}, {ngoai: các bệnh viện}");
    one_finding(
        &changed(&[twice]),
        ("KH111", Error),
        "các bệnh viện}, {",
        &["“các bệnh viện” được ghi hai lần"],
    );
}

#[test]
fn parts_of_a_task_have_their_own_deadlines_in_the_plan_and_in_the_part() {
    let deadlines = "Thời hạn: khu dân cư: quý III/2026; khu công nghiệp: trước ngày 15/12/2026.";
    assert!(plan_markdown(&changed(&[]), DIGITAL_ID).contains(deadlines));
    for agency in ["so-khcn", "so-cong-thuong"] {
        let text = of(agency);
        assert!(line_with(&text, "Phủ sóng toàn thành phố").contains(deadlines), "{agency}: {text}");
    }
    let nameless = (DIGITAL, "{phan: khu dân cư, han: quý III/2026}", "quý III/2026");
    let words = ["mỗi thời hạn phải ghi là của phần việc nào"];
    one_finding(&changed(&[nameless]), ("KH143", Error), "thoi_han: [quý III/2026", &words);
    let unread = (DIGITAL, "han: quý III/2026", "han: lúc rảnh");
    one_finding(&changed(&[unread]), ("KH320", Warning), "han: lúc rảnh", &["“lúc rảnh”", "in nguyên văn"]);
    let text = plan_markdown(&changed(&[unread]), DIGITAL_ID);
    assert!(
        text.contains("Thời hạn: khu dân cư: lúc rảnh; khu công nghiệp"),
        "it is printed as typed: {text}"
    );
}

#[test]
fn a_deadline_from_the_day_of_issue_says_of_which_plan_in_another_document() {
    let counted = "trong 20 ngày kể từ ngày ban hành";
    let plan = plan_markdown(&changed(&[]), DIGITAL_ID);
    assert!(plan.contains(&format!("Thời hạn: {counted}.")), "{plan}");
    let text = of("phuong-hai-an");
    let line = line_with(&text, "tổ công nghệ số cộng đồng");
    assert!(line.ends_with(&format!("Thời hạn: {counted} Kế hoạch số 30/KH-UBND.")), "{line}");
}

#[test]
fn a_condition_stands_before_each_task_that_it_belongs_to() {
    let text = of("xa-dong-lam");
    let condition = "Sau khi có hướng dẫn của Sở Khoa học và Công nghệ: ";
    for task in ["lập tổ công nghệ số cộng đồng", "mở lớp kỹ năng số cho người dân"]
    {
        assert!(text.contains(&format!("{condition}{task}")), "{text}");
    }
    let plan = plan_markdown(&changed(&[]), DIGITAL_ID);
    let once = "(sau khi có hướng dẫn của Sở Khoa học và Công nghệ):";
    assert_eq!(
        plan.matches("hướng dẫn của Sở Khoa học và Công nghệ").count(),
        1,
        "the plan says it once: {plan}"
    );
    assert!(plan.replace('\\', "").contains(once), "{plan}");
}

#[test]
fn monitors_and_co_monitors_are_told_of_each_other() {
    let loaded = changed(&[]);
    let plan = plan_markdown(&loaded, DIGITAL_ID);
    let sentence = "Cơ quan đầu mối theo dõi: Sở Khoa học và Công nghệ. Cơ quan cùng theo dõi: Sở Công Thương, UBND \
                    phường Hải An.";
    assert!(plan.contains(sentence), "{plan}");
    let year = year(&loaded);
    let shares = year.responsibilities(&PlanId::new(DIGITAL_ID)).unwrap();
    let watches = |id: &str| {
        let share = shares.share(&AgencyId::new(id)).unwrap();
        share.monitors.iter().map(|(heading, watch)| (heading.title.text(), *watch)).collect::<Vec<_>>()
    };
    assert_eq!(watches("so-khcn"), [("Hạ tầng số", Watch::Monitor)]);
    assert_eq!(watches("phuong-hai-an"), [("Hạ tầng số", Watch::CoMonitor)]);
    assert_eq!(watches("xa-dong-lam"), []);
    let own = of("phuong-hai-an");
    assert!(own.contains("UBND phường Hải An cùng theo dõi:"), "{own}");
    assert!(own.contains("- Hạ tầng số (đầu mối: Sở Khoa học và Công nghệ)."), "{own}");
    let monitor = of("so-khcn");
    assert!(monitor.contains("là cơ quan đầu mối theo dõi 01 nội dung"), "{monitor}");
    // What is monitored is no index: no heading calls it one.
    assert!(!monitor.to_lowercase().contains("chỉ số"), "{monitor}");
    let unknown =
        (DIGITAL, "cung_theo_doi: [so-cong-thuong, phuong-hai-an]", "cung_theo_doi: [so-cong-thuongg]");
    one_finding(&changed(&[unknown]), ("KH103", Error), "cung_theo_doi", &["có phải “so-cong-thuong”?"]);
}

#[test]
fn money_and_the_way_of_a_report_reach_whom_they_concern() {
    let text = of("so-tai-chinh");
    assert!(line_with(&text, "Bố trí vốn").contains("kinh phí: ngân sách thành phố"), "{text}");
    let report = line_with(&text, "Báo cáo kết quả thực hiện");
    assert!(report.contains("thông qua: Sở Khoa học và Công nghệ"), "{report}");
    assert!(report.contains("Thời hạn: trước ngày 10/12/2026"), "{report}");
    let own = of("so-khcn");
    assert!(
        !line_with(&own, "Báo cáo kết quả thực hiện").contains("thông qua"),
        "nobody reports through itself"
    );
}

#[test]
fn a_sentence_to_ones_group_is_turned_to_the_agency_and_one_to_others_is_left_out() {
    let signs = "Dùng chữ ký số trong mọi văn bản";
    let told = |agency: &str| {
        let text = of(agency);
        line_with(&text, signs).to_owned()
    };
    let commune = told("phuong-hai-an");
    assert!(!commune.contains("số hóa hồ sơ") && !commune.contains("bệnh án"), "{commune}");
    let trade = told("so-cong-thuong");
    assert!(trade.contains("văn bản. Sở Công Thương chủ trì số hóa hồ sơ đã giải quyết"), "{trade}");
    assert!(!trade.contains("bệnh án") && !trade.contains("Các sở chủ trì"), "{trade}");
    let health = told("so-y-te");
    assert!(
        health.contains("Sở Y tế chủ trì số hóa") && health.contains("Sở Y tế kết nối bệnh án"),
        "{health}"
    );
    let left_out = with_sub_plan(&changed(&[]), (DIGITAL_ID, "phuong-hai-an"), |_, _, findings| {
        findings.into_iter().find(|finding| finding.code == "KH313").expect("it is told of")
    });
    let words = "ở nhiệm vụ II.1.d.1: “Các sở chủ trì số hóa hồ sơ đã giải quyết.”";
    assert!(left_out.message.contains(words), "{left_out:#?}");
    assert!(line(&left_out).starts_with(DIGITAL), "{left_out:#?}");
    // Whom a sentence to several leaves out cannot be told, and one that names the agency further on speaks to it.
    for beginning in ["Các sở và UBND các cấp cùng", "Các sở phối hợp với UBND phường Hải An"]
    {
        let several = (DIGITAL, "Các sở chủ trì", beginning);
        let text = markdown(&changed(&[several]), (DIGITAL_ID, "phuong-hai-an"));
        assert!(text.contains(&format!("{beginning} số hóa hồ sơ đã giải quyết")), "{text}");
    }
    // A name in the middle of a sentence is no addressee.
    let inside = (DIGITAL, "Sở Y tế kết nối", "Cùng Sở Y tế kết nối");
    let text = markdown(&changed(&[inside]), (DIGITAL_ID, "phuong-hai-an"));
    assert!(text.contains("Cùng Sở Y tế kết nối bệnh án điện tử"), "{text}");
}

#[test]
fn the_plan_that_this_document_is_stands_in_no_list_of_its_tasks() {
    with_sub_plan(&changed(&[]), (DIGITAL_ID, "vp-ubnd"), |_, plan, findings| {
        assert!(findings.iter().all(|finding| !finding.is_error()), "{findings:#?}");
        assert_eq!(plan.duties.len(), 2);
    });
    let text = of("vp-ubnd");
    assert!(text.contains("theo yêu cầu tại khoản 1 Mục III Kế hoạch số 30/KH-UBND"), "{text}");
    assert!(!text.contains("Xây dựng kế hoạch của đơn vị mình"), "{text}");
}
