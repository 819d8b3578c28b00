//! One pass over a normalised text: at each place the first of these that fits — punctuation, standard numbers, water
//! classes, phrases of time, names of indicators, cues and places (the longest), hidden numbers, numbers.

use super::class::{ClassToken, class_at};
use super::normal::Normal;
use super::number::{Number, is_numeral, number_at};
use super::phrase::{is_mask, phrase_at};
use super::token::{Kind, NoiseKind, Quantity, Token, Tokens};
use super::vocabulary::Vocabulary;
use crate::catalogue::{Cue, Word};
use crate::model::Decimal;

/// The tokens of a text, without gaps between them.
pub fn lex(text: &Normal, vocabulary: &Vocabulary<'_>) -> Tokens {
    lex_into(Tokens::default(), text, vocabulary)
}

/// The same, in the memory of tokens that nobody needs any more.
pub fn lex_into(mut tokens: Tokens, text: &Normal, vocabulary: &Vocabulary<'_>) -> Tokens {
    tokens.list.clear();
    tokens.mentioned.clear();
    let mut scanner = Scanner {
        chars: text.chars(),
        vocabulary,
        tokens,
        found: Vec::new(),
        words: Vec::new(),
    };
    let mut at = 0;
    let mut plain = 0;
    while at < scanner.chars.len() {
        if !vocabulary.may_begin(scanner.chars[at]) {
            at += 1;
            continue;
        }
        match scanner.token_at(at) {
            Some((kind, end)) if end > at => {
                scanner.text(plain, at);
                scanner.tokens.list.push(Token { kind, start: at, end });
                at = end;
                plain = end;
            }
            _ => at += 1,
        }
    }
    scanner.text(plain, at);
    scanner.tokens
}

struct Scanner<'t> {
    chars: &'t [char],
    vocabulary: &'t Vocabulary<'t>,
    tokens: Tokens,
    found: Vec<u32>,
    /// The words of the vocabulary at the place that is looked at.
    words: Vec<(&'t [Word], usize)>,
}

impl<'t> Scanner<'t> {
    fn text(&mut self, start: usize, end: usize) {
        if start < end {
            self.tokens.list.push(Token {
                kind: Kind::Text,
                start,
                end,
            });
        }
    }

    fn token_at(&mut self, at: usize) -> Option<(Kind, usize)> {
        let c = self.chars[at];
        if let Some(end) = numbering_at(self.chars, at).or_else(|| self.section_number(at)) {
            return Some((Kind::Noise(NoiseKind::Numbering), end));
        }
        if let Some(kind) = punctuation(c)
            && !(c == '.' || c == '-' && self.peek(at + 1).is_ascii_digit() && !self.after_quantity(at))
        {
            return Some((kind, at + 1));
        }
        if (c.is_ascii_alphabetic() || c == '[')
            && let Some(end) = standard_at(self.chars, at)
        {
            return Some((Kind::Noise(NoiseKind::Standard), end));
        }
        self.words.clear();
        self.vocabulary.words_at(self.chars, at, &mut self.words);
        if let Some((class, end)) = class_at(self.chars, at) {
            let kind = match class {
                ClassToken::One(class) => Kind::Class(class),
                ClassToken::Range => Kind::ClassRange,
            };
            return self.alias(at, end).or(Some((kind, end)));
        }
        // 年度目标 is a word that begins like a phrase of time.
        let cue = Vocabulary::cue_among(&self.words);
        let cue_end = cue.map_or(at, |(_, end)| end);
        if let Some((phrase, end)) = self.phrase(at).filter(|(_, end)| *end >= cue_end) {
            return Some((Kind::Phrase(phrase), end));
        }
        if let Some(word) = self.word(at, cue) {
            return Some(word);
        }
        if !begins_a_number(c) {
            return None;
        }
        self.masked(at)
            .or_else(|| self.ordinal(at))
            .or_else(|| self.percent_in_words(at))
            .or_else(|| self.fraction(at))
            .or_else(|| self.quantity(at))
    }

