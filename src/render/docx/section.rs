//! Sections: page size, margins, numbering, and the page number in the header.

use docx_rs::{
    Header, HeaderReference, PageMargin, PageNum, PageNumType, PageOrientationType, PageSize,
    SectionProperty, SectionType,
};

use super::styles;
use super::text::paragraph;
use crate::length::Length;
use crate::render::style::{
    MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP, PAGE_LONG, PAGE_NUMBER_TOP, PAGE_SHORT,
};

/// Relationship of the one header part; [`super::package`] declares it.
pub(super) const HEADER_ID: &str = "rIdHeader1";

/// Số trang: centred in the top margin.
pub(super) fn page_number() -> Header {
    Header::new().add_paragraph(paragraph(styles::PAGE_NUMBER).add_page_num(PageNum::new()))
}

/// A section numbered from 1 whose first page shows no number. It names the header but not a
/// first header: with `titlePg` that page stays empty.
pub(super) fn section(landscape: bool) -> SectionProperty {
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
