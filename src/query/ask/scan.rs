//! A question → its pieces: names of indicators, times, classes, places, question words, and what nothing explains.

use std::sync::{Arc, OnceLock};

use super::amount::{Amount, amount_at};
use super::asked::Name;
use super::spelling::{SHORTEST_PART, fold, names, spellings, text_of};
use super::time::{Time, time_at};
use super::words::Word;
use crate::catalogue::{Catalogue, resolve_among};
use crate::language::class::{ClassToken, class_at};
use crate::language::lexicon::Lexicon;
use crate::language::vocabulary::Vocabulary;
use crate::model::{Aggregation, Indicator, WaterClass};
use crate::query::check::relations::relations;

/// One piece of a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// A word of `data/questions.toml`.
    Word(Word),
    /// A time.
    Time(Time),
    /// A name and the indicators that it may mean, the likeliest first.
    Name(String, Vec<Arc<Indicator>>),
    /// A water-quality class.
    Class(WaterClass),
    /// A region of the database.
    Place(String),
    /// A section, station or other part of what is asked about.
    Part(String),
    /// A number with its unit.
    Amount(Amount),
    /// Anything else.
    Text(String),
}

/// What questions are read with. Built once for a question.
pub struct Reader<'c> {
    catalogue: &'c Catalogue,
    vocabulary: Vocabulary<'c>,
    words: Lexicon<Word>,
    /// Names of indicators in both languages, by their place in the catalogue.
    names: Lexicon<usize>,
    /// The same names and every alias, to find one by its beginning or end: made when a question needs it.
    spellings: OnceLock<Vec<(Vec<char>, usize)>>,
    places: Lexicon<String>,
    parts: Lexicon<String>,
}

impl<'c> Reader<'c> {
    /// For a database with these regions.
    pub fn new(catalogue: &'c Catalogue, places: &[String]) -> Self {
        let mut reader = Reader {
            catalogue,
            vocabulary: Vocabulary::new(catalogue),
            words: Lexicon::default(),
            names: Lexicon::default(),
            spellings: OnceLock::new(),
            places: Lexicon::default(),
            parts: Lexicon::default(),
        };
        for (text, word) in super::words::all() {
            reader.words.insert(&text_of(&fold(&text)), word);
        }
        for (spelling, index) in names(catalogue) {
            reader.names.insert(&text_of(&spelling), index);
        }
        insert_places(&mut reader.places, places);
        reader
    }

