//! Plans as agencies write them, read against the plans in `content/`.

mod own;

use std::path::Path;
use std::sync::OnceLock;

use super::*;
use crate::app::{Inputs, Paths, load};
use crate::content::raw::{CoverForm, RawOverlay};
use crate::content::yaml;

/// Written for the tests, after the shape of plans that offices issue.
const LETTERED: &str = "\
SỞ TƯ PHÁP
Số: 88/KH-STP
Lạng Sơn, ngày 20 tháng 7 năm 2025

KẾ HOẠCH
Nâng cao các chỉ số thành phần giao Sở Tư pháp năm 2025

Thực hiện Kế hoạch số 175/KH-UBND ngày 02/7/2025 của UBND tỉnh, Sở Tư pháp xây dựng Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Giao rõ việc cho từng phòng, đơn vị.
2. Yêu cầu
- Các phòng, đơn vị bám sát chỉ tiêu được giao.

II. NHIỆM VỤ, GIẢI PHÁP
1. Chỉ số “Tính minh bạch”: Mục tiêu phấn đấu đạt từ 7,3 điểm trở lên.
a) Đăng đầy đủ, kịp thời trên Cơ sở dữ liệu quốc gia về văn bản pháp luật các văn bản quy phạm pháp luật do HĐND tỉnh, UBND tỉnh ban hành, mỗi tuần một lần.
b) Trả lời kiến nghị về pháp luật của doanh nghiệp trong 03 ngày.
c) Trồng cây xanh ở trụ sở.
Phân công thực hiện:
- Phòng Xây dựng pháp luật chủ trì, phối hợp với các phòng liên quan thực hiện nội dung a) b)
- Văn phòng Sở thực hiện nội dung c)
2. Chỉ số “Chi phí thời gian”: Mục tiêu phấn đấu đạt từ 9,9 điểm trở lên.
Rút gọn quy trình tiếp nhận hồ sơ hộ tịch.
Phân công: Văn phòng Sở chủ trì tham mưu thực hiện.

III. KINH PHÍ
Kinh phí lấy từ nguồn chi thường xuyên của Sở.

IV. TỔ CHỨC THỰC HIỆN
1. Văn phòng Sở theo dõi, đôn đốc các phòng, đơn vị.

Trên đây là Kế hoạch của Sở Tư pháp./.

Nơi nhận:
- UBND tỉnh (b/c);
- Lưu: VT, XDPL.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC

Trần Văn Mẫu
";

const ASSIGNING: &str = "\
KẾ HOẠCH
Cải thiện môi trường đầu tư kinh doanh năm 2025

Thực hiện Kế hoạch số 175/KH-UBND của UBND tỉnh, Sở Y tế ban hành kế hoạch triển khai như sau:

I. NHIỆM VỤ
1. Chỉ số “Gia nhập thị trường”
- Giao các phòng Nghiệp vụ Y, Kế hoạch - Tài chính và Nghiệp vụ Dược rà soát điều kiện kinh doanh.
- Giao Văn phòng chủ trì, phối hợp với các phòng liên quan niêm yết thủ tục.
* Lãnh đạo chỉ đạo: Đồng chí Lê Thị Mẫu, Phó Giám đốc.
2. Việc chưa có ở đâu: Giao Phòng Nghiệp vụ Y làm đầu mối tiếp nhận ý kiến.

II. TỔ CHỨC THỰC HIỆN
Các phòng thực hiện nghiêm túc.

Nơi nhận:
- Lưu: VT.
";

/// The same, arranged by the units that do it.
const BY_UNITS: &str = "\
SỞ TƯ PHÁP
Số: 88/KH-STP
Lạng Sơn, ngày 20/7/2025

KẾ HOẠCH
Nâng cao các chỉ số thành phần giao Sở Tư pháp năm 2025

Thực hiện Kế hoạch số 175/KH-UBND ngày 02/7/2025 của UBND tỉnh, Sở Tư pháp xây dựng Kế hoạch như sau:

