//! Numerals as any Chinese text may write them: `负四十五亿零四百零四万`, `3又一千分之23`, `5万4千6百`, `.5`, `16/5`.
//!
//! Reports write less, and there a wider reader would take words for numbers; theirs is [`number`](super::number).

use rust_decimal::Decimal;

use super::number::{Numeral as Sign, digits_with_decimals, is_metric_prefix, numeral as sign_of};

/// A numeral and where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numeral {
    /// Its exact value; a fraction is rounded to as many places as a decimal has.
    pub value: Decimal,
    /// One past its last character.
    pub end: usize,
    /// Begins with a Chinese numeral.
    pub chinese: bool,
}

/// The longest numeral that starts at `at`.
pub fn numeral_at(chars: &[char], at: usize) -> Option<Numeral> {
    let (negative, from) = sign(chars, at);
    let whole = fraction(chars, from).or_else(|| mixed(chars, from))?;
    let value = if negative { -whole.0 } else { whole.0 };
    Some(Numeral {
        value,
        end: whole.1,
        chinese: !matches!(chars[from], '0'..='9' | '.'),
    })
}

/// Whether a sign stands there, and where the number behind it begins.
fn sign(chars: &[char], at: usize) -> (bool, usize) {
    match chars.get(at) {
        Some('-' | '负' | '負') => (true, at + 1),
        Some('+') => (false, at + 1),
        _ => (false, at),
    }
}

/// `三百五十又3分之1`; else a number without a fraction.
fn mixed(chars: &[char], at: usize) -> Option<(Decimal, usize)> {
    let (whole, end) = plain(chars, at)?;
    let behind = (chars.get(end) == Some(&'又'))
        .then(|| fraction(chars, end + 1))
        .flatten();
    match behind {
        Some((part, end)) => Some((whole.checked_add(part)?, end)),
        None => Some((whole, end)),
    }
}

/// `五百分之2333`, `3/5`; 百分之 is a share and none of these, a third number behind makes it a date.
fn fraction(chars: &[char], at: usize) -> Option<(Decimal, usize)> {
    let (below, end) = plain(chars, at).or_else(|| power_alone(chars, at))?;
    if chars.get(end..end + 2) == Some(&['分', '之']) {
        let (negative, from) = sign(chars, end + 2);
        let (above, end) = plain(chars, from)?;
        let above = if negative { -above } else { above };
        return Some((above.checked_div(below)?, end));
    }
    let digits = |from: usize, to: usize| chars[from..to].iter().all(char::is_ascii_digit);
    if chars.get(end) != Some(&'/') || !digits(at, end) {
        return None;
    }
    let (divisor, after) = plain(chars, end + 1)?;
    let whole = digits(end + 1, after) && !matches!(chars.get(after), Some('/' | '-'));
    Some((below.checked_div(divisor).filter(|_| whole)?, after))
}

/// 千分之五, 万分之三: a power alone, as what is divided by.
fn power_alone(chars: &[char], at: usize) -> Option<(Decimal, usize)> {
    match sign_of(*chars.get(at)?)? {
        Sign::Power(power) if power > 2 => Some((power_of_ten(power)?, at + 1)),
        _ => None,
    }
}

fn power_of_ten(power: u32) -> Option<Decimal> {
    Some(Decimal::from(10u64.checked_pow(power)?))
}

/// What was read last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Digit,
    Arabic,
    Power(u32),
    Zero,
}

/// A number on its way.
struct Sum {
    /// What 万 and 亿 have closed.
    closed: Decimal,
    /// The last of 万 and 亿.
    scale: Option<u32>,
    /// What 十, 百 and 千 have closed since.
    section: Decimal,
    /// The digits since.
    current: Option<Decimal>,
    /// What stood right before them.
    before: Last,
    last: Last,
}

/// A number without sign and fraction, Arabic and Chinese mixed.
fn plain(chars: &[char], at: usize) -> Option<(Decimal, usize)> {
    if chars.get(at..at + 2) == Some(&['半', '百']) {
        return Some((Decimal::from(50), at + 2));
    }
    let mut sum = Sum {
        closed: Decimal::ZERO,
        scale: None,
        section: Decimal::ZERO,
        current: None,
        before: Last::Nothing,
        last: Last::Nothing,
    };
    let mut end = at;
    while let Some(next) = sum.take(chars, end) {
        end = next?;
    }
    let word = matches!(sum.last, Last::Power(power) if power > 1 && end == at + 1);
    if end == at || word {
        return None;
    }
    let decimals = decimals(chars, end);
    let value = sum
        .value()?
        .checked_add(decimals.map_or(Decimal::ZERO, |(part, _)| part))?;
    Some((value, decimals.map_or(end, |(_, end)| end)))
}

/// `点五七九`.
fn decimals(chars: &[char], at: usize) -> Option<(Decimal, usize)> {
    const MOST: usize = 12;
    if !matches!(chars.get(at)?, '点' | '點') {
        return None;
    }
    let digits = chars[at + 1..].iter().take(MOST).map_while(|c| match sign_of(*c) {
        Some(Sign::Digit(digit)) => Some(i64::from(digit)),
        _ => None,
    });
    let (mantissa, scale) = digits.fold((0i64, 0u32), |(sum, scale), digit| (sum * 10 + digit, scale + 1));
    (scale > 0).then(|| (Decimal::new(mantissa, scale), at + 1 + scale as usize))
}