    /// 4.2工业固体废物, 2.1.1全国城市: the number of a section opens its heading; a number with a unit does not.
    fn section_number(&self, at: usize) -> Option<usize> {
        if at > 0 || !self.chars[at].is_ascii_digit() {
            return None;
        }
        let mut end = digits_at(self.chars, at);
        while end <= 8 && self.chars.get(end) == Some(&'.') && (1..=2).contains(&digits_at(self.chars, end + 1)) {
            end += 1 + digits_at(self.chars, end + 1);
        }
        let levels = self.chars[at..end].split(|c| *c == '.').count();
        let next = self.peek(end);
        let measured = is_numeral(next) || self.vocabulary.unit_at(self.chars, end).is_some();
        (levels > 1 && is_han(next) && (levels > 2 || !measured)).then_some(end)
    }

    fn peek(&self, at: usize) -> char {
        self.chars.get(at).copied().unwrap_or('\0')
    }

    /// Whether the token before `at` is a number or class that touches it: a dash there parts two numbers.
    fn after_quantity(&self, at: usize) -> bool {
        at > 0
            && self.tokens.list.last().is_some_and(|token| {
                token.end == at
                    && matches!(
                        token.kind,
                        Kind::Quantity(_) | Kind::Class(_) | Kind::Close | Kind::Phrase(_)
                    )
            })
    }

    fn phrase(&self, at: usize) -> Option<(super::phrase::Phrase, usize)> {
        let c = self.chars[at];
        if !begins_a_phrase(c) || (c.is_ascii_digit() && at > 0 && matches!(self.chars[at - 1], '.' | '/')) {
            return None;
        }
        phrase_at(self.chars, at)
    }

    /// The longest of alias, cue and place; an alias wins over a cue of the same length, a cue over a place.
    fn word(&mut self, at: usize, cue: Option<(Cue, usize)>) -> Option<(Kind, usize)> {
        let cue = cue.filter(|(cue, end)| self.cue_fits(*cue, at, *end));
        let region = self.vocabulary.region_at(self.chars, at);
        let (mut kind, mut end) = match cue {
            Some((Cue::And, end)) => (Kind::And, end),
            Some((cue, end)) => (Kind::Cue(cue), end),
            None => (Kind::Text, at),
        };
        if let Some((level, region_end)) = region
            && region_end > end
        {
            (kind, end) = (Kind::Region(level), region_end);
        }
        self.alias(at, end).or_else(|| (end > at).then_some((kind, end)))
    }

    /// An alias at `at` that is at least as long as what else was found there.
    fn alias(&mut self, at: usize, least: usize) -> Option<(Kind, usize)> {
        if self.words.is_empty() {
            return None;
        }
        let mut found = std::mem::take(&mut self.found);
        let end = self
            .vocabulary
            .alias_among(&self.words, self.chars, at, &mut found)
            .filter(|end| *end >= least);
        let mention = end.map(|end| (self.mention(&found), end));
        found.clear();
        self.found = found;
        mention
    }

    fn mention(&mut self, entries: &[u32]) -> Kind {
        let first = self.tokens.mentioned.len() as u32;
        self.tokens.mentioned.extend_from_slice(entries);
        Kind::Mention(first, entries.len() as u32)
    }

