//! Bytes as the manifest of an output folder: nothing leads out of it, no person's file is given away.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    kehoach_fuzz::manifests::try_manifest(bytes);
});
