//! Bytes as a PDF that came back signed: whatever they are, there is an answer, in time.
#![no_main]

use std::sync::LazyLock;

use kehoach::signature::{Roots, read};
use libfuzzer_sys::fuzz_target;

static ROOTS: LazyLock<Roots> = LazyLock::new(|| {
    let root = include_bytes!("../../tests/fixtures/signatures/goc.cer").to_vec();
    Roots::of([("goc.cer".into(), root)]).0
});

fuzz_target!(|bytes: &[u8]| {
    let _ = read(bytes, &ROOTS).told();
});
