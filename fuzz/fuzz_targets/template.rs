//! Bytes as the text of an office's own template, over the base; after a first `=`, as the value of
//! every text of the content, which must come out as text.
#![no_main]

use std::sync::LazyLock;

use kehoach::app;
use kehoach::derive::Year;
use kehoach::template::TemplateSet;
use kehoach_fuzz::{base::load, show, values, write};
use libfuzzer_sys::fuzz_target;

static TEMPLATES: LazyLock<TemplateSet> =
    LazyLock::new(|| TemplateSet::load(None).expect("the built-in templates load"));

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Some(value) = text.strip_prefix('=') {
        values::stay_text(value, &TEMPLATES);
        return;
    }
    let templates = match TemplateSet::with_own([("ke-hoach-tinh.md".to_owned(), text.to_owned())]) {
        Ok(templates) => templates,
        Err(findings) => return show(findings),
    };
    let loaded = load(&[], &templates);
    let Some(province) = &loaded.province else { return };
    let Some(year) = Year::of(province, 2025) else { return };
    match app::plan_document(&year, &province.plans[0], &templates) {
        Ok(made) => write(&made.document),
        Err(findings) => show(findings),
    }
});
