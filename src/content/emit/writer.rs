//! YAML as a clerk would write it: folded texts, short lists on one line, comments above what they
//! are about. It knows layout and quoting; what a plan is, it does not know.

use crate::text::spaces::single_spaced;
use crate::text::words::time::DECIDE;

/// Texts and comments are wrapped at this column.
const WIDTH: usize = 110;

/// Việc cần quyết định, with the line where it is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// From 1.
    pub line: usize,
    pub what: String,
}

impl Decision {
    /// What is marked for decision in a text, each on a line of its own.
    pub fn marked_in(text: &str) -> Vec<Self> {
        let marked =
            |line: &str| Some(line.trim_start().strip_prefix("# ")?.strip_prefix(DECIDE)?.to_owned());
        let lines = (1..).zip(text.lines());
        lines.filter_map(|(line, text)| Some(Self { line, what: marked(text)? })).collect()
    }
}

/// A comment in the margin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// Something to know.
    Note(String),
    /// Something to decide: marked and listed.
    Decide(String),
    /// A line ready to be taken over by removing the `#`; never wrapped.
    Suggest(String),
}

/// What was written, to be put below the comments that a file begins with.
#[derive(Debug)]
pub struct Written {
    text: String,
    decisions: Vec<Decision>,
    /// The remarks that stand in it.
    pub remarks: Vec<Remark>,
}

impl Written {
    /// The text of the file, with everything that is marked for decision in it.
    pub fn below(self, heading: &[Remark]) -> (String, Vec<Decision>) {
        let mut head = Writer::default();
        head.remarks(heading);
        let above = head.lines;
        let (mut text, mut decisions) = head.finish();
        text.push_str(&self.text);
        let below = self.decisions.into_iter();
        decisions.extend(below.map(|decision| Decision { line: decision.line + above, ..decision }));
        (text, decisions)
    }
}

/// Writes a file from top to bottom.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
    lines: usize,
    /// Column of the keys being written.
    indent: usize,
    /// The next line opens an item of a list.
    dash: bool,
    decisions: Vec<Decision>,
    /// All that were written.
    remarks: Vec<Remark>,
}

impl Writer {
    /// One that begins at this column.
    pub fn at(indent: usize) -> Self {
        Self { indent, ..Self::default() }
    }

    /// The text, with everything that was marked for decision.
    pub fn finish(self) -> (String, Vec<Decision>) {
        (self.text, self.decisions)
    }

    /// The same, to stand below something else.
    pub fn written(self) -> Written {
        Written { text: self.text, decisions: self.decisions, remarks: self.remarks }
    }

    /// `key: value` for an id, a number, a date, a word of an enumeration.
    pub fn word(&mut self, key: &str, value: &str) {
        let written = if is_figure(value) { value.to_owned() } else { word(value) };
        self.line(&format!("{key}: {written}"));
    }

    /// An id that is a whole item of a list.
    pub fn value(&mut self, value: &str) {
        self.line(&word(value));
    }

    /// `key: "06040"`, for a code that must not be taken for a number.
    pub fn code(&mut self, key: &str, value: &str) {
        self.line(&format!("{key}: {}", quoted(value)));
    }

    /// `key: true`.
    pub fn flag(&mut self, key: &str, value: bool) {
        self.line(&format!("{key}: {value}"));
    }

    /// An empty line between parts.
    pub fn gap(&mut self) {
        self.raw(0, "");
    }

    /// `key:` without a value, for a person to fill.
    pub fn blank(&mut self, key: &str) {
        self.line(&format!("{key}:"));
    }

    /// `key: [a, b]`, over several lines where one is not enough.
    pub fn words(&mut self, key: &str, values: &[String]) {
        let words: Vec<String> = values.iter().map(|value| word(value)).collect();
        let line = format!("{key}: [{}]", words.join(", "));
        if self.indent + line.chars().count() <= WIDTH {
            self.line(&line);
            return;
        }
        self.line(&format!("{key}:"));
        for word in words {
            self.line(&format!("  - {word}"));
        }
    }

