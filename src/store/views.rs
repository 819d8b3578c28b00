//! Views with a column for each indicator: `air` and 大气, `water` and 水 … They follow the catalogue.

use std::sync::Arc;

use rusqlite::Transaction;

use super::Error;
use crate::model::Indicator;

/// Name, Chinese name and domains of each view.
pub const WIDE: &[(&str, &str, &[&str])] = &[
    ("air", "大气", &["air"]),
    ("water", "水", &["water"]),
    ("soil", "土壤", &["soil"]),
    ("enforcement", "执法", &["enforcement"]),
    ("credit_rating", "信用评价", &["credit"]),
];

/// Makes the views anew from the catalogue.
pub fn rebuild(transaction: &Transaction<'_>, indicators: &[&Arc<Indicator>]) -> Result<(), Error> {
    for (name, chinese, domains) in WIDE {
        let columns: Vec<&Indicator> = indicators
            .iter()
            .map(|each| each.as_ref())
            .filter(|each| domains.contains(&each.domain.as_str()))
            .collect();
        let english: Vec<String> = columns
            .iter()
            .map(|each| column(each, &each.code.replace('.', "_")))
            .collect();
        let labels: Vec<String> = columns
            .iter()
            .map(|each| column(each, &format!("{}（{}）", each.name, each.unit)))
            .collect();
        replace(transaction, name, &wide("region", "period", &english, domains))?;
        replace(transaction, chinese, &wide("地区", "时期", &labels, domains))?;
    }
    Ok(())
}

fn column(indicator: &Indicator, label: &str) -> String {
    // Codes and names come from the catalogue, which a user may extend: quote them.
    let (code, label) = (indicator.code.replace('\'', "''"), label.replace('"', "\"\""));
    let value = if indicator.unit == "class" {
        "value_text"
    } else {
        "value"
    };
    format!("       max(CASE WHEN indicator = '{code}' THEN {value} END) AS \"{label}\"")
}

fn wide(region: &str, period: &str, columns: &[String], domains: &[&str]) -> String {
    let domains: Vec<String> = domains.iter().map(|domain| format!("'{domain}'")).collect();
    let columns = if columns.is_empty() {
        String::new()
    } else {
        format!(",\n{}", columns.join(",\n"))
    };
    format!(
        "SELECT region AS \"{region}\", period AS \"{period}\"{columns}\n  FROM observations\n WHERE domain IN ({}) AND dimension IS NULL AND treatment IS NULL\n GROUP BY region, period_start, period_end",
        domains.join(", ")
    )
}

fn replace(transaction: &Transaction<'_>, name: &str, select: &str) -> Result<(), Error> {
    transaction.execute_batch(&format!(
        "DROP VIEW IF EXISTS \"{name}\";\nCREATE VIEW \"{name}\" AS\n{select};"
    ))?;
    Ok(())
}