    /// A name with a number in it must not be a number with its unit: 12345件. 高 in 高平 and 增 in 增城 are no movements:
    /// a verb of one character stands before a number or at the end of its clause.
    fn cue_fits(&self, cue: Cue, at: usize, end: usize) -> bool {
        if matches!(cue, Cue::Verb(_)) && end == at + 1 {
            let next = self.peek(end);
            return !is_han(next) || is_numeral(next) || "约近了至到的超逾不达为".contains(next);
        }
        // 城市区域声环境: no 市区.
        if cue == Cue::SelfRegion && self.chars[end - 1] == '区' {
            return self.peek(end) != '域';
        }
        if cue != Cue::Name {
            return true;
        }
        if self.stands_as_a_value(at, end) {
            return false;
        }
        let starts_with_digit = self.chars[at].is_ascii_digit();
        let continues = at > 0 && matches!(self.chars[at - 1], '0'..='9' | '.');
        let counted = self.chars[end - 1].is_ascii_digit()
            && (self.peek(end).is_ascii_digit() || self.vocabulary.unit_at(self.chars, end).is_some());
        !(starts_with_digit && (continues || counted))
    }

    /// 案件一起。, 满意率达百分之百。: words that are a name elsewhere, between an indicator and the end of its clause.
    fn stands_as_a_value(&self, at: usize, end: usize) -> bool {
        let named = self.tokens.list.last().is_some_and(|token| {
            token.end == at && matches!(token.kind, Kind::Mention(..) | Kind::Cue(Cue::Filler | Cue::All))
        });
        if !named || !is_numeral(self.chars[at]) || is_word_char(self.peek(end)) {
            return false;
        }
        let value = self.percent_in_words(at).or_else(|| self.quantity(at));
        value.is_some_and(|(kind, value_end)| value_end == end && matches!(kind, Kind::Quantity(_)))
    }

    /// `20xx万元`, `XX家`, `xx.x%`: hidden digits count only with a unit; XX区 is a hidden name.
    fn masked(&self, at: usize) -> Option<(Kind, usize)> {
        let c = self.chars[at];
        // ○11个…: a ring that opens a line is a bullet.
        let bullet = c == '○' && (at == 0 || self.chars[at - 1] == '\n');
        if bullet || !(c.is_ascii_digit() || is_mask(c)) || at > 0 && self.chars[at - 1].is_ascii_alphabetic() {
            return None;
        }
        let length = self.chars[at..]
            .iter()
            .take(16)
            .take_while(|c| c.is_ascii_digit() || is_mask(**c) || **c == '.')
            .count();
        let run = &self.chars[at..at + length];
        let masks = run.iter().filter(|c| is_mask(**c)).count();
        if masks == 0 || (masks == 1 && run == ['*']) {
            return None;
        }
        let mut end = at + length;
        end += self.chars[end..]
            .iter()
            .take(3)
            .take_while(|c| matches!(c, '万' | '亿' | '千' | '余' | '多'))
            .count();
        match self.vocabulary.unit_at(self.chars, end) {
            Some((unit, unit_end)) => Some((Kind::Masked(Some(unit)), unit_end)),
            None if run.iter().any(char::is_ascii_digit) => Some((Kind::Masked(None), end)),
            None => None,
        }
    }

    /// `第五`, `第 4 位`; 第二污水处理厂, 第三次 and 第29条 are names.
    fn ordinal(&self, at: usize) -> Option<(Kind, usize)> {
        if self.chars[at] != '第' {
            return None;
        }
        let number = number_at(self.chars, at + 1)?;
        let behind = self.peek(number.end);
        let end = number.end + usize::from(matches!(behind, '位' | '名'));
        let rank = end > number.end || !is_word_char(behind) || matches!(behind, '和' | '及' | '与' | '至');
        match rank && number.multiplier == Decimal::ONE {
            true => Some((Kind::Ordinal(number.value), end)),
            false => Some((Kind::Noise(NoiseKind::Name), number.end)),
        }
    }

    /// 百分之九十五, 五成.
    /// 三分之一: a share that no unit measures.
    fn fraction(&self, at: usize) -> Option<(Kind, usize)> {
        let part = number_at(self.chars, at)?;
        if !self.chars[part.end..].starts_with(&['分', '之']) {
            return None;
        }
        let whole = number_at(self.chars, part.end + 2)?;
        Some((Kind::Noise(NoiseKind::Name), whole.end))
    }

