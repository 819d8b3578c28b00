//! The reader: goes through the tokens of a paragraph once, with registers for what was named last.
//!
//! Every rule that turns a number into a figure is a method in one of the sibling files; this file moves the registers.

use super::brackets::brackets;
use super::clock::{Clock, When};
use super::reading::Reading;
use super::scope::{Reach, Scopes};
use super::state::{State, Subject};
use crate::catalogue::{Catalogue, Cue, Modal};
use crate::language::normal::Normal;
use crate::language::phrase::{Mode, Phrase, Span, Year};
use crate::language::token::{Kind, Token, Tokens};
use crate::language::vocabulary::Vocabulary;
use crate::model;

use chrono::Datelike;

/// Words that end a list of names and belong to each of them.
pub(super) const TAILS: [&str; 7] = ["排放量", "排放总量", "总达标率", "达标率", "案件", "企业占比", "企业"];

/// What is known of the text around a paragraph.
#[derive(Debug, Clone, Copy, Default)]
pub struct About<'t> {
    /// What the section says of its numbers.
    pub section: Option<Modal>,
    /// The reporting region.
    pub region: Option<&'t str>,
    /// The title of the report.
    pub title: &'t str,
    /// The group of sections that the heading speaks of: 二、国控断面.
    pub group: Option<&'t str>,
}

/// Reads one paragraph.
pub struct Reader<'t> {
    pub(super) text: &'t Normal,
    pub(super) tokens: &'t Tokens,
    pub(super) vocabulary: &'t Vocabulary<'t>,
    pub(super) clock: Clock,
    pub(super) scopes: &'t mut Scopes,
    /// What the section says of its numbers: a chapter of plans holds no actuals.
    pub(super) section: Option<Modal>,
    /// The reporting region, under the name that the report gives it.
    pub(super) region: Option<&'t str>,
    /// The title: what it is about holds for every name in the text.
    pub(super) title: &'t str,
    /// The group of sections that the heading speaks of.
    pub(super) group: Option<&'t str>,
    pub(super) state: State,
    pub(super) readings: Vec<Reading>,
    pub(super) saved: Vec<State>,
    /// The brackets of the paragraph: the token that opens, the one that closes it or the last.
    pub(super) brackets: Vec<(usize, usize)>,
}

impl<'t> Reader<'t> {
    /// A reader at the beginning of a paragraph.
    pub fn new(
        text: &'t Normal,
        tokens: &'t Tokens,
        vocabulary: &'t Vocabulary<'t>,
        clock: Clock,
        scopes: &'t mut Scopes,
        about: About<'t>,
    ) -> Self {
        let About {
            section,
            region,
            title,
            group,
        } = about;
        let (state, readings, saved) = (State::default(), Vec::new(), Vec::new());
        Reader {
            text,
            tokens,
            vocabulary,
            clock,
            scopes,
            section,
            region,
            title,
            group,
            state,
            readings,
            saved,
            brackets: brackets(tokens),
        }
    }

    /// Reads to the end and gives every number in the order of the text.
    pub fn read(mut self) -> Vec<Reading> {
        let mut at = self.pass_the_dateline();
        while at < self.tokens.list.len() {
            at = self.step(at).max(at + 1);
        }
        self.read_orders();
        self.without_dust();
        self.readings
            .sort_by_key(|reading| (reading.place.start, reading.place.end));
        self.readings
    }

