//! Characters that mean something to someone: markup of four languages, control characters, marks
//! without a letter, marks of direction.

use std::io::Read;

use kehoach::app::{self, Format};
use kehoach::diagnostic::codes;
use kehoach::document::{Document, markdown};
use kehoach::render::font::FontSet;
use kehoach::template::TemplateSet;

use super::base::{BASE, load};
use super::values::{documents_with, stay_text};

fn templates() -> TemplateSet {
    TemplateSet::load(None).expect("the built-in templates load")
}

#[test]
fn no_value_becomes_markup_of_a_document() {
    let templates = templates();
    for value in [
        "</w:t>",
        "<w:p/>",
        "<b>x</b>",
        "<!-- x -->",
        "<?x?>",
        "]]>",
        "&amp;",
        "&#60;",
        "**x**",
        "*x*",
        "__x__",
        "_x_",
        "~~x~~",
        "`x`",
        "```",
        "[a](o:b)",
        "[a](o:b \"c\")",
        "![a](b)",
        "[a]: b",
        "<http://a.b>",
        "http://a.b",
        "{{ x }}",
        "{% x %}",
        "{# x #}",
        "| a | b |",
        "|",
        "a|b",
        "|:-:|",
        "# x {.phu-luc}",
        "x {.phu-luc #pl9 kho=ngang}",
        "{.so}",
        "x {.so}",
        "# x",
        "## x",
        "x #",
        "- x",
        "+ x",
        "* x",
        "1. x",
        "1) x",
        "a) x",
        "> x",
        "---",
        "***",
        "___",
        "===",
        "x\n===",
        "x\n---",
        "x\n\n# y",
        "    x",
        "\tx",
        "x  \ny",
        "x\\",
        "\\",
        "\\*x\\*",
        "a\u{2028}b",
        "a\u{2029}b",
        "\u{85}x",
        "\u{202e}xyz\u{202c}",
        "\u{200f}x",
        "x\u{200b}y",
        "x\u{ad}y",
        "\u{a0}x\u{a0}",
        ":::",
        "$x$",
        "x^2^",
        "[^1]",
        "[ ] x",
        "(x)",
        "“x”",
        "x/./.",
        "\"",
        "'",
        "%",
        ")) /JS (",
        "\\(",
        "e\u{301}",
        "-",
        "–",
        "…",
        "….",
        "/",
        "+",
        "- -",
        "x;",
        "-.",
        "Lưu: x",
    ] {
        stay_text(value, &templates);
    }
}

/// The findings about a plan with these recipients, as code, line and message, and how many are printed.
fn recipients(lines: &str) -> (Vec<(&'static str, usize, String)>, usize) {
    let plan = BASE[3].1.replace("noi_nhan: [Thường trực Tỉnh ủy (b/c)]", &format!("noi_nhan:\n{lines}"));
    let first = plan.lines().position(|line| line == "noi_nhan:").expect("the list is there") + 2;
    let templates = templates();
    let loaded = load(&[("ke-hoach.yaml", plan.as_bytes())], &templates);
    let of = |finding: &kehoach::diagnostic::Diagnostic| {
        let (line, _) = finding.place.as_ref().expect("a place").line_column();
        (finding.code, line - first, finding.message.clone())
    };
    let printed = super::base::documents(&loaded, &templates)[0].closing.recipients.len();
    (loaded.findings.iter().map(of).collect(), printed)
}

#[test]
fn a_recipient_of_which_only_marks_were_typed_is_named_at_its_line() {
    for typed in ["'-'", "'.'", "'- ;'", "'...'", "'-.'"] {
        let (found, printed) = recipients(&format!("  - Thường trực Tỉnh ủy\n  - {typed}\n  - Sở Nội vụ"));
        let [(codes::RECIPIENTS, 1, message)] = found.as_slice() else { panic!("{typed}: {found:#?}") };
        assert!(message.contains(typed.trim_matches('\'')), "{message}");
        assert_eq!(printed, 2, "{typed}");
    }
    assert_eq!(recipients("  - Thường trực Tỉnh ủy;\n  - '- Sở Nội vụ.'"), (Vec::new(), 2));
}

#[test]
fn a_subject_of_dots_alone_is_an_error() {
    assert_eq!(codes_of("'...'"), [codes::SUBJECT]);
    // The stop of a subject is taken off, and told.
    assert_eq!(codes_of("Cải cách hành chính."), [codes::TYPED_LABEL]);
}

/// `word/document.xml` of a document.
fn docx(document: &Document) -> String {
    let file =
        app::render(&document.whole(), Format::Docx, FontSet::bundled()).expect("the document is written");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file.bytes)).expect("a ZIP");
    let mut text = String::new();
    archive.by_name("word/document.xml").expect("the main part").read_to_string(&mut text).expect("UTF-8");
    text
}

