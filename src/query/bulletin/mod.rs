//! The next quarter's bulletin (简报): what is known of a period, domain by domain, in official words. Nothing is said that the
//! store does not have; a statement carries the figures behind it, and what is missing is left out or named as missing.

mod statement;
mod targets;
mod words;

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::change::{Change, Verdict};
use super::chart::{Frame, chart};
use super::comparison;
use super::derive::{Found, Method};
use super::gap::Gap;
use super::labels::Label;
use super::notes::Notes;
use super::series::year_to_date;
use super::targets::{Held, held};
use super::track::{Track, tracks_for};
use super::wording::{self, Exactness};
use super::{Lang, Question, qoq, sketch};
use crate::bulletin::{Bulletin, Chapter, Figure, Paragraph, Part, Report, Source};
use crate::model::{Better, Decimal, Goal, Limit, Observation, Period};

/// Pictures in a chapter.
const CHARTS: usize = 1;
/// Quarters that must be known for a picture.
const POINTS: usize = 4;

/// A figure that may be cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// Row of its report.
    pub report: i64,
    /// Its place among the figures of the report, from 1.
    pub seq: i64,
    /// Title of the report, or its file where it has none.
    pub title: String,
    /// The day of publication, as ISO text.
    pub published: Option<String>,
    /// The number as the report writes it.
    pub as_written: String,
    /// Its sentence.
    pub sentence: String,
}

/// What a bulletin is made of.
#[derive(Debug, Clone, Copy)]
pub struct Material<'m> {
    /// Values, those of the years of the period and of the years before them.
    pub observations: &'m [Observation],
    /// Targets.
    pub goals: &'m [Goal],
    /// Limits for the pictures.
    pub limits: &'m [Limit],
    /// The day of the bulletin.
    pub date: NaiveDate,
    /// The figures that may be cited, by their rows in the ledger.
    pub figures: &'m HashMap<i64, Cited>,
}

/// A value with what it is held against.
struct Line<'t, 'a> {
    track: &'t Track<'a>,
    /// The period in question, or the time since 1 January where only that is known.
    span: Period,
    found: Found<'a>,
    qoq: Option<Step<'a>>,
    yoy: Option<Step<'a>>,
}

/// A change with the value that it is a change on.
struct Step<'a> {
    change: Change,
    exactness: Exactness,
    base: Found<'a>,
}

impl<'a> Step<'a> {
    /// A change that is no greater than what is not known of its values has no direction.
    fn new(change: Change, exactness: Exactness, this: &Found, base: Found<'a>) -> Self {
        let doubts: Vec<Decimal> = [this, &base].into_iter().filter_map(words::doubt).collect();
        let apart = this.value.as_decimal().checked_sub(base.value.as_decimal());
        let unclear = apart.is_some_and(|apart| apart.abs() <= doubts.iter().sum());
        Step {
            change: Change {
                verdict: match unclear && !doubts.is_empty() {
                    true => Verdict::Unclear,
                    false => change.verdict,
                },
                ..change
            },
            exactness: Exactness {
                estimated: exactness.estimated || !doubts.is_empty(),
                ..exactness
            },
            base,
        }
    }
}

