use icalendar::{Calendar, CalendarComponent, Component, Event};

use super::office::Office;

/// The calendar as another library reads it.
fn events(text: &str) -> Vec<Event> {
    let calendar: Calendar = text.parse().expect("it is a calendar");
    let events = calendar.components.into_iter().filter_map(|component| match component {
        CalendarComponent::Event(event) => Some(event),
        _ => None,
    });
    events.collect()
}

fn property<'e>(event: &'e Event, name: &str) -> &'e str {
    event.property_value(name).unwrap_or_default()
}

fn find<'e>(events: &'e [Event], words: &str) -> &'e Event {
    let of = |event: &&Event| property(event, "DESCRIPTION").contains(words);
    events.iter().find(of).unwrap_or_else(|| panic!("no “{words}”"))
}

#[test]
fn deadlines_are_days_of_a_calendar_with_reminders_before_them() {
    let office = Office::real();
    let text = office.printed(&["thoi-han", "--nam", "2025"]);
    let events = events(&text);
    assert_eq!(events.len(), 5);
    let plan = find(&events, "Xây dựng kế hoạch cụ thể, chi tiết");
    assert_eq!(property(plan, "DTSTART"), "20250714");
    assert_eq!(plan.properties()["DTSTART"].params()["VALUE"].value(), "DATE");
    assert_eq!(property(plan, "DTEND"), "20250715");
    let own: Vec<&str> =
        text.split("BEGIN:VEVENT").find(|part| part.contains("20250714")).unwrap().lines().collect();
    let reminders: Vec<&&str> = own.iter().filter(|line| line.starts_with("TRIGGER")).collect();
    assert_eq!(reminders, [&"TRIGGER:-P7D", &"TRIGGER:-P3D", &"TRIGGER:-P1D"]);
    let quarterly = find(&events, "Định kỳ hằng quý tổng hợp");
    assert_eq!(property(quarterly, "DTSTART"), "20250930");
    assert_eq!(property(quarterly, "RRULE"), "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;UNTIL=20251231");
}

#[test]
fn every_line_is_short_and_every_letter_whole() {
    let office = Office::real();
    let text = office.printed(&["deadlines", "--year", "2026"]);
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    assert!(text.contains("\r\n "), "something is folded");
    assert!(
        events(&text).iter().any(|event| property(event, "STATUS") == "TENTATIVE"),
        "a draft is not fixed"
    );
}

#[test]
fn an_entry_keeps_its_id_when_its_task_moves_and_when_its_day_does() {
    let office = Office::small();
    let id = || {
        let events = events(&office.printed(&["deadlines", "--year", "2026"]));
        let event = find(&events, "Niêm yết văn bản mới");
        (property(event, "UID").to_owned(), property(event, "DTSTART").to_owned())
    };
    let (before, day) = id();
    assert_eq!(day, "20260614");
    office.change(
        "2026/ke-hoach-chinh.yaml",
        "- {noi_dung: Niêm yết văn bản mới., thoi_han: trước ngày 15/6/2026}",
        "- {noi_dung: Việc mới., thoi_han: quý II/2026}\n              - {noi_dung: Niêm yết văn bản mới., thoi_han: trước ngày 20/6/2026}",
    );
    assert_eq!(id(), (before, "20260619".to_owned()));
}

#[test]
fn the_calendar_of_an_agency_has_its_tasks_its_role_and_its_own_days() {
    let office = Office::small();
    let all = events(&office.printed(&["deadlines", "--year", "2026"]));
    let text = office.printed(&["deadlines", "--year", "2026", "--agency", "so-tu-phap"]);
    let own = events(&text);
    assert!(!own.is_empty() && own.len() < all.len());
    assert!(property(find(&own, "Rà soát văn bản"), "DESCRIPTION").contains("chủ trì"));
    let mut ids: Vec<&str> = own.iter().map(|event| property(event, "UID")).collect();
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count, "no id comes twice");
}

#[test]
fn what_no_calendar_has_is_told_and_stands_in_the_list() {
    let office = Office::small();
    office.change("2026/ke-hoach-chinh.yaml", "thoi_han: trước ngày 15/9/2026", "thoi_han: thường xuyên");
    let run = office.run(&["deadlines", "--year", "2026"]);
    assert!(run.stderr.contains("01 thời hạn không có ngày trong lịch"), "{}", run.stderr);
    let list = office.printed(&["deadlines", "--year", "2026", "--format", "csv"]);
    let line = list.lines().find(|line| line.contains("thường xuyên")).expect("it is listed");
    assert!(line.starts_with("\"\",") && line.contains("không có ngày trong lịch"), "{line}");
}

#[test]
fn what_recurs_begins_in_the_year_of_the_plan_and_on_the_day_of_the_week_that_is_named() {
    let office = Office::small();
    // A plan of next year, issued in December.
    office.change("2026/ke-hoach-chinh.yaml", "ngay: 02/3/2026", "ngay: 25/12/2025");
    office.change(
        "2026/ke-hoach-chinh.yaml",
        "{noi_dung: Kiểm tra công vụ.}",
        "{noi_dung: Kiểm tra công vụ., thoi_han: thứ hai hằng tuần}",
    );
    let list = office.printed(&["thoi-han", "--nam", "2026", "--ke-hoach", "kh-11-2026", "--format", "csv"]);
    let first =
        |words: &str| list.lines().find(|line| line.contains(words)).map(|line| line[1..11].to_owned());
    assert_eq!(first("Tự kiểm tra văn bản").as_deref(), Some("2026-03-31"), "{list}");
    assert_eq!(first("Kiểm tra công vụ").as_deref(), Some("2026-01-05"), "{list}");
}
