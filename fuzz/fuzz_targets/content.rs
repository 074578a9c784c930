//! Bytes as a content file beside a small valid province.
#![no_main]

use std::sync::LazyLock;

use kehoach::template::TemplateSet;
use kehoach_fuzz::{base::load, build};
use libfuzzer_sys::fuzz_target;

static TEMPLATES: LazyLock<TemplateSet> =
    LazyLock::new(|| TemplateSet::load(None).expect("the built-in templates load"));

fuzz_target!(|bytes: &[u8]| {
    // A kind of which there may be one only takes the place of the base's own.
    let is = |kind: &str| bytes.windows(kind.len()).any(|window| window == kind.as_bytes());
    let name = if is("loai: ke_hoach_don_vi") {
        "ke-hoach-don-vi.yaml"
    } else if is("loai: ke_hoach") {
        "ke-hoach.yaml"
    } else if is("loai: co_quan") {
        "co-quan.yaml"
    } else {
        "khac.yaml"
    };
    build(&load(&[(name, bytes)], &TEMPLATES), &TEMPLATES);
});
