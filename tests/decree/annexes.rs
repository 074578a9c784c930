//! ANX in the DOCX: the annexes and what the text says of them.

use kehoach::app::{self, Format};
use kehoach::document::{Document, Paper, plain_text};
use kehoach::render::font::FontSet;
use kehoach::render::layout::{Field, FieldKind, Item, Layout, lay_out};

use crate::head::{CENTRED_BOLD, Look, is_upper, look};
use crate::paper::reading_order;
use crate::samples::{Sample, every, hold, inputs};
use crate::word::{Paragraph, Word, collect_paragraphs};

/// The text between title and signature, cited titles included.
fn body_text(sample: &Sample) -> String {
    let mut found = Vec::new();
    collect_paragraphs(sample.word.blocks_by_section()[0], &mut found);
    let texts: Vec<String> = found.iter().map(|paragraph| paragraph.plain()).collect();
    texts.join("\n")
}

fn labels(sample: &Sample) -> Vec<String> {
    sample.word.styled("ND30_PhuLuc").iter().map(|paragraph| paragraph.plain()).collect()
}

/// Whether a text names this very annex: "Phụ lục I" is not named by "Phụ lục II".
fn names(text: &str, label: &str) -> bool {
    text.match_indices(label).any(|(at, _)| {
        let rest = text[at + label.len()..].trim_start_matches(' ');
        let next: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
        let numbered = !next.is_empty() && next.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        let continued = text[at + label.len()..].starts_with(|c: char| c.is_alphanumeric());
        !(continued || label == "Phụ lục" && numbered)
    })
}

#[test]
fn anx_01_the_text_mentions_every_annex_and_every_annex_mentioned_is_there() {
    hold("ANX-01", |sample, faults| {
        let (text, labels) = (body_text(sample), labels(sample));
        for label in &labels {
            faults.require(names(&text, label), || format!("the text does not mention “{label}”"));
        }
        for (at, _) in text.match_indices("Phụ lục") {
            let near: String = text[at..].chars().take(40).collect();
            let own = labels.iter().any(|label| names(&near, label));
            // "hoặc Phụ lục của Kế hoạch số 175" is another document's.
            let other = ["Phụ lục ban hành kèm theo", "Phụ lục kèm theo Kế hoạch số"];
            let other = other.iter().any(|other| near.starts_with(other));
            let all = labels.len() > 1 && text[..at].ends_with("các ");
            faults.require(own || other || all, || format!("“{near}” is not among {labels:?}"));
        }
    });
}

#[test]
fn the_annexes_of_a_plan_have_every_task_that_it_gives() {
    let inputs = inputs();
    let province = inputs.loaded.province.as_ref().expect("the content has a province");
    let sample = every().iter().find(|sample| sample.name == "kh-2026/ke-hoach").expect("the plan");
    let mut cells = Vec::new();
    for block in sample.document.annexes.iter().flat_map(|annex| &annex.body) {
        let texts = block.kind.texts().into_iter().map(plain_text);
        cells.extend(texts.map(|text| text.replace('\u{a0}', " ").replace('\u{2011}', "-")));
    }
    let plan = province.plans_of(2026).next().expect("the plan");
    // The tasks of the indices, and the focal ones.
    assert_eq!(plan.tasks().count(), 41);
    for task in plan.tasks() {
        let text = task.text.replace('\n', " ");
        assert!(cells.contains(&text), "{}: “{text}”", task.reference);
    }
}

#[test]
fn anx_02_several_annexes_are_numbered_in_roman_and_one_is_not() {
    hold("ANX-02", |sample, faults| {
        let labels = labels(sample);
        let wanted: Vec<&str> = match labels.len() {
            0 => vec![],
            1 => vec!["Phụ lục"],
            count => ["Phụ lục I", "Phụ lục II", "Phụ lục III", "Phụ lục IV"][..count].to_vec(),
        };
        faults.require(labels == wanted, || format!("{labels:?}; allowed: {wanted:?}"));
    });
}

#[test]
fn anx_03_label_and_title_are_bold_and_centred_and_the_title_upper_case() {
    hold("ANX-03", |sample, faults| {
        for label in sample.word.styled("ND30_PhuLuc") {
            look("Phụ lục", label, &Look { size: (14.0, 14.0), ..CENTRED_BOLD }, faults);
        }
        let titles = sample.word.styled("ND30_TenPhuLuc");
        faults.require(titles.len() == sample.document.annexes.len(), || format!("{} titles", titles.len()));
        for title in titles {
            look("tên phụ lục", title, &CENTRED_BOLD, faults);
            faults.require(is_upper(&title.text()), || format!("“{}” is not upper case", title.text()));
        }
    });
}

