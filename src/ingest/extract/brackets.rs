//! Brackets: what stands in them is read with registers of its own.

use super::reader::Reader;
use super::scope::Reach;
use super::state::State;
use crate::catalogue::Cue;
use crate::language::phrase::{Phrase, Span, Year};
use crate::language::token::{Kind, Tokens};

/// Every opening bracket with its closing one, in order; one that nothing closes goes to the end.
pub(super) fn brackets(tokens: &Tokens) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (index, token) in tokens.list.iter().enumerate() {
        match token.kind {
            Kind::Open => {
                open.push(found.len());
                found.push((index, tokens.list.len() - 1));
            }
            Kind::Close => {
                if let Some(place) = open.pop() {
                    found[place].1 = index;
                }
            }
            _ => {}
        }
    }
    found
}

impl Reader<'_> {
    /// Brackets without a number are passed over; others are read with registers of their own.
    pub(super) fn on_open(&mut self, at: usize) -> usize {
        let close = self.closing(at);
        let numbers = self.tokens.list[at..close].iter().any(|token| {
            matches!(
                token.kind,
                Kind::Quantity(_) | Kind::Class(_) | Kind::Masked(_) | Kind::Ordinal(_) | Kind::Noise(_)
            ) || matches!(token.kind, Kind::Cue(Cue::Verb(_)))
        });
        if !numbers {
            for index in at..close {
                if let Kind::Phrase(_) = self.tokens.list[index].kind {
                    let token = self.tokens.list[index];
                    self.noise(&token, "date");
                }
            }
            let named = at > 0 && self.tokens.list[at - 1].is(Cue::Name);
            let place =
                (at..close).find(|index| matches!(self.kind(*index), Some(Kind::Region(_) | Kind::Cue(Cue::Place))));
            if let (true, Some(index)) = (named, place) {
                self.on_region(index);
            }
            return close + 1;
        }
        // What was said before the bracket is known inside it, and the other way round: it is not kept twice.
        let (recent, said) = (
            std::mem::take(&mut self.state.recent),
            std::mem::take(&mut self.state.said),
        );
        self.saved.push(self.state.clone());
        (self.state.recent, self.state.said) = (recent, said);
        self.state.gap = at + 1;
        self.state.clause_start = at + 1;
        self.state.part = true;
        self.state.verb = None;
        at + 1
    }

    /// Whether brackets around a token have closed before another.
    pub(super) fn stands_in_closed_brackets(&self, index: usize, before: usize) -> bool {
        let around = |(open, close): &(usize, usize)| (*open..*close).contains(&index) && *close < before;
        self.brackets.iter().any(around)
    }

    pub(super) fn on_close(&mut self, at: usize) {
        let Some(saved) = self.saved.pop() else { return };
        self.scopes.end(Reach::Brackets);
        self.end_of_an_aside(at);
        let recent = std::mem::take(&mut self.state.recent);
        let said = std::mem::take(&mut self.state.said);
        let gap = if saved.gap + 1 >= at { at + 1 } else { saved.gap };
        self.state = State {
            gap,
            recent,
            said,
            ..saved
        };
    }

    /// 低于去年同期(90.1%)，出现重污染1天: an earlier time whose value stands in brackets is over with them.
    fn end_of_an_aside(&mut self, close: usize) {
        let open = self
            .brackets
            .iter()
            .find(|(_, end)| *end == close)
            .map(|(open, _)| *open);
        let aside = open
            .and_then(|open| open.checked_sub(1))
            .and_then(|before| self.kind(before));
        if let Some(Kind::Phrase(Phrase {
            year: Year::Relative(-1) | Year::Reported(-1),
            span: Span::Same,
            ..
        })) = aside
        {
            self.scopes.time.end(Reach::Segment);
        }
    }

    /// The token of the bracket that closes the one at `open`, or the end.
    pub(super) fn closing(&self, open: usize) -> usize {
        let at = self.brackets.binary_search_by_key(&open, |(open, _)| *open);
        at.map_or(self.tokens.list.len() - 1, |at| self.brackets[at].1)
    }

    pub(super) fn inside_brackets(&self) -> bool {
        !self.saved.is_empty()
    }
}