I. PHÒNG XÂY DỰNG PHÁP LUẬT
1. Đăng đầy đủ, kịp thời trên Cơ sở dữ liệu quốc gia về văn bản pháp luật các văn bản quy phạm pháp luật do HĐND tỉnh, UBND tỉnh ban hành.
2. Phối hợp với Văn phòng Sở trồng cây xanh ở trụ sở.

II. VĂN PHÒNG SỞ
1. Rút gọn quy trình tiếp nhận hồ sơ hộ tịch.

III. THANH TRA SỞ
1. Sắp xếp kho hồ sơ.

IV. TỔ CHỨC THỰC HIỆN
1. Văn phòng Sở theo dõi, đôn đốc các phòng.

Nơi nhận:
- Lưu: VT.
";

fn inputs() -> &'static Inputs {
    static INPUTS: OnceLock<Inputs> = OnceLock::new();
    INPUTS.get_or_init(|| {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        load(&Paths { content, templates: None, fonts: None }).unwrap_or_else(|_| panic!("content"))
    })
}

fn imported(text: &str) -> Result<(Imported, RawOverlay), NotKnown> {
    let source = crate::reading::read(text.as_bytes(), "ke-hoach.txt").unwrap_or_else(|_| panic!("{text}"));
    let document = crate::import::structure::of(&source);
    let province = inputs().loaded.province.as_ref().unwrap();
    let made = import(&document, province, None, (&Told::default(), 2026), "ke-hoach.txt")?;
    let mut findings = Vec::new();
    let source =
        yaml::load_source("so.yaml".into(), made.draft.text.clone().into_bytes(), &mut findings).unwrap();
    let raw =
        yaml::parse(&source, &mut findings).unwrap_or_else(|| panic!("{findings:#?}\n{}", made.draft.text));
    Ok((made, raw))
}

fn left_out(made: &Imported, why: WhyLeftOut, words: &str) -> bool {
    made.left_out.iter().any(|one| one.why == why && one.words.contains(words))
}

/// What the plan of 2025 asks of Sở Tư pháp.
fn of_justice() -> (&'static Plan, Share<'static>) {
    let province = inputs().loaded.province.as_ref().unwrap();
    let year = Year::of(province, 2025).unwrap();
    let plan = province.plans_of(2025).next().unwrap();
    let agency =
        province.registry.agencies().iter().find(|agency| agency.id.as_str() == "so-tu-phap").unwrap();
    (plan, year.responsibilities(&plan.id).unwrap().share(&agency.id).unwrap().clone())
}

fn strings(texts: &[crate::content::raw::Text]) -> Vec<&str> {
    texts.iter().map(|text| text.as_str()).collect()
}

#[test]
fn head_purposes_own_sections_and_signature_come_over() {
    let (made, raw) = imported(LETTERED).unwrap();
    assert_eq!((made.agency.as_str(), made.year, made.known_by), ("so-tu-phap", 2025, KnownBy::Head));
    assert_eq!(made.draft.path, Path::new("2025/co-quan/so-tu-phap.yaml"));
    assert_eq!(strings(&raw.parents), ["kh-175-2025"]);
    assert_eq!(raw.number.as_deref().map(String::as_str), Some("88"));
    assert_eq!(raw.date.as_deref().map(String::as_str), Some("20/7/2025"));
    assert_eq!(strings(&raw.purposes), ["Giao rõ việc cho từng phòng, đơn vị."]);
    assert_eq!(strings(&raw.requirements), ["Các phòng, đơn vị bám sát chỉ tiêu được giao."]);
    for title in ["mục đích", "yêu cầu"] {
        assert!(left_out(&made, WhyLeftOut::PurposeTitle, title), "{:#?}", made.left_out);
    }
    let sections: Vec<_> = raw
        .sections
        .iter()
        .map(|section| (section.part.as_deref().copied(), strings(&section.paragraphs)))
        .collect();
    assert_eq!(sections[2], (None, vec!["Kinh phí lấy từ nguồn chi thường xuyên của Sở."]));
    assert_eq!(sections.len(), 4);
    assert_eq!(raw.signature.form, crate::content::raw::RawSigningForm::KyThay);
    assert_eq!(raw.signature.name.as_deref().map(String::as_str), Some("Trần Văn Mẫu"));
    assert_eq!(
        (strings(&raw.recipients), raw.archive.as_deref().map(String::as_str)),
        (vec!["UBND tỉnh (b/c)"], Some("VT, XDPL"))
    );
}

