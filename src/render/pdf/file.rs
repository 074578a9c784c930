//! Pages and all that a reader needs around them, as one file.

use std::sync::{Mutex, Once, OnceLock, PoisonError};

use lopdf::{Dictionary, Document as File, Object, ObjectId, Stream, StringFormat, dictionary};
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};

use super::content::Drawn;
use super::fonts::{self, Used, flate};
use super::operators::Operators;
use super::subset::{Deflate, Hash, compress};
use super::write::Written;
use super::{form, icc, internal, metadata, outline, structure, write};
use crate::diagnostic::Diagnostic;
use crate::document::Meta;
use crate::render::layout::{Layout, Page, Tree};
use crate::render::style::LANGUAGE;

/// Deflate level of the pages. Fonts are most of a file: level 5 makes the 2025 plan 4 % smaller and
/// takes a fifth longer for the whole of it.
const LEVEL: u32 = 1;

/// Those that no file is being packed with. The tables of one take a quarter of a megabyte: as many are made as
/// files are written at the same time.
static IDLE: Mutex<Vec<Deflate>> = Mutex::new(Vec::new());

/// Packs with one of the idle, or a new one.
fn deflating<T>(pack: impl FnOnce(&mut Deflate) -> T) -> T {
    let idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let mut deflate = idle.unwrap_or_else(|| Deflate::new(LEVEL));
    let packed = pack(&mut deflate);
    IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(deflate);
    packed
}

/// Writes the file; `identity` says which document of which content it is.
pub(super) fn assemble(
    meta: &Meta,
    identity: Option<&str>,
    layout: Layout,
    used: &[Used],
) -> Result<Vec<u8>, Diagnostic> {
    let Layout { pages: set, tree, outline } = layout;
    let mut file = page_tree(&set);
    file.version = "1.7".to_owned();
    let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
    let (resources, faces) = resources(used, &mut file)?;
    let mut hash = Hash::default();
    used.iter().for_each(|face| hash.add(face.subset.program.name.as_bytes()));
    let mut drawn = draw(set, &pages, (used, &tree), resources, &mut hash, &mut file)?;
    let form = form::add(&mut drawn.fields, &pages, resources, &mut file);
    let (tree, elements) = structure::add(&tree, &drawn, &pages, &mut file);
    let outline = outline::add(&outline, &drawn.heights, &pages, &mut file);
    let xmp = metadata::xmp(meta, identity);
    hash.add(xmp.as_bytes());
    let root = file.trailer.get(b"Root").and_then(Object::as_reference).map_err(internal)?;
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => file.catalog().and_then(|old| old.get(b"Pages")).map_err(internal)?.clone(),
        "Lang" => Object::string_literal(LANGUAGE),
        "MarkInfo" => dictionary! { "Marked" => true },
        "StructTreeRoot" => tree,
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        "OutputIntents" => vec![Object::Dictionary(output_intent(&mut file))],
        "Metadata" => file.add_object(Stream::new(
            dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
            xmp.into_bytes(),
        )),
    };
    let entries = outline.map(|(outline, entries)| {
        catalog.set("Outlines", outline);
        entries
    });
    if let Some(form) = form {
        catalog.set("AcroForm", form);
    }
    file.set_object(root, catalog);
    if let Ok(old) = file.trailer.get(b"Info").and_then(Object::as_reference) {
        file.objects.remove(&old);
    }
    let info = file.add_object(metadata::info(meta));
    file.trailer.set("Info", info);
    let id = Object::String(hash.0.to_be_bytes().to_vec(), StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
    write::write(file, [faces, elements, entries.unwrap_or_default()])
}

/// Draws the pages and puts what stands on them into the file.
fn draw(
    set: Vec<Page>,
    pages: &[ObjectId],
    (used, tree): (&[Used], &Tree),
    resources: ObjectId,
    hash: &mut Hash,
    file: &mut File,
) -> Result<Drawn, Diagnostic> {
    let mut drawn = Drawn::default();
    let mut stream = Operators::default();
    // A page is dropped when it is drawn: laid out it takes many times the room of its content.
    for (at, (page, id)) in set.into_iter().zip(pages).enumerate() {
        drawn.draw(&page, used, tree, &mut stream);
        let content = deflating(|deflate| deflate.compress(stream.as_bytes()));
        hash.add(&content);
        finish_page(*id, at, resources, content, file)?;
    }
    Ok(drawn)
}

/// Pages without content, as printpdf makes them: their tree, their boxes and the numbers of their objects.
fn page_tree(set: &[Page]) -> File {
    let sheet =
        |page: &Page| PdfPage::new(Mm(page.width.to_mm() as f32), Mm(page.height.to_mm() as f32), Vec::new());
    let mut document = PdfDocument::new("");
    document.pages = set.iter().map(sheet).collect();
    let options =
        PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
    printpdf::serialize::to_lopdf_doc(&document, &options, &mut Vec::new())
}

/// What the pages are drawn with, and the faces among it, written already.
fn resources(used: &[Used], file: &mut File) -> Result<(ObjectId, Written), Diagnostic> {
    let (mut faces, mut written) = (Dictionary::new(), Written::default());
    for face in used {
        let font = fonts::embed(face, file, &mut written)?;
        faces.set(fonts::resource(face.cut), font);
    }
    Ok((file.add_object(dictionary! { "Font" => faces }), written))
}

/// Gives the page its compressed content and replaces what printpdf says of it.
fn finish_page(
    id: ObjectId,
    at: usize,
    resources: ObjectId,
    compressed: Vec<u8>,
    file: &mut File,
) -> Result<(), Diagnostic> {
    let page = file.get_dictionary_mut(id).map_err(internal)?;
    let own = page.get(b"Resources").and_then(Object::as_reference).map_err(internal)?;
    let content = page.get(b"Contents").and_then(Object::as_reference).map_err(internal)?;
    let finished = dictionary! {
        "Type" => "Page",
        "Parent" => page.get(b"Parent").map_err(internal)?.clone(),
        "MediaBox" => page.get(b"MediaBox").map_err(internal)?.clone(),
        "Resources" => resources,
        "Contents" => content,
        "StructParents" => at as i64,
        "Tabs" => "S",
    };
    *page = finished;
    if let Some(Object::Dictionary(own)) = file.objects.remove(&own) {
        for shared in own.iter().filter_map(|(_, shared)| shared.as_reference().ok()) {
            file.objects.remove(&shared);
        }
    }
    let stream = file.get_object_mut(content).and_then(Object::as_stream_mut).map_err(internal)?;
    *stream = flate(compressed, Dictionary::new());
    Ok(())
}

/// The colour profile, compressed once.
fn profile() -> &'static [u8] {
    static PROFILE: OnceLock<Vec<u8>> = OnceLock::new();
    PROFILE.get_or_init(|| compress(&icc::srgb(), 9))
}

/// Makes what the first file would make.
pub(super) fn prepare() {
    static FIRST: Once = Once::new();
    profile();
    FIRST.call_once(|| deflating(|_| ()));
}

fn output_intent(file: &mut File) -> Dictionary {
    let profile = file.add_object(flate(profile().to_vec(), dictionary! { "N" => 3 }));
    dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB IEC61966-2.1"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "RegistryName" => Object::string_literal("http://www.color.org"),
        "DestOutputProfile" => profile,
    }
}
