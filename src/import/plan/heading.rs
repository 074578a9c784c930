//! Đề mục: titles, chỉ số thành phần with their targets and monitors.

use super::builder::{Builder, named, text};
use super::content::{Context, names_somebody, with_own};
use super::given::Role;
use super::pack::{self, Element};
use super::units::labels_of;
use crate::content::raw::{RawAnnex, RawBound, RawHeading, RawIndicator, RawPlan, Text};
use crate::import::notes::{Anchor, What, WhyLeftOut};
use crate::import::sentence::target::{self, Target, Unit};
use crate::import::structure::{Item, Node, Series, Words};
use crate::model::plan::Bound;
use crate::text::end_mark::without_end_mark;

/// How titles are called under which nothing is given to anybody, in lower case.
const SPEAKS: [&str; 24] = [
    "mục đích",
    "yêu cầu",
    "quan điểm",
    "mục tiêu",
    "nguyên tắc",
    "phạm vi",
    "căn cứ",
    "sự cần thiết",
    "thực trạng",
    "đánh giá",
    "tình hình",
    "hiện trạng",
    "tồn tại",
    "kết quả đạt được",
    "khái quát",
    "bối cảnh",
    "cơ sở",
    "kinh phí",
    "nguồn lực",
    "đối tượng",
    "chỉ tiêu",
    "dự báo",
    "thuận lợi",
    "định hướng",
];

/// Titles under which bodies carry out the plan, in lower case.
const ORGANISES: [&str; 5] =
    ["tổ chức thực hiện", "trách nhiệm", "tổ chức triển khai", "phân công tổ chức", "phân công trách nhiệm"];

