//! What there is to know of the signatures of a file. The memory of a folder keeps it as it stands here.

use serde::{Deserialize, Serialize};

/// Tình trạng chữ ký số của một tệp.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Signing {
    /// Chưa ký số.
    Unsigned,
    /// Đã ký số: what was signed is whole, and nothing but further signatures came after the last one.
    Intact {
        #[serde(flatten)]
        signed: Signatures,
    },
    /// Bị sửa sau khi ký số.
    Changed {
        #[serde(flatten)]
        signed: Signatures,
        changes: Vec<Change>,
    },
    /// Có chữ ký số mà chương trình không kiểm tra được: a method that it does not know.
    Unchecked {
        #[serde(flatten)]
        signed: Signatures,
    },
    /// Không đọc được chữ ký số.
    Unreadable { why: Why },
}

/// The signatures of a file, and its fields that wait for one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Signatures {
    /// In the order in which they were made.
    pub signatures: Vec<Signature>,
    /// Ô ký còn trống.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub empty: Vec<String>,
}

/// Một chữ ký.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Tên ô ký.
    pub field: String,
    /// Dấu thời gian của cả tệp (DocTimeStamp), which nobody signed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub time_stamp: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Certificate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Time>,
    pub check: Check,
    /// Thuật toán băm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<Hash>,
    /// What was added before the next signature, which covers it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before_next: Vec<Change>,
    /// What was added after it that leaves it whole, and that no later signature covers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<Change>,
}

/// Chứng thư của người ký.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Whom it is made out to.
    pub name: String,
    /// Who issued it.
    pub issuer: String,
    pub trust: Trust,
}

/// Whether the bytes that a signature covers are those that were signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Check {
    Whole,
    /// Their digest is another than the one signed.
    Altered,
    /// The signature was not made with the key of the certificate in it.
    Forged,
    Unsupported {
        /// As the standards call it.
        method: String,
    },
    Unreadable {
        why: Why,
    },
}

/// Thời điểm ký.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// Seconds since 1970.
    pub at: i64,
    pub source: TimeSource,
}

/// Who says when a signature was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeSource {
    /// A time stamp over the signature.
    Stamp,
    /// The signer's computer, in what was signed.
    Signer,
    /// The file, beside the signature.
    File,
}

/// Whether a root that the office trusts vouches for a certificate. Revocation is not looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Trust {
    /// The office has given no root.
    NotAsked,
    Trusted {
        root: String,
    },
    Refused {
        fault: Fault,
    },
}

/// Why no root vouches for a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// None of the certificates in between leads to a root.
    NoPath,
    /// A certificate on the way was signed by another than it says.
    BadSignature,
    /// Who issued it is no certification authority.
    NotAuthority,
    /// Chưa có hiệu lực hoặc đã hết hạn lúc ký.
    OutOfTime,
    /// When it was signed is not known.
    NoTime,
    /// A certificate on the way is signed by a method that the program does not know.
    Unsupported,
    /// The certificate is not for signing documents.
    NotForSigning,
}

/// Thuật toán băm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

/// What was done to a file after it was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The signed bytes themselves.
    Bytes,
    /// The signature itself.
    Forged,
    /// The end of the file is gone.
    CutShort,
    /// Text, pictures, pages.
    Content,
    /// Chú thích, con dấu hay hình đặt thêm lên trang.
    Annotation,
    /// Ô điền.
    Form,
    /// Ô điền còn trống lúc ký được điền: nothing of what was signed is another.
    Filled,
    /// The frame of the file, which decides what is shown.
    Structure,
    /// Bytes behind its end.
    Appended,
    /// A signature was taken away.
    Removed,
    /// The first signature allows no change, a signature neither.
    Forbidden,
}

/// Why a file cannot be read as signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It is no PDF, and says nothing of a signature.
    NotPdf,
    TooLarge,
    /// Its objects cannot be followed.
    Structure,
    /// It has a password.
    Encrypted,
    /// More signatures or objects than any document has.
    TooMuch,
    /// A signature does not say which bytes it covers, or not those around it.
    Range,
    /// It covers bytes that the file does not have.
    CutShort,
    /// What should be the signature is something else.
    Signature,
    /// The certificate of the signer is not in it.
    NoCertificate,
}

impl Check {
    /// What must have been done to the file.
    pub(super) fn change(&self) -> Option<Change> {
        match self {
            Self::Altered => Some(Change::Bytes),
            Self::Forged => Some(Change::Forged),
            Self::Unreadable { why: Why::CutShort } => Some(Change::CutShort),
            Self::Whole | Self::Unsupported { .. } | Self::Unreadable { .. } => None,
        }
    }
}

impl Change {
    /// Whether a signature that comes after may vouch for it: what stands on the page beside the text.
    pub(super) fn may_be_covered(self) -> bool {
        match self {
            Self::Annotation | Self::Form | Self::Filled => true,
            Self::Bytes
            | Self::Forged
            | Self::CutShort
            | Self::Content
            | Self::Structure
            | Self::Appended
            | Self::Removed
            | Self::Forbidden => false,
        }
    }
}

impl Signing {
    /// Whether somebody signed the file, or may have: such a file is out of the drafter's hands.
    pub fn may_be_signed(&self) -> bool {
        match self {
            Self::Unsigned | Self::Unreadable { why: Why::NotPdf } => false,
            Self::Intact { .. } | Self::Changed { .. } | Self::Unchecked { .. } | Self::Unreadable { .. } => {
                true
            }
        }
    }

    pub fn signatures(&self) -> &[Signature] {
        match self {
            Self::Intact { signed } | Self::Changed { signed, .. } | Self::Unchecked { signed } => {
                &signed.signatures
            }
            Self::Unsigned | Self::Unreadable { .. } => &[],
        }
    }
}
