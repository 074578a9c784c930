//! Who issues a plan is read from its data: a city, a ward for its rooms; a body of the Party makes none.

use kehoach::diagnostic::Severity::Error;
use kehoach::model::AgencyId;

use super::city::{
    DIGITAL_ID, SAFETY_ID, WARD, WARD_ID, answer, changed, made, made_plan, part_of, plan_of, text_of,
    with_part, with_sub_plan,
};
use super::fixture::{one_finding, templates, year};

fn recipients(of: (&str, &str)) -> Vec<String> {
    with_sub_plan(&changed(&[]), of, |_, plan, _| plan.official.recipients)
}

/// Lines of a header, whatever keeps their words together.
fn plain(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| line.replace('\u{a0}', " ")).collect()
}

#[test]
fn a_citys_documents_speak_of_the_city() {
    let loaded = changed(&[]);
    let plan = made_plan(&loaded, DIGITAL_ID, &templates()).expect("it is made").document;
    assert_eq!(plain(&plan.head.issuer), ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ VÂN HẢI"]);
    assert_eq!((plain(&[plan.head.place]), plan.head.superior.len()), (vec!["Vân Hải".to_owned()], 0));
    let part = made(&loaded, (DIGITAL_ID, "so-y-te"), &templates()).expect("it is made").document;
    assert_eq!(plain(&part.head.superior), ["UBND THÀNH PHỐ VÂN HẢI"]);
    let text = text_of(&part);
    assert!(
        text.contains("Kế hoạch số 30/KH-UBND ngày 10/02/2026 của UBND thành phố Vân Hải về chuyển đổi số"),
        "{text}"
    );
    assert_eq!(
        part.meta.subject,
        "Triển khai thực hiện Kế hoạch số 30/KH-UBND của UBND thành phố về chuyển đổi số năm 2026"
    );
    assert_eq!(recipients((DIGITAL_ID, "so-y-te"))[0], "UBND thành phố (b/c)");
    assert_eq!(recipients((SAFETY_ID, "thue-tp"))[0], "UBND thành phố", "it reports to its ministry");
}

#[test]
fn no_document_of_a_city_or_a_ward_speaks_of_a_province() {
    let loaded = changed(&[]);
    let year = year(&loaded);
    let mut documents = 0;
    for shares in year.plans() {
        let id = shares.plan.id.as_str();
        let mut texts = vec![made_plan(&loaded, id, &templates()).expect("it is made").document];
        let answers = year.answers(shares.plan).into_iter().filter(|answer| answer.makes_document());
        texts.extend(answers.map(|answer| {
            made(&loaded, (id, answer.agency.id.as_str()), &templates()).expect("it is made").document
        }));
        documents += texts.len();
        for document in texts {
            let text = text_of(&document).to_lowercase();
            assert!(!text.contains("tỉnh"), "{}: {text}", document.meta.title);
        }
    }
    assert_eq!(documents, 3 + 7 + 5 + 2);
}

#[test]
fn a_wards_rooms_answer_the_ward() {
    let loaded = changed(&[]);
    let room = (WARD_ID, "phong-kinh-te");
    let part = made(&loaded, room, &templates()).expect("it is made").document;
    assert_eq!(plain(&part.head.superior), ["UBND PHƯỜNG HẢI AN"]);
    assert_eq!(plain(&part.head.issuer), ["PHÒNG KINH TẾ, HẠ TẦNG"]);
    assert_eq!(
        part.meta.subject,
        "Triển khai thực hiện Kế hoạch số 12/KH-UBND của UBND phường Hải An về phòng cháy, chữa cháy năm 2026"
    );
    let expected = ["UBND phường Hải An (b/c)", "Văn phòng HĐND và UBND phường", "Lãnh đạo đơn vị"];
    assert_eq!(recipients(room)[..3], expected);
    let plan = made_plan(&loaded, WARD_ID, &templates()).expect("it is made").document;
    assert_eq!(plain(&plan.head.issuer), ["ỦY BAN NHÂN DÂN", "PHƯỜNG HẢI AN"]);
    assert_eq!(plain(&[plan.head.place]), ["Hải An"]);
    let year = year(&loaded);
    let making = |id: &str| answer(&year, WARD_ID, id).makes_document();
    assert!(
        making("van-phong-phuong") && !making("khu-pho-1"),
        "a neighbourhood has its tasks and no document"
    );
}

#[test]
fn whoever_issues_a_plan_makes_none_that_answers_it() {
    let loaded = changed(&[(WARD, "chu_tri: [khu-pho-1]", "chu_tri: [khu-pho-1, phuong-hai-an]")]);
    let year = year(&loaded);
    assert!(!answer(&year, WARD_ID, "phuong-hai-an").makes_document());
    assert!(answer(&year, DIGITAL_ID, "phuong-hai-an").makes_document());
}

#[test]
fn a_body_of_the_party_has_its_tasks_no_document_and_a_clear_word() {
    let loaded = changed(&[]);
    let year = year(&loaded);
    let share = year.responsibilities(&plan_of(&year, DIGITAL_ID).id).unwrap();
    assert_eq!(share.share(&AgencyId::new("ban-tuyen-giao")).expect("it is reached").tasks.len(), 1);
    assert!(!answer(&year, DIGITAL_ID, "ban-tuyen-giao").makes_document());
    let asked = kehoach::app::Selection { ids: vec!["ban-tuyen-giao".to_owned()], plans: Vec::new() };
    let refused = kehoach::app::Job::asked_for(&asked, &year).unwrap_err();
    let word = "“Ban Tuyên giáo Thành ủy” là cơ quan của Đảng, không ban hành kế hoạch theo Nghị định số 30/2020/NĐ-CP";
    assert_eq!(refused[0].message, word);
    let part = with_part(&part_of("ban-tuyen-giao", DIGITAL_ID, ""), &[]);
    one_finding(&part, ("KH103", Error), "co_quan: ban-tuyen-giao", &["không lập kế hoạch triển khai"]);
    assert!(loaded.findings.iter().all(|finding| finding.code != "KH123"), "nobody asks for its symbol");
}
