//! The table that an office pastes into its report: both values, the change, whether that is better.
//!
//! A row is in the table if at least one of its values is known, or if its indicator was asked for; what has neither
//! value is named in the notes, with the reason.

use rust_decimal::Decimal;

use super::Question;
use super::change::{BadBase, Change, Verdict};
use super::derive::{Found, Method};
use super::gap::Gap;
use super::labels::Label;
use super::lang::Lang;
use super::notes::Notes;
use super::subject::Subjects;
use super::track::{Track, tracks_for};
use super::wording::{self, Exactness};
use crate::answer::{Answer, Cell, Column, Tone};
use crate::model::{Observation, Period, SeriesBreak};

/// The two periods of a comparison and how it is announced.
pub struct Pair {
    /// The period in question.
    pub this: Period,
    /// The period it is held against.
    pub base: Period,
    /// Its title; `{this}` and `{base}` are the periods.
    pub title: Label,
    /// What a reader must know beforehand.
    pub note: Option<String>,
}

/// One row before it is put into words.
struct Line<'t, 'a> {
    track: &'t Track<'a>,
    this: Result<Found<'a>, Gap>,
    base: Result<Found<'a>, Gap>,
    series_break: Option<&'a SeriesBreak>,
}

/// The comparison of two periods.
pub fn table(observations: &[Observation], pair: Pair, question: &Question) -> Answer {
    let lang = question.lang;
    let tracks = tracks_for(observations, question);
    let line = |track| Line {
        track,
        this: track.value_at(pair.this).map(|(_, found)| found),
        base: track.value_at(pair.base).map(|(_, found)| found),
        series_break: track.indicator.break_between(pair.this, pair.base),
    };
    let lines: Vec<Line> = tracks.iter().map(line).filter(Line::has_something_to_say).collect();
    let (lines, without): (Vec<Line>, Vec<Line>) = lines
        .into_iter()
        .partition(|line| line.has_a_value() || !question.indicators.is_empty());

    let shown: Vec<Track> = lines.iter().map(|line| line.track.clone()).collect();
    let subjects = Subjects::of(&shown, lang);
    let mut notes = Notes::default();
    pair.note.iter().for_each(|note| notes.say(note));
    if pair.this.days() == 1 || pair.base.days() == 1 {
        notes.say(lang.text(Label::DayStandsFor));
    }
    let mut answer = Answer::new(
        subjects.title(&title(&pair, lang)),
        columns(&pair, &subjects, &lines, lang),
    );
    for line in &lines {
        let (cells, tone) = line.cells(&pair, &subjects, lang);
        answer.push(cells, tone);
    }
    for line in lines.iter().chain(&without) {
        line.explain(&pair, &subjects, &mut notes, lang);
    }
    if answer.rows.is_empty() {
        notes.say(lang.text(Label::Nothing));
    }
    question.add_as_of(&mut notes);
    answer.notes = notes.lines(lang);
    answer
}

/// The change of a track from `base` to `this`, and how exact it is.
///
/// # Errors
/// The [`Gap`] that says why there is none.
pub fn change(track: &Track, this: Period, base: Period) -> Result<(Change, Exactness), Gap> {
    let line = Line {
        track,
        this: track.value(this),
        base: track.value(base),
        series_break: track.indicator.break_between(this, base),
    };
    Ok((line.change()?, line.exactness()))
}

fn title(pair: &Pair, lang: Lang) -> String {
    lang.fill(
        pair.title,
        &[("this", &lang.period(pair.this)), ("base", &lang.period(pair.base))],
    )
}

fn columns(pair: &Pair, subjects: &Subjects, lines: &[Line], lang: Lang) -> Vec<Column> {
    let column = |key, label| Column::new(key, lang.text(label));
    let some_derived = lines.iter().any(|line| !is_plain(&line.this) || !is_plain(&line.base));
    let mut columns = subjects.columns(true);
    columns.extend([
        column("period", Label::Period).for_machines(),
        column("base_period", Label::BasePeriod).for_machines(),
        Column::new("value", lang.period(pair.this)),
        column("uncertainty", Label::Uncertainty).for_machines(),
        Column::new("base_value", lang.period(pair.base)),
        column("base_uncertainty", Label::BaseUncertainty).for_machines(),
        column("change", Label::Change).toned(),
        column("change_unit", Label::ChangeUnit).for_machines(),
        column("verdict", Label::Verdict).toned(),
        column("method", Label::ThisMethod).shown_if(some_derived),
        column("base_method", Label::BaseMethod).shown_if(some_derived),
        column("figures", Label::ThisFigures).for_machines(),
        column("base_figures", Label::BaseFigures).for_machines(),
    ]);
    columns
}

/// Whether nothing is to be said of where the value is from.
fn is_plain(value: &Result<Found, Gap>) -> bool {
    value.as_ref().map_or(true, |found| {
        found.method == Method::Reported && found.from_later_reports().next().is_none()
    })
}