    /// The same reader for what these sections, stations and other parts belong to.
    pub fn with_parts<'p>(mut self, parts: impl Iterator<Item = &'p str>) -> Self {
        for part in parts {
            let stem = PART_ENDINGS.iter().find_map(|ending| part.strip_suffix(ending));
            let stem = stem.filter(|stem| stem.chars().count() >= 2);
            for name in [Some(part), stem].into_iter().flatten() {
                self.parts.insert(&text_of(&fold(name)), part.to_owned());
            }
        }
        self
    }

    /// The pieces of a question, in its order.
    pub fn scan(&self, question: &str) -> Vec<Piece> {
        self.pieces(&fold(question))
    }

    fn pieces(&self, chars: &[char]) -> Vec<Piece> {
        let mut spots = self.spots(chars);
        let mut pieces = Vec::new();
        while !spots.is_empty() {
            let run = spots.iter().take_while(|spot| spot.is_loose()).count();
            let unexplained = spots[..run].iter().any(|spot| matches!(spot.piece, Piece::Text(_)));
            let Some(spot) = spots.first().filter(|_| run == 0 || !unexplained) else {
                let (start, end) = (spots[0].start, spots[run - 1].end);
                pieces.extend(self.loose(&chars[start..end]));
                spots.drain(..run);
                continue;
            };
            pieces.push(spot.piece.clone());
            spots.remove(0);
        }
        pieces
    }

    /// A stretch that holds something unexplained: perhaps the beginning or the end of a name (环评文件).
    fn loose(&self, chars: &[char]) -> Vec<Piece> {
        let Some((start, end, indices)) = self.partial_name(chars) else {
            return match self.turned_name(chars) {
                Some(name) => vec![name],
                None => self.unexplained(chars),
            };
        };
        let indicators = self.catalogue.entries();
        let named = indices
            .into_iter()
            .map(|index| Arc::clone(&indicators[index].indicator));
        let mut pieces = self.pieces(&chars[..start]);
        pieces.push(Piece::Name(text_of(&chars[start..end]), named.collect()));
        pieces.extend(self.pieces(&chars[end..]));
        pieces
    }

    /// 信访受理 for 受理信访: a name whose verb stands behind its noun.
    fn turned_name(&self, chars: &[char]) -> Option<Piece> {
        let cuts = SHORTEST_HALF..=chars.len().checked_sub(SHORTEST_HALF)?;
        cuts.into_iter().find_map(|cut| {
            let turned = [&chars[cut..], &chars[..cut]].concat();
            let (name, end) = self.name_at(&turned, 0)?;
            (end == turned.len()).then_some(name)
        })
    }

    fn spellings(&self) -> &[(Vec<char>, usize)] {
        self.spellings.get_or_init(|| spellings(self.catalogue))
    }

    /// What is left over, in one piece: the short words between its parts belong to it, those at its ends do not.
    fn unexplained(&self, chars: &[char]) -> Vec<Piece> {
        let spots = self.spots(chars);
        let is_text = |spot: &Spot| matches!(spot.piece, Piece::Text(_));
        let (Some(first), Some(last)) = (spots.iter().position(is_text), spots.iter().rposition(is_text)) else {
            return spots.into_iter().map(|spot| spot.piece).collect();
        };
        let mut pieces = Vec::new();
        for (index, spot) in spots.iter().enumerate() {
            match index {
                _ if index == first => pieces.push(Piece::Text(text_of(&chars[spot.start..spots[last].end]))),
                _ if (first..=last).contains(&index) => {}
                _ => pieces.push(spot.piece.clone()),
            }
        }
        pieces
    }

    /// The longest part of a stretch with which a name begins or ends, and which is at least half of that name.
    fn partial_name(&self, chars: &[char]) -> Option<(usize, usize, Vec<usize>)> {
        let lengths = (SHORTEST_PART..=chars.len()).rev();
        let windows = lengths.flat_map(|length| (0..=chars.len() - length).map(move |start| (start, start + length)));
        for (start, end) in windows.filter(|(start, end)| is_whole(chars, *start, *end)) {
            let window: Vec<char> = chars[start..end].iter().map(char::to_ascii_lowercase).collect();
            let window = window.as_slice();
            let fits = |spelling: &[char]| {
                window.len() * 2 >= spelling.len() && (spelling.starts_with(window) || spelling.ends_with(window))
            };
            let mut found: Vec<(usize, usize)> = Vec::new();
            for (spelling, index) in self.spellings().iter().filter(|(spelling, _)| fits(spelling)) {
                match found.iter_mut().find(|(_, known)| known == index) {
                    Some((length, _)) => *length = (*length).min(spelling.len()),
                    None => found.push((spelling.len(), *index)),
                }
            }
            if !found.is_empty() {
                found.sort();
                return Some((start, end, found.into_iter().map(|(_, index)| index).collect()));
            }
        }
        None
    }

    fn spots(&self, chars: &[char]) -> Vec<Spot> {
        let (mut spots, mut at, mut plain) = (Vec::new(), 0, 0);
        while at < chars.len() {
            match self.piece_at(chars, at) {
                Some((piece, end)) if end > at => {
                    push_text(&mut spots, chars, plain, at);
                    spots.push(Spot { piece, start: at, end });
                    (at, plain) = (end, end);
                }
                _ => at += 1,
            }
        }
        push_text(&mut spots, chars, plain, at);
        spots
    }

    /// Every indicator whose values are water-quality classes.
    pub fn classes(&self) -> Piece {
        let classes = self
            .catalogue
            .indicators()
            .filter(|each| each.aggregation == Aggregation::Class);
        Piece::Name(String::new(), classes.cloned().collect())
    }

    /// The total that these are all the parts of, unless it is among them.
    pub fn total_of(&self, names: &[Name]) -> Option<Piece> {
        let mut codes: Vec<&str> = names
            .iter()
            .filter_map(|name| Some(&*name.indicators.first()?.code))
            .collect();
        codes.sort_unstable();
        let sum = relations().sums.into_iter().find(|sum| {
            let mut parts: Vec<&str> = sum.parts.iter().map(String::as_str).collect();
            parts.sort_unstable();
            parts == codes
        })?;
        let total = self.catalogue.indicators().find(|each| each.code == sum.total)?;
        Some(Piece::Name(total.name.clone(), vec![Arc::clone(total)]))
    }

    /// The name that a text is as a whole.
    pub fn whole_name(&self, text: &str) -> Option<Piece> {
        let chars = fold(text);
        let (piece, end) = self.name_at(&chars, 0)?;
        (end == chars.len()).then_some(piece)
    }

    /// The name that a text is as a whole, or is the beginning or the end of.
    pub fn name_or_part(&self, text: &str) -> Option<Piece> {
        let part = || {
            let chars = fold(text);
            let (start, end, indices) = self.partial_name(&chars)?;
            let named = indices
                .into_iter()
                .map(|index| Arc::clone(&self.catalogue.entries()[index].indicator));
            (start == 0 && end == chars.len()).then(|| Piece::Name(text.to_owned(), named.collect()))
        };
        self.whole_name(text).or_else(part)
    }

    /// The longest piece at a place; of equally long ones a name before a time, a place and a word.
    fn piece_at(&self, chars: &[char], at: usize) -> Option<(Piece, usize)> {
        let candidates = [
            self.name_at(chars, at).filter(|(_, end)| !is_verb(&chars[at..*end])),
            time_at(chars, at).map(|(time, end)| (Piece::Time(time), end)),
            found_in(&self.parts, chars, at).map(|(part, end)| (Piece::Part(part), end)),
            found_in(&self.places, chars, at).map(|(place, end)| (Piece::Place(place), end)),
            one_class_at(chars, at),
            amount_at(&self.vocabulary, chars, at).map(|(amount, end)| (Piece::Amount(amount), end)),
            self.word_at(chars, at),
        ];
        let mut best: Option<(Piece, usize)> = None;
        for (piece, end) in candidates.into_iter().flatten() {
            if best.as_ref().is_none_or(|(_, held)| end > *held) {
                best = Some((piece, end));
            }
        }
        best
    }

    fn name_at(&self, chars: &[char], at: usize) -> Option<(Piece, usize)> {
        let mut found = Vec::new();
        let alias = self.vocabulary.alias_at(chars, at, &mut found);
        let named = |indices: &mut dyn Iterator<Item = usize>, end: usize| {
            let text = text_of(&chars[at..end]);
            let mut indicators: Vec<Arc<Indicator>> = indices
                .map(|index| &self.catalogue.entries()[index])
                .filter(|entry| fits(entry, chars, at))
                .map(|entry| Arc::clone(&entry.indicator))
                .collect();
            let exact: Vec<String> = resolve_among(&indicators, &text)
                .iter()
                .map(|each| each.code.clone())
                .collect();
            indicators.sort_by_key(|each| exact.iter().position(|code| *code == each.code).unwrap_or(usize::MAX));
            (!indicators.is_empty()).then_some((Piece::Name(text, indicators), end))
        };
        let spelled = self
            .names
            .longest_at(chars, at)
            .filter(|(_, end)| is_whole(chars, at, *end) && alias.is_none_or(|alias| *end > alias));
        match (spelled, alias) {
            (Some((indices, end)), _) => named(&mut indices.iter().copied(), end),
            (None, Some(end)) => named(&mut found.iter().map(|index| *index as usize), end),
            (None, None) => None,
        }
    }

    fn word_at(&self, chars: &[char], at: usize) -> Option<(Piece, usize)> {
        let (words, end) = self
            .words
            .all_at(chars, at)
            .find(|(_, end)| is_whole(chars, at, *end))?;
        Some((Piece::Word(words[0]), end))
    }
}

