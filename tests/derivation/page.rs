//! The proof of the page: a template that drops a task, or a part of its assignment, makes no document.

use kehoach::diagnostic::Diagnostic;
use kehoach::template::TemplateSet;

use super::city::{
    DIGITAL, DIGITAL_ID, SAFETY, SAFETY_ID, changed, made, made_plan, part_of, text_of, with_part,
};
use super::fixture::{line, templates};

/// The built-in templates with a change in one of them.
fn with_template(name: &str, from: &str, to: &str) -> TemplateSet {
    let built_in = templates();
    let text =
        built_in.texts().find(|(file, _)| *file == name).expect("there is such a template").1.to_owned();
    assert!(text.contains(from), "{name} has no “{from}”");
    TemplateSet::with_own([(name.to_owned(), text.replace(from, to))]).expect("it is a template")
}

fn lost(refused: &[Diagnostic]) -> Vec<String> {
    let lost = refused.iter().filter(|finding| finding.code == "KH312");
    lost.map(|finding| format!("{} {}", line(finding), finding.message)).collect()
}

fn of_part(agency: &str, templates: &TemplateSet) -> Vec<String> {
    lost(&made(&changed(&[]), (DIGITAL_ID, agency), templates).map(drop).expect_err("something is lost"))
}

fn of_plan(plan: &str, templates: &TemplateSet) -> Vec<String> {
    lost(&made_plan(&changed(&[]), plan, templates).map(drop).expect_err("something is lost"))
}

#[test]
fn the_built_in_templates_lose_nothing() {
    let loaded = changed(&[]);
    let year = super::fixture::year(&loaded);
    for shares in year.plans() {
        let id = shares.plan.id.as_str();
        made_plan(&loaded, id, &templates()).unwrap_or_else(|lost| panic!("{id}: {lost:#?}"));
        for answer in year.answers(shares.plan).into_iter().filter(|answer| answer.makes_document()) {
            let of = (id, answer.agency.id.as_str());
            made(&loaded, of, &templates()).unwrap_or_else(|lost| panic!("{of:?}: {lost:#?}"));
        }
    }
}

#[test]
fn a_row_of_an_annex_is_looked_for_there_though_the_text_says_the_same_words() {
    let (in_text, in_row) =
        ("Bảo đảm an toàn cho mọi hệ thống thông tin.", "Thống kê các hệ thống thông tin.");
    let same = changed(&[(SAFETY, in_text, in_row)]);
    made_plan(&same, SAFETY_ID, &templates()).unwrap_or_else(|lost| panic!("{lost:#?}"));
}

#[test]
fn a_task_given_otherwise_than_its_point_is_printed_with_whom_it_names_and_how() {
    let task = "nhiem_vu: [{noi_dung: Mở dữ liệu của ngành cho người dân.}]";
    let of = |style: &str, tasks: &str| {
        let own = format!("neu_ten: {style}\n            nhiem_vu: [{tasks}]");
        let made = made_plan(&changed(&[(DIGITAL, task, &own)]), DIGITAL_ID, &templates());
        let text = text_of(&made.unwrap_or_else(|lost| panic!("{style}: {tasks}: {lost:#?}")).document);
        text.replace('\u{a0}', " ")
    };
    for style in ["truoc", "sau", "tung_muc"] {
        let own = "{noi_dung: Mở dữ liệu., chu_tri: [so-y-te], phoi_hop: [so-khcn], kem_theo: trong phạm vi quản lý}";
        let alone = of(style, own);
        assert!(alone.contains("Sở Y tế trong phạm vi quản lý"), "{style}: {alone}");
        // Beside another task it has nobody of its own.
        let manner =
            "{noi_dung: Mở dữ liệu.}, {noi_dung: Khai thác dữ liệu chung., kem_theo: trong phạm vi quản lý}";
        let beside = of(style, manner);
        assert!(beside.contains("ác sở liên quan trong phạm vi quản lý"), "{style}: {beside}");
    }
}

