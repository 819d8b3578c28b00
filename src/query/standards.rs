//! The limits of standards that apply, beside the values that they are for.

use super::derive::Found;
use super::gap::Gap;
use super::labels::Label;
use super::limit::{self, Standing};
use super::notes::Notes;
use super::track::{Track, tracks_for};
use super::{Lang, Question, wording};
use crate::answer::{Answer, Cell, Column, Tone};
use crate::model::{Grade, Limit, Observation, Period, WaterClass};

/// A limit, beside the value of a period where one was asked for.
struct Line<'t, 'a> {
    limit: &'t Limit,
    period: Option<Period>,
    track: Option<&'t Track<'a>>,
    value: Result<Found<'a>, Gap>,
}

impl Line<'_, '_> {
    fn standing(&self) -> Option<Standing> {
        let found = self.value.as_ref().ok()?;
        Some(limit::standing(self.limit, found, self.period?))
    }

    fn is_judged(&self) -> bool {
        self.standing().is_some_and(|standing| standing != Standing::OtherTime)
    }

    fn tone(&self) -> Tone {
        match self.standing() {
            Some(Standing::Met | Standing::MetForReference) => Tone::Good,
            Some(Standing::Exceeded | Standing::ExceededForReference) => Tone::Bad,
            _ => Tone::Plain,
        }
    }
}

/// The limits of the indicators asked about (all, if none is): every one there ever was, or those in force in the periods,
/// beside the values. Where a period straddles two limits, both have their line.
pub fn standards(limits: &[Limit], observations: &[Observation], periods: &[Period], question: &Question) -> Answer {
    let lang = question.lang;
    let all = limits;
    let limits = wanted(all, question);
    let tracks = tracks_for(observations, question);
    let mut lines = match periods {
        [] => limits.iter().map(|limit| bare(limit, None)).collect(),
        _ => periods
            .iter()
            .flat_map(|period| beside(&limits, &tracks, *period))
            .collect::<Vec<_>>(),
    };
    let mut notes = Notes::default();
    if question.indicators.is_empty() {
        leave_out(&mut lines, &mut notes, lang);
    }
    let title = match periods {
        [] => lang.text(Label::StandardsTitle).to_owned(),
        _ => {
            let periods: Vec<String> = periods.iter().map(|period| lang.period(*period)).collect();
            lang.fill(Label::StandardsBeside, &[("periods", &lang.list(&periods))])
        }
    };
    let title = match one_region(&lines) {
        Some(region) => lang.fill(Label::TitleIn, &[("region", region), ("title", &title)]),
        None => title,
    };
    let mut answer = Answer::new(title, columns(&lines, lang));
    for line in &lines {
        answer.push(cells(line, lang), line.tone());
    }
    explain(&lines, &mut notes, lang);
    classes(&lines, &mut notes, lang);
    if lines.is_empty() {
        notes.say(lang.text(Label::StandardsNone));
        let mut known: Vec<String> = all
            .iter()
            .map(|limit| lang.indicator(&limit.indicator).to_owned())
            .collect();
        known.dedup();
        notes.say(lang.fill(Label::StandardsKnown, &[("indicators", &lang.list(&known))]));
    }
    question.add_as_of(&mut notes);
    answer.notes = notes.lines(lang);
    answer
}

/// The limits asked about, those of one indicator together.
fn wanted<'l>(limits: &'l [Limit], question: &Question) -> Vec<&'l Limit> {
    let asked = &question.indicators;
    let place = |limit: &Limit| match asked.is_empty() {
        true => limits
            .iter()
            .position(|each| each.indicator.code == limit.indicator.code),
        false => asked.iter().position(|each| each.code == limit.indicator.code),
    };
    let mut wanted: Vec<&Limit> = limits.iter().filter(|limit| place(limit).is_some()).collect();
    wanted.sort_by_key(|limit| place(limit));
    wanted
}

fn bare<'t, 'a>(limit: &'t Limit, period: Option<Period>) -> Line<'t, 'a> {
    Line {
        limit,
        period,
        track: None,
        value: Err(Gap::NotReported),
    }
}

