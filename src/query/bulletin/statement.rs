//! One value in a sentence and in a row of the table.

use super::super::change::Verdict;
use super::super::labels::{AskLabel, Label};
use super::super::targets::{Held, Standing};
use super::super::wording;
use super::{Line, Step, Writer, words};
use crate::answer::Tone;
use crate::bulletin::{Move, Part, Piece, Row, Statement, Target};
use crate::model::{Direction, Value};

impl Writer<'_> {
    /// `PM2.5平均浓度为18.0微克/立方米，环比下降22.1%，同比下降3.2%`, each piece with its figures.
    pub(super) fn statement(&self, line: &Line, held: &[&Held]) -> Statement {
        let lang = self.lang();
        let unit = &line.track.indicator.unit;
        let counter = self.counter(line);
        let value = words::value_with_unit(&line.found, unit, counter.as_deref(), lang);
        let subject = words::subject(line.track, lang);
        let is = lang.fill(Label::BulletinIs, &[("name", &subject), ("value", &value)]);
        let moved = |label: Label, step: &Step| {
            let moved = words::moved(&step.change, step.exactness, unit, counter.as_deref(), lang);
            Piece {
                text: lang.fill(label, &[("moved", &moved)]),
                sources: self.references(&step.base),
            }
        };
        let mut pieces = vec![Piece {
            text: is,
            sources: self.references(&line.found),
        }];
        pieces.extend(line.qoq.iter().map(|step| moved(Label::BulletinQoq, step)));
        pieces.extend(line.yoy.iter().map(|step| moved(Label::BulletinYoy, step)));
        pieces.extend(held.iter().map(|held| self.aim(line, held)));
        Statement { pieces }
    }

    /// `2024年目标为不高于33微克/立方米，完成`
    fn aim(&self, line: &Line, held: &Held) -> Piece {
        let lang = self.lang();
        let unit = &held.goal.unit;
        let bound = match held.goal.value {
            Value::Number(number) => wording::attached(&number.to_string(), unit, lang),
            class => lang.value(class),
        };
        let bound = match held.goal.direction {
            Some(Direction::AtMost) => lang.fill(Label::BoundMost, &[("value", &bound)]),
            Some(Direction::AtLeast) => lang.fill(Label::BoundLeast, &[("value", &bound)]),
            None => bound,
        };
        let standing = match &held.value {
            Ok(found) if held.period != line.span => lang.fill(
                AskLabel::TargetActual,
                &[
                    ("period", &lang.period(held.period)),
                    ("value", &wording::with_unit(found, unit, lang)),
                    ("standing", lang.text(held.standing.label())),
                ],
            ),
            _ => lang.text(held.standing.label()).to_owned(),
        };
        let words = [
            ("period", &*lang.period(held.goal.period)),
            ("bound", &bound),
            ("standing", &standing),
        ];
        let actual = held.value.iter().filter(|_| held.period != line.span);
        let actual = actual.flat_map(|found| self.references(found));
        let stated = held.goal.figure.and_then(|figure| self.reference(figure));
        Piece {
            text: lang.fill(Label::BulletinTarget, &words),
            sources: stated.into_iter().chain(actual).collect(),
        }
    }

    pub(super) fn row(&self, line: &Line, held: &[&Held]) -> Row {
        let lang = self.lang();
        let unit = &line.track.indicator.unit;
        let (value, unit_name) = words::value(&line.found, unit, self.counter(line).as_deref(), lang);
        let step = |step: &Step| Move {
            shown: match step.change.verdict {
                Verdict::Unclear => lang.text(Label::BulletinUnknown).to_owned(),
                Verdict::Unchanged => lang.text(Label::Unchanged).to_owned(),
                _ => wording::people(&wording::change(&step.change, unit, step.exactness, lang)),
            },
            verdict: lang.text(wording::verdict(step.change.verdict)).to_owned(),
            tone: tone(step.change.verdict.tone()),
        };
        Row {
            name: words::name(line.track, lang),
            code: line.track.indicator.code.clone(),
            unit: unit_name,
            period: lang.period(line.span),
            value,
            derived: line.found.method != super::Method::Reported,
            qoq: line.qoq.as_ref().map(step),
            yoy: line.yoy.as_ref().map(step),
            targets: held.iter().map(|held| self.target(held)).collect(),
            sources: self.references(&line.found),
        }
    }

    fn target(&self, held: &Held) -> Target {
        let lang = self.lang();
        Target {
            period: lang.period(held.goal.period),
            bound: super::super::targets::bound(held.goal, lang),
            standing: lang.text(held.standing.label()).to_owned(),
            tone: match held.standing {
                Standing::Reached | Standing::OnTrack => "good",
                Standing::Missed | Standing::OffTrack => "bad",
                _ => "",
            },
            source: held.goal.figure.and_then(|figure| self.reference(figure)),
        }
    }

    /// What the report counts the things by.
    fn counter(&self, line: &Line) -> Option<String> {
        let counts = line.track.indicator.unit == "count" && self.lang() == super::Lang::Zh;
        let first = line.found.inputs.first().filter(|_| counts)?;
        words::counter(&self.material.figures.get(&first.observation.figure)?.as_written)
    }
}

impl Part {
    /// The figures that it cites, in the order of the text; some more than once.
    pub(super) fn cited(&self) -> impl Iterator<Item = &str> {
        self.chapters.iter().flat_map(|chapter| {
            let statements = chapter.paragraphs.iter().flat_map(|each| &each.statements);
            let said = statements
                .flat_map(|each| &each.pieces)
                .flat_map(|piece| &piece.sources);
            let rows = chapter.rows.iter();
            let listed = rows.flat_map(|row| {
                row.sources
                    .iter()
                    .chain(row.targets.iter().flat_map(|each| &each.source))
            });
            said.chain(listed).map(String::as_str)
        })
    }
}

fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "good",
        Tone::Bad => "bad",
        Tone::Plain => "",
    }
}
