//! Findings for programs: one JSON array, one object per finding.

use serde::Serialize;

use super::{Diagnostic, Severity};

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: Severity,
    message: &'a str,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    hint: Option<&'a str>,
}

impl<'a> Finding<'a> {
    fn new(diagnostic: &'a Diagnostic) -> Self {
        let place = diagnostic.place.as_ref();
        let position = place.filter(|place| place.has_text()).map(super::Place::line_column);
        Self {
            code: diagnostic.code,
            severity: diagnostic.severity,
            message: &diagnostic.message,
            file: place.map(|place| place.source.path.display().to_string()),
            line: position.map(|(line, _)| line),
            column: position.map(|(_, column)| column),
            hint: diagnostic.hint.as_deref(),
        }
    }
}

/// The findings in the order given, as an indented JSON array without a final line break.
pub fn render(diagnostics: &[Diagnostic]) -> String {
    let findings: Vec<Finding> = diagnostics.iter().map(Finding::new).collect();
    // Strings and numbers only: serialising them cannot fail.
    serde_json::to_string_pretty(&findings).unwrap_or_else(|_| "[]".to_owned())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Diagnostic, Place, Source, codes};

    #[test]
    fn a_finding_becomes_an_object_with_all_its_fields() {
        let source = Arc::new(Source { path: "tinh.yaml".into(), text: "loai: tinh\ntên: x\n".to_owned() });
        let findings = [
            Diagnostic::error(codes::UNKNOWN_KEY, "Khóa “tên” không có trong định dạng")
                .at(Place::new(&source, 11..15))
                .hint("có phải “ten”?"),
            Diagnostic::warning(codes::UNREADABLE_FILE, "Không đọc được thư mục")
                .at(Place::whole_file("x".into())),
        ];
        let value: serde_json::Value = serde_json::from_str(&super::render(&findings)).unwrap();
        assert_eq!(
            value,
            serde_json::json!([
                {"code": "KH012", "severity": "error", "message": "Khóa “tên” không có trong định dạng",
                 "file": "tinh.yaml", "line": 2, "column": 1, "hint": "có phải “ten”?"},
                {"code": "KH001", "severity": "warning", "message": "Không đọc được thư mục",
                 "file": "x", "line": null, "column": null, "hint": null},
            ])
        );
    }
}
