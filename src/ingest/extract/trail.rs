//! The way from a stored figure down to the tokens of its sentence.
//!
//! It is found anew from the stored text instead of being stored: a token counts as the source of something only if it
//! says exactly what the ledger has (the name of that indicator, a time that is that period, that place). Of several the
//! nearest before the number is taken, as the rules do. What no token says is the rules' conclusion, and is shown as such.

use std::ops::Range;

use super::clock::{Clock, When};
use super::places::with_places;
use super::reader::TAILS;
use crate::catalogue::Cue;
use crate::language::lex::lex;
use crate::language::normal::Normal;
use crate::language::token::{Kind, Token, Tokens};
use crate::language::vocabulary::Vocabulary;
use crate::model::{self, Figure, Link, Origin, Period, ReportFacts, Role, TokenKind, Trail, TrailToken};

/// How much of the text before a sentence is looked at, in bytes.
const BEFORE: usize = 1500;

/// The trail of a figure of a report; empty where its sentence is not in the text.
pub fn trail(text: &str, figure: &Figure, facts: &ReportFacts, vocabulary: &Vocabulary<'_>) -> Trail {
    let Some((words, number)) = place(text, figure) else {
        return Trail::default();
    };
    let begin = words.start;
    let sentence = Passage::new(&text[words], vocabulary);
    let said = said_before(text, begin);
    let before = Passage::new(said, vocabulary);
    // A table is headed by lines above; the time and place of a sentence hold no further than its paragraph.
    let paragraph = match figure.rule.starts_with("table") {
        true => said,
        false => said.rsplit('\n').next().unwrap_or_default(),
    };
    let paragraph = Passage::new(paragraph, vocabulary);
    let section = Passage::new(figure.section.as_deref().unwrap_or_default(), vocabulary);
    let clock = Clock {
        report: facts.period,
        published: facts.published,
        ..Clock::default()
    };
    let seeker = Seeker {
        figure,
        facts,
        vocabulary,
        clock,
        entry: figure.indicator.as_deref().and_then(|code| {
            let entries = vocabulary.catalogue.entries();
            entries.iter().position(|entry| entry.indicator.code == code)
        }),
        number: sentence.normal_range(&number),
        sentence,
        before,
        paragraph,
        section,
    };
    seeker.trail(text[..begin].chars().count())
}

/// Where the sentence stands in the text, in bytes, and where the number stands in the sentence.
fn place(text: &str, figure: &Figure) -> Option<(Range<usize>, Range<usize>)> {
    let (at, _) = text.char_indices().nth(figure.char_start)?;
    let words = model::place_of(text, &figure.sentence, at)?.text;
    let start = at - words.start;
    let end = start + figure.as_written.len();
    (text[words.clone()].get(start..end) == Some(figure.as_written.as_str())).then_some((words, start..end))
}

/// What stands before a sentence.
fn said_before(text: &str, begin: usize) -> &str {
    let mut from = begin.saturating_sub(BEFORE);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..begin]
}

/// A text with its tokens.
struct Passage<'t> {
    source: &'t str,
    normal: Normal,
    tokens: Tokens,
}

impl<'t> Passage<'t> {
    fn new(source: &'t str, vocabulary: &Vocabulary<'_>) -> Self {
        let normal = Normal::new(source);
        let tokens = with_places(lex(&normal, vocabulary), &normal);
        Passage { source, normal, tokens }
    }

    /// Characters of the normal form that come from a byte range of the source.
    fn normal_range(&self, bytes: &Range<usize>) -> Range<usize> {
        let count = self.normal.chars().len();
        let within = |index: &usize| {
            let source = self.normal.source(*index..*index + 1, self.source);
            source.start < bytes.end && source.end > bytes.start
        };
        let start = (0..count).find(within).unwrap_or(count);
        let end = (start..count).take_while(within).last().map_or(start, |last| last + 1);
        start..end
    }

    fn slice(&self, range: Range<usize>) -> String {
        let bytes = self.normal.source(range, self.source);
        self.source[bytes].to_owned()
    }

