//! Values that open with a bracket or a quote, and where the sign that closes them is missing. The
//! parser notices that lines later; here it is told where the value was opened.

use super::fault::Fault;
use super::mended::Edit;
use crate::diagnostic::codes;

/// Deeper nesting is refused by the parser, in its own words.
const MAX_DEPTH: usize = 64;

/// A value in brackets or quotes that has not ended yet.
pub(super) struct Enclosed {
    brackets: Vec<Bracket>,
    quote: Option<Quote>,
    /// Whether a value may begin here.
    at_token: bool,
    /// Column of the key or dash that it belongs to: its lines stand further to the right.
    parent: Option<usize>,
    /// The end of what was read of it so far.
    end: usize,
}

struct Bracket {
    sign: char,
    at: usize,
    /// Whether a `khóa: ` stands directly in it.
    has_pair: bool,
}

struct Quote {
    sign: char,
    at: usize,
}

/// How far a line of the value led.
pub(super) enum Progress {
    /// The value ended, or is left to the parser.
    Done,
    Open,
    /// The wrong sign closes the innermost bracket.
    Mismatched(Unclosed),
}

/// A missing sign: what to say, and how to read on.
pub(super) struct Unclosed {
    pub(super) fault: Fault,
    pub(super) edits: Vec<Edit>,
    /// False where the closed value holds things that do not belong to it.
    pub(super) keeps_shape: bool,
}

impl Enclosed {
    /// True for a value that this module follows.
    pub(super) fn begins(value: &str) -> bool {
        value.starts_with(['[', '{', '"', '\''])
    }

    pub(super) fn new(parent: Option<usize>) -> Self {
        Self { brackets: Vec::new(), quote: None, at_token: true, parent, end: 0 }
    }

    /// True for a line that cannot be part of the value: it stands where the value's key does.
    pub(super) fn ended_before(&self, indent: usize, content: &str) -> bool {
        self.parent.is_some_and(|parent| indent <= parent) && !content.starts_with([']', '}'])
    }

    /// Reads a line, or the part of it that begins the value; `offset` is where it stands in the file.
    pub(super) fn line(&mut self, text: &str, offset: usize) -> Progress {
        let mut characters = text.char_indices().peekable();
        let mut previous = ' ';
        while let Some((at, sign)) = characters.next() {
            let next = characters.peek().map(|(_, next)| *next);
            let place = offset + at;
            if let Some(quote) = &self.quote {
                let doubled = quote.sign == '\'' && sign == '\'' && next == Some('\'');
                if doubled || quote.sign == '"' && sign == '\\' {
                    characters.next();
                } else if sign == quote.sign {
                    self.quote = None;
                    self.at_token = false;
                    if self.brackets.is_empty() {
                        return Progress::Done;
                    }
                }
            } else {
                match sign {
                    '#' if previous.is_whitespace() => return Progress::Open,
                    '"' | '\'' if self.at_token => self.quote = Some(Quote { sign, at: place }),
                    '[' | '{' => {
                        if self.brackets.len() == MAX_DEPTH {
                            return Progress::Done;
                        }
                        self.brackets.push(Bracket { sign, at: place, has_pair: false });
                        self.at_token = true;
                    }
                    ']' | '}' => match self.close(sign, place) {
                        Some(unclosed) => return Progress::Mismatched(unclosed),
                        None if self.brackets.is_empty() => return Progress::Done,
                        None => self.at_token = false,
                    },
                    ',' => self.at_token = true,
                    ':' if next.is_none_or(char::is_whitespace) => {
                        self.at_token = true;
                        if let Some(bracket) = self.brackets.last_mut() {
                            bracket.has_pair = true;
                        }
                    }
                    _ if sign.is_whitespace() => {}
                    _ => self.at_token = false,
                }
            }
            if !sign.is_whitespace() {
                self.end = place + sign.len_utf8();
            }
            previous = sign;
        }
        Progress::Open
    }

    /// Takes the bracket that `sign` closes; another one on top of it is unclosed.
    fn close(&mut self, sign: char, at: usize) -> Option<Unclosed> {
        let bracket = self.brackets.pop()?;
        let wanted = closing(bracket.sign);
        if sign == wanted {
            return None;
        }
        let opened_below = self.brackets.iter().any(|below| closing(below.sign) == sign);
        Some(if opened_below {
            Unclosed {
                fault: unclosed(bracket.sign, bracket.at),
                edits: vec![Edit::insert(at, wanted)],
                keeps_shape: bracket.keeps_shape(),
            }
        } else {
            let message = format!("Mở bằng dấu “{}” mà đóng bằng dấu “{sign}”", bracket.sign);
            Unclosed {
                fault: Fault::new(codes::SYNTAX, at..at + 1, message)
                    .hint(format!("thay “{sign}” bằng “{wanted}”")),
                edits: vec![Edit::new(at..at + 1, wanted)],
                keeps_shape: true,
            }
        })
    }

    /// The finding about a value that never ends; `None` where nothing of it is open.
    pub(super) fn unclosed(self) -> Option<Unclosed> {
        let keeps_shape = self.brackets.iter().all(Bracket::keeps_shape);
        let mut missing: String = self.quote.iter().map(|quote| quote.sign).collect();
        missing.extend(self.brackets.iter().rev().map(|bracket| closing(bracket.sign)));
        let innermost = self.brackets.last().map(|bracket| (bracket.sign, bracket.at));
        let (sign, at) = self.quote.map(|quote| (quote.sign, quote.at)).or(innermost)?;
        Some(Unclosed {
            fault: unclosed(sign, at),
            edits: vec![Edit::insert(self.end, missing)],
            keeps_shape,
        })
    }
}

impl Bracket {
    /// A list that took in a `khóa: ` has most likely swallowed what follows it.
    fn keeps_shape(&self) -> bool {
        self.sign == '{' || !self.has_pair
    }
}

fn closing(sign: char) -> char {
    if sign == '[' { ']' } else { '}' }
}

fn unclosed(sign: char, at: usize) -> Fault {
    let range = at..at + 1;
    match sign {
        '[' => Fault::new(codes::SYNTAX, range, "Danh sách mở bằng dấu “[” ở đây chưa có dấu “]” đóng")
            .hint("thêm “]” sau mục cuối của danh sách"),
        '{' => Fault::new(codes::SYNTAX, range, "Nhóm mở bằng dấu “{” ở đây chưa có dấu “}” đóng")
            .hint("thêm “}” sau giá trị cuối của nhóm"),
        _ => {
            let message = format!("Dấu nháy ({sign}) mở ở đây chưa có dấu nháy đóng");
            Fault::new(codes::SYNTAX, range, message)
                .hint("thêm dấu nháy đóng ở cuối giá trị, hoặc xóa dấu nháy mở; câu dài viết trong khối >-")
        }
    }
}
