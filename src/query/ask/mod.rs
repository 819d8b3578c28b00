//! A question in a sentence → the same answers that the verbs give. No model, no network: the catalogue's words, the times
//! that reports write, and `data/questions.toml`.
//!
//! | step | module |
//! |---|---|
//! | the sentence in pieces | `scan`, `words`, `time`, `time_en`, `amount`, `spelling` |
//! | what it says, and what of the database it needs | `asked`, `repair` |
//! | what it means in this database: periods, tracks, sections | `scene` |
//! | the answer, by kind of question | `value`, `change`, `count`, `extreme`, `among` (`condition`), `swing`, `apart`, `history`, `stated`, `many`, `rank`, `target`, `standard` |
//!
//! What is not understood is said, and nothing else is answered in its place: every piece of the question must be
//! explained by a word, a name, a time, a region or a section of the database.

mod among;
mod amount;
mod apart;
mod asked;
mod change;
mod condition;
mod count;
mod extreme;
mod history;
mod many;
mod rank;
mod repair;
mod scan;
mod scene;
mod spelling;
mod standard;
mod stated;
mod swing;
mod target;
mod time;
mod time_en;
mod value;
mod words;

#[cfg(test)]
mod tests;

use super::labels::AskLabel;
use super::{Lang, Question, ReportLine};
use crate::answer::{Answer, Reply};
use crate::model::{Goal, Limit, Observation, Period, StatedChange, StatedRank};

pub use asked::Asked;
pub use scan::Reader;

use scene::Scene;
use words::Word;

/// What of a database a question is answered from.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// The current values that [`Asked::selection`] selects.
    pub observations: &'a [Observation],
    /// Every statement of these values, also superseded ones, in the order of publication; only needed where
    /// [`Asked::asks_for_statements`].
    pub vintages: &'a [Observation],
    /// The changes that reports state for them; only needed where [`Asked::asks_for_changes`].
    pub changes: &'a [StatedChange],
    /// All reports; only needed where [`Asked::asks_for_reports`].
    pub reports: &'a [ReportLine],
    /// The newest period of all reports.
    pub newest: Option<Period>,
    /// The ranks that reports state for these values; only needed where [`Asked::asks_for_the_rank_of_one`].
    pub ranks: &'a [StatedRank],
    /// All targets; only needed where [`Asked::asks_for_targets`].
    pub goals: &'a [Goal],
    /// The limits of standards; only needed where [`Asked::asks_for_limits`].
    pub limits: &'a [Limit],
}

/// Why a question is not answered, for a person.
type Refusal = String;

/// The answer to a question.
pub fn answer(asked: &Asked, question: &Question, evidence: &Evidence) -> Reply {
    let scene = match Scene::new(asked, question, evidence) {
        Ok(scene) => scene,
        Err(why) => return refused(String::new(), why, question.lang),
    };
    let understood = scene.understood();
    match dispatch(&scene) {
        Ok(reply) => Reply { understood, ..reply },
        Err(why) => refused(understood, why, question.lang),
    }
}

/// Which kind of question it is: the most particular first.
fn dispatch(scene: &Scene) -> Result<Reply, Refusal> {
    let asked = scene.asked;
    if asked.has(Word::WhichIndicators) {
        return many::moved(scene);
    }
    if asked.asks_how_many_reports() {
        return stated::how_many_reports(scene);
    }
    if scene.names.is_empty() {
        return Err(scene.text(AskLabel::NoIndicator));
    }
    if asked.asks_what_is_missing() {
        return history::missing(scene);
    }
    if asked.asks_for_a_turn() {
        return history::class_movement(scene);
    }
    if asked.asks_for_limits() {
        return standard::answer(scene);
    }
    if asked.has(Word::WhichReport) {
        return stated::which_report(scene);
    }
    if asked.has(Word::Target) {
        return target::answer(scene);
    }
    if asked.amounts().next().is_some() || asked.asks_which_has_a_class() {
        return among::answer(scene);
    }
    if asked.has(Word::InReports) {
        return history::in_reports(scene);
    }
    of_values(scene)
}

/// The kinds of question that are about values as such.
fn of_values(scene: &Scene) -> Result<Reply, Refusal> {
    let asked = scene.asked;
    if asked.has(Word::Left) {
        return count::left(scene);
    }
    if asked.adds_up() {
        return count::together(scene);
    }
    if asked.has_any(&[Word::Share, Word::DoneShare]) && !scene.names_a_share() || scene.is_computed_share() {
        return count::share(scene);
    }
    if asked.asks_for_the_rank_of_one() {
        return rank::answer(scene);
    }
    if apart::applies(scene) {
        return apart::answer(scene);
    }
    if asked.has(Word::EachTime) {
        return extreme::each_time(scene);
    }
    let in_order = asked.has_any(&[Word::Most, Word::Least, Word::Best, Word::Worst]);
    let which = asked.has_any(&[Word::WhichTime, Word::WhichPlace, Word::Rank]) || asked.counts();
    if (which || in_order) && scene.asks_for_a_movement() {
        return swing::answer(scene);
    }
    if asked.counts() {
        return Err(scene.text(AskLabel::NoBound));
    }
    if which || in_order {
        return extreme::answer(scene);
    }
    if scene.asks_for_a_change() {
        return change::answer(scene);
    }
    value::answer(scene)
}

fn refused(understood: String, why: Refusal, lang: Lang) -> Reply {
    Reply {
        understood,
        text: why,
        table: Answer {
            title: lang.text(AskLabel::Refused).to_owned(),
            ..Answer::default()
        },
        ..Reply::default()
    }
}
