//! The quantities of any Chinese text: number, unit and place, before anyone asks what they are of.

use std::ops::Range;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::lex::standard_at;
use super::lexicon::Lexicon;
use super::normal::Normal;
use super::numeral::{Numeral, numeral_at};
use super::phrase::phrase_at;
use super::vocabulary::Vocabulary;

/// What sort of number a quantity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A bare number.
    Number,
    /// 第五.
    Ordinal,
    /// A share: %, 百分之.
    Percent,
    /// 个百分点, which is no share.
    Points,
    /// An amount of money.
    Money,
    /// A number with a measure word: 件, 家, 人次.
    Count,
    /// Anything with a physical unit.
    Measure,
}

impl Sort {
    /// Its name in a table.
    pub fn code(self) -> &'static str {
        match self {
            Sort::Number => "number",
            Sort::Ordinal => "ordinal",
            Sort::Percent => "percent",
            Sort::Points => "points",
            Sort::Money => "money",
            Sort::Count => "count",
            Sort::Measure => "measure",
        }
    }
}

/// One quantity of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What sort of number.
    pub sort: Sort,
    /// Its value in `unit`, with 万, 亿 and fractions worked in.
    pub value: Decimal,
    /// Code of the unit; `None` for a bare number.
    pub unit: Option<String>,
    /// First character in the text, and one past the last.
    pub chars: Range<usize>,
    /// As the text writes it.
    pub surface: String,
}

/// Units that everyday texts use and the catalogue has no indicator for.
const EVERYDAY: &[(&str, &str)] = &[
    ("克", "g"),
    ("g", "g"),
    ("毫克", "mg"),
    ("mg", "mg"),
    ("微克", "ug"),
    ("斤", "jin"),
    ("公分", "cm"),
    ("厘米", "cm"),
    ("cm", "cm"),
    ("毫米", "mm"),
    ("mm", "mm"),
    ("m", "m"),
    ("升", "L"),
    ("毫升", "mL"),
    ("千瓦", "kW"),
    ("千瓦时", "kWh"),
    ("度电", "kWh"),
    ("摄氏度", "degC"),
    ("℃", "degC"),
];

static MEASURES: LazyLock<Lexicon<&'static str>> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    EVERYDAY.iter().for_each(|(word, code)| lexicon.insert(word, *code));
    lexicon
});

/// Every quantity of a text, in order. Dates, standard numbers, web addresses and digits inside names are none.
pub fn quantities(text: &str, vocabulary: &Vocabulary<'_>) -> Vec<Found> {
    let normal = Normal::new(text);
    let chars = with_wide_separators(&normal, text);
    let finder = Finder {
        chars: &chars,
        vocabulary,
    };
    let mut places = Places {
        text,
        byte: 0,
        count: 0,
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        match finder.at(at) {
            Next::Found(sort, value, unit, end) => {
                let bytes = normal.source(at..end, text);
                let start = places.count_to(bytes.start);
                let surface = text[bytes].to_owned();
                found.push(Found {
                    sort,
                    value: value.normalize(),
                    unit,
                    chars: start..start + surface.chars().count(),
                    surface,
                });
                at = end;
            }
            Next::Skip(end) => at = end.max(at + 1),
        }
    }
    found
}

/// Counts the characters before growing places of a text.
struct Places<'t> {
    text: &'t str,
    byte: usize,
    count: usize,
}

impl Places<'_> {
    fn count_to(&mut self, byte: usize) -> usize {
        self.count += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.count
    }
}

/// The characters, with `，` between two full-width digits as the separator that it is there: ９，９９９.
fn with_wide_separators(normal: &Normal, text: &str) -> Vec<char> {
    let mut chars = normal.chars().to_vec();
    let wide = |at: usize| {
        let source = &text[normal.source(at..at + 1, text)];
        source.starts_with(|c| matches!(c, '０'..='９'))
    };
    for at in 1..chars.len().saturating_sub(1) {
        if chars[at] == '，' && wide(at - 1) && wide(at + 1) {
            chars[at] = ',';
        }
    }
    chars
}

enum Next {
    Found(Sort, Decimal, Option<String>, usize),
    Skip(usize),
}

struct Finder<'t> {
    chars: &'t [char],
    vocabulary: &'t Vocabulary<'t>,
}

