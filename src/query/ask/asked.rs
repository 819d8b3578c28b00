//! What a question says, before the database is looked at.

use std::sync::Arc;

use super::amount::Amount;
use super::repair;
use super::scan::{Piece, Reader};
use super::time::Time;
use super::words::Word;
use crate::model::{Indicator, Period, Selection, WaterClass};
use crate::query::labels::AskLabel;
use crate::query::{Question, Share, reach};

/// A question in pieces.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// In the order of the question.
    pub pieces: Vec<Piece>,
}

/// A name of a question with the indicators that it may mean, the likeliest first.
#[derive(Debug, Clone, Copy)]
pub struct Name<'a> {
    /// As the question writes it.
    pub text: &'a str,
    /// What it may mean.
    pub indicators: &'a [Arc<Indicator>],
}

impl Asked {
    /// Reads a question.
    pub fn read(reader: &Reader, question: &str) -> Self {
        let mut pieces = reader.scan(question);
        repair::join_split_names(reader, &mut pieces);
        repair::complete_lists(reader, &mut pieces);
        repair::refer_to_reports(&mut pieces);
        let mut asked = Asked { pieces };
        // A class by itself is that of a section.
        let asks_for_a_class = !asked.classes().is_empty() || asked.has(Word::WhichClass);
        if asks_for_a_class && asked.names().is_empty() {
            asked.pieces.push(reader.classes());
        }
        if asked.adds_up() && asked.has_any(&[Word::Agree, Word::Apart]) {
            asked.pieces.extend(reader.total_of(&asked.names()));
        }
        asked
    }

    /// Whether one of its words means this.
    pub fn has(&self, word: Word) -> bool {
        self.pieces.contains(&Piece::Word(word))
    }

    /// Whether one of its words means one of these.
    pub fn has_any(&self, words: &[Word]) -> bool {
        words.iter().any(|word| self.has(*word))
    }

    /// Whether the limits of standards are asked for: only then are they needed.
    pub fn asks_for_limits(&self) -> bool {
        self.has_any(&[Word::Standard, Word::FirstGrade, Word::SecondGrade])
    }

    /// 合计, 相加, 加
    pub fn adds_up(&self) -> bool {
        self.has_any(&[Word::Together, Word::Plus])
    }

    /// Whether what each report said is asked for: only then are all statements needed.
    pub fn asks_for_statements(&self) -> bool {
        let said = [
            Word::BeforeCorrection,
            Word::Corrected,
            Word::InReports,
            Word::WhichReport,
        ];
        self.has_any(&said) || self.asks_for_a_turn()
    }

    /// Whether a movement may be asked for: only then are those that reports state needed.
    pub fn asks_for_changes(&self) -> bool {
        let moving = [
            Word::Qoq,
            Word::Yoy,
            Word::Better,
            Word::Worse,
            Word::Against,
            Word::From,
            Word::Apart,
        ];
        self.moves() || self.has_any(&moving)
    }

    /// Whether targets are asked for: only then are they needed.
    pub fn asks_for_targets(&self) -> bool {
        self.has(Word::Target)
    }

    /// Whether the reports themselves are asked for: only then are they needed.
    pub fn asks_for_reports(&self) -> bool {
        self.has(Word::WhichReport) || self.asks_how_many_reports() || self.asks_for_a_turn()
    }

    /// 几份报告
    pub fn asks_how_many_reports(&self) -> bool {
        let reports_of = || self.has(Word::Things) && self.has(Word::Report) && self.names().is_empty();
        self.has(Word::HowManyReports) || reports_of()
    }

    /// 哪一期报告没有…
    pub fn asks_what_is_missing(&self) -> bool {
        self.has(Word::WhichReport) && self.has(Word::Missing)
    }

    /// 从哪一期报告起由Ⅳ类改善为Ⅲ类
    pub fn asks_for_a_turn(&self) -> bool {
        self.has_any(&[Word::WhichReport, Word::WhichTime]) && !self.classes().is_empty() && !self.asks_for_limits()
    }

    /// 哪些断面是Ⅲ类
    pub fn asks_which_has_a_class(&self) -> bool {
        self.has_any(&[Word::WhichPlace, Word::HowManyPlaces, Word::HowManyTimes]) && !self.classes().is_empty()
    }

    /// 几个: a number of things is asked for, not which they are.
    pub fn counts(&self) -> bool {
        self.has_any(&[Word::HowManyTimes, Word::HowManyPlaces])
    }

