//! Which values are there: the current actuals of a selection, with the report that states each.

use super::compare::value_cell;
use super::derive::{Found, Method};
use super::{Lang, line_name, lines, shared_region};
use crate::answer::{Answer, Cell, Tone};
use crate::model::Observation;

/// A table of observations.
pub fn show(observations: &[Observation], lang: Lang) -> Answer {
    let all = lines(observations);
    let region = shared_region(&all);
    let mut columns = Vec::new();
    if region.is_none() {
        columns.push(lang.column("region", "地区", "region"));
    }
    columns.extend([
        lang.column("indicator", "指标", "indicator"),
        lang.column("period", "时期", "period"),
        lang.column("value", "数值", "value"),
        lang.column("unit", "单位", "unit"),
        lang.column("figure", "编号", "figure"),
        lang.column("report", "报告", "report"),
    ]);
    let title = format!(
        "{}{}",
        region.map(|name| format!("{name} ")).unwrap_or_default(),
        lang.pick("指标数据", "observations")
    );
    let mut answer = Answer::new(title, columns);
    for line in &all {
        for each in line.all {
            let found = Found {
                value: each.value,
                method: Method::Reported,
                figures: vec![each.figure],
                approximate: each.approx.is_some(),
            };
            let mut cells = Vec::new();
            if region.is_none() {
                cells.push(Cell::text(&each.region));
            }
            cells.extend([
                Cell::text(line_name(line, lang)),
                Cell::text(each.period.label()),
                value_cell(&found, lang),
                Cell::text(lang.unit(&each.indicator.unit)),
                Cell::number(each.figure),
                Cell::text(&each.report_title),
            ]);
            answer.push(cells, Tone::Plain);
        }
    }
    answer
}