/// The bulletin on a period.
pub fn bulletin(material: Material<'_>, period: Period, question: &Question) -> Bulletin {
    let lang = question.lang;
    let tracks = tracks_for(material.observations, question);
    let mut regions: Vec<&str> = Vec::new();
    for track in &tracks {
        if !regions.contains(&track.region) {
            regions.push(track.region);
        }
    }
    let goals = targets::asked(material.goals, period);
    let until = targets::until(material.observations, period);
    let all = Question {
        indicators: Vec::new(),
        ..question.clone()
    };
    let writer = Writer {
        material,
        period,
        question,
        held: &held(&goals, &until, &all),
    };
    let part = |region: &&str| writer.part(region, &tracks);
    let mut parts: Vec<Part> = regions
        .iter()
        .map(part)
        .filter(|part| !part.chapters.is_empty())
        .collect();
    let chapters = parts.iter_mut().flat_map(|part| &mut part.chapters);
    for (number, figure) in (1..).zip(chapters.flat_map(|chapter| &mut chapter.charts)) {
        figure.number = number;
    }
    let region = match &parts[..] {
        [only] => only.region.as_str(),
        _ => "",
    };
    let words = [("region", region), ("period", &lang.period(period))];
    let title = lang.fill(Label::BulletinTitle, &words);
    let (sources, reports) = writer.cited(&parts);
    Bulletin {
        lang: lang.either("zh", "en"),
        title: title.trim_start_matches([':', ' ']).to_owned(),
        period: lang.period(period),
        date: lang.period(Period::day(material.date)),
        has_qoq: base_before(period).is_some(),
        parts,
        reports,
        sources,
        as_of: question.as_of.map(|day| day.to_string()),
    }
}

/// The period before one that has none of its own year inside; a cumulative period and a year are held against last year only.
fn base_before(period: Period) -> Option<Period> {
    let base = qoq::before(period).filter(|_| qoq::last_single(period) == period)?;
    (Some(base) != period.year_earlier()).then_some(base)
}

/// What all parts have in common.
struct Writer<'m> {
    material: Material<'m>,
    period: Period,
    question: &'m Question,
    /// Targets with what they are held against.
    held: &'m [Held<'m>],
}

