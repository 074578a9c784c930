use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::*;

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signatures");
    std::fs::read(folder.join(name)).unwrap()
}

fn roots() -> Roots {
    Roots::of([(PathBuf::from("goc.crt"), fixture("goc.crt"))]).0
}

fn of(name: &str) -> Signing {
    read(&fixture(name), &Roots::default())
}

fn changes(name: &str) -> Vec<Change> {
    match of(name) {
        Signing::Changed { changes, .. } => changes,
        other => panic!("{name}: {other:?}"),
    }
}

fn only(name: &str) -> Signature {
    match of(name).signatures() {
        [only] => only.clone(),
        other => panic!("{name}: {other:?}"),
    }
}

fn trust(name: &str) -> Trust {
    let signing = read(&fixture(name), &roots());
    assert!(matches!(signing, Signing::Intact { .. }), "{name}: {signing:?}");
    signing.signatures()[0].by.as_ref().unwrap().trust.clone()
}

#[test]
fn a_signature_of_every_usual_method_is_whole_and_names_its_signer() {
    let signed = [
        ("rsa.pdf", "NGUYỄN VĂN A", Hash::Sha256),
        ("pss.pdf", "NGUYỄN VĂN A", Hash::Sha512),
        ("sha1.pdf", "NGUYỄN VĂN A", Hash::Sha1),
        ("p256.pdf", "SỞ TÀI CHÍNH", Hash::Sha256),
        ("p384.pdf", "P384", Hash::Sha384),
        ("nen.pdf", "SỞ TÀI CHÍNH", Hash::Sha256),
        ("ber.pdf", "NGUYỄN VĂN A", Hash::Sha256),
    ];
    for (name, signer, hash) in signed {
        let signing = of(name);
        assert!(matches!(signing, Signing::Intact { .. }), "{name}: {signing:?}");
        let signature = only(name);
        let by = signature.by.unwrap();
        assert_eq!((by.name.as_str(), by.issuer.as_str()), (signer, "CA thử nghiệm cấp dưới"), "{name}");
        assert_eq!((signature.check, signature.hash), (Check::Whole, Some(hash)), "{name}");
        assert!(signature.time.is_some(), "{name}");
    }
}

#[test]
fn both_fields_are_told_apart_and_an_empty_one_is_named() {
    let Signing::Intact { signed } = of("hai-chu-ky.pdf") else { panic!() };
    let fields: Vec<&str> = signed.signatures.iter().map(|signature| signature.field.as_str()).collect();
    assert_eq!(fields, ["ky_nguoi_co_tham_quyen", "dau_co_quan"]);
    assert!(signed.empty.is_empty());
    let Signing::Intact { signed } = of("p256.pdf") else { panic!() };
    assert_eq!((signed.signatures[0].field.as_str(), signed.empty.len()), ("dau_co_quan", 1));
    let told = of("p256.pdf").told();
    for part in ["đã ký số: cơ quan, tổ chức: SỞ TÀI CHÍNH", "ô còn trống: người có thẩm quyền"]
    {
        assert!(told.contains(part), "{told}");
    }
}

#[test]
fn a_file_that_nobody_signed_is_unsigned_and_one_that_is_no_pdf_is_said_to_be_none() {
    assert_eq!(of("chua-ky.pdf"), Signing::Unsigned);
    assert_eq!(read(b"van ban", &roots()), Signing::Unreadable { why: Why::NotPdf });
    assert_eq!(read(b"", &roots()), Signing::Unreadable { why: Why::NotPdf });
    let whole = fixture("chua-ky.pdf");
    let cut = read(&whole[..whole.len() / 2], &roots());
    assert_eq!(cut, Signing::Unreadable { why: Why::CutShort }, "what is lost may have been a signature");
    let fake = b"%PDF-1.7\n1 0 obj <</Type /Sig /ByteRange [0 10 20 30]>> endobj\n%%EOF";
    let signing = read(fake, &roots());
    assert!(matches!(signing, Signing::Unreadable { why: Why::Structure }), "{signing:?}");
    assert_eq!(signing.label(), "không đọc được chữ ký số");
}

