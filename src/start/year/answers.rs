//! Trả lời trong dự thảo: a draft with what a person decided; what is not answered stays marked.

use super::super::Draft;
use super::questions::{BLANK, Kind, Question, is_blank, path_below, questions};
use crate::content::edit::{self, Edit, Step, Value};
use crate::content::emit::writer::{Decision, flow};
use crate::text::words::time::DECIDE;

/// What a person says to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// As the draft has it: nothing is written, the mark goes.
    Keep,
    /// What is suggested.
    Take,
    /// Values of a person's own, in the order of what is asked for.
    Write(Vec<String>),
}

/// The question that cannot be answered so, by its number, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAnswered {
    pub question: usize,
    pub why: &'static str,
}

/// The draft with the questions of these numbers answered.
///
/// # Errors
/// An answer that says nothing, or that is none to this question.
pub fn answered(draft: &Draft, answers: &[(usize, Answer)]) -> Result<Draft, NotAnswered> {
    let all = questions(draft);
    let mut answers: Vec<&(usize, Answer)> = answers.iter().collect();
    // From the end, so that what stands before keeps its lines.
    answers.sort_by_key(|(question, _)| std::cmp::Reverse(*question));
    answers.dedup_by_key(|(question, _)| *question);
    let mut text = draft.text.clone();
    let mut is_open = vec![true; all.len()];
    for (number, answer) in answers {
        let failed = |why| NotAnswered { question: *number, why };
        let question = all.get(*number).ok_or(failed("dự thảo không còn câu hỏi này"))?;
        text = one(&text, question, answer).map_err(failed)?;
        is_open[*number] = false;
    }
    let open = all.iter().zip(is_open).filter(|(_, is_open)| *is_open).flat_map(|(one, _)| &one.whats);
    let decisions = (1..)
        .zip(text.lines())
        .filter(|(_, line)| line.trim_start().strip_prefix("# ").is_some_and(|line| line.starts_with(DECIDE)))
        .zip(open)
        .map(|((line, _), what)| Decision { line, what: what.clone() });
    Ok(Draft { path: draft.path.clone(), decisions: decisions.collect(), text })
}

fn one(text: &str, question: &Question, answer: &Answer) -> Result<String, &'static str> {
    let suggested = match (answer, &question.kind) {
        (Answer::Keep, _) => Vec::new(),
        (Answer::Take, Kind::Line { .. } | Kind::Lines { .. }) => suggestion(&question.kind),
        (Answer::Write(values), Kind::Line { key, .. }) => {
            let value = values.first().map(|value| value.trim()).filter(|value| !value.is_empty());
            vec![format!("{key}: {}", flow(value.ok_or("chưa ghi gì")?))]
        }
        (Answer::Write(values), Kind::Values { .. }) => filled(&question.kind, values)?,
        (Answer::Write(values), Kind::Words { .. } | Kind::Signature) => {
            return written(&lines_of(text, question, &[]), question, values);
        }
        _ => return Err("câu trả lời này không dùng được ở đây"),
    };
    let new = lines_of(text, question, &suggested);
    if edit::is_sound(&new) { Ok(new) } else { Err("giá trị này không ghi được vào tệp") }
}

fn suggestion(kind: &Kind) -> Vec<String> {
    kind.suggestion().unwrap_or_default().lines().map(str::to_owned).collect()
}

/// The text without the marks, with these lines in place of those that are suggested.
fn lines_of(text: &str, question: &Question, new: &[String]) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mark = lines.get(question.marks.start).copied().unwrap_or_default();
    let indent = &mark[..mark.len() - mark.trim_start().len()];
    let before = lines[..question.marks.start].iter().map(|line| (*line).to_owned());
    let own = new.iter().map(|line| format!("{indent}{line}"));
    let behind = lines[question.suggested.end..].iter().map(|line| (*line).to_owned());
    let all: Vec<String> = before.chain(own).chain(behind).collect();
    format!("{}\n", all.join("\n"))
}

/// What is suggested, its blanks filled; one that stays empty is left out with its line.
fn filled(kind: &Kind, values: &[String]) -> Result<Vec<String>, &'static str> {
    let Kind::Values { suggested, .. } = kind else {
        return Err("câu trả lời này không dùng được ở đây");
    };
    let mut values = values.iter().map(|value| value.trim());
    let mut lines = Vec::new();
    for line in suggested {
        if !is_blank(line) {
            lines.push(line.clone());
            continue;
        }
        match values.next().filter(|value| !value.is_empty()) {
            Some(value) => lines.push(line.replacen(BLANK, &format!("{BLANK}{}", flow(value)), 1)),
            None => return Err("chưa ghi đủ các giá trị"),
        }
    }
    Ok(lines)
}

