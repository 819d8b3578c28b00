//! Literals for the tests of this module.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::{
    Aggregation, Averaging, Better, ChangeStyle, Direction, Figure, Grade, Indicator, Kind, Limit, Location,
    Observation, Period, Value, half_unit,
};

/// An indicator with the code as its name; lower is better, its change is in percent.
pub fn indicator(code: &str, aggregation: Aggregation) -> Indicator {
    Indicator {
        code: code.into(),
        domain: "test".into(),
        name: format!("{code}指标"),
        name_en: format!("{code} indicator"),
        unit: "count".into(),
        decimals: 0,
        aggregation,
        better: Better::Lower,
        change: ChangeStyle::Percent,
        range: None,
        aliases: Vec::new(),
        counts: None,
        series_break: None,
    }
}

/// A value as text.
pub fn number(text: &str) -> Value {
    text.parse().unwrap()
}

/// An observation of 云溪县, published on 2024-04-12.
pub fn observation(indicator: &Arc<Indicator>, period: &str, value: &str) -> Observation {
    Observation {
        indicator: Arc::clone(indicator),
        region: "云溪县".into(),
        period: Period::parse(period).unwrap(),
        dimension: None,
        treatment: None,
        value: number(value),
        half: half_unit(number(value), value),
        approx: None,
        figure: 7,
        report: 1,
        report_title: "云溪县季报".into(),
        published: NaiveDate::from_ymd_opt(2024, 4, 12),
        looks_back: false,
    }
}

/// An upper limit of grade 2 for a mean with this code.
pub fn limit(code: &str, averaging: Averaging, value: &str, from: &str, to: Option<&str>) -> Limit {
    Limit {
        number: "GB 1—2000".into(),
        name: "标准".into(),
        indicator: Arc::new(Indicator {
            unit: "ug/m3".into(),
            ..indicator(code, Aggregation::Mean)
        }),
        grade: Grade::Second,
        averaging,
        waters: None,
        direction: Direction::AtMost,
        value: value.parse().unwrap(),
        valid_from: from.parse().unwrap(),
        valid_to: to.map(|day| day.parse().unwrap()),
        source: "表1".into(),
        note: None,
    }
}

/// A figure of the ledger of which nothing is said.
pub fn figure() -> Figure {
    Figure {
        kind: Kind::Other,
        indicator: None,
        subject: None,
        value: None,
        unit: String::new(),
        as_written: String::new(),
        period: None,
        region: None,
        dimension: None,
        treatment: None,
        compared_to: None,
        rank_of: None,
        rank_order: None,
        approx: None,
        section: None,
        sentence: "".into(),
        char_start: 0,
        char_end: 0,
        location: Location::default(),
        rule: "".into(),
        note: None,
    }
}
