//! The views that have a column for each indicator of a domain: one row per region and period.
//!
//! They follow the catalogue. A view is created again only when its SQL differs, so that opening a file touches nothing.

use rusqlite::{Connection, OptionalExtension};

use super::Result;

/// A domain of the catalogue and its two views.
struct Domain {
    code: &'static str,
    view: &'static str,
    view_zh: &'static str,
}

/// Every domain of the built-in catalogue. Names of views are a contract: one may be added, none renamed.
const DOMAINS: [Domain; 16] = [
    Domain::new("air", "air", "大气"),
    Domain::new("water", "water", "水"),
    Domain::new("soil", "soil", "土壤"),
    Domain::new("enforcement", "enforcement", "执法"),
    Domain::new("credit", "credit_rating", "信用评价"),
    Domain::new("noise", "noise", "声环境"),
    Domain::new("ecology", "ecology", "生态"),
    Domain::new("emission", "emission", "减排"),
    Domain::new("approval", "approval", "审批许可"),
    Domain::new("inspection", "inspection", "督察"),
    Domain::new("complaint", "complaint", "信访"),
    Domain::new("emergency", "emergency", "应急"),
    Domain::new("monitoring", "monitoring", "监测"),
    Domain::new("radiation", "radiation", "核与辐射"),
    Domain::new("publicity", "publicity", "宣传教育"),
    Domain::new("funding", "funding", "资金"),
];

impl Domain {
    const fn new(code: &'static str, view: &'static str, view_zh: &'static str) -> Self {
        Domain { code, view, view_zh }
    }
}

/// Begins with the regions, so that a filter on one looks up its rows alone. What is grouped by is what a filter names:
/// only then does SQLite apply it before it groups.
const ROWS: &str = "FROM region g
CROSS JOIN indicator i
CROSS JOIN figure f ON f.indicator_id = i.id AND f.region_id = g.id
LEFT JOIN correction c ON c.figure_id = f.id AND c.withdrawn_at IS NULL AND c.expired_at IS NULL
";

/// What holds for a whole region, as `observations` has it.
const CURRENT: &str = "
    AND f.kind = 'actual' AND f.superseded_by IS NULL AND f.value IS NOT NULL AND f.period_start IS NOT NULL
    AND f.dimension IS NULL AND f.treatment IS NULL AND c.action IS NOT 'drop'
GROUP BY g.id, g.name, g.code, f.period_start, f.period_end, f.period
ORDER BY f.period_end DESC, f.period_start DESC, g.name";

/// What a view needs to know of an indicator.
struct Column {
    code: String,
    name: String,
    name_en: String,
    unit: String,
}

/// Creates the views that are missing or no longer fit the catalogue.
pub(super) fn refresh(connection: &Connection) -> Result<()> {
    for domain in &DOMAINS {
        let columns = columns(connection, domain.code)?;
        replace(connection, domain.view, &english(domain, &columns))?;
        replace(connection, domain.view_zh, &chinese(domain, &columns))?;
    }
    Ok(())
}

fn columns(connection: &Connection, domain: &str) -> Result<Vec<Column>> {
    let mut statement = connection
        .prepare_cached("SELECT code, name, name_en, unit FROM indicator WHERE domain = ?1 ORDER BY position, id")?;
    let columns = statement.query_map([domain], |row| {
        Ok(Column {
            code: row.get(0)?,
            name: row.get(1)?,
            name_en: row.get(2)?,
            unit: row.get(3)?,
        })
    })?;
    Ok(columns.collect::<Result<_, _>>()?)
}

fn replace(connection: &Connection, view: &str, sql: &str) -> Result<()> {
    let present: Option<String> = connection
        .query_row(
            "SELECT sql FROM sqlite_master WHERE type = 'view' AND name = ?1",
            [view],
            |row| row.get(0),
        )
        .optional()?;
    if present.as_deref() == Some(sql) {
        return Ok(());
    }
    if present.is_some() {
        connection.execute_batch(&format!("DROP VIEW {}", identifier(view)))?;
    }
    connection.execute_batch(sql)?;
    Ok(())
}

fn english(domain: &Domain, columns: &[Column]) -> String {
    let fixed = [
        "g.name AS region, -- 地区 | Region",
        "g.code AS region_code, -- 行政区划代码 | Code of the region",
        "f.period AS period, -- 时期 | Period",
        "f.period_start AS period_start, -- 时期首日 | First day of the period",
        "f.period_end AS period_end -- 时期末日 | Last day of the period",
    ];
    let heading = |column: &Column| {
        let rest = column
            .code
            .strip_prefix(domain.code)
            .map_or(column.code.as_str(), |rest| rest.trim_start_matches('.'));
        rest.replace(|c: char| !c.is_ascii_alphanumeric(), "_")
    };
    view(domain, domain.view, &fixed, columns, heading)
}

fn chinese(domain: &Domain, columns: &[Column]) -> String {
    let fixed = ["g.name AS 地区, -- 地区 | Region", "f.period AS 时期 -- 时期 | Period"];
    view(domain, domain.view_zh, &fixed, columns, |column| column.name.clone())
}

fn view(
    domain: &Domain,
    name: &str,
    fixed: &[&str],
    columns: &[Column],
    heading: impl Fn(&Column) -> String,
) -> String {
    let mut sql = format!(
        "CREATE VIEW {} AS -- {}：每个地区、每个时期一行，每个指标一列 | A row for each region and period, a column for each indicator of {}\nSELECT\n",
        identifier(name),
        domain.view_zh,
        domain.view
    );
    // The comma stands before each further column: an empty catalogue leaves none to follow the last fixed one.
    let fixed: Vec<String> = fixed.iter().map(|line| format!("    {line}\n")).collect();
    sql.push_str(&fixed.concat());
    for column in columns {
        let value = if column.unit == "class" { "value_text" } else { "value" };
        sql.push_str(&format!(
            "    , max(CASE i.code WHEN {} THEN coalesce(c.{value}, f.{value}) END) AS {} -- {}（{}） | {}, {}\n",
            literal(&column.code),
            identifier(&heading(column)),
            one_line(&column.name),
            one_line(&column.unit),
            one_line(&column.name_en),
            one_line(&column.unit),
        ));
    }
    sql.push_str(&format!("{ROWS}WHERE i.domain = {}{CURRENT}", literal(domain.code)));
    sql
}

fn identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A line break would end the comment.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
