//! Everything on one page: each value with its changes, the ledger with its sentences, the findings.

use std::collections::BTreeSet;

use super::check::Finding;
use super::comparison::{self, or_gap};
use super::derive::{Found, Method};
use super::explain::{place_in_sentence, sentence};
use super::labels::Label;
use super::series::{known_span, quarters};
use super::track::{Track, tracks_for};
use super::{FigureLine, Lang, Question, ReportLine, qoq, wording};
use crate::answer::{Cell, Tone};
use crate::board::{Board, Document, Entry, Reading, Remark, Span, Step, Subject, Texts};
use crate::model::{Indicator, Observation, Period};

/// A report with its text and its ledger.
#[derive(Debug, Clone)]
pub struct Book {
    /// The report.
    pub report: ReportLine,
    /// Its text, in which the characters of figures are counted.
    pub text: String,
    /// Its figures, with the English names of their indicators.
    pub figures: Vec<(FigureLine, Option<String>)>,
}

/// The page of these values, reports and findings.
pub fn dashboard(observations: &[Observation], books: &[Book], findings: &[Finding], question: &Question) -> Board {
    let mut texts = Texts::default();
    let tracks = tracks_for(observations, question);
    let spans = spans(&tracks);
    let subjects = tracks.iter().map(|track| subject(track, &spans, &mut texts)).collect();
    let periods = spans.iter().map(|span| Span {
        name: period(Some(*span), &mut texts),
        quarter: span.as_quarter().is_some(),
    });
    let periods = periods.collect();
    let reports = books.iter().map(|book| document(&book.report, &mut texts)).collect();
    let ledger = books.iter().enumerate().flat_map(|(number, book)| {
        let entries = book.figures.iter();
        entries
            .map(|(figure, english)| entry(figure, english.as_deref(), number, &book.text, &mut texts))
            .collect::<Vec<_>>()
    });
    let ledger = ledger.collect();
    let findings = findings.iter().map(|finding| Remark {
        id: finding.id(),
        severity: finding.severity.code(),
        figure: finding.figure,
        text: texts.number(finding.text.clone()),
    });
    Board {
        findings: findings.collect(),
        lang: question.lang.either("zh", "en"),
        as_of: question.as_of.map(|day| day.to_string()),
        texts: texts.all(),
        reports,
        periods,
        tracks: subjects,
        ledger,
    }
}

/// Every quarter of the time of which anything is known, and the other whole periods that reports are about.
fn spans(tracks: &[Track]) -> Vec<Period> {
    let mut spans: BTreeSet<(chrono::NaiveDate, Period)> = BTreeSet::new();
    for track in tracks {
        let reported = track.observations.iter().map(|each| each.period);
        let whole = reported.filter(|period| period.whole_months().is_some_and(|(_, _, last)| last % 3 == 0));
        let single = known_span(track).into_iter().flat_map(quarters);
        spans.extend(whole.chain(single).map(|period| (period.end(), period)));
    }
    spans.into_iter().map(|(_, period)| period).collect()
}

fn subject(track: &Track, spans: &[Period], texts: &mut Texts) -> Subject {
    let Indicator { unit, domain, .. } = track.indicator.as_ref();
    let narrowed: Vec<&str> = [track.dimension, track.treatment].into_iter().flatten().collect();
    let name = |lang: Lang| {
        let name = lang.indicator(track.indicator);
        match narrowed.is_empty() {
            true => name.to_owned(),
            false => format!("{name} · {}", narrowed.join(" · ")),
        }
    };
    let readings = spans.iter().enumerate().filter_map(|(number, span)| {
        let found = track.value(*span).ok()?;
        Some(reading(track, *span, number, &found, texts))
    });
    let values = readings.collect();
    Subject {
        name: both(texts, name),
        unit: both(texts, |lang| lang.unit(unit).to_owned()),
        domain: texts.same(domain.as_str()),
        region: track.region.to_owned(),
        values,
    }
}

fn reading(track: &Track, span: Period, number: usize, found: &Found, texts: &mut Texts) -> Reading {
    let before = span.as_quarter().and_then(|_| qoq::before(span));
    let plain = match wording::found(found, Lang::Zh) {
        Cell::Number(number) | Cell::Measure { number, .. } => Some(number),
        _ => None,
    };
    let doubt = match wording::uncertainty(found) {
        Cell::Number(doubt) => Some(doubt),
        _ => None,
    };
    Reading {
        period: number,
        shown: both(texts, |lang| wording::people(&wording::found(found, lang))),
        number: plain,
        doubt,
        method: both(texts, |lang| lang.text(wording::method(found)).to_owned()),
        derived: found.method != Method::Reported,
        figures: found.inputs.iter().map(|input| input.observation.figure).collect(),
        qoq: step(track, span, before, texts),
        yoy: step(track, span, span.year_earlier(), texts),
    }
}

