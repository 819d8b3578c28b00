//! The ledger of one report: every number of its text, in the order of the text.

use super::labels::Label;
use super::lang::Lang;
use super::wording;
use crate::answer::{Answer, Cell, Column, Tone};
use crate::model::{Approx, Comparison, Kind, Location, Period, Value};

/// One row of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureLine {
    /// Row of the ledger: what `explain` takes.
    pub id: i64,
    /// Its place among the figures of the report, from 1.
    pub seq: i64,
    /// What the number is.
    pub kind: Kind,
    /// Code of the indicator.
    pub code: Option<String>,
    /// Name of the indicator in the language asked for, or what the text calls the thing.
    pub name: Option<String>,
    /// The value; `None` where it is masked or nothing is measured.
    pub value: Option<Value>,
    /// How exact the report says it is.
    pub approx: Option<Approx>,
    /// Unit code.
    pub unit: Option<String>,
    /// The number with its unit as the report writes it.
    pub as_written: String,
    /// The figure's own period.
    pub period: Option<Period>,
    /// The place it is about.
    pub region: Option<String>,
    /// What narrows the indicator.
    pub dimension: Option<String>,
    /// 口径.
    pub treatment: Option<String>,
    /// For a change: against what.
    pub compared_to: Option<Comparison>,
    /// For a rank: among whom.
    pub rank_of: Option<String>,
    /// The headings above it.
    pub section: Option<String>,
    /// The sentence it stands in.
    pub sentence: String,
    /// First character of `as_written` in the report's text.
    pub char_start: usize,
    /// One past its last character.
    pub char_end: usize,
    /// Page, and paragraph or cell.
    pub location: Location,
    /// The rules that made it, joined by ` > `.
    pub rule: String,
    /// What a reader should know.
    pub note: Option<String>,
}

/// The ledger of the report with this title, in the order given.
pub fn figures(title: &str, lines: &[FigureLine], lang: Lang) -> Answer {
    let mut answer = Answer::new(
        lang.fill(Label::FiguresTitle, &[("title", title)]),
        columns(lines, lang),
    );
    for line in lines {
        answer.push(cells(line, lang), Tone::Plain);
    }
    if lines.is_empty() {
        answer.notes.push(lang.text(Label::Nothing).to_owned());
    }
    answer
}

/// What people read comes in words; machines get, besides, the codes and keys of the view `figures`.
fn columns(lines: &[FigureLine], lang: Lang) -> Vec<Column> {
    let column = |key, label| Column::new(key, lang.text(label));
    let code = |key: &'static str| Column::new(key, key).for_machines();
    vec![
        column("id", Label::Figure),
        column("kind_name", Label::Kind),
        column("indicator_name", Label::Indicator),
        column("value", Label::Value),
        column("unit_name", Label::Unit),
        column("as_written", Label::AsWritten),
        column("period_name", Label::Period),
        column("dimension", Label::Dimension).shown_if(lines.iter().any(|line| line.dimension.is_some())),
        column("treatment", Label::Treatment).shown_if(lines.iter().any(|line| line.treatment.is_some())),
        column("base_name", Label::ComparedTo).shown_if(lines.iter().any(|line| line.compared_to.is_some())),
        column("rank_of", Label::RankOf).shown_if(lines.iter().any(|line| line.rank_of.is_some())),
        column("note", Label::Note).shown_if(lines.iter().any(|line| line.note.is_some())),
        code("seq"),
        code("kind"),
        code("indicator"),
        code("value_text"),
        code("unit"),
        code("approx"),
        code("period"),
        code("period_start"),
        code("period_end"),
        code("region"),
        code("compared_to"),
        code("section"),
        code("sentence"),
        code("char_start"),
        code("char_end"),
        code("rule"),
        code("page"),
        code("paragraph"),
        code("table_no"),
        code("row_no"),
        code("column_no"),
        code("sheet"),
        code("cell"),
    ]
}

fn cells(line: &FigureLine, lang: Lang) -> Vec<Cell> {
    let number = |number: Option<u32>| number.map_or_else(|| Cell::text(""), Cell::number);
    let Location {
        page,
        paragraph,
        cell,
        sheet,
    } = &line.location;
    vec![
        Cell::number(line.id),
        Cell::text(lang.kind(line.kind)),
        Cell::optional(line.name.clone()),
        value(line, lang),
        Cell::optional(line.unit.as_deref().map(|unit| lang.unit(unit))),
        Cell::text(line.as_written.as_str()),
        Cell::optional(line.period.map(|period| lang.period(period))),
        Cell::optional(line.dimension.clone()),
        Cell::optional(line.treatment.clone()),
        Cell::optional(line.compared_to.map(|comparison| lang.comparison(comparison))),
        Cell::optional(line.rank_of.clone()),
        Cell::optional(line.note.clone()),
        Cell::number(line.seq),
        Cell::text(line.kind.code()),
        Cell::optional(line.code.clone()),
        Cell::optional(line.value.map(|value| value.to_string())),
        Cell::optional(line.unit.clone()),
        Cell::optional(line.approx.map(|approx| approx.code())),
        Cell::optional(line.period.map(Period::label)),
        Cell::optional(line.period.map(|period| period.start().to_string())),
        Cell::optional(line.period.map(|period| period.end().to_string())),
        Cell::optional(line.region.clone()),
        Cell::optional(line.compared_to.map(|comparison| comparison.to_string())),
        Cell::optional(line.section.clone()),
        Cell::text(line.sentence.as_str()),
        Cell::number(line.char_start),
        Cell::number(line.char_end),
        Cell::text(line.rule.as_str()),
        number(*page),
        number(*paragraph),
        number(cell.map(|cell| cell.table)),
        number(cell.map(|cell| cell.row)),
        number(cell.map(|cell| cell.column)),
        Cell::optional(sheet.as_ref().and_then(|place| place.name.as_deref())),
        Cell::optional(sheet.as_ref().map(|place| place.address.to_string())),
    ]
}

/// The value of a figure as a cell; a masked one is missing because it is masked.
pub(super) fn value(line: &FigureLine, lang: Lang) -> Cell {
    match line.value {
        Some(value) => wording::value(value, line.approx, lang),
        None => Cell::missing(lang.kind(line.kind)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_number_is_missing_and_an_approximate_one_says_so() {
        let masked = FigureLine {
            id: 1,
            seq: 1,
            kind: Kind::Masked,
            code: None,
            name: None,
            value: None,
            approx: None,
            unit: None,
            as_written: "20xx万元".into(),
            period: None,
            region: None,
            dimension: None,
            treatment: None,
            compared_to: None,
            rank_of: None,
            section: None,
            sentence: "已下达20xx万元。".into(),
            char_start: 3,
            char_end: 9,
            location: Location::default(),
            rule: "mask".into(),
            note: None,
        };
        let about = FigureLine {
            kind: Kind::Change,
            value: "-1.5".parse().ok(),
            approx: Some(Approx::About),
            compared_to: Some(Comparison::Yoy),
            ..masked.clone()
        };
        let answer = figures("季报", &[masked, about], Lang::Zh).for_people();
        assert_eq!(answer.title, "《季报》的数字");
        assert_eq!(answer.rows[0].cells[3], Cell::missing("隐去"));
        assert_eq!(
            answer.rows[1].cells[3],
            Cell::Measure {
                shown: "约-1.5".into(),
                number: "-1.5".into()
            }
        );
        assert_eq!(answer.rows[1].cells[7], Cell::text("同比"));
    }
}
