//! The order of children that WordprocessingML (ISO/IEC 29500-1, transitional) asks for.

/// Elements whose children docx-rs writes in an order of its own.
pub(super) fn children_of(element: &str) -> Option<&'static [&'static str]> {
    Some(match element {
        "w:pPr" => PARAGRAPH,
        "w:rPr" => RUN,
        "w:tblPr" => TABLE,
        "w:tcPr" => CELL,
        "w:sectPr" => SECTION,
        "w:style" => STYLE,
        "w:tblBorders" | "w:tcBorders" | "w:pBdr" | "w:tblCellMar" => SIDES,
        _ => return None,
    })
}

/// Elements that say nothing when they are empty; docx-rs writes them all the same.
pub(super) fn says_nothing_when_empty(element: &str) -> bool {
    matches!(element, "w:rPr" | "w:pPr" | "w:trPr" | "w:tcPr" | "w:tblBorders")
}

/// Place of a child among its siblings; an unknown one goes last, where the schema check sees it.
pub(super) fn rank(order: &[&str], child: &str) -> u16 {
    let name = child.strip_prefix("w:").unwrap_or(child);
    let place = order.iter().position(|known| *known == name);
    place.and_then(|place| u16::try_from(place).ok()).unwrap_or(u16::MAX)
}

const PARAGRAPH: &[&str] = &[
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "jc",
    "textDirection",
    "textAlignment",
    "outlineLvl",
    "rPr",
    "sectPr",
];

const RUN: &[&str] = &[
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "vanish",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "bdr",
    "shd",
    "vertAlign",
    "lang",
];

const TABLE: &[&str] = &[
    "tblStyle",
    "tblpPr",
    "tblW",
    "jc",
    "tblInd",
    "tblBorders",
    "shd",
    "tblLayout",
    "tblCellMar",
    "tblLook",
];

const CELL: &[&str] =
    &["tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection", "vAlign"];

const SECTION: &[&str] = &[
    "headerReference",
    "footerReference",
    "type",
    "pgSz",
    "pgMar",
    "pgNumType",
    "cols",
    "titlePg",
    "textDirection",
    "docGrid",
];

const STYLE: &[&str] = &[
    "name",
    "basedOn",
    "next",
    "link",
    "uiPriority",
    "semiHidden",
    "unhideWhenUsed",
    "qFormat",
    "pPr",
    "rPr",
    "tblPr",
    "trPr",
    "tcPr",
];

const SIDES: &[&str] = &["top", "left", "bottom", "right", "between", "bar", "insideH", "insideV"];
