//! Which indicators moved for the better or the worse.

use super::Refusal;
use super::scene::Scene;
use super::words::Word;
use crate::answer::{Answer, Cell, Reply, Tone};
use crate::query::labels::{AskLabel, Label};
use crate::query::{qoq, yoy};

/// The rows of the comparison with the movement asked for.
pub fn moved(scene: &Scene) -> Result<Reply, Refusal> {
    let period = match scene.times.first() {
        Some((_, when)) => when.period,
        None => scene.latest.ok_or_else(|| scene.text(Label::NoReports))?,
    };
    let observations = scene.evidence.observations;
    let plain: Vec<_> = observations
        .iter()
        .filter(|each| each.dimension.is_none() && each.treatment.is_none())
        .cloned()
        .collect();
    let mut table = match (scene.asked.has(Word::Qoq), scene.asked.has(Word::Yoy)) {
        (true, _) => qoq(&plain, period, scene.question),
        (_, true) => yoy(&plain, period, scene.question),
        _ => return Err(scene.text(AskLabel::NoBase)),
    };
    let tone = match (scene.asked.has(Word::Worse), scene.asked.has(Word::Better)) {
        (true, false) => Tone::Bad,
        (false, true) => Tone::Good,
        _ => return Err(scene.text(AskLabel::NoWay)),
    };
    let compared = table.rows.len().to_string();
    table.rows.retain(|row| row.tone == tone);
    // The notes are about rows that are no longer there.
    table.notes.clear();
    let names: Vec<String> = column(&table, "indicator");
    let lang = scene.lang();
    let count = names.len().to_string();
    let words = [
        ("title", table.title.as_str()),
        ("compared", &compared),
        ("count", &count),
        ("names", &lang.list(&names)),
    ];
    let label = match names.is_empty() {
        true => AskLabel::NoneMoved,
        false => AskLabel::TheseMoved,
    };
    Ok(Reply {
        value: Some(count.clone()),
        unit: Some("count".to_owned()),
        text: lang.fill(label, &words),
        table,
        ..Reply::default()
    })
}

fn column(table: &Answer, key: &str) -> Vec<String> {
    let Some(index) = table.columns.iter().position(|column| column.key == key) else {
        return Vec::new();
    };
    let text = |cell: &Cell| match cell {
        Cell::Text(text) | Cell::Number(text) | Cell::Measure { shown: text, .. } => text.clone(),
        Cell::Marked { marked, .. } => marked.clone(),
        Cell::Missing { .. } => String::new(),
    };
    table.rows.iter().map(|row| text(&row.cells[index])).collect()
}