    /// `- [a, b]`: the cells of a row, each quoted where YAML could take it for something else.
    pub fn words_item(&mut self, values: &[String]) {
        let words: Vec<String> = values.iter().map(|value| word(value)).collect();
        self.line(&format!("- [{}]", words.join(", ")));
    }

    /// `key: text`, folded unless it is a short name.
    pub fn prose(&mut self, key: &str, text: &str) {
        self.folded(&format!("{key}: "), text);
    }

    /// `- text`.
    pub fn prose_item(&mut self, text: &str) {
        self.folded("- ", text);
    }

    fn folded(&mut self, lead: &str, text: &str) {
        let text = single_spaced(text);
        if is_plain_name(&text) {
            return self.line(&format!("{lead}{text}"));
        }
        if text.is_empty() {
            return self.line(&format!("{lead}\"\""));
        }
        self.line(&format!("{lead}>-"));
        let indent = self.indent + 2;
        for line in wrap(&text, WIDTH.saturating_sub(indent)) {
            self.raw(indent, &line);
        }
    }

    /// `key:` with a mapping or a list under it.
    pub fn nested(&mut self, key: &str, body: impl FnOnce(&mut Self)) {
        self.open(key);
        body(self);
        self.close();
    }

    /// A mapping as an item of a list; its first line carries the dash.
    pub fn item(&mut self, body: impl FnOnce(&mut Self)) {
        self.open_item();
        body(self);
        self.close();
    }

    /// Begins what [`Self::close`] ends: the value of a key.
    pub fn open(&mut self, key: &str) {
        self.line(&format!("{key}:"));
        self.indent += 2;
    }

    /// Begins what [`Self::close`] ends: an item of a list.
    pub fn open_item(&mut self) {
        self.dash = true;
        self.indent += 2;
    }

    pub fn close(&mut self) {
        if std::mem::take(&mut self.dash) {
            // Nothing was written into the item.
            self.raw(self.indent.saturating_sub(2), "- {}");
        }
        self.indent = self.indent.saturating_sub(2);
    }

    /// Comments above the next line, at its column or, before the first line of an item, at its dash.
    pub fn remarks(&mut self, remarks: &[Remark]) {
        self.remarks.extend_from_slice(remarks);
        for remark in remarks {
            match remark {
                Remark::Note(text) => self.comment(text),
                Remark::Suggest(line) => self.suggest(line),
                Remark::Decide(what) => {
                    let what = single_spaced(what).into_owned();
                    self.decisions.push(Decision { line: self.lines + 1, what: what.clone() });
                    self.comment(&format!("{DECIDE}{what}"));
                }
            }
        }
    }

    /// `# text`, wrapped.
    pub fn comment(&mut self, text: &str) {
        let column = self.comment_column();
        for line in wrap(&single_spaced(text), WIDTH.saturating_sub(column + 2)) {
            self.raw(column, &format!("# {line}"));
        }
    }

    /// `# line`, kept as it is.
    pub fn suggest(&mut self, line: &str) {
        let line = line.replace(['\n', '\r'], " ");
        self.raw(self.comment_column(), format!("# {line}").trim_end());
    }

    fn comment_column(&self) -> usize {
        if self.dash { self.indent.saturating_sub(2) } else { self.indent }
    }

    fn line(&mut self, content: &str) {
        if std::mem::take(&mut self.dash) {
            self.raw(self.indent.saturating_sub(2), &format!("- {content}"));
        } else {
            self.raw(self.indent, content);
        }
    }

    fn raw(&mut self, column: usize, content: &str) {
        self.text.extend(std::iter::repeat_n(' ', column));
        self.text.push_str(content);
        self.text.push('\n');
        self.lines += 1;
    }
}

