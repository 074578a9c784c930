//! Bytes as the Markdown of a template, to both writers.
#![no_main]

use std::sync::LazyLock;

use kehoach::document::trace::Trace;
use kehoach::document::{assemble, markdown};
use kehoach::model::Province;
use kehoach::template::TemplateSet;
use kehoach_fuzz::{base::load, show, write};
use libfuzzer_sys::fuzz_target;

static PROVINCE: LazyLock<Province> = LazyLock::new(|| {
    let templates = TemplateSet::load(None).expect("the built-in templates load");
    load(&[], &templates).province.expect("the base is a province")
});

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let plan = &PROVINCE.plans[0];
    let Some(issuer) = PROVINCE.registry.agency(&plan.issuer) else { return };
    match markdown::parts(text) {
        Ok(parts) => write(&assemble::document(issuer, &plan.official, parts, Trace::default())),
        Err(refused) => show(refused.iter().map(markdown::Refused::finding).collect()),
    }
});
