//! Bytes as a file that somebody sent: read, or refused with a reason.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    kehoach_fuzz::files::try_file(bytes);
});
