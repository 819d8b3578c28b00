//! What stands beside data in a folder: the descriptor of a Data Package, the metadata of Datasette.

use serde_json::{Map, Value, json};

use crate::dataset::{Dataset, Field, Kind};

/// `datapackage.json` (Frictionless, version 1) of tables that stand beside it as `NAME.csv`.
pub fn data_package(name: &str, title: &str, datasets: &[Dataset]) -> String {
    let resources: Vec<Value> = datasets.iter().map(resource).collect();
    let package = json!({
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "resources": resources,
    });
    pretty(&package)
}

fn resource(dataset: &Dataset) -> Value {
    let mut schema = Map::new();
    let fields = dataset.fields.iter().map(|field| {
        json!({
            "name": field.name,
            "type": kind(field),
            "description": field.meaning,
        })
    });
    schema.insert("fields".to_owned(), fields.collect());
    schema.insert("missingValues".to_owned(), json!([""]));
    if !dataset.key.is_empty() {
        schema.insert("primaryKey".to_owned(), json!(dataset.key));
    }
    json!({
        "name": dataset.name,
        "path": format!("{}.csv", dataset.name),
        "profile": "tabular-data-resource",
        "title": dataset.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    })
}

fn kind(field: &Field) -> &'static str {
    match field.kind {
        Kind::Text => "string",
        Kind::Integer => "integer",
        Kind::Decimal => "number",
        Kind::Date => "date",
    }
}

/// `metadata.yaml` of Datasette for a database of this name: what every table and column means.
pub fn datasette(database: &str, title: &str, tables: &[Dataset]) -> String {
    let mut lines = vec![
        format!("title: {}", quoted(title)),
        "databases:".to_owned(),
        format!("  {}:", quoted(database)),
        "    tables:".to_owned(),
    ];
    for table in tables {
        lines.push(format!("      {}:", quoted(&table.name)));
        lines.push(format!("        description: {}", quoted(&table.meaning)));
        lines.push("        columns:".to_owned());
        for field in &table.fields {
            lines.push(format!("          {}: {}", quoted(&field.name), quoted(&field.meaning)));
        }
    }
    lines.join("\n") + "\n"
}

/// A string of JSON is one of YAML.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

fn pretty(value: &Value) -> String {
    // Strings only: there is nothing in it that JSON could not say.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
