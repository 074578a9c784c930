//! Which of an office's own templates are used by nothing, and what their names were meant to be.
//!
//! A template is used where it stands over a built-in one, where a plan names it, and where a template
//! that is used includes it or calls a component of it.

use std::collections::BTreeSet;
use std::path::Path;

use super::guard::References;
use super::{BUILT_IN, TemplateSet, name_of, scheme};
use crate::diagnostic::{Diagnostic, Place, codes, likely, near_miss};

/// What is known of the templates that plans ask for.
#[derive(Debug, Default)]
pub struct Asked<'a> {
    /// As the plans name them, without `.md`.
    pub names: BTreeSet<&'a str>,
    /// Whether every plan could be read: else one may be asked for that is not among the names.
    pub all_known: bool,
}

impl TemplateSet {
    /// What an office has in its folder of templates to no effect.
    pub fn unused(&self, asked: &Asked<'_>) -> Vec<Diagnostic> {
        // What is called from where is asked only for an office's own.
        let used = if self.own.is_empty() { BTreeSet::new() } else { self.used(asked) };
        let mut findings = Vec::new();
        for source in &self.own {
            let name = name_of(&source.path);
            if used.contains(&*name) {
                continue;
            }
            let meant = meant(&name);
            // A plan can only name a template that states its numbering.
            if asked.all_known || meant.is_some() || scheme(&source.text).is_none() {
                let message = format!(
                    "mẫu “{name}” không được dùng: không thay mẫu có sẵn nào, không kế hoạch nào ghi ở “mau”, \
                     không mẫu nào gọi tới"
                );
                findings.push(named(
                    Diagnostic::warning(codes::UNUSED_TEMPLATE, message),
                    &source.path,
                    meant,
                ));
            }
        }
        findings.extend(self.others.iter().filter_map(|path| not_read(path)));
        findings
    }

    fn used(&self, asked: &Asked<'_>) -> BTreeSet<String> {
        let mut used = BTreeSet::new();
        let asked = asked.names.iter().map(|name| format!("{name}.md"));
        let mut open: Vec<String> =
            BUILT_IN.iter().map(|(name, _)| (*name).to_owned()).chain(asked).collect();
        let all: Vec<(&str, References<'_>)> =
            self.texts.iter().map(|(name, text)| (name.as_str(), References::of(text))).collect();
        while let Some(name) = open.pop() {
            if let Some((_, references)) = all.iter().find(|(known, _)| *known == name) {
                open.extend(
                    references
                        .includes
                        .iter()
                        .filter(|name| !used.contains(**name))
                        .map(|name| (*name).to_owned()),
                );
                let defines = |other: &References<'_>| {
                    references.calls.iter().any(|call| other.components.contains(call))
                };
                let makers = all.iter().filter(|(name, other)| !used.contains(*name) && defines(other));
                open.extend(makers.map(|(name, _)| (*name).to_owned()).filter(|other| *other != name));
            }
            used.insert(name);
        }
        used
    }
}

/// A file or a folder beside the templates that looks like one of them.
fn not_read(path: &Path) -> Option<Diagnostic> {
    if path.is_dir() {
        let entries = std::fs::read_dir(path).ok()?.flatten();
        let holds =
            entries.map(|entry| entry.path()).any(|path| path.extension().is_some_and(|end| end == "md"));
        let message = format!("thư mục “{}” có tệp mẫu nhưng không được đọc", path.display());
        let hint = "chuyển các tệp mẫu ra thẳng thư mục mẫu";
        return holds.then(|| {
            Diagnostic::warning(codes::NOT_READ, message).at(Place::whole_file(path.to_path_buf())).hint(hint)
        });
    }
    let name = name_of(path);
    let meant = meant(&name);
    if meant.is_none() && !name.to_lowercase().contains(".md") {
        return None;
    }
    let message =
        format!("tệp “{name}” giống tệp mẫu nhưng không được đọc: tên mẫu phải kết thúc bằng “.md”");
    Some(named(Diagnostic::warning(codes::NOT_READ, message), path, meant))
}