#[test]
fn a_heading_that_is_a_task_itself_is_printed_with_all_that_belongs_to_it_however_it_names_who_does_it() {
    let words = "    doan: [Bảo đảm an toàn cho mọi hệ thống thông tin.]\n";
    for style in ["sau", "tung_muc", "trong_cau"] {
        let own = format!(
            "    doan: [Mua máy chủ với tổng mức 2.250 triệu đồng.]\n    chu_tri: [so-y-te]\n    neu_ten: {style}\n    \
             thoi_han: trước ngày 30/11/2026\n    san_pham: Biên bản\n    kinh_phi: 50 triệu đồng\n"
        );
        let made = made_plan(&changed(&[(SAFETY, words, &own)]), SAFETY_ID, &templates());
        let text = text_of(&made.unwrap_or_else(|lost| panic!("{style}: {lost:#?}")).document);
        for part in ["Thời hạn: trước ngày 30/11/2026.", "Sản phẩm: Biên bản.", "Kinh phí: 50 triệu đồng."]
        {
            assert!(text.replace('\u{a0}', " ").contains(part), "{style}: {part}: {text}");
        }
    }
    let silent =
        with_template("thanh-phan.md", "{% if v.kinh_phi %} Kinh phí: {{ v.kinh_phi }}.{% endif %}", "");
    let own = "    doan: [Mua máy chủ với tổng mức 2.250 triệu đồng.]\n    chu_tri: [so-y-te]\n    neu_ten: sau\n    kinh_phi: 50 triệu đồng\n";
    let refused =
        made_plan(&changed(&[(SAFETY, words, own)]), SAFETY_ID, &silent).map(drop).expect_err("it is lost");
    assert!(
        lost(&refused)[0].contains("không thấy kinh phí “50 triệu đồng”"),
        "another amount is not it: {refused:#?}"
    );
}

#[test]
fn a_template_that_drops_deadlines_fails_the_documents_that_have_some() {
    let deadline = "{% if t.thoi_han_rieng %} Thời hạn: {{ t.thoi_han_rieng }}.{% endif %}";
    let without = with_template("thanh-phan.md", deadline, "");
    let told = of_part("so-y-te", &without);
    assert!(
        told.iter()
            .any(|told| told.contains("in thiếu nhiệm vụ II.1.a.1: không thấy thời hạn “quý III/2026”")
                || told.contains("in thiếu nhiệm vụ II.1.a.1: không thấy thời hạn “Quý III/2026”")),
        "{told:#?}"
    );
    assert!(
        told.iter().any(|told| told.contains("III.1.2: không thấy thời hạn “trước ngày 10/12/2026”")),
        "{told:#?}"
    );
    // It points to the task in the plan.
    assert!(told.iter().all(|told| told.starts_with("2026/chuyen-doi-so.yaml:")), "{told:#?}");
    let plain = "{% if v.thoi_han_rieng %} Thời hạn: {{ v.thoi_han_rieng }}.{% endif %}";
    let plan = of_plan(DIGITAL_ID, &with_template("thanh-phan.md", plain, ""));
    assert!(
        plan.iter().any(|told| told.contains("II.1.a.1: không thấy thời hạn “trước ngày 15/12/2026”")),
        "{plan:#?}"
    );
    assert!(
        plan.iter()
            .any(|told| told.contains("II.1.b.1: không thấy thời hạn “trong 20 ngày kể từ ngày ban hành”")),
        "{plan:#?}"
    );
}

#[test]
fn a_template_that_drops_partners_fails_the_documents_that_have_some() {
    let names = "{% if g.phoi_hop %} chủ trì, phối hợp với {{ g.phoi_hop }}{% endif %}";
    let plan = of_plan(DIGITAL_ID, &with_template("thanh-phan.md", names, ""));
    assert!(
        plan.iter()
            .any(|told| told.contains("II.1.a.1: không thấy cơ quan phối hợp “các doanh nghiệp viễn thông”")),
        "{plan:#?}"
    );
    assert!(
        plan.iter()
            .any(|told| told.contains("II.2.a.1: không thấy cơ quan phối hợp “Văn phòng UBND thành phố”"))
    );
    let cited = with_template("thanh-phan.md", "*({{ n.can_cu }})*", "");
    let told = of_part("so-cong-thuong", &cited);
    for part in [
        "II.1.a.1: không thấy cơ quan cùng chủ trì “Sở Khoa học và Công nghệ”",
        "II.1.a.1: không thấy phạm vi “chợ, khu thương mại”",
        "II.1.a.1: không thấy cách thực hiện “theo chức năng, nhiệm vụ”",
    ] {
        assert!(told.iter().any(|told| told.contains(part)), "{part}: {told:#?}");
    }
    let money = of_part("so-tai-chinh", &cited);
    assert!(
        money.iter().any(|told| told.contains("không thấy kinh phí “ngân sách thành phố”")),
        "{money:#?}"
    );
}