    /// Whether one of its words is of movement: 上升, 变化, or 高于 where no number follows.
    pub fn moves(&self) -> bool {
        let beyond_another = self.has_any(&[Word::BoundOver, Word::BoundUnder]) && self.amounts().next().is_none();
        self.has_any(&MOVEMENTS) || beyond_another && !self.asks_for_limits()
    }

    /// 超过二级标准多少, 比目标低多少: by how much one thing is beyond another.
    pub fn asks_how_far(&self) -> bool {
        let beyond = [Word::BoundOver, Word::BoundUnder].map(|word| self.position(word));
        let how_much = self
            .pieces
            .iter()
            .rposition(|piece| *piece == Piece::Word(Word::HowMuch));
        let much_beyond = beyond
            .into_iter()
            .flatten()
            .any(|at| how_much.is_some_and(|much| much > at));
        self.has(Word::Apart) || self.has_any(&MOVEMENTS) || much_beyond
    }

    /// The numbers that it names.
    pub fn amounts(&self) -> impl Iterator<Item = &Amount> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Amount(amount) => Some(amount),
            _ => None,
        })
    }

    /// The side and the number of a bound.
    pub fn bound(&self) -> (Option<Word>, Option<&Amount>) {
        let sides = [Word::BoundLeast, Word::BoundMost, Word::BoundOver, Word::BoundUnder];
        let side = sides.into_iter().find(|word| self.has(*word));
        (side, self.amounts().next())
    }

    /// Whether the numbers that it names are held against values: one number, a side of it, and no target or limit.
    pub fn needs_its_amounts(&self) -> bool {
        let (side, _) = self.bound();
        let is_used = side.is_some() || self.has(Word::WhichReport);
        self.amounts().count() <= 1 && is_used && !self.asks_for_targets() && !self.asks_for_limits()
    }

    /// Whether the place of one region among the others is asked for: then the others are needed too.
    pub fn asks_for_the_rank_of_one(&self) -> bool {
        let of_one = self.has(Word::Rank) && self.places().len() == 1 && self.parts().next().is_none();
        self.has(Word::WhichRank) || of_one && !self.has(Word::WhichPlace)
    }

    /// The names of indicators, each once.
    pub fn names(&self) -> Vec<Name<'_>> {
        let mut names: Vec<Name> = Vec::new();
        for piece in &self.pieces {
            if let Piece::Name(text, indicators) = piece
                && !names.iter().any(|known| known.indicators == indicators)
            {
                names.push(Name { text, indicators });
            }
        }
        names
    }

    /// The place of the first word with this meaning among the pieces.
    pub fn position(&self, word: Word) -> Option<usize> {
        self.pieces.iter().position(|piece| *piece == Piece::Word(word))
    }

    /// The place of a name among the pieces.
    pub fn position_of(&self, name: &Name) -> Option<usize> {
        self.pieces
            .iter()
            .position(|piece| matches!(piece, Piece::Name(text, _) if text == name.text))
    }

    /// The regions. 全市 beside another one is what that is ranked among.
    pub fn places(&self) -> Vec<&str> {
        let places = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Place(place) => Some(place.as_str()),
            _ => None,
        });
        let mut places: Vec<&str> = places.collect();
        if places.iter().any(|place| !WHOLES.contains(place)) {
            places.retain(|place| !WHOLES.contains(place));
        }
        places
    }

    /// The sections, stations and other parts.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Part(part) => Some(part.as_str()),
            _ => None,
        })
    }

    /// The water-quality classes.
    pub fn classes(&self) -> Vec<WaterClass> {
        let class = |piece: &Piece| match piece {
            Piece::Class(class) => Some(*class),
            _ => None,
        };
        self.pieces.iter().filter_map(class).collect()
    }

    /// The times with their place among the pieces.
    pub fn times(&self) -> impl Iterator<Item = (usize, Time)> {
        self.pieces.iter().enumerate().filter_map(|(index, piece)| match piece {
            Piece::Time(time) => Some((index, *time)),
            _ => None,
        })
    }

    /// What no word, name, time or region of the database explains: names of sections, or something not understood.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// What is asked, in words: for the line that says how the question was understood.
    pub fn asks(&self) -> Vec<AskLabel> {
        let said = [
            (Word::Target, AskLabel::AsksTarget),
            (Word::Standard, AskLabel::AsksStandard),
            (Word::FirstGrade, AskLabel::AsksStandard),
            (Word::SecondGrade, AskLabel::AsksStandard),
            (Word::Qoq, AskLabel::AsksQoq),
            (Word::Yoy, AskLabel::AsksYoy),
            (Word::Single, AskLabel::AsksSingle),
            (Word::Together, AskLabel::AsksTogether),
            (Word::Plus, AskLabel::AsksTogether),
            (Word::Share, AskLabel::AsksShare),
            (Word::DoneShare, AskLabel::AsksShare),
            (Word::Left, AskLabel::AsksLeft),
            (Word::Apart, AskLabel::AsksApart),
            (Word::BeforeCorrection, AskLabel::AsksBefore),
            (Word::InReports, AskLabel::AsksReports),
            (Word::WhichReport, AskLabel::AsksWhichReport),
            (Word::WhichTime, AskLabel::AsksWhichTime),
            (Word::EachTime, AskLabel::AsksEachTime),
            (Word::HowManyTimes, AskLabel::AsksHowManyTimes),
            (Word::WhichPlace, AskLabel::AsksWhichPlace),
            (Word::HowManyPlaces, AskLabel::AsksHowManyPlaces),
            (Word::HowManyReports, AskLabel::AsksHowManyReports),
            (Word::Rank, AskLabel::AsksRank),
            (Word::WhichRank, AskLabel::AsksRank),
            (Word::WhichIndicators, AskLabel::AsksWhichIndicators),
            (Word::Most, AskLabel::AsksMost),
            (Word::Least, AskLabel::AsksLeast),
            (Word::Best, AskLabel::AsksBest),
            (Word::Worst, AskLabel::AsksWorst),
            (Word::Worse, AskLabel::AsksWorse),
            (Word::Better, AskLabel::AsksBetter),
            (Word::Rise, AskLabel::AsksRise),
            (Word::RiseRate, AskLabel::AsksRise),
            (Word::Fall, AskLabel::AsksFall),
            (Word::FallRate, AskLabel::AsksFall),
            (Word::MoreThings, AskLabel::AsksMovement),
            (Word::Movement, AskLabel::AsksMovement),
            (Word::Agree, AskLabel::AsksAgree),
        ];
        let mut labels: Vec<AskLabel> = said
            .into_iter()
            .filter(|(word, _)| self.has(*word))
            .map(|(_, label)| label)
            .collect();
        labels.dedup();
        match labels.is_empty() {
            true => vec![AskLabel::AsksValue],
            false => labels,
        }
    }

    /// The question with every indicator that it may mean, and the shares that are made of counts.
    pub fn question(&self, question: &Question) -> Question {
        let mut indicators: Vec<Arc<Indicator>> = Vec::new();
        for name in self.names() {
            indicators.extend_from_slice(name.indicators);
            if self.has_any(&[Word::DoneShare, Word::Left, Word::Computed]) {
                let of_it = |share: &&Share| {
                    let is_of = |code: &String| *code == share.whole || *code == share.part;
                    name.indicators.iter().any(|each| is_of(&each.code))
                };
                indicators.extend(
                    question
                        .shares
                        .iter()
                        .filter(of_it)
                        .map(|share| Arc::clone(&share.indicator)),
                );
            }
        }
        Question {
            indicators,
            ..question.clone()
        }
    }

    /// What of the database the question needs: every period, with sections and other parts.
    pub fn selection(&self, question: &Question) -> Selection {
        let asked = |share: &&Share| question.indicators.contains(&share.indicator);
        let counts = question
            .shares
            .iter()
            .filter(asked)
            .flat_map(|share| [&share.part, &share.whole]);
        let places = match self.asks_for_the_rank_of_one() {
            true => Vec::new(),
            false => self.places(),
        };
        Selection {
            indicators: question
                .indicators
                .iter()
                .map(|indicator| &indicator.code)
                .chain(counts)
                .cloned()
                .collect(),
            regions: places.into_iter().map(str::to_owned).collect(),
            within: self.reach(),
            as_of: question.as_of,
            dimensions: true,
            ..Selection::default()
        }
    }

    /// Where the values of many places at one time are asked for, the calendar years around it: the rest need not be read.
    fn reach(&self) -> Vec<Period> {
        let of_many = self.asks_for_the_rank_of_one() || self.has_any(&[Word::WhichPlace, Word::HowManyPlaces]);
        let other_times = self.asks_for_changes() || self.asks_for_statements() || self.asks_for_targets();
        let periods: Option<Vec<Period>> = self
            .times()
            .map(|(_, time)| time.resolve(None, None).map(|when| reach(when.period)))
            .collect();
        periods.filter(|_| of_many && !other_times).unwrap_or_default()
    }
}

/// Regions without a name of their own.
const WHOLES: [&str; 5] = ["全国", "全省", "全市", "全县", "全区"];

/// The words of movement.
const MOVEMENTS: [Word; 6] = [
    Word::Movement,
    Word::Rise,
    Word::Fall,
    Word::RiseRate,
    Word::FallRate,
    Word::MoreThings,
];
