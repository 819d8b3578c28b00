//! What the columns of the SDMX message are: the definition of its structure, in both languages.

use std::collections::BTreeMap;

use super::Told;
use crate::dataset::{Code, Codelist, Component, Kind, Role, Structure};

/// The one list of columns: the message writes them, the definition describes them. Where a column belongs to a dimension,
/// it varies with that alone.
pub(super) const COMPONENTS: [Component; 16] = [
    coded("FREQ", Role::Dimension, "CL_FREQ", "频率", "Frequency"),
    plain(
        "REF_AREA",
        Role::Dimension,
        Kind::Text,
        "地区代码或名称",
        "Region: its division code, or its name",
    ),
    coded("INDICATOR", Role::Dimension, "CL_INDICATOR", "指标", "Indicator"),
    plain(
        "DETAIL",
        Role::Dimension,
        Kind::Text,
        "细分；不细分为 _T",
        "What narrows the indicator; _T where nothing does",
    ),
    plain(
        "TREATMENT",
        Role::Dimension,
        Kind::Text,
        "口径；没有说明为 _Z",
        "Treatment of the data; _Z where none is named",
    ),
    plain("TIME_PERIOD", Role::Time, Kind::Text, "时期", "Period"),
    plain(
        "OBS_VALUE",
        Role::Measure,
        Kind::Decimal,
        "数值；水质类别为 1 至 6",
        "Value; a class of water is 1 to 6",
    ),
    plain(
        "UNIT_MEASURE",
        Role::Attribute(Some("INDICATOR")),
        Kind::Text,
        "单位代码",
        "Unit",
    ),
    plain(
        "DECIMALS",
        Role::Attribute(None),
        Kind::Integer,
        "小数位数",
        "Digits behind the point",
    ),
    coded(
        "OBS_STATUS",
        Role::Attribute(None),
        "CL_OBS_STATUS",
        "数值状态",
        "Status of the value",
    ),
    plain(
        "COMMENT_OBS",
        Role::Attribute(None),
        Kind::Text,
        "原句和备注",
        "Its sentence, and what else a reader must know",
    ),
    // Columns of our own, which every reader may pass over.
    plain(
        "REF_AREA_NAME",
        Role::Attribute(Some("REF_AREA")),
        Kind::Text,
        "地区名称",
        "Name of the region",
    ),
    plain(
        "INDICATOR_NAME",
        Role::Attribute(Some("INDICATOR")),
        Kind::Text,
        "指标名称",
        "Name of the indicator",
    ),
    plain("SOURCE", Role::Attribute(None), Kind::Text, "来源报告", "Report"),
    plain(
        "PUBLISHED_ON",
        Role::Attribute(None),
        Kind::Date,
        "发布日期",
        "Day of publication",
    ),
    plain(
        "FIGURE",
        Role::Attribute(None),
        Kind::Integer,
        "数字编号",
        "Number of the figure in the ledger",
    ),
];

const FREQUENCIES: [(&str, &str, &str); 6] = [
    ("A", "年", "Year"),
    ("S", "半年", "Half-year"),
    ("Q", "季", "Quarter"),
    ("M", "月", "Month"),
    ("D", "日", "Day"),
    ("_O", "其他时段，如前三季度", "Any other range of time"),
];

const STATUSES: [(&str, &str, &str); 2] = [
    ("A", "正常", "Normal value"),
    ("E", "约数", "The report gives a round number"),
];

/// The name under which both are known; the version is raised when a column changes its meaning.
pub(super) const DATAFLOW: [&str; 3] = ["JIBAO", "DF_OBSERVATIONS", "1.0.0"];

const fn plain(id: &'static str, role: Role, kind: Kind, zh: &'static str, en: &'static str) -> Component {
    Component {
        id,
        role,
        kind,
        codes: None,
        names: [zh, en],
    }
}

const fn coded(id: &'static str, role: Role, codes: &'static str, zh: &'static str, en: &'static str) -> Component {
    Component {
        codes: Some(codes),
        ..plain(id, role, Kind::Text, zh, en)
    }
}

/// The definition of the message that holds these observations; its list of indicators holds theirs.
pub fn structure(told: &[Told]) -> Structure {
    let fixed = |codes: &[(&str, &str, &str)]| codes.iter().map(|(id, zh, en)| code(id, zh, en)).collect();
    let indicators: BTreeMap<&str, Code> = told
        .iter()
        .map(|told| &*told.observation.indicator)
        .map(|each| {
            (
                each.code.as_str(),
                code(&super::sdmx::identifier(&each.code), &each.name, &each.name_en),
            )
        })
        .collect();
    let list = |id, names: [&str; 2], codes| Codelist {
        id,
        names: names.map(str::to_owned),
        codes,
    };
    Structure {
        agency: DATAFLOW[0],
        dataflow: DATAFLOW[1],
        version: DATAFLOW[2],
        names: [
            "生态环境季报观测值",
            "Observations from reports of ecology and environment bureaus",
        ],
        components: COMPONENTS.to_vec(),
        codelists: vec![
            list("CL_FREQ", ["频率", "Frequency"], fixed(&FREQUENCIES)),
            list(
                "CL_INDICATOR",
                ["指标", "Indicator"],
                indicators.into_values().collect(),
            ),
            list("CL_OBS_STATUS", ["数值状态", "Status of a value"], fixed(&STATUSES)),
        ],
    }
}

fn code(id: &str, zh: &str, en: &str) -> Code {
    Code {
        id: id.to_owned(),
        names: [zh.to_owned(), en.to_owned()],
    }
}
