#![no_main]

use jibao::ingest::document;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = document::read(bytes, Some("report.html"));
});
