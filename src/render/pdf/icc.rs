//! Không gian màu sRGB: a minimal ICC profile (version 4.2), built from the figures of
//! IEC 61966-2-1 so that no third party's profile has to be carried along.

/// The profile: white point, primaries adapted to D50, and the one tone curve of all channels.
pub(super) fn srgb() -> Vec<u8> {
    let white = xyz([0.9642, 1.0, 0.8249]);
    let curve = parametric_curve();
    let text = |text: &str| multi_localized(text);
    let adaptation = [1.04788, 0.02292, -0.05020, 0.02959, 0.99048, -0.01707, -0.00923, 0.01508, 0.75168];
    let mut chad = b"sf32\0\0\0\0".to_vec();
    adaptation.iter().for_each(|value| chad.extend(fixed(*value)));
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", text("sRGB")),
        (b"cprt", text("CC0")),
        (b"wtpt", white),
        (b"chad", chad),
        (b"rXYZ", xyz([0.436_07, 0.222_49, 0.013_92])),
        (b"gXYZ", xyz([0.385_15, 0.716_87, 0.097_08])),
        (b"bXYZ", xyz([0.143_07, 0.060_61, 0.714_10])),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data = Vec::new();
    let start = 128 + 4 + 12 * tags.len();
    for (name, content) in tags {
        table.extend(name);
        table.extend(((start + data.len()) as u32).to_be_bytes());
        table.extend((content.len() as u32).to_be_bytes());
        data.extend(&content);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = header((start + data.len()) as u32);
    profile.extend(table);
    profile.extend(data);
    profile
}

fn header(size: u32) -> Vec<u8> {
    let mut header = size.to_be_bytes().to_vec();
    header.extend([0; 4]);
    header.extend([4, 0x20, 0, 0]);
    header.extend(b"mntrRGB XYZ ");
    // A fixed date, so that equal documents stay equal.
    for part in [2020_u16, 3, 5, 0, 0, 0] {
        header.extend(part.to_be_bytes());
    }
    header.extend(b"acsp");
    header.extend([0; 28]);
    [0.9642, 1.0, 0.8249].iter().for_each(|value| header.extend(fixed(*value)));
    header.resize(128, 0);
    header
}

/// s15Fixed16
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65536.0).round() as i32).to_be_bytes()
}

fn xyz(values: [f64; 3]) -> Vec<u8> {
    let mut tag = b"XYZ \0\0\0\0".to_vec();
    values.iter().for_each(|value| tag.extend(fixed(*value)));
    tag
}

/// Type 3: a power curve with a straight foot.
fn parametric_curve() -> Vec<u8> {
    let mut tag = b"para\0\0\0\0\0\x03\0\0".to_vec();
    let figures = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];
    figures.iter().for_each(|value| tag.extend(fixed(*value)));
    tag
}

fn multi_localized(text: &str) -> Vec<u8> {
    let mut tag = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS".to_vec();
    tag.extend(((text.len() * 2) as u32).to_be_bytes());
    tag.extend(28_u32.to_be_bytes());
    text.encode_utf16().for_each(|unit| tag.extend(unit.to_be_bytes()));
    tag
}
