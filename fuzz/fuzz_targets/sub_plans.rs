//! Bytes as the parts of up to three agencies, with the commands' own choice of which errors stop what.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = kehoach_fuzz::parts::try_parts(bytes);
});
