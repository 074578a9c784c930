//! Siêu dữ liệu: the same statements in the Info dictionary and in XMP, and never a clock.

use lopdf::{Dictionary, Object, dictionary};

use super::syntax::text_object;
use crate::document::Meta;
use crate::render::style::LANGUAGE;
use crate::text::spaces::single_spaced;
use crate::text::typography::printed;

const PRODUCER: &str = concat!("kehoach ", env!("CARGO_PKG_VERSION"));

/// The Info dictionary. A draft has no date: it says none.
pub(super) fn info(meta: &Meta) -> Dictionary {
    let mut info = dictionary! {
        "Title" => text_object(&plain(&meta.title)),
        "Author" => text_object(&plain(&meta.author)),
        "Subject" => text_object(&plain(&meta.subject)),
        "Creator" => text_object(PRODUCER),
        "Producer" => text_object(PRODUCER),
    };
    if let Some((year, month, day)) = meta.date {
        let date = Object::string_literal(format!("D:{year:04}{month:02}{day:02}000000+07'00'"));
        info.set("CreationDate", date.clone());
        info.set("ModDate", date);
    }
    info
}

/// PDF/A lets nothing stand in XMP that it does not know, unless it is described: so here is what the claim
/// to be PDF/UA is.
const UNIVERSAL: &str = "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>";

/// What stands around the identity of a document; it is found by these words in whatever a signing program made of
/// the file.
pub const IDENTITY: [&str; 2] = ["<dc:identifier>kehoach:", "</dc:identifier>"];

/// What an identity of this program begins with.
pub const OWN_IDENTIFIER: &str = "kehoach:";

/// The XMP packet, with the claims to be PDF/A-2a and PDF/UA-1.
pub(super) fn xmp(meta: &Meta, identity: Option<&str>) -> String {
    let identity = identity.map_or_else(String::new, |identity| {
        let [before, after] = IDENTITY;
        format!("{before}{}{after}\n", escape(identity))
    });
    let dates = meta.date.map_or_else(String::new, |(year, month, day)| {
        let date = format!("{year:04}-{month:02}-{day:02}T00:00:00+07:00");
        format!(
            "<xmp:CreateDate>{date}</xmp:CreateDate>\n<xmp:ModifyDate>{date}</xmp:ModifyDate>\n<xmp:MetadataDate>{date}</xmp:MetadataDate>\n"
        )
    });
    let [title, author, subject] =
        [&meta.title, &meta.author, &meta.subject].map(|text| escape(&plain(text)));
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>
<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">
<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">
<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
{UNIVERSAL}
<dc:format>application/pdf</dc:format>
{identity}<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>
{dates}<pdf:Producer>{PRODUCER}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end=\"w\"?>"
    )
}

/// No control characters: XML forbids most of them, and the two places must agree.
fn plain(text: &str) -> String {
    let spaced = |c: char| if c.is_control() { ' ' } else { printed(c) };
    let allowed = |c: &char| !matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{feff}');
    let text: String = text.chars().filter(allowed).map(spaced).collect();
    single_spaced(&text).into_owned()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