    /// Where some words stand in it: the last place that ends by `by`, else the first.
    fn words(&self, words: &str, by: usize) -> Option<Range<usize>> {
        let wanted: Vec<char> = Normal::new(words).chars().to_vec();
        let found = |start: &usize| self.normal.chars()[*start..].starts_with(&wanted);
        let last = self.normal.chars().len().checked_sub(wanted.len())?;
        let before = by.checked_sub(wanted.len()).map(|most| most.min(last));
        let start = before.and_then(|most| (0..=most).rev().find(found));
        let start = start.or_else(|| (0..=last).find(found))?;
        (!wanted.is_empty()).then_some(start..start + wanted.len())
    }

    /// The token that fits nearest before `by`, else the first behind.
    fn nearest(&self, by: usize, fits: impl Fn(&Token) -> bool) -> Option<Range<usize>> {
        let before = self
            .tokens
            .list
            .iter()
            .rev()
            .find(|token| token.end <= by && fits(token));
        let found = before.or_else(|| self.tokens.list.iter().find(|token| token.end > by && fits(token)));
        found.map(Token::range)
    }

    fn end(&self) -> usize {
        self.normal.chars().len()
    }
}

struct Seeker<'t> {
    figure: &'t Figure,
    facts: &'t ReportFacts,
    vocabulary: &'t Vocabulary<'t>,
    clock: Clock,
    /// Index of the figure's indicator.
    entry: Option<usize>,
    sentence: Passage<'t>,
    /// What stands before the sentence.
    before: Passage<'t>,
    /// What of it belongs to the same paragraph or table.
    paragraph: Passage<'t>,
    section: Passage<'t>,
    /// Where the number stands in the sentence.
    number: Range<usize>,
}

/// What was found: where, and for the sentence its characters.
struct Found {
    origin: Origin,
    text: Option<String>,
    range: Option<Range<usize>>,
}

impl Found {
    fn of(origin: Origin) -> Self {
        Found {
            origin,
            text: None,
            range: None,
        }
    }
}

