//! `import --again`: what was said of a report on its first import holds on.

use super::failure::Failure;
use super::import::read;
use crate::ingest::Reading;
use crate::ingest::source::Source;
use crate::language::vocabulary::Vocabulary;
use crate::model::Hints;
use crate::store::Store;

/// The reading, with region, period, publication and title as they are stored where the text and the options say none.
pub fn with_what_is_known(
    reading: Reading,
    source: &Source,
    store: &Store,
    vocabulary: &Vocabulary<'_>,
    hints: &Hints,
) -> Result<Reading, Failure> {
    let Some(report) = store.known(&source.sha256())? else {
        return Ok(reading);
    };
    let known = store.report(report)?;
    let facts = &reading.extraction.facts;
    let filled = Hints {
        published: hints
            .published
            .or(known.published_on.filter(|_| facts.published.is_none())),
        region: hints.region.clone().or(known.region.filter(|_| facts.region.is_none())),
        period: hints.period.or(known.period.filter(|_| facts.period.is_none())),
        title: hints.title.clone().or(known.title.filter(|_| facts.title.is_none())),
        file_name: hints.file_name.clone(),
    };
    match filled == *hints {
        true => Ok(reading),
        false => read(source, vocabulary, &filled),
    }
}
