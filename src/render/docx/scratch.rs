use crate::document::sample;
use crate::render::font::FontSet;
#[test]
#[ignore = "writes files to look at"]
fn write_samples() {
    let dir = std::path::PathBuf::from(std::env::var("SAMPLES").unwrap());
    for (name, d) in [
        ("issued", sample::issued()),
        ("draft", sample::draft()),
        ("long_name", sample::long_name()),
        ("long", sample::long()),
    ] {
        let bytes = super::render(&d, FontSet::bundled()).unwrap();
        std::fs::write(dir.join(format!("{name}.docx")), bytes).unwrap();
    }
}
#[test]
#[ignore = "measures"]
fn measure() {
    let d = sample::long();
    let f = FontSet::bundled();
    let m = super::build_main(&d, f);
    let raw = docx_rs::BuildXML::build(&m);
    let main = super::conform::conform(&raw).unwrap();
    println!("raw {} main {}", raw.len(), main.len());
    let time = |name: &str, f: &dyn Fn()| {
        for _ in 0..5 {
            f()
        }
        let t = std::time::Instant::now();
        for _ in 0..50 {
            f()
        }
        println!("{name} {:?}", t.elapsed() / 50);
    };
    time("model", &|| drop(super::build_main(&d, f)));
    time("xml", &|| drop(docx_rs::BuildXML::build(&m)));
    time("conform", &|| drop(super::conform::conform(&raw)));
    time("zip", &|| drop(super::package::zip(&main, b"x")));
    time("all", &|| drop(super::render(&d, f)));
}