impl Line<'_, '_> {
    fn has_something_to_say(&self) -> bool {
        self.this != Err(Gap::NotReported) || self.base != Err(Gap::NotReported)
    }

    fn has_a_value(&self) -> bool {
        self.this.is_ok() || self.base.is_ok()
    }

    /// The change, or the reason why there is none.
    fn change(&self) -> Result<Change, Gap> {
        let this = self.this.as_ref().map_err(Gap::clone)?;
        let base = self.base.as_ref().map_err(Gap::clone)?;
        let change = Change::between(self.track.indicator, base.value, this.value)?;
        Ok(match (self.series_break, unclear(base, this)) {
            (Some(_), _) => change.judged(Verdict::Broken),
            (None, true) => change.judged(Verdict::Unclear),
            (None, false) => change,
        })
    }

    fn exactness(&self) -> Exactness {
        match (&self.this, &self.base) {
            (Ok(this), Ok(base)) => Exactness::of([this, base]),
            _ => Exactness::default(),
        }
    }

    fn cells(&self, pair: &Pair, subjects: &Subjects, lang: Lang) -> (Vec<Cell>, Tone) {
        let unit = &self.track.indicator.unit;
        let change = self.change();
        let exactness = self.exactness();
        let mut cells = subjects.cells(self.track);
        cells.extend([
            Cell::text(pair.this.label()),
            Cell::text(pair.base.label()),
            or_gap(&self.this, lang, |found| wording::found(found, lang)),
            or_gap(&self.this, lang, wording::uncertainty),
            or_gap(&self.base, lang, |found| wording::found(found, lang)),
            or_gap(&self.base, lang, wording::uncertainty),
            or_gap(&change, lang, |change| wording::change(change, unit, exactness, lang)),
            or_gap(&change, lang, |change| {
                Cell::text(wording::change_unit(change, unit, lang))
            }),
            or_gap(&change, lang, |change| {
                Cell::text(lang.text(wording::verdict(change.verdict)))
            }),
            or_gap(&self.this, lang, |found| Cell::text(lang.text(wording::method(found)))),
            or_gap(&self.base, lang, |found| Cell::text(lang.text(wording::method(found)))),
            or_gap(&self.this, lang, |found| Cell::text(wording::figures(found))),
            or_gap(&self.base, lang, |found| Cell::text(wording::figures(found))),
        ]);
        (cells, change.map_or(Tone::Plain, |change| change.verdict.tone()))
    }

    /// Says how the row's values came about and why one is missing.
    fn explain(&self, pair: &Pair, subjects: &Subjects, notes: &mut Notes, lang: Lang) {
        let name = subjects.name(self.track);
        for (period, value) in [(pair.this, &self.this), (pair.base, &self.base)] {
            match value {
                Ok(found) => wording::origin(self.track, period, found, lang)
                    .into_iter()
                    .for_each(|origin| notes.about(origin, name.clone())),
                Err(gap) => {
                    let words = [("period", lang.period(period)), ("why", gap.text(lang))];
                    let words = words.each_ref().map(|(key, text)| (*key, text.as_str()));
                    notes.about(lang.fill(Label::GapIn, &words), name.clone());
                }
            }
        }
        if let Some(series_break) = self.series_break.filter(|_| self.this.is_ok() && self.base.is_ok()) {
            notes.about(wording::series_break(series_break, lang), name.clone());
        }
        match self.change() {
            Ok(Change {
                no_percent: Some(base), ..
            }) => notes.about(bad_base(base, pair, lang), name),
            Err(gap) if self.this.is_ok() && self.base.is_ok() => notes.about(gap.text(lang), name),
            _ => {}
        }
    }
}

/// Whether the two values differ by less than they may lie off.
fn unclear(base: &Found, this: &Found) -> bool {
    let doubt = [base, this]
        .iter()
        .filter_map(|found| found.uncertainty)
        .sum::<Decimal>();
    let apart = this.value.as_decimal().checked_sub(base.value.as_decimal());
    doubt > Decimal::ZERO && apart.is_some_and(|apart| apart.abs() <= doubt)
}

fn bad_base(base: BadBase, pair: &Pair, lang: Lang) -> String {
    let label = match base {
        BadBase::Zero => Label::BaseZero,
        BadBase::Negative => Label::BaseNegative,
    };
    lang.fill(label, &[("base", &lang.period(pair.base))])
}

/// The cell of what is known, or the gap with its reason.
pub fn or_gap<T>(known: &Result<T, Gap>, lang: Lang, cell: impl FnOnce(&T) -> Cell) -> Cell {
    match known {
        Ok(known) => cell(known),
        Err(gap) => Cell::missing(gap.text(lang)),
    }
}
