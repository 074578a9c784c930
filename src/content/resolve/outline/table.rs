//! Plain tables: figures and words, no tasks.

use super::cell;
use crate::content::raw::{RawColumnKind, RawTable};
use crate::content::resolve::{Context, optional, prose, strings};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::plan::{ColumnKind, PlainColumn, PlainTable};

/// A plain table; a row that does not have as many cells as there are columns is reported.
pub(in crate::content::resolve) fn table_of(raw: &RawTable, context: &mut Context<'_>) -> Option<PlainTable> {
    let columns = raw.columns.len();
    for row in raw.rows.iter().chain(&raw.total) {
        if row.len() != columns
            && let Some(first) = row.first().or(cell(raw))
        {
            let message = format!("dòng này có {} ô, bảng có {columns} cột", row.len());
            let finding = Diagnostic::error(codes::BAD_VALUE, message);
            context.report(finding.hint("ô để trống ghi \"\""), first);
        }
    }
    let kind = |kind: Option<RawColumnKind>| match kind {
        None | Some(RawColumnKind::Chu) => ColumnKind::Words,
        Some(RawColumnKind::Stt) => ColumnKind::Mark,
        Some(RawColumnKind::So) => ColumnKind::Figure,
    };
    let columns = raw.columns.iter();
    let columns = columns.map(|column| PlainColumn { title: prose(&column.title), kind: kind(column.kind) });
    PlainTable::new(
        optional(raw.title.as_ref()),
        columns.collect(),
        raw.rows.iter().map(|row| strings(row)).collect(),
        raw.total.as_ref().map(|row| strings(row)),
    )
}
