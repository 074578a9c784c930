//! Deadlines → iCalendar (RFC 5545): all-day entries with reminders. No clock and no random number is in it.

use jiff::civil::Date;

use super::{Deadlines, Entry, When, Whose};

/// Days before the day on which one is reminded.
const REMINDERS: [u8; 3] = [7, 3, 1];
/// Octets of a line (RFC 5545, 3.1).
const LINE: usize = 75;

/// A calendar of those that have a day.
pub fn ics(deadlines: &Deadlines) -> String {
    let mut lines = Lines::default();
    lines.line("BEGIN:VCALENDAR");
    lines.line("VERSION:2.0");
    lines.line("PRODID:-//kehoach//kehoach//VI");
    lines.line("CALSCALE:GREGORIAN");
    lines.text("X-WR-CALNAME", &deadlines.name);
    for entry in &deadlines.entries {
        if let Some(first) = entry.when.first() {
            event(&mut lines, entry, first);
        }
    }
    lines.line("END:VCALENDAR");
    lines.text
}

fn event(lines: &mut Lines, entry: &Entry, first: Date) {
    lines.line("BEGIN:VEVENT");
    lines.text("UID", &format!("{}@kehoach", entry.id));
    lines.line(&format!("DTSTAMP:{}T000000Z", basic(entry.stamp)));
    lines.line(&format!("DTSTART;VALUE=DATE:{}", basic(first)));
    lines.line(&format!("DTEND;VALUE=DATE:{}", basic(first.tomorrow().unwrap_or(first))));
    if let When::Again { rhythm, until, .. } = entry.when {
        let until = until.map(|until| format!(";UNTIL={}", basic(until))).unwrap_or_default();
        lines.line(&format!("RRULE:{}{until}", rhythm.rule()));
    }
    let summary = summary(entry);
    lines.text("SUMMARY", &summary);
    lines.text("DESCRIPTION", &description(entry));
    lines.line(if entry.tentative { "STATUS:TENTATIVE" } else { "STATUS:CONFIRMED" });
    // Nobody is busy all day because something is due.
    lines.line("TRANSP:TRANSPARENT");
    for days in REMINDERS {
        lines.line("BEGIN:VALARM");
        lines.line("ACTION:DISPLAY");
        lines.line(&format!("TRIGGER:-P{days}D"));
        lines.text("DESCRIPTION", &format!("Còn {days:02} ngày: {summary}"));
        lines.line("END:VALARM");
    }
    lines.line("END:VEVENT");
}

fn summary(entry: &Entry) -> String {
    let own = match entry.whose {
        Whose::Plan => "",
        Whose::Own => "Hạn của cơ quan: ",
    };
    format!("{own}{}", crate::text::beginning(&entry.task))
}

fn description(entry: &Entry) -> String {
    let mut parts = vec![entry.task.clone(), format!("Thời hạn: {}", entry.typed)];
    if !entry.who.is_empty() {
        parts.push(entry.who.clone());
    }
    parts.extend(entry.output.as_ref().map(|output| format!("Sản phẩm: {output}")));
    parts.push(entry.source.clone());
    if entry.tentative {
        parts.push("Kế hoạch còn là dự thảo".to_owned());
    }
    parts.join("\n")
}

fn basic(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    /// A property whose value is free text.
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => escaped.extend(['\\', c]),
                '\n' => escaped.push_str("\\n"),
                c if c.is_control() => {}
                c => escaped.push(c),
            }
        }
        self.line(&format!("{name}:{escaped}"));
    }

    /// One line, folded where it is too long: never within a letter.
    fn line(&mut self, line: &str) {
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > LINE {
                self.text.push_str("\r\n ");
                used = 1;
            }
            self.text.push(c);
            used += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_folded_at_75_octets_and_no_letter_is_cut() {
        let mut lines = Lines::default();
        let text = "Rà soát, công bố thủ tục; đường dẫn c:\\ hộ tịch\nđất đai ".repeat(5);
        lines.text("DESCRIPTION", &text);
        assert!(lines.text.split("\r\n").all(|line| line.len() <= LINE), "{}", lines.text);
        let unfolded = lines.text.replace("\r\n ", "");
        assert!(
            unfolded.starts_with("DESCRIPTION:Rà soát\\, công bố thủ tục\\; đường dẫn c:\\\\ hộ tịch\\nđất")
        );
        assert!(unfolded.ends_with("\r\n") && unfolded.matches('\n').count() == 1);
    }
}
