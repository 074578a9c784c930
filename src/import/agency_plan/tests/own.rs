//! Sub-plans that the program made, read again; blocks that share a heading of the parent plan.

use super::*;
use crate::model::AgencyId;
use crate::text::end_mark::without_end_mark;
use crate::text::first_letter::lower_first;

/// A plan of a body that gets more tasks than its own where they concern it.
fn of_court(tasks: &str) -> String {
    format!(
        "THI HÀNH ÁN DÂN SỰ TỈNH\nSố: /KH-THADS\n\nKẾ HOẠCH\nTriển khai Kế hoạch số 175/KH-UBND\n\n\
         Thực hiện Kế hoạch số 175/KH-UBND ngày 02/7/2025 của UBND tỉnh, Thi hành án dân sự tỉnh xây dựng Kế hoạch như sau:\n\n\
         I. NHIỆM VỤ\n\n{tasks}\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n- Đôn đốc.\n- Báo cáo.\n"
    )
}

#[test]
fn what_the_program_prints_where_it_concerns_an_agency_is_no_entry() {
    let province = inputs().loaded.province.as_ref().unwrap();
    let year = Year::of(province, 2025).unwrap();
    let plan = province.plans_of(2025).next().unwrap();
    let share = year.responsibilities(&plan.id).unwrap();
    let share = share.share(&AgencyId::new("thi-hanh-an-dan-su-tinh")).unwrap();
    let line = |task: &crate::model::plan::Task| {
        let text = without_end_mark(&task.text).unwrap_or_else(|| task.text.clone());
        let text = lower_first(&text);
        format!("- Chủ trì: {text} ({} Kế hoạch số 175/KH-UBND)\n", task.reference.above().citation())
    };
    let lines: String = share.related.iter().map(|mine| line(mine.task)).collect();
    let own = "1. Chỉ số “Thiết chế pháp lý và an ninh, trật tự”\n- Thi hành án đúng hạn.\nPhân công thực hiện: ……… chủ trì thực hiện.\n";
    let text = of_court(&format!(
        "{own}2. Nhiệm vụ phối hợp khi có liên quan\n{lines}- Chủ trì: mở lớp riêng cho cán bộ thi hành án của cơ quan trong năm nay."
    ));
    let (made, raw) = imported(&text).unwrap();
    assert!(share.related.len() > 5);
    assert_eq!(made.unanswered.len(), share.tasks.len() + share.duties.len());
    let first: Vec<String> =
        lower_first(&share.related[0].task.text).split(' ').take(6).map(str::to_owned).collect();
    assert!(left_out(&made, WhyLeftOut::Repeated, &first.join(" ")), "{:#?}", made.left_out);
    let entries: Vec<&str> = raw
        .blocks
        .iter()
        .flat_map(|block| &block.entries)
        .map(|entry| entry.text.as_ref().unwrap().as_str())
        .collect();
    let kept = "Chủ trì: mở lớp riêng cho cán bộ thi hành án của cơ quan trong năm nay.";
    assert_eq!(entries, ["Thi hành án đúng hạn.", kept]);
    assert!(raw.blocks.iter().all(|block| block.division.is_empty()), "{:#?}", raw.blocks);
    let OrganisationForm::Words(clause) = raw.organisation[0].value() else {
        panic!("{:#?}", raw.organisation)
    };
    assert_eq!(clause, "Văn phòng: Đôn đốc. Báo cáo.");
}

#[test]
fn titled_blocks_of_which_nothing_tells_a_heading_have_one_each() {
    let blocks = "1. Sửa nhà\nLãnh đạo chỉ đạo: Đồng chí Lê Mẫu, Phó Trưởng.\n- Sơn cửa.\n2. Trồng cây\n- Mua hạt giống.\n3. Nấu ăn\n- Mua gạo.\n";
    let (_, raw) = imported(&of_court(blocks)).unwrap();
    let titles: Vec<Option<&str>> =
        raw.blocks.iter().map(|block| block.title.as_ref().map(|title| title.as_str())).collect();
    assert_eq!(titles, [Some("Sửa nhà"), Some("Trồng cây"), Some("Nấu ăn")]);
    let mut headings: Vec<&str> = raw.blocks.iter().flat_map(|block| strings(&block.headings)).collect();
    headings.dedup();
    assert_eq!(headings.len(), 3, "{headings:?}");
}