    /// Handles the token at `at`; gives the next one to handle.
    fn step(&mut self, at: usize) -> usize {
        let token = self.tokens.list[at];
        match token.kind {
            Kind::Stop => {
                self.scopes.end(Reach::Sentence);
                self.state.end_sentence(at + 1);
            }
            Kind::Semicolon => {
                self.scopes.end(Reach::Segment);
                self.state.end_segment(at + 1);
            }
            Kind::Comma => {
                self.note_the_dust(at);
                // 除甲县为88.2%外，…
                if std::mem::take(&mut self.state.excepted) {
                    self.scopes.place.end(Reach::Brackets);
                }
                self.state.end_clause(at + 1);
            }
            Kind::Colon => self.on_colon(at),
            Kind::Open => return self.on_open(at),
            Kind::Close => self.on_close(at),
            Kind::Phrase(phrase) => return self.on_phrase(at, phrase),
            Kind::Region(_) | Kind::Cue(Cue::Place) => return self.on_region(at),
            Kind::Mention(..) => self.on_mention(at),
            Kind::Cue(cue) => return self.on_cue(at, cue),
            Kind::Quantity(_) | Kind::Class(_) => return self.on_value(at),
            Kind::Ordinal(number) => return self.on_ordinal(at, number),
            Kind::Masked(unit) => self.on_masked(&token, unit),
            Kind::Noise(_) => match self.on_noise_zone(at) {
                Some(next) => return next,
                None => self.noise(&token, "name"),
            },
            Kind::ClassRange | Kind::List | Kind::And | Kind::Dash | Kind::Text => {}
        }
        at + 1
    }

