//! Where a figure comes from: value → rules → the sentence with the number pointed at → the document.

use super::corrections;
use super::figures::{FigureLine, value};
use super::labels::Label;
use super::lang::Lang;
use super::reports::ReportLine;
use super::review::{self, DecisionLine};
use super::trail::{self, Machine};
use crate::answer::{Answer, Cell, Column, Tone};
use crate::model::{Correction, Location, SentencePlace, SheetPlace, Trail, place_of};

/// A figure with the report it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The figure.
    pub figure: FigureLine,
    /// Its report.
    pub report: ReportLine,
    /// Where `as_written` begins in the sentence, in characters ([`place_in_sentence`]); without it the number is pointed
    /// at only if it stands there once.
    pub place: Option<usize>,
    /// The tokens of the sentence, and what each thing comes from.
    pub trail: Trail,
    /// How it was put right by hand.
    pub corrections: Vec<Correction>,
    /// What people decided about it, in the order in which they did.
    pub decisions: Vec<DecisionLine>,
}

/// The way back from a figure to its document, one item a row.
pub fn explain(explanation: &Explanation, lang: Lang) -> Answer {
    let Explanation {
        figure,
        report,
        decisions,
        trail,
        ..
    } = explanation;
    let (start, end) = (
        figure.char_start.saturating_add(1).to_string(),
        figure.char_end.to_string(),
    );
    let period = |period: Option<crate::model::Period>| Cell::optional(period.map(|period| lang.period(period)));
    let mut items = vec![
        (Label::Kind, Cell::text(lang.kind(figure.kind))),
        (Label::Indicator, Cell::optional(figure.name.clone())),
        (Label::Code, Cell::optional(figure.code.clone())),
        (Label::Value, value(figure, lang)),
        (
            Label::Unit,
            Cell::optional(figure.unit.as_deref().map(|unit| lang.unit(unit))),
        ),
        (Label::AsWritten, Cell::text(figure.as_written.as_str())),
        (Label::Period, period(figure.period)),
        (Label::Region, Cell::optional(figure.region.clone())),
        (Label::Dimension, Cell::optional(figure.dimension.clone())),
        (Label::Treatment, Cell::optional(figure.treatment.clone())),
        (
            Label::ComparedTo,
            Cell::optional(figure.compared_to.map(|comparison| lang.comparison(comparison))),
        ),
        (Label::RankOf, Cell::optional(figure.rank_of.clone())),
        (Label::Rule, Cell::text(trail::rules(&figure.rule, lang))),
        (Label::Note, Cell::optional(figure.note.clone())),
        (Label::Section, Cell::optional(figure.section.clone())),
        (Label::Sentence, sentence(figure, explanation.place)),
        (
            Label::Place,
            Cell::text(
                lang.fill(Label::PlaceValue, &[("start", &start), ("end", &end)]) + &located(&figure.location, lang),
            ),
        ),
        (Label::Source, Cell::optional(report.title.clone())),
        (Label::Reporter, Cell::optional(report.reporter.clone())),
        (Label::Published, Cell::optional(report.published.clone())),
        (Label::File, Cell::optional(report.source.clone())),
    ];
    let corrected = explanation
        .corrections
        .iter()
        .map(|each| (Label::Corrected, Cell::text(corrections::line(each, lang))));
    let reviewed = decisions.iter().flat_map(|line| review::explained(line, lang));
    let before = items.iter().position(|(label, _)| *label == Label::Section);
    let at = before.unwrap_or(items.len());
    items.splice(at..at, reviewed.chain(corrected));
    let code = |key: &'static str| Column::new(key, key).for_machines();
    let columns = vec![
        Column::new("item", lang.text(Label::Item)),
        Column::new("content", lang.text(Label::Content)),
        code("part"),
        code("text"),
        code("token"),
        code("char_start"),
        code("char_end"),
        code("roles"),
        code("origin"),
    ];
    let title = lang.fill(Label::ExplainTitle, &[("figure", &figure.id.to_string())]);
    let mut answer = Answer::new(title, columns);
    for (label, content) in items {
        if content != Cell::text("") {
            let machine = Machine {
                part: "figure",
                ..Machine::default()
            };
            push(&mut answer, lang.text(label), content, machine);
        }
    }
    for row in trail::rows(trail, lang) {
        push(&mut answer, &row.item, Cell::text(row.content), row.machine);
    }
    answer
}