impl Seeker<'_> {
    fn trail(&self, chars_before: usize) -> Trail {
        let found: Vec<(Role, Found)> = Role::ALL
            .iter()
            .filter_map(|role| Some((*role, self.seek(*role)?)))
            .collect();
        let pieces = self.pieces();
        let mut tokens: Vec<TrailToken> = Vec::new();
        for (kind, range) in pieces {
            let bytes = self.sentence.normal.source(range.clone(), self.sentence.source);
            let char_start = chars_before + self.sentence.source[..bytes.start].chars().count();
            let text = self.sentence.source[bytes].to_owned();
            let gave = |found: &Found| {
                let there = found.range.as_ref();
                there.is_some_and(|there| there.start < range.end && range.start < there.end)
            };
            let roles = found.iter().filter(|(_, found)| gave(found));
            tokens.push(TrailToken {
                kind,
                char_start,
                char_end: char_start + text.chars().count(),
                text,
                roles: roles.map(|(role, _)| *role).collect(),
            });
        }
        let link = |(role, found): (Role, Found)| Link {
            role,
            origin: found.origin,
            text: found.text,
        };
        Trail {
            tokens,
            links: found.into_iter().map(link).collect(),
        }
    }

    /// The tokens of the sentence, a number apart from its unit.
    fn pieces(&self) -> Vec<(TokenKind, Range<usize>)> {
        let mut pieces = Vec::new();
        for token in &self.sentence.tokens.list {
            match token.kind {
                Kind::Quantity(quantity) if quantity.number_end < token.end => {
                    pieces.push((TokenKind::Number, token.start..quantity.number_end));
                    pieces.push((TokenKind::Unit, quantity.number_end..token.end));
                }
                kind => pieces.push((kind_of(kind), token.range())),
            }
        }
        pieces
    }

    /// Where something of the figure comes from; `None` where the figure does not have it.
    fn seek(&self, role: Role) -> Option<Found> {
        if self.figure.kind == model::Kind::Noise {
            return None;
        }
        match role {
            Role::Value => self.figure.value.map(|_| self.value()),
            Role::Unit => (!matches!(self.figure.unit.as_str(), "" | "1")).then(|| self.unit()),
            Role::Indicator => self.entry.map(|entry| self.indicator(entry as u32)),
            Role::Period => self.figure.period.map(|period| self.period(period)),
            Role::Region => self.region(),
            Role::Dimension => self.figure.dimension.as_deref().map(|words| self.words(words)),
            Role::Base => self
                .figure
                .compared_to
                .map(|_| self.cue(|cue| matches!(cue, Cue::Yoy | Cue::Qoq | Cue::Against))),
            Role::Movement => self.figure.compared_to.map(|_| self.movement()),
            Role::Kind => matches!(
                self.figure.kind,
                model::Kind::Target | model::Kind::Plan | model::Kind::Limit
            )
            .then(|| self.cue(|cue| matches!(cue, Cue::Modal(_) | Cue::Aim | Cue::TargetBound(_)))),
            Role::Approx => self
                .figure
                .approx
                .map(|_| self.cue(|cue| matches!(cue, Cue::Before(_) | Cue::After(_) | Cue::TargetBound(_)))),
        }
    }

    fn in_sentence(&self, range: Range<usize>) -> Found {
        Found {
            origin: Origin::Sentence,
            text: Some(self.sentence.slice(range.clone())),
            range: Some(range),
        }
    }

    /// The number of the place: a class, an ordinal, or digits without their unit.
    fn value(&self) -> Found {
        let inside = |token: &&Token| token.start < self.number.end && self.number.start < token.end;
        let mut tokens = self.sentence.tokens.list.iter().filter(inside);
        let found = tokens.find_map(|token| match token.kind {
            Kind::Quantity(quantity) => Some(token.start..quantity.number_end),
            Kind::Class(_) | Kind::Ordinal(_) => Some(token.range()),
            _ => None,
        });
        self.in_sentence(found.unwrap_or(self.number.clone()))
    }

    /// The unit of the number, or of the last of its list: 分别为9、29微克/立方米.
    fn unit(&self) -> Found {
        let behind = self
            .sentence
            .tokens
            .list
            .iter()
            .filter(|token| token.end > self.number.start);
        for token in behind {
            match token.kind {
                Kind::Quantity(quantity) if quantity.number_end < token.end => {
                    return self.in_sentence(quantity.number_end..token.end);
                }
                Kind::Class(_) | Kind::Ordinal(_) => return self.in_sentence(token.range()),
                Kind::Quantity(_) | Kind::List | Kind::And | Kind::Dash => {}
                _ if token.start < self.number.end => {}
                _ => break,
            }
        }
        match self.figure.rule.starts_with("table") {
            true => self.unit_of_a_head(),
            false => Found::of(Origin::Rule),
        }
    }

    /// 污染物浓度（微克/立方米）: the unit that heads a column or stands above the table.
    fn unit_of_a_head(&self) -> Found {
        let Some(unit) = self.vocabulary.catalogue.units().by_code(&self.figure.unit) else {
            return Found::of(Origin::Rule);
        };
        self.elsewhere(&self.before, |passage| {
            let found = unit
                .spellings
                .iter()
                .filter_map(|spelling| passage.words(spelling, passage.end()));
            found.max_by_key(|range| (range.len(), range.start))
        })
    }

    fn indicator(&self, entry: u32) -> Found {
        if self.figure.rule.ends_with("review") {
            return Found::of(Origin::Person);
        }
        if self.figure.rule.contains("enclosed")
            && let Some(range) = self.enclosing(entry)
        {
            return self.in_sentence(range);
        }
        self.search(&self.before, |passage, token| {
            names(passage, token, entry, self.vocabulary)
        })
    }

    /// `对18起环境违法行为立案`: the words behind the number that belong to the name around it.
    fn enclosing(&self, entry: u32) -> Option<Range<usize>> {
        let mut found = Vec::new();
        let chars = self.sentence.normal.chars();
        let (start, after) = (self.number.start, self.number.end);
        let end = self.vocabulary.enclosing_at(chars, start, after, &mut found)?;
        found.contains(&entry).then_some(after..end)
    }

    fn period(&self, period: Period) -> Found {
        let scope = When::from(self.facts.period.or(Some(period)));
        let says = |_: &Passage<'_>, token: &Token| match token.kind {
            Kind::Phrase(phrase) => self.clock.resolve(phrase, scope).period() == Some(period),
            _ => false,
        };
        let found = self.search(&self.paragraph, says);
        match (found.origin, self.facts.period == Some(period)) {
            (Origin::Rule, true) => Found::of(Origin::Report),
            _ => found,
        }
    }

    /// The region is the report's own unless the text named another.
    fn region(&self) -> Option<Found> {
        match self.figure.region.as_deref() {
            Some(place) => Some(self.words(place)),
            None => self.facts.region.as_ref().map(|region| Found {
                text: Some(region.clone()),
                ..Found::of(Origin::Report)
            }),
        }
    }

    fn movement(&self) -> Found {
        let inside = |token: &Token| token.start < self.number.end && self.number.start < token.end;
        let verb = |token: &Token| matches!(token.kind, Kind::Cue(Cue::Verb(_)));
        let own = self
            .sentence
            .tokens
            .list
            .iter()
            .find(|token| inside(token) && verb(token));
        match own {
            Some(token) => self.in_sentence(token.range()),
            None => self.cue(|cue| matches!(cue, Cue::Verb(_))),
        }
    }

    /// The cue nearest to the number, in its sentence only.
    fn cue(&self, fits: impl Fn(Cue) -> bool) -> Found {
        let fits = |token: &Token| matches!(token.kind, Kind::Cue(cue) if fits(cue));
        let range = self.sentence.nearest(self.number.end, fits);
        range.map_or_else(|| Found::of(Origin::Rule), |range| self.in_sentence(range))
    }

    /// Words as they stand: in the sentence, before it, in a heading.
    fn words(&self, words: &str) -> Found {
        if let Some(range) = self.sentence.words(words, self.number.start) {
            return self.in_sentence(range);
        }
        self.elsewhere(&self.paragraph, |passage| passage.words(words, passage.end()))
    }

    fn search(&self, before: &Passage<'_>, fits: impl Fn(&Passage<'_>, &Token) -> bool) -> Found {
        let own = self
            .sentence
            .nearest(self.number.start, |token| fits(&self.sentence, token));
        if let Some(range) = own {
            return self.in_sentence(range);
        }
        self.elsewhere(before, |passage| {
            passage.nearest(passage.end(), |token| fits(passage, token))
        })
    }

    fn elsewhere(&self, before: &Passage<'_>, find: impl Fn(&Passage<'_>) -> Option<Range<usize>>) -> Found {
        let places = [(Origin::Before, before), (Origin::Section, &self.section)];
        for (origin, passage) in places {
            if let Some(range) = find(passage) {
                return Found {
                    text: Some(passage.slice(range)),
                    ..Found::of(origin)
                };
            }
        }
        Found::of(Origin::Rule)
    }
}