/// Whether the words that an entry needs or forbids before its name allow it here.
fn fits(entry: &crate::catalogue::Entry, chars: &[char], at: usize) -> bool {
    let before = text_of(&chars[..at]);
    let whole = text_of(chars);
    let forbidden = entry.not_after.iter().any(|word| before.ends_with(word.as_str()));
    let needed = entry.only_after.is_empty()
        || !entry.short.is_empty()
        || entry.only_after.iter().any(|word| whole.contains(word.as_str()));
    needed && !forbidden
}

fn one_class_at(chars: &[char], at: usize) -> Option<(Piece, usize)> {
    match english_class_at(chars, at).or_else(|| class_at(chars, at))? {
        (ClassToken::One(class), end) => Some((Piece::Class(class), end)),
        (ClassToken::Range, _) => None,
    }
}

/// `class IV`, and the III of `from class IV to III`
fn english_class_at(chars: &[char], at: usize) -> Option<(ClassToken, usize)> {
    let says_class = |from: usize, to: usize| {
        let word = chars.get(from..to).map(text_of);
        word.is_some_and(|word| word.eq_ignore_ascii_case("class_"))
    };
    let goes_on = || chars[..at].ends_with(&['t', 'o', '_']) && (0..at).any(|from| says_class(from, from + 6));
    let start = match says_class(at, at + 6) {
        true => at + 6,
        false if goes_on() => at,
        false => return None,
    };
    let code: String = chars[start..]
        .iter()
        .take_while(|c| c.is_ascii_alphanumeric())
        .collect();
    let class = WaterClass::ALL
        .into_iter()
        .find(|class| class.code().eq_ignore_ascii_case(&code))?;
    let end = start + code.len();
    is_whole(chars, at, end).then_some((ClassToken::One(class), end))
}