#[test]
fn what_was_done_after_signing_is_named() {
    let expected = [
        ("sua-mot-byte.pdf", Change::Bytes),
        ("hong-bang.pdf", Change::Bytes),
        ("chung-thu-khac.pdf", Change::Forged),
        ("doi-noi-dung.pdf", Change::Content),
        ("doi-tai-cho.pdf", Change::Content),
        ("them-hinh.pdf", Change::Annotation),
        ("hinh-o-trong.pdf", Change::Annotation),
        ("hinh-o-trong-tai-cho.pdf", Change::Content),
        ("go-chu-ky.pdf", Change::Removed),
        ("them-duoi.pdf", Change::Appended),
        ("cat-duoi.pdf", Change::CutShort),
        ("cam-sua.pdf", Change::Forbidden),
    ];
    for (name, change) in expected {
        assert_eq!(changes(name), [change], "{name}");
        assert!(of(name).told().starts_with("bị sửa sau khi ký số: "), "{}", of(name).told());
    }
}

#[test]
fn bytes_that_came_or_went_before_the_signature_are_a_change() {
    for name in ["rsa.pdf", "nen.pdf", "hai-chu-ky.pdf"] {
        let whole = fixture(name);
        for at in [20, 100, 700] {
            let more = [&whole[..at], b"   ", &whole[at..]].concat();
            let less = [&whole[..at], &whole[at + 1..]].concat();
            for bytes in [more, less] {
                let signing = read(&bytes, &Roots::default());
                let Signing::Changed { changes, .. } = signing else { panic!("{name}, {at}: {signing:?}") };
                assert!(
                    changes.contains(&Change::Bytes) || changes.contains(&Change::CutShort),
                    "{changes:?}"
                );
            }
        }
    }
}

#[test]
fn a_further_signature_is_no_change_even_in_a_field_of_its_own() {
    for name in ["hai-chu-ky.pdf", "o-moi.pdf"] {
        let signing = of(name);
        assert!(matches!(signing, Signing::Intact { .. }), "{name}: {signing:?}");
        assert_eq!(signing.signatures().len(), 2, "{name}");
        assert!(signing.signatures().iter().all(|signature| signature.before_next.is_empty()), "{name}");
    }
}

#[test]
fn what_stands_on_the_page_before_the_last_signature_is_covered_by_it_and_told() {
    let signing = of("them-hinh-roi-ky.pdf");
    assert!(matches!(signing, Signing::Intact { .. }), "{signing:?}");
    assert_eq!(signing.signatures()[0].before_next, [Change::Annotation]);
    assert!(signing.told().contains("trước lần ký sau có thêm"), "{}", signing.told());
}

#[test]
fn a_method_that_is_not_known_is_named_and_never_called_whole() {
    for (name, method) in
        [("p521.pdf", "ECDSA trên P-521"), ("ed25519.pdf", "Ed25519"), ("sha3.pdf", "SHA3-256")]
    {
        let signing = of(name);
        assert!(matches!(signing, Signing::Unchecked { .. }), "{name}: {signing:?}");
        let told = format!("không kiểm tra được: thuật toán {method}");
        assert!(signing.told().contains(&told), "{}", signing.told());
    }
}

#[test]
fn without_a_root_nobody_is_vouched_for() {
    for name in ["rsa.pdf", "hai-chu-ky.pdf", "het-han.pdf", "trung-ten.pdf"] {
        let signing = of(name);
        let trusts = signing.signatures().iter().map(|signature| &signature.by.as_ref().unwrap().trust);
        assert!(trusts.clone().all(|trust| *trust == Trust::NotAsked), "{name}");
        let told = signing.told();
        assert!(told.contains("chưa kiểm tra được chứng thư") && !told.contains("hợp lệ"), "{told}");
    }
}

