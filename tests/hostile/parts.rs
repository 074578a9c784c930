//! Bytes as the parts of several agencies beside a sound province: what the commands make is what the
//! check promises, and nothing that an error holds back is made.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use kehoach::app::{self, Fonts, Inputs, Job, OpenYear, Refused, Selection};
use kehoach::diagnostic::has_errors;
use kehoach::template::TemplateSet;

const YEAR: i16 = 2026;

const PROVINCE: [(&str, &str); 6] = [
    ("tinh.yaml", include_str!("../fixtures/tinh-thu/tinh.yaml")),
    ("nhom.yaml", include_str!("../fixtures/tinh-thu/nhom.yaml")),
    ("co-quan/so-nganh.yaml", include_str!("../fixtures/tinh-thu/co-quan/so-nganh.yaml")),
    ("co-quan/dia-phuong.yaml", include_str!("../fixtures/tinh-thu/co-quan/dia-phuong.yaml")),
    ("2026/ke-hoach-chinh.yaml", include_str!("../fixtures/tinh-thu/2026/ke-hoach-chinh.yaml")),
    ("2026/ke-hoach-bo-sung.yaml", include_str!("../fixtures/tinh-thu/2026/ke-hoach-bo-sung.yaml")),
];

/// What stands between two parts.
pub const CUT: &[u8] = b"\n=====\n";

/// Most parts of one input.
const PARTS: usize = 3;

/// Templates and faces are the same for every input.
static SHARED: LazyLock<(Arc<TemplateSet>, Arc<Fonts>)> = LazyLock::new(|| {
    let templates = TemplateSet::load(None).expect("the built-in templates load");
    (Arc::new(templates), Arc::new(Fonts::of(None).expect("the bundled faces")))
});

/// What became of an input.
#[derive(Debug, PartialEq)]
pub enum Outcome {
    /// The year may not be worked in.
    Refused,
    /// Documents, and agencies without one.
    Made { documents: usize, without: Vec<String> },
}

fn cut(mut bytes: &[u8]) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    while let Some(at) = bytes.windows(CUT.len()).position(|window| window == CUT) {
        parts.push(&bytes[..at]);
        bytes = &bytes[at + CUT.len()..];
    }
    parts.push(bytes);
    parts.truncate(PARTS);
    parts
}

/// # Panics
/// Where a document is made that an error holds back, or the check and the commands differ.
pub fn try_parts(bytes: &[u8]) -> Outcome {
    let (templates, fonts) = &*SHARED;
    let own = cut(bytes).into_iter().enumerate();
    let own = own.map(|(at, part)| (PathBuf::from(format!("2026/co-quan/phan-{at}.yaml")), part.to_vec()));
    let sound = PROVINCE.iter().map(|(name, text)| (PathBuf::from(name), text.as_bytes().to_vec()));
    outcome(&Inputs::in_memory(Arc::clone(templates), Arc::clone(fonts), sound.chain(own)))
}

fn outcome(inputs: &Inputs) -> Outcome {
    let wrong =
        has_errors(&app::check(inputs, Some(YEAR), &Selection::default(), Path::new("output")).findings);
    let open = match OpenYear::of(inputs, Some(YEAR)) {
        Ok(open) => open,
        Err(Refused::Nothing(findings) | Refused::Errors(findings)) => {
            assert!(has_errors(&findings), "a refusal says why");
            assert!(wrong, "the check finds what refuses the year: {findings:#?}");
            return Outcome::Refused;
        }
    };
    let (mut documents, mut without) = (0, Vec::new());
    for job in Job::all(&open.year) {
        let held = job.agency().is_some_and(|agency| open.is_held(agency.as_str()));
        match job.make(&open) {
            Ok(made) => {
                assert!(!held, "{} is held back and was made", job.stem());
                assert!(
                    !has_errors(&made.findings),
                    "{} was made with errors: {:#?}",
                    job.stem(),
                    made.findings
                );
                documents += 1;
            }
            Err(findings) => {
                assert!(has_errors(&findings), "{} is missing without an error", job.stem());
                without.push(job.stem().to_owned());
            }
        }
    }
    assert_eq!(wrong, !without.is_empty(), "the check promises what is made; without: {without:?}");
    Outcome::Made { documents, without }
}

#[cfg(test)]
fn joined(parts: &[&str]) -> Vec<u8> {
    parts.join("\n=====\n").into_bytes()
}

#[cfg(test)]
const AN_PHU: &str = include_str!("../fixtures/tinh-thu/2026/co-quan/xa-an-phu.yaml");
#[cfg(test)]
const BINH_MINH: &str = include_str!("../fixtures/tinh-thu/2026/co-quan/xa-binh-minh.yaml");

#[test]
fn a_fault_in_one_part_holds_back_that_agency_alone() {
    let Outcome::Made { documents, without } = try_parts(&joined(&[AN_PHU, BINH_MINH])) else {
        panic!("both parts are sound");
    };
    assert_eq!(without, [""; 0]);
    let faulty = BINH_MINH.replace("chu_tri: [vp]", "chu_tri: [khong-co]");
    let Outcome::Made { documents: rest, without } = try_parts(&joined(&[AN_PHU, &faulty])) else {
        panic!("the other agencies go on");
    };
    // Whatever it answers of the year's plans.
    assert!(!without.is_empty() && without.iter().all(|id| id == "xa-binh-minh"), "{without:?}");
    assert_eq!(rest + without.len(), documents);
}

#[test]
fn a_part_of_which_nobody_knows_whose_it_is_refuses_the_year() {
    for part in [
        "",
        "x",
        "loai: ke_hoach_don_vi\n",
        "\u{0}",
        "loai: ke_hoach_don_vi\nco_quan: so-la\nnam: 2026\n",
        "loai: ke_hoach_don_vi\nco_quan: xa-an-phu\nnam: 2031\n",
    ] {
        assert_eq!(try_parts(&joined(&[BINH_MINH, part])), Outcome::Refused, "{part:?}");
    }
    assert_eq!(try_parts(&joined(&[AN_PHU, AN_PHU])), try_parts(&joined(&[AN_PHU, AN_PHU])));
}

#[test]
fn parts_cut_off_anywhere_or_with_a_line_less_are_refused_held_or_made() {
    let both = joined(&[AN_PHU, BINH_MINH]);
    for at in (0..both.len()).step_by(97) {
        try_parts(&both[..at]);
    }
    let lines: Vec<&str> = AN_PHU.lines().collect();
    for left_out in 0..lines.len() {
        let kept: Vec<&str> =
            lines.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, line)| *line).collect();
        try_parts(kept.join("\n").as_bytes());
    }
}
