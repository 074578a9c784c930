//! "Cơ quan chủ trì: …. Phối hợp: …. Thời gian: …": lines that name by labels who does what stands above.

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// Phân công thực hiện: a sentence follows, or a list.
    Division,
    Lead,
    Supporting,
    Deadline,
    Output,
    Money,
}

/// One label with what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    pub label: Label,
    /// The label as typed, without its colon.
    pub typed: String,
    pub value: String,
}

/// Labels in lower case; longer ones before what they begin with.
const LABELS: [(&str, Label); 56] = [
    ("phân công nhiệm vụ thực hiện", Label::Division),
    ("phân công tổ chức thực hiện", Label::Division),
    ("phân công thực hiện", Label::Division),
    ("phân công nhiệm vụ", Label::Division),
    ("phân công", Label::Division),
    ("triển khai thực hiện", Label::Division),
    ("triển khai", Label::Division),
    ("tổ chức thực hiện", Label::Division),
    ("thực hiện", Label::Division),
    ("cơ quan, đơn vị chủ trì thực hiện", Label::Lead),
    ("cơ quan, đơn vị chủ trì", Label::Lead),
    ("cơ quan, đơn vị thực hiện", Label::Lead),
    ("cơ quan chủ trì thực hiện", Label::Lead),
    ("đơn vị chủ trì thực hiện", Label::Lead),
    ("cơ quan chủ trì", Label::Lead),
    ("đơn vị chủ trì", Label::Lead),
    ("chủ trì thực hiện", Label::Lead),
    ("cơ quan thực hiện", Label::Lead),
    ("đơn vị thực hiện", Label::Lead),
    ("trách nhiệm thực hiện", Label::Lead),
    ("đơn vị đầu mối", Label::Lead),
    ("cơ quan đầu mối", Label::Lead),
    ("cơ quan chuẩn bị", Label::Lead),
    ("đơn vị chuẩn bị", Label::Lead),
    ("cơ quan tham mưu", Label::Lead),
    ("đơn vị tham mưu", Label::Lead),
    ("chủ trì", Label::Lead),
    ("cơ quan, đơn vị phối hợp thực hiện", Label::Supporting),
    ("cơ quan, đơn vị phối hợp", Label::Supporting),
    ("cơ quan phối hợp thực hiện", Label::Supporting),
    ("đơn vị phối hợp thực hiện", Label::Supporting),
    ("cơ quan phối hợp", Label::Supporting),
    ("đơn vị phối hợp", Label::Supporting),
    ("phối hợp thực hiện", Label::Supporting),
    ("phối hợp", Label::Supporting),
    ("thời gian hoàn thành", Label::Deadline),
    ("thời gian thực hiện", Label::Deadline),
    ("thời hạn hoàn thành", Label::Deadline),
    ("thời hạn thực hiện", Label::Deadline),
    ("tiến độ thực hiện", Label::Deadline),
    ("tiến độ hoàn thành", Label::Deadline),
    ("thời gian", Label::Deadline),
    ("thời hạn", Label::Deadline),
    ("tiến độ", Label::Deadline),
    ("hoàn thành", Label::Deadline),
    ("sản phẩm đầu ra", Label::Output),
    ("sản phẩm, kết quả", Label::Output),
    ("kết quả, sản phẩm", Label::Output),
    ("kết quả đầu ra", Label::Output),
    ("sản phẩm dự kiến", Label::Output),
    ("sản phẩm", Label::Output),
    ("kết quả", Label::Output),
    ("nguồn kinh phí", Label::Money),
    ("kinh phí thực hiện", Label::Money),
    ("kinh phí dự kiến", Label::Money),
    ("kinh phí", Label::Money),
];

/// The labels of a line that consists of them; `None` where it begins with something else.
pub fn of_line(text: &str) -> Option<Vec<Labelled>> {
    let bare = text.trim_start_matches(['-', '+', '*', '•', ' ', '(']);
    let found = all(bare);
    (found.first().is_some_and(|(at, ..)| *at == 0)).then(|| values(bare, &found))
}

/// A text with labels at its end: the text before them, and they; at least one says who leads.
pub fn at_end(text: &str) -> Option<(&str, Vec<Labelled>)> {
    let found = all(text);
    let (first, ..) = *found.first()?;
    let labels = values(text, &found);
    let leads = labels.iter().any(|one| one.label == Label::Lead);
    (first > 0 && leads).then(|| (text[..first].trim_end_matches(['(', ' ', ';', '-']), labels))
}

/// A sentence with labels behind it: "… quy hoạch. Thời gian: quý IV/2025. Sản phẩm: Báo cáo."
pub fn behind(text: &str) -> Option<(&str, Vec<Labelled>)> {
    let found = all(text);
    let (first, ..) = *found.first()?;
    let before = text[..first].trim_end();
    let ends = before.len() > 1 && before.ends_with(['.', ';', '(']);
    ends.then(|| (before.trim_end_matches(['(', ' ', ';']), values(text, &found)))
}

/// Where labels stand: at the beginning, or behind a mark, each with a colon behind it.
fn all(text: &str) -> Vec<(usize, usize, Label)> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return Vec::new();
    }
    let mut found: Vec<(usize, usize, Label)> = Vec::new();
    let mut at = 0;
    while at < lower.len() {
        let begins = starts_segment(&lower[..at]);
        let label = begins.then(|| {
            LABELS.iter().find(|(label, _)| {
                lower[at..].strip_prefix(label).is_some_and(|rest| rest.trim_start().starts_with(':'))
            })
        });
        match label.flatten() {
            Some((label, kind)) => {
                let rest = &lower[at + label.len()..];
                let end = at + label.len() + (rest.len() - rest.trim_start().len()) + 1;
                found.push((at, end, *kind));
                at = end;
            }
            None => at += lower[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

fn starts_segment(before: &str) -> bool {
    let trimmed = before.trim_end();
    trimmed.is_empty()
        || trimmed.ends_with(['.', ';', ',', '(', '-', '–', '+', '•', '|']) && before.len() > trimmed.len()
        || trimmed.ends_with('(')
}

/// Without the marks at its end; a bracket that is closed stays.
fn bare(value: &str) -> &str {
    let value = value.trim().trim_end_matches(['.', ';', ',', '-', '–', '|', ' ']);
    let open = value.matches('(').count();
    match value.strip_suffix(')') {
        Some(rest) if value.matches(')').count() > open => bare(rest),
        _ => value.trim(),
    }
}

fn values(text: &str, found: &[(usize, usize, Label)]) -> Vec<Labelled> {
    let ends = found.iter().skip(1).map(|(start, ..)| *start).chain([text.len()]);
    let values = found.iter().zip(ends).map(|(&(start, from, label), to)| Labelled {
        label,
        typed: text[start..from].trim_end_matches([':', ' ']).to_owned(),
        value: bare(&text[from..to]).to_owned(),
    });
    values.collect()
}
