//! How did it change: on the period before (环比), on last year (同比), or between any two periods.

use super::change::{Change, tone_word};
use super::derive::{Found, Gap, Method, value_of};
use super::{Lang, Line, line_name, lines, shared_region};
use crate::answer::{Answer, Cell, Column, Tone};
use crate::model::{Observation, Period};

/// Which comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// The period before of the same length.
    Previous,
    /// The same period last year.
    LastYear,
    /// A given period.
    Period(Period),
}

impl Against {
    /// The period that `period` is compared with; `None` where there is none.
    pub fn base(self, period: Period) -> Option<Period> {
        match self {
            Against::Previous => single(period).previous(),
            Against::LastYear => period.year_earlier(),
            Against::Period(base) => Some(base),
        }
    }
}

/// A cumulative period has no period before it of the same kind: its last quarter has.
pub fn single(period: Period) -> Period {
    match period.whole_months() {
        Some((year, 1, 9)) => Period::quarter(year, 3).unwrap_or(period),
        _ => period,
    }
}

/// The table of changes. Observations must cover both periods and the cumulative ones up to their ends.
pub fn compare(observations: &[Observation], period: Period, against: Against, lang: Lang) -> Answer {
    let wanted = if against == Against::Previous {
        single(period)
    } else {
        period
    };
    let Some(base) = against.base(period) else {
        return Answer::new(lang.pick("没有可比的时期", "no period to compare with"), Vec::new());
    };
    let all = lines(observations);
    let rows: Vec<(Line<'_>, Result<Found, Gap>, Result<Found, Gap>)> = all
        .into_iter()
        .map(|line| (line, value_of(&line, wanted), value_of(&line, base)))
        .filter(|(line, now, then)| {
            now.is_ok()
                || (then.is_ok()
                    && line
                        .all
                        .iter()
                        .any(|each| wanted.contains(each.period) || each.period.end() == wanted.end()))
        })
        .collect();
    // What can be compared comes first: that part can be pasted as it is.
    let (complete, partial): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|(_, now, then)| now.is_ok() && then.is_ok());
    let rows: Vec<_> = complete.into_iter().chain(partial).collect();
    let shown: Vec<Line<'_>> = rows.iter().map(|(line, ..)| *line).collect();
    let region = shared_region(&shown);
    let mut answer = Answer::new(
        title(region, wanted, base, against, lang),
        columns(region.is_none(), wanted, base, lang),
    );
    let mut reasons: Vec<(String, Vec<String>)> = Vec::new();
    for (line, now, then) in &rows {
        push_row(&mut answer, line, now, then, region.is_none(), lang, &mut reasons);
    }
    notes(&mut answer, period, wanted, reasons, lang);
    answer
}

fn title(region: Option<&str>, period: Period, base: Period, against: Against, lang: Lang) -> String {
    let label = |period: Period| {
        if lang == Lang::Zh {
            period.label_zh()
        } else {
            period.label()
        }
    };
    let region = region.map(|name| format!("{name} ")).unwrap_or_default();
    let kind = match against {
        Against::Previous => lang.pick("环比", "change on the period before"),
        Against::LastYear => lang.pick("同比", "change on last year"),
        Against::Period(_) => lang.pick("对比", "comparison"),
    };
    format!(
        "{region}{} {kind}{}{}{}",
        label(period),
        lang.pick("（对比", " (against "),
        label(base),
        lang.pick("）", ")")
    )
}

fn columns(with_region: bool, period: Period, base: Period, lang: Lang) -> Vec<Column> {
    let mut columns = Vec::new();
    if with_region {
        columns.push(lang.column("region", "地区", "region"));
    }
    columns.push(lang.column("indicator", "指标", "indicator"));
    columns.push(lang.column("unit", "单位", "unit"));
    columns.push(Column::new("value", period.label()));
    columns.push(Column::new("base", base.label()));
    columns.push(lang.column("change", "变化", "change"));
    columns.push(lang.column("verdict", "评价", "verdict"));
    columns.push(lang.column("method", "来源", "method"));
    columns
}

fn push_row(
    answer: &mut Answer,
    line: &Line<'_>,
    now: &Result<Found, Gap>,
    then: &Result<Found, Gap>,
    with_region: bool,
    lang: Lang,
    reasons: &mut Vec<(String, Vec<String>)>,
) {
    let indicator = &line.head.indicator;
    let name = line_name(line, lang);
    let mut missing = |gap: &Gap| {
        let why = gap.reason(lang);
        match reasons.iter_mut().find(|(reason, _)| *reason == why) {
            Some((_, names)) if !names.contains(&name) => names.push(name.clone()),
            Some(_) => {}
            None => reasons.push((why.clone(), vec![name.clone()])),
        }
        Cell::missing(why)
    };
    let mut value = |found: &Result<Found, Gap>| match found {
        Ok(found) => value_cell(found, lang),
        Err(gap) => missing(gap),
    };
    let mut cells = Vec::new();
    if with_region {
        cells.push(Cell::text(&line.head.region));
    }
    cells.push(Cell::text(name.clone()));
    cells.push(Cell::text(lang.unit(&indicator.unit)));
    cells.push(value(now));
    cells.push(value(then));
    let change = now
        .as_ref()
        .ok()
        .zip(then.as_ref().ok())
        .and_then(|(now, then)| Change::between(indicator, then.value, now.value));
    let tone = change.map_or(Tone::Plain, |change| change.tone(indicator.better));
    match change {
        Some(change) => {
            cells.push(Cell::text(change.text(indicator, lang)));
            cells.push(Cell::text(tone_word(tone, change.direction().is_eq(), lang)));
        }
        None => {
            let why = lang.pick("缺一期数值", "one of the two values is missing");
            cells.push(Cell::missing(why));
            cells.push(Cell::missing(why));
        }
    }
    cells.push(method_cell(now, then, lang));
    answer.push(cells, tone);
}

