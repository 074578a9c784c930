//! The whole way from bytes to a typed value or to findings.

mod encoding;
mod fixtures;
mod kinds;
mod slips;
mod structure;
mod swallowed;

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{KnownKind, Located, load_source, parse};
use crate::diagnostic::terminal::Terminal;
use crate::diagnostic::{Diagnostic, Source, sort};

/// A small plan with every shape that content types use.
#[derive(Debug, PartialEq, Deserialize, JsonSchema)]
struct Plan {
    ma: Located<String>,
    nam: u16,
    so: Option<Located<String>>,
    diem: Option<f64>,
    trang_thai: Option<Status>,
    #[serde(default)]
    chinh: bool,
    #[serde(default)]
    nhiem_vu: Vec<Task>,
    #[serde(default)]
    ghi_chu: BTreeMap<String, String>,
}

#[derive(Debug, PartialEq, Deserialize, JsonSchema)]
struct Task {
    noi_dung: Located<String>,
    chu_tri: Vec<Located<String>>,
    thoi_han: Option<String>,
}

#[derive(Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Status {
    /// Dự thảo.
    DuThao,
    /// Ban hành.
    BanHanh,
}

/// A list beside the plan, so that there is something to tell apart.
#[derive(Debug, Deserialize, JsonSchema)]
#[expect(dead_code, reason = "only its schema is asked for")]
struct Units {
    loai: String,
    danh_sach: Vec<Unit>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[expect(dead_code, reason = "only its schema is asked for")]
struct Unit {
    ma: String,
    ten: String,
}

/// The kinds of file that the tests know.
const KINDS: [KnownKind; 2] = [
    KnownKind { name: "ke_hoach", schema: || schemars::schema_for!(Plan) },
    KnownKind { name: "don_vi", schema: || schemars::schema_for!(Units) },
];

fn source(bytes: impl Into<Vec<u8>>, findings: &mut Vec<Diagnostic>) -> Option<Arc<Source>> {
    load_source("ke-hoach.yaml".into(), bytes.into(), findings)
}

fn read_plan(bytes: impl Into<Vec<u8>>) -> (Option<Plan>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let plan = source(bytes, &mut findings).and_then(|source| parse(&source, &mut findings));
    sort(&mut findings);
    (plan, findings)
}

/// `code line:column` of every finding.
fn places(findings: &[Diagnostic]) -> Vec<String> {
    let place = |finding: &Diagnostic| finding.place.as_ref().map_or((0, 0), |place| place.line_column());
    findings
        .iter()
        .map(|finding| {
            let (line, column) = place(finding);
            format!("{} {line}:{column}", finding.code)
        })
        .collect()
}

fn sound(text: impl Into<Vec<u8>>) -> Plan {
    let (plan, findings) = read_plan(text);
    assert!(findings.is_empty(), "{}", Terminal::default().render(&findings));
    plan.expect("a file without findings has a value")
}
