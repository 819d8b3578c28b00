//! One indicator over time, quarter by quarter, with what was reported cumulatively beside it.

use super::change::Change;
use super::compare::value_cell;
use super::derive::value_of;
use super::{Lang, Line, line_name, lines, shared_region};
use crate::answer::{Answer, Cell, Tone};
use crate::model::{Observation, Period};

/// Every quarter from the first to the last that is known, gaps left as gaps; then the other periods as reported.
pub fn series(observations: &[Observation], lang: Lang) -> Answer {
    let all = lines(observations);
    let region = shared_region(&all);
    let name = all.first().map(|line| line_name(line, lang)).unwrap_or_default();
    let unit = all
        .first()
        .map(|line| lang.unit(&line.head.indicator.unit))
        .unwrap_or_default();
    let one = all.len() == 1;
    let mut columns = Vec::new();
    if !one {
        columns.push(lang.column("series", "序列", "series"));
    }
    columns.extend([
        lang.column("period", "时期", "period"),
        lang.column("value", "数值", "value"),
        lang.column("change", "较上季", "on previous"),
        lang.column("method", "来源", "method"),
        lang.column("figures", "编号", "figures"),
    ]);
    let heading = region.map(|region| format!("{region} ")).unwrap_or_default();
    let mut answer = Answer::new(format!("{heading}{name}（{unit}）"), columns);
    for line in &all {
        let label = if region.is_some() {
            line_name(line, lang)
        } else {
            format!("{} {}", line.head.region, line_name(line, lang))
        };
        quarters(&mut answer, line, (!one).then_some(label.as_str()), lang);
        others(&mut answer, line, (!one).then_some(label.as_str()), lang);
    }
    answer
}

fn quarters(answer: &mut Answer, line: &Line<'_>, label: Option<&str>, lang: Lang) {
    let indices = line
        .all
        .iter()
        .filter_map(|each| each.period.whole_months())
        .filter(|(_, first, last)| last % 3 == 0 && (*first == 1 || first + 2 == *last));
    let indices: Vec<i32> = indices.map(|(year, _, last)| year * 4 + last as i32 / 3 - 1).collect();
    let (Some(first), Some(last)) = (indices.iter().min(), indices.iter().max()) else {
        return;
    };
    let mut previous = None;
    for index in *first..=*last {
        let Some(period) = Period::quarter(index.div_euclid(4), index.rem_euclid(4) as u32 + 1) else {
            continue;
        };
        let found = value_of(line, period);
        let mut cells: Vec<Cell> = label.into_iter().map(Cell::text).collect();
        cells.push(Cell::text(period.label()));
        let value = found.as_ref().ok().map(|found| found.value);
        let change = value
            .zip(previous)
            .and_then(|(now, then)| Change::between(&line.head.indicator, then, now));
        let tone = change.map_or(Tone::Plain, |change| change.tone(line.head.indicator.better));
        match &found {
            Ok(found) => {
                cells.push(value_cell(found, lang));
                cells.push(change.map_or(
                    Cell::missing(lang.pick("无上季数值", "no quarter before")),
                    |change| Cell::text(change.text(&line.head.indicator, lang)),
                ));
                cells.push(Cell::text(found.method.word(lang)));
                cells.push(Cell::text(join(&found.figures)));
            }
            Err(gap) => {
                let why = gap.reason(lang);
                cells.extend([
                    Cell::missing(&why),
                    Cell::missing(&why),
                    Cell::missing(&why),
                    Cell::missing(&why),
                ]);
                let note = format!("{}{}{why}", period.label(), lang.pick("：", ": "));
                answer.notes.push(note);
            }
        }
        previous = value;
        answer.push(cells, tone);
    }
}

/// Cumulative values, months, years: as they were reported.
fn others(answer: &mut Answer, line: &Line<'_>, label: Option<&str>, lang: Lang) {
    for each in line.all.iter().filter(|each| each.period.as_quarter().is_none()) {
        let found = super::derive::Found {
            value: each.value,
            method: super::derive::Method::Reported,
            figures: vec![each.figure],
            approximate: each.approx.is_some(),
        };
        let mut cells: Vec<Cell> = label.into_iter().map(Cell::text).collect();
        cells.extend([
            Cell::text(each.period.label()),
            value_cell(&found, lang),
            Cell::missing(lang.pick("非单季", "not a single quarter")),
            Cell::text(found.method.word(lang)),
            Cell::text(join(&found.figures)),
        ]);
        answer.push(cells, Tone::Plain);
    }
}

fn join(figures: &[i64]) -> String {
    figures.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}