/// A value as a cell; a class by its name, an approximate number with ≈.
pub fn value_cell(found: &Found, lang: Lang) -> Cell {
    match found.value {
        crate::model::Value::Class(class) => Cell::text(if lang == Lang::Zh { class.name() } else { class.code() }),
        value if found.approximate => Cell::text(format!("≈{value}")),
        value => Cell::number(value),
    }
}

fn method_cell(now: &Result<Found, Gap>, then: &Result<Found, Gap>, lang: Lang) -> Cell {
    let method = |found: &Result<Found, Gap>| found.as_ref().ok().map(|found| found.method);
    match (method(now), method(then)) {
        (Some(a), Some(b)) if a == b => Cell::text(a.word(lang)),
        (Some(a), Some(b)) => Cell::text(format!("{} / {}", a.word(lang), b.word(lang))),
        (Some(one), None) | (None, Some(one)) => Cell::text(one.word(lang)),
        (None, None) => Cell::missing(lang.pick("无数据", "no data")),
    }
}

fn notes(answer: &mut Answer, asked: Period, wanted: Period, reasons: Vec<(String, Vec<String>)>, lang: Lang) {
    if asked != wanted {
        answer.notes.push(format!(
            "{}{}{}",
            asked.label(),
            lang.pick(
                "是累计期，没有上一期；改为比较其最后一季 ",
                " is cumulative and has no period before it; its last quarter is compared: "
            ),
            wanted.label()
        ));
    }
    let derived = answer.rows.iter().any(|row| {
        row.cells
            .iter()
            .any(|cell| matches!(cell, Cell::Text(text) if text.contains(Method::Difference.word(lang))))
    });
    if derived {
        answer.notes.push(
            lang.pick(
                "“累计相减”为本期累计值减上期累计值。",
                "“difference” is the cumulative value less the one before.",
            )
            .to_owned(),
        );
    }
    for (why, names) in reasons {
        answer.notes.push(format!(
            "{why}{}{}",
            lang.pick("：", ": "),
            listed(&names, lang)
        ));
    }
}

/// Names in full, or the first of many with their number.
fn listed(names: &[String], lang: Lang) -> String {
    const SHOWN: usize = 6;
    let first = names[..names.len().min(SHOWN)].join(lang.pick("、", ", "));
    match (names.len() > SHOWN, lang) {
        (false, _) => first,
        (true, Lang::Zh) => format!("{first}等{}项", names.len()),
        (true, Lang::En) => format!("{first} and {} more", names.len() - SHOWN),
    }
}

#[cfg(test)]
mod tests {
    use super::super::derive::tests::observation;
    use super::*;
    use crate::model::Aggregation::{Mean, Sum};

    #[test]
    fn a_quarter_is_compared_with_the_quarter_before() {
        let given = [observation(Sum, "2024Q1", "40"), observation(Sum, "2024H1", "100")];
        let answer = compare(&given, Period::parse("2024Q2").unwrap(), Against::Previous, Lang::Zh);
        assert_eq!(answer.title, "澄河区 2024年二季度 环比（对比2024年一季度）");
        assert_eq!(
            answer.rows[0].cells[2..5],
            [Cell::number("60"), Cell::number("40"), Cell::text("+50.0%")]
        );
        assert_eq!(answer.rows[0].tone, Tone::Bad);
    }

    #[test]
    fn a_gap_says_why() {
        let given = [observation(Mean, "2024Q1", "40"), observation(Mean, "2024H1", "30")];
        let answer = compare(&given, Period::parse("2024Q2").unwrap(), Against::Previous, Lang::En);
        assert!(matches!(&answer.rows[0].cells[2], Cell::Missing { why } if why.contains("day weights")));
        assert!(answer.notes.iter().any(|note| note.contains("thing")));
    }

    #[test]
    fn nine_months_have_no_period_before() {
        let given = [observation(Sum, "2024Q2", "40"), observation(Sum, "2024Q3", "50")];
        let answer = compare(
            &given,
            Period::parse("2024-01..2024-09").unwrap(),
            Against::Previous,
            Lang::Zh,
        );
        assert_eq!(answer.rows[0].cells[4], Cell::text("+25.0%"));
        assert!(answer.notes[0].contains("累计期"));
    }
}
