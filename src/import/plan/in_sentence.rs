//! Câu tự nêu cơ quan: paragraphs below a title whose sentences name who does them, "Sở Nội vụ tham mưu …".

use super::brackets::add_dues;
use super::builder::{Builder, text};
use super::content::Context;
use super::given::{blank, element};
use super::opening::Opening;
use super::pack::Element;
use crate::content::raw::{RawAssignment, RawHeading, RawNameStyle, RawParty, Text};
use crate::import::names::Who;
use crate::import::notes::{Anchor, What};
use crate::import::sentence::due;
use crate::import::structure::{Item, Words};

impl Builder<'_> {
    /// "Sở Nội vụ tham mưu …", "Sở Tài chính bố trí …": paragraphs below a title that name others each are an
    /// assignment each.
    pub(super) fn each_in_sentence(
        &mut self,
        elements: Vec<Element>,
        item: &Item,
        context: Context,
    ) -> Vec<Element> {
        // A body that the register does not have is told by what it does.
        let names_body = |opening: &Opening| {
            let body = |who: &Who| match who {
                Who::Unknown => !opening.sentence.is_empty(),
                who => matches!(who, Who::Named(_)),
            };
            opening.list.mentions.iter().any(|mention| body(&mention.who))
        };
        let opening = |element: &Element| match element {
            Element::Paragraph(text) | Element::Dash(text) => self.opening(text).filter(names_body),
            _ => None,
        };
        let openings: Vec<Option<Opening>> = elements.iter().map(opening).collect();
        let who = |opening: &Opening| -> Vec<(Who, String)> {
            let unknown = opening.list.mentions.iter().any(|mention| mention.who == Who::Unknown);
            let typed = if unknown { opening.named.as_str() } else { "" };
            opening.list.mentions.iter().map(|mention| (mention.who.clone(), typed.to_owned())).collect()
        };
        let mut named = openings.iter().flatten().map(who);
        let first = named.next();
        // Headings may stand below them.
        let is_words = |element: &&Element| matches!(element, Element::Paragraph(_) | Element::Dash(_));
        let words_only = elements.iter().skip_while(is_words).all(|below| matches!(below, Element::Child(_)));
        // A title without a number may stand above them.
        let titled = |element: &Element| matches!(element, Element::Paragraph(text) if !text.ends_with(['.', ';', ':', ',']));
        let mut both = elements.iter().zip(&openings);
        let begins = both.find(|(element, opening)| opening.is_some() || !titled(element));
        // Dashes are a list of something else, unless each of them names somebody.
        let each =
            || elements.iter().zip(&openings).all(|(one, opening)| opening.is_some() || !is_words(&one));
        let led = match begins {
            Some((Element::Paragraph(_), opening)) => opening.is_some(),
            Some((Element::Dash(_), _)) => each(),
            _ => false,
        };
        if !words_only || !led || named.all(|other| Some(other) == first) {
            return elements;
        }
        let both = elements.into_iter().zip(openings);
        both.map(|(element, opening)| match (element, opening) {
            (Element::Paragraph(sentence) | Element::Dash(sentence), Some(opening)) => {
                self.in_sentence(&sentence, opening, item, context)
            }
            (element, _) => {
                if let Element::Paragraph(words) | Element::Dash(words) = &element {
                    let (place, words) = (words_of(item, words), words.to_string());
                    let anchor = Anchor::Text(words.clone());
                    self.note(&place, What::Unassigned { words }, anchor);
                }
                element
            }
        })
        .collect()
    }

    /// A sentence that names its bodies itself, as an assignment.
    fn in_sentence(
        &mut self,
        sentence: &Text,
        mut opening: Opening,
        item: &Item,
        context: Context,
    ) -> Element {
        let words = words_of(item, sentence);
        let dues = self.due_of_opening(&mut opening, &words);
        let lead = self.parties(&opening.list, sentence, &words);
        let said = self.supporting_after(sentence, opening.list.end, &words);
        let mut task = self.task(sentence, &words, context);
        add_dues(&mut task.deadlines, dues);
        add_dues(&mut task.deadlines, said.deadlines);
        self.notes.retain(
            |note| !matches!(&note.what, What::Unassigned { words } if words.as_str() == sentence.as_str()),
        );
        let typed = opening.named.clone();
        self.note(&words, What::LeadInSentence { typed }, Anchor::Text(task.text.to_string()));
        let style = Some(RawNameStyle::TrongCau);
        let supporting = said.supporting;
        let given = RawAssignment { lead, supporting, style, tasks: vec![task], ..blank() };
        self.count(&given, context.role);
        element(given, context.role)
    }

    /// "Các sở, ban, ngành chuyển mạnh …": paragraphs below a title whose first sentence names who does them.
    pub(super) fn named_in_sentence(
        &mut self,
        heading: RawHeading,
        elements: &[Element],
        item: &Item,
        context: Context,
    ) -> RawHeading {
        let words_only =
            elements.iter().all(|element| matches!(element, Element::Paragraph(_) | Element::Dash(_)));
        let Some(Element::Paragraph(first)) = elements.first().filter(|_| words_only && context.gives) else {
            return heading;
        };
        // "Giao Sở Tài chính …" names them like "Sở Tài chính …".
        let giving = self.opening(first).filter(|opening| opening.preface.as_deref() == Some("giao"));
        let mut list = giving.map_or_else(|| self.names.list(first), |opening| opening.list);
        let named = list.mentions.iter().any(|mention| matches!(mention.who, Who::Named(_)));
        let verb = first[list.end..].trim_start().starts_with(char::is_lowercase);
        if !named || !verb || !heading.lead.is_empty() || heading.title.is_none() {
            return heading;
        }
        let words = item.items().next().map_or(&item.words, |first| &first.words).clone();
        let beside = self.due_behind(&mut list, &words);
        let lead = self.parties(&list, first, &words);
        let said = self.supporting_after(first, list.end, &words);
        let mut deadlines = heading.deadlines.clone();
        if elements.len() == 1 {
            for due in due::stated(first, self.year) {
                add_dues(&mut deadlines, self.dues(&due, &words));
            }
        }
        add_dues(&mut deadlines, beside);
        add_dues(&mut deadlines, said.deadlines);
        let supporting: Vec<RawParty> = heading.supporting.iter().cloned().chain(said.supporting).collect();
        let typed = first[..list.end].to_owned();
        // They are given to somebody after all.
        let own = |words: &String| {
            elements.iter().any(|element| {
                matches!(element, Element::Paragraph(text) | Element::Dash(text) if text.as_str() == words.as_str())
            })
        };
        self.notes.retain(|note| !matches!(&note.what, What::Unassigned { words } if own(words)));
        self.note(&words, What::LeadInSentence { typed }, Anchor::Text(first.to_string()));
        self.counts.tasks += 1;
        self.counts.leads += lead.len();
        self.counts.supporting += supporting.len();
        RawHeading { lead, supporting, deadlines, style: Some(RawNameStyle::TrongCau), ..heading }
    }
}

/// The words below a heading that a paragraph was made of.
fn words_of(item: &Item, paragraph: &Text) -> Words {
    let begins = |one: &&Item| {
        !one.words.text.is_empty()
            && paragraph.starts_with(text(one.words.text.trim_end_matches(['.', '/', ' '])).as_str())
    };
    item.items().find(begins).map(|one| one.words.clone()).unwrap_or_else(|| item.words.clone())
}
