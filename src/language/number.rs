//! Numbers as reports write them: `1,234.5`, `1 850`, `12.5万`, `十八`, `一百二十六`, `3亿`, `一千三百余`.

use rust_decimal::Decimal;

use super::numeral::numeral_at;
use crate::model::Approx;

/// A number read from normalised text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Its exact value, 万 and 亿 worked in.
    pub value: Decimal,
    /// One past its last character, approximating suffix (余, 多, 几) included.
    pub end: usize,
    /// What an infix or suffix says: `120余`, `十多`, `15000+`.
    pub approx: Option<Approx>,
    /// Written in Chinese numerals.
    pub chinese: bool,
    /// Written with a multiplier (万, 亿, 千): the number before it is `value / multiplier`.
    pub multiplier: Decimal,
}

/// The number that starts exactly at `at`, if one does.
pub fn number_at(chars: &[char], at: usize) -> Option<Number> {
    match chars.get(at)? {
        c if c.is_ascii_digit() => arabic(chars, at),
        '-' | '+' if chars.get(at + 1).is_some_and(char::is_ascii_digit) => signed(chars, at),
        c if numeral(*c).is_some() => chinese(chars, at),
        _ => None,
    }
}

fn signed(chars: &[char], at: usize) -> Option<Number> {
    let mut number = arabic(chars, at + 1)?;
    if chars[at] == '-' {
        number.value.set_sign_negative(!number.value.is_zero());
    }
    Some(number)
}

fn arabic(chars: &[char], at: usize) -> Option<Number> {
    let (value, end) = grouped(chars, at).unwrap_or_else(|| plain(chars, at));
    let number = with_suffixes(chars, value?, end, false)?;
    let goes_on = number.multiplier >= Decimal::from(10_000)
        && number.approx.is_none()
        && chars.get(number.end).is_some_and(|c| c.is_ascii_digit());
    Some(
        match numeral_at(chars, at).filter(|whole| goes_on && whole.end > number.end) {
            // 12亿5千万: the multiplier is worked into every part.
            Some(whole) => Number {
                value: whole.value.normalize(),
                end: whole.end,
                ..number
            },
            None => number,
        },
    )
}

/// Digits with groups and decimals, or decimals alone (`.5`): their value and their end.
pub(super) fn digits_with_decimals(chars: &[char], at: usize) -> Option<(Decimal, usize)> {
    let (value, end) = grouped(chars, at).unwrap_or_else(|| plain(chars, at));
    (end > at).then_some((value?, end))
}

/// `1,234` and `1 850`: groups of exactly three digits after one to three; the last may carry decimals.
fn grouped(chars: &[char], at: usize) -> Option<(Option<Decimal>, usize)> {
    let first = digits_from(chars, at);
    let separator = *chars.get(at + first)?;
    if !(1..=3).contains(&first) || chars[at] == '0' || !matches!(separator, ',' | ' ') {
        return None;
    }
    let mut end = at + first;
    while chars.get(end) == Some(&separator) && digits_from(chars, end + 1) == 3 {
        end += 4;
    }
    if end == at + first {
        return None;
    }
    Some(with_fraction(chars, at, end))
}

fn plain(chars: &[char], at: usize) -> (Option<Decimal>, usize) {
    with_fraction(chars, at, at + digits_from(chars, at))
}

/// The value of the digits from `at` to `end` and of the decimals behind them; and where those end.
fn with_fraction(chars: &[char], at: usize, end: usize) -> (Option<Decimal>, usize) {
    let fraction = match chars.get(end) {
        Some('.') => digits_from(chars, end + 1),
        _ => 0,
    };
    let end = if fraction > 0 { end + 1 + fraction } else { end };
    (value_of(&chars[at..end], fraction), end)
}

/// The value of digits of which the last `scale` are decimals; separators between them are passed over.
fn value_of(digits: &[char], scale: usize) -> Option<Decimal> {
    // As many digits always fit into the mantissa of a decimal.
    const SAFE: usize = 27;
    if digits.len() > SAFE {
        let text: String = digits.iter().filter(|c| !matches!(c, ',' | ' ')).collect();
        return text.parse().ok();
    }
    let values = digits.iter().filter_map(|c| c.to_digit(10));
    let mantissa = values.fold(0i128, |sum, digit| sum * 10 + i128::from(digit));
    Decimal::try_from_i128_with_scale(mantissa, scale as u32).ok()
}

fn digits_from(chars: &[char], at: usize) -> usize {
    let from = chars.get(at..).unwrap_or_default();
    from.iter().take(24).take_while(|c| c.is_ascii_digit()).count()
}

