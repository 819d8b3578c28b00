//! Which statement of a value is the current one: the latest publication's, whatever the order of import.

use rusqlite::{OptionalExtension, Transaction, params};

use super::{Error, Recorded};

/// A document of the same office on the same period: one edition.
struct Edition {
    id: i64,
    published: Option<String>,
    title: Option<String>,
}

/// Numbers the editions of the report's reporter and period by their day of publication, and says which is current.
pub fn settle_editions(transaction: &Transaction<'_>, report: i64) -> Result<Recorded, Error> {
    let mut editions = same_subject(transaction, report)?;
    editions.sort_by(|a, b| (&a.published, a.id).cmp(&(&b.published, b.id)));
    let last = editions.len().saturating_sub(1);
    let mut update = transaction
        .prepare_cached("UPDATE report SET edition = ?2, supersedes_id = ?3, is_current = ?4 WHERE id = ?1")?;
    let mut recorded = Recorded {
        report,
        edition: 1,
        supersedes: None,
    };
    let mut previous = None;
    for (index, edition) in editions.iter().enumerate() {
        update.execute(params![
            edition.id,
            index as i64 + 1,
            previous,
            i64::from(index == last)
        ])?;
        if edition.id == report {
            recorded = Recorded {
                report,
                edition: index as i64 + 1,
                supersedes: previous,
            };
        }
        previous = Some(edition.id);
    }
    Ok(recorded)
}

/// The report and the others of the same reporter (or, without one, region), period and title but for words of revision.
fn same_subject(transaction: &Transaction<'_>, report: i64) -> Result<Vec<Edition>, Error> {
    let mut statement = transaction.prepare_cached(
        "SELECT other.id, other.published_on, other.title FROM report mine
           JOIN report other ON other.id = mine.id
             OR (other.region_id = mine.region_id AND other.period_start = mine.period_start AND other.period_end = mine.period_end
                 AND (other.reporter IS mine.reporter OR other.reporter IS NULL OR mine.reporter IS NULL))
          WHERE mine.id = ?1",
    )?;
    let rows = statement.query_map([report], |row| {
        Ok(Edition {
            id: row.get(0)?,
            published: row.get(1)?,
            title: row.get(2)?,
        })
    })?;
    let editions: Vec<Edition> = rows.collect::<Result<_, _>>()?;
    let own = editions
        .iter()
        .find(|edition| edition.id == report)
        .and_then(|edition| edition.title.as_deref())
        .map(plain_title);
    Ok(editions
        .into_iter()
        .filter(|edition| edition.id == report || edition.title.as_deref().map(plain_title) == own)
        .collect())
}

/// A title without brackets, dates, blanks and words of revision.
fn plain_title(title: &str) -> String {
    let mut plain = String::new();
    let mut depth = 0u32;
    for c in title.chars() {
        match c {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 && c.is_alphanumeric() => plain.push(c),
            _ => {}
        }
    }
    ["更正版", "修订版", "更正", "修订", "订正", "重发", "勘误"]
        .iter()
        .fold(plain, |title, word| title.replace(word, ""))
}

/// Settles every value that the report (or an edition of it) states.
pub fn settle_observations(transaction: &Transaction<'_>, report: i64) -> Result<(), Error> {
    let mut keys = transaction.prepare_cached(
        "SELECT DISTINCT f.indicator_id, f.region_id, f.period_start, f.period_end, f.dimension, f.treatment
           FROM figure f
          WHERE f.kind = 'actual' AND f.period_start IS NOT NULL
            AND f.report_id IN (WITH RECURSIVE chain(id) AS (
                  SELECT ?1 UNION SELECT supersedes_id FROM report JOIN chain USING (id) WHERE supersedes_id IS NOT NULL
                  UNION SELECT r.id FROM report r JOIN chain ON r.supersedes_id = chain.id) SELECT id FROM chain)",
    )?;
    let mut winner = transaction.prepare_cached(
        "SELECT f.id FROM figure f JOIN report r ON r.id = f.report_id
          WHERE f.kind = 'actual' AND f.indicator_id = ?1 AND f.region_id IS ?2 AND f.period_start = ?3 AND f.period_end = ?4
            AND f.dimension IS ?5 AND f.treatment IS ?6
          ORDER BY r.is_current DESC, coalesce(r.published_on, '') DESC, r.id DESC, f.approx IS NOT NULL,
                   length(f.value_text) - coalesce(nullif(instr(f.value_text, '.'), 0), length(f.value_text)) DESC, f.seq
          LIMIT 1",
    )?;
    let mut settle = transaction.prepare_cached(
        "UPDATE figure SET superseded_by = CASE WHEN id = ?7 THEN NULL ELSE ?7 END
          WHERE kind = 'actual' AND indicator_id = ?1 AND region_id IS ?2 AND period_start = ?3 AND period_end = ?4
            AND dimension IS ?5 AND treatment IS ?6 AND superseded_by IS NOT CASE WHEN id = ?7 THEN NULL ELSE ?7 END",
    )?;
    type Key = (i64, Option<i64>, String, String, Option<String>, Option<String>);
    let found: Vec<Key> = keys
        .query_map([report], |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
                row.get(5)?,
            ))
        })?
        .collect::<Result<_, _>>()?;
    for (indicator, region, start, end, dimension, treatment) in found {
        let key = params![indicator, region, start, end, dimension, treatment];
        let current: Option<i64> = winner.query_row(key, |row| row.get(0)).optional()?;
        settle.execute(params![indicator, region, start, end, dimension, treatment, current])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::plain_title;

    #[test]
    fn a_reissue_has_the_same_title_but_for_the_word() {
        assert_eq!(
            plain_title("澄河区2024年三季度工作总结（更正版）"),
            plain_title("澄河区2024年三季度工作总结")
        );
        assert_ne!(
            plain_title("澄河区2024年三季度工作总结"),
            plain_title("澄河区2024年三季度环境质量状况")
        );
    }
}