    pub(super) fn catalogue(&self) -> &'t Catalogue {
        self.vocabulary.catalogue
    }

    pub(super) fn token(&self, at: usize) -> Option<&'t Token> {
        self.tokens.list.get(at)
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.token(at).map(|token| token.kind)
    }

    pub(super) fn slice(&self, token: &Token) -> &'t str {
        self.text.slice(token.range())
    }

    pub(super) fn when(&self) -> When {
        self.scopes.when()
    }

    /// A colon opens a list of what was named before it; behind a number it opens that number's parts.
    fn on_colon(&mut self, at: usize) {
        let after_number = at
            .checked_sub(1)
            .and_then(|i| self.kind(i))
            .is_some_and(|kind| matches!(kind, Kind::Quantity(_)));
        // 年度目标：PM2.5浓度为40…，优良率91.5%: a list of aims that are named one by one.
        let aims = at > 0 && self.tokens.list[at - 1].is(Cue::Aim);
        if aims && !matches!(self.kind(at + 1), Some(Kind::Quantity(_) | Kind::Class(_))) {
            self.state.modal = Some(Modal::Target);
        }
        self.state.modal_list |= self.state.modal.is_some();
        self.state.part |= after_number;
        self.state.gap = self.state.gap.max(if after_number { at + 1 } else { self.state.gap });
        // 较上年分别下降：3.2%、4.1%: the verb is of the numbers behind it.
        let list = matches!(self.kind(at + 1), Some(Kind::Quantity(_)));
        self.state.verb = self.state.verb.filter(|(_, verb)| verb + 1 == at && list);
    }

    fn on_phrase(&mut self, at: usize, phrase: Phrase) -> usize {
        let token = self.tokens.list[at];
        self.noise(&token, "date");
        if self.names_a_base(at, phrase) {
            return self.on_base(at, phrase);
        }
        // 为近十年来最低: what the number is set against, no time of its own.
        let before = self.text.chars()[..token.start].last();
        if matches!(phrase.span, Span::Recent(_)) && before.is_some_and(|c| "为是创系达".contains(*c)) {
            return at + 1;
        }
        // 同比上升3.1个百分点，“十三五”以来累计上升12.1个百分点: the base that was said has had its movement.
        if (phrase.span, phrase.mode) == (Span::Plan, Mode::Since) && !self.state.base_fresh {
            self.state.bases.clear();
        }
        let deadline = self.text.chars().get(token.end) == Some(&'前') && !matches!(phrase.span, Span::Months(..));
        let outer = self.outer_time(at, phrase);
        let when = self.clock.resolve(phrase, outer);
        if deadline && self.state.modal.is_none() && self.section.is_none() {
            return at + 1;
        }
        if self.is_deadline_of_aims(at, when) {
            self.state.modal = Some(Modal::Target);
            self.state.modal_list |= self.is_led_by_until(at);
        }
        self.list_time(at, phrase, when);
        let reach = self.reach_of_phrase(at, phrase, when);
        self.note_who_leads(at, when, reach);
        self.state.from_time = self.state.from;
        if reach == Reach::Segment && self.state.part {
            self.state.part_time = Some(self.state.clause);
        }
        self.scopes.time.set(reach, when);
        at + 1
    }

    /// 到2025年，…: in a text that tells no time of its own, too, what is to be reached by then is no actual.
    fn is_deadline_of_aims(&self, at: usize, when: When) -> bool {
        let until = self.text.chars()[..self.tokens.list[at].start].ends_with(&['到']);
        let timeless = self.clock.report.is_none() && self.clock.published.is_none();
        let aims = || self.is_led_by_until(at) || self.leads_to_what_must_be(at);
        until && (self.lies_ahead(when) || timeless && aims())
    }

    /// …，到2017年，PM2.5浓度要比2013年下降20%: 要 and 将 behind the time speak of what is not yet reached.
    fn leads_to_what_must_be(&self, at: usize) -> bool {
        /// How far behind the time, in characters.
        const REACH: usize = 30;
        let end = self.tokens.list[at].end;
        let words = self.text.slice(end..self.text.chars().len().min(end + REACH));
        let sentence = words.split(['。', ';']).next().unwrap_or_default();
        ["要比", "要达", "要下降", "要实现", "将比", "将达", "将下降", "将实现"]
            .iter()
            .any(|word| sentence.contains(word))
    }

    /// Whether 到 and the time at a token begin the sentence.
    fn is_led_by_until(&self, at: usize) -> bool {
        let before = &self.tokens.list[self.state.sentence_start.min(at)..at];
        matches!(before, [until] if self.slice(until) == "到")
    }

    /// 11月，…; 第一季度，…: a time that begins a sentence or a segment and is set off may go on behind its full stop.
    fn note_who_leads(&mut self, at: usize, when: When, reach: Reach) {
        let set_off = self.kind(at + 1) == Some(Kind::Comma);
        if at == self.state.sentence_start {
            self.state.led = Some(when).filter(|_| reach == Reach::Sentence);
        } else if at == self.state.segment_start && set_off && reach == Reach::Segment {
            self.state.led = Some(when);
        }
        if reach == Reach::Sentence {
            self.state.own_time = Some(when);
        }
    }

    /// 到2025年: a time behind the report's own.
    fn lies_ahead(&self, when: When) -> bool {
        let own = self.clock.report.map(|period| period.end()).or(self.clock.published);
        when.period().zip(own).is_some_and(|(period, own)| {
            period.start() > own || period.end() > own && period.start().year() > own.year()
        })
    }

    /// The scope inside which a phrase is understood: 同期 refers to the innermost, everything else to the paragraph's.
    fn outer_time(&self, _at: usize, phrase: Phrase) -> When {
        let reach = if phrase.span == Span::Same {
            Reach::Brackets
        } else {
            Reach::Sentence
        };
        self.scopes.time.at_least(reach).copied().unwrap_or(When::Unknown)
    }

    fn list_time(&mut self, at: usize, phrase: Phrase, when: When) {
        let listed =
            at >= 2 && matches!(self.kind(at - 1), Some(Kind::List | Kind::And)) && self.state.times_at == at - 2;
        if !listed {
            self.state.times.clear();
        }
        // 2022年、2023年一季度: the part of the year is said once, of both.
        if let (true, Some(Kind::Phrase(before)), Year::Absolute(_)) =
            (listed, self.kind(at.saturating_sub(2)), phrase.year)
            && matches!((before.year, before.span), (Year::Absolute(_), Span::Year))
            && matches!(phrase.span, Span::Months(..))
            && let Some(last) = self.state.times.last_mut()
        {
            let part = Phrase {
                year: before.year,
                ..phrase
            };
            *last = self.clock.resolve(part, When::Unknown);
        }
        self.state.times.push(when);
        self.state.times_at = at;
    }

    /// A phrase that leads a paragraph or sentence and is set off by a comma holds for the paragraph; one inside a
    /// sentence for its segment. A part of the paragraph's own time (其中二季度) never replaces it.
    fn reach_of_phrase(&self, at: usize, phrase: Phrase, when: When) -> Reach {
        if self.inside_brackets() {
            return Reach::Brackets;
        }
        let begins = at.checked_sub(1).and_then(|i| self.kind(i)).is_none_or(|kind| {
            matches!(
                kind,
                Kind::Comma
                    | Kind::Stop
                    | Kind::Colon
                    | Kind::Noise(_)
                    | Kind::Phrase(_)
                    | Kind::Region(_)
                    | Kind::List
                    | Kind::And
                    | Kind::Dash
                    | Kind::Cue(Cue::SelfRegion | Cue::Name | Cue::Place)
            )
        });
        // 从累计数看，1月至10月…: words that lead to a time carry no number and name nothing.
        let leads = self.tokens.list[self.state.sentence_start..at].iter().all(|token| {
            !matches!(
                token.kind,
                Kind::Mention(..)
                    | Kind::Quantity(_)
                    | Kind::Class(_)
                    | Kind::Ordinal(_)
                    | Kind::Masked(_)
                    | Kind::Semicolon
                    | Kind::Open
                    | Kind::Cue(Cue::Verb(_) | Cue::Part | Cue::Modal(_) | Cue::Against)
            )
        });
        // 其中第三季度，…；…: what begins the sentence and is set off holds for it.
        let part = at == self.state.sentence_start + 1
            && self.tokens.list[self.state.sentence_start].is(Cue::Part)
            && self.kind(at + 1) == Some(Kind::Comma);
        let until = self.is_led_by_until(at) && self.kind(at + 1) == Some(Kind::Comma);
        if part || until {
            return Reach::Sentence;
        }
        if !leads || !begins || matches!(phrase.mode, Mode::Since) && phrase.year == Year::Scope {
            return Reach::Segment;
        }
        let set_off = self.tokens.list[at + 1..]
            .iter()
            .take(3)
            .any(|token| token.kind == Kind::Comma);
        let outer = self.scopes.time.at_least(Reach::Paragraph).copied();
        let nested = match (outer, when) {
            (Some(When::Known(outer)), When::Known(inner)) => outer != inner && outer.contains(inner),
            _ => false,
        };
        // 近年来 opens what was done, not the chapter on what was reached.
        let set_off = set_off && phrase.span != Span::Recent(0);
        match (set_off, nested && self.scopes.time.has(Reach::Paragraph)) {
            (true, false) => Reach::Paragraph,
            (_, true) => Reach::Sentence,
            (false, false) => Reach::Sentence,
        }
    }

    fn on_mention(&mut self, at: usize) {
        if self.state.part_time.is_some_and(|clause| clause < self.state.clause) {
            self.scopes.time.end(Reach::Segment);
            self.state.part_time = None;
            self.state.part = false;
        }
        let entries = self.admitted(at);
        if entries.is_empty() || self.is_part_of_a_word(at) {
            self.state.subjects.clear();
            return;
        }
        let subject = Subject {
            entries,
            token: at,
            clause: self.state.clause,
        };
        let continues = self.state.subjects.last().is_some_and(|last| {
            last.token >= self.state.gap && last.clause == self.state.clause && self.only_list_signs(last.token + 1, at)
        });
        if !continues {
            self.state.subjects.clear();
        }
        if let Some(section) = self.section_before(at) {
            self.scopes.remember(&section);
            self.state.section = Some(section);
        }
        self.note_what_it_is_about(at);
        let classes = self.classes_before(at);
        if !classes.is_empty() {
            self.state.subjects = classes;
        }
        self.state.subjects.push(subject);
        self.share_the_tail(at);
        self.say_none(at);
    }

    /// 化学需氧量、氨氮、氮氧化物排放量: the tail of the last name belongs to all of the list.
    fn share_the_tail(&mut self, at: usize) {
        let last = self.slice(&self.tokens.list[at]);
        let Some(tail) = TAILS.iter().find(|tail| last.ends_with(**tail)) else {
            return;
        };
        let count = self.state.subjects.len();
        for index in 0..count.saturating_sub(1) {
            let name = self.slice(&self.tokens.list[self.state.subjects[index].token]);
            let whole: Vec<char> = name.chars().chain(tail.chars()).collect();
            let mut entries = Vec::new();
            if !name.ends_with(tail) && self.vocabulary.alias_at(&whole, 0, &mut entries) == Some(whole.len()) {
                self.state.subjects[index].entries = entries;
            }
        }
    }

    fn only_list_signs(&self, from: usize, to: usize) -> bool {
        let mut signs = 0;
        let mut index = from;
        while index < to {
            match self.tokens.list[index].kind {
                Kind::List | Kind::And => signs += 1,
                Kind::Open => index = self.closing(index),
                Kind::Cue(Cue::Filler | Cue::Name) => {}
                _ => return false,
            }
            index += 1;
        }
        signs == 1
    }

    fn on_cue(&mut self, at: usize, cue: Cue) -> usize {
        match cue {
            Cue::Verb(movement) => return self.on_verb(at, movement),
            Cue::Yoy => self.add_base(at, model::Comparison::Yoy),
            Cue::Qoq => {
                let base = self.clock.adjacent(self.when());
                self.add_base(at, base);
            }
            Cue::Part => {
                if at == self.state.sentence_start {
                    self.state.bases.clone_from(&self.state.bases_before);
                    self.state.bases_led = true;
                    self.state.total.clone_from(&self.state.total_before);
                }
                self.state.part = true;
                self.state.verb = None;
            }
            Cue::Each => self.state.each = true,
            Cue::All => self.state.all = true,
            Cue::Rest => {
                self.state.subjects.clear();
                self.speak_of_the_rest(at);
            }
            Cue::Modal(Modal::Done) => self.state.modal = None,
            Cue::Modal(Modal::Plan) if self.is_a_plans_name(at) => {}
            Cue::Modal(Modal::Limit) if self.is_exceeded(at) => {}
            Cue::Modal(modal) => self.state.modal = Some(modal),
            Cue::Rule => self.state.rule = true,
            Cue::Other => self.state.subjects.clear(),
            Cue::From => self.state.from = !self.names_a_cause(at),
            Cue::To => self.end_of_from(),
            Cue::SelfRegion => return self.on_self(at),
            Cue::Name => {
                let token = self.tokens.list[at];
                self.noise(&token, "name");
            }
            _ => {}
        }
        at + 1
    }

    /// 由上年同期的Ⅳ类改善为Ⅲ类: behind 改善为 the earlier time is over.
    fn end_of_from(&mut self) {
        if self.state.from_time {
            self.scopes.time.end(Reach::Segment);
            self.state.from_time = false;
        }
    }

    pub(super) fn noise(&mut self, token: &Token, rule: &'static str) {
        let mut reading = Reading::new(model::Kind::Noise, token.range(), self.when(), rule);
        reading.region = None;
        self.readings.push(reading);
    }

    fn on_masked(&mut self, token: &Token, unit: Option<usize>) {
        let mut reading = Reading::new(model::Kind::Masked, token.range(), self.when(), "masked");
        reading.unit = unit
            .map(|index| self.catalogue().units().get(index).code.clone())
            .unwrap_or_default();
        reading.region = self.scopes.place();
        reading.subject = self.words_before(self.state.gap, token.start);
        self.readings.push(reading);
        self.state.gap = self
            .state
            .gap
            .max(self.tokens.list.partition_point(|each| each.start < token.end));
    }
}
