//! Sections: page size, margins, numbering, and the page number in the header.

use std::sync::OnceLock;

use docx_rs::{
    BuildXML, Header, HeaderReference, PageMargin, PageNum, PageNumType, PageOrientationType, PageSize,
    Paragraph, SectionProperty, SectionType,
};

use super::{conform, styles};
use crate::diagnostic::Diagnostic;
use crate::length::Length;
use crate::render::style::{
    MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP, PAGE_LONG, PAGE_NUMBER_TOP, PAGE_SHORT,
};

/// Relationship of the one header part; [`super::package`] declares it.
pub(super) const HEADER_ID: &str = "rIdHeader1";

/// Số trang: centred in the top margin.
pub(super) fn page_number() -> Header {
    Header::new().add_paragraph(Paragraph::new().style(styles::PAGE_NUMBER).add_page_num(PageNum::new()))
}

/// How the pages of a section are set, made once per process.
///
/// # Errors
/// Those of [`conform`].
pub(super) fn section(landscape: bool) -> Result<&'static str, Diagnostic> {
    static SECTIONS: [OnceLock<String>; 2] = [const { OnceLock::new() }; 2];
    let made = &SECTIONS[usize::from(landscape)];
    if let Some(section) = made.get() {
        return Ok(section);
    }
    let section = conform::conform(&property(landscape).build())?;
    Ok(made.get_or_init(|| section))
}

/// A section numbered from 1 whose first page shows no number. It names the header but not a
/// first header: with `titlePg` that page stays empty.
fn property(landscape: bool) -> SectionProperty {
    let (short, long) = (page_side(PAGE_SHORT), page_side(PAGE_LONG));
    let size = if landscape {
        PageSize::new().size(long, short).orient(PageOrientationType::Landscape)
    } else {
        PageSize::new().size(short, long)
    };
    let mut property = SectionProperty::new()
        .page_size(size)
        .page_margin(margins())
        .title_pg()
        .page_num_type(PageNumType::new().start(1));
    property.header_reference = Some(HeaderReference::new("default", HEADER_ID));
    property.section_type = Some(SectionType::NextPage);
    property
}

fn page_side(length: Length) -> u32 {
    length.to_twips().unsigned_abs()
}

fn margins() -> PageMargin {
    PageMargin {
        top: MARGIN_TOP.to_twips(),
        bottom: MARGIN_BOTTOM.to_twips(),
        left: MARGIN_LEFT.to_twips(),
        right: MARGIN_RIGHT.to_twips(),
        header: PAGE_NUMBER_TOP.to_twips(),
        footer: PAGE_NUMBER_TOP.to_twips(),
        gutter: 0,
    }
}
