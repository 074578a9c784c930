//! CMS: the signature in a signature field, and time stamps, which are made in the same way.

use der::Decode;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use lopdf::{Dictionary, Object};
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::ber::{self, Element, element, elements};
use super::certificate::Cert;
use super::chain::Roots;
use super::fields;
use super::key::{self, Proof};
use super::range::Covered;
use super::state::{Certificate, Check, Hash, Time, TimeSource, Why};

/// What a signature says.
#[derive(Debug)]
pub(super) struct Token {
    pub by: Option<Certificate>,
    pub time: Option<Time>,
    pub check: Check,
    pub hash: Option<Hash>,
}

impl Token {
    pub fn unread(why: Why) -> Self {
        Self { by: None, time: None, check: Check::Unreadable { why }, hash: None }
    }

    fn unsupported(method: String) -> Self {
        Self { check: Check::Unsupported { method }, ..Self::unread(Why::Signature) }
    }
}

/// How the signed bytes stand in a signature.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Their digest is among what is signed.
    Detached,
    /// Their SHA-1 is the content of the signature.
    Sha1,
    /// A time stamp has their digest in its content.
    TimeStamp,
}

const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
const SIGNING_TIME: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x05];
const TIME_STAMP: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x0e];
const MAX_CERTIFICATES: usize = 64;
/// Some carry lists of revoked certificates.
const MAX_BYTES: usize = 8 << 20;

/// Verifies the signature of a field over the bytes that it covers.
pub(super) fn verify(value: Option<&Dictionary>, covered: &Covered, bytes: &[u8], roots: &Roots) -> Token {
    let filter = value.and_then(|value| value.get(b"SubFilter").and_then(Object::as_name).ok());
    let form = match filter {
        None | Some(b"adbe.pkcs7.detached" | b"ETSI.CAdES.detached") => Form::Detached,
        Some(b"adbe.pkcs7.sha1") => Form::Sha1,
        Some(b"ETSI.RFC3161") => Form::TimeStamp,
        Some(other) => return Token::unsupported(String::from_utf8_lossy(other).into_owned()),
    };
    if covered.contents.len() > MAX_BYTES {
        return Token::unread(Why::TooMuch);
    }
    let Some(der) = ber::to_der(&covered.contents) else { return Token::unread(Why::Signature) };
    let Some(signed) = Signed::of(&der) else { return Token::unread(Why::Signature) };
    signed.verify(form, &covered.pieces(bytes), fields::stated_time(value), roots)
}

/// The parts of a signature.
struct Signed<'a> {
    content: Option<&'a [u8]>,
    certificates: Vec<Cert>,
    signer: Signer<'a>,
}

struct Signer<'a> {
    id: Element<'a>,
    digest: AlgorithmIdentifierOwned,
    /// With the tag that they have where they are signed, and one by one.
    attributes: Option<(Vec<u8>, Vec<Attribute<'a>>)>,
    method: AlgorithmIdentifierOwned,
    value: &'a [u8],
    unsigned: Vec<Attribute<'a>>,
}

struct Attribute<'a> {
    kind: &'a [u8],
    value: Element<'a>,
}

impl<'a> Signed<'a> {
    fn of(der: &'a [u8]) -> Option<Self> {
        let [kind, explicit] = elements(element(der)?.content)?[..] else { return None };
        if kind.content != SIGNED_DATA {
            return None;
        }
        let parts = elements(element(explicit.content)?.content)?;
        let encapsulated = elements(parts.get(2).filter(|part| part.tag == 0x30)?.content)?;
        let content = match encapsulated.get(1) {
            Some(explicit) => Some(element(explicit.content)?.content),
            None => None,
        };
        let with_tag = |tag| parts[3..].iter().find(move |part| part.tag == tag);
        let certificates = match with_tag(0xa0) {
            Some(set) => elements(set.content)?,
            None => Vec::new(),
        };
        // One that cannot be read is of no use, and no reason to give up: the signer's may be another.
        let certificates = certificates.iter().take(MAX_CERTIFICATES);
        let certificates = certificates.filter_map(|certificate| Cert::of(certificate.whole)).collect();
        let [signer] = elements(with_tag(0x31)?.content)?[..] else { return None };
        Some(Self { content, certificates, signer: Signer::of(signer)? })
    }