#[test]
fn a_template_that_drops_tasks_names_each() {
    let body = "{% if n.nhan %}{{ n.nhan }} {% endif %}{{ <co_can_cu k={k} n={n} /> }}";
    let entries = with_template("thanh-phan.md", body, "");
    // The annex still has them; what belongs to them is gone.
    assert!(!of_part("so-cong-thuong", &entries).is_empty());
    let table = with_template("phu-luc-bang-nhiem-vu.md", "{{ d.noi_dung }}", "");
    let told = of_plan(SAFETY_ID, &table);
    assert_eq!(told.len(), 6, "{told:#?}");
    assert!(
        told[1].contains("mẫu ke-hoach-tinh.md in thiếu nhiệm vụ PL1.2: không thấy nội dung của nhiệm vụ"),
        "{told:#?}"
    );
    let column = with_template("phu-luc-bang-nhiem-vu.md", "{{ d.phoi_hop | hoa_dau }}", "");
    let told = of_plan(SAFETY_ID, &column);
    assert!(
        told.iter().any(|told| told.contains("PL1.4: không thấy cơ quan phối hợp “Sở Y tế”")),
        "{told:#?}"
    );
}

#[test]
fn a_template_that_drops_a_condition_or_those_concerned_is_told_of() {
    let related = with_template("thanh-phan.md", "{% for t in k.lien_quan %}", "{% for t in [] %}");
    let told = of_part("so-y-te", &related);
    assert!(told.iter().any(|told| told.contains("nhiệm vụ II.2.a.1: không thấy nội dung")), "{told:#?}");
    let condition = "{% if g.dieu_kien %} ({{ g.dieu_kien | thuong | bo_hai_cham }}){% endif %}:\n{% for v in g.nhiem_vu %}";
    let told = lost(
        &made_plan(
            &changed(&[]),
            DIGITAL_ID,
            &with_template("thanh-phan.md", condition, ":\n{% for v in g.nhiem_vu %}"),
        )
        .map(drop)
        .err()
        .unwrap_or_default(),
    );
    assert!(told.iter().any(|told| told.contains("II.1.b.1") && told.contains("điều kiện")), "{told:#?}");
}

#[test]
fn only_the_documents_that_lose_something_are_held() {
    let names = "{% if g.phoi_hop %} chủ trì, phối hợp với {{ g.phoi_hop }}{% endif %}";
    let plan_only = with_template("thanh-phan.md", names, "");
    let loaded = changed(&[]);
    assert!(made_plan(&loaded, DIGITAL_ID, &plan_only).is_err());
    assert!(made(&loaded, (DIGITAL_ID, "so-y-te"), &plan_only).is_ok());
    assert!(made_plan(&loaded, SAFETY_ID, &plan_only).is_ok(), "it has no such sentence");
}

#[test]
fn own_words_are_looked_for_in_the_place_of_the_plans() {
    let own = "in_phu_luc: false\nnhiem_vu:\n  - muc: [Hạ tầng số]\n    noi_dung:\n      - {noi_dung: Sở cân đối ngân sách., thay_cho: [II.1.c.1]}\n";
    let loaded = with_part(&part_of("so-tai-chinh", DIGITAL_ID, own), &[]);
    let finance = (DIGITAL_ID, "so-tai-chinh");
    let text = text_of(&made(&loaded, finance, &templates()).expect("it is made").document);
    assert!(text.contains("Sở cân đối ngân sách") && !text.contains("Bố trí vốn"), "{text}");
    let body = "{% if n.nhan %}{{ n.nhan }} {% endif %}{{ <co_can_cu k={k} n={n} /> }}";
    let broken = with_template("thanh-phan.md", body, "");
    let told = lost(&made(&loaded, finance, &broken).map(drop).expect_err("it is lost"));
    assert!(told.iter().any(|told| told.contains("II.1.c.1: không thấy nội dung")), "{told:#?}");
}