/// `Do the parts add up?` does not ask for dissolved oxygen, DO.
fn is_verb(chars: &[char]) -> bool {
    matches!(chars, ['D' | 'd', 'o'])
}

/// An English word does not begin or end inside another.
fn is_whole(chars: &[char], at: usize, end: usize) -> bool {
    let letter = |index: Option<usize>| {
        index
            .and_then(|index| chars.get(index))
            .is_some_and(char::is_ascii_alphabetic)
    };
    let cut_before = letter(Some(at)) && letter(at.checked_sub(1));
    let cut_behind = letter(end.checked_sub(1)) && letter(Some(end));
    !cut_before && !cut_behind
}

fn push_text(spots: &mut Vec<Spot>, chars: &[char], start: usize, end: usize) {
    let text: String = text_of(&chars[start..end]).replace('_', " ");
    if text.chars().any(char::is_alphanumeric) {
        spots.push(Spot {
            piece: Piece::Text(text.trim().to_owned()),
            start,
            end,
        });
    }
}

/// A piece and where it stands.
struct Spot {
    piece: Piece,
    start: usize,
    end: usize,
}

impl Spot {
    /// Unexplained, or so short a word that it may stand inside a name.
    fn is_loose(&self) -> bool {
        match self.piece {
            Piece::Text(_) => true,
            Piece::Word(Word::Filler | Word::To | Word::From) => self.end - self.start == 1,
            _ => false,
        }
    }
}

/// A noun or a verb of a name has as many.
const SHORTEST_HALF: usize = 2;

/// What the name of a section or station may end with in a report and not in a question.
const PART_ENDINGS: &[&str] = &[
    "考核断面",
    "国控断面",
    "省控断面",
    "断面",
    "监测点",
    "点位",
    "站点",
    "站",
];

fn found_in(lexicon: &Lexicon<String>, chars: &[char], at: usize) -> Option<(String, usize)> {
    let (names, end) = lexicon.longest_at(chars, at)?;
    Some((names[0].clone(), end))
}

fn insert_places(lexicon: &mut Lexicon<String>, places: &[String]) {
    for place in places {
        for name in [Some(place.as_str()), short(place)].into_iter().flatten() {
            lexicon.insert(&text_of(&fold(name)), place.clone());
        }
    }
}

/// 云溪 of 云溪县: a name without its rank, if that leaves at least two characters.
fn short(place: &str) -> Option<&str> {
    let stem = ["自治县", "新区", "县", "区", "市", "省", "旗", "州"]
        .iter()
        .find_map(|ending| place.strip_suffix(ending))?;
    (stem.chars().count() >= 2).then_some(stem)
}