    fn percent_in_words(&self, at: usize) -> Option<(Kind, usize)> {
        let percent = self.vocabulary.catalogue.units().index_of("%")?;
        if self.chars[at..].starts_with(&['百', '分', '之']) {
            let number = match self.peek(at + 3) {
                '百' => Number {
                    value: Decimal::ONE_HUNDRED,
                    end: at + 4,
                    approx: None,
                    chinese: true,
                    multiplier: Decimal::ONE,
                },
                _ => number_at(self.chars, at + 3)?,
            };
            return Some((quantity(number, Some(percent)), number.end));
        }
        let number = number_at(self.chars, at)?;
        let follows = self.peek(number.end + 1);
        let tenths = self.peek(number.end) == '成'
            && number.value <= Decimal::TEN
            && !matches!(
                follows,
                '立' | '员' | '果' | '效' | '功' | '本' | '品' | '熟' | '分' | '为' | '绩' | '交' | '了'
            );
        if !tenths {
            return None;
        }
        // 九成五 is 95 %, where the digit behind counts nothing else.
        let digit = (number.chinese && follows != '多')
            .then(|| number_at(self.chars, number.end + 1))
            .flatten();
        let digit = digit.filter(|digit| {
            let counted = self.vocabulary.unit_at(self.chars, digit.end).is_some();
            digit.value < Decimal::TEN && digit.value.scale() == 0 && digit.end == number.end + 2 && !counted
        });
        let end = number.end + 1 + usize::from(follows == '多' || digit.is_some());
        let approx = if follows == '多' {
            Some(crate::model::Approx::Over)
        } else {
            number.approx
        };
        let number = Number {
            value: number.value * Decimal::TEN + digit.map_or(Decimal::ZERO, |digit| digit.value),
            end: digit.map_or(number.end, |digit| digit.end),
            approx,
            ..number
        };
        Some((quantity(number, Some(percent)), end))
    }

    fn quantity(&self, at: usize) -> Option<(Kind, usize)> {
        let number = number_at(self.chars, at)?;
        let unit = self.vocabulary.unit_at(self.chars, number.end);
        if number.chinese && unit.is_none() {
            return (self.peek(number.end) == '年').then_some((Kind::Noise(NoiseKind::Name), number.end));
        }
        if number.chinese && self.reads_as_word(at, number.end) {
            return None;
        }
        if unit.is_none() && is_name_measure(self.chars, at, number.end) {
            return Some((Kind::Noise(NoiseKind::Name), number.end));
        }
        let end = unit.map_or(number.end, |(_, end)| end);
        Some((quantity(number, unit.map(|(unit, _)| unit)), end))
    }

    /// 统一, 唯一, 万一, 之一, 一定: a single 一 glued to a word before or behind it is no number.
    fn reads_as_word(&self, at: usize, end: usize) -> bool {
        end == at + 1
            && self.chars[at] == '一'
            && at > 0
            && matches!(
                self.chars[at - 1],
                '统' | '唯' | '之' | '万' | '同' | '逐' | '单' | '第' | '不' | '另' | '某' | '每' | '任'
            )
    }
}

/// Whether a token of a rule of this file may begin with the character: any but a word of the vocabulary.
pub(super) fn begins_a_token(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '[' | '①'..='⑳' | '劣' | 'Ⅰ'..='Ⅴ')
        || punctuation(c).is_some()
        || begins_a_phrase(c)
        || begins_a_number(c)
}

/// Whether a phrase of time may begin with the character.
fn begins_a_phrase(c: char) -> bool {
    c.is_ascii_digit()
        || is_numeral(c)
        || is_mask(c)
        || matches!(
            c,
            '今' | '去'
                | '上'
                | '本'
                | '当'
                | '前'
                | '明'
                | '同'
                | '截'
                | '自'
                | '从'
                | '第'
                | '首'
                | '全'
                | '年'
                | '下'
                | '近'
                | '最'
                | '过'
                | '几'
                | '多'
        )
}

