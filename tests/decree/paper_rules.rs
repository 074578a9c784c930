//! The rules of Decree 30 on the pages of the PDF.

use std::collections::BTreeMap;

use kehoach::document::Face;
use kehoach::length::Length;
use kehoach::render::layout::{FieldKind, Item, NodeId, Role, TextRun};

use crate::paper::{
    Line, content, foot, lines, pagination, right_edge, rules, section_starts, starting, top,
};
use crate::samples::{Faults, Sample, hold};

/// No space of a justified line grows by more than half an em or shrinks by more than 3 % of one.
const STRETCH: (f64, f64) = (-0.03, 0.5);

const LEFT: f64 = 30.0;
const RIGHT: f64 = 15.0;
const TOP: f64 = 20.0;
const BOTTOM: f64 = 20.0;

#[test]
fn page_01_every_page_is_a4() {
    hold("PAGE-01", |sample, faults| {
        let starts = section_starts(sample);
        for (at, page) in sample.layout.pages.iter().enumerate() {
            let (width, height) = (page.width.to_mm(), page.height.to_mm());
            let section = starts.iter().filter(|start| **start <= at).count() - 1;
            let landscape = section > 0 && sample.document.annexes[section - 1].landscape;
            let wanted = if landscape { (297.0, 210.0) } else { (210.0, 297.0) };
            faults.within(&format!("width of page {}", at + 1), width, (wanted.0, wanted.0), "mm");
            faults.within(&format!("height of page {}", at + 1), height, (wanted.1, wanted.1), "mm");
        }
    });
}

#[test]
fn page_03_nothing_stands_outside_the_margins_but_the_page_number() {
    hold("PAGE-03", |sample, faults| {
        for page in &sample.layout.pages {
            let (right, bottom) = (page.width.to_mm() - RIGHT, page.height.to_mm() - BOTTOM);
            let mut inside = |what: &str, x: (Length, Length), y: (Length, Length)| {
                faults.within(&format!("left of {what}"), x.0.to_mm(), (LEFT, right), "mm");
                faults.within(&format!("right of {what}"), x.1.to_mm(), (LEFT, right), "mm");
                faults.within(&format!("top of {what}"), y.0.to_mm(), (TOP, bottom), "mm");
                faults.within(&format!("foot of {what}"), y.1.to_mm(), (TOP, bottom), "mm");
            };
            for placed in &page.items {
                match &placed.item {
                    Item::Text(run) if !is_page_number(run) && !run.text.trim().is_empty() => {
                        inside(&format!("“{}”", run.text), (run.x, right_edge(run)), (top(run), foot(run)));
                    }
                    Item::Text(_) => {}
                    Item::Rule { from, to, .. } => inside("a rule", (from.0, to.0), (from.1, to.1)),
                    Item::Box { x, y, width, height, .. } | Item::Fill { x, y, width, height, .. } => {
                        inside("a box", (*x, *x + *width), (*y, *y + *height));
                    }
                    Item::Field(field) => {
                        inside(
                            field.name,
                            (field.x, field.x + field.width),
                            (field.y, field.y + field.height),
                        );
                    }
                }
            }
        }
    });
}

fn is_page_number(run: &TextRun) -> bool {
    run.y < Length::mm(TOP) && run.text.bytes().all(|byte| byte.is_ascii_digit())
}

#[test]
fn page_04_05_numbers_run_from_2_in_every_section_centred_in_the_top_margin() {
    hold("PAGE-04, PAGE-05, ANX-05", |sample, faults| {
        let starts = section_starts(sample);
        faults.require(starts.len() == sample.document.annexes.len() + 1, || format!("{starts:?}"));
        for (at, page) in sample.layout.pages.iter().enumerate() {
            let Some(start) = starts.iter().rev().find(|start| **start <= at) else { continue };
            let number = at - start + 1;
            let found: Vec<&TextRun> = pagination(page).filter(|run| is_page_number(run)).collect();
            let texts: Vec<&str> = found.iter().map(|run| run.text.as_str()).collect();
            let wanted = number.to_string();
            let wanted: &[&str] = if number == 1 { &[] } else { &[&wanted] };
            faults.require(texts == wanted, || format!("page {} is numbered {texts:?}", at + 1));
            for run in found {
                faults.within("size of the page number", run.size.to_pt(), (13.0, 14.0), "pt");
                faults.require(run.face == Face::REGULAR, || "the page number is not upright".to_owned());
                faults.within("foot of the page number", foot(run).to_mm(), (0.0, TOP), "mm");
                let middle = (run.x + right_edge(run)).to_mm() / 2.0;
                let centre = (LEFT + page.width.to_mm() - RIGHT) / 2.0;
                faults.within("middle of the page number", middle, (centre, centre), "mm");
            }
        }
    });
}

