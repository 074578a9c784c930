//! Chứng thư số: one certificate, with the bytes that its issuer signed.

use der::asn1::ObjectIdentifier;
use der::{Decode, Tag, Tagged};
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::ext::pkix::{BasicConstraints, KeyUsage, SubjectKeyIdentifier};
use x509_cert::name::Name;
use x509_cert::spki::SubjectPublicKeyInfoOwned;

use super::ber::{element, elements};
use super::key::{self, Proof};
use crate::text::spaces::single_spaced;

/// A certificate as it was read.
#[derive(Debug, Clone)]
pub(super) struct Cert {
    raw: Vec<u8>,
    parsed: x509_cert::Certificate,
    /// What its issuer signed, byte for byte.
    signed: Vec<u8>,
    /// Issuer and number, as a signature names them.
    issuer_and_number: [Vec<u8>; 2],
}

const COMMON_NAME: &str = "2.5.4.3";
const ORGANISATION: &str = "2.5.4.10";
const UNIT: &str = "2.5.4.11";
/// Critical extensions that are looked at here, or say nothing about who may sign what.
const UNDERSTOOD: [&str; 5] = ["2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.32", "2.5.29.37"];

impl Cert {
    pub fn of(raw: &[u8]) -> Option<Self> {
        let parsed = x509_cert::Certificate::from_der(raw).ok()?;
        let parts = elements(element(raw)?.content)?;
        let signed = parts.first()?;
        let fields = elements(signed.content)?;
        let skipped = usize::from(fields.first()?.tag == 0xa0);
        let issuer_and_number =
            [fields.get(skipped + 2)?.whole.to_vec(), fields.get(skipped)?.whole.to_vec()];
        Some(Self { raw: raw.to_vec(), signed: signed.whole.to_vec(), issuer_and_number, parsed })
    }

    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    pub fn key(&self) -> &SubjectPublicKeyInfoOwned {
        self.parsed.tbs_certificate().subject_public_key_info()
    }

    pub fn is_named(&self, issuer: &[u8], number: &[u8]) -> bool {
        self.issuer_and_number == [issuer, number]
    }

    pub fn has_key_id(&self, wanted: &[u8]) -> bool {
        let id = self.parsed.tbs_certificate().get_extension::<SubjectKeyIdentifier>();
        id.is_ok_and(|id| id.is_some_and(|(_, id)| id.0.as_bytes() == wanted))
    }

    /// Whom it is made out to, as people call it.
    pub fn subject(&self) -> String {
        called(self.parsed.tbs_certificate().subject())
    }

    pub fn issuer(&self) -> String {
        called(self.parsed.tbs_certificate().issuer())
    }

    /// Whether it says that `other` issued it.
    pub fn names(&self, other: &Self) -> bool {
        self.parsed.tbs_certificate().issuer() == other.parsed.tbs_certificate().subject()
    }

    /// Whether `other` did issue it.
    pub fn is_signed_by(&self, other: &Self) -> Proof {
        let Some(value) = self.parsed.signature().as_bytes() else { return Proof::Fails };
        let digest = |hash: super::state::Hash| hash.digest(&[&self.signed]);
        key::verify(other.key(), self.parsed.signature_algorithm(), None, &digest, value)
    }

    /// Whether it was in force at a time, in seconds since 1970.
    pub fn is_in_force(&self, at: i64) -> bool {
        let validity = self.parsed.tbs_certificate().validity();
        let seconds = |time: x509_cert::time::Time| i64::try_from(time.to_unix_duration().as_secs());
        let bounds = (seconds(validity.not_before), seconds(validity.not_after));
        matches!(bounds, (Ok(from), Ok(to)) if (from..=to).contains(&at))
    }

    /// Whether it may issue certificates; how many more authorities may stand below it is `Some`, where it
    /// says so.
    pub fn authority(&self) -> Option<Authority> {
        let fields = self.parsed.tbs_certificate();
        let usage = fields.get_extension::<KeyUsage>().ok()?;
        if usage.is_some_and(|(_, usage)| !usage.key_cert_sign()) {
            return None;
        }
        match fields.get_extension::<BasicConstraints>().ok()? {
            Some((_, constraints)) => constraints
                .ca
                .then_some(Authority { below: constraints.path_len_constraint.map(usize::from) }),
            // The first version knew no such mark; only a root has a reason to be that old.
            None if fields.version() == x509_cert::Version::V1 && self.names(self) => {
                Some(Authority { below: None })
            }
            None => None,
        }
    }

    /// Whether it is made for signing documents.
    pub fn may_sign(&self) -> bool {
        let usage = self.parsed.tbs_certificate().get_extension::<KeyUsage>();
        usage.is_ok_and(|usage| {
            usage.is_none_or(|(_, usage)| usage.digital_signature() || usage.non_repudiation())
        })
    }

    /// Whether it sets no condition that is not understood here.
    pub fn is_understood(&self) -> bool {
        let extensions = self.parsed.tbs_certificate().extensions().into_iter().flatten();
        extensions
            .filter(|extension| extension.critical)
            .all(|extension| UNDERSTOOD.contains(&extension.extn_id.to_string().as_str()))
    }
}

/// What an authority may do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Authority {
    pub below: Option<usize>,
}

fn called(name: &Name) -> String {
    let of = |wanted: &str| {
        let wanted = ObjectIdentifier::new(wanted).ok()?;
        let parts: Vec<&AttributeTypeAndValue> = name.iter().filter(|part| part.oid == wanted).collect();
        // The narrowest comes last.
        parts.last().and_then(|part| text(part)).filter(|text| !text.trim().is_empty())
    };
    let found = of(COMMON_NAME).or_else(|| of(ORGANISATION)).or_else(|| of(UNIT));
    let found = found.unwrap_or_else(|| name.to_string());
    // It is printed in one line beside others.
    let plain: String = found.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    single_spaced(&plain).into_owned()
}

/// The words of a part of a name, in whichever of the old encodings.
fn text(part: &AttributeTypeAndValue) -> Option<String> {
    let bytes = part.value.value();
    match part.value.tag() {
        Tag::Utf8String => String::from_utf8(bytes.to_vec()).ok(),
        Tag::BmpString => {
            let units: Vec<u16> =
                bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).ok()
        }
        _ => Some(bytes.iter().copied().map(char::from).collect()),
    }
}
