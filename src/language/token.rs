//! Tokens: the pieces of a normalised text that mean something, with the text between them.

use std::ops::Range;

use rust_decimal::Decimal;

use super::phrase::Phrase;
use crate::catalogue::Cue;
use crate::model::{Approx, Level, WaterClass};

/// A number with the unit or measure word behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantity {
    /// Exact value, 万 and 亿 worked in.
    pub value: Decimal,
    /// Index of the unit in the catalogue's units; `None` for a bare number.
    pub unit: Option<usize>,
    /// What the number's own suffix says (余, 多, +).
    pub approx: Option<Approx>,
    /// Where the number without its unit ends.
    pub number_end: usize,
    /// 万, 亿: what the digits were multiplied with.
    pub multiplier: Decimal,
    /// Written in Chinese numerals.
    pub chinese: bool,
}

/// Why digits are no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoiseKind {
    /// 一、 (二) 3. ① 一是
    Numbering,
    /// GB 3838—2002, 环发〔2013〕150号
    Standard,
    /// 8:00, 电话, 510室, 3期
    Name,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A number, with its unit if one follows.
    Quantity(Quantity),
    /// A water-quality class.
    Class(WaterClass),
    /// Ⅰ～Ⅲ类: a group of classes, part of a name.
    ClassRange,
    /// 第五, 第4位.
    Ordinal(Decimal),
    /// Hidden digits with a unit: XX家, 20xx万元. The unit's index, if one follows.
    Masked(Option<usize>),
    /// A phrase of time.
    Phrase(Phrase),
    /// A name of indicators: index of the first of `count` entries in [`Tokens::mentioned`].
    Mention(u32, u32),
    /// A cue.
    Cue(Cue),
    /// An administrative division of the table, full or short name.
    Region(Level),
    /// Digits that are no figure.
    Noise(NoiseKind),
    /// ，
    Comma,
    /// ；
    Semicolon,
    /// 。！？
    Stop,
    /// ：
    Colon,
    /// 、
    List,
    /// 和, 及, 以及
    And,
    /// （
    Open,
    /// ）
    Close,
    /// Between two numbers: - ~ 至
    Dash,
    /// Anything else.
    Text,
}

/// One token: characters `start..end` of the normalised text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

impl Token {
    /// Its characters.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether it is this cue.
    pub fn is(&self, cue: Cue) -> bool {
        self.kind == Kind::Cue(cue)
    }
}

/// The tokens of one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tokens {
    /// In the order of the text, without gaps.
    pub list: Vec<Token>,
    /// Entries of the catalogue that mentions name.
    pub mentioned: Vec<u32>,
}

impl Tokens {
    /// The entries that a mention names; empty for any other token.
    pub fn entries(&self, token: &Token) -> &[u32] {
        match token.kind {
            Kind::Mention(first, count) => &self.mentioned[first as usize..(first + count) as usize],
            _ => &[],
        }
    }
}