/// Whether a number, hidden, ordinal or plain, may begin with the character.
fn begins_a_number(c: char) -> bool {
    c.is_ascii_digit() || is_numeral(c) || is_mask(c) || matches!(c, '第' | '-' | '+')
}

fn quantity(number: Number, unit: Option<usize>) -> Kind {
    Kind::Quantity(Quantity {
        value: number.value,
        unit,
        approx: number.approx,
        number_end: number.end,
        multiplier: number.multiplier,
        chinese: number.chinese,
    })
}

fn punctuation(c: char) -> Option<Kind> {
    Some(match c {
        '，' | ',' => Kind::Comma,
        ';' => Kind::Semicolon,
        '。' | '!' | '?' => Kind::Stop,
        ':' => Kind::Colon,
        '、' => Kind::List,
        '(' => Kind::Open,
        ')' => Kind::Close,
        '-' | '~' => Kind::Dash,
        _ => return None,
    })
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric()
}

/// GB 3838-2002, HJ663-2013, GB/T14848, SL395-2007, GB30952012; [2013]150号; 第29条 is an ordinal's business.
pub(super) fn standard_at(chars: &[char], at: usize) -> Option<usize> {
    if chars[at] == '[' {
        let year = chars.get(at + 1..at + 6)?;
        let bracketed = year[..4].iter().all(char::is_ascii_digit) && year[4] == ']';
        let digits = digits_at(chars, at + 6);
        return (bracketed && digits > 0)
            .then(|| at + 6 + digits + usize::from(chars.get(at + 6 + digits) == Some(&'号')));
    }
    let code = ["GB/T", "GB", "HJ/T", "HJ", "SL", "DB", "CJ", "WS/T", "WS", "JJG", "ISO"]
        .into_iter()
        .find(|code| {
            let written = chars[at..].iter().take(code.len());
            written.map(char::to_ascii_uppercase).eq(code.chars())
        })?;
    let mut end = at + code.len();
    let first = digits_at(chars, end);
    if first < 2 {
        return None;
    }
    end += first;
    while matches!(chars.get(end), Some('.' | '-' | '/')) && digits_at(chars, end + 1) > 0 {
        end += 1 + digits_at(chars, end + 1);
    }
    Some(end)
}

/// 一、 (二) 3. 4、 at the beginning of a text or sentence; ① and 一是 anywhere.
fn numbering_at(chars: &[char], at: usize) -> Option<usize> {
    let c = chars[at];
    if ('①'..='⑳').contains(&c) {
        return Some(at + 1);
    }
    if is_numeral(c) && chars.get(at + 1) == Some(&'是') && begins(chars, at, true) {
        return Some(at + 2);
    }
    if !(c == '(' || c.is_ascii_digit() || is_numeral(c)) || !begins(chars, at, false) {
        return None;
    }
    let open = usize::from(c == '(');
    let digits = digits_at(chars, at + open);
    let numerals = chars[at + open..]
        .iter()
        .take(4)
        .take_while(|c| is_numeral(**c))
        .count();
    let end = at + open + digits.max(numerals);
    let sign = *chars.get(end)?;
    let next = chars.get(end + 1).copied().unwrap_or(' ');
    let numbered = match (open, digits, numerals) {
        (1, 1..=2, _) | (1, _, 1..=3) => sign == ')',
        (0, 1..=2, _) => matches!(sign, '.' | '、') && !next.is_ascii_digit(),
        (0, _, 1..=3) => sign == '、',
        _ => false,
    };
    numbered.then_some(end + 1)
}