#[test]
fn a_root_vouches_for_whom_it_leads_to_and_for_nobody_else() {
    let root = Trust::Trusted { root: "CA thử nghiệm gốc".to_owned() };
    for name in ["rsa.pdf", "p256.pdf", "pss.pdf", "dau-thoi-gian.pdf", "ber.pdf"] {
        assert_eq!(trust(name), root, "{name}");
    }
    let refused = [
        ("het-han.pdf", Fault::OutOfTime),
        ("khong-phai-ca.pdf", Fault::NotAuthority),
        ("trung-ten.pdf", Fault::BadSignature),
    ];
    for (name, fault) in refused {
        assert_eq!(trust(name), Trust::Refused { fault }, "{name}");
    }
    let (own, faults) = Roots::of([(PathBuf::from("a.cer"), fixture("goc.cer"))]);
    assert!(faults.is_empty(), "{faults:?}");
    assert!(
        read(&fixture("rsa.pdf"), &own).told().contains("hợp lệ lúc ký theo chứng thư gốc CA thử nghiệm gốc")
    );
}

#[test]
fn the_time_says_whose_clock_it_is() {
    let stamped = only("dau-thoi-gian.pdf").time.unwrap();
    assert_eq!((stamped.at, stamped.source), (1_751_425_500, TimeSource::Stamp));
    assert!(of("dau-thoi-gian.pdf").told().contains("02/7/2025 10:05 (dấu thời gian)"));
    assert_eq!(only("rsa.pdf").time.unwrap().source, TimeSource::Signer);
    assert_eq!(only("p256.pdf").time.unwrap().source, TimeSource::File);
}

#[test]
fn no_byte_that_is_signed_can_change_unseen() {
    for name in ["rsa.pdf", "nen.pdf", "hai-chu-ky.pdf"] {
        let whole = fixture(name);
        let gaps: Vec<std::ops::Range<usize>> = memmem::find_iter(&whole, b"/Contents <")
            .map(|at| at..at + memmem::find(&whole[at..], b">").unwrap())
            .collect();
        for at in (0..whole.len()).step_by(7).filter(|at| !gaps.iter().any(|gap| gap.contains(at))) {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            let signing = read(&bytes, &Roots::default());
            assert!(
                !matches!(signing, Signing::Intact { .. } | Signing::Unsigned),
                "{name}, byte {at}: {signing:?}"
            );
        }
    }
}

#[test]
fn a_file_that_is_cut_anywhere_is_never_called_whole() {
    let whole = fixture("rsa.pdf");
    let signed = memmem::rfind(&whole, b"/ByteRange").unwrap();
    for length in (0..whole.len() - 1).step_by(11) {
        let signing = read(&whole[..length], &Roots::default());
        assert!(!matches!(signing, Signing::Intact { .. }), "{length}");
        assert!(length < signed + 100 || signing.may_be_signed(), "{length}: {signing:?}");
    }
}

/// Every fixture with bytes of all kinds in the wrong places.
#[test]
fn whatever_the_bytes_are_there_is_an_answer() {
    static ALL: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        ["hai-chu-ky.pdf", "nen.pdf", "dau-thoi-gian.pdf", "doi-noi-dung.pdf"].map(fixture).to_vec()
    });
    let mut state = 20_250_702_u64;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let roots = roots();
    for turn in 0..1_500 {
        let mut bytes = all[turn % all.len()].clone();
        for _ in 0..=random(6) {
            let at = random(bytes.len());
            match random(4) {
                0 => bytes[at] = random(256) as u8,
                1 => bytes[at] = b"0123456789<>[]()/ RABobj"[random(24)],
                2 => drop(bytes.drain(at..(at + random(40)).min(bytes.len()))),
                _ => {
                    let piece = bytes[at..(at + random(200)).min(bytes.len())].to_vec();
                    bytes.splice(at..at, piece);
                }
            }
            if bytes.is_empty() {
                break;
            }
        }
        let _ = read(&bytes, &roots).told();
    }
}

/// A file around some objects, with a table that is right.
fn file(objects: &[&str]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, body) in (1..).zip(objects) {
        places.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n{body}\nendobj\n").into_bytes());
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    places.iter().for_each(|at| bytes.extend(format!("{at:010} 00000 n \n").into_bytes()));
    let end = format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    bytes.extend(end.into_bytes());
    bytes
}

fn with_signature(value: &str) -> Vec<u8> {
    file(&[
        "<</Type/Catalog/AcroForm<</Fields[2 0 R]>>>>",
        "<</FT/Sig/T(dau_co_quan)/V 3 0 R>>",
        &format!("<</Type/Sig/SubFilter/adbe.pkcs7.detached{value}>>"),
    ])
}

