//! The sub-plans of the small province: what stands under which heading, and in whose words.

use std::fmt::Write as _;

use kehoach::derive::responsibility::Role;
use kehoach::derive::sub_plan::{GroupKey, Openness, Said, SaidDue, SubEntry, SubPlan};
use kehoach::model::overlay::{EntryStyle, UnitSet};

use super::fixture::{DRAFT, PART, UNISSUED, changed, markdown, with_sub_plan};

/// A sub-plan as a reader would note it down.
fn outline(plan: &SubPlan<'_>) -> String {
    let mut text = String::new();
    for group in &plan.groups {
        let key = match &group.key {
            GroupKey::Under(title) => format!("dưới “{title}”"),
            GroupKey::Family(family) => family.clone(),
        };
        writeln!(text, "{} · {key}", group.plan.id).unwrap();
        for index in &group.headings {
            let names: Vec<&str> = index.sources.iter().map(|source| source.title.text()).collect();
            let style = if index.style == EntryStyle::Assigning { " · giao" } else { "" };
            let title = index.title.map(|title| format!(" = “{title}”")).unwrap_or_default();
            let leaders: Vec<&str> = index.leaders.iter().map(|leader| leader.id.as_str()).collect();
            let leaders =
                if leaders.is_empty() { String::new() } else { format!(" · {}", leaders.join(", ")) };
            writeln!(text, "  {}{title}{leaders}{style}", names.join(" + ")).unwrap();
            for entry in &index.entries {
                writeln!(text, "    {}", told(entry)).unwrap();
            }
        }
    }
    text
}

fn told(entry: &SubEntry<'_>) -> String {
    let covers: Vec<String> = entry
        .covers
        .iter()
        .map(|one| {
            let role = if one.mine.role == Role::Lead { "c" } else { "p" };
            format!("{}{role}", one.mine.task.reference)
        })
        .collect();
    let mut parts = vec![entry.wording.text().to_owned(), format!("[{}]", covers.join(" "))];
    parts.extend(units("chủ trì", &entry.lead));
    parts.extend(units("phối hợp", &entry.supporting));
    parts.extend(entry.phrase.map(|phrase| format!("“{phrase}”")));
    parts.extend(each("hạn", &entry.deadlines, |due| dues(*due)));
    parts.extend(each("sản phẩm", &entry.outputs, |output| (*output).to_owned()));
    if entry.carried {
        parts.push("đưa vào".to_owned());
    }
    parts.join(" | ")
}

fn units(what: &str, set: &UnitSet) -> Option<String> {
    let mut places: Vec<String> = set.units.iter().map(|unit| unit.id.clone()).collect();
    if set.all {
        places.push("tất cả".to_owned());
    }
    (!set.is_empty()).then(|| format!("{what} {}", places.join(", ")))
}

fn dues(due: SaidDue<'_>) -> String {
    match due {
        SaidDue::Own(deadline) => deadline.to_string(),
        SaidDue::OfPlan { dues, .. } => {
            dues.iter().map(|due| due.deadline.to_string()).collect::<Vec<_>>().join(", ")
        }
    }
}

fn each<T>(what: &str, all: &[Said<T>], told: impl Fn(&T) -> String) -> Option<String> {
    let all: Vec<String> = all.iter().map(|said| format!("{} {:?}", told(&said.value), said.of)).collect();
    (!all.is_empty()).then(|| format!("{what} {}", all.join("; ")))
}

fn outline_of(id: &str) -> String {
    with_sub_plan(&changed(&[UNISSUED]), id, |_, plan, _| outline(&plan))
}

fn assert_same(made: &str, expected: &str) {
    assert_eq!(made.lines().collect::<Vec<_>>(), expected.lines().collect::<Vec<_>>());
}

#[test]
fn a_part_of_its_own_says_what_it_says_and_the_rest_is_carried_in() {
    assert_same(
        &outline_of("xa-an-phu"),
        "\
kh-11-2026 · dưới “Việc của cả năm”
  Rà soát quy trình
    Các cơ quan, đơn vị rà soát toàn bộ quy trình nội bộ. | [II.1.a.1p] | đưa vào
kh-11-2026 · CCHC
  Thể chế = “Thể chế ở xã” · ct
    Xã rà soát và tự kiểm tra văn bản. | [III.1.a.1p III.1.a.2p] | chủ trì vp | hạn trước ngày 15/6/2026 [0]; hằng quý [1] | sản phẩm Báo cáo rà soát [0]
    Mở tủ sách pháp luật. | [III.1.b.2c] | chủ trì kt | hạn trước ngày 30/6/2026 [] | sản phẩm Tủ sách []
    Xã cùng nâng cấp trang dịch vụ công. | [IV.1.a.1p] | chủ trì vp | phối hợp kt | hạn trước ngày 15/9/2026 [] | sản phẩm Trang mới []
    Xã mở lớp tập huấn riêng. | [] | phối hợp tất cả
  Dịch vụ công
    Lập tổ số cộng đồng. | [IV.1.b.1c] | sản phẩm Quyết định [] | đưa vào
kh-25-2026 · CCHC
  Hạ tầng số
    Xã phủ sóng và kiểm kê. | [I.1.a.1c I.1.a.2c] | “Giao Văn phòng thực hiện” | hạn trước ngày 30/11/2026 [] | sản phẩm Biên bản [1]
",
    );
}