/// The limits that touch a period beside every value of their indicators there; of a value only those that have something
/// to say of its averaging time, if any has.
fn beside<'t, 'a>(limits: &[&'t Limit], tracks: &'t [Track<'a>], period: Period) -> Vec<Line<'t, 'a>> {
    let mut lines = Vec::new();
    for limits in limits.chunk_by(|one, other| one.indicator.code == other.indicator.code) {
        let touching = || limits.iter().copied().filter(|limit| limit.touches(period));
        let before = lines.len();
        for track in tracks {
            let value = track.value(period);
            let is_it = limits.iter().any(|limit| limit.indicator.code == track.indicator.code);
            if !is_it || value == Err(Gap::NotReported) {
                continue;
            }
            let mut of_value: Vec<Line> = touching()
                .map(|limit| Line {
                    limit,
                    period: Some(period),
                    track: Some(track),
                    value: value.clone(),
                })
                .collect();
            if of_value.iter().any(Line::is_judged) {
                of_value.retain(Line::is_judged);
            }
            lines.extend(of_value);
        }
        if lines.len() == before {
            lines.extend(touching().map(|limit| bare(limit, Some(period))));
        }
    }
    lines
}

/// Where every indicator was asked about and some have a value, those without are only named.
fn leave_out(lines: &mut Vec<Line>, notes: &mut Notes, lang: Lang) {
    if lines.iter().all(|line| line.track.is_none()) {
        return;
    }
    for line in lines.iter().filter(|line| line.track.is_none()) {
        let indicator = lang.indicator(&line.limit.indicator).to_owned();
        notes.about(lang.text(Label::LimitNoValue).to_owned(), indicator);
    }
    lines.retain(|line| line.track.is_some());
}

/// The region of all values, if there is only one.
fn one_region<'a>(lines: &[Line<'_, 'a>]) -> Option<&'a str> {
    let mut regions = lines.iter().filter_map(|line| line.track).map(|track| track.region);
    let first = regions.next()?;
    regions.all(|region| region == first).then_some(first)
}

fn columns(lines: &[Line], lang: Lang) -> Vec<Column> {
    let column = |key, label| Column::new(key, lang.text(label));
    let some = |test: fn(&Track) -> bool| lines.iter().filter_map(|line| line.track).any(test);
    let periods_differ = lines.windows(2).any(|pair| pair[0].period != pair[1].period);
    let valued = lines.iter().any(|line| line.value.is_ok());
    let (waters, note) = (
        lines.iter().any(|line| line.limit.waters.is_some()),
        lines.iter().any(|line| line.limit.note.is_some()),
    );
    vec![
        column("region", Label::Region).shown_if(some(|_| true) && one_region(lines).is_none()),
        column("indicator", Label::Indicator),
        column("code", Label::Code).for_machines(),
        column("dimension", Label::Dimension).shown_if(some(|track| track.dimension.is_some())),
        column("treatment", Label::Treatment).shown_if(some(|track| track.treatment.is_some())),
        column("period", Label::Period).shown_if(periods_differ),
        column("standard", Label::Standard),
        column("standard_name", Label::StandardName).for_machines(),
        column("grade", Label::Grade),
        column("waters", Label::WatersOf).shown_if(waters),
        column("averaging", Label::Averaging),
        column("limit", Label::Limit),
        column("limit_value", Label::LimitValue).for_machines(),
        column("direction", Label::DirectionOf).for_machines(),
        column("unit", Label::Unit),
        column("in_force", Label::InForce),
        column("valid_from", Label::ValidFrom).for_machines(),
        column("valid_to", Label::ValidTo).for_machines(),
        column("value", Label::Value).shown_if(valued),
        column("rounded", Label::Rounded).shown_if(valued),
        column("verdict", Label::Verdict).shown_if(valued).toned(),
        column("note", Label::Note).shown_if(note),
        column("source", Label::LimitSource).for_machines(),
        column("figures", Label::Figures).for_machines(),
    ]
}

fn cells(line: &Line, lang: Lang) -> Vec<Cell> {
    let (limit, track) = (line.limit, line.track);
    let found = line.value.as_ref().ok();
    let rounded = found.filter(|_| line.is_judged());
    vec![
        Cell::optional(track.map(|track| track.region)),
        Cell::text(lang.indicator(&limit.indicator)),
        Cell::text(limit.indicator.code.as_str()),
        Cell::optional(track.and_then(|track| track.dimension)),
        Cell::optional(track.and_then(|track| track.treatment)),
        Cell::optional(line.period.map(|period| lang.period(period))),
        Cell::text(limit.number.as_str()),
        Cell::text(limit.name.as_str()),
        Cell::text(limit::grade(limit.grade, lang)),
        Cell::optional(limit.waters.map(|waters| lang.text(limit::waters(waters)))),
        Cell::text(lang.text(limit::averaging(limit.averaging))),
        Cell::text(limit::bound(limit)),
        Cell::number(limit.value),
        Cell::text(limit.direction.code()),
        Cell::text(lang.unit(&limit.indicator.unit)),
        Cell::text(limit::in_force(limit, lang)),
        Cell::text(limit.valid_from.to_string()),
        Cell::optional(limit.valid_to.map(|day| day.to_string())),
        match &line.value {
            Ok(found) => wording::found(found, lang),
            Err(gap) => Cell::missing(gap.text(lang)),
        },
        match rounded {
            Some(found) => Cell::number(limit::rounded(limit, found.value.as_decimal())),
            None => Cell::text(""),
        },
        Cell::optional(line.standing().map(|standing| lang.text(standing.label()))),
        Cell::optional(limit.note.as_deref()),
        Cell::text(limit.source.as_str()),
        Cell::optional(found.map(wording::figures)),
    ]
}

fn explain(lines: &[Line], notes: &mut Notes, lang: Lang) {
    for line in lines {
        let (limit, Some(period)) = (line.limit, line.period) else {
            continue;
        };
        let indicator = lang.indicator(&limit.indicator).to_owned();
        let mut about = |label, subject| notes.about(lang.text(label).to_owned(), subject);
        match (&line.value, line.standing()) {
            (Ok(found), Some(standing)) => {
                let value = found.value.as_decimal();
                if standing.is_reference() {
                    about(Label::LimitReference, lang.period(period));
                }
                if limit::is_by_percentile(limit) {
                    about(Label::LimitPercentile, indicator.clone());
                }
                if line.is_judged() && limit::rounded(limit, value) != value {
                    let rounding = lang.fill(Label::LimitRounding, &[("rule", "GB/T 8170")]);
                    let step = format!("{} → {}", wording::plain(found, lang), limit::rounded(limit, value));
                    notes.about(rounding, step);
                }
                if line.is_judged() && limit::turns_on_rounding(limit, value) {
                    let words = [
                        ("indicator", indicator.as_str()),
                        ("value", &wording::plain(found, lang)),
                        ("bound", &limit::bound(limit)),
                    ];
                    let subject = lang.fill(Label::LimitAgainst, &words);
                    notes.about(lang.text(Label::LimitTurns).to_owned(), subject);
                }
            }
            (Err(gap), _) => notes.about(gap.text(lang), format!("{} {indicator}", lang.period(period))),
            _ => {}
        }
        if lines
            .iter()
            .any(|other| other.limit.succeeds(limit) && other.period == line.period)
        {
            notes.about(lang.text(Label::LimitStraddled).to_owned(), lang.period(period));
        } else if !limit.covers(period) {
            let subject = format!("{indicator} {}", limit::grade(limit.grade, lang));
            notes.about(lang.text(Label::LimitBeyond).to_owned(), subject);
        }
    }
}

/// The class of GB 3838 that each value by itself has.
fn classes(lines: &[Line], notes: &mut Notes, lang: Lang) {
    let key = |line: &Line| {
        let track = line.track.map(|track| (track.region, track.dimension, track.treatment));
        (
            line.limit.indicator.code.clone(),
            line.limit.waters,
            line.period,
            track.map(|(region, dimension, treatment)| {
                (
                    region.to_owned(),
                    dimension.map(str::to_owned),
                    treatment.map(str::to_owned),
                )
            }),
        )
    };
    for same in lines.chunk_by(|one, other| key(one) == key(other)) {
        let Some(class) = class(same) else { continue };
        let (Some(line), Some(track)) = (same.first(), same.first().and_then(|line| line.track)) else {
            continue;
        };
        let region = Some(track.region).filter(|_| one_region(lines).is_none());
        let waters = line.limit.waters.map(|waters| lang.text(limit::waters(waters)));
        let differ = lines.iter().any(|other| other.period != line.period);
        let period = line.period.filter(|_| differ).map(|period| lang.period(period));
        let parts = [
            period.as_deref(),
            region,
            track.dimension,
            Some(lang.indicator(track.indicator)),
            waters,
        ];
        let what: Vec<String> = parts.into_iter().flatten().map(str::to_owned).collect();
        let class = lang.value(crate::model::Value::Class(class));
        let words = [("what", what.join(" ")), ("class", class)];
        let words = words.each_ref().map(|(key, text)| (*key, text.as_str()));
        notes.say(lang.fill(Label::SingleFactor, &words));
    }
}

/// The best class whose limit is kept; `None` where the limits are of no class or one of them cannot be judged.
fn class(lines: &[Line]) -> Option<WaterClass> {
    let mut best = Some(WaterClass::Inferior);
    for line in lines.iter().rev() {
        let class = match line.limit.grade {
            Grade::First | Grade::Second => return None,
            Grade::I => WaterClass::I,
            Grade::II => WaterClass::II,
            Grade::III => WaterClass::III,
            Grade::IV => WaterClass::IV,
            Grade::V => WaterClass::V,
        };
        match line.standing()? {
            Standing::Met => best = Some(class),
            Standing::Exceeded => {}
            _ => return None,
        }
    }
    best.filter(|_| lines.len() == WaterClass::ALL.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Averaging, Waters};
    use crate::query::testing::{limit, observation};

    fn column(answer: &Answer, key: &str) -> Vec<String> {
        let index = answer.columns.iter().position(|column| column.key == key).unwrap();
        let text = |cell: &Cell| match cell {
            Cell::Text(text) | Cell::Number(text) => text.clone(),
            _ => "—".into(),
        };
        answer.rows.iter().map(|row| text(&row.cells[index])).collect()
    }

    fn limits() -> Vec<Limit> {
        vec![
            limit("pm", Averaging::Year, "35", "2016-01-01", Some("2026-02-28")),
            limit("pm", Averaging::Day, "75", "2016-01-01", Some("2026-02-28")),
            limit("pm", Averaging::Year, "30", "2026-03-01", None),
        ]
    }

    #[test]
    fn a_period_across_two_limits_has_both_verdicts() {
        let limits = limits();
        let ask = |period: &str, value: &str| {
            let observations = [observation(&limits[0].indicator, period, value)];
            let periods = [Period::parse(period).unwrap()];
            standards(&limits, &observations, &periods, &Question::default())
        };
        assert_eq!(column(&ask("2026", "32"), "verdict"), ["达标", "超标"]);
        assert_eq!(
            column(&ask("2026Q1", "32"), "verdict"),
            ["达标（参考）", "超标（参考）"]
        );
        assert_eq!(column(&ask("2025", "35.5"), "rounded"), ["36"]);
        assert_eq!(column(&ask("2025-07-01", "75.5"), "limit"), ["≤75"]);
        let answer = ask("2010", "35");
        assert!(answer.rows.is_empty() && !answer.notes.is_empty());
    }

    #[test]
    fn without_a_period_or_a_value_the_limits_stand_alone() {
        let limits = limits();
        let list = standards(&limits, &[], &[], &Question::default());
        assert_eq!(column(&list, "limit"), ["≤35", "≤75", "≤30"]);
        let asked = standards(&limits, &[], &[Period::parse("2026Q2").unwrap()], &Question::default());
        assert_eq!(
            (column(&asked, "limit"), column(&asked, "value")),
            (vec!["≤30".into()], vec!["—".into()])
        );
    }

    #[test]
    fn a_value_by_itself_has_the_best_class_that_it_keeps_to() {
        let classes = [Grade::I, Grade::II, Grade::III, Grade::IV, Grade::V];
        let limits: Vec<Limit> = ["0.01", "0.025", "0.05", "0.1", "0.2"]
            .iter()
            .zip(classes)
            .map(|(value, grade)| Limit {
                grade,
                waters: Some(Waters::Lake),
                ..limit("tp", Averaging::Any, value, "2002-06-01", None)
            })
            .collect();
        let note = |value: &str| {
            let observations = [observation(&limits[0].indicator, "2024Q1", value)];
            let periods = [Period::parse("2024Q1").unwrap()];
            let answer = standards(&limits, &observations, &periods, &Question::default());
            answer.notes.last().cloned().unwrap_or_default()
        };
        assert_eq!(note("0.05"), "tp指标 湖库按单项评价为Ⅲ类");
        assert_eq!(note("0.01"), "tp指标 湖库按单项评价为Ⅰ类");
        assert_eq!(note("0.3"), "tp指标 湖库按单项评价为劣Ⅴ类");
    }
}
