//! Units, domains and kinds as people call them.

use crate::model::Kind;

/// Units as people write them: code, Chinese, English. A code that is not here is shown as it is.
pub(in crate::query) const UNITS: &[(&str, &str, &str)] = &[
    ("%", "%", "%"),
    ("1", "", ""),
    ("class", "类别", "class"),
    ("count", "个", "count"),
    ("dB", "分贝", "dB"),
    ("day", "天", "days"),
    ("ha", "公顷", "ha"),
    ("mg/L", "毫克/升", "mg/L"),
    ("mg/m3", "毫克/立方米", "mg/m³"),
    ("person", "人", "persons"),
    ("person-time", "人次", "person-times"),
    ("pp", "个百分点", "pp"),
    ("rank", "位", "rank"),
    ("t", "吨", "t"),
    ("t/(km2.month)", "吨/(平方公里·月)", "t/(km²·month)"),
    ("ug/m3", "微克/立方米", "µg/m³"),
    ("yuan", "元", "yuan"),
];

/// The parts of the catalogue as headings of a bulletin.
pub(in crate::query) const DOMAINS: &[(&str, &str, &str)] = &[
    ("air", "大气环境", "Air"),
    ("approval", "环评审批和排污许可", "Approvals and permits"),
    ("complaint", "信访投诉", "Complaints"),
    ("credit", "环境信用评价", "Credit ratings"),
    ("ecology", "生态保护", "Ecology"),
    ("emergency", "环境应急", "Emergencies"),
    ("emission", "污染减排", "Emissions"),
    ("enforcement", "生态环境执法", "Enforcement"),
    ("funding", "资金保障", "Funding"),
    ("inspection", "督察整改", "Inspection"),
    ("monitoring", "环境监测", "Monitoring"),
    ("noise", "声环境", "Noise"),
    ("publicity", "宣传教育", "Publicity"),
    ("radiation", "核与辐射", "Radiation"),
    ("soil", "土壤和固体废物", "Soil and waste"),
    ("water", "水环境", "Water"),
];

/// The kinds of the ledger as people call them.
pub(in crate::query) const KINDS: &[(Kind, &str, &str)] = &[
    (Kind::Actual, "实际值", "actual"),
    (Kind::Change, "变化", "change"),
    (Kind::Rank, "排名", "rank"),
    (Kind::Target, "目标", "target"),
    (Kind::Plan, "计划", "plan"),
    (Kind::Limit, "限值", "limit"),
    (Kind::Other, "其他", "other"),
    (Kind::Masked, "隐去", "masked"),
    (Kind::Noise, "非数据", "noise"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_complete_and_in_order() {
        assert!(UNITS.is_sorted_by(|a, b| a.0 < b.0));
        for (index, kind) in Kind::ALL.iter().enumerate() {
            assert_eq!(KINDS[index].0, *kind);
        }
    }
}