/// The change on another period; where there is none, the reason.
fn step(track: &Track, span: Period, base: Option<Period>, texts: &mut Texts) -> Step {
    let Some(base) = base else {
        return Step {
            shown: both(texts, |lang| lang.text(Label::BoardNoBase).to_owned()),
            verdict: None,
            tone: "",
        };
    };
    let change = comparison::change(track, span, base);
    let unit = &track.indicator.unit;
    let shown = |lang: Lang| {
        let cell = or_gap(&change, lang, |(change, exactness)| {
            wording::change(change, unit, *exactness, lang)
        });
        match cell {
            Cell::Missing { why } => why,
            cell => wording::people(&cell),
        }
    };
    let verdict = change.as_ref().ok().map(|(change, _)| change.verdict);
    Step {
        shown: both(texts, shown),
        verdict: verdict.map(|verdict| both(texts, |lang| lang.text(wording::verdict(verdict)).to_owned())),
        tone: match verdict.map(super::change::Verdict::tone) {
            Some(Tone::Good) => "good",
            Some(Tone::Bad) => "bad",
            _ => "",
        },
    }
}

fn document(report: &ReportLine, texts: &mut Texts) -> Document {
    Document {
        title: report.title.clone().or(report.source.clone()).unwrap_or_default(),
        period: report.period.map(|span| period(Some(span), texts)),
        published: report.published.clone(),
    }
}

fn entry(figure: &FigureLine, english: Option<&str>, report: usize, text: &str, texts: &mut Texts) -> Entry {
    let place = place_in_sentence(text, &figure.sentence, figure.char_start);
    let name = figure.name.clone().unwrap_or_default();
    let narrowed = [&figure.region, &figure.dimension, &figure.treatment];
    let unit = figure.unit.as_deref().unwrap_or_default();
    Entry {
        id: figure.id,
        report,
        kind: both(texts, |lang| lang.kind(figure.kind).to_owned()),
        name: texts.number([name.clone(), english.map_or(name, str::to_owned)]),
        value: both(texts, |lang| {
            figure
                .value
                .map(|value| wording::people(&wording::value(value, figure.approx, lang)))
                .unwrap_or_default()
        }),
        unit: both(texts, |lang| lang.unit(unit).to_owned()),
        written: figure.as_written.clone(),
        period: period(figure.period, texts),
        start: figure.period.map(|period| period.start().to_string()),
        place: narrowed.into_iter().flatten().cloned().collect::<Vec<_>>().join(" · "),
        section: texts.same(figure.section.clone().unwrap_or_default()),
        sentence: match sentence(figure, place) {
            Cell::Marked { before, marked, after } => vec![before, marked, after],
            _ => vec![figure.sentence.clone()],
        },
    }
}

fn period(span: Option<Period>, texts: &mut Texts) -> usize {
    both(texts, |lang| span.map(|span| lang.period(span)).unwrap_or_default())
}

fn both(texts: &mut Texts, words: impl Fn(Lang) -> String) -> usize {
    texts.number([words(Lang::Zh), words(Lang::En)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Aggregation;
    use crate::query::testing::{indicator, observation};
    use std::sync::Arc;

    #[test]
    fn a_value_comes_with_its_changes_and_a_derived_one_says_so() {
        let sum = Arc::new(indicator("s", Aggregation::Sum));
        let observations = [observation(&sum, "2024Q1", "10"), observation(&sum, "2024H1", "25")];
        let board = dashboard(&observations, &[], &[], &Question::default());
        let names: Vec<&str> = board
            .periods
            .iter()
            .map(|span| board.texts[span.name][1].as_str())
            .collect();
        assert_eq!(names, ["2024Q1", "2024H1", "2024Q2"]);
        let second = board.tracks[0].values.iter().find(|value| value.period == 2).unwrap();
        assert!(second.derived);
        assert_eq!(board.texts[second.shown][0], "15");
        assert_eq!(board.texts[second.qoq.shown][0], "+50.0%");
        assert_eq!(second.yoy.verdict, None);
    }
}
