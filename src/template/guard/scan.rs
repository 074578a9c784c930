//! The tags and expressions of a template, and the tokens inside them: as much of Tera's syntax as
//! counting needs.

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Token<'t> {
    /// A name, a keyword or a number.
    Word(&'t str),
    /// A string.
    Text,
    Sign(u8),
}

/// The tokens inside a tag, with their places.
pub(super) fn tokens(inner: &str) -> Vec<(usize, Token<'_>)> {
    let bytes = inner.as_bytes();
    let word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let start = at;
        at += 1;
        match byte {
            b'\'' | b'"' | b'`' => {
                at = string_end(bytes, start);
                tokens.push((start, Token::Text));
            }
            byte if word(byte) => {
                at += bytes[at..].iter().take_while(|byte| word(byte)).count();
                tokens.push((start, Token::Word(&inner[start..at])));
            }
            byte if byte.is_ascii_whitespace() || !byte.is_ascii() => {}
            byte => tokens.push((start, Token::Sign(*byte))),
        }
    }
    tokens
}

/// The byte after a string that opens at `start`.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            byte if *byte == bytes[start] => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// `{% … %}` or `{{ … }}`.
pub(super) struct Piece {
    pub start: usize,
    pub end: usize,
    pub inner: std::ops::Range<usize>,
    pub tag: bool,
    /// White space after it is dropped (`-%}`).
    pub trims: bool,
}

/// The tags and expressions of a template; comments and raw text are passed over. Ends where
/// something does not close: Tera says so, and where.
pub(super) struct Pieces<'t> {
    text: &'t str,
    at: usize,
    /// Those that were passed over.
    pub comments: Vec<std::ops::Range<usize>>,
}

impl<'t> Pieces<'t> {
    pub fn of(text: &'t str) -> Self {
        Self { text, at: 0, comments: Vec::new() }
    }

    fn close(&self, inner: usize, tag: bool) -> Option<Piece> {
        let bytes = self.text.as_bytes();
        let mark: &[u8] = if tag { b"%}" } else { b"}}" };
        let start = self.at;
        let mut at = inner;
        while at < bytes.len() {
            match bytes[at] {
                b'\'' | b'"' | b'`' => at = string_end(bytes, at),
                _ if bytes[at..].starts_with(mark) => {
                    let trims = at > inner && bytes[at - 1] == b'-';
                    return Some(Piece {
                        start,
                        end: at + 2,
                        inner: inner..at - usize::from(trims),
                        tag,
                        trims,
                    });
                }
                _ => at += 1,
            }
        }
        None
    }

    /// The end of a raw block that opens with this tag.
    fn raw_end(&self, piece: &Piece) -> Option<usize> {
        let mut at = piece.end;
        while let Some(open) = self.text[at..].find("{%") {
            at += open + 2;
            let rest = self.text[at..].trim_start_matches('-').trim_start();
            if let Some(rest) = rest.strip_prefix("endraw") {
                let close = rest.find("%}")?;
                return Some(self.text.len() - rest.len() + close + 2);
            }
        }
        None
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        loop {
            let rest = &self.text[self.at..];
            self.at += rest.find("{{").into_iter().chain(rest.find("{%")).chain(rest.find("{#")).min()?;
            let kind = self.text.as_bytes()[self.at + 1];
            let mut inner = self.at + 2;
            if kind == b'#' {
                let start = self.at;
                self.at = inner + self.text[inner..].find("#}")? + 2;
                self.comments.push(start..self.at);
                continue;
            }
            if self.text[inner..].starts_with('-') {
                inner += 1;
            }
            let piece = self.close(inner, kind == b'%')?;
            self.at = piece.end;
            if piece.tag && self.text[piece.inner.clone()].trim() == "raw" {
                self.at = self.raw_end(&piece)?;
                continue;
            }
            return Some(piece);
        }
    }
}
