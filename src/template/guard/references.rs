//! What a template asks of others, and offers them.

use std::collections::{BTreeMap, BTreeSet};

use super::scan::{Pieces, Token, tokens};

/// Names of files and components in the text of a template.
#[derive(Debug, Default, PartialEq)]
pub(in crate::template) struct References<'t> {
    /// Files that it includes.
    pub includes: Vec<&'t str>,
    /// Components that it calls.
    pub calls: Vec<&'t str>,
    /// Components that it defines.
    pub components: Vec<&'t str>,
}

impl<'t> References<'t> {
    pub fn of(text: &'t str) -> Self {
        let mut found = Self::default();
        for piece in Pieces::of(text) {
            let inner = &text[piece.inner.clone()];
            let tokens = tokens(inner);
            let mut words = tokens.iter().map(|(_, token)| *token);
            match (piece.tag, words.next(), words.next()) {
                (true, Some(Token::Word("include")), _) => {
                    let strings = tokens.iter().filter(|(_, token)| *token == Token::Text);
                    found.includes.extend(strings.filter_map(|(at, _)| string(&inner[*at..])));
                }
                (true, Some(Token::Word("component")), Some(Token::Word(name))) => {
                    found.components.push(name)
                }
                (false, Some(Token::Sign(b'<')), Some(Token::Word(name))) => found.calls.push(name),
                _ => {}
            }
        }
        found
    }
}

/// A file that is reached over more than so many others; where files include each other in a circle, one of these.
pub(in crate::template) fn too_deep<'t>(
    texts: impl Iterator<Item = (&'t str, &'t str)>,
    limit: usize,
) -> Option<&'t str> {
    let includes: BTreeMap<&str, Vec<&str>> =
        texts.map(|(name, text)| (name, References::of(text).includes)).collect();
    let mut reached: BTreeSet<&str> = includes.keys().copied().collect();
    for _ in 0..=limit {
        reached = reached.iter().filter_map(|name| includes.get(name)).flatten().copied().collect();
    }
    reached.first().copied()
}

/// What stands in the string that a text begins with.
fn string(text: &str) -> Option<&str> {
    let quote = text.chars().next()?;
    text[quote.len_utf8()..].split(quote).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_components_are_found_outside_comments() {
        let text = "{# {% include \"a.md\" %} #}{% include \"b.md\" %}{% component c(k) %}{% endcomponent %}\
                    {{ <d k={k} /> }}{{ \"{% include 'e.md' %}\" }}";
        let found = References { includes: vec!["b.md"], calls: vec!["d"], components: vec!["c"] };
        assert_eq!(References::of(text), found);
    }

    #[test]
    fn files_that_reach_each_other_over_too_many_are_named_and_so_are_circles() {
        let include = |name: &str| format!("{{% include \"{name}\" %}}");
        let (b, c, a) = (include("b"), include("c"), include("a"));
        let chain = [("a", b.as_str()), ("b", c.as_str()), ("c", "")];
        assert_eq!(too_deep(chain.into_iter(), 2), None);
        assert_eq!(too_deep(chain.into_iter(), 1), Some("c"));
        assert_eq!(too_deep([("a", b.as_str()), ("b", a.as_str())].into_iter(), 9), Some("a"));
        assert_eq!(too_deep([("a", "x"), ("b", b.as_str())].into_iter(), 9), Some("b"));
    }
}