#[test]
fn points_get_the_units_that_the_lines_of_division_give_them() {
    let (_, raw) = imported(LETTERED).unwrap();
    let units: Vec<&str> = raw.units.iter().map(|unit| unit.name.as_str()).collect();
    assert_eq!(units, ["Phòng Xây dựng pháp luật", "Văn phòng Sở"]);
    let given: Vec<_> = raw.blocks[0]
        .entries
        .iter()
        .map(|entry| (strings(&entry.lead), strings(&entry.supporting)))
        .collect();
    assert_eq!(
        given,
        [
            (vec!["xay-dung-phap-luat"], vec!["tat_ca"]),
            (vec!["xay-dung-phap-luat"], vec!["tat_ca"]),
            (vec!["van-phong-so"], vec![]),
        ]
    );
    assert!(raw.blocks[0].division.is_empty());
    // "chủ trì tham mưu" says more than the program would write: it stays.
    assert_eq!(strings(&raw.blocks[1].division), ["Văn phòng Sở chủ trì tham mưu thực hiện"]);
    assert_eq!(strings(&raw.blocks[1].entries[0].lead), ["van-phong-so"]);
}

#[test]
fn a_task_is_taken_as_answered_only_where_its_words_are_there() {
    let (made, raw) = imported(LETTERED).unwrap();
    let covers = |entry: &crate::content::raw::RawEntry| entry.covers.len();
    let counts: Vec<usize> = raw.blocks[0].entries.iter().map(covers).collect();
    assert_eq!(counts, [1, 0, 0], "{}", made.draft.text);
    let CoverForm::Full(cover) = raw.blocks[0].entries[0].covers[0].value() else {
        panic!("{}", made.draft.text)
    };
    assert_eq!(cover.given.as_deref().map(String::as_str), Some("chủ trì"));
    assert!(!made.unanswered.iter().any(|(name, _)| *cover.reference == *name));
    assert_eq!(made.count.answered + made.unanswered.len(), made.count.asked);
    // Everything that the plan asks of it, what stands in "Tổ chức thực hiện" too.
    let (_, share) = of_justice();
    assert!(!share.duties.is_empty());
    assert_eq!(made.count.asked, share.tasks.len() + share.related.len() + share.duties.len());
}

#[test]
fn a_target_that_the_plan_has_is_left_to_it_and_another_stays() {
    let (made, raw) = imported(LETTERED).unwrap();
    assert!(raw.blocks[0].title.is_none(), "{:?}", raw.blocks[0].title);
    let other = raw.blocks[1].title.as_deref().unwrap();
    assert!(other.contains("9,9 điểm"), "{other}");
    assert!(made.notes.iter().any(|note| note.what == What::Part(Doubtful::OtherTarget)));
    assert!(left_out(&made, WhyLeftOut::Target, "7,3"));
}

#[test]
fn sentences_that_give_work_become_phrase_and_text() {
    let (made, raw) = imported(ASSIGNING).unwrap();
    assert_eq!((made.agency.as_str(), made.known_by), ("so-y-te", KnownBy::Opening));
    let entry = &raw.blocks[0].entries[0];
    assert_eq!(strings(&entry.lead), ["nghiep-vu-y", "ke-hoach-tai-chinh", "nghiep-vu-duoc"]);
    assert_eq!(entry.text.as_deref().map(String::as_str), Some("Rà soát điều kiện kinh doanh."));
    let entry = &raw.blocks[0].entries[1];
    assert_eq!((strings(&entry.lead), strings(&entry.supporting)), (vec!["van-phong"], vec!["tat_ca"]));
    assert_eq!(
        entry.phrase.as_deref().map(String::as_str),
        Some("Giao Văn phòng chủ trì, phối hợp với các phòng liên quan")
    );
    assert_eq!(strings(&raw.blocks[0].leaders), ["mau"]);
    assert_eq!(*raw.leaders[0].position, "Phó Giám đốc");
    // No heading of the plan is called so: said, not guessed in silence.
    let guessed = |note: &Note| {
        matches!(note.what, What::Part(Doubtful::HeadingGuessed { .. } | Doubtful::HeadingUnknown { .. }))
    };
    assert!(made.notes.iter().any(guessed), "{:?}", made.notes);
    assert!(
        made.draft.decisions.iter().any(|decision| decision.what.contains("đề mục nào")),
        "{:?}",
        made.draft.decisions
    );
}

