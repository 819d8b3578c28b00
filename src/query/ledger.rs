//! Reports, the ledger of a report, and where one number stands.

use super::Lang;
use crate::answer::{Answer, Cell, Column, Tone};

/// A report as the list shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportLine {
    /// Row, or `None` for one that is not stored.
    pub id: Option<i64>,
    /// Title or file name.
    pub title: String,
    /// Reporting region.
    pub region: Option<String>,
    /// Reporting period.
    pub period: Option<String>,
    /// Day of publication.
    pub published: Option<String>,
    /// Edition.
    pub edition: i64,
    /// Rows of the ledger: in all and by kind. Every line of a list has the same.
    pub counts: Vec<(&'static str, i64)>,
}

/// A figure as lists show it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FigureLine {
    /// Row of the ledger.
    pub id: Option<i64>,
    /// Place in the ledger.
    pub seq: i64,
    /// Kind code.
    pub kind: String,
    /// Indicator code.
    pub indicator: Option<String>,
    /// Its name or what the text calls it.
    pub name: Option<String>,
    /// Exact value.
    pub value: Option<String>,
    /// Unit code.
    pub unit: String,
    /// As written.
    pub as_written: String,
    /// Period label.
    pub period: Option<String>,
    /// Place.
    pub region: Option<String>,
    /// What narrows it.
    pub dimension: Option<String>,
    /// Base of a change, or set of a ranking.
    pub relation: Option<String>,
    /// How exact.
    pub approx: Option<String>,
    /// Headings above.
    pub section: Option<String>,
    /// Sentence.
    pub sentence: String,
    /// First character.
    pub char_start: i64,
    /// One past the last.
    pub char_end: i64,
    /// Rules.
    pub rule: String,
    /// What a reader should know.
    pub note: Option<String>,
    /// Title of the report, day of publication, and file.
    pub report: (String, Option<String>, String),
    /// The figure that replaced it.
    pub superseded_by: Option<i64>,
}

fn optional(text: &Option<String>, lang: Lang) -> Cell {
    match text {
        Some(text) => Cell::text(text),
        None => Cell::missing(lang.pick("未知", "unknown")),
    }
}

fn kind_word(kind: &str, lang: Lang) -> String {
    let zh = match kind {
        "actual" => "实际",
        "change" => "变化",
        "rank" => "排名",
        "target" => "目标",
        "plan" => "计划",
        "limit" => "限值",
        "other" => "目录外",
        "masked" => "隐去",
        "noise" => "非指标",
        "figures" => "数字",
        other => other,
    };
    lang.pick(zh, kind).to_owned()
}

/// The list of reports, with how many figures of each kind were found.
pub fn reports(lines: &[ReportLine], lang: Lang) -> Answer {
    let mut columns = vec![
        lang.column("id", "编号", "id"),
        lang.column("title", "标题", "title"),
        lang.column("region", "地区", "region"),
        lang.column("period", "报告期", "period"),
        lang.column("published", "发布", "published"),
        lang.column("edition", "版次", "edition"),
    ];
    let counted = lines.first().map_or(&[][..], |line| line.counts.as_slice());
    columns.extend(
        counted
            .iter()
            .map(|(kind, _)| Column::new(*kind, kind_word(kind, lang))),
    );
    let mut answer = Answer::new(lang.pick("报告", "reports"), columns);
    for line in lines {
        let mut cells = vec![
            line.id
                .map_or(Cell::missing(lang.pick("未入库", "not stored")), Cell::number),
            Cell::text(&line.title),
            optional(&line.region, lang),
            optional(&line.period, lang),
            optional(&line.published, lang),
            Cell::number(line.edition),
        ];
        cells.extend(line.counts.iter().map(|(_, count)| Cell::number(count)));
        answer.push(cells, Tone::Plain);
    }
    answer
}