    fn verify(&self, form: Form, pieces: &[&[u8]], stated: Option<Time>, roots: &Roots) -> Token {
        let Some(certificate) = self.signer.certificate(&self.certificates) else {
            return Token::unread(Why::NoCertificate);
        };
        let time = match form {
            Form::TimeStamp => self.content.and_then(Stamp::of).map(|stamp| stamp.time()),
            Form::Detached | Form::Sha1 => self.signer.stamp().or_else(|| self.signer.stated_time()),
        };
        let time = time.or(stated);
        let by = Certificate {
            name: certificate.subject(),
            issuer: certificate.issuer(),
            trust: roots.judge(certificate, &self.certificates, time.map(|time| time.at)),
        };
        let hash = Hash::of(&self.signer.digest.oid);
        Token { by: Some(by), time, check: self.check(form, pieces, certificate), hash }
    }

    fn check(&self, form: Form, pieces: &[&[u8]], certificate: &Cert) -> Check {
        let content = self.content.unwrap_or_default();
        let signed: &[&[u8]] = match form {
            Form::Detached => pieces,
            Form::Sha1 if Hash::Sha1.digest(pieces) != content => return Check::Altered,
            Form::TimeStamp => match Stamp::of(content) {
                None => return Check::Unreadable { why: Why::Signature },
                Some(stamp) => match stamp.is_of(pieces) {
                    Err(method) => return Check::Unsupported { method },
                    Ok(false) => return Check::Altered,
                    Ok(true) => &[content],
                },
            },
            Form::Sha1 => &[content],
        };
        self.signer.check(signed, certificate)
    }
}

impl<'a> Signer<'a> {
    fn of(signer: Element<'a>) -> Option<Self> {
        let parts = elements(signer.content)?;
        let mut rest = parts.get(1..)?.iter().peekable();
        let id = *rest.next()?;
        let digest = AlgorithmIdentifierOwned::from_der(rest.next()?.whole).ok()?;
        let attributes = match rest.next_if(|part| part.tag == 0xa0) {
            Some(set) => {
                let mut signed = set.whole.to_vec();
                // They are signed as the set that they are, not as the field that holds them.
                *signed.first_mut()? = 0x31;
                Some((signed, listed(set.content)?))
            }
            None => None,
        };
        let method = AlgorithmIdentifierOwned::from_der(rest.next()?.whole).ok()?;
        let value = rest.next().filter(|part| part.tag == 0x04)?.content;
        let unsigned = match rest.next_if(|part| part.tag == 0xa1) {
            Some(set) => listed(set.content).unwrap_or_default(),
            None => Vec::new(),
        };
        Some(Self { id, digest, attributes, method, value, unsigned })
    }

    fn certificate<'c>(&self, certificates: &'c [Cert]) -> Option<&'c Cert> {
        let mut all = certificates.iter();
        match self.id.tag {
            0x30 => {
                let [issuer, number] = elements(self.id.content)?[..] else { return None };
                all.find(|certificate| certificate.is_named(issuer.whole, number.whole))
            }
            _ => all.find(|certificate| certificate.has_key_id(self.id.content)),
        }
    }

    /// Whether `content` is what was signed, and the key of the certificate signed it.
    fn check(&self, content: &[&[u8]], certificate: &Cert) -> Check {
        let Some(hash) = Hash::of(&self.digest.oid) else {
            return Check::Unsupported { method: key::name(&self.digest.oid) };
        };
        let proof = match &self.attributes {
            Some((signed, attributes)) => {
                let digest = attributes.iter().find(|attribute| attribute.kind == MESSAGE_DIGEST);
                match digest {
                    None => return Check::Unreadable { why: Why::Signature },
                    Some(digest) if digest.value.content != hash.digest(content) => return Check::Altered,
                    Some(_) => {}
                }
                let digest = |hash: Hash| hash.digest(&[signed]);
                key::verify(certificate.key(), &self.method, Some(hash), &digest, self.value)
            }
            None => {
                let digest = |hash: Hash| hash.digest(content);
                key::verify(certificate.key(), &self.method, Some(hash), &digest, self.value)
            }
        };
        match (proof, &self.attributes) {
            (Proof::Holds, _) => Check::Whole,
            // Nothing else says what the digest was.
            (Proof::Fails, None) => Check::Altered,
            (Proof::Fails, Some(_)) => Check::Forged,
            (Proof::Unsupported(method), _) => Check::Unsupported { method },
        }
    }

    /// The signer's own clock.
    fn stated_time(&self) -> Option<Time> {
        let (_, attributes) = self.attributes.as_ref()?;
        let stated = attributes.iter().find(|attribute| attribute.kind == SIGNING_TIME)?;
        Some(Time { at: time(&stated.value)?, source: TimeSource::Signer })
    }

    /// A time stamp over this signature, where it is one and holds.
    fn stamp(&self) -> Option<Time> {
        let token = self.unsigned.iter().find(|attribute| attribute.kind == TIME_STAMP)?;
        let signed = Signed::of(token.value.whole)?;
        let stamp = Stamp::of(signed.content?)?;
        let certificate = signed.signer.certificate(&signed.certificates)?;
        (signed.check(Form::TimeStamp, &[self.value], certificate) == Check::Whole).then(|| stamp.time())
    }
}