/// Lines of at most `width` characters, broken at spaces; a longer word stands alone.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for word in text.split(' ') {
        let size = word.chars().count();
        match lines.last_mut() {
            Some(line) if length + 1 + size <= width => {
                line.push(' ');
                line.push_str(word);
                length += 1 + size;
            }
            _ => {
                lines.push(word.to_owned());
                length = size;
            }
        }
    }
    lines
}

/// Names like "Mục đích, yêu cầu" stand on the key's line; sentences, and whatever YAML could take
/// for something else, are folded.
fn is_plain_name(text: &str) -> bool {
    const LONGEST: usize = 60;
    let starts_well = text.starts_with(|c: char| c.is_alphabetic() || c == '(');
    let sign = |c: char| c.is_alphanumeric() || " -–,./()'’".contains(c);
    starts_well
        && text.chars().count() <= LONGEST
        && text.chars().all(sign)
        && !text.ends_with('.')
        && !is_reserved(text)
}

/// A text as a value within `{…}` or `[…]`.
pub fn flow(text: &str) -> String {
    word(&single_spaced(text))
}

/// A value that stands alone, quoted where YAML could take it for something else. Safe in `[…]` too.
fn word(value: &str) -> String {
    let plain = value.starts_with(char::is_alphanumeric)
        && value.chars().all(|c| c.is_alphanumeric() || "-_./".contains(c))
        && !is_reserved(value);
    if plain { value.to_owned() } else { quoted(value) }
}

fn quoted(value: &str) -> String {
    let mut quoted = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// `7,9`, `+0,36`: plain after a key, though its comma would part it in two inside `[…]`.
fn is_figure(value: &str) -> bool {
    let digits = value.strip_prefix(['+', '-']).unwrap_or(value);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b',')
}

/// Words that YAML readers take for null or a truth value.
fn is_reserved(word: &str) -> bool {
    const RESERVED: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    RESERVED.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_yaml_could_misread_are_quoted() {
        assert_eq!(word("so-tai-chinh"), "so-tai-chinh");
        assert_eq!(word("02/7/2025"), "02/7/2025");
        assert!(is_figure("+0,36") && is_figure("8") && !is_figure("-") && !is_figure("8,a"));
        assert_eq!(word("II.1.đ.2"), "II.1.đ.2");
        for (id, written) in [
            ("null", "\"null\""),
            ("Yes", "\"Yes\""),
            ("a: b", "\"a: b\""),
            ("a, b", "\"a, b\""),
            ("-", "\"-\""),
            ("", "\"\""),
            ("kh\"1\\", "\"kh\\\"1\\\\\""),
            ("#1", "\"#1\""),
        ] {
            assert_eq!(word(id), written);
        }
    }

    #[test]
    fn the_first_line_of_an_item_carries_the_dash_and_its_comment_stands_above() {
        let mut writer = Writer::default();
        writer.nested("giao", |writer| {
            writer.item(|writer| {
                writer.remarks(&[Remark::Decide("ai làm".to_owned())]);
                writer.words("chu_tri", &["so-y-te".to_owned()]);
                writer.prose("noi_dung", "Làm: ngay.");
            });
        });
        let (text, decisions) = writer.finish();
        let expected =
            "giao:\n  # CẦN QUYẾT ĐỊNH: ai làm\n  - chu_tri: [so-y-te]\n    noi_dung: >-\n      Làm: ngay.\n";
        assert_eq!(text, expected);
        assert_eq!(decisions, [Decision { line: 2, what: "ai làm".to_owned() }]);
    }

    #[test]
    fn a_wrapped_text_joins_to_itself() {
        let text =
            "Kế hoạch # này: gồm “nhiều” chữ - và https://mot-dia-chi-rat-dai.vn/khong/ngat/duoc cuối câu";
        let lines = wrap(text, 20);
        assert_eq!(lines.join(" "), text);
        assert!(lines.iter().all(|line| line.chars().count() <= 20 || !line.contains(' ')));
    }
}
