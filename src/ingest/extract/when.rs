//! Whose time a value is, where its own words do not tell.

use chrono::Datelike;

use super::clock::When;
use super::reader::Reader;
use super::scope::Reach;
use super::value::Target;
use crate::catalogue::Cue;
use crate::language::token::Kind;
use crate::model;

impl Reader<'_> {
    /// The part of the paragraph's time that led a sentence before, where the paragraph has given the whole of its time
    /// another value of the same.
    pub(super) fn said_otherwise(&self, target: &Target, when: When) -> Option<When> {
        let led = self.state.led.filter(|led| *led != when)?;
        let (entry, value) = target.entry?;
        let region = target.region.clone().unwrap_or_else(|| self.scopes.place());
        let said = self.state.said.iter().any(|anchor| {
            anchor.entry == Some(entry)
                && anchor.when == when
                && anchor.region == region
                && anchor.dimension == target.dimension
                && anchor.value.is_some_and(|said| said != value)
        });
        said.then_some(led)
    }

    /// 3月份综合指数为9.0。与去年同期相比，…: what begins a sentence compares what the one before has said.
    pub(super) fn go_on_comparing(&mut self, at: usize) {
        let begins = self.state.sentence_start + 1 >= at && self.state.recent.is_empty();
        if let Some(when) = self.state.compared.filter(|_| begins) {
            self.scopes.time.set(Reach::Sentence, when);
            self.state.own_time = Some(when);
        }
    }

    /// 45降到38: the number behind is the later value of the same.
    pub(super) fn changes_to(&self, at: usize) -> bool {
        let behind = self.tokens.list[at + 1..].iter();
        let mut clause = behind.take_while(|token| !matches!(token.kind, Kind::Comma | Kind::Semicolon | Kind::Stop));
        clause.any(|token| token.is(Cue::To))
    }

    /// The calendar year in which a period ends.
    pub(super) fn whole_year(&self, when: When) -> When {
        let year = when
            .period()
            .and_then(|period| model::Period::year(period.end().year()));
        year.into()
    }
}