#[test]
fn a_plan_of_nobody_known_or_that_answers_nothing_known_is_refused() {
    let unknown = ASSIGNING.replace("Sở Y tế", "Công ty Một");
    assert_eq!(imported(&unknown).err(), Some(NotKnown::Agency));
    let other = ASSIGNING.replace("175/KH-UBND", "999/KH-UBND");
    assert_eq!(imported(&other).err(), Some(NotKnown::Parents { cited: vec!["999/KH-UBND".to_owned()] }));
}

/// Labels behind single entries, and behind all of a group.
const LABELLED: &str = "\
KẾ HOẠCH
Triển khai nhiệm vụ được giao năm 2025

Thực hiện Kế hoạch số 175/KH-UBND của UBND tỉnh, Sở Công Thương ban hành kế hoạch như sau:

I. NHIỆM VỤ
1. Chỉ số “Tiếp cận đất đai”
- Rà soát các cụm công nghiệp còn trống.
- Mời gọi nhà đầu tư hạ tầng.
Đơn vị chủ trì: Phòng Quản lý công nghiệp. Đơn vị phối hợp: Văn phòng; các phòng liên quan.
Thời gian: Quý III/2025. Sản phẩm: Danh mục cụm công nghiệp.
- Lập bản đồ số. Đơn vị chủ trì: Văn phòng. Thời hạn: tháng 9/2025. Kinh phí: 50 triệu đồng.
- Việc chưa giao ai.

Nơi nhận:
- Lưu: VT.
";

#[test]
fn labels_are_said_of_every_entry_since_the_last_ones() {
    let (made, raw) = imported(LABELLED).unwrap();
    let entries = &raw.blocks[0].entries;
    let lead: Vec<_> =
        entries.iter().map(|entry| (strings(&entry.lead), strings(&entry.supporting))).collect();
    let shared = (vec!["quan-ly-cong-nghiep"], vec!["van-phong", "tat_ca"]);
    assert_eq!(
        lead,
        [shared.clone(), shared, (vec!["van-phong"], vec![]), (vec![], vec![])],
        "{}",
        made.draft.text
    );
    let due: Vec<_> = entries.iter().map(|entry| entry.deadline.as_deref().map(String::as_str)).collect();
    assert_eq!(due, [Some("Quý III/2025"), Some("Quý III/2025"), Some("tháng 9/2025"), None]);
    assert_eq!(entries[1].output.as_deref().map(String::as_str), Some("Danh mục cụm công nghiệp"));
    assert_eq!(entries[2].text.as_deref().map(String::as_str), Some("Lập bản đồ số."));
    // A part has no key for money: said, with its words.
    assert!(left_out(&made, WhyLeftOut::NoPlace, "50 triệu đồng"));
}

#[test]
fn a_task_of_which_a_figure_is_another_is_not_taken_as_answered() {
    // III.1.4 asks for a report before 10/12/2025: the same words with another day answer something else.
    let (plan, share) = of_justice();
    let asking = Asking::of(share.duties.iter().map(|mine| (plan, mine)));
    let dated = share.duties.iter().position(|mine| mine.task.text.contains("10/12/2025")).unwrap();
    let claim = |text: &str| {
        let answered = asking.answered_by(text);
        answered.into_iter().find(|one| one.task == dated).map(|one| one.claim)
    };
    let words = &share.duties[dated].task.text;
    assert_eq!(claim(words), Some(answers::Claim::Made));
    assert_eq!(claim(&words.replace("10/12/2025", "20/12/2025")), Some(answers::Claim::Proposed));
}