/// The beginning of the text, or behind the end of a sentence (for 一是 also behind a comma or colon).
fn begins(chars: &[char], at: usize, clause: bool) -> bool {
    at.checked_sub(1).is_none_or(|i| {
        matches!(chars[i], '。' | ';' | '!' | '?') || clause && matches!(chars[i], '，' | ',' | ':' | '、')
    })
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn digits_at(chars: &[char], at: usize) -> usize {
    chars
        .iter()
        .skip(at)
        .take(12)
        .take_while(|c| c.is_ascii_digit())
        .count()
}

/// Bare numbers that are parts of names or clock times: 510室, 3期, 第2轮, 8:00, 020-83, 4年, PM之外的 A2.
fn is_name_measure(chars: &[char], at: usize, end: usize) -> bool {
    let next = chars.get(end).copied().unwrap_or(' ');
    let before = at.checked_sub(1).map_or(' ', |i| chars[i]);
    let clock = |i: usize| chars.get(i) == Some(&':') && chars.get(i + 1).is_some_and(char::is_ascii_digit);
    let after_clock = before == ':' && at >= 2 && chars[at - 2].is_ascii_digit();
    matches!(
        next,
        '号' | '室'
            | '路'
            | '楼'
            | '年'
            | '时'
            | '点'
            | '届'
            | '周'
            | '小'
            | '岁'
            | '月'
            | '蒸'
            | '℃'
            | '层'
            | '#'
    ) || clock(end)
        || after_clock
        || before.is_ascii_alphabetic()
        || is_year_of_a_title(chars, at, end)
        || is_han(next)
            && is_han(before)
            && !"与和及至到以左上下为天个是而则但".contains(next)
            && !"为达到约近共计超过是有数在于至".contains(before)
        || next.is_ascii_alphabetic()
}

/// 2017中国生态环境状况公报
pub fn is_year_of_a_title(chars: &[char], at: usize, end: usize) -> bool {
    end - at == 4 && chars[at..end].iter().all(char::is_ascii_digit) && chars[end..].starts_with(&['中', '国'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    fn kinds(text: &str) -> Vec<String> {
        let catalogue = Catalogue::builtin().unwrap();
        let vocabulary = Vocabulary::new(&catalogue);
        let normal = Normal::new(text);
        let tokens = lex(&normal, &vocabulary);
        let show = |token: &Token| {
            let kind = format!("{:?}", token.kind);
            let kind = kind.split(['(', ' ']).next().unwrap_or_default().to_owned();
            format!("{kind}:{}", normal.slice(token.range()))
        };
        tokens.list.iter().map(show).collect()
    }

    #[test]
    fn quantities_and_their_units() {
        assert_eq!(
            kinds("罚款62.9万\n元，三起"),
            ["Mention:罚款", "Quantity:62.9万元", "Comma:，", "Quantity:三起"]
        );
        assert_eq!(kinds("30-50家"), ["Quantity:30", "Dash:-", "Quantity:50家"]);
        assert_eq!(kinds("-16.7%、10.2%"), ["Quantity:-16.7%", "List:、", "Quantity:10.2%"]);
        assert_eq!(kinds("百分之九十五"), ["Quantity:百分之九十五"]);
        assert_eq!(kinds("增五成多")[1], "Quantity:五成多");
    }

    #[test]
    fn names_and_hidden_numbers_are_no_quantities() {
        assert_eq!(kinds("GB3838-2002"), ["Noise:GB3838-2002"]);
        assert_eq!(kinds("20xx万元"), ["Masked:20xx万元"]);
        assert_eq!(kinds("XX区"), ["Text:XX区"]);
        assert_eq!(kinds("第二污水处理厂")[0], "Noise:第二");
        assert_eq!(kinds("第4位"), ["Ordinal:第4位"]);
        assert_eq!(kinds("“2+26”城市")[0], "Cue:“2+26”城市");
        assert_eq!(kinds("统一管理"), ["Cue:统一", "Text:管理"]);
        assert_eq!(kinds("510室"), ["Noise:510", "Text:室"]);
    }
}
