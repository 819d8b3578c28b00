//! Sums that do not come out, shares that are not part ÷ whole, parts above their whole.

use rust_decimal::Decimal;

use super::book::{Book, subject, value};
use super::relations::{Relations, Sum};
use super::{Draft, Finding};
use crate::model::{Observation, Severity, Value};
use crate::query::change::half_even;
use crate::query::labels::Label;
use crate::query::{Share, wording};

/// Totals that are not the sum of their parts, in one report.
pub fn sums<'a>(book: &Book<'a>, relations: &'a Relations) -> Vec<Finding> {
    let each = |total: &'a Observation| {
        let of_total = relations
            .sums
            .iter()
            .filter(move |sum| sum.total == total.indicator.code);
        of_total.filter_map(move |sum| one_sum(book, total, sum))
    };
    // 对50家企业开展评价，参评企业50家 says the total twice; it is wrong once.
    let first = |total: &&'a Observation| book.same_report(total, total.period) == Some(*total);
    book.in_force().filter(first).flat_map(each).collect()
}

fn one_sum<'a>(book: &Book<'a>, total: &'a Observation, sum: &'a Sum) -> Option<Finding> {
    let named = |codes: &'a [String]| codes.iter().filter_map(|code| book.beside(total, code));
    let parts: Vec<&Observation> = named(&sum.parts).collect();
    let complete = parts.len() == sum.parts.len();
    let parts: Vec<&Observation> = parts.into_iter().chain(named(&sum.optional)).collect();
    let all_exact = parts.iter().chain([&total]).all(|each| number(each).is_some());
    if !all_exact {
        return None;
    }
    let computed: Decimal = parts
        .iter()
        .filter_map(|part| number(part))
        .try_fold(Decimal::ZERO, Decimal::checked_add)?;
    // Where a part is not stated (无Ⅴ类), the others may be less than the total, but never more.
    let agrees = match complete {
        true => Some(computed) == number(total),
        false => Some(computed) <= number(total),
    };
    if agrees || parts.len() < 2 {
        return None;
    }
    let severity = match sum.open && Some(computed) < number(total) {
        true => Severity::Note,
        false => Severity::Error,
    };
    let draft = Draft::new("sum-mismatch", severity, total).see(parts.iter().copied());
    Some(draft.say(Label::CheckSum, |lang| {
        let terms: Vec<String> = parts.iter().map(|part| part.value.to_string()).collect();
        let names: Vec<String> = parts
            .iter()
            .map(|part| lang.indicator(&part.indicator).to_owned())
            .collect();
        vec![
            ("subject", subject(total, lang)),
            ("stated", value(total, lang)),
            ("names", lang.list(&names)),
            ("terms", terms.join(" + ")),
            ("computed", computed.to_string()),
        ]
    }))
}

/// A plain number; a class or a round number (约, 以上) is none.
fn number(observation: &Observation) -> Option<Decimal> {
    match observation.value {
        Value::Number(number) if observation.approx.is_none() => Some(number),
        _ => None,
    }
}

/// Shares that are not part ÷ whole within their rounding, in one report.
pub fn shares(book: &Book) -> Vec<Finding> {
    let each = |share: &Observation| {
        let made = book
            .evidence
            .shares
            .iter()
            .find(|made| made.indicator.code == share.indicator.code)?;
        one_share(book, book.same_report(share, share.period)?, made)
    };
    book.in_force().filter_map(each).collect()
}

fn one_share<'a>(book: &Book<'a>, share: &'a Observation, made: &'a Share) -> Option<Finding> {
    let (part, whole) = (book.beside(share, &made.part)?, book.beside(share, &made.whole)?);
    let (stated, above, below) = (number(share)?, number(part)?, number(whole)?);
    let computed = above.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(below)?;
    if (stated - computed).abs() <= share.half {
        return None;
    }
    let draft = Draft::new("share-mismatch", Severity::Error, share).see([part, whole]);
    Some(draft.say(Label::CheckShare, |lang| {
        let computed = half_even(computed, stated.scale().max(1)).to_string();
        vec![
            ("subject", subject(share, lang)),
            ("stated", value(share, lang)),
            ("part", value(part, lang)),
            ("whole", value(whole, lang)),
            ("computed", wording::attached(&computed, &share.indicator.unit, lang)),
        ]
    }))
}

/// What exceeds that of which it is a part.
pub fn orders<'a>(book: &Book<'a>, relations: &'a Relations) -> Vec<Finding> {
    let each = |less: &'a Observation| {
        let of_it = relations
            .orders
            .iter()
            .filter(move |order| order.less == less.indicator.code);
        of_it.filter_map(move |order| {
            let more = book.beside(less, &order.more)?;
            let apart = number(less)?.checked_sub(number(more)?)?;
            if apart <= Decimal::ZERO {
                return None;
            }
            let draft = Draft::new("part-exceeds-whole", Severity::Warning, less).see([more]);
            Some(draft.say(Label::CheckOrder, |lang| {
                vec![
                    ("subject", subject(less, lang)),
                    ("stated", value(less, lang)),
                    ("other", lang.indicator(&more.indicator).to_owned()),
                    ("other_value", value(more, lang)),
                ]
            }))
        })
    };
    // In a single quarter more may be dealt with than came in; from 1 January on it may not.
    let since_new_year = |one: &&Observation| one.period.is_year_to_date();
    book.in_force().filter(since_new_year).flat_map(each).collect()
}