impl Finder<'_> {
    fn char(&self, at: usize) -> char {
        self.chars.get(at).copied().unwrap_or(' ')
    }

    fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or(' ', |at| self.chars[at])
    }

    fn at(&self, at: usize) -> Next {
        if let Some(end) = self.no_quantity(at) {
            return Next::Skip(end);
        }
        let ordinal = (self.chars[at] == '第')
            .then(|| numeral_at(self.chars, at + 1))
            .flatten();
        if let Some(number) = ordinal {
            return Next::Found(Sort::Ordinal, number.value, None, number.end);
        }
        if let Some((value, end)) = self.share_in_words(at) {
            return Next::Found(Sort::Percent, value, Some("%".to_owned()), end);
        }
        match numeral_at(self.chars, at).filter(|_| !self.goes_on(at)) {
            Some(number) => self.number(at, number),
            None => Next::Skip(at + 1),
        }
    }

    /// Where something ends that has digits and is no quantity.
    fn no_quantity(&self, at: usize) -> Option<usize> {
        let rest = &self.chars[at..];
        let starts = |word: &str| rest.iter().copied().take(word.len()).eq(word.chars());
        if starts("http:/") || starts("https:/") || starts("www.") {
            return Some(at + rest.iter().take_while(|c| c.is_ascii_graphic()).count());
        }
        if self.before(at).is_ascii_alphabetic() && rest[0].is_ascii_digit() {
            return Some(
                at + rest
                    .iter()
                    .take_while(|c| c.is_ascii_alphanumeric() || **c == '.')
                    .count(),
            );
        }
        standard_at(self.chars, at).or_else(|| phrase_at(self.chars, at).map(|(_, end)| end))
    }

    /// 百分之五, 负百分之五.
    fn share_in_words(&self, at: usize) -> Option<(Decimal, usize)> {
        let negative = matches!(self.chars[at], '负' | '負');
        let from = at + usize::from(negative);
        if self.chars.get(from..from + 3) != Some(&['百', '分', '之']) {
            return None;
        }
        let hundred = self.char(from + 3) == '百';
        let (value, end) = match numeral_at(self.chars, from + 3) {
            Some(number) => (number.value, number.end),
            None if hundred => (Decimal::ONE_HUNDRED, from + 4),
            None => return None,
        };
        Some((if negative { -value } else { value }, end))
    }

    /// A dash behind a number parts two numbers, a point behind one is no decimal point: neither begins the next.
    fn goes_on(&self, at: usize) -> bool {
        matches!(self.chars[at], '-' | '+' | '.') && self.before(at).is_alphanumeric()
    }

    fn number(&self, at: usize, number: Numeral) -> Next {
        let (number, over) = self.with_suffix(number);
        let Some((code, sort, end)) = self.unit(number.end) else {
            // 一个一个地, 万一, 三三两两: a bare Chinese numeral counts only where no letter touches it.
            let alone = !self.before(at).is_alphanumeric() && !self.char(number.end).is_alphanumeric();
            return match !number.chinese || alone && !over {
                true => Next::Found(Sort::Number, number.value, None, number.end),
                false => Next::Skip(number.end),
            };
        };
        if sort == Sort::Money {
            let (value, end) = self.small_money(number.value, end);
            return Next::Found(sort, value, Some(code), end);
        }
        let half = self.char(end) == '半' && !matches!(self.char(end + 1), '年' | '月' | '夜' | '天' | '数');
        let value = match half && sort == Sort::Measure {
            true => number.value + Decimal::new(5, 1),
            false => return Next::Found(sort, number.value, Some(code), end),
        };
        Next::Found(sort, value, Some(code), end + 1)
    }

    /// 120余家, 10多万人: the number with what stands behind it, and whether it is a lower bound.
    fn with_suffix(&self, number: Numeral) -> (Numeral, bool) {
        if !matches!(self.char(number.end), '余' | '多') {
            return (number, false);
        }
        let (factor, width) = match self.char(number.end + 1) {
            '万' => (Decimal::from(10_000), 2),
            '亿' => (Decimal::from(100_000_000), 2),
            _ => (Decimal::ONE, 1),
        };
        let value = number.value.checked_mul(factor).unwrap_or(number.value);
        let end = number.end + width;
        (Numeral { value, end, ..number }, true)
    }

    /// The unit at a place: its code, the sort of number that it makes, and its end.
    fn unit(&self, at: usize) -> Option<(String, Sort, usize)> {
        let known = self.vocabulary.unit_at(self.chars, at);
        let everyday = MEASURES.longest_at(self.chars, at);
        let (code, sort, end) = match (known, everyday) {
            (Some((_, end)), Some((codes, longer))) if longer > end => (codes[0].to_owned(), Sort::Measure, longer),
            (None, Some((codes, end))) => (codes[0].to_owned(), Sort::Measure, end),
            (Some((index, end)), _) => {
                let unit = self.vocabulary.catalogue.units().get(index);
                (unit.code.clone(), sort_of(&unit.dimension), end)
            }
            (None, None) => return None,
        };
        let cut = self.char(end - 1).is_ascii_alphanumeric() && self.char(end).is_ascii_alphanumeric();
        (!cut).then_some((code, sort, end))
    }

    /// 五元三毛, 50元6角三分: what stands behind 元 belongs to the amount.
    fn small_money(&self, value: Decimal, end: usize) -> (Decimal, usize) {
        let (mut value, mut end) = (value, end);
        for (words, places) in [(['角', '毛'], 1), (['分', '分'], 2)] {
            let part = numeral_at(self.chars, end);
            let Some(part) = part.filter(|part| words.contains(&self.char(part.end))) else {
                continue;
            };
            let Some(sum) = value.checked_add(part.value * Decimal::new(1, places)) else {
                continue;
            };
            (value, end) = (sum, part.end + 1);
        }
        (value, end)
    }
}