/// What one component must look like on paper.
fn set(sample: &Sample, start: &str, face: Face, (least, most): (f64, f64), faults: &mut Faults) {
    let Some((_, run)) = starting(&sample.layout, start) else {
        return faults.require(false, || format!("“{start}” is not printed"));
    };
    faults.require(run.face == face, || format!("“{start}” is set in {:?}; allowed: {face:?}", run.face));
    faults.within(&format!("size of “{start}”"), run.size.to_pt(), (least, most), "pt");
}

#[test]
fn head_01_to_rcp_03_every_component_has_its_face_and_size() {
    hold("HEAD, ORG, NUM, DATE, TITLE, SIGN, RCP, ANX", |sample, faults| {
        let document = &sample.document;
        set(sample, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Face::BOLD, (12.0, 13.0), faults);
        set(sample, "Độc lập - Tự do - Hạnh phúc", Face::BOLD, (13.0, 14.0), faults);
        for (lines, face) in [(&document.head.superior, Face::REGULAR), (&document.head.issuer, Face::BOLD)] {
            for line in lines {
                let words: Vec<&str> = line.split_whitespace().collect();
                let runs = content(&sample.layout.pages[0]).map(|(_, run)| run);
                let own = runs.filter(|run| run.face == face && (12.0..=13.0).contains(&run.size.to_pt()));
                let printed: String = own.map(|run| run.text.as_str()).collect();
                let missing = words.iter().find(|word| !printed.contains(**word));
                faults.require(missing.is_none(), || format!("{missing:?} of “{line}” is not in {face:?}"));
            }
        }
        set(sample, "Số:", Face::REGULAR, (13.0, 13.0), faults);
        set(sample, &format!("{}, ngày", document.head.place), Face::ITALIC, (13.0, 14.0), faults);
        set(sample, "KẾ HOẠCH", Face::BOLD, (13.0, 14.0), faults);
        set(sample, first_word(&document.title.subject), Face::BOLD, (13.0, 14.0), faults);
        set(sample, "Nơi nhận:", Face::BOLD_ITALIC, (12.0, 12.0), faults);
        set(sample, "- ", Face::REGULAR, (11.0, 14.0), faults);
        for line in &document.closing.signature.lines {
            if !line.as_str().trim().is_empty() {
                let start = first_words(line.as_str());
                let mut runs = sample.layout.pages.iter().flat_map(content).map(|(_, run)| run);
                // The name of the body may begin with the same words.
                let printed = runs.any(|run| {
                    let own = run.text.replace('\u{a0}', " ").starts_with(&start);
                    own && run.face == Face::BOLD && (13.0..=14.0).contains(&run.size.to_pt())
                });
                faults.require(printed, || format!("“{start}” is not set in bold 13-14 pt"));
            }
        }
        for annex in &document.annexes {
            set(sample, &annex.label.replace('\u{a0}', " "), Face::BOLD, (14.0, 14.0), faults);
            set(sample, "(Kèm theo", Face::ITALIC, (13.0, 14.0), faults);
        }
    });
}

/// The start of a line that may be broken after its second word.
fn first_words(text: &str) -> String {
    text.split([' ', '\u{a0}']).take(2).collect::<Vec<_>>().join(" ")
}

fn first_word(text: &str) -> &str {
    text.split([' ', '\u{a0}']).next().unwrap_or_default()
}

#[test]
fn body_01_text_is_13_to_14_and_headings_are_bold() {
    hold("BODY-01, STR-02, STR-03", |sample, faults| {
        let tree = &sample.layout.tree;
        for (node, run) in sample.layout.pages.iter().flat_map(content) {
            match tree.role(node) {
                Role::Heading(_) => {
                    faults.require(run.face == Face::BOLD, || format!("heading “{}” not bold", run.text));
                    faults.within(&format!("size of “{}”", run.text), run.size.to_pt(), (13.0, 14.0), "pt");
                }
                Role::Label | Role::LabelBody if !in_closing(sample, run) => {
                    faults.within(&format!("size of “{}”", run.text), run.size.to_pt(), (13.0, 14.0), "pt");
                }
                _ => {}
            }
            faults.require(run.colour == (0, 0, 0), || format!("“{}” is coloured", run.text));
        }
    });
}