/// Multipliers and approximating suffixes behind the digits: `120余`, `3.8万`, `5千余`, `1.2万多`.
fn with_suffixes(chars: &[char], value: Decimal, mut end: usize, chinese: bool) -> Option<Number> {
    let mut approx = approximation(chars, &mut end);
    let mut multiplier = Decimal::ONE;
    while let Some(scale) = chars.get(end).and_then(|c| multiplier_of(*c)) {
        if is_metric_prefix(chars, end) {
            break;
        }
        multiplier = multiplier.checked_mul(scale)?;
        end += 1;
    }
    if approx.is_none() {
        approx = approximation(chars, &mut end);
    }
    // 141.4万 is 1414000, not 1414000.0; a number without a multiplier keeps the digits that were written.
    let value = if multiplier == Decimal::ONE {
        value
    } else {
        value.checked_mul(multiplier)?.normalize()
    };
    Some(Number {
        value,
        end,
        approx,
        chinese,
        multiplier,
    })
}

fn approximation(chars: &[char], end: &mut usize) -> Option<Approx> {
    let suffix = *chars.get(*end)?;
    let next = chars.get(*end + 1).copied().unwrap_or(' ');
    // 多 and 余 of 多次, 多少 or 余下 are not suffixes of the number; 几 follows only a numeral.
    let holds = match suffix {
        '余' => !matches!(next, '下' | '项'),
        '多' => !matches!(next, '少' | '云' | '雨'),
        '+' => !next.is_ascii_digit(),
        _ => false,
    };
    holds.then(|| {
        *end += 1;
        Approx::Over
    })
}

fn multiplier_of(c: char) -> Option<Decimal> {
    match c {
        '百' => Some(Decimal::ONE_HUNDRED),
        '千' => Some(Decimal::ONE_THOUSAND),
        '万' => Some(Decimal::from(10_000)),
        '亿' => Some(Decimal::from(100_000_000)),
        _ => None,
    }
}

/// 千 of 千克, 千米, 千瓦, 千伏; 百 of 百分.
pub(super) fn is_metric_prefix(chars: &[char], at: usize) -> bool {
    let next = chars.get(at + 1).copied().unwrap_or(' ');
    match chars[at] {
        '千' => matches!(next, '克' | '米' | '瓦' | '伏' | '焦' | '卡' | '帕'),
        '百' => matches!(next, '分' | '帕'),
        _ => false,
    }
}

/// Digit of a Chinese numeral, or the power of ten of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numeral {
    /// 0 to 9.
    Digit(u32),
    /// 10 to this power.
    Power(u32),
}

/// The digit or power that a character stands for.
pub(super) fn numeral(c: char) -> Option<Numeral> {
    Some(match c {
        '零' | '〇' => Numeral::Digit(0),
        '一' | '壹' => Numeral::Digit(1),
        '二' | '贰' | '貳' | '两' | '兩' | '倆' => Numeral::Digit(2),
        '三' | '叁' => Numeral::Digit(3),
        '四' | '肆' => Numeral::Digit(4),
        '五' | '伍' => Numeral::Digit(5),
        '六' | '陆' | '陸' => Numeral::Digit(6),
        '七' | '柒' => Numeral::Digit(7),
        '八' | '捌' => Numeral::Digit(8),
        '九' | '玖' => Numeral::Digit(9),
        '十' | '拾' => Numeral::Power(1),
        '百' | '佰' => Numeral::Power(2),
        '千' | '仟' => Numeral::Power(3),
        '万' | '萬' => Numeral::Power(4),
        '亿' | '億' => Numeral::Power(8),
        _ => return None,
    })
}

/// Whether a character can stand in a Chinese numeral.
pub fn is_numeral(c: char) -> bool {
    numeral(c).is_some()
}

/// The longest Chinese numeral, in characters.
const LONGEST: usize = 24;

fn chinese(chars: &[char], at: usize) -> Option<Number> {
    let mut read = [Numeral::Digit(0); LONGEST];
    let mut length = 0;
    for (place, numeral) in read.iter_mut().zip(chars[at..].iter().map_while(|c| numeral(*c))) {
        *place = numeral;
        length += 1;
    }
    let numerals = &read[..length];
    let mut end = at + length;
    if numerals.len() == 1 && matches!(numerals[0], Numeral::Power(power) if power > 1) && !bare_power(chars, at) {
        return None;
    }
    let value = match numerals.iter().all(|n| matches!(n, Numeral::Digit(_))) {
        true => positional(numerals)?,
        false => composed(numerals)?,
    };
    let fraction = chinese_fraction(chars, &mut end);
    let mut value = Decimal::from(value);
    if let Some(fraction) = fraction {
        value += fraction;
    }
    with_suffixes(chars, value, end, true)
}

/// 百亿元, 千起: a power alone counts only as a lower bound before a measure; 百姓, 千家万户 and 万物 are words.
fn bare_power(chars: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| chars.get(i)).copied().unwrap_or(' ');
    matches!(before, '超' | '过' | '逾' | '近' | '破' | '约' | '上')
}

/// 三点五: digits behind 点.
fn chinese_fraction(chars: &[char], end: &mut usize) -> Option<Decimal> {
    if chars.get(*end) != Some(&'点') {
        return None;
    }
    let digits: Vec<u32> = chars[*end + 1..]
        .iter()
        .take(8)
        .map_while(|c| match numeral(*c) {
            Some(Numeral::Digit(digit)) => Some(digit),
            _ => None,
        })
        .collect();
    if digits.is_empty() {
        return None;
    }
    *end += 1 + digits.len();
    let mantissa = digits.iter().fold(0i64, |sum, digit| sum * 10 + i64::from(*digit));
    Some(Decimal::new(mantissa, digits.len() as u32))
}

