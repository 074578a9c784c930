//! Phân công ở cuối câu: "… Chủ trì: Sở Y tế. Thời gian: …", "… (Sở Y tế chủ trì, phối hợp với Sở Nội vụ)", "…; Sở Y tế
//! chủ trì".

use super::brackets::add_dues;
use super::builder::Builder;
use super::content::Context;
use super::given::blank_task;
use super::heading::is_title;
use super::opening::except;
use crate::content::raw::{RawHeading, RawTask};
use crate::import::names::{List, Who};
use crate::import::notes::WhyLeftOut;
use crate::import::sentence::labels;
use crate::import::structure::{Item, Words};
use crate::text::bracket;
use crate::text::deadline::{Deadline, Doubt, completion};
use crate::text::end_mark::with_stop;

impl Builder<'_> {
    /// What an item says at its end of who does it, and the words before that.
    pub(super) fn assigned_at_end(&mut self, words: &Words) -> Option<(String, RawTask)> {
        if let Some((before, found)) = labels::at_end(&words.text) {
            let mut task = blank_task("");
            self.label_task(&found, &mut task, words);
            return Some((before.to_owned(), task));
        }
        if let Some((before, tail, due)) = self.tail(&words.text) {
            let before = before.to_owned();
            let said = self.lead_and_supporting(tail, words);
            let mut task = blank_task("");
            task.lead = Some(said.lead);
            task.supporting = Some(said.supporting).filter(|supporting| !supporting.is_empty());
            except(&mut task, said.except);
            task.deadlines = said.deadlines;
            if let Some(due) = due {
                add_dues(&mut task.deadlines, self.dues(due, words));
                self.leave_out(words, "hoàn thành, xong", WhyLeftOut::Label);
            }
            // "giao", "do".
            self.leave_out(words, "giao, do", WhyLeftOut::Label);
            return Some((before, task));
        }
        let (before, inner) = bracket::at_end(&words.text).filter(|(before, _)| !before.is_empty())?;
        let read = |mark: &str| -> Option<Vec<Part<'_>>> {
            inner.split(mark).map(|part| self.part(part.trim())).collect()
        };
        let parts = read(", ").filter(|_| !inner.contains(';')).or_else(|| read(";"))?;
        if !matches!(parts.first(), Some(Part::Lead(_))) {
            return None;
        }
        let mut task = blank_task("");
        for part in parts {
            self.put_part(part, &mut task, words);
        }
        Some((before.to_owned(), task))
    }

    /// "…; Sở Xây dựng chủ trì, phối hợp với Sở Tài chính (hoàn thành trong quý IV/2025)." behind what is to be done:
    /// the words before, those of who does it, and by when; none where they say anything else.
    fn tail<'t>(&self, whole: &'t str) -> Option<(&'t str, &'t str, Option<&'t str>)> {
        let bare = whole.trim_end_matches(['.', ';', '/', ' ']);
        let cuts = ["; ", ". ", ": ", " - ", " – "].into_iter().flat_map(|mark| bare.match_indices(mark));
        let mut cuts: Vec<(usize, &str)> = cuts.collect();
        cuts.sort_unstable();
        cuts.into_iter().find_map(|(at, mark)| {
            let (before, tail) = (bare[..at].trim_end(), &bare[at + mark.len()..]);
            let given = ["giao ", "do ", "Giao ", "Do "].iter().find_map(|word| tail.strip_prefix(*word));
            let tail = given.unwrap_or(tail);
            // "… thực hiện, xong trước ngày 30/6/2026".
            let due = tail
                .rsplit_once([',', ';', '.'])
                .and_then(|(names, due)| completion(due, self.year).map(|read| (names.trim_end(), read.due)));
            let (names, due) = due.map_or((tail, None), |(names, due)| (names, Some(due)));
            (!before.is_empty() && self.is_division(names)).then_some((before, names, due))
        })
    }

    /// "Sở A chủ trì, phối hợp với Sở B, Sở C": names with their roles and nothing else.
    fn is_division(&self, text: &str) -> bool {
        let named = |list: &List| list.mentions.iter().any(|mention| matches!(mention.who, Who::Named(_)));
        let lead = self.names.list(text);
        let Some(rest) = text[lead.end..].trim_start().strip_prefix("chủ trì").filter(|_| named(&lead))
        else {
            return false;
        };
        let rest = rest.trim_start_matches([',', ' ']);
        let joined = ["phối hợp với ", "phối hợp cùng "].iter().find_map(|join| rest.strip_prefix(*join));
        let (supporting, rest) = match joined {
            Some(names) => (self.names.list(names), names),
            None => return matches!(rest, "" | "thực hiện"),
        };
        let behind = rest[supporting.end..].trim_matches([',', '.', ' ']);
        named(&supporting)
            && matches!(behind, "" | "thực hiện" | "tổ chức thực hiện" | "triển khai thực hiện")
    }

    /// One part of such a bracket; none where it says anything else.
    fn part<'t>(&self, part: &'t str) -> Option<Part<'t>> {
        let lower = part.to_lowercase();
        if lower.len() != part.len() {
            return None;
        }
        const SUPPORT: [&str; 4] = ["phối hợp với ", "phối hợp cùng ", "phối hợp: ", "phối hợp "];
        if let Some(lead) = SUPPORT.iter().find(|lead| lower.starts_with(*lead)) {
            return Some(Part::Supporting(&part[lead.len()..]));
        }
        let list = self.names.list(part);
        let named = list.mentions.iter().any(|mention| !mention.who.is_words());
        let behind = lower[list.end..].trim_start();
        if named && (behind.starts_with("chủ trì") || behind == "thực hiện") {
            return Some(Part::Lead(part.strip_suffix("thực hiện").unwrap_or(part).trim_end()));
        }
        if named && matches!(behind, "phối hợp" | "phối hợp thực hiện") {
            return Some(Part::Supporting(part[..list.end].trim_end()));
        }
        let done = ["hoàn thành ", "xong "]
            .iter()
            .find(|done| lower.starts_with(*done))
            .map_or(0, |done| done.len());
        let read = Deadline::read(&part[done..], self.year).ok()?;
        (read.doubt != Some(Doubt::Unread)).then_some(Part::Due(&part[done..]))
    }

    fn put_part(&mut self, part: Part<'_>, task: &mut RawTask, words: &Words) {
        match part {
            Part::Lead(value) => {
                let said = self.lead_and_supporting(value, words);
                task.lead = Some(said.lead);
                task.supporting = Some(said.supporting).filter(|supporting| !supporting.is_empty());
                except(task, said.except);
                add_dues(&mut task.deadlines, said.deadlines);
                self.leave_out(words, "thực hiện", WhyLeftOut::Label);
            }
            Part::Supporting(value) => {
                let said = self.all_parties(value, words);
                task.supporting.get_or_insert_default().extend(said.lead);
                except(task, said.except);
                add_dues(&mut task.deadlines, said.deadlines);
                self.leave_out(words, "phối hợp với, phối hợp cùng", WhyLeftOut::Label);
            }
            Part::Due(value) => {
                task.deadlines.extend(self.dues(value, words));
                self.leave_out(words, "hoàn thành, xong", WhyLeftOut::Label);
            }
        }
    }

    /// A numbered item that says at its end who does it: the heading of its words alone, with them.
    pub(super) fn heading_assigned(&mut self, item: &Item, context: Context) -> RawHeading {
        let said = if context.gives { self.assigned_at_end(&item.words) } else { None };
        let Some((before, task)) = said else { return self.heading(item, context) };
        let with = |text: String| Item { words: Words { text, ..item.words.clone() }, ..item.clone() };
        let mut own = with(before);
        if item.words.text.ends_with('.') && !own.heading && !is_title(&own) {
            // The sentence went on to say who does it, and ended there.
            own = with(with_stop(&own.words.text));
        }
        let heading = self.heading(&own, context);
        if heading.lead.is_empty() {
            self.counts.tasks += 1;
        }
        self.counts.leads += task.lead.as_ref().map_or(0, Vec::len);
        self.counts.supporting += task.supporting.as_ref().map_or(0, Vec::len);
        with_task(heading, task)
    }
}

enum Part<'t> {
    Lead(&'t str),
    Supporting(&'t str),
    Due(&'t str),
}

fn with_task(mut heading: RawHeading, task: RawTask) -> RawHeading {
    heading.lead.extend(task.lead.unwrap_or_default());
    heading.supporting.extend(task.supporting.unwrap_or_default());
    heading.except.extend(task.except.unwrap_or_default());
    heading.deadlines.extend(task.deadlines);
    RawHeading { output: heading.output.or(task.output), money: heading.money.or(task.money), ..heading }
}
