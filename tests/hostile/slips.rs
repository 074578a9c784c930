//! A line typed badly: whatever slip it is, each error says where, and what to do.

use kehoach::diagnostic::Diagnostic;
use kehoach::template::TemplateSet;

use crate::base::{BASE, load};

/// What becomes of a line under fingers that slip; `None` where it goes.
fn slips(line: &str) -> Vec<Option<String>> {
    let text = line.trim_start();
    let (indent, dashed) = (&line[..line.len() - text.len()], text.starts_with("- "));
    let own = text.trim_start_matches("- ");
    let lead = &line[..line.len() - own.len()];
    let mut slipped = vec![
        None,
        Some(format!("{line}\n{line}")),
        Some(format!(" {line}")),
        Some(format!("  {line}")),
        Some(format!("\t{line}")),
        Some(format!("{lead}\"{own}")),
        Some(format!("{line}:")),
    ];
    slipped.push(Some(match dashed {
        true => format!("{indent}  {own}"),
        false => format!("{indent}- {text}"),
    }));
    if dashed {
        slipped.push(Some(format!("{indent}-{own}")));
    }
    if indent.len() > 1 {
        slipped.push(Some(line[1..].to_owned()));
        slipped.push(Some(line[2..].to_owned()));
    }
    if let Some((key, value)) = own.split_once(": ") {
        slipped.extend(
            [
                format!("{lead}{key} {value}"),
                format!("{lead}{key}:{value}"),
                format!("{lead}{key}; {value}"),
                format!("{lead}{key}： {value}"),
                format!("{lead}{}: {value}", key.to_uppercase()),
                format!("{lead}{}: {value}", &key[..key.len() - 1]),
                format!("{lead}{key}:"),
                format!("{lead}{key}: [{value}]"),
                format!("{lead}{key}: {{a: b}}"),
                format!("{lead}{key}: chưa rõ"),
                format!("{lead}{key}: -1"),
                format!("{lead}{key}: Mục tiêu: {value}"),
                format!("{lead}{key}: “{value}”"),
                format!("{lead}{key}: {value}, {value}"),
                format!("{lead}{key}: {value} {value}"),
            ]
            .map(Some),
        );
    }
    slipped
}

fn told(finding: &Diagnostic, slip: Option<&String>) -> String {
    let place = finding.place.as_ref().map(|place| (place.source.path.clone(), place.line_column()));
    format!("{} {} at {place:?}, typed {slip:?}", finding.code, finding.message)
}

#[test]
fn every_error_of_a_slip_says_where_and_what_to_do() {
    let templates = TemplateSet::load(None).expect("the built-in templates load");
    let (mut errors, mut dumb) = (0, Vec::new());
    for (name, text) in BASE {
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            for slip in slips(line) {
                let mut slipped: Vec<&str> = lines.clone();
                match &slip {
                    Some(slip) => slipped[at] = slip,
                    None => drop(slipped.remove(at)),
                }
                let loaded = load(&[(name, slipped.join("\n").as_bytes())], &templates);
                for finding in loaded.findings.iter().filter(|finding| finding.is_error()) {
                    errors += 1;
                    let is_dumb = finding.hint.as_ref().is_none_or(|hint| hint.trim().is_empty());
                    if is_dumb || finding.place.is_none() {
                        dumb.push(told(finding, slip.as_ref()));
                    }
                }
            }
        }
    }
    dumb.sort();
    assert!(errors > 500, "{errors} errors: the slips are none");
    assert!(dumb.is_empty(), "{} of {errors}:\n{}", dumb.len(), dumb.join("\n"));
}
