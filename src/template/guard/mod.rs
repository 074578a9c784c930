//! Templates that cannot run away: every loop counts its turns, every computed value its size.
//!
//! Enters: the text of a template. Leaves: the same text with calls of [`STEP`] and [`MEASURE`] in
//! it, on the lines where it stood. Tera has no limit of its own on loops that print nothing, on
//! components that call each other, or on strings that double; and no hook but its functions.
//!
//! What the counting could not see is refused by name: captured output (`filter`, `set` without a
//! value, components with a body or inside an expression), list comprehensions, inheritance, files
//! inside components, and filters that multiply what they are given.

mod references;
mod scan;

use std::ops::Range;

use super::budget::{MEASURE, STEP};
pub(super) use references::{References, too_deep};
use scan::{Piece, Pieces, Token, tokens};

/// Filters that a template may use: none of them makes a value much larger, or markup of it.
const FILTERS: [&str; 35] = [
    "hoa",
    "hai_chu_so",
    "so_luong",
    "hoa_dau",
    "thuong",
    "so_khoan",
    "bo_hai_cham",
    "bo_cham",
    "cham",
    "abs",
    "capitalize",
    "default",
    "first",
    "float",
    "get",
    "int",
    "keys",
    "last",
    "length",
    "lower",
    "nth",
    "pairs",
    "reverse",
    "round",
    "sort",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

/// Tags that need nothing: what they cost is counted around them.
const PLAIN_TAGS: [&str; 8] = ["if", "elif", "else", "endif", "include", "break", "continue", "raw"];

/// More of these in one expression and it makes large texts out of small ones.
const MAX_JOINS: usize = 32;

/// So many bytes of a loop's body count as one more step.
const BYTES_PER_STEP: usize = 256;

/// What it costs to open a file or a component, in turns of an empty loop.
const OPENING: usize = 20;

/// A text with its counters.
#[derive(Debug, Default)]
pub(super) struct Guarded {
    pub text: String,
    inserted: Vec<Inserted>,
}

/// Something that the author of the template did not write; columns in characters, from 0.
#[derive(Debug, Clone, Copy)]
struct Inserted {
    line: usize,
    column: usize,
    length: usize,
}

impl Guarded {
    /// The column of the author's own text, for one of the guarded text; lines are the same.
    pub fn own_column(&self, line: usize, column: usize) -> usize {
        let before = self.inserted.iter().filter(|piece| piece.line == line && piece.column < column);
        column - before.map(|piece| piece.length.min(column - piece.column)).sum::<usize>()
    }
}

/// What a template may not do, and where in its text.
#[derive(Debug, PartialEq)]
pub(super) struct Refusal {
    pub at: usize,
    pub message: String,
}

impl Refusal {
    fn new(at: usize, message: impl Into<String>) -> Self {
        Self { at, message: message.into() }
    }
}

/// Puts the counters into a template.
///
/// # Errors
/// The first construct that cannot be counted.
pub(super) fn guard(text: &str) -> Result<Guarded, Refusal> {
    let mut walk = Walk { insertions: vec![(0, call(OPENING, text.len(), false))], open: Vec::new() };
    for piece in Pieces::of(text) {
        walk.piece(text, &piece)?;
    }
    walk.insertions.sort_by_key(|(at, _)| *at);
    Ok(insert(text, &walk.insertions))
}

/// A call that counts the turns of a body of this many bytes.
fn call(steps: usize, bytes: usize, trims: bool) -> String {
    let close = if trims { "-}}" } else { "}}" };
    format!("{{{{ {STEP}(n={}) {close}", steps + bytes / BYTES_PER_STEP)
}

fn insert(text: &str, insertions: &[(usize, String)]) -> Guarded {
    let mut guarded = Guarded { text: String::with_capacity(text.len() + 1024), ..Guarded::default() };
    let (mut from, mut line, mut column) = (0, 1, 0);
    for (at, piece) in insertions {
        for c in text[from..*at].chars() {
            (line, column) = if c == '\n' { (line + 1, 0) } else { (line, column + 1) };
        }
        guarded.text.push_str(&text[from..*at]);
        guarded.text.push_str(piece);
        let length = piece.chars().count();
        guarded.inserted.push(Inserted { line, column, length });
        column += length;
        from = *at;
    }
    guarded.text.push_str(&text[from..]);
    guarded
}

/// The parts of a template outside its comments: what it can print.
pub(super) fn outside_comments(text: &str) -> Vec<Range<usize>> {
    let mut pieces = Pieces::of(text);
    pieces.by_ref().for_each(drop);
    let starts = std::iter::once(0).chain(pieces.comments.iter().map(|comment| comment.end));
    let ends = pieces.comments.iter().map(|comment| comment.start).chain(std::iter::once(text.len()));
    starts.zip(ends).map(|(start, end)| start..end).collect()
}

#[derive(Default)]
struct Walk {
    /// What goes in, before which byte.
    insertions: Vec<(usize, String)>,
    /// Loops and components whose end has not come: where the body begins, whether white space
    /// after the tag is trimmed.
    open: Vec<(usize, bool, Body)>,
}

/// What has a body.
#[derive(Clone, Copy, PartialEq)]
enum Body {
    Loop,
    Component,
}

impl Body {
    /// What one turn costs.
    fn steps(self) -> usize {
        match self {
            Self::Loop => 1,
            Self::Component => OPENING,
        }
    }
}

impl Walk {
    fn piece(&mut self, text: &str, piece: &Piece) -> Result<(), Refusal> {
        let inner = &text[piece.inner.clone()];
        let at = piece.inner.start;
        let tokens = tokens(inner);
        let word = match tokens.first() {
            Some((_, Token::Word(word))) if piece.tag => *word,
            _ => "",
        };
        check_expression(&tokens, at, piece.tag)?;
        if !piece.tag {
            self.measure_arguments(&tokens, at);
            return Ok(());
        }
        match word {
            "for" => self.open.push((piece.end, piece.trims, Body::Loop)),
            "component" => self.open.push((piece.end, piece.trims, Body::Component)),
            "endfor" | "endcomponent" => {
                if let Some((start, trims, body)) = self.open.pop() {
                    let steps = body.steps();
                    self.insertions.push((start, call(steps, piece.start.saturating_sub(start), trims)));
                }
            }
            // Components may call each other some levels deep, files include each other some more: the product of
            // both would be too deep for any stack.
            "include" if self.open.iter().any(|(_, _, body)| *body == Body::Component) => {
                let message = "thẻ “include” không dùng được trong thành phần; chèn tệp ở ngoài thành phần";
                return Err(Refusal::new(at, message));
            }
            "set" => self.measure_set(&tokens, inner, at)?,
            _ if PLAIN_TAGS.contains(&word) => {}
            // Left to Tera, which knows best what is missing.
            "" if tokens.is_empty() => {}
            _ => {
                return Err(Refusal::new(at, format!("thẻ “{word}” không dùng được trong mẫu")));
            }
        }
        Ok(())
    }

    /// `set x = …` becomes `set x = measure(v=…)`.
    fn measure_set(&mut self, tokens: &[(usize, Token<'_>)], inner: &str, at: usize) -> Result<(), Refusal> {
        match tokens {
            [_, (_, Token::Word(_)), (assign, Token::Sign(b'=')), (value, _), ..] if value > assign => {
                self.insertions.push((at + assign + 1, format!(" {MEASURE}(v=")));
                self.insertions.push((at + inner.trim_end().len(), ")".to_owned()));
                Ok(())
            }
            _ => Err(Refusal::new(at, "“set” phải có giá trị ngay trong thẻ: {% set ten = giá trị %}")),
        }
    }

    /// `<name a={…}/>`: what is computed for a component is measured; a path costs nothing.
    fn measure_arguments(&mut self, tokens: &[(usize, Token<'_>)], at: usize) {
        if !matches!(tokens.first(), Some((_, Token::Sign(b'<')))) {
            return;
        }
        let (mut depth, mut start, mut computed) = (0, 0, false);
        for pair in tokens.windows(2) {
            let [(_, previous), (place, token)] = pair else { continue };
            match token {
                Token::Sign(b'{') => {
                    if depth == 0 && *previous == Token::Sign(b'=') {
                        (start, computed) = (place + 1, false);
                    }
                    depth += 1;
                }
                Token::Sign(b'}') => {
                    depth -= 1;
                    if depth == 0 && computed && start > 0 {
                        self.insertions.push((at + start, format!("{MEASURE}(v=")));
                        self.insertions.push((at + place, ")".to_owned()));
                        start = 0;
                    }
                }
                Token::Sign(b'.') | Token::Word(_) => {}
                _ => computed = true,
            }
        }
    }
}

/// Refuses what cannot be counted in an expression.
fn check_expression(tokens: &[(usize, Token<'_>)], at: usize, tag: bool) -> Result<(), Refusal> {
    let mut joins = 0;
    for (place, (byte, token)) in tokens.iter().enumerate() {
        let next = tokens.get(place + 1).map(|(_, next)| *next);
        match (token, next) {
            (Token::Word("for"), _) if place > 0 || !tag => {
                return Err(Refusal::new(
                    at + byte,
                    "không dùng được danh sách rút gọn [… for …]; dùng {% for %}",
                ));
            }
            (Token::Sign(b'|'), Some(Token::Word(filter))) if !FILTERS.contains(&filter) => {
                let message =
                    format!("bộ lọc “{filter}” không dùng được; các bộ lọc: {}", FILTERS.join(", "));
                return Err(Refusal::new(at + byte, message));
            }
            (Token::Sign(b'<'), Some(Token::Word(_))) if place == 0 && !tag => {
                let end = tokens.len().checked_sub(2).and_then(|end| tokens.get(end..));
                let closed = matches!(end, Some([(_, Token::Sign(b'/')), (_, Token::Sign(b'>'))]));
                if !closed {
                    return Err(Refusal::new(at + byte, "thành phần phải đứng riêng: {{ <ten /> }}"));
                }
            }
            // A comparison has an expression before it, a component nothing.
            (Token::Sign(b'<'), Some(Token::Word(_) | Token::Sign(b'/'))) if !compares(tokens, place) => {
                return Err(Refusal::new(at + byte, "thành phần phải đứng riêng: {{ <ten /> }}"));
            }
            (Token::Sign(b'~'), _) => joins += 1,
            _ => {}
        }
        if joins > MAX_JOINS {
            return Err(Refusal::new(at + byte, format!("biểu thức có hơn {MAX_JOINS} phép nối “~”")));
        }
    }
    Ok(())
}

/// True where what stands before a `<` is a value.
fn compares(tokens: &[(usize, Token<'_>)], place: usize) -> bool {
    const OPERATORS: [&str; 9] = ["if", "elif", "and", "or", "not", "in", "is", "else", "set"];
    match place.checked_sub(1).map(|before| tokens[before].1) {
        Some(Token::Word(word)) => !OPERATORS.contains(&word),
        Some(Token::Text) => true,
        Some(Token::Sign(sign)) => matches!(sign, b')' | b']' | b'}'),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guarded(text: &str) -> String {
        guard(text).expect("nothing is refused").text
    }

    fn refused(text: &str) -> String {
        guard(text).expect_err("it cannot be counted").message
    }

    #[test]
    fn loops_components_and_files_count_their_turns() {
        assert_eq!(guarded("a"), "{{ dem_buoc(n=20) }}a");
        assert_eq!(
            guarded("{%- for x in y -%} {{ x }}{% endfor %}"),
            "{{ dem_buoc(n=20) }}{%- for x in y -%}{{ dem_buoc(n=1) -}} {{ x }}{% endfor %}"
        );
        let body = "x".repeat(600);
        assert!(
            guarded(&format!("{{% component c(k) %}}{body}{{% endcomponent %}}"))
                .contains("%}{{ dem_buoc(n=22) }}")
        );
    }

    #[test]
    fn computed_values_are_measured_and_paths_are_not() {
        assert_eq!(
            guarded("{% set a = b ~ \"%}\" -%}"),
            "{{ dem_buoc(n=20) }}{% set a = do_gia_tri(v= b ~ \"%}\") -%}"
        );
        assert_eq!(
            guarded("{{ <c a={k.b} d={[\n\"}\" ~ k]} e=\"f\" /> }}"),
            "{{ dem_buoc(n=20) }}{{ <c a={k.b} d={do_gia_tri(v=[\n\"}\" ~ k])} e=\"f\" /> }}"
        );
    }

    #[test]
    fn comments_raw_text_and_strings_are_left_alone() {
        let text = "{# {% filter x %} #}{% raw %}{% filter x %}{{ a | safe }}{% endraw %}{{ \"{% filter %} | safe\" }}";
        assert_eq!(guarded(text), format!("{{{{ dem_buoc(n=20) }}}}{text}"));
    }

    #[test]
    fn what_cannot_be_counted_is_refused_by_name() {
        assert!(refused("{% filter hoa %}a{% endfilter %}").contains("“filter”"));
        assert!(refused("{% set a %}b{% endset %}").contains("“set”"));
        assert!(refused("{{ [x for x in y] }}").contains("for"));
        assert!(refused("{{ a | safe }}").contains("“safe”"));
        assert!(refused("{{ <c /> ~ \"\" }}").contains("thành phần"));
        assert!(refused("{{ <c a={<d />} /> }}").contains("thành phần"));
        assert!(refused("{% if <c /> %}").contains("thành phần"));
        assert!(refused("{% <c> %}a{% </c> %}").contains("thành phần"));
        assert!(refused("{% component c(k) %}{% for x in k %}{% include \"a.md\" %}").contains("“include”"));
        assert!(guard("{% component c(k) %}{% endcomponent %}{% include \"a.md\" %}").is_ok());
        assert!(refused(&format!("{{{{ a{} }}}}", " ~ a".repeat(40))).contains("phép nối"));
        assert_eq!(
            guard("{% if a < b and c[0] < d %}{% endif %}").map(|guarded| guarded.inserted.len()),
            Ok(1)
        );
    }

    #[test]
    fn columns_are_those_of_the_author() {
        let guarded = guard("ab\n{% for x in y %}{{ z }}{% endfor %}").expect("nothing is refused");
        let line = guarded.text.lines().nth(1).expect("two lines");
        let column = line.find(" z ").expect("z is there");
        assert_eq!(guarded.own_column(2, column), "{% for x in y %}{{".len());
        assert_eq!(guarded.own_column(2, 3), 3);
    }
}
