//! Bố cục of an agency's plan: what it prints and in which order.

use super::outline::table_of;
use super::{Context, optional, prose, strings};
use crate::content::raw::{RawOverlay, RawOwnClause, RawOwnSection, RawPart};
use crate::diagnostic::{Diagnostic, Topic, codes};
use crate::model::overlay::{AnnexChoice, OwnClause, OwnSection, OwnText, Part, Shape};
use crate::text::beginning;

pub(super) fn shape(file: &RawOverlay, context: &mut Context<'_>) -> Shape {
    Shape {
        annex: match file.annex {
            None => AnnexChoice::WhereItSaysMore,
            Some(true) => AnnexChoice::Always,
            Some(false) => AnnexChoice::Never,
        },
        monitored: file.show_monitored.unwrap_or(true),
        targets: file.show_targets.unwrap_or(true),
        references: file.show_references.unwrap_or(true),
        sections: sections(&file.sections, context),
    }
}

fn sections(raw: &[RawOwnSection], context: &mut Context<'_>) -> Vec<OwnSection> {
    let mut sections: Vec<OwnSection> = Vec::new();
    for section in raw {
        let texts = section.paragraphs.iter().chain(&section.dashes);
        let anchor = section.title.as_ref().or(texts.clone().next());
        let report = |message: &str, hint: &str, context: &mut Context<'_>| {
            let finding = Diagnostic::error(codes::CONTRADICTION, message).hint(hint);
            match anchor {
                Some(anchor) => context.report(finding, anchor),
                None => {
                    let part = section.part.as_ref().map(|part| part.place(context.source));
                    context.push(finding.at(part.unwrap_or_else(|| context.whole_file())));
                }
            }
        };
        let Some(part) = section.part.as_deref() else {
            if section.title.is_none() {
                report("mục riêng chưa có tiêu đề", "ghi “tieu_de”, hoặc “phan” cho phần có sẵn", context);
            }
            sections.push(OwnSection::Own(own(section, context)));
            continue;
        };
        let part = match part {
            RawPart::MucDich => Part::Purposes,
            RawPart::ChiTieu => Part::Monitored,
            RawPart::NhiemVu => Part::Tasks,
            RawPart::ToChuc => Part::Organisation,
        };
        let is_it =
            |other: &OwnSection| matches!(other, OwnSection::Standard { part: it, .. } if *it == part);
        if sections.iter().any(is_it) {
            report("phần này đã có trong “cac_muc”", "mỗi phần có sẵn chỉ ghi một lần", context);
        }
        if texts.clone().next().is_some() || !section.tables.is_empty() || !section.clauses.is_empty() {
            let hint = "lời của phần có sẵn ghi ở các khóa của nó, ví dụ: muc_dich, to_chuc_thuc_hien";
            report("phần có sẵn không có lời riêng ở “cac_muc”", hint, context);
        }
        sections.push(OwnSection::Standard { part, title: optional(section.title.as_ref()) });
    }
    sections
}

pub(super) fn own(raw: &RawOwnSection, context: &mut Context<'_>) -> OwnText {
    let has_words = raw.paragraphs.iter().chain(&raw.dashes).next().is_some();
    if let Some(title) = &raw.title
        && !has_words
        && raw.tables.is_empty()
        && raw.clauses.is_empty()
    {
        let message = format!("mục “{}” chưa có nội dung nào, chỉ in tiêu đề", beginning(&prose(title)));
        let finding = Diagnostic::warning(codes::EMPTY_TEXT, message).about(Topic::BareHeading);
        context.report(
            finding.hint("ghi nội dung của mục (“doan”, “gach”, “bang”, “khoan”), hoặc xóa mục"),
            title,
        );
    }
    OwnText {
        title: raw.title.as_ref().map(prose).unwrap_or_default(),
        paragraphs: strings(&raw.paragraphs),
        dashes: strings(&raw.dashes),
        tables: raw.tables.iter().filter_map(|table| table_of(table, context)).collect(),
        clauses: raw.clauses.iter().map(clause).collect(),
    }
}

fn clause(raw: &RawOwnClause) -> OwnClause {
    OwnClause { title: prose(&raw.title), paragraphs: strings(&raw.paragraphs), dashes: strings(&raw.dashes) }
}
