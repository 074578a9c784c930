//! Large input costs in proportion: every case here took minutes, or all memory, where a stage went
//! through everything once for everything. The limit measures no speed: it ends what does not end.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use kehoach::app::{self, Format};
use kehoach::content::Loaded;
use kehoach::diagnostic::terminal::Terminal;
use kehoach::diagnostic::{codes, has_errors, json};
use kehoach::document::{assemble, markdown};
use kehoach::render::font::FontSet;
use kehoach::template::TemplateSet;

use super::base::{BASE, documents, load};

/// More than ten times what the longest of them takes, unoptimised: the machine may have other work.
const LIMIT: Duration = Duration::from_secs(180);

fn templates() -> TemplateSet {
    TemplateSet::load(None).expect("the built-in templates load")
}

fn ends<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let done = work();
    assert!(started.elapsed() < LIMIT, "{what}: {:?}", started.elapsed());
    done
}

fn loaded(what: &str, name: &str, text: &str) -> Loaded {
    ends(what, || {
        let loaded = load(&[(name, text.as_bytes())], &templates());
        let _ = (Terminal::default().render(&loaded.findings), json::render(&loaded.findings));
        loaded
    })
}

/// The base's plan with other indices.
fn plan_with(indices: &str) -> String {
    let base = BASE[3].1;
    let (before, rest) = base.split_once("    khoan:\n      - ten:").expect("the base has indices");
    let (_, after) = rest.split_once("  - tieu_de: Tổ chức").expect("and a last section");
    format!("{before}    khoan:\n{indices}  - tieu_de: Tổ chức{after}")
}

#[test]
fn faults_without_number_are_told_up_to_a_limit() {
    let same = "loai: tinh\n".to_owned() + &"a: 1\n".repeat(90_000);
    let unknown: String = "loai: tinh\n".to_owned()
        + &(0..90_000).fold(String::new(), |mut text, n| {
            let _ = writeln!(text, "khoa_{n}: 1");
            text
        });
    let strangers = (0..60_000).fold(String::new(), |mut text, n| {
        let _ = write!(text, "ubnd-xa-so-{n}, ");
        text
    });
    let strangers = format!("loai: nhom\ndanh_sach: [{{ma: x, ten: X, gom: [{strangers}]}}]\n");
    let tags = "loai: tinh\na: [".to_owned() + &"!x 1, ".repeat(90_000) + "]\n";
    let tabs = "loai: tinh\n".to_owned() + &"\ta: 1\nb:\n".repeat(50_000);
    for (what, text) in
        [("same", same), ("unknown", unknown), ("strangers", strangers), ("tags", tags), ("tabs", tabs)]
    {
        let loaded = loaded(what, "khac.yaml", &text);
        assert!(has_errors(&loaded.findings), "{what}");
        assert!(loaded.findings.len() < 1000, "{what}: {} findings", loaded.findings.len());
    }
}

#[test]
fn a_file_with_too_many_values_is_refused() {
    let text = "loai: tinh\na: [".to_owned() + &"1, ".repeat(200_000) + "]\n";
    let loaded = loaded("values", "khac.yaml", &text);
    assert!(loaded.findings.iter().any(|finding| finding.code == codes::BUDGET));
}

#[test]
fn a_plan_of_thousands_of_indices_is_made() {
    let indices: String = (0..5_000).fold(String::new(), |mut text, n| {
        let _ = writeln!(
            text,
            "      - {{ten: Chỉ số {n}, ho: H{n}, chi_tieu: [{{gia_tri: 7}}], giao: [{{chu_tri: [ubnd-cac-xa], nhiem_vu: [{{noi_dung: Việc {n}}}]}}]}}"
        );
        text
    });
    let loaded = loaded("indices", "ke-hoach.yaml", &plan_with(&indices));
    let made = ends("documents", || documents(&loaded, &templates()));
    assert!(made.len() > 1, "{:#?}", loaded.findings);
    for document in &made {
        for format in [Format::Docx, Format::Pdf] {
            ends("file", || {
                app::render(&document.whole(), format, FontSet::bundled()).expect("it is written")
            });
        }
    }
}

#[test]
fn an_overlay_that_answers_thousands_of_tasks_is_read() {
    let tasks = (0..8_000).fold(String::new(), |mut text, n| {
        let _ = write!(text, "{{noi_dung: Việc {n}}}, ");
        text
    });
    let plan = plan_with(&format!(
        "      - {{ten: X, giao: [{{chu_tri: [ubnd-cac-xa], nhiem_vu: [{tasks}]}}, {{chu_tri: [ubnd-cac-xa], nhiem_vu: [{{noi_dung: a}}, {{noi_dung: b}}]}}]}}\n"
    ));
    let entries = (1..=8_000).fold(String::new(), |mut text, n| {
        let _ = writeln!(text, "      - {{noi_dung: Tôi làm {n}, thay_cho: [II.1.a.{n}]}}");
        text
    });
    let overlay = format!(
        "loai: ke_hoach_don_vi\nco_quan: ubnd-xa-dong-dang\nnam: 2025\nnhiem_vu:\n  - muc: [X]\n    noi_dung:\n{entries}"
    );
    let templates = templates();
    let files = [("ke-hoach.yaml", plan.as_bytes()), ("ke-hoach-don-vi.yaml", overlay.as_bytes())];
    let loaded = ends("overlay", || load(&files, &templates));
    assert!(!has_errors(&loaded.findings), "{:#?}", &loaded.findings[..1]);
    assert!(ends("documents", || documents(&loaded, &templates)).len() > 1);
}

