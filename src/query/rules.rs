//! What the rules that leave their names on figures do, in words.

use super::lang::Lang;

/// Name, Chinese, English; a rule that is not here is shown by its name.
const RULES: &[(&str, &str, &str)] = &[
    (
        "ambiguous",
        "名称和单位同时合于两个指标",
        "name and unit fit two indicators",
    ),
    ("carried", "沿用前面所说的指标", "goes on with what was named before"),
    ("change", "比前期的升降", "a movement against an earlier value"),
    ("class", "水质类别", "a water-quality class"),
    ("class-member", "属于某类水质的断面", "a section of that class"),
    ("criterion", "标准的类别，不是数值", "the class of a standard, no value"),
    ("date", "日期或时期", "a date or period"),
    (
        "dealt-with",
        "总数中已办结的",
        "those of the total that were dealt with",
    ),
    ("dust-adjusted", "扣除沙尘后的数值", "the value without dust"),
    ("each-place", "所列每个地方各有此值", "the value of each place listed"),
    ("echoed", "重复前面的数值", "repeats a value from before"),
    ("enclosed", "名称在数字前后", "the name stands around the number"),
    ("flat", "持平", "unchanged"),
    ("grouped", "按组列出的断面数", "numbers of sections by group"),
    (
        "implausible",
        "超出合理范围，不采信",
        "outside what is plausible, not believed",
    ),
    ("limit", "限值", "a limit"),
    ("masked", "数字被隐去", "digits are hidden"),
    ("name", "名称或编号里的数字", "a number in a name or numbering"),
    ("named", "名称在数字之前", "the name stands before the number"),
    ("none", "原文说没有，即为零", "the text says none, which is zero"),
    ("order", "按先后列出的名次", "places by the order of a list"),
    ("ordinal", "名称里的序数", "an ordinal in a name"),
    ("part", "总数的一部分", "a part of the total before it"),
    ("plan", "计划或预计", "a plan or forecast"),
    ("prior-value", "前期的数值", "the value of the earlier period"),
    ("range-first", "区间的起点", "the lower end of a range"),
    ("range-list", "区间与名称依次对应", "ranges go to names one by one"),
    ("range-second", "区间的终点", "the upper end of a range"),
    ("rank", "名次", "a rank"),
    ("recalled", "接着前面的总数", "goes on with a total from before"),
    ("respective", "数值与名称依次对应", "values go to names one by one"),
    (
        "restated",
        "换一种说法重复同一数值",
        "says the same value in other words",
    ),
    ("review", "人工判定", "decided by a person"),
    ("rule", "规定或条件里的数字", "a number of a rule or condition"),
    ("set-size", "参加排名的个数", "how many are ranked"),
    ("share", "占比", "a share"),
    (
        "shared",
        "一个数值属于所列各个名称",
        "one value for all names of the list",
    ),
    ("table", "表格的行与列", "the row and column of a table"),
    (
        "table-change",
        "表格中变化的一行或一列",
        "a row or column of changes in a table",
    ),
    (
        "table-extra",
        "表格中没有对上指标的格",
        "a cell of a table that names no indicator",
    ),
    ("target", "目标", "a target"),
    (
        "target-or-actual",
        "目标还是实际值，原文不明",
        "the text does not tell a target from a value",
    ),
    ("task-of", "前面指标的任务", "a task for what was named before"),
    ("typed-part", "按类型分出的部分", "a part by its type"),
    ("unmatched-list", "数字与名称个数不符", "not as many numbers as names"),
    (
        "unnamed",
        "前面没有目录里的名称",
        "no name of the catalogue stands before it",
    ),
    ("withdrawn", "后文改口的数字", "taken back by the text"),
    ("word", "词语里的数目字", "a numeral inside a word"),
];

/// What a rule does.
pub(super) fn rule(name: &str, lang: Lang) -> Option<&'static str> {
    let at = RULES.binary_search_by(|(each, ..)| each.cmp(&name)).ok()?;
    let (_, zh, en) = RULES[at];
    Some(lang.either(zh, en))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_stand_in_order_and_never_mix_languages() {
        assert!(RULES.is_sorted_by(|a, b| a.0 < b.0));
        for (name, zh, en) in RULES {
            assert!(en.is_ascii() && !zh.is_ascii(), "{name}");
        }
    }
}