/// 二〇二四 and 一二: digit by digit. A single digit is itself.
fn positional(numerals: &[Numeral]) -> Option<u64> {
    numerals.iter().try_fold(0u64, |sum, numeral| match numeral {
        Numeral::Digit(digit) => sum.checked_mul(10)?.checked_add(u64::from(*digit)),
        Numeral::Power(_) => None,
    })
}

/// 一千三百二十六万五千: sections below 万 and 亿, each with its powers.
fn composed(numerals: &[Numeral]) -> Option<u64> {
    let (mut total, mut section, mut digit, mut scale) = (0u64, 0u64, None::<u64>, None::<u32>);
    for numeral in numerals {
        match *numeral {
            Numeral::Digit(0) => digit = None,
            Numeral::Digit(_) if digit.is_some() => return None,
            Numeral::Digit(value) => digit = Some(u64::from(value)),
            Numeral::Power(power) if power < 4 => {
                section = section.checked_add(digit.take().unwrap_or(1).checked_mul(10u64.pow(power))?)?;
            }
            Numeral::Power(power) => {
                let whole = section + digit.take().unwrap_or(0);
                let factor = 10u64.pow(power);
                // 三亿五千万: a later, smaller power adds; 一万五千亿: a larger one multiplies all that stands before.
                let larger = whole == 0 || scale.is_none_or(|scale| power > scale);
                total = match larger {
                    true => (total + whole).max(1).checked_mul(factor)?,
                    false => total.checked_add(whole.checked_mul(factor)?)?,
                };
                scale = Some(power);
                section = 0;
            }
        }
    }
    let last = last_digit(numerals, digit);
    total.checked_add(section)?.checked_add(last)
}

/// The digit left over; after 万 or 千 without 零 it counts the next lower power: 一万二 is 12 000, 一百零二 is 102.
fn last_digit(numerals: &[Numeral], digit: Option<u64>) -> u64 {
    let Some(digit) = digit else { return 0 };
    match numerals.get(numerals.len().wrapping_sub(2)) {
        Some(Numeral::Power(power)) if *power >= 2 => digit * 10u64.pow(power - 1),
        _ => digit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<(String, usize, Option<Approx>)> {
        let chars: Vec<char> = text.chars().collect();
        number_at(&chars, 0).map(|n| (n.value.normalize().to_string(), n.end, n.approx))
    }

    #[test]
    fn reads_what_reports_write() {
        for (text, value, end) in [
            ("69.6微克", "69.6", 4),
            ("1,036件", "1036", 5),
            ("1 850亩", "1850", 5),
            ("1,2,3", "1", 1),
            ("100,2000", "100", 3),
            ("3.8万人次", "38000", 4),
            ("19.1亿吨", "1910000000", 5),
            ("-16.7%", "-16.7", 5),
            ("十八起", "18", 2),
            ("一百二十六件", "126", 5),
            ("五百八十六万元", "5860000", 6),
            ("两家", "2", 1),
            ("二〇二四年", "2024", 4),
            ("一万二千", "12000", 4),
            ("三亿五千万", "350000000", 5),
            ("一万五千亿", "1500000000000", 5),
            ("一百零二", "102", 4),
            ("三点五", "3.5", 3),
            ("5千克", "5", 1),
        ] {
            let (got, stop, _) = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((got.as_str(), stop), (value, end), "{text}");
        }
    }

    #[test]
    fn keeps_what_a_suffix_says() {
        assert_eq!(read("120多人次"), Some(("120".into(), 4, Some(Approx::Over))));
        assert_eq!(read("一千三百余次"), Some(("1300".into(), 5, Some(Approx::Over))));
        assert_eq!(read("1.4万余家"), Some(("14000".into(), 5, Some(Approx::Over))));
        assert_eq!(read("15000+"), Some(("15000".into(), 6, Some(Approx::Over))));
    }

    #[test]
    fn words_are_not_numbers() {
        for text in ["百姓", "千家万户", "万物", "家", "", "-", "."] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn digits_read_back(value in 0u64..1_000_000_000_000, scale in 0u32..6) {
            let text = Decimal::new(value as i64, scale).to_string();
            let (got, end, _) = read(&text).unwrap();
            prop_assert_eq!(got, Decimal::new(value as i64, scale).normalize().to_string());
            prop_assert_eq!(end, text.len());
        }

        #[test]
        fn any_text_is_a_number_or_not(text in "[0-9一二三十百千万亿零〇两.,+余多 -]{0,40}") {
            let chars: Vec<char> = text.chars().collect();
            for at in 0..chars.len() {
                if let Some(number) = number_at(&chars, at) {
                    prop_assert!(number.end > at && number.end <= chars.len());
                }
            }
        }
    }
}