fn push(answer: &mut Answer, item: &str, content: Cell, machine: Machine) {
    let place =
        |end: fn((usize, usize)) -> usize| machine.place.map_or(Cell::text(""), |place| Cell::number(end(place)));
    let (start, end) = (place(|place| place.0), place(|place| place.1));
    let cells = vec![
        Cell::text(item),
        content,
        Cell::text(machine.part),
        Cell::optional(machine.text),
        Cell::optional(machine.kind),
        start,
        end,
        Cell::text(machine.roles),
        Cell::optional(machine.origin),
    ];
    answer.push(cells, Tone::Plain);
}

/// Page, and paragraph or cell, as they are looked up in the document; in a spreadsheet every place has an address.
fn located(location: &Location, lang: Lang) -> String {
    if let Some(SheetPlace { name, address }) = &location.sheet {
        let sheet = name
            .as_deref()
            .map(|name| lang.fill(Label::PlaceSheet, &[("sheet", name)]));
        return sheet.unwrap_or_default() + &lang.fill(Label::PlaceAddress, &[("address", &address.to_string())]);
    }
    let page = location
        .page
        .map(|page| lang.fill(Label::PlacePage, &[("page", &page.to_string())]));
    let paragraph = location
        .paragraph
        .map(|number| lang.fill(Label::PlaceParagraph, &[("paragraph", &number.to_string())]));
    let cell = location.cell.map(|cell| {
        let [table, row, column] = [cell.table, cell.row, cell.column].map(|number| number.to_string());
        lang.fill(
            Label::PlaceCell,
            &[("table", &table), ("row", &row), ("column", &column)],
        )
    });
    [page, paragraph, cell].into_iter().flatten().collect()
}

/// The sentence with the number pointed at, where its place is certain.
pub fn sentence(figure: &FigureLine, place: Option<usize>) -> Cell {
    let (sentence, number) = (&figure.sentence, &figure.as_written);
    let at = match place {
        Some(place) => sentence.char_indices().nth(place).map(|(at, _)| at),
        None => sentence
            .find(number.as_str())
            .filter(|at| sentence.rfind(number.as_str()) == Some(*at)),
    };
    let parts = at.and_then(|at| Some((sentence.get(..at)?, sentence.get(at..)?.strip_prefix(number.as_str())?)));
    match parts {
        Some((before, after)) if !number.is_empty() => Cell::Marked {
            before: before.to_owned(),
            marked: number.clone(),
            after: after.to_owned(),
        },
        _ => Cell::text(sentence.as_str()),
    }
}

