//! The change between any two periods.

use super::Question;
use super::comparison::{self, Pair};
use super::labels::Label;
use super::lang::Lang;
use crate::answer::Answer;
use crate::model::{Observation, Period};

/// Each indicator's value in `this` period, its value in the `base` period, and the change from base to this.
pub fn compare(observations: &[Observation], this: Period, base: Period, question: &Question) -> Answer {
    let pair = Pair {
        this,
        base,
        title: Label::CompareTitle,
        note: unequal_length(this, base, question.lang),
    };
    comparison::table(observations, pair, question)
}

/// Quarters differ by a day or two; that is not worth a word.
fn unequal_length(this: Period, base: Period, lang: Lang) -> Option<String> {
    let months = |period: Period| period.whole_months().map(|(_, first, last)| last - first);
    let alike = match (months(this), months(base)) {
        (Some(this), Some(base)) => this == base,
        _ => this.days() == base.days(),
    };
    let (days, base_days) = (this.days().to_string(), base.days().to_string());
    (!alike).then(|| lang.fill(Label::UnequalLength, &[("days", &days), ("base_days", &base_days)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{Cell, Tone};
    use crate::model::{Aggregation, Approx, Better, ChangeStyle, Indicator};
    use crate::query::testing::{indicator, observation};
    use std::sync::Arc;

    fn period(label: &str) -> Period {
        Period::parse(label).unwrap()
    }

    fn ask(observations: &[Observation]) -> Answer {
        compare(observations, period("2024Q2"), period("2024Q1"), &Question::default())
    }

    /// The columns that people see, row by row.
    fn seen(answer: &Answer) -> Vec<String> {
        let text = |cell: &Cell| match cell {
            Cell::Text(text) | Cell::Number(text) | Cell::Measure { shown: text, .. } => text.clone(),
            Cell::Marked { marked, .. } => marked.clone(),
            Cell::Missing { .. } => "—".into(),
        };
        let rows = answer.for_people().rows;
        rows.iter()
            .map(|row| row.cells.iter().map(text).collect::<Vec<_>>().join("|"))
            .collect()
    }

    #[test]
    fn each_style_is_written_in_its_own_way() {
        let with = |code: &str, change, unit: &str, better| {
            Arc::new(Indicator {
                change,
                better,
                unit: unit.into(),
                ..indicator(code, Aggregation::Ratio)
            })
        };
        let percent = with("a", ChangeStyle::Percent, "ug/m3", Better::Lower);
        let points = with("b", ChangeStyle::Points, "%", Better::Higher);
        let count = with("c", ChangeStyle::Difference, "count", Better::None);
        let days = with("d", ChangeStyle::Difference, "day", Better::Higher);
        let class = with("e", ChangeStyle::Class, "class", Better::Lower);
        let values = [
            (percent, "50", "26"),
            (points, "65.9", "67.1"),
            (count, "2", "5"),
            (days, "80", "76"),
            (class, "V", "III"),
        ];
        let observations: Vec<Observation> = values
            .iter()
            .flat_map(|(each, q1, q2)| [observation(each, "2024Q1", q1), observation(each, "2024Q2", q2)])
            .collect();
        let answer = ask(&observations);
        assert_eq!(answer.title, "云溪县2024年二季度与2024年一季度对比");
        assert_eq!(
            seen(&answer),
            [
                "a指标|微克/立方米|26|50|-48.0%|改善",
                "b指标|%|67.1|65.9|+1.2个百分点|改善",
                "c指标|个|5|2|+3|上升",
                "d指标|天|76|80|-4天|恶化",
                "e指标|类别|Ⅲ类|Ⅴ类|改善2级|改善",
            ]
        );
        let tones: Vec<Tone> = answer.rows.iter().map(|row| row.tone).collect();
        assert_eq!(tones, [Tone::Good, Tone::Good, Tone::Plain, Tone::Bad, Tone::Good]);
        assert!(answer.notes.is_empty());
    }

    #[test]
    fn a_derived_value_says_how_and_a_missing_one_why() {
        let [sum, mean, percentile] = [
            ("s", Aggregation::Sum),
            ("m", Aggregation::Mean),
            ("p", Aggregation::Percentile),
        ]
        .map(|(code, aggregation)| Arc::new(indicator(code, aggregation)));
        let observations: Vec<Observation> = [&sum, &mean, &percentile]
            .iter()
            .flat_map(|each| [observation(each, "2024Q1", "10"), observation(each, "2024H1", "25")])
            .collect();
        let answer = ask(&observations);
        assert_eq!(
            seen(&answer),
            [
                "s指标|个|15|10|+50.0%|恶化|推算|报告",
                "m指标|个|≈40±2|10|≈+300.0%|恶化|按天数加权推算|报告",
                "p指标|个|—|10|—|—|—|报告",
            ]
        );
        assert_eq!(
            answer.notes[0],
            "2024年二季度为推算值：2024年上半年 − 2024年一季度（s指标）"
        );
        assert_eq!(
            answer.notes[1],
            "2024年二季度为推算值：(2024年上半年×182天 − 2024年一季度×91天) ÷ 91天（m指标）"
        );
        assert!(answer.notes[2].starts_with("2024年二季度：只有更长时期的百分位数"));
        let figures = answer
            .columns
            .iter()
            .position(|column| column.key == "figures")
            .unwrap();
        assert_eq!(answer.rows[0].cells[figures], Cell::text("7 7"));
    }

    #[test]
    fn what_lies_within_the_uncertainty_has_no_direction_and_nothing_is_derived_where_only_reports_count() {
        let mean = Arc::new(indicator("m", Aggregation::Mean));
        let observations = [("2024Q1", "30"), ("2024H1", "30.4")].map(|(p, v)| observation(&mean, p, v));
        assert_eq!(
            seen(&ask(&observations)),
            ["m指标|个|≈30.8±0.6|30|≈+2.7%|恶化|按天数加权推算|报告"]
        );
        let observations = [("2024Q1", "30"), ("2024H1", "30.2")].map(|(p, v)| observation(&mean, p, v));
        assert_eq!(
            seen(&ask(&observations)),
            ["m指标|个|≈30.4±0.6|30|≈+1.3%|误差范围内，升降不明|按天数加权推算|报告"]
        );
        let question = Question {
            reported_only: true,
            ..Question::default()
        };
        let answer = compare(&observations, period("2024Q2"), period("2024Q1"), &question);
        assert_eq!(seen(&answer), ["m指标|个|—|30|—|—"]);
    }

    #[test]
    fn what_is_both_reported_and_derivable_is_held_against_each_other() {
        let sum = Arc::new(indicator("s", Aggregation::Sum));
        let of = |second: &str| {
            let values = [("2024Q1", "10"), ("2024H1", "25"), ("2024Q2", second)];
            ask(&values.map(|(p, v)| observation(&sum, p, v))).notes
        };
        assert!(of("15").is_empty());
        assert_eq!(
            of("16"),
            [
                "2024年二季度报告值16，由2024年上半年 − 2024年一季度推算为15，两者不一致（s指标）",
                "2024年一季度报告值10，由2024年上半年 − 2024年二季度推算为9，两者不一致（s指标）",
            ]
        );
    }

    #[test]
    fn a_day_stands_for_the_state_on_it_or_for_what_came_together_to_it() {
        let [snapshot, sum] = [Aggregation::Snapshot, Aggregation::Sum].map(|each| Arc::new(indicator("s", each)));
        let of = |indicator, first: &str, second: &str| {
            let values = [
                observation(indicator, first, "10"),
                observation(indicator, second, "12"),
            ];
            compare(
                &values,
                period("2025-06-30"),
                period("2024-03-31"),
                &Question::default(),
            )
        };
        assert_eq!(seen(&of(&snapshot, "2024-03-31", "2025-06-30")).len(), 1);
        let answer = of(&sum, "2024Q1", "2025H1");
        assert_eq!(seen(&answer), ["s指标|个|12|10|+20.0%|恶化"]);
        assert!(answer.notes.iter().any(|note| note.contains("写一天")));
    }

    #[test]
    fn a_base_of_zero_shows_the_difference_and_the_reason() {
        let sum = Arc::new(indicator("s", Aggregation::Sum));
        let answer = ask(&[observation(&sum, "2024Q1", "0"), observation(&sum, "2024Q2", "3")]);
        assert_eq!(seen(&answer), ["s指标|个|3|0|+3|恶化"]);
        assert_eq!(answer.notes, ["2024年一季度为0，不计算百分比，列出差值（s指标）"]);
    }

    #[test]
    fn what_differs_in_dimension_treatment_or_region_is_never_compared() {
        let sum = Arc::new(indicator("s", Aggregation::Sum));
        let narrowed = |change: fn(&mut Observation)| {
            let mut other = observation(&sum, "2024Q2", "3");
            change(&mut other);
            seen(&ask(&[observation(&sum, "2024Q1", "2"), other]))
        };
        assert_eq!(
            narrowed(|each| each.dimension = Some("断面".into())),
            ["s指标||个|—|2|—|—", "s指标|断面|个|3|—|—|—"]
        );
        assert_eq!(
            narrowed(|each| each.treatment = Some("扣沙".into())),
            ["s指标||个|—|2|—|—", "s指标|扣沙|个|3|—|—|—"]
        );
        assert_eq!(
            narrowed(|each| each.region = "乙县".into()),
            ["云溪县|s指标|个|—|2|—|—", "乙县|s指标|个|3|—|—|—"]
        );
    }

    #[test]
    fn approximate_values_make_an_approximate_change() {
        let sum = Arc::new(indicator("s", Aggregation::Sum));
        let mut observations = [observation(&sum, "2024Q1", "100"), observation(&sum, "2024Q2", "120")];
        observations[1].approx = Some(Approx::Over);
        assert_eq!(seen(&ask(&observations)), ["s指标|个|120以上|100|约+20.0%|恶化"]);
    }

    #[test]
    fn what_has_neither_value_is_a_note_unless_asked_for() {
        let mean = Arc::new(indicator("m", Aggregation::Mean));
        let observations = [observation(&mean, "2024", "30")];
        let answer = ask(&observations);
        assert!(answer.rows.is_empty());
        assert_eq!(answer.notes.len(), 3);
        let asked = Question {
            indicators: vec![mean],
            ..Question::default()
        };
        let answer = compare(&observations, period("2024Q2"), period("2024Q1"), &asked);
        assert_eq!(seen(&answer), ["m指标|个|—|—|—|—"]);
    }

    #[test]
    fn periods_of_different_length_are_pointed_out() {
        let question = Question {
            lang: Lang::En,
            ..Question::default()
        };
        let answer = compare(&[], period("2024H1"), period("2024Q1"), &question);
        assert!(answer.notes[0].contains("(182 and 91 days)"));
        assert_eq!(answer.notes[1], "no values match");
    }
}
