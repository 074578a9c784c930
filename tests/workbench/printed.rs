//! The pages that are looked at, against the PDF that is signed: the same words in the same places.

use std::collections::BTreeMap;
use std::path::Path;

use kehoach::app::{self, Format, Job, OpenYear, Paths};
use kehoach::document::Face;
use kehoach::length::Length;
use kehoach::render::font::FontSet;
use kehoach::render::layout;
use kehoach::render::svg::Writer;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};

/// A word, where it begins and in which face and size.
#[derive(Debug, Clone, PartialEq)]
struct Word {
    x: f64,
    y: f64,
    face: &'static str,
    size: f64,
    text: String,
}

/// A stretch of text as a writer has placed it: each character with its advance in points.
struct Stretch {
    x: f64,
    y: f64,
    face: &'static str,
    size: f64,
    letters: Vec<(char, f64)>,
}

impl Stretch {
    fn words(&self, words: &mut Vec<Word>) {
        let mut x = self.x;
        let mut open = false;
        for (c, advance) in &self.letters {
            if *c == ' ' {
                open = false;
            } else if !open {
                open = true;
                let (y, face, size) = (self.y, self.face, self.size);
                words.push(Word { x, y, face, size, text: c.to_string() });
            } else if let Some(word) = words.last_mut() {
                word.text.push(*c);
            }
            x += advance;
        }
    }
}

// ---- PDF, read by its operators ------------------------------------------------------------------------

struct Font {
    letters: BTreeMap<u16, char>,
    widths: BTreeMap<u16, f64>,
}

fn number(object: &Object) -> f64 {
    match object {
        Object::Integer(number) => *number as f64,
        Object::Real(number) => f64::from(*number),
        _ => panic!("no number: {object:?}"),
    }
}

fn dictionary<'d>(file: &'d Document, holder: &'d Dictionary, key: &[u8]) -> &'d Dictionary {
    let found = holder.get(key).expect("it is there");
    match found {
        Object::Reference(id) => file.get_dictionary(*id).expect("a dictionary"),
        _ => found.as_dict().expect("a dictionary"),
    }
}

fn font(file: &Document, font: &Dictionary) -> Font {
    let map = font.get(b"ToUnicode").and_then(Object::as_reference).expect("a map");
    let map = file.get_object(map).and_then(Object::as_stream).expect("a stream");
    let map = String::from_utf8(map.decompressed_content().expect("it unpacks")).expect("text");
    let code = |text: &str| u16::from_str_radix(text.trim_matches(['<', '>']), 16).expect("a code");
    let pairs = map.lines().filter_map(|line| line.strip_prefix('<')?.split_once("> <"));
    let single = pairs.filter(|(from, to)| from.len() == 4 && to.len() == 5);
    let letters =
        single.map(|(from, to)| (code(from), char::from_u32(u32::from(code(to))).expect("a character")));
    let letters: BTreeMap<u16, char> = letters.collect();
    let below = font.get(b"DescendantFonts").and_then(Object::as_array).expect("one")[0]
        .as_reference()
        .expect("a reference");
    let widths = file
        .get_dictionary(below)
        .and_then(|below| below.get(b"W"))
        .and_then(Object::as_array)
        .expect("widths");
    let [first, list] = &widths[..] else { panic!("one list of widths") };
    let first = number(first) as u16;
    let list = list.as_array().expect("a list").iter().map(number);
    Font { letters, widths: (first..).zip(list).collect() }
}

fn words_of_pdf(bytes: &[u8]) -> Vec<Vec<Word>> {
    let file = Document::load_mem(bytes).expect("it loads");
    let pages = file.get_pages();
    pages
        .into_values()
        .map(|id| {
            let page = file.get_dictionary(id).expect("a page");
            let height = number(&page.get(b"MediaBox").and_then(Object::as_array).expect("a box")[3]);
            let fonts = dictionary(&file, dictionary(&file, page, b"Resources"), b"Font");
            let names = ["R", "B", "I", "BI"];
            let fonts: BTreeMap<&str, Font> = names
                .into_iter()
                .filter(|name| fonts.has(name.as_bytes()))
                .map(|name| (name, font(&file, dictionary(&file, fonts, name.as_bytes()))))
                .collect();
            let content = file.get_page_content(id);
            let (mut x, mut y, mut face, mut size) = (0.0, 0.0, "R", 0.0);
            let mut words = Vec::new();
            for operation in Content::decode(&content).expect("operators").operations {
                let operands = &operation.operands;
                match operation.operator.as_str() {
                    "BT" => (x, y) = (0.0, 0.0),
                    "Td" => (x, y) = (x + number(&operands[0]), y + number(&operands[1])),
                    "Tf" => {
                        let name = operands[0].as_name().expect("a name");
                        face = names.into_iter().find(|one| one.as_bytes() == name).expect("one of ours");
                        size = number(&operands[1]);
                    }
                    "TJ" => {
                        let font = &fonts[face];
                        let mut letters: Vec<(char, f64)> = Vec::new();
                        for item in operands[0].as_array().expect("a list") {
                            match item {
                                Object::String(codes, _) => letters.extend(codes.chunks(2).map(|code| {
                                    let code = u16::from_be_bytes([code[0], code[1]]);
                                    (font.letters[&code], font.widths[&code] * size / 1000.0)
                                })),
                                offset => {
                                    letters.last_mut().expect("a letter before").1 -=
                                        number(offset) * size / 1000.0
                                }
                            }
                        }
                        Stretch { x, y: height - y, face, size, letters }.words(&mut words);
                    }
                    _ => {}
                }
            }
            words
        })
        .collect()
}

