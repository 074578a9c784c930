//! Bộ tệp của một văn bản: DOCX and PDF of a document and of its annexes are decided about, made and
//! put in place together, or none of them is touched.
//!
//! Here an issued document is kept from being replaced by something emptier: what stands in the folder
//! is compared with what would be written, whatever the reason is that the content says less.

use super::decide::{Decision, Make, Passed, Signed};
use super::digest::Digest;
use super::findings;
use super::held::Held;
use super::manifest::Purpose;
use super::names::FileName;
use super::standing::Stamp;
use super::store::Store;
use crate::diagnostic::Diagnostic;

/// One file that a document is to have.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub name: FileName,
    /// Everything that it is made from.
    pub input: Digest,
    pub held: Held,
    /// What the run saw ([`Digest::of_run`]), where it has nothing to say of the document.
    pub run: Option<Digest>,
}

/// What became of the files of one document.
#[derive(Debug)]
pub struct FileSet<M> {
    pub decisions: Vec<Decision<M>>,
    pub findings: Vec<Diagnostic>,
    /// Nothing is made, because what stands there is issued and fuller.
    pub is_emptier: bool,
}

impl<M> FileSet<M> {
    fn of(decisions: Vec<Decision<M>>) -> Self {
        Self { decisions, findings: Vec::new(), is_emptier: false }
    }

    /// Without a file that could be decided about.
    pub fn refused(findings: Vec<Diagnostic>) -> Self {
        Self { findings, ..Self::of(Vec::new()) }
    }
}

impl Store {
    /// Decides about the files of one document: `wanted` are those of this run, `files` all that it
    /// has, in every format. With an error among its findings a set has no decision to make anything.
    pub fn decide(&self, wanted: &[Wanted], files: &[FileName]) -> FileSet<Make> {
        let (mut decisions, mut findings) = (Vec::new(), Vec::new());
        for wanted in wanted {
            match self.decide_file(wanted) {
                Ok(decision) => decisions.push(decision),
                Err(error) => findings.push(findings::cannot_write(&error)),
            }
        }
        let Some(next) = wanted.first().map(|wanted| wanted.held) else {
            return FileSet::refused(findings);
        };
        let makes = makes_of(&mut decisions);
        if !findings.is_empty() {
            findings.extend(findings::not_alone(makes.iter().map(|make| make.target.as_str())));
            return FileSet::refused(findings);
        }
        if makes.is_empty() || self.policy.purpose == Purpose::Preview {
            return FileSet { findings, ..FileSet::of(decisions) };
        }
        let standing = self.standing(&makes, files);
        let losses = standing.iter().map(|before| before.losses(&next)).find(|losses| !losses.is_empty());
        match losses {
            Some(losses) if !self.policy.force => {
                let targets: Vec<&str> = makes.iter().map(|make| make.target.as_str()).collect();
                findings.push(findings::emptier(&targets, &losses));
                return FileSet { decisions: settled(decisions), findings, is_emptier: true };
            }
            _ => {}
        }
        if let Some(undone) = standing.iter().find_map(|before| before.undone(&next)) {
            let targets: Vec<&str> = makes.iter().map(|make| make.target.as_str()).collect();
            findings.push(findings::undone(&targets, undone));
        }
        let is_published = standing.iter().any(|held| held.status.is_published());
        for make in makes {
            make.keeps_old |= is_published && make.replaces.is_some();
        }
        FileSet { findings, ..FileSet::of(decisions) }
    }

    /// What the files of a document hold that would be replaced or passed, and those that stand beside
    /// them in another format.
    fn standing(&self, makes: &[&mut Make], files: &[FileName]) -> Vec<Held> {
        let mut standing: Vec<Held> = Vec::new();
        for make in makes {
            // A signature is known from the file itself.
            let signed = make.passed.iter().map(Passed::signing).find(|signing| signing.may_be_signed());
            standing.extend(make.stands_for.iter().map(|held| match signed {
                Some(signing) => held.signed(signing),
                None => *held,
            }));
        }
        standing.extend(files.iter().filter_map(|name| self.held_by(&name.main())));
        standing
    }

    /// What a file of the program holds, whatever a person made of it; `None` where nothing stands.
    fn held_by(&self, name: &str) -> Option<Held> {
        let entry = self.manifest.files.get(name)?;
        let path = self.folder.join(name);
        let stamp = Stamp::of(&path).ok()??;
        let held = entry.may_hold();
        if stamp == entry.stamp {
            return Some(held);
        }
        match self.signed(name) {
            Ok(Signed::Own(Some(checked))) => Some(held.signed(&checked.found)),
            Ok(Signed::Own(None) | Signed::OfAnother(_)) | Err(_) => Some(held),
        }
    }
}

impl FileSet<Make> {
    /// Makes what is to be made, file by file; `make` is told which of the wanted files it is. Where one
    /// fails, none of the others is made either.
    pub fn settle<M>(
        self,
        mut make: impl FnMut(usize, Make) -> Result<Decision<M>, Diagnostic>,
    ) -> FileSet<M> {
        let Self { decisions, mut findings, is_emptier } = self;
        let mut done = Vec::with_capacity(decisions.len());
        let (mut failed, mut others) = (Vec::new(), Vec::new());
        for (at, decision) in decisions.into_iter().enumerate() {
            match decision {
                Decision::Unchanged(known) => done.push(Decision::Unchanged(known)),
                Decision::Kept(kept) => done.push(Decision::Kept(kept)),
                Decision::Make(file) => {
                    let target = file.target.clone();
                    match make(at, file) {
                        Ok(decision) => {
                            others.extend(matches!(decision, Decision::Make(_)).then_some(target));
                            done.push(decision);
                        }
                        Err(finding) => failed.push(finding),
                    }
                }
            }
        }
        if !failed.is_empty() {
            done = settled(done);
            failed.extend(findings::not_alone(others.iter().map(String::as_str)));
            findings.extend(failed);
        }
        FileSet { decisions: done, findings, is_emptier }
    }
}

fn makes_of<M>(decisions: &mut [Decision<M>]) -> Vec<&mut M> {
    let makes = decisions.iter_mut().filter_map(|decision| match decision {
        Decision::Make(make) => Some(make),
        Decision::Unchanged(_) | Decision::Kept(_) => None,
    });
    makes.collect()
}

/// Without what was to be made.
fn settled<M>(decisions: Vec<Decision<M>>) -> Vec<Decision<M>> {
    decisions.into_iter().filter(|decision| !matches!(decision, Decision::Make(_))).collect()
}
