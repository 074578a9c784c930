//! The matrix as a document of its own, a table for each plan: agency by agency, a row for each task. Agencies that are given the very
//! same stand together, or 65 communes would fill hundreds of pages with one text.

use std::collections::{BTreeMap, BTreeSet};

use super::super::listed::deadline;
use super::super::sheet::{Cell, Column, Print, Shape, Sheet};
use super::{Matrix, Row};
use crate::document::compounds::bind_title;
use crate::document::trace::Trace;
use crate::document::{Annex, Block, BlockKind, Face, Inline, Meta, Paper, Row as PageRow, assemble};
use crate::model::agency::AgencyId;
use crate::model::plan::Party;
use crate::model::{Agency, Plan};
use crate::official::{Kind, State};
use crate::template::names::joined;
use crate::text::notes;
use crate::text::values::counted;

/// One table for each plan; nothing where there are no rows.
pub fn annexes(matrix: &Matrix<'_>) -> Vec<Annex> {
    let plans = matrix.plans();
    let of_plan = plans.iter().enumerate().filter_map(|(at, plan)| {
        let issuer = matrix.registry.agency(&plan.issuer)?;
        Some(Annex {
            id: format!("pl{}", at + 1),
            label: String::new(),
            title: bind_title(&format!("BẢNG PHÂN CÔNG NHIỆM VỤ CỦA TỪNG CƠ QUAN NĂM {}", plan.year)),
            reference: assemble::source(Kind::Plan, issuer, &plan.official),
            landscape: true,
            body: vec![table(matrix, plan), total(matrix, plan)],
        })
    });
    of_plan.collect()
}

/// All of it in one file.
pub fn page<'a>(matrix: &Matrix<'_>, annexes: &'a [Annex]) -> Paper<'a> {
    let issuers = matrix.plans().into_iter().filter_map(|plan| matrix.registry.agency(&plan.issuer));
    let subject = format!("Bảng phân công nhiệm vụ năm {}", matrix.year);
    Paper {
        suffix: String::new(),
        meta: Meta {
            title: subject.clone(),
            author: issuers.map(|issuer| issuer.name.clone()).next().unwrap_or_default(),
            subject,
            state: State::Draft,
            date: None,
        },
        main: None,
        annexes,
        first_annex: 0,
        trace: Trace::nowhere(),
    }
}

/// Agencies that are given the very same.
struct Alike<'m> {
    agencies: Vec<&'m Agency>,
    lines: Vec<Vec<Cell>>,
}

fn table(matrix: &Matrix<'_>, plan: &Plan) -> Block {
    let columns = vec![
        Column::new("TT", 5.0, Shape::Mark),
        Column::new("Nhiệm vụ", 60.0, Shape::Words),
        Column::new("Vai trò", 12.0, Shape::Mark),
        Column::new("Cùng thực hiện", 30.0, Shape::Words),
        Column::new("Thời hạn", 20.0, Shape::Words),
        Column::new("Sản phẩm", 20.0, Shape::Words),
        Column::new("Tình trạng", 12.0, Shape::Mark),
    ];
    let blocks = alike(matrix, plan);
    let mut sheet = Sheet {
        name: String::new(),
        title: String::new(),
        columns,
        rows: Vec::new(),
        totals: None,
        frozen: 0,
        print: Print::OnePageWide,
        printed: None,
    };
    let mut heads = Vec::new();
    for block in blocks {
        heads.push((sheet.rows.len(), named(matrix, plan, &block.agencies)));
        sheet.rows.extend(block.lines);
    }
    let mut table = sheet.table();
    assemble::drop_silent_columns(&mut table);
    for (at, name) in heads.into_iter().rev() {
        table.rows.insert(at, PageRow::Group(vec![Inline::text(name, Face::BOLD)]));
    }
    Block { kind: BlockKind::Table(table), keep_with_next: false }
}

fn alike<'m>(matrix: &'m Matrix<'_>, plan: &Plan) -> Vec<Alike<'m>> {
    let mut agencies: BTreeMap<_, (&Agency, Vec<&Row<'_>>)> = BTreeMap::new();
    for row in matrix.rows.iter().filter(|row| row.plan.id == plan.id) {
        let order = (row.agency.kind, matrix.registry.order(&row.agency.id));
        agencies.entry(order).or_insert((row.agency, Vec::new())).1.push(row);
    }
    let mut blocks: Vec<Alike<'_>> = Vec::new();
    for (agency, own) in agencies.into_values() {
        let own = own.into_iter();
        let lines: Vec<Vec<Cell>> =
            own.zip(1usize..).map(|(row, number)| line(matrix, row, number)).collect();
        match blocks.iter_mut().find(|block| block.lines == lines) {
            Some(block) => block.agencies.push(agency),
            None => blocks.push(Alike { agencies: vec![agency], lines }),
        }
    }
    blocks
}

/// "UBND các xã, phường (65 cơ quan)" where they are a whole group, else their names.
fn named(matrix: &Matrix<'_>, plan: &Plan, agencies: &[&Agency]) -> String {
    let ids: BTreeSet<&AgencyId> = agencies.iter().map(|agency| &agency.id).collect();
    let day = plan.official.date.resolution_day();
    let members = |group| -> BTreeSet<&AgencyId> {
        matrix.registry.members(group, day).into_iter().map(|agency| &agency.id).collect()
    };
    let whole = matrix.registry.groups().find(|group| agencies.len() > 1 && members(group) == ids);
    match whole {
        Some(group) => format!("{} ({:02} cơ quan)", group.name, agencies.len()),
        None => agencies.iter().map(|agency| agency.name.as_str()).collect::<Vec<_>>().join("; "),
    }
}

fn line(matrix: &Matrix<'_>, row: &Row<'_>, number: usize) -> Vec<Cell> {
    let task = row.mine.task;
    let others = [("chủ trì: ", &task.assigned.leads), ("phối hợp: ", &task.assigned.supporting)];
    let others = others.into_iter().filter_map(|(role, parties)| {
        let others: Vec<Party> = parties.iter().filter(|party| *party != row.mine.party).cloned().collect();
        Some(format!("{role}{}", joined(matrix.registry, &others)?))
    });
    let scope = row.mine.scope().map(|scope| format!(" Phần việc: {scope}.")).unwrap_or_default();
    let text = notes::in_line(&task.text);
    vec![
        Cell::count(number),
        Cell::text(format!("{text}{scope} ({})", task.reference.citation())),
        Cell::text(row.role()),
        Cell::text(others.collect::<Vec<_>>().join("; ")),
        Cell::optional(deadline(&task.assigned.deadlines)),
        Cell::optional(task.assigned.output.as_deref()),
        Cell::text(row.state.label()),
    ]
}

/// How many rows there are, as the list has them.
fn total(matrix: &Matrix<'_>, plan: &Plan) -> Block {
    let rows: Vec<&Row<'_>> = matrix.rows.iter().filter(|row| row.plan.id == plan.id).collect();
    let agencies: BTreeSet<&AgencyId> = rows.iter().map(|row| &row.agency.id).collect();
    let related = rows.iter().filter(|row| row.is_related()).count();
    let mut text =
        format!("Tổng số: {} cơ quan, {} lượt giao việc", counted(agencies.len()), counted(rows.len()));
    if related > 0 {
        text.push_str(&format!(", trong đó {} lượt chỉ khi có liên quan", counted(related)));
    }
    text.push('.');
    let content = vec![Inline::text(text, Face::ITALIC)];
    Block { kind: BlockKind::Paragraph { content }, keep_with_next: false }
}