/// Recipients are the only list below 13 pt.
fn in_closing(sample: &Sample, run: &TextRun) -> bool {
    let title = starting(&sample.layout, "Nơi nhận:");
    title.is_some_and(|(_, title)| {
        run.x.to_mm() < 110.0 && run.size.to_pt() == 11.0 && title.size.to_pt() == 12.0
    })
}

#[test]
fn num_03_date_02_number_and_date_share_a_baseline_and_stand_under_issuer_and_motto() {
    hold("NUM-03, DATE-02", |sample, faults| {
        let date = format!("{}, ngày", sample.document.head.place);
        let found = ["Số:", &date, "Độc lập"].map(|start| starting(&sample.layout, start));
        let [Some((_, number)), Some((_, date)), Some((_, motto))] = found else {
            return faults.require(false, || "number or date is missing".to_owned());
        };
        faults.within("baselines apart by", (number.y - date.y).to_pt().abs(), (0.0, 0.05), "pt");
        let middle = |run: &TextRun| (run.x + right_edge(run)).to_mm() / 2.0;
        faults.within(
            "date off the middle of the motto",
            (middle(date) - middle(motto)).abs(),
            (0.0, 0.2),
            "mm",
        );
        let first = sample.document.head.issuer.first().map_or(String::new(), |line| first_words(line));
        if let Some((_, issuer)) = starting(&sample.layout, &first).filter(|(_, run)| run.face == Face::BOLD)
        {
            let off = (middle(number) - middle(issuer)).abs();
            faults.within("number off the middle of the issuer", off, (0.0, 0.2), "mm");
        }
    });
}

/// Measures the rule next below a line and its place under it.
fn rule_below<'a>(sample: &Sample, page: usize, line: &'a Line<'a>) -> Option<(Length, Length)> {
    let below = rules(&sample.layout.pages[page]).into_iter().filter(|(left, right, y)| {
        let middle = (*left + *right) / 2.0;
        *y > line.y() && *y < line.y() + Length::pt(12.0) && middle > line.left() && middle < line.right()
    });
    below.map(|(left, right, _)| (left, right)).next()
}

#[test]
fn line_01_02_03_rules_are_measured_and_centred_under_their_text() {
    hold("LINE-01, LINE-02, LINE-03", |sample, faults| {
        let all = lines(&sample.layout);
        let node_of = |wanted: &str| {
            all.values().find(|lines| lines.iter().any(|line| line.text().trim_end() == wanted))
        };
        let issuer = all.values().find(|lines| {
            let words: String = lines.iter().map(Line::text).collect();
            let own = sample.document.head.issuer.iter();
            words.split_whitespace().eq(own.flat_map(|line| line.split_whitespace()))
        });
        let components = [
            ("the motto", node_of("Độc lập - Tự do - Hạnh phúc"), (0.95, 1.05)),
            ("the issuer", issuer, (1.0 / 3.0, 0.5)),
            ("the subject", node_of("KẾ HOẠCH"), (1.0 / 3.0, 0.5)),
        ];
        for (what, lines, (least, most)) in components {
            let Some(lines) = lines else {
                faults.require(false, || format!("{what} is not printed"));
                continue;
            };
            let Some(last) = lines.last() else { continue };
            let Some((left, right)) = rule_below(sample, last.page, last) else {
                faults.require(false, || format!("no rule under {what}"));
                continue;
            };
            let shares: Vec<f64> = lines.iter().map(|line| (right - left) / line.width()).collect();
            faults.require(shares.iter().any(|share| (least..=most).contains(share)), || {
                format!("rule under {what} is {shares:.2?} of its lines; allowed {least:.2}-{most:.2}")
            });
            let off = ((left + right) - (last.left() + last.right())).to_mm().abs() / 2.0;
            faults.within(&format!("rule under {what} off its centre"), off, (0.0, 3.0), "mm");
        }
    });
}

#[test]
fn body_02_first_lines_are_indented_and_every_line_but_the_last_reaches_the_margin() {
    hold("BODY-01, BODY-02, no line beyond the stated limit", |sample, faults| {
        for (node, lines) in lines(&sample.layout) {
            if !is_flowing(sample, node) {
                continue;
            }
            let page = &sample.layout.pages[lines[0].page];
            let right = page.width.to_mm() - RIGHT;
            if sample.layout.tree.role(node) != Role::LabelBody {
                let indent = lines[0].left().to_mm() - LEFT;
                let holds = (indent - 10.0).abs() < 0.2 || (indent - 12.7).abs() < 0.2;
                faults.require(holds, || {
                    format!("“{}” is indented by {indent:.2} mm; allowed: 10 or 12.7", lines[0].text())
                });
            }
            for line in &lines[..lines.len() - 1] {
                let end = line.right().to_mm();
                // Where a long number will not break, the line stops short instead of gaping.
                let at_limit = line.runs.iter().any(|run| run.gap / run.size > STRETCH.1 - 1e-9);
                let range = if at_limit { (right - 10.0, right) } else { (right, right) };
                faults.within(&format!("end of “{}”", line.text()), end, range, "mm");
            }
            for run in lines.iter().flat_map(|line| &line.runs) {
                let gap = run.gap / run.size;
                faults.require((STRETCH.0 - 1e-9..=STRETCH.1 + 1e-9).contains(&gap), || {
                    format!("spaces of “{}” grow by {gap:.3} em; allowed {STRETCH:?}", run.text)
                });
            }
        }
    });
}