#[test]
fn a_plan_arranged_by_units_gives_each_entry_its_unit_under_the_heading_of_its_task() {
    let (made, raw) = imported(BY_UNITS).unwrap();
    let units: Vec<&str> = raw.units.iter().map(|unit| unit.name.as_str()).collect();
    assert_eq!(units, ["Phòng xây dựng pháp luật", "Văn phòng Sở", "Thanh tra Sở"]);
    let entries: Vec<(String, Vec<&str>)> = raw
        .blocks
        .iter()
        .flat_map(|block| block.entries.iter().map(move |entry| (block, entry)))
        .map(|(block, entry)| {
            let heading = block.headings.first().map(ToString::to_string).unwrap_or_default();
            (heading, entry.lead.iter().map(|unit| unit.as_str()).collect())
        })
        .collect();
    assert_eq!(entries.len(), 4, "{entries:?}");
    assert_eq!(entries[0], ("Tính minh bạch".to_owned(), vec!["xay-dung-phap-luat"]));
    assert_eq!(entries[2].1, ["van-phong-so"]);
    assert!(raw.blocks.iter().all(|block| block.title.is_none()));
    // What answers nothing stands under one heading, which says once how it is printed.
    let styles: Vec<bool> = raw.blocks.iter().map(|block| block.style.is_some()).collect();
    assert_eq!(styles, [true, true, false]);
    assert_eq!(raw.blocks[1].headings, raw.blocks[2].headings);
    let told = |what: &str| made.notes.iter().any(|note| note.what.message().contains(what));
    assert!(
        told("“PHÒNG XÂY DỰNG PHÁP LUẬT” là tên đơn vị") && told("chỉ nói phối hợp"),
        "{:#?}",
        made.notes
    );
    assert!(left_out(&made, WhyLeftOut::Label, "VĂN PHÒNG SỞ"));
}

/// Each numbered task with the lines that say who does it.
const NUMBERED: &str = "\
SỞ TƯ PHÁP
Số: 88/KH-STP
Lạng Sơn, ngày 20 tháng 7 năm 2025

KẾ HOẠCH
Nâng cao các chỉ số thành phần giao Sở Tư pháp năm 2025

Thực hiện Kế hoạch số 175/KH-UBND ngày 02/7/2025 của UBND tỉnh, Sở Tư pháp xây dựng Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích: Giao rõ việc cho từng đơn vị.
2. Yêu cầu: Bám sát các chỉ tiêu được giao.

II. NHIỆM VỤ
1. Chỉ số “Tính minh bạch”
1.1. Đăng các văn bản quy phạm pháp luật lên Cơ sở dữ liệu quốc gia.
- Đơn vị chủ trì: Phòng Xây dựng pháp luật
- Đơn vị phối hợp: Văn phòng Sở
- Thời gian: Quý III/2025
1.2. Trả lời kiến nghị về pháp luật của doanh nghiệp.
- Đơn vị chủ trì: Văn phòng Sở
2. Chỉ số “Chi phí thời gian”
a) Rút gọn quy trình tiếp nhận hồ sơ.
b) Niêm yết thủ tục. Đơn vị chủ trì: Thanh tra Sở.

Nơi nhận:
- Lưu: VT.
";

#[test]
fn numbered_entries_keep_the_lines_that_say_who_does_them() {
    let (made, raw) = imported(NUMBERED).unwrap();
    let entries: Vec<_> = raw.blocks.iter().flat_map(|block| &block.entries).collect();
    let told: Vec<_> = entries
        .iter()
        .map(|entry| {
            let due = entry.deadline.as_deref().map(String::as_str);
            (strings(&entry.lead), strings(&entry.supporting), due)
        })
        .collect();
    assert_eq!(
        told,
        [
            (vec!["xay-dung-phap-luat"], vec!["van-phong-so"], Some("Quý III/2025")),
            (vec!["van-phong-so"], vec![], None),
            // What is said at the end of one entry is said of no other.
            (vec![], vec![], None),
            (vec!["thanh-tra-so"], vec![], None),
        ],
        "{}",
        made.draft.text
    );
    assert_eq!(strings(&raw.purposes), ["Giao rõ việc cho từng đơn vị."]);
    assert_eq!(strings(&raw.requirements), ["Bám sát các chỉ tiêu được giao."]);
}
