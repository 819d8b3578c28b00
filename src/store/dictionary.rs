//! `data_dictionary`: what every column of the stable tables and views means.

use rusqlite::{Connection, params};

use super::Error;

/// Table, column, meaning in Chinese, meaning in English.
type Row = (&'static str, &'static str, &'static str, &'static str);

const ROWS: &[Row] = &[
    ("reports", "id", "报告编号", "row of the report"),
    ("reports", "title", "标题", "title"),
    ("reports", "reporter", "发布单位", "publishing office"),
    (
        "reports",
        "region",
        "报告地区",
        "reporting region, under the name that the text gives it",
    ),
    (
        "reports",
        "period_start",
        "报告期起",
        "first day of the reporting period",
    ),
    ("reports", "period_end", "报告期止", "last day of the reporting period"),
    (
        "reports",
        "period",
        "报告期",
        "label of the reporting period, for example 2024Q1",
    ),
    ("reports", "published_on", "发布日期", "day of publication"),
    ("reports", "edition", "版次", "edition: a re-issue is the next edition"),
    (
        "reports",
        "supersedes_id",
        "取代的报告",
        "the report that this one replaces",
    ),
    ("reports", "source", "来源文件", "file that was imported"),
    ("reports", "format", "格式", "format of the file"),
    ("reports", "imported_at", "导入时间", "when it was imported"),
    ("reports", "figures", "数字个数", "rows of the ledger"),
    ("reports", "actuals", "实际值个数", "rows that are values of indicators"),
    (
        "reports",
        "others",
        "目录外个数",
        "rows of things that the catalogue does not name",
    ),
    ("reports", "masked", "隐去个数", "rows whose digits are hidden"),
    ("figures", "id", "数字编号", "row of the ledger: what explain takes"),
    ("figures", "report_id", "报告编号", "row of the report"),
    ("figures", "seq", "序号", "place in the report's ledger, from 1"),
    (
        "figures",
        "kind",
        "种类",
        "actual, change, rank, target, plan, limit, other, masked or noise",
    ),
    (
        "figures",
        "indicator",
        "指标代码",
        "code of the indicator; NULL where the catalogue has none or the reading is not certain",
    ),
    (
        "figures",
        "indicator_name",
        "指标名称",
        "its name, or what the text calls the thing",
    ),
    (
        "figures",
        "value",
        "数值",
        "value in `unit`; a class as its step, I = 1 … V- = 6",
    ),
    (
        "figures",
        "value_text",
        "精确值",
        "exact decimal as text; a class as I … V, V-",
    ),
    (
        "figures",
        "unit",
        "单位",
        "unit code: ug/m3 mg/m3 mg/L % pp day count person person-time yuan ha t dB class rank 1",
    ),
    (
        "figures",
        "as_written",
        "原文写法",
        "number and unit as the report writes them",
    ),
    (
        "figures",
        "period_start",
        "时期起",
        "first day of the figure's own period",
    ),
    (
        "figures",
        "period_end",
        "时期止",
        "last day; NULL when the year is hidden",
    ),
    ("figures", "period", "时期", "label of the period"),
    ("figures", "region", "地区", "the place it is about"),
    (
        "figures",
        "dimension",
        "细分",
        "section, source, type, measure: what narrows the indicator",
    ),
    (
        "figures",
        "treatment",
        "口径",
        "treatment of the data, for example sand-dust deducted",
    ),
    (
        "figures",
        "compared_to",
        "对比基准",
        "base of a change: yoy, qoq, mom, vs:start/end",
    ),
    ("figures", "rank_of", "排名范围", "among whom it ranks"),
    ("figures", "rank_order", "排名方向", "best, worst or unknown"),
    ("figures", "approx", "程度", "about, over or under"),
    ("figures", "section", "章节", "headings above it"),
    ("figures", "sentence", "原句", "the sentence it stands in"),
    ("figures", "char_start", "起始字符", "first character in report.text"),
    ("figures", "char_end", "结束字符", "one past its last character"),
    ("figures", "rule", "读取规则", "rules that made it"),
    ("figures", "note", "说明", "what a reader should know"),
    ("observations", "id", "数字编号", "row of the ledger"),
    ("observations", "indicator", "指标代码", "code of the indicator"),
    ("observations", "indicator_name", "指标名称", "its name"),
    ("observations", "domain", "领域", "domain of the indicator"),
    ("observations", "region", "地区", "the place it is about"),
    ("observations", "period_start", "时期起", "first day"),
    ("observations", "period_end", "时期止", "last day"),
    ("observations", "period", "时期", "label of the period"),
    ("observations", "dimension", "细分", "what narrows the indicator"),
    ("observations", "treatment", "口径", "treatment of the data"),
    ("observations", "value", "数值", "value in `unit`"),
    ("observations", "value_text", "精确值", "exact decimal as text"),
    ("observations", "unit", "单位", "unit code"),
    ("observations", "approx", "程度", "about, over or under"),
    ("observations", "report_id", "报告编号", "report that states it"),
    ("observations", "report", "报告", "its title"),
    ("observations", "published_on", "发布日期", "day of its publication"),
    ("observations", "sentence", "原句", "the sentence it stands in"),
    ("quarterly", "indicator", "指标代码", "code of the indicator"),
    ("quarterly", "indicator_name", "指标名称", "its name"),
    ("quarterly", "domain", "领域", "domain of the indicator"),
    ("quarterly", "region", "地区", "the place it is about"),
    ("quarterly", "quarter", "季度", "quarter, for example 2024Q2"),
    ("quarterly", "value", "本季值", "value of the single quarter"),
    ("quarterly", "unit", "单位", "unit code"),
    (
        "quarterly",
        "method",
        "得来方式",
        "reported, or difference of two cumulative values",
    ),
    (
        "quarterly",
        "uncertainty",
        "不确定度",
        "from the rounding of what was published; NULL where there is none",
    ),
    ("quarterly", "previous_value", "上季值", "value of the quarter before"),
    (
        "quarterly",
        "change_on_previous",
        "环比变化",
        "change on the quarter before, in change_unit",
    ),
    (
        "quarterly",
        "last_year_value",
        "去年同季值",
        "value of the same quarter last year",
    ),
    (
        "quarterly",
        "change_on_last_year",
        "同比变化",
        "change on the same quarter last year, in change_unit",
    ),
    ("quarterly", "change_unit", "变化单位", "%, pp or the indicator's unit"),
];

/// Fills the table; the columns of the tables themselves are explained in their DDL.
pub fn fill(connection: &Connection) -> Result<(), Error> {
    let transaction = connection.unchecked_transaction()?;
    transaction.execute("DELETE FROM data_dictionary", [])?;
    let mut insert = transaction
        .prepare("INSERT INTO data_dictionary (table_name, column_name, name, meaning_en) VALUES (?1, ?2, ?3, ?4)")?;
    for (table, column, chinese, english) in ROWS {
        insert.execute(params![table, column, chinese, english])?;
    }
    drop(insert);
    transaction.commit()?;
    Ok(())
}