#[test]
fn a_template_that_drops_what_is_measured_or_who_monitors_is_told_of() {
    let figures = of_plan(DIGITAL_ID, &with_template("thanh-phan.md", "**{{ c.muc }}**", ""));
    assert!(figures.iter().any(|told| told.contains("in thiếu ở I: không thấy “92,5”")), "{figures:#?}");
    assert!(figures.iter().any(|told| told.contains("không thấy “giữ vị trí dẫn đầu vùng”")), "{figures:#?}");
    let titles = of_plan(DIGITAL_ID, &with_template("thanh-phan.md", "{{ m.tieu_de }}", "…"));
    assert!(
        titles.iter().any(|told| told.contains("in thiếu ở II.2: không thấy “Dữ liệu số”")),
        "{titles:#?}"
    );
    let line = "{% component dong_theo_doi(k, c) %}{% if k.deu_la_chi_so %}Chỉ số “{{ c.ten }}”{% else %}{{ c.ten }}{% endif %}";
    // The heading stands above its tasks, too: only who has none of them loses it.
    let unwatched = with_template("thanh-phan.md", line, "{% component dong_theo_doi(k, c) %}");
    let part = "in_phu_luc: false\nnhiem_vu:\n  - {muc: [Hạ tầng số], tieu_de: Việc của phường, noi_dung: [{noi_dung: Mở lớp., thay_cho: [II.1.b.1, II.1.b.2]}]}\n";
    let loaded = with_part(&part_of("phuong-hai-an", DIGITAL_ID, part), &[]);
    let of = (DIGITAL_ID, "phuong-hai-an");
    let whole = made(&loaded, of, &templates());
    assert!(whole.is_ok(), "{:#?}", whole.map(drop).err());
    let told = lost(&made(&loaded, of, &unwatched).map(drop).expect_err("it is lost"));
    let monitored = "UBND phường Hải An: mẫu ke-hoach-xa.md in thiếu nội dung được giao theo dõi II.1: không thấy “Hạ tầng số”";
    assert!(told.iter().any(|told| told.ends_with(monitored)), "{told:#?}");
}

#[test]
fn a_template_that_prints_a_task_twice_is_told_of() {
    let twice = "- {{ <noi_dung_giao v={v} /> }}{{ <sau_noi_dung v={v} /> }}";
    let doubled = with_template("thanh-phan.md", twice, &format!("{twice}\n\n{twice}"));
    let told = of_plan(DIGITAL_ID, &doubled);
    assert!(
        told.iter().any(|told| told.contains("II.1.b.1: nội dung của nhiệm vụ được in 2 lần")),
        "{told:#?}"
    );
}

#[test]
fn a_template_that_drops_through_whom_it_is_reported_is_told_of() {
    let told = of_part("so-tai-chinh", &with_template("thanh-phan.md", "*({{ n.can_cu }})*", ""));
    let through = "III.1.2: không thấy cơ quan làm đầu mối gửi “Sở Khoa học và Công nghệ”";
    assert!(told.iter().any(|told| told.contains(through)), "{told:#?}");
}

#[test]
fn an_annex_asked_for_apart_where_there_is_none_is_told_of() {
    let apart = |annex: &str| {
        let part =
            part_of("so-tai-chinh", DIGITAL_ID, &format!("phu_luc_rieng: true\nin_phu_luc: {annex}\n"));
        let made =
            made(&with_part(&part, &[]), (DIGITAL_ID, "so-tai-chinh"), &templates()).expect("it is made");
        made.findings.iter().filter(|finding| finding.code == "KH317").count()
    };
    assert_eq!((apart("false"), apart("true")), (1, 0));
}

#[test]
fn an_agency_that_will_be_done_before_the_plan_asks_lacks_nothing() {
    let entry = "{thay_cho: [II.1.a.1], giu_nguyen: true, thoi_han: trước ngày 15/8/2026}";
    let part = part_of(
        "so-y-te",
        DIGITAL_ID,
        &format!("nhiem_vu:\n  - muc: [II.1]\n    noi_dung:\n      - {entry}\n"),
    );
    let loaded = with_part(&part, &[]);
    let printed = made(&loaded, (DIGITAL_ID, "so-y-te"), &templates());
    let printed = printed.unwrap_or_else(|lost| panic!("{lost:#?}"));
    assert!(text_of(&printed.document).contains("rước ngày 15/8/2026"), "{}", text_of(&printed.document));
}