/// Where a figure stands in its sentence, in characters: the sentence is looked up in the report's text around the
/// figure's own place there.
pub fn place_in_sentence(text: &str, sentence: &str, char_start: usize) -> Option<usize> {
    let (at, _) = text.char_indices().nth(char_start)?;
    let SentencePlace { text: words, mark } = place_of(text, sentence, at)?;
    Some(sentence[..mark].chars().count() + text[words.start..at].chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Address, CellPlace, Kind, Period};

    fn explanation(sentence: &str, place: Option<usize>) -> Explanation {
        let figure = FigureLine {
            id: 9,
            seq: 1,
            kind: Kind::Actual,
            code: Some("enf.cases".into()),
            name: Some("案件数".into()),
            value: "3".parse().ok(),
            approx: None,
            unit: Some("count".into()),
            as_written: "3起".into(),
            period: Period::parse("2024Q1").ok(),
            region: None,
            dimension: None,
            treatment: None,
            compared_to: None,
            rank_of: None,
            section: None,
            sentence: sentence.into(),
            char_start: 12,
            char_end: 14,
            location: Location::default(),
            rule: "number > unit".into(),
            note: None,
        };
        let report = ReportLine {
            title: Some("季报".into()),
            ..ReportLine::default()
        };
        Explanation {
            figure,
            report,
            place,
            trail: Trail::default(),
            corrections: Vec::new(),
            decisions: Vec::new(),
        }
    }

    fn pointed_at(sentence: &str, place: Option<usize>) -> Option<String> {
        let answer = explain(&explanation(sentence, place), Lang::Zh);
        answer
            .rows
            .into_iter()
            .find_map(|row| match row.cells.into_iter().nth(1) {
                Some(Cell::Marked { before, marked, after }) => Some(format!("{before}[{marked}]{after}")),
                _ => None,
            })
    }

    #[test]
    fn the_number_is_pointed_at_in_its_sentence() {
        assert_eq!(pointed_at("立案3起。", None).as_deref(), Some("立案[3起]。"));
        assert_eq!(
            pointed_at("立案3起，移送3起。", Some(7)).as_deref(),
            Some("立案3起，移送[3起]。")
        );
    }

    #[test]
    fn a_place_that_is_not_certain_is_not_pointed_at() {
        assert_eq!(pointed_at("立案3起，移送3起。", None), None);
        assert_eq!(pointed_at("立案3起，移送3起。", Some(1)), None);
        assert_eq!(pointed_at("立案3起。", Some(99)), None);
    }

    #[test]
    fn a_place_is_said_as_it_is_looked_up() {
        let cell = CellPlace {
            table: 2,
            row: 4,
            column: 3,
        };
        let in_a_table = Location {
            page: Some(5),
            paragraph: None,
            cell: Some(cell),
            sheet: None,
        };
        assert_eq!(located(&in_a_table, Lang::Zh), "，第5页，表2第4行第3列");
        assert_eq!(located(&in_a_table, Lang::En), ", page 5, table 2, row 4, column 3");
        let in_a_paragraph = Location {
            paragraph: Some(7),
            ..Location::default()
        };
        assert_eq!(located(&in_a_paragraph, Lang::Zh), "，第7段");
        assert_eq!(located(&Location::default(), Lang::Zh), "");
    }

    #[test]
    fn a_cell_of_a_sheet_is_said_by_its_address() {
        let at = |name: Option<&str>| Location {
            cell: Some(CellPlace {
                table: 1,
                row: 2,
                column: 3,
            }),
            sheet: Some(SheetPlace {
                name: name.map(Into::into),
                address: Address { row: 5, column: 3 },
            }),
            ..Location::default()
        };
        assert_eq!(located(&at(Some("大气")), Lang::Zh), "，工作表“大气”，单元格 C5");
        assert_eq!(located(&at(Some("Air")), Lang::En), ", sheet Air, cell C5");
        assert_eq!(located(&at(None), Lang::Zh), "，单元格 C5");
    }

    #[test]
    fn only_what_is_known_is_a_row() {
        let answer = explain(&explanation("立案3起。", None), Lang::En);
        let items: Vec<&Cell> = answer.rows.iter().map(|row| &row.cells[0]).collect();
        assert!(items.contains(&&Cell::text("Source report")) && !items.contains(&&Cell::text("Reporter")));
        assert!(
            answer
                .rows
                .iter()
                .any(|row| row.cells[1] == Cell::text("characters 13 to 14"))
        );
    }

    #[test]
    fn the_place_in_the_sentence_follows_from_the_place_in_the_text() {
        let text = "甲3起。甲3起。";
        assert_eq!(place_in_sentence(text, "甲3起。", 5), Some(1));
        assert_eq!(place_in_sentence(text, "甲3起。", 1), Some(1));
        assert_eq!(place_in_sentence(text, "乙", 1), None);
        assert_eq!(place_in_sentence(text, "甲3起。", 99), None);
    }
}
