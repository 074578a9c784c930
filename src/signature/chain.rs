//! Đường dẫn chứng thực: from the certificate of a signer to a root that the office trusts.

use std::path::PathBuf;

use super::certificate::Cert;
use super::key::Proof;
use super::state::{Fault, Trust};

/// Chứng thư gốc mà cơ quan tin: what an office has laid beside its content.
#[derive(Debug, Clone, Default)]
pub struct Roots {
    certificates: Vec<Cert>,
}

/// Why a file beside the content is no root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CertificateFault {
    Unreadable,
    /// It is the certificate of somebody who may not issue others.
    NotAuthority {
        name: String,
    },
}

/// No chain of an office is longer.
const MAX_DEPTH: usize = 8;
/// Public keys tried for one signature: names may be given to any number of keys.
const MAX_TRIED: usize = 32;

impl Roots {
    /// From files of one certificate (DER) or several (PEM), with what cannot be used of them.
    pub fn of(
        files: impl IntoIterator<Item = (PathBuf, Vec<u8>)>,
    ) -> (Self, Vec<(PathBuf, CertificateFault)>) {
        let mut roots = Self::default();
        let mut faults = Vec::new();
        for (path, bytes) in files {
            for certificate in certificates(&bytes) {
                match certificate {
                    None => faults.push((path.clone(), CertificateFault::Unreadable)),
                    Some(certificate)
                        if certificate.authority().is_none() && !certificate.names(&certificate) =>
                    {
                        let name = certificate.subject();
                        faults.push((path.clone(), CertificateFault::NotAuthority { name }));
                    }
                    Some(certificate) => roots.certificates.push(certificate),
                }
            }
        }
        (roots, faults)
    }

    pub fn is_empty(&self) -> bool {
        self.certificates.is_empty()
    }

    /// Every root, byte for byte: what a verdict depends on.
    pub fn raw(&self) -> impl Iterator<Item = &[u8]> {
        self.certificates.iter().map(Cert::raw)
    }

    /// Whether a root vouches for a signer at the time of signing; `bag` are the certificates that came with
    /// the signature.
    pub(super) fn judge(&self, signer: &Cert, bag: &[Cert], at: Option<i64>) -> Trust {
        if self.is_empty() {
            return Trust::NotAsked;
        }
        let Some(at) = at else { return Trust::Refused { fault: Fault::NoTime } };
        if !signer.may_sign() {
            return Trust::Refused { fault: Fault::NotForSigning };
        }
        let mut search = Search { roots: self, bag, at, tried: 0, fault: Fault::NoPath };
        match search.from(signer, 0) {
            Some(root) => Trust::Trusted { root },
            None => Trust::Refused { fault: search.fault },
        }
    }

    fn has(&self, certificate: &Cert) -> bool {
        self.certificates.iter().any(|root| root.raw() == certificate.raw())
    }
}

struct Search<'s> {
    roots: &'s Roots,
    bag: &'s [Cert],
    at: i64,
    tried: usize,
    /// The most telling of what hindered.
    fault: Fault,
}

impl Search<'_> {
    /// The root that a certificate leads to; `below` counts the authorities under it.
    fn from(&mut self, certificate: &Cert, below: usize) -> Option<String> {
        if !certificate.is_in_force(self.at) {
            return self.hindered(Fault::OutOfTime);
        }
        if !certificate.is_understood() {
            return self.hindered(Fault::Unsupported);
        }
        if self.roots.has(certificate) {
            return Some(certificate.subject());
        }
        if below > MAX_DEPTH {
            return None;
        }
        let roots = self.roots;
        for issuer in roots.certificates.iter().chain(self.bag) {
            if !certificate.names(issuer) || issuer.raw() == certificate.raw() {
                continue;
            }
            self.tried += 1;
            if self.tried > MAX_TRIED {
                return None;
            }
            match (certificate.is_signed_by(issuer), issuer.authority()) {
                (Proof::Fails, _) => drop(self.hindered(Fault::BadSignature)),
                (Proof::Unsupported(_), _) => drop(self.hindered(Fault::Unsupported)),
                (Proof::Holds, None) => drop(self.hindered(Fault::NotAuthority)),
                (Proof::Holds, Some(authority)) if authority.below.is_some_and(|most| below > most) => {
                    drop(self.hindered(Fault::NotAuthority));
                }
                (Proof::Holds, Some(_)) => {
                    if let Some(root) = self.from(issuer, below + 1) {
                        return Some(root);
                    }
                }
            }
        }
        None
    }

    fn hindered(&mut self, fault: Fault) -> Option<String> {
        if self.fault == Fault::NoPath {
            self.fault = fault;
        }
        None
    }
}

const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const END: &str = "-----END CERTIFICATE-----";

/// The certificates of a file; `None` for each that cannot be read, and where there is none at all.
fn certificates(bytes: &[u8]) -> Vec<Option<Cert>> {
    if bytes.first() == Some(&0x30) {
        return vec![Cert::of(bytes)];
    }
    let text = String::from_utf8_lossy(bytes);
    let blocks: Vec<Option<Cert>> = text
        .split(BEGIN)
        .skip(1)
        .map(|block| {
            let (body, _) = block.split_once(END)?;
            // Lines of any length: the crate wants them all of one.
            let body: Vec<char> = body.chars().filter(|c| !c.is_whitespace()).collect();
            let lines: Vec<String> = body.chunks(64).map(|line| line.iter().collect()).collect();
            let pem = format!("{BEGIN}\n{}\n{END}\n", lines.join("\n"));
            let (_, der) = der::pem::decode_vec(pem.as_bytes()).ok()?;
            Cert::of(&der)
        })
        .collect();
    if blocks.is_empty() { vec![None] } else { blocks }
}
