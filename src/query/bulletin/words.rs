//! Names, values and movements in official style.

use super::super::Lang;
use super::super::change::{Change, Verdict, half_even};
use super::super::derive::{Found, Method};
use super::super::labels::Label;
use super::super::track::Track;
use super::super::wording::{self, Exactness};
use crate::model::{ChangeStyle, Decimal, Value};

/// Sums of money from this on are said in 万元.
const TEN_THOUSAND: i64 = 10_000;

/// The name of a row: the indicator, with what narrows it in brackets.
pub fn name(track: &Track, lang: Lang) -> String {
    let narrowed: Vec<&str> = [track.dimension, track.treatment].into_iter().flatten().collect();
    let name = lang.indicator(track.indicator);
    match (narrowed.is_empty(), lang) {
        (true, _) => name.to_owned(),
        (false, Lang::Zh) => format!("{name}（{}）", narrowed.join("、")),
        (false, Lang::En) => format!("{name} ({})", narrowed.join(", ")),
    }
}

/// Whether a sentence is made of it: the indicator itself, and what is measured at a section of a river or lake.
pub fn is_said(track: &Track) -> bool {
    track.treatment.is_none() && (track.dimension.is_none() || is_at_a_section(track))
}

fn is_at_a_section(track: &Track) -> bool {
    track.indicator.domain == "water" && matches!(track.indicator.unit.as_str(), "class" | "mg/L")
}

/// The name as the subject of a sentence: `望河桥断面水质类别`.
pub fn subject(track: &Track, lang: Lang) -> String {
    let name = lang.indicator(track.indicator);
    let Some(section) = track.dimension else {
        return name.to_owned();
    };
    if lang == Lang::En {
        return format!("{name} at {section}");
    }
    let whole = ["断面", "站", "湖", "库", "河", "江", "点位", "水源地"]
        .iter()
        .any(|end| section.ends_with(end));
    match whole {
        true => format!("{section}{}", name.trim_start_matches("断面")),
        false => format!("{section}断面{}", name.trim_start_matches("断面")),
    }
}

/// How far a derived value may lie off by the rounding of what it is made of; a sum of things that were published in 万 too.
pub fn doubt(found: &Found) -> Option<Decimal> {
    let derived = found.method != Method::Reported;
    Some(found.doubt()).filter(|doubt| derived && !doubt.is_zero())
}

/// A value apart from its unit, both as people write them: `121.7` and `万元` for 1217000 yuan, `≈33±3` for an estimate.
pub fn value(found: &Found, unit: &str, counter: Option<&str>, lang: Lang) -> (String, String) {
    let unit_name = match (unit, lang) {
        ("count", Lang::En) => String::new(),
        _ => counter.unwrap_or(lang.unit(unit)).to_owned(),
    };
    let number = match found.value {
        Value::Class(_) => return (wording::people(&wording::found(found, lang)), String::new()),
        Value::Number(number) => number,
    };
    let many = unit == "yuan" && lang == Lang::Zh && number.abs() >= Decimal::from(TEN_THOUSAND);
    let (scale, unit_name) = match many {
        true => (Decimal::from(TEN_THOUSAND), format!("万{unit_name}")),
        false => (Decimal::ONE, unit_name),
    };
    let scaled = |number: Decimal| match many {
        true => (number / scale).normalize(),
        false => number,
    };
    let shown = match doubt(found) {
        Some(doubt) if matches!(found.method, Method::Difference | Method::Sum) => {
            let words = [("number", scaled(number)), ("doubt", wording::one_digit(scaled(doubt)))];
            let words = words.map(|(key, number)| (key, number.to_string()));
            lang.fill(
                Label::PlusMinus,
                &words.each_ref().map(|(key, text)| (*key, text.as_str())),
            )
        }
        None if many => wording::people(&wording::value(Value::Number(scaled(number)), found.approx, lang)),
        _ => wording::people(&wording::found(found, lang)),
    };
    (shown, unit_name)
}

