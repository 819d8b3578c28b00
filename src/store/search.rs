//! Sentences with the words that are looked for.

use rusqlite::params;

use super::{Result, Store};

/// A sentence, and the first and last row of the ledger in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundSentence {
    /// Its report.
    pub report: i64,
    /// The sentence.
    pub sentence: String,
    /// Headings above it.
    pub section: Option<String>,
    /// The rows of the ledger that stand in it.
    pub figures: Vec<i64>,
}

impl Store {
    /// The sentences with figures that hold every one of `words`, letter for letter (Latin ones in any case), the latest
    /// report first; at most `most`.
    ///
    /// The words are compared as they are: `%` and `_` stand for themselves.
    pub fn sentences(&self, words: &[String], report: Option<i64>, most: usize) -> Result<Vec<FoundSentence>> {
        let words = serde_json::Value::from(words).to_string();
        let mut statement = self.connection.prepare_cached(
            "SELECT f.report_id, f.sentence, f.section, group_concat(f.id, ' ')
            FROM figure f
            WHERE (?2 IS NULL OR f.report_id = ?2)
                AND NOT EXISTS (SELECT 1 FROM json_each(?1) WHERE instr(lower(f.sentence), lower(value)) = 0)
            GROUP BY f.report_id, f.sentence
            ORDER BY f.report_id DESC, min(f.seq)
            LIMIT ?3",
        )?;
        let rows = statement.query_map(params![words, report, most as i64], |row| {
            let figures: String = row.get(3)?;
            Ok(FoundSentence {
                report: row.get(0)?,
                sentence: row.get(1)?,
                section: row.get(2)?,
                figures: figures.split(' ').filter_map(|id| id.parse().ok()).collect(),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