fn named(finding: Diagnostic, path: &Path, meant: Option<&str>) -> Diagnostic {
    let finding = finding.at(Place::whole_file(path.to_path_buf()));
    match meant {
        Some(name) => finding.hint(likely(name)),
        None => {
            let known: Vec<&str> = BUILT_IN.iter().map(|(name, _)| *name).collect();
            finding.hint(format!("các mẫu có sẵn: {}; tệp không dùng thì chuyển đi", known.join(", ")))
        }
    }
}

/// The built-in template that a name was meant to be: near in spelling, or with what an editor or a copy
/// put around it ("ke-hoach-so.md.txt", "ke-hoach-so (1).md").
fn meant(name: &str) -> Option<&'static str> {
    let known = || BUILT_IN.iter().map(|(name, _)| *name);
    let lower = name.to_lowercase();
    let cut = [".md", "."].iter().filter_map(|end| lower.rfind(end).map(|at| format!("{}.md", &lower[..at])));
    let near = std::iter::once(lower.clone()).chain(cut).find_map(|name| near_miss(&name, known()));
    let exact = near.and_then(|near| known().find(|name| *name == near));
    let within = |name: &&str| lower.contains(name.trim_end_matches(".md"));
    exact.or_else(|| known().filter(within).max_by_key(|name| name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_something_around_it_is_still_known() {
        for (name, known) in [
            ("ke-hoach-so.md.txt", "ke-hoach-so.md"),
            ("Ke-hoach-so.md", "ke-hoach-so.md"),
            ("ke-hoach-sở.md", "ke-hoach-so.md"),
            ("Kế hoạch xã.md", "ke-hoach-xa.md"),
            ("ke-hoach-xa.MD", "ke-hoach-xa.md"),
            ("ke-hoach-xa", "ke-hoach-xa.md"),
            ("ke_hoach_tinh.md", "ke-hoach-tinh.md"),
            ("ke-hoach-tinh-2026 (1).md", "ke-hoach-tinh-2026.md"),
            ("Copy of phu-luc-nhiem-vu.md", "phu-luc-nhiem-vu.md"),
            ("ke-hoach-so.md~", "ke-hoach-so.md"),
        ] {
            assert_eq!(meant(name), Some(known), "{name}");
        }
        for name in ["ghi-chu.txt", "README.md", "logo.png"] {
            assert_eq!(meant(name), None, "{name}");
        }
    }

    fn unused(own: &[(&str, &str)], asked: &[&str]) -> Vec<String> {
        let own = own.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        let set = TemplateSet::with_own(own).expect("the templates are sound");
        let asked = Asked { names: asked.iter().copied().collect(), all_known: true };
        let named = |finding: Diagnostic| finding.place.map(|place| place.source.path.display().to_string());
        set.unused(&asked).into_iter().filter_map(named).collect()
    }

    #[test]
    fn a_template_is_used_where_it_stands_over_another_is_asked_for_included_or_called() {
        let own = [
            ("ke-hoach-xa.md", "{% include \"chung.md\" %}{{ <khoi k={k} /> }}"),
            ("chung.md", "Chung."),
            ("khoi.md", "{% component khoi(k) %}{{ k.nam }}{% endcomponent %}"),
            ("ke-hoach-tinh-2030.md", "{#- danh_so: doan -#}Một."),
            ("le-loi.md", "{% include \"chung.md\" %}"),
        ];
        assert_eq!(unused(&own, &["ke-hoach-tinh-2030"]), ["le-loi.md"]);
        assert_eq!(unused(&own, &[]), ["ke-hoach-tinh-2030.md", "le-loi.md"]);
    }

    #[test]
    fn what_only_an_unused_template_includes_is_not_used_either() {
        let own = [("a.md", "{% include \"b.md\" %}"), ("b.md", "Hai.")];
        assert_eq!(unused(&own, &[]), ["a.md", "b.md"]);
    }
}