impl Writer<'_> {
    fn lang(&self) -> Lang {
        self.question.lang
    }

    fn part(&self, region: &str, tracks: &[Track]) -> Part {
        let mut notes = Notes::default();
        let own: Vec<&Track> = tracks.iter().filter(|track| track.region == region).collect();
        let mut domains: Vec<&str> = Vec::new();
        for track in &own {
            if !domains.contains(&track.indicator.domain.as_str()) {
                domains.push(&track.indicator.domain);
            }
        }
        let mut chapters: Vec<Chapter> = Vec::new();
        for domain in domains {
            let inside = own.iter().filter(|track| track.indicator.domain == domain);
            let lines: Vec<Line> = inside.filter_map(|track| self.line(track, &mut notes)).collect();
            if !lines.is_empty() {
                chapters.push(self.chapter(domain, chapters.len() + 1, &lines));
            }
        }
        Part {
            region: region.to_owned(),
            chapters,
            notes: notes.lines(self.lang()),
        }
    }

    /// The value of the period, else that since 1 January; where there is neither, the notes say why.
    fn line<'t, 'a>(&self, track: &'t Track<'a>, notes: &mut Notes) -> Option<Line<'t, 'a>> {
        let lang = self.lang();
        let name = words::name(track, lang);
        let (span, found) = match track.value(self.period) {
            Ok(found) => (self.period, found),
            Err(gap) => match year_to_date(self.period).and_then(|span| Some((span, track.value(span).ok()?))) {
                Some(found) => found,
                None if gap == Gap::NotReported => return None,
                None => {
                    let fact = [("period", lang.period(self.period)), ("why", gap.text(lang))];
                    let fact = fact.each_ref().map(|(key, text)| (*key, text.as_str()));
                    notes.about(lang.fill(Label::GapIn, &fact), name);
                    return None;
                }
            },
        };
        if found.method != Method::Reported {
            let words = [
                ("period", &*lang.period(span)),
                ("formula", &wording::formula(&found, span, lang)),
            ];
            notes.about(lang.fill(Label::Derivation, &words), name);
        }
        let step = |base: Option<Period>| {
            let (change, exactness) = comparison::change(track, span, base?).ok()?;
            Some(Step::new(change, exactness, &found, track.value(base?).ok()?))
        };
        Some(Line {
            track,
            span,
            qoq: step(base_before(span)),
            yoy: step(span.year_earlier()),
            found,
        })
    }

    fn chapter(&self, domain: &str, number: usize, lines: &[Line]) -> Chapter {
        let lang = self.lang();
        let held: Vec<Vec<&Held>> = lines.iter().map(|line| targets::of(line.track, self.held)).collect();
        let mut spans: Vec<Period> = lines.iter().map(|line| line.span).collect();
        spans.sort_by_key(|span| *span != self.period);
        spans.dedup();
        let paragraph = |span: Period| {
            let said = (lines.iter().zip(&held)).filter(|(line, _)| line.span == span && words::is_said(line.track));
            Paragraph {
                period: lang.period(span),
                statements: said.map(|(line, held)| self.statement(line, held)).collect(),
            }
        };
        let paragraphs = spans.into_iter().map(paragraph);
        Chapter {
            number: words::number(number, lang),
            name: lang.domain(domain).to_owned(),
            domain: domain.to_owned(),
            paragraphs: paragraphs.filter(|each| !each.statements.is_empty()).collect(),
            rows: lines
                .iter()
                .zip(&held)
                .map(|(line, held)| self.row(line, held))
                .collect(),
            charts: self.charts(lines),
        }
    }

    /// Pictures of the first indicators that have a better side and of which enough quarters are known.
    fn charts(&self, lines: &[Line]) -> Vec<Figure> {
        // What can be better or worse is worth a picture; how much work was done is not.
        let whole = |line: &&Line| {
            line.track.dimension.is_none()
                && line.track.treatment.is_none()
                && line.track.indicator.better != Better::None
        };
        let picture = |line: &Line| {
            let own = self.material.observations.iter().filter(|each| {
                each.region == line.track.region && each.dimension.is_none() && each.treatment.is_none()
            });
            let own: Vec<Observation> = own.cloned().collect();
            let frame = Frame {
                span: sketch::reach(self.period),
                goals: self.material.goals,
                limits: self.material.limits,
                ..Frame::default()
            };
            let question = Question {
                indicators: vec![line.track.indicator.clone()],
                ..self.question.clone()
            };
            let chart = chart(&own, frame, &question).ok()?.from_the_first_point();
            let known = chart.lines.iter().flat_map(|line| line.points.iter().flatten()).count();
            (known >= POINTS && chart.lines.len() == 1).then(|| Figure {
                number: 0,
                title: chart.title.clone(),
                chart,
            })
        };
        lines.iter().filter(whole).filter_map(picture).take(CHARTS).collect()
    }

    /// What `explain` takes for the rows of the ledger that a value is made of.
    fn references(&self, found: &Found) -> Vec<String> {
        let figures = found.inputs.iter().map(|input| input.observation.figure);
        figures.filter_map(|figure| self.reference(figure)).collect()
    }

    fn reference(&self, figure: i64) -> Option<String> {
        let cited = self.material.figures.get(&figure)?;
        Some(format!("{}:{}", cited.report, cited.seq))
    }

    /// The figures that the parts cite, in their order, and the reports these are from.
    fn cited(&self, parts: &[Part]) -> (Vec<Source>, Vec<Report>) {
        let mut sources: Vec<Source> = Vec::new();
        let mut reports = BTreeSet::new();
        let known: HashMap<String, &Cited> = (self.material.figures.iter())
            .filter_map(|(figure, cited)| Some((self.reference(*figure)?, cited)))
            .collect();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for figure in parts.iter().flat_map(Part::cited).filter(|figure| seen.insert(figure)) {
            let Some(cited) = known.get(figure) else { continue };
            reports.insert(Report {
                id: cited.report,
                title: cited.title.clone(),
                published: cited.published.clone(),
            });
            sources.push(Source {
                figure: figure.to_owned(),
                report: cited.title.clone(),
                as_written: cited.as_written.clone(),
                sentence: cited.sentence.clone(),
            });
        }
        (sources, reports.into_iter().collect())
    }
}
