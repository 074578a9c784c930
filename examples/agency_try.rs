use std::path::Path;
fn main() {
    let mut args = std::env::args().skip(1);
    let (file, content) = (args.next().unwrap(), args.next().unwrap());
    let bytes = std::fs::read(&file).unwrap();
    let source = kehoach::reading::read(&bytes, &file).unwrap_or_else(|_| panic!());
    let document = kehoach::import::structure::of(&source);
    if args.next().is_some() {
        println!("{document:#?}");
    }
    let paths =
        kehoach::app::Paths { content: Path::new(&content).to_path_buf(), templates: None, fonts: None };
    let inputs = kehoach::app::load(&paths).unwrap_or_else(|_| panic!("load"));
    let province = inputs.loaded.province.as_ref().unwrap();
    match kehoach::import::agency_plan::import(&document, province, None, &file) {
        Ok(made) => {
            println!("{}", made.text);
            eprintln!(
                "{:?} {:?} {:?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}",
                made.agency,
                made.known_by,
                made.parents,
                made.count,
                made.unanswered,
                made.doubts,
                made.left.iter().map(|(w, l)| format!("{l:?} {}", w.text)).collect::<Vec<_>>()
            );
        }
        Err(e) => eprintln!("{e:?}"),
    }
}
