//! Dữ liệu gắn với ô điền: the number, day and month of a draft stand in its head and again in "Kèm theo".
//!
//! Each is one value in a part of its own, and every control that shows it is bound to that value: what a
//! clerk types into one of them, Word writes into the others. Word takes the look of an empty control from
//! a glossary, not from the page, so the room and the dots stand there too. A file without such controls
//! has none of these parts.

use super::xml::{DECLARATION, Xml};
use crate::render::official::{DATE_BLANK, NUMBER_BLANK};

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";

/// Namespace of the values.
const VALUES: &str = "urn:kehoach:van-ban";
/// What the controls name the part by.
const STORE: &str = "{6B0A3C51-5D0E-4B7E-9A37-2F0E7C1D4A10}";

/// Tags of the document's own number and date; a document that is cited has others.
const TAGS: [&str; 3] = ["so", "ngay", "thang"];

/// What an empty control shows: its name in the glossary, its text, and its number there.
const PLACEHOLDERS: [(&str, &str, &str); 3] = [
    (ROOM_FOR_NUMBER, NUMBER_BLANK, "{6B0A3C51-5D0E-4B7E-9A37-2F0E7C1D4A11}"),
    (ROOM_FOR_DATE, DATE_BLANK, "{6B0A3C51-5D0E-4B7E-9A37-2F0E7C1D4A12}"),
    (DOTS, "……", "{6B0A3C51-5D0E-4B7E-9A37-2F0E7C1D4A13}"),
];
const ROOM_FOR_NUMBER: &str = "KH_ChoSo";
const ROOM_FOR_DATE: &str = "KH_ChoNgay";
const DOTS: &str = "KH_DauCham";

/// One of the values, where a control shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Value {
    tag: &'static str,
    placeholder: &'static str,
}

/// The value that a control holds, if it is one.
pub(super) fn value(tag: &str, text: &str) -> Option<Value> {
    let tag = TAGS.into_iter().find(|known| *known == tag)?;
    let placeholder = match (text.trim().is_empty(), tag) {
        (true, "so") => ROOM_FOR_NUMBER,
        (true, _) => ROOM_FOR_DATE,
        (false, _) => DOTS,
    };
    Some(Value { tag, placeholder })
}

impl Value {
    /// Writes what binds its control, in the order of the schema.
    pub fn bind(self, xml: &mut Xml) {
        let binding = [
            "<w:placeholder><w:docPart w:val=\"",
            self.placeholder,
            "\"/></w:placeholder><w:showingPlcHdr/><w:dataBinding w:prefixMappings=\"xmlns:kh='",
            VALUES,
            "'\" w:xpath=\"/kh:van_ban[1]/kh:",
            self.tag,
            "[1]\" w:storeItemID=\"",
            STORE,
            "\"/>",
        ];
        binding.into_iter().for_each(|markup| xml.markup(markup));
    }
}

/// A part by its name in the package.
pub(super) type Part = (&'static str, String);

/// The parts that bound controls need.
pub(super) fn parts() -> [Part; 4] {
    let relations = format!(
        "{DECLARATION}<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"rId1\" \
         Type=\"{OFFICE}/relationships/customXmlProps\" Target=\"itemProps1.xml\"/></Relationships>"
    );
    [
        ("customXml/item1.xml", values()),
        ("customXml/itemProps1.xml", properties()),
        ("customXml/_rels/item1.xml.rels", relations),
        // Without styles: a placeholder takes the look of its paragraph.
        ("word/glossary/document.xml", glossary()),
    ]
}

/// Content types and relationships of [`parts`]: name and type, then identifier, kind and target as seen
/// from the main part.
pub(super) const TYPES: [(&str, &str); 2] = [
    ("customXml/itemProps1.xml", "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"),
    (
        "word/glossary/document.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.glossary+xml",
    ),
];
pub(super) const RELATED: [(&str, &str, &str); 2] = [
    ("rIdData", "customXml", "../customXml/item1"),
    ("rIdGlossary", "glossaryDocument", "glossary/document"),
];

fn values() -> String {
    let empty: String = TAGS.iter().map(|tag| format!("<{tag}/>")).collect();
    format!("{DECLARATION}<van_ban xmlns=\"{VALUES}\">{empty}</van_ban>")
}

fn properties() -> String {
    format!(
        "{DECLARATION}<ds:datastoreItem ds:itemID=\"{STORE}\" xmlns:ds=\"{OFFICE}/customXml\"><ds:schemaRefs>\
         <ds:schemaRef ds:uri=\"{VALUES}\"/></ds:schemaRefs></ds:datastoreItem>"
    )
}

fn glossary() -> String {
    let entries: String = PLACEHOLDERS
        .iter()
        .map(|(name, text, number)| {
            format!(
                "<w:docPart><w:docPartPr><w:name w:val=\"{name}\"/><w:category><w:name w:val=\"General\"/>\
                 <w:gallery w:val=\"placeholder\"/></w:category><w:types><w:type w:val=\"bbPlcHdr\"/></w:types>\
                 <w:behaviors><w:behavior w:val=\"content\"/></w:behaviors><w:guid w:val=\"{number}\"/>\
                 </w:docPartPr><w:docPartBody><w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>\
                 </w:docPartBody></w:docPart>"
            )
        })
        .collect();
    format!(
        "{DECLARATION}<w:glossaryDocument xmlns:w=\"{MAIN}\"><w:docParts>{entries}</w:docParts>\
         </w:glossaryDocument>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_number_and_date_of_the_document_itself_are_values() {
        let held = |tag, placeholder| Some(Value { tag, placeholder });
        assert_eq!(value("so", "       "), held("so", ROOM_FOR_NUMBER));
        assert_eq!(value("thang", "    "), held("thang", ROOM_FOR_DATE));
        assert_eq!(value("ngay", "……"), held("ngay", DOTS));
        for tag in ["so_trich_dan", "o_trong", "don_vi", "du_thao"] {
            assert_eq!(value(tag, "……"), None, "{tag}");
        }
    }

    #[test]
    fn every_placeholder_that_a_control_names_stands_in_the_glossary() {
        let glossary = glossary();
        for (tag, text) in [("so", NUMBER_BLANK), ("ngay", DATE_BLANK), ("so", "……")] {
            let name = value(tag, text).expect("a value").placeholder;
            let entry = glossary.split(&format!("w:val=\"{name}\"")).nth(1).expect("an entry");
            assert!(entry.split("</w:docPart>").next().is_some_and(|entry| entry.contains(text)), "{name}");
        }
    }
}
