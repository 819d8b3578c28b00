//! One thing over time and over reports: cumulative values that fall, quarters that are not the difference, what is said twice
//! and differently.

use std::collections::{BTreeSet, HashMap};

use rust_decimal::Decimal;

use super::book::{Book, Place, place, subject, value};
use super::{Draft, Finding};
use crate::model::{Aggregation, Observation, Period, Severity};
use crate::query::derive::Found;
use crate::query::labels::Label;
use crate::query::{Lang, wording};

/// The code of a value that others do not make.
pub const QUARTER: &str = "quarter-mismatch";

/// Every statement of one value, in the order of publication.
fn by_value<'a>(book: &Book<'a>) -> Vec<Vec<&'a Observation>> {
    let mut places: HashMap<(Place<'a>, Period), usize> = HashMap::new();
    let mut all: Vec<Vec<&Observation>> = Vec::new();
    for statement in book.evidence.statements {
        let index = *places.entry((place(statement), statement.period)).or_insert_with(|| {
            all.push(Vec::new());
            all.len() - 1
        });
        all[index].push(statement);
    }
    all
}

/// Whether two statements differ by more than their rounding.
fn differ(one: &Observation, other: &Observation) -> bool {
    if one.value == other.value || one.approx.is_some() || other.approx.is_some() {
        return false;
    }
    let apart = one.value.as_decimal().checked_sub(other.value.as_decimal());
    let doubt = Found::reported(one).doubt() + Found::reported(other).doubt();
    apart.is_none_or(|apart| apart.abs() > doubt)
}

/// Two values for one thing in one report, or in reports that appeared on the same day.
pub fn conflicts(book: &Book) -> Vec<Finding> {
    let mut findings = Vec::new();
    for statements in by_value(book) {
        for (index, first) in statements.iter().enumerate() {
            let same_day = |each: &&&Observation| {
                each.report == first.report || each.published.is_some() && each.published == first.published
            };
            let later = statements[index + 1..].iter().filter(same_day);
            // The two ends of a range, or two of a list, stand one behind the other and are no contradiction.
            let apart = |each: &&&Observation| each.report != first.report || each.figure > first.figure + 1;
            let both_hold = |each: &&&Observation| book.is_in_force(each.report) && book.is_in_force(first.report);
            let Some(second) = later.filter(both_hold).filter(apart).find(|each| differ(first, each)) else {
                continue;
            };
            // Within a report the two may be of different things that the ledger cannot tell apart.
            let severity = match first.report == second.report {
                true => Severity::Warning,
                false => Severity::Error,
            };
            let draft = Draft::new("conflict", severity, second).see([*first]);
            findings.push(draft.say(Label::CheckConflict, |lang| {
                vec![
                    ("subject", subject(first, lang)),
                    ("first", value(first, lang)),
                    ("second", value(second, lang)),
                ]
            }));
        }
    }
    findings
}

/// What a later report, or a later edition, says differently from the one before it.
pub fn revisions(book: &Book) -> Vec<Finding> {
    let mut findings = Vec::new();
    for statements in by_value(book) {
        for pair in statements.windows(2) {
            let [earlier, later] = pair else { continue };
            if earlier.report == later.report || !differ(earlier, later) {
                continue;
            }
            let is_edition = book
                .report(earlier.report)
                .is_some_and(|report| report.superseded_by == Some(later.report));
            let finding = match is_edition {
                // The edition corrects what the replaced report said: the finding is about that.
                true => Draft::new("edition-correction", Severity::Note, earlier).see([*later]),
                false if earlier.published == later.published => continue,
                false => Draft::new("revision", Severity::Warning, later).see([*earlier]),
            };
            let label = if is_edition {
                Label::CheckEdition
            } else {
                Label::CheckRevision
            };
            findings.push(finding.say(label, |lang| {
                vec![
                    ("subject", subject(later, lang)),
                    ("earlier", value(earlier, lang)),
                    ("earlier_report", earlier.report_title.clone()),
                    ("later", value(later, lang)),
                    ("later_report", later.report_title.clone()),
                ]
            }));
        }
    }
    findings
}