// ---- SVG, read as a browser does -------------------------------------------------------------------------

fn words_of_svg(svg: &str, fonts: &FontSet) -> Vec<Word> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(svg);
    let mut words = Vec::new();
    let mut open: Option<(BTreeMap<String, String>, String)> = None;
    loop {
        match reader.read_event().expect("sound XML") {
            Event::Start(tag) if tag.name().as_ref() == "text" => {
                let attributes = tag.attributes().map(|attribute| {
                    let attribute = attribute.expect("an attribute");
                    (attribute.key.0.to_owned(), attribute.value.clone().into_owned())
                });
                open = Some((attributes.collect(), String::new()));
            }
            Event::Text(text) => {
                if let Some((_, words)) = &mut open {
                    words.push_str(&text.into_inner());
                }
            }
            Event::GeneralRef(name) => {
                if let Some((_, words)) = &mut open {
                    words.push_str(match name.as_ref() {
                        "amp" => "&",
                        "lt" => "<",
                        "gt" => ">",
                        "quot" => "\"",
                        other => panic!("{other:?}"),
                    });
                }
            }
            Event::End(tag) if tag.name().as_ref() == "text" => {
                let (attributes, text) = open.take().expect("it was opened");
                let value = |name: &str| attributes.get(name).and_then(|value| value.parse::<f64>().ok());
                let (cut, face) = match attributes.get("class").map_or("", String::as_str) {
                    "" => (Face::REGULAR, "R"),
                    "b" => (Face::BOLD, "B"),
                    "i" => (Face::ITALIC, "I"),
                    "b i" => (Face::BOLD_ITALIC, "BI"),
                    other => panic!("class {other}"),
                };
                let size = value("font-size").expect("a size");
                let gap = value("word-spacing").unwrap_or(0.0);
                let letters = text.chars().map(|c| {
                    let advance = fonts.width(&c.to_string(), cut, Length::pt(size)).to_pt();
                    let c = match c {
                        '\u{a0}' => ' ',
                        '\u{2011}' => '-',
                        c => c,
                    };
                    (c, advance + if c == ' ' { gap } else { 0.0 })
                });
                let (x, y) = (value("x").expect("x"), value("y").expect("y"));
                Stretch { x, y, face, size, letters: letters.collect() }.words(&mut words);
            }
            Event::Eof => return words,
            _ => {}
        }
    }
}

/// Both round places to hundredths of a point, and the PDF its gaps to thousandths of an em.
const NEAR: f64 = 0.05;

fn compared(content: &str, year: i16, stems: &[&str]) {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join(content);
    let inputs = app::load(&Paths { content, templates: None, fonts: None }).expect("it loads");
    let open = OpenYear::of(&inputs, Some(year)).expect("the year opens");
    let fonts = FontSet::bundled();
    let mut compared = 0;
    for job in Job::all(&open.year).iter().filter(|job| stems.contains(&job.stem())) {
        let made = job.make(&open).expect("it is made");
        for paper in made.document.papers() {
            let pdf = words_of_pdf(&app::render(&paper, Format::Pdf, fonts).expect("a PDF").bytes);
            let sheets = Writer::new(fonts).sheets(&layout::lay_out(&paper, fonts), &|_| None);
            assert_eq!(pdf.len(), sheets.len(), "{}", job.stem());
            for (number, (pdf, sheet)) in pdf.iter().zip(&sheets).enumerate() {
                let svg = words_of_svg(&sheet.svg, fonts);
                let at = format!("{} page {}", job.stem(), number + 1);
                let texts = |words: &[Word]| words.iter().map(|word| word.text.clone()).collect::<Vec<_>>();
                assert_eq!(texts(pdf), texts(&svg), "{at}");
                for (one, other) in pdf.iter().zip(&svg) {
                    let near = (one.x - other.x).abs() < NEAR && (one.y - other.y).abs() < NEAR;
                    assert!(
                        near && one.face == other.face && one.size == other.size,
                        "{at}: {one:?} {other:?}"
                    );
                }
                compared += svg.len();
            }
        }
    }
    assert!(compared > 1000, "something was compared: {compared} words");
}

#[test]
fn every_word_of_a_page_stands_where_the_pdf_has_it() {
    compared("content", 2025, &["ke-hoach", "so-cong-thuong", "so-tai-chinh", "ubnd-xa-dong-dang"]);
    // Marks, annexes as files of their own, tables on pages that lie.
    compared("tests/fixtures/decree", 2027, &["ke-hoach", "so-tai-chinh", "so-noi-vu"]);
}
