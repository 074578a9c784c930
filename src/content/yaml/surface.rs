//! What the lines of a file show before a parser reads them: indentation that holds something else
//! than spaces, list items that open with another sign than `- `, a missing space, brackets and quotes
//! left open. One pass; knows of YAML where block scalars and values in brackets begin and end.

use std::ops::Range;

use super::dash::{self, Dash, DashKind};
use super::enclosed::{Enclosed, Progress, Unclosed};
use super::fault::Fault;
use super::mended::Edit;
use crate::diagnostic::codes;

/// What one pass over the lines finds.
#[derive(Default)]
pub(super) struct Surface {
    pub(super) broken: Vec<Indentation>,
    pub(super) slips: Vec<Slip>,
}

/// A line whose indentation holds something else than spaces.
pub(super) struct Indentation {
    pub(super) is_of: WrongSpace,
    /// The line, counted without blank ones.
    pub(super) ordinal: usize,
    pub(super) number: usize,
    pub(super) line: Range<usize>,
    /// The first wrong character.
    pub(super) wrong: Range<usize>,
}

/// What stands where only spaces may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WrongSpace {
    Tab,
    /// A no-break space or another one of Unicode.
    Other,
}

/// A slip whose meaning is plain: what to say, and how to read on.
pub(super) struct Slip {
    pub(super) fault: Fault,
    pub(super) edits: Vec<Edit>,
    /// False where the mended text may have another shape than the clerk meant.
    pub(super) keeps_shape: bool,
}

impl From<Unclosed> for Slip {
    fn from(Unclosed { fault, edits, keeps_shape }: Unclosed) -> Self {
        Self { fault, edits, keeps_shape }
    }
}

pub(super) fn surface(text: &str) -> Surface {
    let mut pass = Pass { found: Surface::default(), within: Within::Structure };
    let (mut offset, mut ordinal) = (0, 0);
    for (index, raw) in text.split_inclusive('\n').enumerate() {
        let line = raw.trim_end_matches(['\n', '\r']);
        let start = offset;
        offset += raw.len();
        if line.trim().is_empty() {
            continue;
        }
        ordinal += 1;
        pass.line(line, start, index + 1, ordinal);
    }
    pass.leave_enclosed();
    pass.found
}

/// What the lines so far have opened.
enum Within {
    Structure,
    /// A `>-` or `|` text; its lines stand to the right of this column.
    Block(usize),
    Enclosed(Enclosed),
}

struct Pass {
    found: Surface,
    within: Within,
}

impl Pass {
    fn line(&mut self, line: &str, start: usize, number: usize, ordinal: usize) {
        let indent = line.len() - line.trim_start_matches(' ').len();
        if matches!(self.within, Within::Block(parent) if indent > parent) {
            return;
        }
        let content = &line[indent..];
        let first = content.chars().next().unwrap_or(' ');
        if first.is_whitespace() {
            let is_of = if first == '\t' { WrongSpace::Tab } else { WrongSpace::Other };
            let wrong = start + indent..start + indent + first.len_utf8();
            let line = start..start + line.len();
            self.found.broken.push(Indentation { is_of, ordinal, number, line, wrong });
            // Where the line belongs is unknown; in a block scalar it most likely is text.
            if matches!(self.within, Within::Enclosed(_)) {
                self.within = Within::Structure;
            }
            return;
        }
        if let Within::Enclosed(enclosed) = &mut self.within {
            if first == '#' {
                return;
            }
            if !enclosed.ended_before(indent, content) {
                let progress = enclosed.line(line, start);
                return self.progress(progress);
            }
            self.leave_enclosed();
        }
        self.within = Within::Structure;
        if first != '#' {
            self.structure(line, indent, start);
        }
    }