impl Builder<'_> {
    /// Mục I, II, …
    pub fn section(&mut self, item: &Item) -> RawHeading {
        self.counts.sections += 1;
        let start = Context { depth: 0, role: Role::Task, gives: true, index: false };
        self.heading(item, start)
    }

    /// A section that is called after what is to be done, in which nobody was found who does it.
    pub(super) fn tell_nothing_given(&mut self, section: &RawHeading, item: &Item) {
        let title = item.words.text.to_lowercase();
        let announces = ["nhiệm vụ", "giải pháp", "phân công", "tổ chức thực hiện", "chế độ báo cáo"];
        if announces.iter().any(|word| title.contains(word)) && !names_somebody(section) {
            let anchor = Anchor::Text(section.title.as_ref().map(ToString::to_string).unwrap_or_default());
            self.note(&item.words, What::NothingGiven { title: item.words.text.clone() }, anchor);
        }
    }

    /// A section that says that its tasks stand in an annex gives something after all.
    pub(super) fn sections_of_annexes(&mut self, plan: &RawPlan) {
        let in_annex =
            |annex: &RawAnnex| !annex.tasks.is_empty() || annex.children.iter().any(names_somebody);
        if !plan.annexes.iter().any(in_annex) {
            return;
        }
        let refers = |title: &str| {
            let section = plan.sections.iter().find(|section| {
                section.title.as_ref().is_some_and(|own| own.to_lowercase() == title.to_lowercase())
            });
            section.is_some_and(|section| {
                let mut words =
                    section.stretches().flat_map(|stretch| stretch.words().map(ToString::to_string));
                words.any(|words| {
                    ["phụ lục", "biểu", "bảng"].iter().any(|word| words.to_lowercase().contains(word))
                })
            })
        };
        self.notes.retain(|note| !matches!(&note.what, What::NothingGiven { title } if refers(title)));
    }

    /// A heading of any level with all that stands under it.
    pub fn heading(&mut self, item: &Item, context: Context) -> RawHeading {
        let context = narrowed(context, &item.words.text);
        let mut heading = RawHeading::default();
        let mut elements: Vec<Element> = Vec::new();
        let mut nodes: &[Node] = &item.children;
        let index = index_name(&item.words.text);
        let mut context = context;
        if let Some((name, rest)) = index {
            let stated = self.is_index(&item.words.text, rest, nodes);
            if stated {
                context.index = true;
                heading.index = Some(text(name));
                self.counts.indicators += 1;
                let around = item.words.text.replacen(name, " ", 1);
                let around = around.replacen(rest, " ", 1);
                self.leave_out(&item.words, &around, WhyLeftOut::Label);
                if !rest.is_empty() && !self.target(rest, &item.words, &mut heading) {
                    elements.push(Element::Paragraph(text(rest)));
                }
            }
        }
        if heading.index.is_none() {
            let whole = &item.words.text;
            let titled = item.heading || is_title(item);
            if titled {
                heading.title = Some(title(whole));
                heading.family = self.family_in(whole, context);
            } else if !whole.is_empty() {
                let words = without_end_mark(whole).unwrap_or_else(|| whole.clone());
                elements.push(Element::Paragraph(text(&words)));
            }
        }
        nodes = self.targets(nodes, &mut heading);
        let (content, own) = self.content(nodes, context);
        elements.extend(content);
        heading.monitor = heading.monitor.or_else(|| own.monitor.clone());
        heading.co_monitors.extend(own.co_monitors.clone());
        if let Some(task) = &own.task {
            self.counts.tasks += 1;
            self.counts.leads += task.lead.as_ref().map_or(0, Vec::len);
            self.counts.supporting += task.supporting.as_ref().map_or(0, Vec::len);
        }
        self.tell_figures(&elements, &heading, item);
        take_closing_line(&mut elements, &mut heading);
        let heading = with_own(heading, own);
        let elements = match heading.title.is_some() && heading.lead.is_empty() && context.gives {
            true => self.each_in_sentence(elements, item, context),
            false => elements,
        };
        let heading = self.named_in_sentence(heading, &elements, item, context);
        let (heading, elements) = self.without_lead(heading, elements, item);
        pack::into_heading(heading, elements)
    }

    /// "Thời gian: quý IV/2025" below what nobody leads: only its words can be kept.
    fn without_lead(
        &mut self,
        heading: RawHeading,
        mut elements: Vec<Element>,
        item: &Item,
    ) -> (RawHeading, Vec<Element>) {
        let says = !heading.supporting.is_empty()
            || !heading.except.is_empty()
            || !heading.deadlines.is_empty()
            || heading.output.is_some()
            || heading.money.is_some();
        if !says || !heading.lead.is_empty() {
            return (heading, elements);
        }
        let is_words = |element: &Element| matches!(element, Element::Paragraph(_) | Element::Dash(_));
        let at = elements.iter().take_while(|element| is_words(element)).count();
        let mut kept = Vec::new();
        for line in item.items().filter(|line| labels_of(line).is_some()) {
            let words = text(&line.words.text);
            self.note(&line.words, What::NoLead { task: words.to_string() }, Anchor::Text(words.to_string()));
            kept.push(Element::Paragraph(words));
        }
        elements.splice(at..at, kept);
        let none = RawHeading::default();
        let (supporting, except, deadlines) = (none.supporting, none.except, none.deadlines);
        (RawHeading { supporting, except, deadlines, output: None, money: None, ..heading }, elements)
    }

    /// Figures that stay words where targets are named.
    fn tell_figures(&mut self, elements: &[Element], heading: &RawHeading, item: &Item) {
        let title = item.words.text.to_lowercase();
        let targets = ["mục tiêu", "chỉ tiêu"].iter().any(|word| title.contains(word));
        let figure = |element: &&Element| match element {
            Element::Dash(text) | Element::Paragraph(text) => text.chars().any(|c| c.is_ascii_digit()),
            _ => false,
        };
        if let Some(Element::Dash(first) | Element::Paragraph(first)) = elements.iter().find(figure)
            && targets
            && heading.indicators.is_empty()
        {
            let why = "các chỉ tiêu ở đây không đều là một con số có đơn vị";
            let what = What::KeptAsText { words: first.to_string(), why };
            self.note(&item.words, what, Anchor::Text(first.to_string()));
        }
    }

    /// Targets and monitor at the beginning of what stands under a heading; returns the rest.
    fn targets<'n>(&mut self, nodes: &'n [Node], heading: &mut RawHeading) -> &'n [Node] {
        if let [Node::Item(first), rest @ ..] = nodes
            && first.mark.is_none()
            && first.children.is_empty()
            && self.target(&first.words.text, &first.words, heading)
        {
            return rest;
        }
        // A list in which every line is a figure to be reached.
        let listed: Option<Vec<(&Item, Target)>> = nodes
            .iter()
            .map(|node| match node {
                Node::Item(item)
                    if item.mark.as_ref().is_some_and(|mark| !mark.series.counts())
                        && item.children.is_empty() =>
                {
                    target::named(&item.words.text).map(|target| (item, target))
                }
                _ => None,
            })
            .collect();
        match listed {
            Some(listed) if listed.len() > 1 => {
                for (item, target) in listed {
                    self.counts.indicators += 1;
                    self.leave_out(&item.words, &said_of(&target, &item.words.text), WhyLeftOut::Target);
                    heading.indicators.push(indicator(&target, true));
                }
                &[]
            }
            _ => nodes,
        }
    }

    /// A sentence with a target, a monitor, or both; `false` where it says something else.
    fn target(&mut self, whole: &str, words: &Words, heading: &mut RawHeading) -> bool {
        let found = target::leading(whole);
        let end = found.as_ref().map_or(0, |(_, end)| *end);
        let rest = whole[end..].trim_start_matches(['.', ';', ',', ' ']);
        let monitor = monitor_of(rest);
        if found.is_none() && monitor.is_none() {
            return false;
        }
        let mut left = whole.to_owned();
        if let Some(name) = monitor {
            let list = self.names.list(name);
            let over = name[list.end..].trim_matches(['.', ';', ' ']);
            if list.mentions.is_empty() || !over.is_empty() {
                return false;
            }
            let mut parties = self.parties(&list, name, words).into_iter();
            self.leave_out_names(&list, name, words);
            left = left.replacen(name, " ", 1);
            heading.monitor = parties.next().map(|party| named(&party));
            heading.co_monitors = parties.map(|party| named(&party)).collect();
        } else if !rest.is_empty() {
            return false;
        }
        if let Some((target, _)) = found {
            for figure in
                [Some(target.value.as_str()), target.change.as_ref().map(|(change, _)| change.as_str())]
            {
                let figure = figure.map(|figure| figure.trim_start_matches(['+', '-']));
                left = figure.map_or(left.clone(), |figure| left.replacen(figure, " ", 1));
            }
            heading.indicators.push(indicator(&target, heading.index.is_none()));
        }
        self.leave_out(words, &left, WhyLeftOut::Target);
        true
    }

    /// Whether what is called "Chỉ số …" is one of a family.
    fn is_index(&self, whole: &str, rest: &str, nodes: &[Node]) -> bool {
        let quoted = whole.contains(['“', '”', '"']);
        let component = whole.to_lowercase().contains("chỉ số thành phần");
        let targeted = target::leading(rest).is_some()
            || matches!(nodes, [Node::Item(first), ..] if target::leading(&first.words.text).is_some());
        (quoted || component || targeted) && !self.families.is_empty()
    }

    /// The family of indices that a title names, for what stands under it.
    fn family_in(&self, whole: &str, context: Context) -> Option<Text> {
        let named = self.families.keys().find(|family| whole.contains(&format!("({family})")))?;
        (context.depth > 0 || context.gives).then(|| text(named))
    }
}