#[test]
fn a_long_list_of_names_over_a_long_list_of_tasks_is_refused() {
    let mut agencies = BASE[1].1.to_owned();
    let mut names = String::new();
    for n in 0..10_000 {
        let _ = writeln!(agencies, "  - {{ma: xa-{n}, ten: X{n}, phan_loai: ubnd_xa}}");
        let _ = write!(names, "xa-{n}, ");
    }
    let tasks = "{noi_dung: a}, ".repeat(30_000);
    let templates = templates();
    for lead in [names.as_str(), "ubnd-cac-xa"] {
        let plan =
            plan_with(&format!("      - {{ten: X, giao: [{{chu_tri: [{lead}], nhiem_vu: [{tasks}]}}]}}\n"));
        let files = [("co-quan.yaml", agencies.as_bytes()), ("ke-hoach.yaml", plan.as_bytes())];
        let loaded = ends("product", || load(&files, &templates));
        assert!(
            loaded.findings.iter().any(|finding| finding.code == codes::BUDGET),
            "{:#?}",
            loaded.findings
        );
    }
}

#[test]
fn a_plan_that_names_thousands_of_agencies_is_made() {
    let mut agencies = BASE[1].1.to_owned();
    let mut given = String::new();
    for n in 0..3_000 {
        let _ = writeln!(agencies, "  - {{ma: xa-{n}, ten: X{n}, phan_loai: ubnd_xa}}");
        let _ = write!(given, "{{chu_tri: [xa-{n}], nhiem_vu: [{{noi_dung: a}}]}}, ");
    }
    let plan = plan_with(&format!("      - {{ten: X, giao: [{given}]}}\n"));
    let templates = templates();
    let files = [("co-quan.yaml", agencies.as_bytes()), ("ke-hoach.yaml", plan.as_bytes())];
    let loaded = ends("agencies", || load(&files, &templates));
    let province = loaded.province.as_ref().expect("it is a province");
    let year = ends("year", || kehoach::derive::Year::of(province, 2025).expect("it has a plan"));
    let plan = province.plans_of(2025).next().expect("a plan");
    ends("plan", || app::plan_document(&year, plan, &templates).expect("it is made"));
}

#[test]
fn long_paragraphs_words_and_tables_are_set() {
    let templates = templates();
    let loaded = load(&[], &templates);
    let province = loaded.province.expect("the base is a province");
    let plan = &province.plans[0];
    let issuer = province.registry.agency(&plan.issuer).expect("it is registered");
    let row = |n: usize| format!("| {n} | Rà soát, cắt giảm thủ tục hành chính số {n} | |\n");
    let cases = [
        ("a paragraph of 1 MB", "chữ nghĩa ".repeat(80_000)),
        ("a word of 100 000 letters", "ă".repeat(100_000)),
        ("an address of 100 000 letters", "a/".repeat(50_000)),
        ("words held together", "a\u{a0}".repeat(50_000)),
        ("marks without a letter", "\u{301} ".repeat(50_000)),
        ("marks without a letter or a space", "a".to_owned() + &"\u{301}".repeat(50_000)),
        (
            "a table of 5 000 rows",
            "| TT | Nhiệm vụ | |\n|:-:|:--|:--|\n".to_owned() + &(0..5000).map(row).collect::<String>(),
        ),
        (
            "a cell of 300 kB",
            "| TT | Nhiệm vụ | |\n|:-:|:--|:--|\n".to_owned() + "| 1 | " + &"chữ ".repeat(60_000) + "| |\n",
        ),
        ("20 000 headings", "# Mục\n\n## Khoản\n\n".repeat(10_000)),
        ("20 000 dashes", "- gạch\n".repeat(20_000)),
        ("3 000 tables", "| a | b |\n|---|---|\n| c | d |\n\nchữ\n\n".repeat(3_000)),
        ("brackets", "\\[\\(".repeat(50_000) + &"[".repeat(50_000)),
        ("stars", "*a **b ".repeat(50_000)),
        ("open links", "[a](".repeat(30_000)),
        ("emphasis", "**a** *b* ".repeat(50_000)),
    ];
    for (what, text) in cases {
        let Ok(parts) = ends(what, || markdown::parts(&text)) else { continue };
        let document = ends(what, || {
            assemble::document(issuer, &plan.official, parts, kehoach::document::trace::Trace::default())
        });
        for format in [Format::Docx, Format::Pdf] {
            ends(&format!("{what} {format:?}"), || {
                app::render(&document.whole(), format, FontSet::bundled()).expect("it is written")
            });
        }
    }
}
