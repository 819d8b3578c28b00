#![no_main]

use std::sync::LazyLock;

use jibao::catalogue::Catalogue;
use jibao::ingest::{Reading, document};
use jibao::language::vocabulary::Vocabulary;
use jibao::model::Hints;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::builtin().expect("no defect"));
static VOCABULARY: LazyLock<Vocabulary<'static>> = LazyLock::new(|| Vocabulary::new(&CATALOGUE));

// Any text is read to its end, and every figure stands where it says.
libfuzzer_sys::fuzz_target!(|text: &str| {
    let document = document::from_text(text.to_owned());
    let length = document.text.chars().count();
    let reading = Reading::of(document, &VOCABULARY, &Hints::default());
    for figure in &reading.extraction.figures {
        assert!(figure.char_start <= figure.char_end && figure.char_end <= length);
    }
});