impl Sum {
    /// Takes the next piece; `None` where the number ends, `Some(None)` where it is too large to be one.
    fn take(&mut self, chars: &[char], at: usize) -> Option<Option<usize>> {
        let c = *chars.get(at)?;
        if c.is_ascii_digit() || c == '.' && self.last == Last::Nothing {
            if self.current.is_some() {
                return None;
            }
            let (value, end) = digits_with_decimals(chars, at)?;
            self.set(value, Last::Arabic);
            return Some(Some(end));
        }
        match sign_of(c)? {
            Sign::Digit(digit) => self.digit(digit)?,
            Sign::Power(power) => {
                let share = c == '百' && chars.get(at + 1) == Some(&'分') && chars.get(at + 2) != Some(&'之');
                if share || c == '千' && is_metric_prefix(chars, at) || self.repeats(power) {
                    return None;
                }
                if self.power(power).is_none() {
                    return Some(None);
                }
            }
        }
        Some(Some(at + 1))
    }

    fn set(&mut self, value: Decimal, last: Last) {
        self.current = Some(value);
        self.before = self.last;
        self.last = last;
    }

    fn digit(&mut self, digit: u32) -> Option<()> {
        match (self.current, self.last) {
            (None, Last::Power(_)) if digit == 0 => self.last = Last::Zero,
            (None, Last::Zero) if digit == 0 => {}
            (None, _) => self.set(digit.into(), Last::Digit),
            // 二〇二四: digit by digit.
            (Some(value), Last::Digit) if self.before == Last::Nothing => {
                self.current = Some(value.checked_mul(Decimal::TEN)?.checked_add(digit.into())?);
            }
            _ => return None,
        }
        Some(())
    }

    /// 百百, 十百: no number goes on like that.
    fn repeats(&self, power: u32) -> bool {
        power < 4 && self.current.is_none() && matches!(self.last, Last::Power(last) if last < 4)
    }

    fn power(&mut self, power: u32) -> Option<()> {
        let factor = power_of_ten(power)?;
        // 零十 is ten: a lone zero before a power is none of it.
        let current = self.current.take().filter(|value| !value.is_zero());
        if power < 4 {
            self.section = self
                .section
                .checked_add(current.unwrap_or(Decimal::ONE).checked_mul(factor)?)?;
        } else {
            let whole = self.section.checked_add(current.unwrap_or(Decimal::ZERO))?;
            let larger = self.scale.is_none_or(|scale| power > scale) || whole.is_zero();
            // 一万五千亿: a larger power multiplies all that stands before it, a smaller one its own section.
            self.closed = match larger {
                true => self.closed.checked_add(whole)?.max(Decimal::ONE).checked_mul(factor)?,
                false => self.closed.checked_add(whole.checked_mul(factor)?)?,
            };
            self.section = Decimal::ZERO;
            self.scale = Some(power);
        }
        self.last = Last::Power(power);
        Some(())
    }

    /// 一万三 is 13 000: a digit right behind a power counts the next lower one.
    fn value(&self) -> Option<Decimal> {
        let current = self.current.unwrap_or(Decimal::ZERO);
        let current = match (self.last, self.before) {
            (Last::Digit, Last::Power(power)) if power >= 2 => current.checked_mul(power_of_ten(power - 1)?)?,
            _ => current,
        };
        self.closed.checked_add(self.section)?.checked_add(current)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<(String, usize)> {
        let chars: Vec<char> = text.chars().collect();
        numeral_at(&chars, 0).map(|numeral| (numeral.value.normalize().to_string(), numeral.end))
    }

    #[test]
    fn whole_numbers_of_every_writing() {
        for (text, value) in [
            ("零", "0"),
            ("十九", "19"),
            ("负三百零八", "-308"),
            ("二〇二五", "2025"),
            ("六千七", "6700"),
            ("八万零三十", "80030"),
            ("3万6", "30006"),
            ("7万2千", "72000"),
            ("12亿3万", "1200030000"),
            ("两万四千亿", "2400000000000"),
            ("6万亿", "6000000000000"),
            ("九千零三亿零六十万", "900300600000"),
            ("1,204.5万", "12045000"),
            ("半百", "50"),
            ("貳萬兩千", "22000"),
        ] {
            assert_eq!(read(text), Some((value.to_owned(), text.chars().count())), "{text}");
        }
    }

    #[test]
    fn decimals_and_fractions() {
        for (text, value) in [
            ("零点零八", "0.08"),
            (".25", "0.25"),
            ("-.25", "-0.25"),
            ("八分之一", "0.125"),
            ("千分之七", "0.007"),
            ("4又四分之3", "4.75"),
            ("7/8", "0.875"),
            ("负四分之负一", "0.25"),
        ] {
            assert_eq!(read(text), Some((value.to_owned(), text.chars().count())), "{text}");
        }
    }

    #[test]
    fn a_number_ends_where_another_word_begins() {
        assert_eq!(read("五千米"), Some(("5".to_owned(), 1)));
        assert_eq!(read("七十百分位"), Some(("70".to_owned(), 2)));
        assert_eq!(read("2024/3/5"), Some(("2024".to_owned(), 4)));
        for text in ["百姓", "万物", "百分之五", "点", "负", "-", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_numeral_or_not(text in "[0-9零〇一二三九两十百千万亿点分之又负半./,-]{0,30}") {
            let chars: Vec<char> = text.chars().collect();
            for at in 0..chars.len() {
                if let Some(numeral) = numeral_at(&chars, at) {
                    prop_assert!(numeral.end > at && numeral.end <= chars.len());
                }
            }
        }
    }
}
