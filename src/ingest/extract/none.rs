//! 无重污染天, 未出现劣Ⅴ类断面: a count of none that no digit writes.

use super::reader::Reader;
use super::reading::Reading;
use super::state::Anchor;
use crate::catalogue::Cue;
use crate::language::token::Kind;
use crate::model::{self, Decimal, Value};

/// What says that there was none, right before the name.
const NONE: &[&str] = &["无", "未出现", "没有出现", "均无", "均未出现"];

/// What may stand between the name and the end of its clause.
const TAILS: &[&str] = &["", "天气", "断面", "水体", "过程", "天", "日", "现象", "企业"];

impl Reader<'_> {
    /// Adds a zero where the clause says nothing but that there was none of what the token names.
    pub(super) fn say_none(&mut self, at: usize) {
        let name = self.tokens.list[at];
        let before = self.text.slice(name.start.saturating_sub(4)..name.start);
        let Some(none) = NONE
            .iter()
            .filter(|word| before.ends_with(**word))
            .max_by_key(|word| word.len())
        else {
            return;
        };
        let start = name.start - none.chars().count();
        let end = (at + 1..self.tokens.list.len())
            .find(|index| {
                matches!(
                    self.kind(*index),
                    Some(Kind::Comma | Kind::Semicolon | Kind::Stop | Kind::Close | Kind::List)
                )
            })
            .map_or(self.text.chars().len(), |index| self.tokens.list[index].start);
        let tail = self.text.slice(name.end.min(end)..end);
        let opens = self.tokens.list[self.state.gap.max(self.state.clause_start).min(at)..at]
            .iter()
            .take_while(|token| token.start < start)
            .all(|token| {
                matches!(
                    token.kind,
                    Kind::Phrase(_) | Kind::Region(_) | Kind::Cue(Cue::SelfRegion | Cue::Filler | Cue::All)
                )
            });
        let entries = &self
            .state
            .subjects
            .last()
            .map(|subject| subject.entries.clone())
            .unwrap_or_default();
        let rows = self.catalogue().entries();
        let counts = |entry: &&u32| !rows[**entry as usize].counters.is_empty();
        let (Some(entry), true, true) = (
            entries.iter().find(counts).copied(),
            opens,
            TAILS.contains(&tail.trim_end_matches('\n')),
        ) else {
            return;
        };
        let (kind, rule) = self.modality(at, true);
        if kind != model::Kind::Actual || rule.is_some() {
            return;
        }
        let mut reading = Reading::new(kind, start..name.end, self.when(), "none");
        reading.entry = Some(entry);
        reading.value = Some(Value::Number(Decimal::ZERO));
        reading.unit = rows[entry as usize].indicator.unit.clone();
        reading.region = self.scopes.place();
        reading.dimension = self.section_of(entry);
        let anchor = Anchor {
            entry: Some(entry),
            others: Vec::new(),
            subject: self.slice(&name).to_owned(),
            unit: String::new(),
            value: Some(Decimal::ZERO),
            when: reading.when,
            region: reading.region.clone(),
            dimension: reading.dimension.clone(),
            segment: self.state.segment,
            clause: self.state.clause,
        };
        self.readings.push(reading);
        self.state.anchor = Some(anchor.clone());
        self.state.recent.push(anchor);
    }
}
