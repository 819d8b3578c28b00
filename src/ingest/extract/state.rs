//! What the reader keeps in mind while it goes through a paragraph.

use super::clock::When;
use crate::catalogue::{Modal, Movement};
use crate::model::{Comparison, Decimal};

/// A name of an indicator, as it was last met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Entries that it may mean.
    pub entries: Vec<u32>,
    /// Token at which it stands.
    pub token: usize,
    /// Clause in which it stands.
    pub clause: u32,
}

/// An actual that was read: what a change, a rank or a part after it refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// Its entry; `None` for a thing outside the catalogue.
    pub entry: Option<u32>,
    /// Entries that its name may also mean; the unit of a movement tells which.
    pub others: Vec<u32>,
    /// What the text calls it.
    pub subject: String,
    /// Its unit as written.
    pub unit: String,
    /// Its number as written; `None` where the anchor stands for a name only.
    pub value: Option<Decimal>,
    /// Its period.
    pub when: When,
    /// Its place.
    pub region: Option<String>,
    /// What narrows it.
    pub dimension: Option<String>,
    /// Segment of the text (between ；) in which it stands.
    pub segment: u32,
    /// Clause in which it stands.
    pub clause: u32,
}

/// The reader's registers. Those of a clause end with it, those of a sentence with 。
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// Counts clauses (，), segments (；) and sentences (。).
    pub clause: u32,
    /// See `clause`.
    pub segment: u32,
    /// Token behind the last number or boundary: where the next number's own words begin.
    pub gap: usize,
    /// The section that the sentence is about: 七里滩断面….
    pub section: Option<String>,
    /// What the sentence is about (清水江, 国考断面, 固体废物类), with the beginning of the codes that it narrows.
    pub about: Option<(&'static str, String)>,
    /// Token behind the last number: a name after it is what the sentence is about now.
    pub value_end: usize,
    /// First token of the clause.
    pub clause_start: usize,
    /// First token of the segment.
    pub segment_start: usize,
    /// First token of the sentence.
    pub sentence_start: usize,
    /// First token of the sentence before.
    pub sentence_before: usize,
    /// The latest list of names (one or more).
    pub subjects: Vec<Subject>,
    /// The latest list of places, with the token of the last.
    pub regions: Vec<String>,
    /// See `regions`.
    pub regions_at: usize,
    /// The latest list of times, with the token of the last.
    pub times: Vec<When>,
    /// See `times`.
    pub times_at: usize,
    /// 同比, 较…: of this clause, or leading the sentence.
    pub bases: Vec<Comparison>,
    /// The bases of the sentence before: a sentence that begins with 其中 goes on with them.
    pub bases_before: Vec<Comparison>,
    /// 与去年同期相比，…。其中A上升5%。B上升3%。: the bases are those of a sentence before, until one names its own.
    pub bases_led: bool,
    /// Whether the bases were named since the last number.
    pub base_fresh: bool,
    /// Direction of a movement and its token, until the clause ends.
    pub verb: Option<(Movement, usize)>,
    /// 目标, 计划, 限值: until the segment ends, or the sentence where a colon opened a list of such.
    pub modal: Option<Modal>,
    /// A colon behind the modal word: 力争实现以下目标：….
    pub modal_list: bool,
    /// A rule: its numbers are no observations, until the sentence ends.
    pub rule: bool,
    /// The set of a ranking named before the names: 在全市7个县中，PM2.5排第3位.
    pub among: Option<String>,
    /// The total that 其中 takes apart.
    pub total: Option<Anchor>,
    /// The total of the sentence before: a sentence that begins with 其中 takes it apart.
    pub total_before: Option<Anchor>,
    /// 分别 stands before the numbers.
    pub each: bool,
    /// 均 stands before the number.
    pub all: bool,
    /// 其中 or a colon opened a break-down.
    pub part: bool,
    /// The latest actual.
    pub anchor: Option<Anchor>,
    /// The latest actual of an indicator: what a new place or time refers to when counts of other things stand between.
    pub named: Option<Anchor>,
    /// The actuals of the sentence, in order.
    pub recent: Vec<Anchor>,
    /// Clause in which 其中 named a time: it holds for that figure and its changes, not for the next name.
    pub part_time: Option<u32>,
    /// Parts were read: ； does not end the break-down (大气50件；噪声40件).
    pub parted: bool,
    /// The actuals of the paragraph, in order.
    pub said: Vec<Anchor>,
    /// 由…: the next number is the earlier value.
    pub from: bool,
    /// A time stands behind 由: it is the earlier value's.
    pub from_time: bool,
    /// A part of the paragraph's time that led a sentence: it may hold on (1-11月PM2.5为44。11月，优良率71.6%。PM2.5为58).
    pub led: Option<When>,
    /// The time that the sentence has named for itself.
    pub own_time: Option<When>,
    /// That of the sentence before: 与去年同期相比 at the beginning of a sentence goes on with it.
    pub compared: Option<When>,
    /// The character from which on sand and dust are taken out (扣除沙尘天气影响后，…).
    pub dust: Option<usize>,
    /// The part that was read last: a movement right behind it is its own.
    pub moved_part: Option<Anchor>,
    /// The place was named behind 除: it holds for its clause.
    pub excepted: bool,
}

impl State {
    /// ，: what belongs to a clause ends.
    pub fn end_clause(&mut self, next: usize) {
        self.clause += 1;
        self.clause_start = next;
        self.gap = next;
        self.verb = None;
        self.each = false;
        self.all = false;
        self.from = false;
    }

    /// ；
    pub fn end_segment(&mut self, next: usize) {
        self.end_clause(next);
        self.segment += 1;
        self.segment_start = next;
        self.part = self.parted;
        self.part_time = None;
        self.base_fresh = false;
        self.modal = self.modal.filter(|_| self.modal_list);
    }

    /// 。
    pub fn end_sentence(&mut self, next: usize) {
        self.end_segment(next);
        self.sentence_before = self.sentence_start;
        self.sentence_start = next;
        self.compared = self.own_time.take();
        self.subjects.clear();
        self.regions.clear();
        self.times.clear();
        self.bases_before = match self.bases_led && !self.bases.is_empty() {
            true => self.bases.clone(),
            false => std::mem::take(&mut self.bases),
        };
        self.bases_led &= !self.bases.is_empty();
        self.modal = None;
        self.modal_list = false;
        self.rule = false;
        self.recent.clear();
        self.section = None;
        self.about = None;
        self.among = None;
        self.part = false;
        self.parted = false;
        self.moved_part = None;
        self.total_before = self.total.take();
    }
}