#[test]
fn a_range_that_cannot_be_is_unreadable() {
    for range in [
        "[0 -10 20 30]",
        "[0 20 10 30]",
        "[0 10 20 99999999999999999999]",
        "[0 9223372036854775807 9223372036854775807 9223372036854775807]",
        "[0 10 10 5]",
        "[]",
        "[/a (b) null [] 1]",
        "7",
    ] {
        let signing = read(&with_signature(&format!("/ByteRange {range}/Contents<3000>")), &roots());
        assert!(matches!(signing, Signing::Unreadable { .. }), "{range}: {signing:?}");
    }
}

#[test]
fn a_signature_that_is_something_else_is_unreadable() {
    for contents in ["<00>", "<3080>", "<30820000>", "()", "<ff>", "<3003020101>", "<>"] {
        let mut bytes =
            with_signature(&format!("/ByteRange [0 0000000000 0000000000 0000000000]/Contents{contents}"));
        let gap = memmem::find(&bytes, b"/Contents").unwrap() + b"/Contents".len();
        let after = gap + contents.len();
        let range = format!("[0 {gap:010} {after:010} {:010}]", bytes.len() - after);
        let at = memmem::find(&bytes, b"[0 0000000000").unwrap();
        bytes[at..at + range.len()].copy_from_slice(range.as_bytes());
        let signing = read(&bytes, &roots());
        assert!(matches!(signing, Signing::Unreadable { .. }), "{contents}: {signing:?}");
    }
}

#[test]
fn loops_and_depths_come_to_an_end() {
    let mark = "<</ByteRange[0 1 2 3]>>";
    let looped =
        file(&["<</AcroForm<</Fields[2 0 R 1 0 R]>>>>", "<</FT/Sig/T(a)/Kids[2 0 R 1 0 R]/V 2 0 R>>", mark]);
    let _ = read(&looped, &roots());
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let _ = read(&file(&[&deep, mark]), &roots());
    let _ = read(&file(&["<</AcroForm<</Fields 2 0 R>>>>", &deep, mark]), &roots());
    let mut chained = file(&["<<>>", mark]);
    let at = memmem::rfind(&chained, b"xref\n0").unwrap();
    let trailer = memmem::rfind(&chained, b"/Root").unwrap();
    chained.splice(trailer..trailer, format!("/Prev {at}").into_bytes());
    assert!(matches!(read(&chained, &roots()), Signing::Unreadable { why: Why::Structure }));
    let endless = b"%PDF-1.7\n/ByteRange xref\n0 18446744073709551615\ntrailer<<>>startxref\n20\n%%EOF";
    assert!(matches!(read(endless, &roots()), Signing::Unreadable { why: Why::Structure }));
}

#[test]
fn a_stream_that_unpacks_without_end_is_not_unpacked() {
    use std::io::Write;
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    (0..64).for_each(|_| packed.write_all(&[0; 1 << 20]).unwrap());
    let packed = packed.finish().unwrap();
    let mut bytes = b"%PDF-1.7\n% /ByteRange\n".to_vec();
    let at = bytes.len();
    let head = format!(
        "1 0 obj\n<</Type/XRef/W[1 4 2]/Index[0 9999999]/Size 9999999/Filter/FlateDecode/Length {}>>\nstream\n",
        packed.len()
    );
    bytes.extend(head.into_bytes());
    bytes.extend(packed);
    bytes.extend(format!("\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n").into_bytes());
    assert_eq!(read(&bytes, &roots()), Signing::Unreadable { why: Why::Structure });
}

#[test]
fn a_large_file_full_of_marks_is_answered() {
    let mut bytes = fixture("rsa.pdf");
    let marks = b"9 0 obj <</ByteRange [0 1 2 3] /Contents <00>>> endobj\n".repeat(900_000);
    bytes.extend(marks);
    let signing = read(&bytes, &Roots::default());
    assert!(matches!(signing, Signing::Changed { .. }), "{}", signing.label());
    let size = usize::try_from(MAX_BYTES).unwrap() + 1;
    assert_eq!(read(&vec![b'a'; size], &Roots::default()), Signing::Unreadable { why: Why::TooLarge });
}