#[test]
fn anx_04_the_reference_is_italic_and_says_number_date_and_issuer_of_the_head() {
    hold("ANX-04", |sample, faults| {
        let head = &sample.document.head;
        let references = sample.word.styled("ND30_KemTheo");
        faults.require(references.len() == sample.document.annexes.len(), || "a reference is missing".into());
        for reference in references {
            look("Kèm theo", reference, &Look { bold: false, italic: true, ..CENTRED_BOLD }, faults);
            let text = reference.plain();
            let framed = text.starts_with("(Kèm theo Kế hoạch số ") && text.ends_with(')');
            faults.require(framed, || format!("“{text}”"));
            let date = sample.word.styled("ND30_DiaDanhNgay")[0].plain();
            let number = sample.word.styled("ND30_SoKyHieu")[0].plain();
            if sample.issued() {
                let (_, date) = date.split_once(", ").expect("a place");
                let number = number.replace("Số: ", "số ");
                faults.require(text.contains(date) && text.contains(&number), || {
                    format!("“{text}” differs from “{number}” or “{date}”")
                });
            }
            faults.require(text.contains(&format!("/{} ", head.symbol)), || format!("“{text}”: symbol"));
        }
    });
}

#[test]
fn anx_06_an_annex_begins_its_own_section_with_its_label() {
    hold("ANX-06", |sample, faults| {
        for section in &sample.word.blocks_by_section()[1..] {
            let mut found: Vec<&Paragraph> = Vec::new();
            collect_paragraphs(section, &mut found);
            let styles: Vec<&str> = found.iter().take(4).map(|one| one.style.as_str()).collect();
            faults
                .require(styles == ["ND30_PhuLuc", "ND30_TenPhuLuc", "ND30_KemTheo", "ND30_DuongKe"], || {
                    format!("an annex begins {styles:?}")
                });
        }
    });
}

/// The plan of 2026, which has two annexes, with its annexes by themselves.
fn apart() -> Document {
    let sample = every().iter().find(|sample| sample.name == "kh-2026/ke-hoach").expect("the plan");
    Document { annexes_apart: true, ..sample.document.clone() }
}

fn fields(layout: &Layout) -> Vec<(usize, &Field)> {
    let pages = layout.pages.iter().enumerate();
    let items = pages.flat_map(|(at, page)| page.items.iter().map(move |placed| (at, placed)));
    let fields = items.filter_map(|(at, placed)| match &placed.item {
        Item::Field(field) if field.kind == FieldKind::Signature => Some((at, field)),
        _ => None,
    });
    fields.collect()
}

#[test]
fn an_annex_by_itself_is_signed_by_the_body_at_the_top_right_of_its_first_page() {
    let document = apart();
    let layouts: Vec<Layout> =
        document.papers().iter().map(|paper| lay_out(paper, FontSet::bundled())).collect();
    assert_eq!(layouts.len(), 3);
    let names: Vec<&str> = fields(&layouts[0]).iter().map(|(_, field)| field.name).collect();
    assert_eq!(names, ["ky_nguoi_co_tham_quyen", "dau_co_quan"]);
    for layout in &layouts[1..] {
        let [(0, field)] = fields(layout)[..] else { panic!("one field on the first page") };
        assert_eq!(field.name, "dau_co_quan");
        let right = layout.pages[0].width.to_mm() - (field.x + field.width).to_mm();
        assert!((right - 15.0).abs() < 0.1, "{right:.1} mm from the right edge");
        let foot = (field.y + field.height).to_mm();
        let first =
            layout.pages[0].texts().map(|run| run.y.to_mm() - run.size.to_mm()).fold(f64::MAX, f64::min);
        assert!(
            foot < 20.0 && foot <= first + 0.5,
            "the field ends at {foot:.1}, the text begins at {first:.1}"
        );
    }
}

#[test]
fn an_annex_by_itself_says_the_same_in_both_formats_and_as_part_of_the_plan() {
    let document = apart();
    let words = |text: &str| -> Vec<String> {
        text.replace('\u{2011}', "-").split_whitespace().map(str::to_owned).collect()
    };
    let printed = |paper: &Paper<'_>| words(&reading_order(&lay_out(paper, FontSet::bundled())));
    let mut parts = Vec::new();
    for paper in document.papers() {
        let docx = app::render(&paper, Format::Docx, FontSet::bundled()).expect("it is written").bytes;
        let paragraphs: Vec<String> =
            Word::read(&docx).paragraphs().iter().map(|paragraph| paragraph.text()).collect();
        let own = printed(&paper);
        assert_eq!(words(&paragraphs.join("\n")), own, "{}", paper.suffix);
        parts.extend(own);
    }
    assert_eq!(parts, printed(&document.whole()));
}