/// The ledger of a report.
pub fn figures(lines: &[FigureLine], title: &str, lang: Lang) -> Answer {
    let columns = vec![
        lang.column("seq", "序号", "seq"),
        lang.column("kind", "种类", "kind"),
        lang.column("indicator", "指标代码", "indicator"),
        lang.column("name", "名称", "name"),
        lang.column("value", "数值", "value"),
        lang.column("unit", "单位", "unit"),
        lang.column("as_written", "原文", "as written"),
        lang.column("period", "时期", "period"),
        lang.column("region", "地区", "region"),
        lang.column("dimension", "细分", "dimension"),
        lang.column("relation", "对比/范围", "against/among"),
        lang.column("note", "说明", "note"),
    ];
    let mut answer = Answer::new(title, columns);
    let blank = |text: &Option<String>| Cell::text(text.clone().unwrap_or_default());
    for line in lines {
        let cells = vec![
            Cell::number(line.seq),
            Cell::text(kind_word(&line.kind, lang)),
            blank(&line.indicator),
            blank(&line.name),
            value_cell(&line.value, lang),
            Cell::text(&line.unit),
            Cell::text(&line.as_written),
            if line.kind == "noise" {
                Cell::text("")
            } else {
                optional(&line.period, lang)
            },
            blank(&line.region),
            blank(&line.dimension),
            blank(&line.relation),
            blank(&line.note),
        ];
        answer.push(cells, Tone::Plain);
    }
    answer
}

fn value_cell(value: &Option<String>, lang: Lang) -> Cell {
    match value {
        Some(value) if value.starts_with(|c: char| c.is_ascii_digit() || c == '-') => Cell::number(value),
        Some(class) => Cell::text(class),
        None => Cell::missing(lang.pick("无数值", "no value")),
    }
}

/// Where a number stands: the figure, the rules that made it, its sentence with the number marked, its document.
pub fn explain(line: &FigureLine, lang: Lang) -> Answer {
    let columns = vec![lang.column("what", "项目", "what"), lang.column("says", "内容", "says")];
    let heading = format!(
        "{} {}",
        lang.pick("数字", "figure"),
        line.id.map(|id| id.to_string()).unwrap_or_default()
    );
    let mut answer = Answer::new(heading, columns);
    let mut say = |zh: &str, en: &str, text: String| {
        if !text.is_empty() {
            answer.push(vec![Cell::text(lang.pick(zh, en)), Cell::text(text)], Tone::Plain);
        }
    };
    let or_blank = |text: &Option<String>| text.clone().unwrap_or_default();
    let unknown = |text: &Option<String>| text.clone().unwrap_or_else(|| lang.pick("未知", "unknown").to_owned());
    say("种类", "kind", kind_word(&line.kind, lang));
    say(
        "指标",
        "indicator",
        [or_blank(&line.name), or_blank(&line.indicator)]
            .join(" ")
            .trim()
            .to_owned(),
    );
    say(
        "数值",
        "value",
        format!("{} {}", or_blank(&line.value), line.unit).trim().to_owned(),
    );
    say("原文", "as written", line.as_written.clone());
    say("时期", "period", unknown(&line.period));
    say("地区", "region", unknown(&line.region));
    say("细分", "dimension", or_blank(&line.dimension));
    say("对比/范围", "against/among", or_blank(&line.relation));
    say("程度", "approx", or_blank(&line.approx));
    say("规则", "rules", line.rule.clone());
    say("说明", "note", or_blank(&line.note));
    say("原句", "sentence", marked(line));
    say("章节", "section", or_blank(&line.section));
    let (title, published, source) = &line.report;
    say(
        "报告",
        "report",
        format!(
            "{title}{}",
            published.as_ref().map(|date| format!("（{date}）")).unwrap_or_default()
        ),
    );
    say("文件", "file", source.clone());
    say(
        "位置",
        "place",
        format!(
            "{} {}–{}",
            lang.pick("字符", "characters"),
            line.char_start,
            line.char_end
        ),
    );
    say(
        "取代",
        "replaced by",
        line.superseded_by.map(|id| id.to_string()).unwrap_or_default(),
    );
    answer
}

/// The sentence with the number in 【】; line breaks inside it are shown as blanks.
fn marked(line: &FigureLine) -> String {
    let sentence = line
        .sentence
        .replacen(&line.as_written, &format!("【{}】", line.as_written), 1);
    sentence.replace(['\n', '\r'], " ")
}