#[test]
fn what_was_found_is_remembered_as_it_was() {
    for name in ["hai-chu-ky.pdf", "cam-sua.pdf", "sha3.pdf", "chua-ky.pdf", "het-han.pdf"] {
        let signing = read(&fixture(name), &roots());
        let text = serde_json::to_string(&signing).unwrap();
        assert_eq!(serde_json::from_str::<Signing>(&text).unwrap(), signing, "{text}");
    }
}

#[test]
fn number_and_day_filled_into_blanks_after_the_leader_signed_leave_the_signature_whole_and_are_told() {
    let Signing::Intact { signed } = of("dien-sau-khi-ky.pdf") else {
        panic!("{:?}", of("dien-sau-khi-ky.pdf"))
    };
    assert_eq!(signed.signatures[0].after, [Change::Filled]);
    assert_eq!(Stage::of(&of("dien-sau-khi-ky.pdf")), Stage::SignedByLeader);
    let told = of("dien-sau-khi-ky.pdf").told();
    assert!(told.contains("sau khi ký có điền ô còn trống, chưa chữ ký nào bảo đảm"), "{told}");

    let Signing::Intact { signed } = of("dien-roi-dong-dau.pdf") else { panic!() };
    assert_eq!(signed.signatures[0].before_next, [Change::Filled]);
    assert!(signed.signatures.iter().all(|signature| signature.after.is_empty()));
    assert_eq!(Stage::of(&of("dien-roi-dong-dau.pdf")), Stage::Sealed);
}

#[test]
fn what_is_filled_where_it_may_not_be_is_a_change() {
    assert_eq!(changes("dien-phu-trang.pdf"), [Change::Form], "a field that grew over the page");
    assert_eq!(changes("dien-hai-lan.pdf"), [Change::Form], "a number that the leader had signed");
    assert_eq!(changes("khoa-o.pdf"), [Change::Form], "a field that the signature locks");
    assert_eq!(changes("cam-sua-dien.pdf"), [Change::Forbidden]);
    assert_eq!(Stage::of(&of("khoa-o.pdf")), Stage::Broken);
}

#[test]
fn a_file_says_how_far_it_is_on_its_way() {
    let stages = [
        ("chua-ky.pdf", Stage::Unsigned),
        ("rsa.pdf", Stage::SignedByLeader),
        ("hai-chu-ky.pdf", Stage::Sealed),
        ("p256.pdf", Stage::SealedOnly),
        ("o-moi.pdf", Stage::Elsewhere),
        ("sua-mot-byte.pdf", Stage::Broken),
    ];
    for (name, stage) in stages {
        assert_eq!(Stage::of(&of(name)), stage, "{name}");
    }
}

#[test]
fn this_program_fills_what_the_leader_signed_by_adding_behind_it() {
    use crate::official::EntryField::{Day, Month, Number};
    let signed = fixture("lanh-dao-ky.pdf");
    assert_eq!(fill::blank(&signed), [Number, Day, Month]);
    let entries = [(Number, "175".to_owned()), (Day, "02".to_owned()), (Month, "7".to_owned())];
    let filled = fill::fill(&signed, &entries).unwrap();
    assert!(filled.starts_with(&signed), "what was signed stands as it was");
    let signing = read(&filled, &Roots::default());
    assert!(matches!(signing, Signing::Intact { .. }), "{signing:?}");
    assert_eq!(Stage::of(&signing), Stage::SignedByLeader);
    assert_eq!(signing.signatures()[0].after, [Change::Filled]);
    assert_eq!(fill::blank(&filled), []);
    assert_eq!(
        fill::fill(&filled, &entries[..1]),
        Err(fill::NotFilled::NoField(Number)),
        "not a second time"
    );
    let long = [(Number, "17500000".to_owned())];
    assert_eq!(fill::fill(&signed, &long), Err(fill::NotFilled::TooLong(Number)));
    assert_eq!(fill::fill(&fixture("rsa.pdf"), &entries), Err(fill::NotFilled::NoField(Number)));
}