/// Justified text: paragraphs and items of 14 pt that start at the margin or the indent.
fn is_flowing(sample: &Sample, node: NodeId) -> bool {
    let nodes = sample.layout.tree.nodes();
    let justified = |run: &TextRun| run.gap != Length::ZERO;
    let role = nodes[node.0].role;
    matches!(role, Role::Paragraph | Role::LabelBody)
        && sample.layout.pages.iter().flat_map(content).any(|(own, run)| own == node && justified(run))
}

#[test]
fn body_03_04_paragraphs_stand_6_pt_apart_and_lines_single_to_one_and_a_half() {
    hold("BODY-03, BODY-04", |sample, faults| {
        let mut before: Option<(usize, Length, Length)> = None;
        let (_, title) = starting(&sample.layout, "KẾ HOẠCH").expect("a title");
        for (node, lines) in lines(&sample.layout) {
            let (first, last) = (&lines[0], &lines[lines.len() - 1]);
            let single = first.runs[0].size * 1.149_414;
            // What is centred in the head may begin there, too.
            let in_head = first.page == 0 && first.y() < title.y;
            let indented = (first.left().to_mm() - LEFT - 12.7).abs() < 0.1 && !in_head;
            if !in_table(sample, node) {
                for pair in lines.windows(2).filter(|pair| pair[0].page == pair[1].page) {
                    let step = (pair[1].y() - pair[0].y()) / single;
                    faults.within(&format!("line step at “{}”", pair[1].text()), step, (1.0, 1.5), "lines");
                }
            }
            if let Some((page, y, size)) = before
                && indented
                && page == first.page
                && size == first.runs[0].size
            {
                let space = (first.y() - y - single).to_pt();
                faults.require(space > 5.95, || {
                    format!("{space:.2} pt above “{}”; allowed: 6 and more", first.text())
                });
            }
            before = Some((last.page, last.y(), last.runs[0].size));
        }
    });
}

#[test]
fn str_08_no_heading_is_left_at_the_foot_of_a_page() {
    hold("STR-08", |sample, faults| {
        let tree = &sample.layout.tree;
        let starts = section_starts(sample);
        let last_lines: BTreeMap<NodeId, usize> = lines(&sample.layout)
            .into_iter()
            .map(|(node, lines)| (node, lines[lines.len() - 1].page))
            .collect();
        for (at, page) in sample.layout.pages.iter().enumerate() {
            let ends_section = starts.contains(&(at + 1)) || at + 1 == sample.layout.pages.len();
            let Some((node, run)) = content(page).last() else { continue };
            let heading = matches!(tree.role(node), Role::Heading(_));
            faults.require(ends_section || !heading, || {
                format!("heading “{}” is the last line of page {}", run.text, at + 1)
            });
            // A colon within a paragraph that goes on is followed by what it leads to.
            let goes_on = last_lines.get(&node).is_some_and(|last| *last > at);
            let lead = run.text.trim_end().ends_with(':') && !goes_on && !in_table(sample, node);
            faults.require(ends_section || !lead, || {
                format!("the lead-in “{}” ends page {}", run.text, at + 1)
            });
        }
    });
}

fn table_of(sample: &Sample, node: NodeId) -> Option<NodeId> {
    let nodes = sample.layout.tree.nodes();
    let mut at = Some(node);
    while let Some(node) = at {
        if nodes[node.0].role == Role::Table {
            return Some(node);
        }
        at = nodes[node.0].parent;
    }
    None
}

fn in_table(sample: &Sample, node: NodeId) -> bool {
    table_of(sample, node).is_some()
}

