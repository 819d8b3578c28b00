//! With what a movement compares: 同比, 较去年, 与上月285件相比.

use super::reader::Reader;
use crate::catalogue::Cue;
use crate::language::phrase::{Phrase, Span};
use crate::language::token::{Kind, Token};
use crate::model::Comparison;

impl Reader<'_> {
    /// Whether a phrase of time is what something is compared with: 较去年同期, 与上年同期相比, 与一季度持平.
    pub(super) fn names_a_base(&self, at: usize, phrase: Phrase) -> bool {
        let before = at.checked_sub(1).and_then(|i| self.token(i));
        // 较去年, 同比去年, 3月环比2月
        if before.is_some_and(|token| token.is(Cue::Against) || token.is(Cue::Yoy) || token.is(Cue::Qoq)) {
            return true;
        }
        let joined = before.is_some_and(|token| token.kind == Kind::And);
        // 与2014年（152天，41.6%）相比
        let from = match self.kind(at + 1) {
            Some(Kind::Open) => self.closing(at + 1) + 1,
            _ => self.behind_the_value(at + 1),
        };
        let behind = self.tokens.list[from.min(self.tokens.list.len())..]
            .iter()
            .find(|token| !token.is(Cue::Filler) && token.kind != Kind::Text);
        let compared = behind.is_some_and(|token| {
            token.is(Cue::Against)
                || token.is(Cue::Yoy)
                || matches!(token.kind, Kind::Cue(Cue::Verb(_)))
                    && self.text.slice(at_end(self, at)..token.start).is_empty()
        });
        (joined && compared)
            || (phrase.span == Span::Same && self.kind(at + 1).is_some_and(|kind| kind == Kind::Cue(Cue::Against)))
    }

    /// Registers `较 phrase` as the base of the movements that follow.
    pub(super) fn on_base(&mut self, at: usize, phrase: Phrase) -> usize {
        self.go_on_comparing(at);
        if let Some(base) = self.clock.comparison(phrase, self.when()) {
            self.add_base(at, base);
        } else {
            self.state.bases.clear();
        }
        at + 1
    }

    /// A base named since the last number joins the others of its list (同比、环比均持平); else it replaces them, as one
    /// behind a comma does (环比变化不明显，同比下降).
    pub(super) fn add_base(&mut self, at: usize, base: Comparison) {
        let before = at.checked_sub(1).map(|before| self.tokens.list[before].kind);
        if !self.state.base_fresh || before == Some(Kind::Comma) {
            self.state.bases.clear();
        }
        if !self.state.bases.contains(&base) {
            self.state.bases.push(base);
        }
        self.state.base_fresh = true;
        self.state.bases_led = false;
    }

    /// 与上月285件相比: the token behind the value that the base had.
    fn behind_the_value(&self, from: usize) -> usize {
        let value = |index: &usize| {
            matches!(
                self.kind(*index),
                Some(Kind::Quantity(_) | Kind::List | Kind::And | Kind::Cue(Cue::Filler))
            )
        };
        let behind = (from..self.tokens.list.len()).take_while(value).last();
        behind.map_or(from, |last| last + 1)
    }

    /// `较去年同期的33件`, `去年同期(1046)`: a base with a value and no movement gives last year's actual.
    pub(super) fn prior_base(&self, at: usize) -> Option<Comparison> {
        let base = self.state.bases.first().copied().filter(|_| self.state.base_fresh)?;
        let gap = &self.tokens.list[self.state.gap.min(at)..at];
        let open = at > 0 && self.tokens.list[at - 1].kind == Kind::Open;
        // 与上月285件
        let joined = |pair: &[Token]| pair[0].kind == Kind::And && matches!(pair[1].kind, Kind::Phrase(_));
        let against = gap.iter().any(|token| token.is(Cue::Against)) || gap.windows(2).any(joined) || open;
        let moved = gap.iter().any(|token| matches!(token.kind, Kind::Cue(Cue::Verb(_))));
        (against && !moved && !matches!(base, Comparison::Target)).then_some(base)
    }
}

fn at_end(reader: &Reader<'_>, at: usize) -> usize {
    reader.tokens.list[at].end
}