/// Whether a token names the entry, alone or with the tail of its list (化学需氧量、氨氮排放量).
fn names(passage: &Passage<'_>, token: &Token, entry: u32, vocabulary: &Vocabulary<'_>) -> bool {
    if !matches!(token.kind, Kind::Mention(..)) {
        return false;
    }
    if passage.tokens.entries(token).contains(&entry) {
        return true;
    }
    let name = passage.normal.slice(token.range());
    TAILS.iter().any(|tail| {
        let whole: Vec<char> = name.chars().chain(tail.chars()).collect();
        let mut entries = Vec::new();
        vocabulary.alias_at(&whole, 0, &mut entries) == Some(whole.len()) && entries.contains(&entry)
    })
}

fn kind_of(kind: Kind) -> TokenKind {
    match kind {
        Kind::Quantity(_) => TokenKind::Number,
        Kind::Class(_) | Kind::ClassRange => TokenKind::Class,
        Kind::Ordinal(_) => TokenKind::Ordinal,
        Kind::Masked(_) => TokenKind::Masked,
        Kind::Phrase(_) => TokenKind::Time,
        Kind::Mention(..) => TokenKind::Indicator,
        Kind::Region(_) | Kind::Cue(Cue::Place | Cue::SelfRegion) => TokenKind::Place,
        Kind::Cue(_) | Kind::And => TokenKind::Cue,
        Kind::Noise(_) => TokenKind::Noise,
        Kind::Comma
        | Kind::Semicolon
        | Kind::Stop
        | Kind::Colon
        | Kind::List
        | Kind::Open
        | Kind::Close
        | Kind::Dash => TokenKind::Sign,
        Kind::Text => TokenKind::Text,
    }
}
