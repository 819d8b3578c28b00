//! `data/relations.toml`: which values of a report make up which other, and which cannot exceed which.

use serde::Deserialize;

const TABLE: &str = include_str!("../../../data/relations.toml");

/// The table.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relations {
    /// Totals with their parts.
    #[serde(rename = "sum")]
    pub sums: Vec<Sum>,
    /// Pairs of which the first cannot exceed the second.
    #[serde(rename = "order")]
    pub orders: Vec<Order>,
}

/// A total and the codes of its parts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sum {
    /// Code of the total.
    pub total: String,
    /// Codes of the parts that every such total has.
    pub parts: Vec<String>,
    /// Codes of parts that only some have.
    #[serde(default)]
    pub optional: Vec<String>,
    /// Whether the total may hold parts that are not listed here.
    #[serde(default)]
    pub open: bool,
}

/// Two codes of which the first cannot exceed the second.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// What is less or the same.
    pub less: String,
    /// What is more or the same.
    pub more: String,
}

/// The embedded table. A test holds it; a defect in it leaves nothing to check.
pub fn relations() -> Relations {
    toml::from_str(TABLE).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_indicators_of_the_catalogue() {
        let catalogue = include_str!("../../../data/catalogue/air.toml").to_owned()
            + include_str!("../../../data/catalogue/water.toml")
            + include_str!("../../../data/catalogue/credit.toml")
            + include_str!("../../../data/catalogue/approval.toml")
            + include_str!("../../../data/catalogue/complaint.toml")
            + include_str!("../../../data/catalogue/inspection.toml")
            + include_str!("../../../data/catalogue/enforcement.toml");
        let table: Relations = toml::from_str(TABLE).unwrap_or_else(|error| panic!("{error}"));
        let sums = table
            .sums
            .iter()
            .flat_map(|sum| sum.parts.iter().chain(&sum.optional).chain([&sum.total]));
        let orders = table.orders.iter().flat_map(|order| [&order.less, &order.more]);
        for code in sums.chain(orders) {
            assert!(catalogue.contains(&format!("code = \"{code}\"")), "{code}");
        }
    }
}
