//! What the text calls a thing that the catalogue lacks, or a part of one that it has.

use std::borrow::Cow;

use super::reader::Reader;
use crate::catalogue::Cue;
use crate::language::token::{Kind, NoiseKind, Token};

/// Words that add nothing before a number, but end a name: 产生量, 排放总量.
const ENDINGS: &[&str] = &[
    "量", "总量", "数", "总数", "数量", "总额", "金额", "比例", "浓度", "水平",
];

impl Reader<'_> {
    /// The words between a token and a character that are nobody's cue: what the text calls a thing.
    pub(super) fn words_before(&self, from: usize, end: usize) -> Option<String> {
        let mut words = self.tokens.list[from..]
            .iter()
            .take_while(|token| token.start < end)
            .filter(|token| names(token))
            .map(|token| self.slice(token));
        let first = Cow::Borrowed(words.next()?);
        let words = words.fold(first, |text, word| text + word);
        let words = words.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        (!words.is_empty()).then_some(words)
    }

    /// What an unknown number is called: the same words with the cues that stand inside the name, 无 of 无害化, 量 of 产生量.
    pub(super) fn called(&self, from: usize, number: usize) -> Option<String> {
        let names = |index: &usize| names(&self.tokens.list[*index]);
        let parts = |index: &usize| match self.kind(*index) {
            Some(Kind::Open) => self.closing(*index) >= number,
            kind => matches!(kind, Some(Kind::Colon | Kind::Comma)),
        };
        let from = (from..number).rfind(parts).map_or(from, |sign| sign + 1);
        let mut first = (from..number).find(names)?;
        let mut last = (from..number).rfind(names)?;
        if first > from && self.opens_the_name(first - 1) {
            first -= 1;
        }
        let had = |index: usize| index < number && self.slice(&self.tokens.list[index]) == "有";
        if had(last + 1) && ENDINGS.contains(&self.slice(&self.tokens.list[(last + 2).min(number)])) {
            last += 1;
        }
        if last + 1 < number && ENDINGS.contains(&self.slice(&self.tokens.list[last + 1])) {
            last += 1;
        }
        let inside = self.tokens.list[first..=last].iter();
        let words = inside.filter(|token| !matches!(token.kind, Kind::Phrase(_) | Kind::Region(_)));
        let words: String = words.map(|token| self.slice(token)).collect();
        let words = words.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
        let words = if words.contains('(') {
            words
        } else {
            words.trim_matches(')')
        };
        (!words.is_empty()).then(|| words.to_owned())
    }

    /// A cue of one character before other words is the beginning of a longer one: 无害化, 排污口, 近岸.
    fn opens_the_name(&self, at: usize) -> bool {
        let token = &self.tokens.list[at];
        let cue = matches!(
            token.kind,
            Kind::Cue(Cue::None | Cue::Rank | Cue::Verb(_) | Cue::Before(_))
        );
        cue && token.end - token.start == 1 && self.kind(at + 1) == Some(Kind::Text)
    }
}

fn names(token: &Token) -> bool {
    matches!(
        token.kind,
        Kind::Text
            | Kind::Mention(..)
            | Kind::ClassRange
            | Kind::Noise(NoiseKind::Name | NoiseKind::Standard)
            | Kind::Cue(Cue::Name)
    )
}