/// `18.0微克/立方米`, `≈33±3微克/立方米（按天数加权推算）`
pub fn value_with_unit(found: &Found, unit: &str, counter: Option<&str>, lang: Lang) -> String {
    let (value, unit) = value(found, unit, counter, lang);
    let value = match unit.is_empty() {
        true => value,
        false => wording::attach(&value, &unit),
    };
    match found.method {
        Method::Reported => value,
        _ => {
            let how = lang.text(wording::method(found));
            lang.fill(Label::BulletinDerived, &[("value", &value), ("how", how)])
        }
    }
}

/// What things are counted by, as a report writes it: `起` of `21起`. Only Chinese has such words.
pub fn counter(as_written: &str) -> Option<String> {
    let is_number = |c: char| {
        c.is_ascii_digit() || ".,．，０１２３４５６７８９零〇一二两三四五六七八九十百千万亿约近余多超过".contains(c)
    };
    let words = as_written.trim_start_matches(is_number).trim();
    let few = (1..=3).contains(&words.chars().count());
    (few && words.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))).then(|| words.to_owned())
}

/// A movement: `下降22.1%`, `上升4.1个百分点`, `增加6天`, `改善1级`, `持平`, `变化在误差范围内`.
pub fn moved(change: &Change, exactness: Exactness, unit: &str, counter: Option<&str>, lang: Lang) -> String {
    if change.verdict == Verdict::Unclear {
        return lang.text(Label::BulletinUnclear).to_owned();
    }
    if change.amount.is_zero() {
        return lang.text(Label::Unchanged).to_owned();
    }
    if change.style == ChangeStyle::Class {
        return wording::people(&wording::change(change, unit, exactness, lang));
    }
    let amount = match (exactness.decimals, change.style) {
        (Some(decimals), ChangeStyle::Points | ChangeStyle::Difference) => half_even(change.amount, decimals),
        _ => change.rounded(),
    };
    if amount.is_zero() {
        return lang.text(Label::BulletinNearly).to_owned();
    }
    let unit = match (change.style, counter) {
        (ChangeStyle::Difference, Some(counter)) => counter,
        _ => wording::change_unit(change, unit, lang),
    };
    let amount = wording::attach(&amount.abs().to_string(), unit);
    let amount = match exactness {
        Exactness { estimated: true, .. } => lang.fill(Label::Roughly, &[("number", &amount)]),
        Exactness { approximate: true, .. } => lang.fill(Label::About, &[("number", &amount)]),
        _ => amount,
    };
    let label = match (change.style, change.amount.is_sign_negative()) {
        (ChangeStyle::Difference, true) => Label::BulletinLess,
        (ChangeStyle::Difference, false) => Label::BulletinMore,
        (_, true) => Label::WentDown,
        (_, false) => Label::WentUp,
    };
    lang.fill(label, &[("amount", &amount)])
}

/// The number of a chapter: `十二`; in English `12`.
pub fn number(number: usize, lang: Lang) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (lang, number) {
        (Lang::Zh, 1..=9) => DIGITS[number].to_owned(),
        (Lang::Zh, 10..=19) => format!("十{}", DIGITS[number - 10]),
        (Lang::Zh, 20..=99) => format!("{}十{}", DIGITS[number / 10], DIGITS[number % 10]),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_counted_as_the_report_counts_them() {
        for (written, word) in [
            ("21起", Some("起")),
            ("10.1万株", Some("株")),
            ("三个", Some("个")),
            ("1755人次", Some("人次")),
            ("79", None),
            ("23%", None),
            ("零", None),
        ] {
            assert_eq!(counter(written).as_deref(), word, "{written}");
        }
    }

    #[test]
    fn a_doubt_has_one_digit_and_is_not_made_smaller() {
        for (doubt, shown) in [("0.0666", "0.07"), ("1000", "1000"), ("0.1", "0.1"), ("1.01", "2")] {
            assert_eq!(wording::one_digit(doubt.parse().unwrap()).to_string(), shown);
        }
    }

    #[test]
    fn chapters_are_numbered_in_chinese() {
        let numbers = [1, 10, 11, 20, 21].map(|each| number(each, Lang::Zh));
        assert_eq!(numbers, ["一", "十", "十一", "二十", "二十一"]);
    }
}