#[test]
fn folded_headings_of_two_sections_stand_once_where_the_first_stands() {
    assert_same(
        &outline_of("xa-binh-minh"),
        "\
kh-11-2026 · dưới “Việc của cả năm”
  Rà soát quy trình
    Xã rà soát quy trình. | [II.1.a.1p] | chủ trì vp | hạn quý II/2026 [] | sản phẩm Quy trình []
kh-11-2026 · CCHC
  Thể chế + Dịch vụ công · giao
    Xã làm chung hai việc. | [III.1.b.1c IV.1.b.1c] | chủ trì vp | hạn trước ngày 15/6/2026 [0] | sản phẩm Quyết định [1]
    Rà soát văn bản. | [III.1.a.1p] | hạn trước ngày 15/6/2026 [] | sản phẩm Báo cáo rà soát [] | đưa vào
    Nâng cấp trang dịch vụ công. | [IV.1.a.1p] | hạn trước ngày 15/9/2026 [] | sản phẩm Trang mới [] | đưa vào
",
    );
}

#[test]
fn without_a_part_the_tasks_stand_in_the_words_and_the_order_of_the_plan() {
    assert_same(
        &outline_of("phuong-tan-lap"),
        "\
kh-11-2026 · dưới “Việc của cả năm”
  Rà soát quy trình
    Các cơ quan, đơn vị rà soát toàn bộ quy trình nội bộ. | [II.1.a.1p]
kh-11-2026 · CCHC
  Thể chế
    Rà soát văn bản. | [III.1.a.1p] | hạn trước ngày 15/6/2026 [] | sản phẩm Báo cáo rà soát []
    Tự kiểm tra văn bản. | [III.1.a.2p] | hạn hằng quý []
    Niêm yết văn bản mới. | [III.1.b.1c] | hạn trước ngày 15/6/2026 []
  Dịch vụ công
    Nâng cấp trang dịch vụ công. | [IV.1.a.1p] | hạn trước ngày 15/9/2026 [] | sản phẩm Trang mới []
    Lập tổ số cộng đồng. | [IV.1.b.1c] | sản phẩm Quyết định []
",
    );
}

#[test]
fn a_focal_task_of_a_second_clause_has_its_own_number() {
    let answer = "nhiem_vu:\n  - muc: [Mở chuyên mục]\n    noi_dung: [{noi_dung: Báo mở chuyên mục., thay_cho: [II.2.a.1]}]\n";
    let mut files = super::fixture::files();
    let part = format!(
        "loai: ke_hoach_don_vi\nco_quan: bao-bach-hac\nnam: 2026\nke_hoach_goc: [kh-11-2026]\n{answer}"
    );
    files.push(("2026/co-quan/bao.yaml".to_owned(), part));
    let made = with_sub_plan(&super::fixture::loaded(files), "bao-bach-hac", |_, plan, _| outline(&plan));
    assert_same(
        &made,
        "\
kh-11-2026 · dưới “Việc của quý II”
  Mở chuyên mục
    Báo mở chuyên mục. | [II.2.a.1c]
",
    );
}

#[test]
fn focal_tasks_of_two_clauses_folded_together_stand_once() {
    let mut files = super::fixture::files();
    let part = "loai: ke_hoach_don_vi\nco_quan: bao-bach-hac\nnam: 2026\nke_hoach_goc: [kh-11-2026]\nnhiem_vu:\n  - muc: [Rà soát quy trình, Mở chuyên mục]\n    \
                noi_dung: [{noi_dung: Báo mở chuyên mục., thay_cho: [II.2.a.1]}, {noi_dung: Việc riêng của Báo.}]\n";
    files.push(("2026/co-quan/bao.yaml".to_owned(), part.to_owned()));
    let made = with_sub_plan(&super::fixture::loaded(files), "bao-bach-hac", |_, plan, _| outline(&plan));
    assert_same(
        &made,
        "\
kh-11-2026 · dưới “Việc của cả năm”
  Rà soát quy trình + Mở chuyên mục
    Báo mở chuyên mục. | [II.2.a.1c]
    Việc riêng của Báo. | []
",
    );
}

#[test]
fn what_is_open_is_counted() {
    let open = |id: &str| with_sub_plan(&changed(&[UNISSUED]), id, |_, plan, _| plan.openness());
    let expected = Openness {
        entries: 7,
        lead: 4,
        supporting: 4,
        without_unit: 3,
        without_deadline: 3,
        without_output: 2,
        related: 0,
    };
    assert_eq!(open("xa-an-phu"), expected);
    let expected = Openness {
        entries: 6,
        lead: 2,
        supporting: 4,
        without_unit: 6,
        without_deadline: 2,
        without_output: 3,
        related: 0,
    };
    assert_eq!(open("phuong-tan-lap"), expected);
}