/// A sum that is less than a part of it: 1—6月 below 一季度, or below its own 二季度.
pub fn falls(book: &Book) -> Vec<Finding> {
    let mut findings = Vec::new();
    for track in book
        .tracks
        .iter()
        .filter(|track| track.indicator.aggregation == Aggregation::Sum)
    {
        let known: Vec<&Observation> = track
            .periods()
            .into_iter()
            .filter_map(|period| track.reported(period).ok().flatten())
            .filter(|each| each.approx.is_none() && each.value.as_decimal() >= Decimal::ZERO)
            .collect();
        for whole in known.iter().filter(|each| each.period.is_year_to_date()) {
            let part_of = |part: &&&Observation| {
                whole.period != part.period
                    && whole.period.contains(part.period)
                    && part.value.as_decimal() > whole.value.as_decimal() + whole.half
            };
            let Some(part) = known.iter().filter(part_of).max_by_key(|part| part.value.as_decimal()) else {
                continue;
            };
            // A rating is made anew and may lower a count; what was done stays done.
            let severity = match track.indicator.domain.as_str() {
                "credit" => Severity::Note,
                _ => Severity::Error,
            };
            let draft = Draft::new("cumulative-falls", severity, whole).see([*part]);
            findings.push(draft.say(Label::CheckFalls, |lang| {
                vec![
                    ("subject", subject(whole, lang)),
                    ("stated", value(whole, lang)),
                    ("part", lang.period(part.period)),
                    ("part_value", value(part, lang)),
                ]
            }));
        }
    }
    findings
}

/// A reported value that is not what the values of other periods make it.
///
/// That two quarters do not make their half-year is the same for each of the three: it is said once, of the value that was
/// published last, and of that of the longest period if they appeared together.
pub fn quarters(book: &Book) -> Vec<Finding> {
    let mut findings: Vec<(BTreeSet<i64>, &Observation, Finding)> = Vec::new();
    for (stated, derived, severity) in contradictions(book) {
        let inputs = || derived.inputs.iter().map(|input| input.observation);
        let rows: BTreeSet<i64> = inputs().map(|each| each.figure).chain([stated.figure]).collect();
        let draft = Draft::new(QUARTER, severity, stated).see(inputs());
        let finding = draft.say(Label::CheckQuarter, |lang| {
            vec![
                ("subject", subject(stated, lang)),
                ("stated", value(stated, lang)),
                ("formula", wording::formula(&derived, stated.period, lang)),
                ("computed", computed(&derived, stated, lang)),
            ]
        });
        let weight = |each: &Observation| (book.order(each.report), each.period.days());
        match findings.iter_mut().find(|(known, ..)| *known == rows) {
            Some((_, about, held)) if weight(stated) > weight(about) => (*about, *held) = (stated, finding),
            Some(_) => {}
            None => findings.push((rows, stated, finding)),
        }
    }
    findings.into_iter().map(|(_, _, finding)| finding).collect()
}

/// Every reported value with what others make it, where the two are further apart than rounding can explain.
fn contradictions<'a>(book: &Book<'a>) -> Vec<(&'a Observation, Found<'a>, Severity)> {
    let mut found = Vec::new();
    for track in &book.tracks {
        let severity = match track.indicator.aggregation {
            Aggregation::Sum => Severity::Error,
            // A mean over days is an estimate: other days may have counted.
            Aggregation::Mean => Severity::Note,
            _ => continue,
        };
        for period in track.periods() {
            let Ok(Some(stated)) = track.reported(period) else {
                continue;
            };
            let derived = track.contradicting(period, &Found::reported(stated));
            found.extend(derived.map(|derived| (stated, derived, severity)));
        }
    }
    found
}

fn computed(derived: &Found, stated: &Observation, lang: Lang) -> String {
    wording::with_unit(derived, &stated.indicator.unit, lang)
}