#[test]
fn no_single_line_of_a_paragraph_is_left_on_a_page() {
    hold("widows and orphans", |sample, faults| {
        for (node, lines) in lines(&sample.layout) {
            if lines.len() < 2 || in_table(sample, node) || lines[0].page == lines[lines.len() - 1].page {
                continue;
            }
            let on = |page: usize| lines.iter().filter(|line| line.page == page).count();
            let (first, last) = (lines[0].page, lines[lines.len() - 1].page);
            for page in [first, last] {
                faults.require(on(page) >= 2, || {
                    format!("one line of “{}” stands alone on page {}", lines[0].text(), page + 1)
                });
            }
        }
    });
}

#[test]
fn sign_07_rcp_01_the_closing_is_whole_level_and_not_alone_on_its_page() {
    hold("SIGN-07, RCP-01", |sample, faults| {
        let Some((at, title)) = starting(&sample.layout, "Nơi nhận:") else {
            return faults.require(false, || "no recipients".to_owned());
        };
        let page = &sample.layout.pages[at];
        let signature = &sample.document.closing.signature;
        let printed: Vec<&TextRun> = content(page).map(|(_, run)| run).collect();
        for line in signature.lines.iter().chain([&signature.name]) {
            let text = line.as_str().replace('\u{a0}', " ");
            let all: String = printed.iter().map(|run| run.text.as_str()).collect();
            faults.require(all.replace('\u{a0}', " ").contains(text.trim()), || {
                format!("“{text}” is not on page {}", at + 1)
            });
        }
        let first = signature.lines.first().map(|line| line.as_str().replace('\u{a0}', " "));
        let start = first.as_deref().map(first_words).unwrap_or_default();
        let level = printed
            .iter()
            .rev()
            .find(|run| !start.trim().is_empty() && run.text.replace('\u{a0}', " ").starts_with(&start));
        if let Some(level) = level {
            faults.within(
                "Nơi nhận off the first line by",
                (level.y - title.y).to_pt().abs(),
                (0.0, 0.05),
                "pt",
            );
            faults.require(level.x > title.x, || "the signature is not on the right".to_owned());
        }
        let mut above: Vec<i64> = printed
            .iter()
            .filter(|run| run.y < title.y && run.size.to_pt() >= 13.0)
            .map(|run| (run.y.to_pt() * 100.0) as i64)
            .collect();
        above.dedup();
        faults.require(above.len() >= 2, || {
            format!(
                "{} lines of the text stand on the page of the signature; allowed: 2 and more",
                above.len()
            )
        });
        let fields: Vec<&str> = page
            .items
            .iter()
            .filter_map(|placed| match &placed.item {
                Item::Field(field) => Some(field.name),
                _ => None,
            })
            .collect();
        faults.require(fields == ["ky_nguoi_co_tham_quyen", "dau_co_quan"], || format!("fields {fields:?}"));
    });
}

#[test]
fn sign_08_the_seal_lies_over_the_left_third_of_the_signature_between_title_and_name() {
    hold("SIGN-08", |sample, faults| {
        let items = sample.layout.pages.iter().flat_map(|page| &page.items);
        let fields: Vec<_> = items
            .filter_map(|placed| match &placed.item {
                Item::Field(field) if field.kind == FieldKind::Signature => Some(field),
                _ => None,
            })
            .collect();
        let [person, body] = fields[..] else {
            return faults.require(false, || format!("{} signature fields", fields.len()));
        };
        let overlap = (body.x + body.width - person.x) / person.width;
        faults.within("share of the signature under the seal", overlap, (0.30, 0.37), "");
        faults.require(body.x < person.x, || "the seal is not on the left".to_owned());
    });
}

#[test]
fn anx_06_header_rows_are_repeated_on_every_page_of_their_table() {
    hold("ANX-06", |sample, faults| {
        let tree = sample.layout.tree.nodes();
        let mut previous = None;
        for (at, page) in sample.layout.pages.iter().enumerate() {
            let first = content(page).next().and_then(|(node, _)| table_of(sample, node));
            if let Some(table) = first.filter(|table| previous == Some(*table)) {
                let head = |node: NodeId| tree[node.0].role == Role::HeaderCell { span: 1, across: false };
                let own: String = sample
                    .layout
                    .pages
                    .iter()
                    .flat_map(content)
                    .filter(|(node, _)| head(*node) && table_of(sample, *node) == Some(table))
                    .map(|(_, run)| run.text.as_str())
                    .collect();
                let repeated: String = pagination(page)
                    .filter(|run| !is_page_number(run))
                    .map(|run| run.text.as_str())
                    .collect();
                faults.require(!own.is_empty() && own == repeated, || {
                    format!("page {} repeats “{repeated}” of the header “{own}”", at + 1)
                });
            }
            previous = content(page).last().and_then(|(node, _)| table_of(sample, node));
        }
    });
}
