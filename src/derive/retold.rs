//! The plan's words in an agency's document: "Kế hoạch này" would now be the wrong one, a sentence that
//! speaks to others is not for this agency, and one that speaks to its group speaks to it.

use crate::model::Province;
use crate::model::agency::{Agency, AgencyKind};
use crate::model::plan::{Plan, Task};

/// A task's words as they stand in the agency's document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retold {
    pub text: String,
    /// What was left out, word for word.
    pub left_out: Vec<String>,
}

/// Tells a task of `plan` in the document of `agency`.
pub fn retold(province: &Province, plan: &Plan, task: &Task, agency: &Agency) -> Retold {
    let issuer = province.registry.agency(&plan.issuer);
    let mut left_out = Vec::new();
    let mut kept: Vec<String> = Vec::new();
    let addressee = |sentence| addressee(province, plan, sentence, agency);
    let sentences = sentences(&task.text);
    let alone = sentences.len() == 1;
    for sentence in sentences {
        match (!alone).then(|| addressee(sentence)).flatten() {
            Some(Addressee::Others) => left_out.push(sentence.to_owned()),
            Some(Addressee::Group(name)) => {
                kept.push(format!("{}{}", agency.name, &sentence[name.len()..]));
            }
            _ => kept.push(sentence.to_owned()),
        }
    }
    let mut text = kept.join(" ");
    if let Some(issuer) = issuer.filter(|_| !answers_to_issuer(agency)) {
        text = without_answering(&text, &issuer.name, &mut left_out);
    }
    if task.assigned.through.as_ref() == Some(&agency.id) {
        // An agency does not report through itself.
        for form in ["(thông qua {})", "(qua {})", "thông qua {}"] {
            text = text.replace(&format!(" {}", form.replace("{}", &agency.name)), "");
        }
    }
    Retold { text: text.replace("Kế hoạch này", &plan.short_citation()), left_out }
}

/// Whether the body answers to who issues plans for the territory: those of a ministry, of the courts, of
/// the press and of associations have others above them.
fn answers_to_issuer(agency: &Agency) -> bool {
    !matches!(
        agency.kind,
        AgencyKind::Vertical | AgencyKind::Association | AgencyKind::Press | AgencyKind::Party
    )
}

/// Without the clauses by which somebody answers to the issuer.
fn without_answering(text: &str, issuer: &str, left_out: &mut Vec<String>) -> String {
    let answers = format!("chịu trách nhiệm trước {issuer}");
    let ends = [". ", "; "];
    let mut rest = text;
    let mut kept = String::new();
    while let Some(at) = rest.find(&answers) {
        let before = &rest[..at];
        // From the beginning of the clause to its end.
        let Some(start) = before.rfind("; ") else { break };
        let tail = &rest[at..];
        let end =
            ends.iter().filter_map(|end| tail.find(end)).min().unwrap_or(tail.trim_end_matches('.').len());
        left_out.push(tail[..end].to_owned());
        kept.push_str(&rest[..start]);
        rest = &tail[end..];
    }
    kept.push_str(rest);
    kept
}

enum Addressee<'s> {
    /// A group that the agency belongs to, as the sentence names it.
    Group(&'s str),
    Others,
}

/// To whom a sentence speaks, where it begins with a name of the register and goes on with what they do.
fn addressee<'s>(
    province: &Province,
    plan: &Plan,
    sentence: &'s str,
    agency: &Agency,
) -> Option<Addressee<'s>> {
    let registry = &province.registry;
    // Most sentences begin with a verb: nobody's name does.
    if !registry.begins_a_name(sentence) {
        return None;
    }
    // It may speak to the agency further on.
    if sentence.contains(&agency.name) {
        return None;
    }
    let day = plan.official.date.resolution_day();
    let named = |name: &str| {
        let verb = sentence.strip_prefix(name)?.strip_prefix(' ')?;
        // Whom else a sentence speaks to cannot be told by its beginning: it is kept as it stands.
        let alone = !["và ", "cùng ", "với ", "hoặc "].iter().any(|more| verb.starts_with(more));
        (alone && verb.starts_with(char::is_lowercase)).then(|| &sentence[..name.len()])
    };
    let group = registry.groups().filter(|group| named(&group.name).is_some());
    if let Some(group) = group.max_by_key(|group| group.name.len()) {
        let is_member = registry.members(group, day).iter().any(|member| member.id == agency.id);
        let name = &sentence[..group.name.len()];
        return Some(if is_member { Addressee::Group(name) } else { Addressee::Others });
    }
    // The agency itself would stand in the sentence.
    let mut others = registry.agencies().iter().filter(|other| other.exists_on(day));
    others.any(|other| named(&other.name).is_some()).then_some(Addressee::Others)
}

/// The sentences of a text, each with its stop.
pub fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut rest = text;
    let mut from = 0;
    let has_brackets = text.contains('[');
    while let Some(at) = memchr::memchr(b'.', &rest.as_bytes()[from..]).map(|at| from + at) {
        if rest.as_bytes().get(at + 1) != Some(&b' ') {
            from = at + 1;
            continue;
        }
        let next = rest[at + 2..].chars().next();
        // What stands in brackets, as a note does, belongs to the sentence around it.
        let within = has_brackets
            && rest[..at].rfind(['[', ']']).is_some_and(|bracket| rest[bracket..].starts_with('['));
        if next.is_some_and(char::is_uppercase) && !within {
            sentences.push(&rest[..=at]);
            rest = &rest[at + 2..];
            from = 0;
        } else {
            from = at + 2;
        }
    }
    sentences.push(rest);
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_of_answering_goes_with_its_semicolon_and_nothing_else() {
        let text = "Chỉ đạo quyết liệt; chịu trách nhiệm trước UBND tỉnh về kết quả. Tập trung vào việc khó.";
        let mut left_out = Vec::new();
        let kept = without_answering(text, "UBND tỉnh", &mut left_out);
        assert_eq!(kept, "Chỉ đạo quyết liệt. Tập trung vào việc khó.");
        assert_eq!(left_out, ["chịu trách nhiệm trước UBND tỉnh về kết quả"]);
    }

    #[test]
    fn sentences_end_where_the_next_begins_with_a_capital() {
        assert_eq!(
            sentences("Đạt[chú thích: Theo công bố. Xem Phụ lục.] kế hoạch. Công khai."),
            ["Đạt[chú thích: Theo công bố. Xem Phụ lục.] kế hoạch.", "Công khai."]
        );
        let text = "Rút ngắn 1. 5 ngày làm việc. Công khai kết quả. Sở Y tế chủ trì.";
        assert_eq!(
            sentences(text),
            ["Rút ngắn 1. 5 ngày làm việc.", "Công khai kết quả.", "Sở Y tế chủ trì."]
        );
    }
}