fn listed(content: &[u8]) -> Option<Vec<Attribute<'_>>> {
    let all = elements(content)?.into_iter().map(|attribute| {
        let [kind, values] = elements(attribute.content)?[..] else { return None };
        Some(Attribute { kind: kind.content, value: *elements(values.content)?.first()? })
    });
    all.collect()
}

/// Nội dung của dấu thời gian (RFC 3161).
struct Stamp<'a> {
    digest: AlgorithmIdentifierOwned,
    of: &'a [u8],
    at: i64,
}

impl<'a> Stamp<'a> {
    fn of(content: &'a [u8]) -> Option<Self> {
        let parts = elements(element(content)?.content)?;
        let [digest, of] = elements(parts.get(2)?.content)?[..] else { return None };
        let digest = AlgorithmIdentifierOwned::from_der(digest.whole).ok()?;
        Some(Self { digest, of: of.content, at: time(parts.get(4)?)? })
    }

    fn is_of(&self, pieces: &[&[u8]]) -> Result<bool, String> {
        let hash = Hash::of(&self.digest.oid).ok_or_else(|| key::name(&self.digest.oid))?;
        Ok(hash.digest(pieces) == self.of)
    }

    fn time(&self) -> Time {
        Time { at: self.at, source: TimeSource::Stamp }
    }
}

/// “250702100500Z” or “20250702100500.5Z”, in seconds since 1970.
fn time(element: &Element<'_>) -> Option<i64> {
    const TWO_DIGITS: u8 = 0x17;
    const FOUR_DIGITS: u8 = 0x18;
    let text = std::str::from_utf8(element.content).ok()?;
    let (year, rest): (i16, &str) = match element.tag {
        TWO_DIGITS => {
            let year: i16 = text.get(..2)?.parse().ok()?;
            (if year < 50 { 2000 + year } else { 1900 + year }, &text[2..])
        }
        FOUR_DIGITS => (text.get(..4)?.parse().ok()?, &text[4..]),
        _ => return None,
    };
    let part = |at: usize| rest.get(at..at + 2)?.parse::<i8>().ok();
    let time = DateTime::new(year, part(0)?, part(2)?, part(4)?, part(6)?, part(8).unwrap_or(0), 0).ok()?;
    // The strict form knows no other zone.
    rest.ends_with('Z').then_some(())?;
    Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_both_lengths_are_read_and_nonsense_is_none() {
        let of = |tag, text: &str| time(&Element { tag, content: text.as_bytes(), whole: &[] });
        assert_eq!(of(0x17, "250702030500Z"), Some(1_751_425_500));
        assert_eq!(of(0x18, "20250702030500.25Z"), Some(1_751_425_500));
        for text in ["", "25", "2507é2030500Z", "251302030500Z", "250702030500+0700"] {
            assert_eq!(of(0x17, text), None, "{text}");
        }
    }
}