#[test]
fn no_value_becomes_markup_of_a_file() {
    let templates = templates();
    let elements = |xml: &str| {
        ["<w:p>", "<w:r>", "<w:sdt>", "<w:tbl>", "<w:tc>"].map(|element| xml.matches(element).count())
    };
    let plain: Vec<[usize; 5]> =
        documents_with("chữ", &templates).expect("sound").iter().map(|made| elements(&docx(made))).collect();
    for value in ["</w:t><w:t>", "<w:p/>", "&lt;", "\"/><w:x y=\"", "]]>", "')) /JS (x) <</S>>"] {
        let documents = documents_with(value, &templates).expect("sound");
        let counts: Vec<[usize; 5]> = documents.iter().map(|made| elements(&docx(made))).collect();
        assert_eq!(counts, plain, "{value:?} becomes an element");
        for document in &documents {
            let xml = docx(document);
            let mut reader = quick_xml::Reader::from_str(&xml);
            while reader.read_event().expect("well-formed XML") != quick_xml::events::Event::Eof {}
            let pdf = app::render(&document.whole(), Format::Pdf, FontSet::bundled())
                .expect("the document is written");
            let file = lopdf::Document::load_mem(&pdf.bytes).expect("a PDF");
            assert!(
                file.objects.values().all(
                    |object| object.as_dict().is_ok_and(|it| !it.has(b"JS")) || object.as_dict().is_err()
                )
            );
            let info =
                file.trailer.get(b"Info").and_then(lopdf::Object::as_reference).expect("an Info dictionary");
            let subject = file.get_dictionary(info).and_then(|info| info.get(b"Subject")).expect("a subject");
            let subject = lopdf::decode_text_string(subject).expect("a text");
            assert!(subject.ends_with(value), "{subject:?} of {value:?}");
        }
    }
}

/// The codes of the findings about a plan whose subject is this YAML value.
fn codes_of(subject: &str) -> Vec<&'static str> {
    let plan = BASE[3].1.replace("Cải thiện môi trường đầu tư kinh doanh năm 2025", subject);
    let loaded = load(&[("ke-hoach.yaml", plan.as_bytes())], &templates());
    loaded.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn control_characters_are_named_typed_or_escaped() {
    for c in ['\u{1}', '\u{8}', '\u{b}', '\u{1b}', '\u{7f}', '\u{9f}', '\u{fffe}', '\u{ffff}', '\u{feff}'] {
        assert_eq!(codes_of(&format!("Kế{c}hoạch")), [codes::INVISIBLE_CHARACTER], "{c:?}");
        assert_eq!(
            codes_of(&format!("\"Kế\\u{:04x}hoạch\"", u32::from(c))),
            [codes::INVISIBLE_CHARACTER],
            "{c:?}"
        );
    }
    assert_eq!(codes_of("\"Kế\\0hoạch\""), [codes::INVISIBLE_CHARACTER]);
    assert_eq!(codes_of("\"Kế\\u202ehoạch\""), [codes::INVISIBLE_CHARACTER]);
    assert_eq!(codes_of("\"Kế\\thoạch\\n\\x85\""), [codes::INVISIBLE_CHARACTER]);
    assert_eq!(codes_of("\"Kế\\thoạch\\n\""), [""; 0]);
}

#[test]
fn control_characters_of_a_template_are_named() {
    for c in ['\u{0}', '\u{1}', '\u{b}', '\u{9f}', '\u{ffff}'] {
        let refused = markdown::parts(&format!("Một{c} hai")).expect_err("it is named");
        assert!(refused.iter().any(|one| one.finding().code == codes::MARKDOWN), "{c:?} {refused:#?}");
    }
}

#[test]
fn both_formats_show_the_same_characters() {
    let templates = templates();
    for (value, shown) in [
        ("a\u{301}\u{302}b", "á\u{302}b"),
        ("\u{301}x", "\u{301}x"),
        ("e\u{323}\u{302}", "ệ"),
        ("x\u{202e}yz\u{202c}", "xyz"),
        ("x\u{ad}y\u{200b}z", "xyz"),
        ("a\u{2028}b", "a b"),
    ] {
        for document in documents_with(value, &templates).expect("sound") {
            let drawn = kehoach::render::layout::lay_out(&document.whole(), FontSet::bundled());
            let pdf: String =
                drawn.pages.iter().flat_map(|page| page.texts()).map(|run| run.text.as_str()).collect();
            assert!(pdf.contains(shown), "{value:?} in {pdf}");
            assert!(docx(&document).contains(shown), "{value:?} in DOCX");
        }
    }
}
