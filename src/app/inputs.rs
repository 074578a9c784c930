//! What a run starts from: where the inputs are, templates, content, faces.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::content::{self, Files, Loaded, Written};
use crate::diagnostic::{Diagnostic, Scope, Source, codes};
use crate::output::{Digest, Verifier};
use crate::render::font::{FontError, FontSet, OwnFaces};
use crate::review;
use crate::template::{Asked, TemplateSet};

/// Where the inputs are.
#[derive(Debug, Clone)]
pub struct Paths {
    pub content: PathBuf,
    /// The office's own templates, over the built-in ones.
    pub templates: Option<PathBuf>,
    /// The office's own Times New Roman, for the PDF.
    pub fonts: Option<PathBuf>,
}

/// Templates, faces and content, loaded and checked.
#[derive(Debug)]
pub struct Inputs {
    pub templates: Arc<TemplateSet>,
    pub loaded: Loaded,
    pub fonts: Arc<Fonts>,
    /// Tells who signed what comes back, with the roots that the office trusts.
    pub verifier: Arc<Verifier>,
    /// What is to be said of these roots.
    of_roots: Vec<Diagnostic>,
}

/// Inputs of which a file can be changed, with what every file says by itself.
#[derive(Debug)]
pub struct Editable {
    pub inputs: Inputs,
    files: Files,
}

/// Loads templates and faces, then content.
///
/// # Errors
/// Templates or faces that cannot be used: nothing can be made without them. Findings in the content
/// are no error here; they are in [`Loaded::findings`], and with them what is to be said of the office's
/// own templates and faces, so that every command tells it.
pub fn load(paths: &Paths) -> Result<Inputs, Vec<Diagnostic>> {
    let Editable { inputs, files } = load_editable(paths)?;
    // Of a large province the files as they were typed are much, and of no use any more; nobody waits for it.
    rayon::spawn(move || drop(files));
    Ok(inputs)
}

/// Loads as [`load`] does, for whoever changes the content.
///
/// # Errors
/// Those of [`load`].
pub fn load_editable(paths: &Paths) -> Result<Editable, Vec<Diagnostic>> {
    let own = || TemplateSet::load(paths.templates.as_deref());
    let fonts = match Fonts::of(paths.fonts.as_deref()) {
        Ok(fonts) => fonts,
        Err(findings) => return Err(own().err().unwrap_or(findings)),
    };
    // Templates know nothing of the content, and of the content no file of another.
    let (files, templates) = rayon::join(|| Files::read(&paths.content), own);
    let (verifier, of_roots) = verifier(paths);
    let roots = (Arc::new(verifier), of_roots);
    Ok(Editable::of(Arc::new(templates?), Arc::new(fonts), files, roots))
}

/// Only what is needed to tell who signed a file, with what is to be said of the office's roots.
pub fn verifier(paths: &Paths) -> (Verifier, Vec<Diagnostic>) {
    super::trust::of(&paths.content)
}

/// What is to be said of a file by itself: characters that no face can draw, and its texts as they were typed.
fn remark(fonts: &Fonts) -> impl Fn(&Arc<Source>, &[Written]) -> Vec<Diagnostic> + Sync {
    |source, texts| {
        let mut findings = content::undrawable(source, &|c| fonts.set().can_draw(c));
        findings.extend(review::texts(texts));
        findings
    }
}

impl Inputs {
    /// Inputs with content files that are in memory, as [`load`] gives them of a folder.
    pub fn in_memory(
        templates: impl Into<Arc<TemplateSet>>,
        fonts: impl Into<Arc<Fonts>>,
        files: impl IntoIterator<Item = (PathBuf, Vec<u8>)>,
    ) -> Self {
        let (templates, fonts) = (templates.into(), fonts.into());
        let files = Files::in_memory(files);
        Editable::of(templates, fonts, files, Roots::default()).inputs
    }

    /// Everything that documents follow from, with the program itself: of equal inputs come equal documents and
    /// equal findings.
    pub fn digest(&self) -> Digest {
        let templates = self.templates.own_sources().iter();
        let sources = self.loaded.sources.iter().chain(templates).map(Arc::as_ref);
        Digest::of_inputs(self.fonts.digest, sources)
    }
}

/// Who tells who signed, and what is to be said of the roots that the office trusts.
type Roots = (Arc<Verifier>, Vec<Diagnostic>);

