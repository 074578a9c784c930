//! Bytes as a font file, or as changes of a sound one: refused with a reason, or drawn.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = kehoach_fuzz::faces::try_face(bytes);
});