/// What a title says of what stands under it.
pub(super) fn narrowed(context: Context, whole: &str) -> Context {
    let lower = whole.to_lowercase();
    let begins = |starts: &[&str]| starts.iter().any(|start| lower.starts_with(start));
    let organises = ORGANISES.iter().any(|title| lower.contains(title));
    let gives = ["nhiệm vụ", "giải pháp", "phân công", "nội dung"].iter().any(|word| lower.contains(word));
    if organises && context.depth <= 1 {
        Context { role: Role::Organisation, gives: true, ..context }
    } else if begins(&SPEAKS) && !gives {
        Context { gives: false, ..context }
    } else {
        context
    }
}

/// "Chỉ số “Gia nhập thị trường”: …", "Chỉ số thành phần Gia nhập thị trường": the name and what follows it.
fn index_name(whole: &str) -> Option<(&str, &str)> {
    let rest = whole.strip_prefix("Chỉ số ").or_else(|| whole.strip_prefix("CHỈ SỐ "))?;
    let rest = rest.strip_prefix("thành phần ").unwrap_or(rest).trim_start();
    let open = rest.starts_with(['“', '"', '”', '«']);
    if open {
        let inner = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
        let end = inner.find(['”', '"', '“', '»'])?;
        let close = inner[end..].chars().next().map_or(0, char::len_utf8);
        let after = inner[end + close..].trim_start_matches([':', '.', ',', ' ']);
        return Some((inner[..end].trim(), after));
    }
    let (name, after) = rest.split_once(':').unwrap_or((rest, ""));
    Some((name.trim().trim_end_matches('.'), after.trim()))
}

