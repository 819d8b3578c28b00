//! Is a report a re-issue, and of which? Editions supersede one another; none is deleted.
//!
//! A re-issue has the region and period of an earlier report, no other reporter, and no other title. Its editions are
//! numbered by day of publication, an unknown day first, then in the order of import: an older edition that is loaded
//! late takes its place before the newer ones.

use rusqlite::{Connection, params};

use super::Result;

/// Where a report stands among the editions of its kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Settled {
    /// From 1.
    pub edition: i64,
    /// The edition before it.
    pub supersedes: Option<i64>,
    /// Other reports whose edition has another number now.
    pub renumbered: Vec<i64>,
}

/// A report of the same region and period.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sibling {
    id: i64,
    title: Option<String>,
    reporter: Option<String>,
    /// ISO text sorts as dates do, and unknown first.
    published_on: Option<String>,
    edition: i64,
    supersedes: Option<i64>,
}

/// Finds the editions of a report that was just inserted and numbers them.
pub(super) fn settle(connection: &Connection, report: i64) -> Result<Settled> {
    let siblings = siblings(connection, report)?;
    let Some(new) = siblings.iter().find(|sibling| sibling.id == report) else {
        return Ok(Settled {
            edition: 1,
            ..Settled::default()
        });
    };
    let mut settled = Settled::default();
    let mut before = None;
    for (index, sibling) in family(new, &siblings).into_iter().enumerate() {
        let edition = index as i64 + 1;
        if (sibling.edition, sibling.supersedes) != (edition, before) {
            connection
                .prepare_cached("UPDATE report SET edition = ?2, supersedes_id = ?3 WHERE id = ?1")?
                .execute(params![sibling.id, edition, before])?;
        }
        if sibling.id == report {
            (settled.edition, settled.supersedes) = (edition, before);
        } else if sibling.edition != edition {
            settled.renumbered.push(sibling.id);
        }
        before = Some(sibling.id);
    }
    Ok(settled)
}

/// The reports of the same region and period, the report itself among them; none when either is unknown.
fn siblings(connection: &Connection, report: i64) -> Result<Vec<Sibling>> {
    let mut statement = connection.prepare_cached(
        "SELECT other.id, other.title, other.reporter, other.published_on, other.edition, other.supersedes_id
        FROM report new
        JOIN report other ON other.region_id = new.region_id
            AND other.period_start = new.period_start AND other.period_end = new.period_end
        WHERE new.id = ?1
        ORDER BY other.published_on, other.id",
    )?;
    let siblings = statement.query_map([report], |row| {
        Ok(Sibling {
            id: row.get(0)?,
            title: row.get(1)?,
            reporter: row.get(2)?,
            published_on: row.get(3)?,
            edition: row.get(4)?,
            supersedes: row.get(5)?,
        })
    })?;
    Ok(siblings.collect::<Result<_, _>>()?)
}

/// The editions that the new report belongs to, in order: those of the latest report that it could be a re-issue of.
fn family<'a>(new: &'a Sibling, siblings: &'a [Sibling]) -> Vec<&'a Sibling> {
    let earlier = siblings.iter().filter(|sibling| sibling.id != new.id);
    let model = earlier
        .filter(|sibling| is_same_report(new, sibling))
        .max_by_key(|sibling| (&sibling.published_on, sibling.id));
    let first = model.map(|model| first_edition(model, siblings));
    let belongs = |sibling: &&Sibling| sibling.id == new.id || Some(first_edition(sibling, siblings)) == first;
    siblings.iter().filter(belongs).collect()
}

/// The report at the beginning of a chain of editions; the edition numbers fall, so the walk ends.
fn first_edition(report: &Sibling, siblings: &[Sibling]) -> i64 {
    let mut at = report;
    while let Some(before) = at
        .supersedes
        .and_then(|id| siblings.iter().find(|sibling| sibling.id == id))
        && before.edition < at.edition
    {
        at = before;
    }
    at.id
}

fn is_same_report(one: &Sibling, other: &Sibling) -> bool {
    let same = |one: &Option<String>, other: &Option<String>, equal: fn(&str, &str) -> bool| {
        one.as_deref()
            .zip(other.as_deref())
            .is_none_or(|(one, other)| equal(one, other))
    };
    same(&one.reporter, &other.reporter, |one, other| one == other)
        && same(&one.title, &other.title, |one, other| essence(one) == essence(other))
}

/// What is left of a title without the words and dates in which a re-issue differs, and without punctuation.
fn essence(title: &str) -> String {
    const WORDS: [&str; 6] = ["更正", "修订", "修正", "订正", "版", "稿"];
    let mut rest = without_dates(title);
    for word in WORDS {
        rest = rest.replace(word, "");
    }
    rest.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn without_dates(title: &str) -> String {
    let in_date = |c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '-' | '.' | '/');
    let mut kept = String::new();
    let mut rest = title;
    while !rest.is_empty() {
        let plain = rest.find(in_date).unwrap_or(rest.len());
        kept.push_str(&rest[..plain]);
        rest = &rest[plain..];
        let run = rest.find(|c| !in_date(c)).unwrap_or(rest.len());
        if !is_date(&rest[..run]) {
            kept.push_str(&rest[..run]);
        }
        rest = &rest[run..];
    }
    kept
}

/// `2024年4月12日`, `2024-04-12`, `20240412`.
fn is_date(run: &str) -> bool {
    let parts: Vec<&str> = run
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    match parts[..] {
        [year, _, _] => year.len() == 4,
        [day] => day.len() == 8,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_a_re_issue_are_the_same() {
        for (one, other) in [
            ("云溪县2024年一季度工作总结", "云溪县2024年一季度工作总结（更正版）"),
            ("云溪县2024年一季度工作总结(20240412)", "云溪县2024年一季度工作总结"),
            (
                "关于修订一季度工作总结的通报 2024年4月12日",
                "关于一季度工作总结的通报 2024-05-06",
            ),
        ] {
            assert_eq!(essence(one), essence(other));
        }
    }

    #[test]
    fn titles_of_other_reports_are_not() {
        for (one, other) in [
            ("2024年一季度PM2.5通报", "2024年一季度PM10通报"),
            ("云溪县一季度工作总结", "云溪县一季度环境质量公报"),
            ("2023年一季度工作总结", "2024年一季度工作总结"),
        ] {
            assert_ne!(essence(one), essence(other));
        }
    }
}
