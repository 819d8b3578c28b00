//! Names that users type: indicators, periods, reports, figures.

use std::sync::Arc;

use super::failure::Failure;
use crate::catalogue::Catalogue;
use crate::model::{Indicator, Period};
use crate::store::{FigureDetail, ReportRow, Store};

/// A period in any usual spelling.
pub fn period(text: &str) -> Result<Period, Failure> {
    Period::parse(text).map_err(|error| {
        Failure::new(error.to_string())
            .with_hint("write it like 2024Q1, 2024年一季度, 2024H1, 2024-01..2024-09, 2024-07 or 2024")
    })
}

/// The indicators that a user may mean by code, name or alias; an alias may name two (优良天数 in days and in percent).
pub fn indicator(catalogue: &Catalogue, text: &str) -> Result<Vec<Arc<Indicator>>, Failure> {
    let found = catalogue.resolve(text);
    if !found.is_empty() {
        return Ok(found.into_iter().cloned().collect());
    }
    let near: Vec<String> = catalogue
        .nearest(text, 3)
        .iter()
        .map(|each| format!("{} ({})", each.name, each.code))
        .collect();
    let failure = Failure::new(format!("`{text}` is not an indicator of the catalogue"));
    Err(match near.is_empty() {
        true => failure.with_hint("`jibao catalogue list` shows all indicators"),
        false => failure.with_hint(format!("did you mean {}?", near.join(", "))),
    })
}

/// A report by its number, else by its period, else by a part of its title.
pub fn report(store: &Store, text: &str) -> Result<ReportRow, Failure> {
    let reports = store.reports()?;
    // 2024 is a year.
    let by_id = text.parse::<i64>().ok().filter(|id| !(1900..2200).contains(id));
    let period = Period::parse(text).ok();
    let all = |matches: &dyn Fn(&ReportRow) -> bool| reports.iter().filter(|each| matches(each)).collect::<Vec<_>>();
    let ways: [&dyn Fn(&ReportRow) -> bool; 3] = [
        &|report| by_id == Some(report.id),
        &|report| period.is_some() && report.period == period,
        &|report| report.title.as_deref().is_some_and(|title| title.contains(text)),
    ];
    let found = ways.iter().map(|way| all(way)).find(|found| !found.is_empty());
    let found = found.unwrap_or_default();
    match found[..] {
        [one] => Ok(one.clone()),
        [] => Err(Failure::new(format!("no report matches `{text}`")).with_hint("`jibao reports` lists them")),
        _ => {
            let ids: Vec<String> = found.iter().map(|report| report.id.to_string()).collect();
            Err(Failure::new(format!("`{text}` matches {} reports", found.len()))
                .with_hint(format!("name one by its number: {}", ids.join(", "))))
        }
    }
}

/// A figure by its number, or by `REPORT:SEQ`.
pub fn figure(store: &Store, text: &str) -> Result<FigureDetail, Failure> {
    let id = match text.split_once(':') {
        Some((report, seq)) => match (report.parse(), seq.parse::<i64>()) {
            (Ok(report), Ok(seq)) => store
                .figures(report)?
                .into_iter()
                .find(|row| row.seq == seq)
                .map(|row| row.id),
            _ => None,
        },
        None => text.parse().ok(),
    };
    let unknown = || {
        Failure::new(format!("there is no figure `{text}`"))
            .with_hint("`jibao figures REPORT` and `jibao show` print their numbers")
    };
    store.figure(id.ok_or_else(unknown)?).map_err(|error| match error {
        crate::store::Error::Unknown { .. } => unknown(),
        other => other.into(),
    })
}