/// Words, or who signs, of a person's own.
fn written(text: &str, question: &Question, values: &[String]) -> Result<String, &'static str> {
    let value = |at: usize| values.get(at).map(|value| value.trim()).unwrap_or_default();
    let key = |of: &str| vec![Step::key("ky"), Step::key(of)];
    let edits: Vec<Edit> = if question.kind == Kind::Signature {
        if value(0).is_empty() {
            return Err("chưa chọn hình thức ký");
        }
        let name = Edit::Set { path: key("ho_ten"), value: Value::Prose(value(1).to_owned()) };
        let form = Edit::Set { path: key("hinh_thuc"), value: Value::Word(value(0).to_owned()) };
        std::iter::once(form).chain((!value(1).is_empty()).then_some(name)).collect()
    } else {
        if value(0).is_empty() {
            return Err("chưa ghi gì");
        }
        let lines: Vec<&str> = text.lines().collect();
        let path = path_below(text, &lines, question.marks.start).ok_or("không còn chỗ này")?;
        vec![Edit::Set { path, value: Value::Prose(value(0).to_owned()) }]
    };
    edit::edited(text, &edits).map_err(|_| "không ghi được vào chỗ này của tệp")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
loai: ke_hoach
# CẦN QUYẾT ĐỊNH: ngày ban hành; cơ quan trong tệp được lấy theo ngày đầu
# năm
# ngay: 7/2027
mo_dau:
  # CẦN QUYẾT ĐỊNH: xem lại câu chữ: có năm 2025
  - >-
    Năm 2025 đã qua.
  - Câu khác.
cac_muc:
  - ten: Đất đai
    # CẦN QUYẾT ĐỊNH: chỉ tiêu thứ nhất
    # CẦN QUYẾT ĐỊNH: chỉ tiêu thứ hai
    # chi_tieu:
    #   - {gia_tri: , so_voi: 2025}
    #   - {ten: Hồ sơ, gia_tri: , don_vi: \"%\", so_voi: 2025}
    theo_doi: so-y-te
# CẦN QUYẾT ĐỊNH: hình thức ký
ky:
  hinh_thuc: chua_ro
";

    fn draft() -> Draft {
        let whole = "ngày ban hành; cơ quan trong tệp được lấy theo ngày đầu năm";
        let mut decisions = Decision::marked_in(TEXT);
        decisions[0].what = whole.to_owned();
        Draft { path: "a.yaml".into(), text: TEXT.to_owned(), decisions }
    }

    fn told(answers: &[(usize, Answer)]) -> Draft {
        answered(&draft(), answers).expect("it is answered")
    }

    fn write(values: &[&str]) -> Answer {
        Answer::Write(values.iter().map(|value| (*value).to_owned()).collect())
    }

    #[test]
    fn what_is_left_to_decide_is_asked_with_what_can_be_answered() {
        let kinds: Vec<Kind> = questions(&draft()).into_iter().map(|one| one.kind).collect();
        assert_eq!(kinds[0], Kind::Line { key: "ngay".to_owned(), value: "7/2027".to_owned() });
        assert_eq!(kinds[1], Kind::Words { now: "Năm 2025 đã qua.".to_owned() });
        assert!(matches!(&kinds[2], Kind::Values { names, .. } if names.len() == 2), "{kinds:?}");
        assert_eq!((&kinds[3], kinds.len()), (&Kind::Signature, 4));
    }

    #[test]
    fn each_answer_writes_what_it_says_and_takes_its_mark_out() {
        let text = told(&[(0, Answer::Take)]).text;
        assert!(text.starts_with("loai: ke_hoach\nngay: 7/2027\nmo_dau:\n"), "{text}");
        let text = told(&[(0, write(&["15/3/2027"]))]).text;
        assert!(text.contains("\nngay: 15/3/2027\n"), "{text}");
        let text = told(&[(1, write(&["Năm 2026 còn nhiều việc: phải làm tiếp."]))]).text;
        assert!(
            text.contains("mo_dau:\n  - >-\n    Năm 2026 còn nhiều việc: phải làm tiếp.\n  - Câu khác.\n"),
            "{text}"
        );
        let text = told(&[(2, write(&["7,5", "98"]))]).text;
        let expected = "    chi_tieu:\n      - {gia_tri: \"7,5\", so_voi: 2025}\n      - {ten: Hồ sơ, gia_tri: 98, don_vi: \"%\", so_voi: 2025}\n    theo_doi";
        assert!(text.contains(expected), "{text}");
        let text = told(&[(3, write(&["ky_thay", "Đỗ Thị Minh"]))]).text;
        assert!(text.ends_with("ky:\n  hinh_thuc: ky_thay\n  ho_ten: Đỗ Thị Minh\n"), "{text}");
    }

    #[test]
    fn what_is_not_answered_stays_marked_and_listed_at_its_line() {
        let draft = told(&[(0, Answer::Take), (2, Answer::Keep)]);
        assert!(!draft.text.contains("# chi_tieu"), "{}", draft.text);
        let lines: Vec<&str> = draft.text.lines().collect();
        let listed: Vec<(&str, &str)> =
            draft.decisions.iter().map(|one| (lines[one.line - 1].trim(), one.what.as_str())).collect();
        assert_eq!(
            listed,
            [
                ("# CẦN QUYẾT ĐỊNH: xem lại câu chữ: có năm 2025", "xem lại câu chữ: có năm 2025"),
                ("# CẦN QUYẾT ĐỊNH: hình thức ký", "hình thức ký"),
            ]
        );
    }

    #[test]
    fn an_answer_that_says_nothing_is_told_at_its_question() {
        let half = answered(&draft(), &[(2, write(&["7,5", ""]))]);
        assert_eq!(half, Err(NotAnswered { question: 2, why: "chưa ghi đủ các giá trị" }));
        assert!(answered(&draft(), &[(1, Answer::Take)]).is_err());
    }
}