impl Editable {
    /// Brings the files together, remarks on those that were not remarked on yet, and adds to what was found in them
    /// what only templates and faces can tell, and what is to be said of the office's own.
    fn of(templates: Arc<TemplateSet>, fonts: Arc<Fonts>, files: Files, (verifier, of_roots): Roots) -> Self {
        let mut loaded = content::resolved(&files, &templates.schemes(), &remark(&fonts));
        let can_draw = |c| fonts.set().can_draw(c);
        let content = review::Content { texts: &loaded.texts, province: loaded.province.as_ref() };
        let reviewed = review::whole(content);
        loaded.findings.extend(reviewed);
        review::without_consequences(&mut loaded.findings);
        let own = templates.own_texts();
        let undrawable = own.flat_map(|(source, parts)| content::undrawable_in(source, &parts, &can_draw));
        loaded.findings.extend(undrawable);
        let unused = templates.unused(&asked(&loaded));
        loaded.findings.extend(unused);
        loaded.findings.extend(fonts.remarks.iter().cloned());
        review::acceptance::apply(&mut loaded.findings, &loaded.acceptances, &loaded.texts);
        loaded.findings.extend(of_roots.iter().cloned());
        Self { inputs: Inputs { templates, loaded, fonts, verifier, of_roots }, files }
    }

    /// The inputs with one content file changed or added; no other file is read again.
    #[must_use]
    pub fn changed(&self, path: &Path, text: &str, needed: Needed<'_>) -> Self {
        let Inputs { templates, loaded, fonts, verifier, of_roots } = &self.inputs;
        let is_needed = |other: &Path| needed.has(loaded, other);
        let files = self.files.changed(path, text, &is_needed);
        Self::of(Arc::clone(templates), Arc::clone(fonts), files, (Arc::clone(verifier), of_roots.clone()))
    }
}

/// Which files a changed content is made of.
#[derive(Debug, Clone, Copy)]
pub enum Needed<'n> {
    All,
    /// Those that have a word in the document of one agency in a year: no other agency's part has, and no plan
    /// of another year.
    OfAgency {
        id: &'n str,
        year: i16,
    },
}

impl Needed<'_> {
    fn has(self, loaded: &Loaded, path: &Path) -> bool {
        let Self::OfAgency { id, year } = self else { return true };
        match loaded.scope_of(path) {
            Some(Scope::Agency { id: of, year: in_year }) => **of == *id && *in_year == year,
            Some(Scope::Year(of) | Scope::Plan { year: of }) => *of == year,
            // What only the office knows of its report is in no plan.
            Some(Scope::Report { .. }) => false,
            Some(Scope::Everything) | None => true,
        }
    }
}

/// The templates that plans ask for.
fn asked(loaded: &Loaded) -> Asked<'_> {
    let plans = loaded.province.iter().flat_map(|province| &province.plans);
    let of_agency = |finding: &Diagnostic| matches!(finding.scope, Scope::Agency { .. });
    let all_known = !loaded.findings.iter().any(|finding| finding.is_error() && !of_agency(finding));
    Asked { names: plans.map(|plan| plan.template.as_str()).collect(), all_known }
}

/// The faces of a run with their digest; the bundled ones are read only when something is rendered.
#[derive(Debug)]
pub struct Fonts {
    own: Option<FontSet>,
    pub digest: Digest,
    /// What is to be said of the office's own faces.
    pub remarks: Vec<Diagnostic>,
}

impl Fonts {
    /// The bundled faces, or those of a folder.
    ///
    /// # Errors
    /// Every font file that is missing, unreadable, or not what its name says.
    pub fn of(dir: Option<&Path>) -> Result<Self, Vec<Diagnostic>> {
        let Some(dir) = dir else {
            // Their bytes belong to the program, whose digest is in every input.
            return Ok(Self { own: None, digest: Digest::of(b"bundled"), remarks: Vec::new() });
        };
        let fault = |FontError(why): FontError| Diagnostic::error(codes::FONT, why);
        let own =
            OwnFaces::from_dir(dir).map_err(|faults| faults.into_iter().map(fault).collect::<Vec<_>>())?;
        let remarks = own.remarks.into_iter().map(|remark| Diagnostic::info(codes::FONT, remark)).collect();
        let faces: Vec<String> =
            own.set.faces().map(|(_, face)| Digest::of(&face.data).to_string()).collect();
        Ok(Self { own: Some(own.set), digest: Digest::of(faces.concat().as_bytes()), remarks })
    }

    /// Whether the office's own Times New Roman goes into the PDFs.
    pub fn are_own(&self) -> bool {
        self.own.is_some()
    }

    pub fn set(&self) -> &FontSet {
        self.own.as_ref().unwrap_or_else(|| FontSet::bundled())
    }
}
