//! Fills `data_dictionary` from the comments of the schema, so that `.schema` and the dictionary cannot disagree.
//!
//! A line that ends with `-- 中文 | English` documents what it declares: the table or view that it opens, the column
//! that it begins with (in a table), or the column whose name it ends with (in a view).

use rusqlite::{Connection, params};

use super::Result;

/// The tables that this program does not declare itself.
const UNDECLARED: [Entry<'static>; 5] = [
    Entry {
        column: None,
        zh: "数据库结构的升级记录",
        en: "Record of schema changes",
    },
    Entry {
        column: Some("version"),
        zh: "版本",
        en: "Version",
    },
    Entry {
        column: Some("name"),
        zh: "名称",
        en: "Name",
    },
    Entry {
        column: Some("applied_on"),
        zh: "升级时间",
        en: "When it was applied",
    },
    Entry {
        column: Some("checksum"),
        zh: "校验值",
        en: "Checksum of the change",
    },
];

/// Columns that were added to a table later: `ALTER TABLE` drops the comment behind them.
const ADDED: [(&str, Entry<'static>); 2] = [
    (
        "figure",
        Entry {
            column: Some("doubt"),
            zh: "舍入误差：真值与公布值至多相差末位的半个单位；逐个计数的为 0",
            en: "Rounding: how far the true value may lie from the published one, half a unit of its last digit; 0 where things are counted one by one",
        },
    ),
    (
        "correction",
        Entry {
            column: Some("doubt"),
            zh: "订正值的舍入误差",
            en: "Rounding of the corrected value",
        },
    ),
];

/// What a line of the schema documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry<'a> {
    /// `None` is the table or view itself.
    column: Option<&'a str>,
    zh: &'a str,
    en: &'a str,
}

impl Entry<'_> {
    fn line(&self, table: &str) -> Line {
        (
            table.to_owned(),
            self.column.map(str::to_owned),
            self.zh.to_owned(),
            self.en.to_owned(),
        )
    }
}

/// A row of the dictionary: table or view, column, meaning in Chinese, meaning in English.
type Line = (String, Option<String>, String, String);

/// Makes the dictionary what the schema says; touches nothing when it is.
pub(super) fn refresh(connection: &Connection) -> Result<()> {
    let lines = from_schema(connection)?;
    if stored(connection)? == lines {
        return Ok(());
    }
    connection.execute("DELETE FROM data_dictionary", [])?;
    let mut statement = connection.prepare(
        "INSERT INTO data_dictionary (table_name, column_name, meaning_zh, meaning_en) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (table, column, zh, en) in &lines {
        statement.execute(params![table, column, zh, en])?;
    }
    Ok(())
}

fn stored(connection: &Connection) -> Result<Vec<Line>> {
    let mut statement = connection
        .prepare("SELECT table_name, column_name, meaning_zh, meaning_en FROM data_dictionary ORDER BY id")?;
    let lines = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    Ok(lines.collect::<Result<_, _>>()?)
}

fn from_schema(connection: &Connection) -> Result<Vec<Line>> {
    let mut objects = connection.prepare(
        "SELECT name, type = 'view', sql FROM sqlite_master
        WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%' ORDER BY type, rowid",
    )?;
    let mut rows = objects.query([])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let (name, view, sql): (String, bool, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let entries = match name.as_str() {
            "refinery_schema_history" => UNDECLARED.to_vec(),
            _ => entries(&sql, view),
        };
        lines.extend(entries.into_iter().map(|entry| entry.line(&name)));
        let added = ADDED.iter().filter(|(table, _)| *table == name);
        lines.extend(added.map(|(table, entry)| entry.line(table)));
    }
    Ok(lines)
}

fn entries(sql: &str, view: bool) -> Vec<Entry<'_>> {
    sql.lines().filter_map(|line| entry(line, view)).collect()
}

fn entry(line: &str, view: bool) -> Option<Entry<'_>> {
    let (declared, comment) = line.rsplit_once("-- ")?;
    let (zh, en) = comment.rsplit_once(" | ")?;
    let declared = declared.trim().trim_end_matches(',');
    let column = match view {
        _ if declared.starts_with("CREATE ") => None,
        true => Some(last_name(declared)),
        false => declared.split_whitespace().next(),
    };
    Some(Entry { column, zh, en })
}

/// The name after `AS`, without its quotes.
fn last_name(declared: &str) -> &str {
    let name = declared.rsplit_once(" AS ").map_or(declared, |(_, name)| name);
    name.trim_matches('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_document_what_their_line_declares() {
        let column = entry("    name TEXT NOT NULL, -- 名称 | Name", false).unwrap();
        assert_eq!(
            column,
            Entry {
                column: Some("name"),
                zh: "名称",
                en: "Name"
            }
        );
        let column = entry("    END AS \"PM2.5\", -- 浓度 | Concentration", true).unwrap();
        assert_eq!(
            column,
            Entry {
                column: Some("PM2.5"),
                zh: "浓度",
                en: "Concentration"
            }
        );
        let view = entry("CREATE VIEW air AS -- 大气 | Air", true).unwrap();
        assert_eq!(
            view,
            Entry {
                column: None,
                zh: "大气",
                en: "Air"
            }
        );
        assert_eq!(entry("-- an ordinary comment", true), None);
    }
}
