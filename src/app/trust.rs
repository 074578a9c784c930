//! Chứng thư gốc của cơ quan: the folder `chung-thu` beside the content, with the certificates of those whom
//! the office trusts to say who signed.

use std::path::{Path, PathBuf};

use crate::content::{CERTIFICATES, Looks};
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::output::Verifier;
use crate::signature::{CertificateFault, Roots};

/// No certificate is larger; a file of many is.
const MAX_BYTES: u64 = 4 << 20;

/// Reads the roots that an office has given, with what is to be said of the folder. Certificates elsewhere
/// in the content are not trusted: one that came with a document could else vouch for itself.
pub(super) fn of(content: &Path) -> (Verifier, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut files = Vec::new();
    let folder = content.join(CERTIFICATES);
    if !folder.is_dir() {
        return (Verifier::default(), findings);
    }
    for entry in walkdir::WalkDir::new(folder).follow_links(true).sort_by_file_name() {
        // What cannot be walked is told of where the content is read.
        let Ok(entry) = entry.as_ref().map(walkdir::DirEntry::path) else { continue };
        match Looks::of(entry) {
            _ if entry.is_dir() => {}
            Looks::Certificate => files.extend(read(entry, &mut findings)),
            Looks::Content => {}
            Looks::Other => findings.push(stranger(entry)),
        }
    }
    let (roots, faults) = Roots::of(files);
    findings.extend(faults.iter().map(|(path, fault)| refused(path, fault)));
    (Verifier::new(roots), findings)
}

fn read(path: &Path, findings: &mut Vec<Diagnostic>) -> Option<(PathBuf, Vec<u8>)> {
    let size = std::fs::metadata(path).map(|found| found.len());
    let bytes = match size {
        Ok(size) if size > MAX_BYTES => None,
        _ => std::fs::read(path).ok(),
    };
    if bytes.is_none() {
        findings.push(refused(path, &CertificateFault::Unreadable));
    }
    bytes.map(|bytes| (path.to_path_buf(), bytes))
}

fn refused(path: &Path, fault: &CertificateFault) -> Diagnostic {
    let (code, message, hint) = match fault {
        CertificateFault::Unreadable => (
            codes::CERTIFICATE_UNREADABLE,
            format!("không đọc được chứng thư trong tệp “{}”", path.display()),
            "xuất lại chứng thư dạng DER hoặc Base-64 (.cer); tệp .p7b, .pfx không dùng được",
        ),
        CertificateFault::NotAuthority { name } => (
            codes::CERTIFICATE_NOT_AUTHORITY,
            format!(
                "chứng thư của {name} không phải của tổ chức chứng thực nên không dùng để kiểm tra chữ ký"
            ),
            "đặt vào đây chứng thư gốc của tổ chức cấp chứng thư cho người ký",
        ),
    };
    Diagnostic::warning(code, message).at(Place::whole_file(path.to_path_buf())).hint(hint)
}

fn stranger(path: &Path) -> Diagnostic {
    let message = format!(
        "tệp “{}” trong thư mục “{CERTIFICATES}” không phải là chứng thư nên không đọc",
        path.display()
    );
    Diagnostic::warning(codes::CERTIFICATE_ELSEWHERE, message)
        .at(Place::whole_file(path.to_path_buf()))
        .hint("chứng thư là tệp .cer, .crt, .pem hoặc .der")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(files: &[(&str, &str)]) -> (Verifier, Vec<Diagnostic>) {
        let folder = tempfile::tempdir().unwrap();
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signatures");
        for (name, from) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::copy(fixtures.join(from), path).unwrap();
        }
        of(folder.path())
    }

    fn codes_of(findings: &[Diagnostic]) -> Vec<&str> {
        findings.iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn roots_of_both_encodings_are_taken_from_their_folder_alone() {
        for (name, from) in [("chung-thu/a.crt", "goc.crt"), ("chung-thu/sau/b.CER", "goc.cer")] {
            let (verifier, findings) = content(&[(name, from)]);
            assert!(verifier.has_roots() && findings.is_empty(), "{name}: {findings:?}");
        }
        assert!(!content(&[("2025/a.crt", "goc.crt")]).0.has_roots());
    }

    #[test]
    fn what_cannot_be_a_root_is_named() {
        let (verifier, findings) = content(&[
            ("chung-thu/hong.cer", "rsa.pdf"),
            ("chung-thu/nguoi-ky.pem", "nguoi-ky.pem"),
            ("chung-thu/doc.pdf", "rsa.pdf"),
        ]);
        assert!(!verifier.has_roots());
        let mut codes = codes_of(&findings);
        codes.sort_unstable();
        assert_eq!(codes, ["KH540", "KH541", "KH542"]);
        assert!(findings.iter().any(|finding| finding.message.contains("NGUYỄN VĂN A")));
        assert!(findings.iter().all(|finding| !finding.is_error() && finding.place.is_some()));
    }
}
