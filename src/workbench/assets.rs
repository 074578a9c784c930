//! Giao diện: the style sheet, the script and the mark, compiled in. Their addresses change with their bytes, so
//! that a browser may keep them.

use std::sync::LazyLock;

use crate::output::Digest;

/// One of them.
pub struct Asset {
    name: &'static str,
    pub kind: &'static str,
    pub text: &'static str,
}

const ASSETS: [Asset; 5] = [
    Asset {
        name: "ban-lam-viec.css",
        kind: "text/css; charset=utf-8",
        text: include_str!("../../assets/ban-lam-viec/ban-lam-viec.css"),
    },
    Asset {
        name: "ban-lam-viec.js",
        kind: "text/javascript; charset=utf-8",
        text: include_str!("../../assets/ban-lam-viec/ban-lam-viec.js"),
    },
    Asset {
        name: "bieu-mau.css",
        kind: "text/css; charset=utf-8",
        text: include_str!("../../assets/ban-lam-viec/bieu-mau.css"),
    },
    Asset {
        name: "bieu-mau.js",
        kind: "text/javascript; charset=utf-8",
        text: include_str!("../../assets/ban-lam-viec/bieu-mau.js"),
    },
    Asset { name: "dau.svg", kind: "image/svg+xml", text: include_str!("../../assets/ban-lam-viec/dau.svg") },
];

/// May be kept for a year: other bytes have another address.
pub const KEPT: &str = "private, max-age=31536000, immutable";

static DIGEST: LazyLock<String> = LazyLock::new(|| {
    let all: String = ASSETS.iter().map(|asset| asset.text).collect();
    Digest::of(all.as_bytes()).to_string().chars().take(12).collect()
});

/// Where a browser finds one of them.
pub fn address(name: &str) -> String {
    format!("/giao-dien/{}/{name}", *DIGEST)
}

/// The one at an address.
pub fn at(digest: &str, name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name && digest == *DIGEST)
}