fn sort_of(dimension: &str) -> Sort {
    match dimension {
        "money" => Sort::Money,
        "share" => Sort::Percent,
        "points" => Sort::Points,
        "count" | "person" | "person-time" | "place" | "multiple" => Sort::Count,
        _ => Sort::Measure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use proptest::prelude::*;

    fn shown(text: &str) -> Vec<String> {
        let catalogue = Catalogue::builtin().unwrap();
        let vocabulary = Vocabulary::new(&catalogue);
        let show = |found: Found| {
            let unit = found.unit.unwrap_or_default();
            format!("{} {} {unit} {}", found.surface, found.value, found.sort.code()).replace("  ", " ")
        };
        quantities(text, &vocabulary).into_iter().map(show).collect()
    }

    #[test]
    fn units_of_reports_and_of_every_day() {
        assert_eq!(
            shown("PM2.5均值34微克/立方米，下降2.5个百分点，降幅7%，罚款三十六万元。"),
            [
                "34微克/立方米 34 ug/m3 measure",
                "2.5个百分点 2.5 pp points",
                "7% 7 % percent",
                "三十六万元 360000 yuan money"
            ]
        );
        assert_eq!(
            shown("奖励八元五角，重两斤半"),
            ["八元五角 8.5 yuan money", "两斤半 2.5 jin measure"]
        );
        assert_eq!(
            shown("出动10多万人次，负五分之一"),
            ["10多万人次 100000 person-time count", "负五分之一 -0.2 number"]
        );
        assert_eq!(shown("投入１，２５０万元"), ["１，２５０万元 12500000 yuan money"]);
    }

    #[test]
    fn words_dates_and_names_are_none() {
        for text in [
            "2024年3月5日",
            "GB 3838-2002",
            "一心一意",
            "XX家",
            "千家万户",
            "百姓",
            "https://a.cn/b?c=20%",
            "",
        ] {
            assert!(shown(text).is_empty(), "{text}: {:?}", shown(text));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn places_slice_the_text(text in "[0-9０-９，,.一三十百千万亿点分之半两负元角吨%第余多年月 a\\-]{0,40}") {
            let catalogue = Catalogue::builtin().unwrap();
            let vocabulary = Vocabulary::new(&catalogue);
            let mut last = 0;
            for found in quantities(&text, &vocabulary) {
                let chars: String = text.chars().skip(found.chars.start).take(found.chars.len()).collect();
                prop_assert_eq!(&chars, &found.surface);
                prop_assert!(found.chars.start >= last && !found.chars.is_empty());
                last = found.chars.end;
            }
        }
    }
}