    /// A line of keys and list items.
    fn structure(&mut self, line: &str, indent: usize, start: usize) {
        let mut head = Head::of(line, indent);
        if let Some(dash) = head.dash {
            self.found.slips.extend(misplaced_sign(dash, &line[indent..], start + indent));
        }
        if let Some(key) = head.key.clone() {
            self.found.slips.extend(missing_space(&line[..head.value], key, &line[head.value..], start));
        }
        let value = without_comment(&line[head.value..]);
        if let Some(slip) = misspelt_block(value, start + head.value) {
            self.found.slips.push(slip);
            head.block = true;
        }
        if head.block || is_block_header(value) {
            self.within = head.parent.map_or(Within::Structure, Within::Block);
        } else if Enclosed::begins(value) {
            let mut enclosed = Enclosed::new(head.parent);
            let progress = enclosed.line(&line[head.value..], start + head.value);
            self.within = Within::Enclosed(enclosed);
            self.progress(progress);
        }
    }

    fn progress(&mut self, progress: Progress) {
        match progress {
            Progress::Open => {}
            Progress::Done => self.within = Within::Structure,
            Progress::Mismatched(unclosed) => {
                self.found.slips.push(unclosed.into());
                self.within = Within::Structure;
            }
        }
    }

    /// The value in brackets or quotes ends here, closed or not.
    fn leave_enclosed(&mut self) {
        if let Within::Enclosed(enclosed) = std::mem::replace(&mut self.within, Within::Structure) {
            self.found.slips.extend(enclosed.unclosed().map(Slip::from));
        }
    }
}

/// The parts of a structure line.
struct Head {
    /// The sign that opens the line, where there is one.
    dash: Option<Dash>,
    /// Column of the key, else of the last dash: what belongs to the line stands further right.
    parent: Option<usize>,
    key: Option<Range<usize>>,
    /// Where the value starts, in bytes of the line.
    value: usize,
    block: bool,
}

impl Head {
    fn of(line: &str, indent: usize) -> Self {
        let opening = dash::dash(&line[indent..]);
        let (mut at, mut column) = (indent, indent);
        let mut parent = None;
        let mut next = opening;
        while let Some(Dash { sign, kind }) = next {
            parent = Some(column);
            let after = &line[at + sign..];
            let blanks = after.len() - after.trim_start().len();
            at += sign + blanks;
            // A space that is missing is put in; two hyphens are read as one.
            column += 1 + line[at - blanks..at].chars().count().max(usize::from(kind.is_glued()));
            next = dash::dash(&line[at..]).filter(|dash| dash.kind == DashKind::Proper);
        }
        let rest = &line[at..];
        let colon = if Enclosed::begins(rest) { None } else { colon(rest) };
        let Some(colon) = colon else {
            return Self { dash: opening, parent, key: None, value: at, block: false };
        };
        let after = &rest[colon + 1..];
        let value = at + colon + 1 + (after.len() - after.trim_start().len());
        Self { dash: opening, parent: Some(column), key: Some(at..at + colon), value, block: false }
    }
}

impl DashKind {
    fn is_glued(self) -> bool {
        matches!(self, Self::Glued | Self::Other { glued: true })
    }
}

/// The colon that ends a key: one with a space behind it, or right behind a word of the format.
fn colon(text: &str) -> Option<usize> {
    let word = text.bytes().take_while(|byte| byte.is_ascii_lowercase() || *byte == b'_').count();
    let after = text[word..].strip_prefix(':');
    // Addresses are texts: https://…, mailto:….
    let glued =
        word > 1 && after.is_some_and(|after| !after.starts_with("//")) && !text.starts_with("mailto:");
    if glued {
        return Some(word);
    }
    text.match_indices(':')
        .map(|(at, _)| at)
        .find(|at| text[at + 1..].chars().next().is_none_or(char::is_whitespace))
}