#[test]
fn duties_and_monitored_indices_come_from_every_parent() {
    with_sub_plan(&changed(&[]), "xa-an-phu", |_, plan, _| {
        let duties: Vec<String> =
            plan.duties.iter().map(|duty| duty.covered.mine.task.reference.to_string()).collect();
        assert_eq!(duties, ["V.1.1", "V.1.2"]);
        let monitored: Vec<&str> = plan.monitored.iter().map(|one| one.heading.title.text()).collect();
        assert_eq!(monitored, ["Hạ tầng số"]);
    });
}

#[test]
fn merged_tasks_print_every_deadline_with_its_task_in_the_body_and_in_the_annex() {
    let text = markdown(&changed(&[UNISSUED]), "xa-an-phu");
    let sentence = "Thời hạn: trước ngày 15/6/2026 (gạch đầu dòng 1); hằng quý (gạch đầu dòng 2).";
    assert!(text.contains(sentence), "{text}");
    let row = text.lines().find(|line| line.starts_with("| 2 |")).expect("the row is there");
    assert!(row.contains("| Trước ngày 15/6/2026 (gạch đầu dòng 1); hằng quý (gạch đầu dòng 2) |"), "{row}");
    assert!(row.contains("| Báo cáo rà soát (gạch đầu dòng 1) |"), "{row}");
    // Both state the same: once, and without a place.
    assert!(text.contains("Thời hạn: trước ngày 30/11/2026."), "{text}");
}

#[test]
fn tasks_of_several_points_clauses_and_plans_are_told_apart_as_far_as_needed() {
    let deadline = "thay_cho: [III.1.b.2], giu_nguyen: true, chu_tri: [kt], thoi_han: trước ngày 30/6/2026";
    let with = |covers: &str| {
        let merged = format!("noi_dung: Xã làm nhiều việc., thay_cho: [{covers}], chu_tri: [kt]");
        let first = "thay_cho: [III.1.a.1, III.1.a.2]";
        let loaded = changed(&[
            UNISSUED,
            (PART, deadline, &merged),
            (PART, first, "thay_cho: []"),
            (PART, "\"kh-25-2026:I.1.a.1\", ", ""),
            (
                super::fixture::PLAN,
                "chu_tri: [xa-an-phu], tru: [],",
                "chu_tri: [xa-an-phu], tru: [], thoi_han: hằng tháng,",
            ),
        ]);
        let text = markdown(&loaded, "xa-an-phu");
        let line = text.lines().find(|line| line.contains("Xã làm nhiều việc") && !line.starts_with('|'));
        let line = line.expect("the entry is there");
        line.split_once("Thời hạn: ").map_or_else(String::new, |(_, rest)| rest.to_owned())
    };
    assert_eq!(with("III.1.a.1, III.1.b.2"), "trước ngày 15/6/2026 (điểm a); hằng tháng (điểm b).");
    assert_eq!(
        with("III.1.a.1, III.1.a.2, III.1.b.2"),
        "trước ngày 15/6/2026 (gạch đầu dòng 1 điểm a); hằng quý (gạch đầu dòng 2 điểm a); hằng tháng (điểm b)."
    );
    assert_eq!(
        with("III.1.a.1, II.1.a.1, III.1.b.2"),
        "trước ngày 15/6/2026 (điểm a khoản 1 Mục III); hằng tháng (điểm b khoản 1 Mục III)."
    );
    assert_eq!(
        with("III.1.a.1, kh-25-2026:I.1.a.1"),
        "trước ngày 15/6/2026 (điểm a khoản 1 Mục III Kế hoạch số 11/KH-UBND); trước ngày 30/11/2026 \
         (điểm a khoản 1 Mục I Kế hoạch số 25/KH-UBND)."
    );
}

#[test]
fn headings_without_a_block_look_like_the_first_block() {
    let loaded = changed(&[(DRAFT, "kieu: giao", "kieu: chu_cai")]);
    with_sub_plan(&loaded, "xa-binh-minh", |_, plan, _| {
        assert!(
            plan.groups
                .iter()
                .flat_map(|group| &group.headings)
                .all(|index| index.style == EntryStyle::Lettered)
        );
    });
    let loaded =
        changed(&[(DRAFT, "muc: [Thể chế, Dịch vụ công]", "muc: [Thể chế]"), (DRAFT, ", IV.1.b.1", "")]);
    with_sub_plan(&loaded, "xa-binh-minh", |_, plan, _| {
        let public = plan.groups.iter().flat_map(|group| &group.headings);
        let public = public.into_iter().find(|index| index.sources[0].title.text() == "Dịch vụ công");
        assert_eq!(public.expect("it is carried in").style, EntryStyle::Assigning);
    });
}