/// "Cơ quan đầu mối theo dõi là Sở Tài chính": the names.
fn monitor_of(text: &str) -> Option<&str> {
    let lower = text.to_lowercase();
    const LEADS: [&str; 6] = [
        "cơ quan đầu mối theo dõi",
        "đơn vị đầu mối theo dõi",
        "cơ quan đầu mối",
        "cơ quan chủ trì theo dõi",
        "cơ quan theo dõi",
        "đầu mối theo dõi",
    ];
    let lead = LEADS.iter().find(|lead| lower.starts_with(*lead)).filter(|_| lower.len() == text.len())?;
    let rest = text[lead.len()..].trim_start_matches([':', ' ']);
    let rest = rest.strip_prefix("là ").unwrap_or(rest).trim_start_matches([':', ' ']);
    Some(rest.trim_end_matches(['.', ' ']))
}

/// The words around the figures of a target in a list, which the template prints.
fn said_of(target: &Target, whole: &str) -> String {
    const SAID: [&str; 15] = [
        "đạt", "từ", "trở", "lên", "vào", "năm", "so", "với", "tăng", "giảm", "điểm", "hạng", "phần", "trăm",
        "bậc",
    ];
    let name = target.name.as_deref().unwrap_or_default();
    let behind = whole.strip_prefix(name).unwrap_or(whole).to_lowercase();
    let words = behind.split(|c: char| !c.is_alphanumeric()).filter(|word| SAID.contains(word));
    words.collect::<Vec<_>>().join(" ")
}

fn indicator(target: &Target, with_unit: bool) -> RawIndicator {
    let (change, base_year) = match &target.change {
        Some((change, year)) => (Some(text(change)), year.map(|year| text(&year.to_string()))),
        None => (None, None),
    };
    let unit = match &target.unit {
        Unit::Points if with_unit => Some(text("điểm")),
        Unit::Points => None,
        Unit::Percent => Some(text("%")),
        Unit::Rank => Some(text("hạng")),
        Unit::Count(unit) => Some(text(unit)),
    };
    let bound = match target.bound {
        Bound::AtLeast => None,
        Bound::AtMost => Some(RawBound::KhongQua),
        Bound::Exactly => Some(RawBound::Dat),
        Bound::Top => Some(RawBound::Nhom),
    };
    RawIndicator {
        name: target.name.as_deref().map(text),
        value: text(&target.value),
        unit,
        scale: None,
        bound,
        year: target.year.map(|year| text(&year.to_string())),
        change,
        base_year,
    }
}

/// Titles in capitals are typed in small letters: templates print them in capitals.
fn title(whole: &str) -> Text {
    let bare = whole.trim_end_matches([':', '.', ' ']);
    text(if bare.is_empty() { whole } else { bare })
}

/// Whether the words of an item are a title for what stands under it.
pub(super) fn is_title(item: &Item) -> bool {
    const LONGEST: usize = 30;
    let whole = &item.words.text;
    let divides = item.mark.as_ref().is_some_and(|mark| mark.series <= Series::Roman);
    let short = whole.split(' ').count() <= LONGEST && !whole.ends_with(['.', ';']);
    divides || short && !item.children.is_empty() && !whole.ends_with(':') || short && item.words.look.bold
}

/// "(Chi tiết tại Phụ lục I)" at the end of a section is its closing line.
fn take_closing_line(elements: &mut Vec<Element>, heading: &mut RawHeading) {
    let closes =
        |text: &Text| text.starts_with('(') && text.ends_with(')') && text.to_lowercase().contains("phụ lục");
    if let Some(Element::Paragraph(last)) = elements.last()
        && closes(last)
    {
        heading.closing_line = Some(last.clone());
        elements.pop();
        return;
    }
    // Under the last heading in it.
    if let Some(Element::Child(child)) = elements.last_mut()
        && let Some(line) = child.closing_line.take_if(|line| closes(line))
    {
        heading.closing_line = Some(line);
    }
}
