//! Thuật toán: digests, and whether a signature was made with the private half of a public key.

use der::asn1::ObjectIdentifier;
use der::{Decode, Encode};
use rsa::pkcs1::DecodeRsaPublicKey;
use rsa::signature::hazmat::PrehashVerifier;
use rsa::traits::SignatureScheme;
use rsa::{Pkcs1v15Sign, Pss, PublicKey};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

use super::state::Hash;

/// What came of a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Proof {
    Holds,
    Fails,
    /// The method, as the standards call it.
    Unsupported(String),
}

const SHA1: &str = "1.3.14.3.2.26";
const SHA256: &str = "2.16.840.1.101.3.4.2.1";
const SHA384: &str = "2.16.840.1.101.3.4.2.2";
const SHA512: &str = "2.16.840.1.101.3.4.2.3";
const RSA: &str = "1.2.840.113549.1.1.1";
const RSA_PSS: &str = "1.2.840.113549.1.1.10";
const MGF1: &str = "1.2.840.113549.1.1.8";
const EC_KEY: &str = "1.2.840.10045.2.1";
const P256: &str = "1.2.840.10045.3.1.7";
const P384: &str = "1.3.132.0.34";

/// Methods that are known by name, not by what they do.
const NAMES: &[(&str, &str)] = &[
    ("1.2.840.113549.2.5", "MD5"),
    ("2.16.840.1.101.3.4.2.4", "SHA-224"),
    ("2.16.840.1.101.3.4.2.8", "SHA3-256"),
    ("2.16.840.1.101.3.4.2.9", "SHA3-384"),
    ("2.16.840.1.101.3.4.2.10", "SHA3-512"),
    ("1.2.840.113549.1.1.4", "RSA với MD5"),
    ("1.2.840.113549.1.1.14", "RSA với SHA-224"),
    ("1.2.840.10040.4.1", "DSA"),
    ("1.2.840.10040.4.3", "DSA với SHA-1"),
    ("2.16.840.1.101.3.4.3.2", "DSA với SHA-256"),
    ("1.3.132.0.35", "ECDSA trên P-521"),
    ("1.3.132.0.10", "ECDSA trên secp256k1"),
    ("1.3.36.3.3.2.8.1.1.7", "ECDSA trên brainpoolP256r1"),
    ("1.3.36.3.3.2.8.1.1.11", "ECDSA trên brainpoolP384r1"),
    ("1.3.36.3.3.2.8.1.1.13", "ECDSA trên brainpoolP512r1"),
    ("1.3.101.112", "Ed25519"),
    ("1.3.101.113", "Ed448"),
    ("1.2.643.7.1.1.1.1", "GOST R 34.10-2012"),
    ("1.2.156.10197.1.501", "SM2 với SM3"),
    ("2.16.840.1.101.3.4.3.17", "ML-DSA-44"),
    ("2.16.840.1.101.3.4.3.18", "ML-DSA-65"),
    ("2.16.840.1.101.3.4.3.19", "ML-DSA-87"),
];

/// What a method is called, by its number where it has no name here.
pub(super) fn name(oid: &ObjectIdentifier) -> String {
    let oid = oid.to_string();
    NAMES.iter().find(|(known, _)| *known == oid).map_or(oid, |(_, name)| (*name).to_owned())
}

impl Hash {
    pub(super) fn of(oid: &ObjectIdentifier) -> Option<Self> {
        match oid.to_string().as_str() {
            SHA1 => Some(Self::Sha1),
            SHA256 => Some(Self::Sha256),
            SHA384 => Some(Self::Sha384),
            SHA512 => Some(Self::Sha512),
            _ => None,
        }
    }

    pub(super) fn digest(self, pieces: &[&[u8]]) -> Vec<u8> {
        fn all<D: Digest>(pieces: &[&[u8]]) -> Vec<u8> {
            let mut hasher = D::new();
            pieces.iter().for_each(|piece| hasher.update(piece));
            hasher.finalize().to_vec()
        }
        match self {
            Self::Sha1 => all::<Sha1>(pieces),
            Self::Sha256 => all::<Sha256>(pieces),
            Self::Sha384 => all::<Sha384>(pieces),
            Self::Sha512 => all::<Sha512>(pieces),
        }
    }
}

/// How a signature was made.
enum Method {
    Rsa(Hash),
    Pss { hash: Hash, salt: usize },
    Ecdsa(Hash),
}

impl Method {
    /// `stated` is the digest that is named beside the method, where the method leaves it open.
    fn of(algorithm: &AlgorithmIdentifierOwned, stated: Option<Hash>) -> Result<Self, String> {
        let oid = algorithm.oid.to_string();
        let unknown = || name(&algorithm.oid);
        Ok(match oid.as_str() {
            RSA => Self::Rsa(stated.ok_or_else(unknown)?),
            "1.2.840.113549.1.1.5" => Self::Rsa(Hash::Sha1),
            "1.2.840.113549.1.1.11" => Self::Rsa(Hash::Sha256),
            "1.2.840.113549.1.1.12" => Self::Rsa(Hash::Sha384),
            "1.2.840.113549.1.1.13" => Self::Rsa(Hash::Sha512),
            RSA_PSS => return Self::pss(algorithm),
            EC_KEY => Self::Ecdsa(stated.ok_or_else(unknown)?),
            "1.2.840.10045.4.1" => Self::Ecdsa(Hash::Sha1),
            "1.2.840.10045.4.3.2" => Self::Ecdsa(Hash::Sha256),
            "1.2.840.10045.4.3.3" => Self::Ecdsa(Hash::Sha384),
            "1.2.840.10045.4.3.4" => Self::Ecdsa(Hash::Sha512),
            _ => return Err(unknown()),
        })
    }