#[test]
fn blocks_of_one_heading_have_one_title_and_their_leaders_direct_their_own_entries() {
    let (plan, share) = of_justice();
    let heading = |task: &crate::model::plan::Task| {
        plan.given()
            .find(|(_, given)| given.tasks.iter().any(|one| one.reference == task.reference))
            .unwrap()
            .0
    };
    let first = &share.tasks[0].task;
    let same = |one: &&crate::derive::responsibility::Responsibility<'_>| {
        one.task.reference != first.reference && heading(one.task).position == heading(first).position
    };
    let second = share.tasks.iter().find(same).unwrap().task;
    let text = LETTERED.split("1. Chỉ số “Tính minh bạch”").next().unwrap();
    let text = format!(
        "{text}1. Việc một\nLãnh đạo chỉ đạo: Đồng chí Lê Mẫu, Giám đốc.\n- {}\n2. Việc hai\nLãnh đạo chỉ đạo: Đồng chí Trần Thử, Phó Giám đốc.\n- {}\n",
        first.text, second.text
    );
    let (made, raw) = imported(&text).unwrap();
    let [one, two] = raw.blocks.as_slice() else { panic!("{:#?}", raw.blocks) };
    assert_eq!(strings(&one.headings), strings(&two.headings));
    assert!(two.title.is_none() && two.leaders.is_empty() && two.style.is_none(), "{two:#?}");
    assert_eq!(strings(&two.entries[0].leaders), ["thu"]);
    assert!(
        made.notes.iter().any(
            |note| matches!(&note.what, What::Part(Doubtful::TitleOfOne { title }) if title == "Việc hai")
        )
    );
}

#[test]
fn sections_in_one_line_and_second_titles_keep_their_words() {
    let text = of_court("1. Sửa nhà\n- Sơn cửa.")
        .replace("\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n- Đôn đốc.\n- Báo cáo.\n", "\n\nII. PHÂN CÔNG NHIỆM VỤ\n\n1. Trồng cây\n- Mua hạt giống.\n\nIII. KINH PHÍ: Từ nguồn chi thường xuyên.\n");
    let (made, raw) = imported(&text).unwrap();
    let sections: Vec<_> = raw
        .sections
        .iter()
        .map(|one| {
            (
                one.part.as_deref().copied(),
                one.title.as_ref().map(|title| title.as_str()),
                strings(&one.paragraphs),
            )
        })
        .collect();
    let own = (None, Some("Kinh phí"), vec!["Từ nguồn chi thường xuyên."]);
    // What is asked and not answered needs a place, too.
    let asked = (Some(RawPart::ToChuc), None, Vec::new());
    assert_eq!(sections, [(Some(RawPart::NhiemVu), Some("Nhiệm vụ"), Vec::new()), own, asked]);
    let told: Vec<String> = made.notes.iter().map(|note| note.what.message()).collect();
    for what in ["“PHÂN CÔNG NHIỆM VỤ” là mục thứ hai", "không nội dung nào giống"] {
        assert!(told.iter().any(|one| one.contains(what)), "{what}: {told:#?}");
    }
}

#[test]
fn a_line_of_labels_above_all_entries_is_not_lost() {
    let (made, raw) = imported(&of_court("1. Sửa nhà\nThời gian: Quý III/2025\n- Sơn cửa.")).unwrap();
    let texts: Vec<&str> = raw.blocks[0]
        .entries
        .iter()
        .filter_map(|entry| entry.text.as_ref())
        .map(|text| text.as_str())
        .collect();
    assert!(texts.iter().any(|text| text.contains("Quý III/2025")), "{}", made.draft.text);
}