/// A list item that opens with another sign than `- `.
fn misplaced_sign(Dash { sign, kind }: Dash, content: &str, at: usize) -> Option<Slip> {
    let end = at + sign;
    let first = content.chars().next()?;
    let (code, range, message, edit) = match kind {
        DashKind::Proper => return None,
        DashKind::Glued => {
            let message = "Gạch đầu dòng thiếu dấu cách: sau dấu trừ “-” phải có một dấu cách".to_owned();
            (codes::SYNTAX, at..end, message, Edit::insert(end, " "))
        }
        DashKind::OddSpace => {
            let odd = end..end + content[sign..].chars().next().map_or(0, char::len_utf8);
            let message = "Sau gạch đầu dòng là dấu cách đặc biệt, không phải dấu cách thường".to_owned();
            (codes::SPACE_INDENTATION, odd.clone(), message, Edit::new(odd, " "))
        }
        DashKind::Other { glued } => {
            let message = format!("Gạch đầu dòng phải là dấu trừ “-”, đang là {}", dash::name(first));
            (codes::SYNTAX, at..end, message, Edit::new(at..end, if glued { "- " } else { "-" }))
        }
    };
    let hint = match kind {
        DashKind::Other { .. } => "xóa dấu ấy, gõ dấu trừ (-) và một dấu cách ở đầu mỗi mục của danh sách",
        _ => "gõ một dấu cách ngay sau dấu trừ",
    };
    let fault = Fault::new(code, range, message).hint(hint);
    let mut edits = vec![edit];
    if let (DashKind::Other { glued: false }, Some(odd)) = (kind, odd_space(&content[sign..])) {
        edits.push(Edit::new(end..end + odd, " "));
    }
    Some(Slip { fault, edits, keeps_shape: true })
}

/// The bytes of a special space that `text` starts with; a tab parts a dash from its item, too.
fn odd_space(text: &str) -> Option<usize> {
    text.chars().next().filter(|c| c.is_whitespace() && !matches!(c, ' ' | '\t')).map(char::len_utf8)
}

/// A key whose colon has no space behind it, or a special one.
fn missing_space(head: &str, key: Range<usize>, value: &str, start: usize) -> Option<Slip> {
    let colon = key.end;
    let between = &head[colon + 1..];
    let name = &head[key];
    if value.is_empty() {
        return None;
    }
    if let Some(odd) = odd_space(between) {
        let range = start + colon + 1..start + colon + 1 + odd;
        let message = format!("Sau “{name}:” là dấu cách đặc biệt, không phải dấu cách thường");
        let fault = Fault::new(codes::SPACE_INDENTATION, range.clone(), message)
            .hint("xóa dấu cách ấy và gõ lại bằng phím cách");
        return Some(Slip { fault, edits: vec![Edit::new(range, " ")], keeps_shape: true });
    }
    if !between.is_empty() {
        return None;
    }
    let at = start + colon;
    let message = format!("Thiếu dấu cách sau dấu hai chấm của “{name}”");
    let fault =
        Fault::new(codes::SYNTAX, at..at + 1, message).hint(format!("viết “{name}: ” rồi đến giá trị"));
    Some(Slip { fault, edits: vec![Edit::insert(at + 1, " ")], keeps_shape: true })
}

/// `->`, `> -`, `>–` and their like in place of `>-`.
fn misspelt_block(value: &str, at: usize) -> Option<Slip> {
    let of_signs = |c: char| matches!(c, '>' | '|' | '-' | ' ') || dash::is_long_dash(c);
    let misspelt = value.chars().all(of_signs) && value.contains(['>', '|']) && !is_block_header(value);
    misspelt.then(|| {
        let range = at..at + value.len();
        let fault = Fault::new(
            codes::SYNTAX,
            range.clone(),
            format!("Khối chữ phải mở bằng “>-”, đang là “{value}”"),
        )
        .hint("gõ dấu lớn hơn rồi dấu trừ, liền nhau: >-");
        Slip { fault, edits: vec![Edit::new(range, ">-")], keeps_shape: true }
    })
}

fn without_comment(value: &str) -> &str {
    let bytes = value.as_bytes();
    let begins = memchr::memchr_iter(b'#', bytes).find(|at| *at == 0 || bytes[at - 1] == b' ');
    value[..begins.unwrap_or(value.len())].trim_end()
}

/// `>`, `|`, with `+`, `-` or a digit.
pub(super) fn is_block_header(value: &str) -> bool {
    value.strip_prefix(['>', '|']).is_some_and(|marks| {
        marks.len() <= 2 && marks.chars().all(|mark| mark == '+' || mark == '-' || mark.is_ascii_digit())
    })
}