    fn pss(algorithm: &AlgorithmIdentifierOwned) -> Result<Self, String> {
        let other = |what: &str| format!("RSA-PSS, {what}");
        let unread = || other("tham số không đọc được");
        let bytes = match &algorithm.parameters {
            Some(parameters) => parameters.to_der().map_err(|_| unread())?,
            None => vec![0x30, 0],
        };
        let parameters = rsa::pkcs1::RsaPssParamsOwned::from_der(&bytes).map_err(|_| unread())?;
        let hash = Hash::of(&parameters.hash.oid).ok_or_else(|| other(&name(&parameters.hash.oid)))?;
        let mask = parameters.mask_gen.parameters.map(|inner| inner.oid);
        if parameters.mask_gen.oid.to_string() != MGF1 || mask.as_ref().and_then(Hash::of) != Some(hash) {
            return Err(other("hàm tạo mặt nạ khác hàm băm"));
        }
        Ok(Self::Pss { hash, salt: usize::from(parameters.salt_len) })
    }
}

/// Whether `value` is a signature by the private half of `key` over what `digest` gives the digest of.
pub(super) fn verify(
    key: &SubjectPublicKeyInfoOwned,
    algorithm: &AlgorithmIdentifierOwned,
    stated: Option<Hash>,
    digest: &dyn Fn(Hash) -> Vec<u8>,
    value: &[u8],
) -> Proof {
    let method = match Method::of(algorithm, stated) {
        Ok(method) => method,
        Err(name) => return Proof::Unsupported(name),
    };
    let held = match method {
        Method::Rsa(hash) => {
            let scheme = match hash {
                Hash::Sha1 => Pkcs1v15Sign::new::<Sha1>(),
                Hash::Sha256 => Pkcs1v15Sign::new::<Sha256>(),
                Hash::Sha384 => Pkcs1v15Sign::new::<Sha384>(),
                Hash::Sha512 => Pkcs1v15Sign::new::<Sha512>(),
            };
            rsa_key(key).map(|key| scheme.verify(&key, &digest(hash), value).is_ok())
        }
        Method::Pss { hash, salt } => rsa_key(key).map(|key| {
            let digest = digest(hash);
            match hash {
                Hash::Sha1 => Pss::<Sha1>::new_with_salt(salt).verify(&key, &digest, value),
                Hash::Sha256 => Pss::<Sha256>::new_with_salt(salt).verify(&key, &digest, value),
                Hash::Sha384 => Pss::<Sha384>::new_with_salt(salt).verify(&key, &digest, value),
                Hash::Sha512 => Pss::<Sha512>::new_with_salt(salt).verify(&key, &digest, value),
            }
            .is_ok()
        }),
        Method::Ecdsa(hash) => ecdsa(key, &digest(hash), value),
    };
    match held {
        Ok(true) => Proof::Holds,
        Ok(false) => Proof::Fails,
        Err(name) => Proof::Unsupported(name),
    }
}

fn rsa_key(key: &SubjectPublicKeyInfoOwned) -> Result<PublicKey, String> {
    match key.algorithm.oid.to_string().as_str() {
        RSA | RSA_PSS => {}
        _ => return Err(name(&key.algorithm.oid)),
    }
    let key = key.subject_public_key.raw_bytes();
    PublicKey::from_pkcs1_der(key).map_err(|_| "RSA, khóa không đọc được hoặc dài quá 4096 bit".to_owned())
}

fn ecdsa(key: &SubjectPublicKeyInfoOwned, digest: &[u8], value: &[u8]) -> Result<bool, String> {
    if key.algorithm.oid.to_string() != EC_KEY {
        return Err(name(&key.algorithm.oid));
    }
    let curve =
        key.algorithm.parameters.as_ref().and_then(|curve| curve.decode_as::<ObjectIdentifier>().ok());
    let Some(curve) = curve else { return Err("ECDSA trên đường cong riêng".to_owned()) };
    let point = key.subject_public_key.raw_bytes();
    let unread = |_| "ECDSA, khóa không đọc được".to_owned();
    // Less than half of the curve's size is more than the crates take.
    let too_short = |half: usize| (digest.len() < half).then(|| "ECDSA với hàm băm quá ngắn".to_owned());
    match curve.to_string().as_str() {
        P256 => {
            let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(unread)?;
            let Ok(value) = p256::ecdsa::Signature::from_der(value) else { return Ok(false) };
            too_short(16).map_or(Ok(()), Err)?;
            Ok(key.verify_prehash(digest, &value).is_ok())
        }
        P384 => {
            let key = p384::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(unread)?;
            let Ok(value) = p384::ecdsa::Signature::from_der(value) else { return Ok(false) };
            too_short(24).map_or(Ok(()), Err)?;
            Ok(key.verify_prehash(digest, &value).is_ok())
        }
        _ => Err(name(&curve)),
    }
}
