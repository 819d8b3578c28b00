//! What a question says, before the database is looked at.

use std::sync::Arc;

use super::scan::{Piece, Reader};
use super::time::Time;
use super::words::Word;
use crate::model::{Indicator, Selection, WaterClass};
use crate::query::labels::AskLabel;
use crate::query::{Question, Share};

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
        complete_lists(reader, &mut pieces);
        refer_to_reports(&mut pieces);
        let mut asked = Asked { pieces };
        // A class by itself is that of a section.
        if !asked.classes().is_empty() && asked.names().is_empty() {
            asked.pieces.push(reader.classes());
        }
        if asked.has(Word::Together) && asked.has_any(&[Word::Agree, Word::Apart]) {
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

    /// Whether targets are asked for: only then are they needed.
    pub fn asks_for_targets(&self) -> bool {
        self.has(Word::Target)
    }

    /// Whether the reports themselves are asked for: only then are they needed.
    pub fn asks_for_reports(&self) -> bool {
        self.asks_what_is_missing() || self.asks_for_a_turn()
    }

    /// 哪一期报告没有…
    pub fn asks_what_is_missing(&self) -> bool {
        self.has(Word::WhichReport) && self.has(Word::Missing)
    }

    /// 从哪一期报告起由Ⅳ类改善为Ⅲ类
    pub fn asks_for_a_turn(&self) -> bool {
        self.has_any(&[Word::WhichReport, Word::WhichTime]) && !self.classes().is_empty()
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

    /// The regions.
    pub fn places(&self) -> Vec<&str> {
        let places = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Place(place) => Some(place.as_str()),
            _ => None,
        });
        places.collect()
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
            (Word::Qoq, AskLabel::AsksQoq),
            (Word::Yoy, AskLabel::AsksYoy),
            (Word::Single, AskLabel::AsksSingle),
            (Word::Together, AskLabel::AsksTogether),
            (Word::Share, AskLabel::AsksShare),
            (Word::DoneShare, AskLabel::AsksShare),
            (Word::Left, AskLabel::AsksLeft),
            (Word::Apart, AskLabel::AsksApart),
            (Word::BeforeCorrection, AskLabel::AsksBefore),
            (Word::InReports, AskLabel::AsksReports),
            (Word::WhichReport, AskLabel::AsksWhichReport),
            (Word::WhichTime, AskLabel::AsksWhichTime),
            (Word::EachTime, AskLabel::AsksEachTime),
            (Word::WhichPlace, AskLabel::AsksWhichPlace),
            (Word::Rank, AskLabel::AsksRank),
            (Word::WhichRank, AskLabel::AsksRank),
            (Word::WhichIndicators, AskLabel::AsksWhichIndicators),
            (Word::Most, AskLabel::AsksMost),
            (Word::Least, AskLabel::AsksLeast),
            (Word::Best, AskLabel::AsksBest),
            (Word::Worst, AskLabel::AsksWorst),
            (Word::Worse, AskLabel::AsksWorse),
            (Word::Better, AskLabel::AsksBetter),
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
                let of_it = |share: &&Share| name.indicators.iter().any(|each| each.code == share.whole);
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
            as_of: question.as_of,
            dimensions: true,
            ..Selection::default()
        }
    }
}

/// 2024年罚款在年报和2025年一季度报告里分别是多少: a time that names a report is not that of the value, where the question has
/// another one; several reports, or one more, are asked what each of them said.
fn refer_to_reports(pieces: &mut Vec<Piece>) {
    let is_report = |piece: Option<&Piece>| piece == Some(&Piece::Word(Word::Report));
    let of_report = |index: &usize| matches!(pieces[*index], Piece::Time(_)) && is_report(pieces.get(index + 1));
    let (named, others): (Vec<usize>, Vec<usize>) = (0..pieces.len())
        .filter(|index| matches!(pieces[*index], Piece::Time(_)))
        .partition(of_report);
    let reports = pieces.iter().filter(|piece| is_report(Some(piece))).count();
    if others.is_empty() || (named.is_empty() && reports < 2) {
        return;
    }
    for index in named {
        pieces[index] = Piece::Word(Word::InReports);
    }
    pieces.push(Piece::Word(Word::InReports));
}

/// 黄色和红色企业: the first of a list leaves out what the last one says for both.
fn complete_lists(reader: &Reader, pieces: &mut [Piece]) {
    for index in (0..pieces.len().saturating_sub(2)).rev() {
        let [Piece::Text(text), Piece::Word(Word::List), Piece::Name(name, _)] = &pieces[index..index + 3] else {
            continue;
        };
        let completed = name
            .char_indices()
            .skip(1)
            .find_map(|(at, _)| reader.whole_name(&format!("{text}{}", &name[at..])));
        if let Some(piece) = completed {
            pieces[index] = piece;
        }
    }
}
