//! One answer in every format, with Chinese and Latin side by side.

use std::sync::Arc;

use jibao::answer::{Answer, Cell, Column, Sketch, Tone};
use jibao::model::{Aggregation, ChangeStyle, Indicator, Observation, Period};
use jibao::query::{Lang, Question, qoq, series};
use jibao::render::{self, Format, RenderOptions};

/// Two rows with everything that a cell can be, and text that would like to be a command.
fn answer() -> Answer {
    let columns = vec![
        Column::new("indicator", "指标"),
        Column::new("code", "指标代码").for_machines(),
        Column::new("unit", "单位"),
        Column::new("value", "2024年二季度"),
        Column::new("change", "变化").toned(),
        Column::new("change_unit", "变化单位").for_machines(),
        Column::new("verdict", "评价").toned(),
        Column::new("sentence", "原句"),
    ];
    let mut answer = Answer::new("云溪县2024年二季度环比（较2024年一季度）", columns);
    let measure = |shown: &str, number: &str| Cell::Measure {
        shown: shown.into(),
        number: number.into(),
    };
    answer.push(
        vec![
            Cell::text("PM2.5平均浓度"),
            Cell::text("air.pm25.mean"),
            Cell::text("微克/立方米"),
            Cell::number("26.50"),
            measure("-48.0%", "-48.0"),
            Cell::text("%"),
            Cell::text("改善"),
            Cell::Marked {
                before: "PM2.5为".into(),
                marked: "26.50微克".into(),
                after: "，|同比".into(),
            },
        ],
        Tone::Good,
    );
    answer.push(
        vec![
            Cell::text("优良天数比例"),
            Cell::text("air.good_days.ratio"),
            Cell::text("%"),
            Cell::number("7"),
            measure("+1.2个百分点", "1.2"),
            Cell::text("个百分点"),
            Cell::text("恶化"),
            Cell::text("=HYPERLINK(\"x\")\u{1b}[31m<b>"),
        ],
        Tone::Bad,
    );
    answer.push(
        vec![
            Cell::text("Ozone, O₃ 90th percentile"),
            Cell::text("air.o3.p90"),
            Cell::text("µg/m³"),
            Cell::missing("百分位数不能拆分"),
            Cell::missing("百分位数不能拆分"),
            Cell::missing("百分位数不能拆分"),
            Cell::missing("百分位数不能拆分"),
            Cell::text(""),
        ],
        Tone::Plain,
    );
    answer.notes = vec![
        "2024年二季度：百分位数不能拆分（Ozone）".into(),
        "报告写\u{1b}]0;x\u{7}".into(),
    ];
    answer
}

fn render(format: Format, answer: &Answer, options: &RenderOptions) -> String {
    let bytes = render::render(format, answer, options).expect("no bound is near");
    String::from_utf8_lossy(&bytes).into_owned()
}

fn rendered(format: &str) -> String {
    render(Format::from_name(format).unwrap(), &answer(), &RenderOptions::default())
}

#[test]
fn table() {
    insta::assert_snapshot!(rendered("table"));
}

#[test]
fn csv() {
    insta::assert_snapshot!(rendered("csv"));
}

#[test]
fn json() {
    insta::assert_snapshot!(rendered("json"));
}

#[test]
fn jsonl() {
    insta::assert_snapshot!(rendered("jsonl"));
}

#[test]
fn markdown() {
    insta::assert_snapshot!(rendered("md"));
}

#[test]
fn html() {
    let page = rendered("html");
    let (before, after) = (page.find("<style>").unwrap(), page.find("</style>").unwrap());
    insta::assert_snapshot!(page[..before].to_owned() + &page[after..]);
}

/// One part of a workbook.
fn part(workbook: &[u8], name: &str) -> String {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(workbook)).expect("a workbook");
    let mut text = String::new();
    let mut file = archive.by_name(name).unwrap_or_else(|_| panic!("{name}"));
    file.read_to_string(&mut text).expect("XML");
    text
}

#[test]
fn a_workbook_has_numbers_as_shown_and_no_formulas() {
    let book = render::render(Format::Xlsx, &answer(), &RenderOptions::default()).expect("a workbook");
    let sheet = part(&book, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>"), "{sheet}");
    for wanted in [
        "<v>26.5</v>",
        "<v>-48</v>",
        "<v>1.2</v>",
        "<autoFilter ref=\"A2:F5\"/>",
        "topLeftCell=\"A3\" activePane=\"bottomLeft\" state=\"frozen\"",
    ] {
        assert!(sheet.contains(wanted), "{wanted} in {sheet}");
    }
    let styles = part(&book, "xl/styles.xml");
    for wanted in [
        "formatCode=\"0.0;-0.0&quot;%&quot;;0.0\"",
        "&quot;+&quot;0.0&quot;个百分点&quot;;-0.0;0.0",
        "formatCode=\"0.00\"",
    ] {
        assert!(styles.contains(wanted), "{wanted} in {styles}");
    }
    let strings = part(&book, "xl/sharedStrings.xml");
    for wanted in [
        "=HYPERLINK(\"x\")\u{fffd}[31m&lt;b&gt;",
        "<t>—</t>",
        "<rPr><b/>",
        "2024年二季度：百分位数不能拆分（Ozone）",
    ] {
        assert!(strings.contains(wanted), "{wanted} in {strings}");
    }
}

#[test]
fn a_narrow_terminal_wraps_words_and_never_numbers() {
    let options = RenderOptions {
        colour: false,
        width: Some(72),
        ..RenderOptions::default()
    };
    let table = render(Format::Table, &answer(), &options);
    let body = table
        .lines()
        .filter(|line| !line.contains("2024年二季度环比") && !line.starts_with(['1', '2']));
    for line in body {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 72, "{line}");
    }
    insta::assert_snapshot!(table);
}

#[test]
fn colour_marks_the_change_and_its_verdict_only() {
    let plain = rendered("table");
    let options = RenderOptions {
        colour: true,
        ..RenderOptions::default()
    };
    let coloured = render(Format::Table, &answer(), &options);
    for marked in [
        "\u{1b}[32m-48.0%\u{1b}[0m",
        "\u{1b}[32m改善\u{1b}[0m",
        "\u{1b}[31m恶化\u{1b}[0m",
    ] {
        assert!(coloured.contains(marked), "{coloured}");
    }
    let stripped = ["\u{1b}[32m", "\u{1b}[31m", "\u{1b}[0m"]
        .iter()
        .fold(coloured, |text, code| text.replace(code, ""));
    assert_eq!(stripped, plain);
    assert!(!plain.contains('\u{1b}'));
}

#[test]
fn columns_are_aligned_by_display_width() {
    let table = rendered("table");
    let column = |line: &str, word: &str| {
        let at = line.find(word).unwrap_or_else(|| panic!("{word} in {line}"));
        unicode_width::UnicodeWidthStr::width(&line[..at])
    };
    let lines: Vec<&str> = table.lines().collect();
    let start = column(lines[2], "单位");
    assert_eq!(column(lines[4], "微克/立方米"), start);
    assert_eq!(column(lines[6], "µg/m³"), start);
}

#[test]
fn json_parses_back_with_every_digit() {
    let text = rendered("json");
    let parsed: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(parsed["rows"].as_array().unwrap().len(), 3);
    assert!(text.contains("\"value\": 26.50,") && text.contains("\"change\": 1.2,"));
    assert!(parsed["rows"][0]["value"].is_number() && parsed["rows"][0].get("missing").is_none());
    assert!(parsed["rows"][2]["value"].is_null());
    assert_eq!(parsed["rows"][2]["missing"]["value"], "百分位数不能拆分");
    assert_eq!(parsed["rows"][1]["sentence"], "=HYPERLINK(\"x\")\u{1b}[31m<b>");
    for line in rendered("jsonl").lines() {
        assert!(serde_json::from_str::<serde_json::Value>(line).unwrap().is_object());
    }
}

#[test]
fn a_comparison_reads_like_a_report_in_both_languages() {
    let observations = observations();
    let period = Period::parse("2024Q2").unwrap();
    for lang in [Lang::Zh, Lang::En] {
        let question = Question {
            lang,
            ..Question::default()
        };
        let answer = qoq(&observations, period, &question);
        insta::assert_snapshot!(render(Format::Table, &answer, &RenderOptions::default()));
    }
}

#[test]
fn a_series_shows_single_quarters_beside_the_cumulative_value() {
    let question = Question::default();
    let cases: Vec<Observation> = observations()
        .into_iter()
        .filter(|each| each.indicator.code == "enf.cases")
        .collect();
    insta::assert_snapshot!(render(
        Format::Table,
        &series(&cases, None, &question),
        &RenderOptions::default()
    ));
}

/// Three indicators of a county: one reported by quarter, one cumulative, one that cannot be taken apart.
fn observations() -> Vec<Observation> {
    use jibao::model::{Aggregation::*, Better::*, ChangeStyle::*};
    let rows = [
        (
            "air.pm25.mean",
            "PM2.5平均浓度",
            "PM2.5 mean concentration",
            "ug/m3",
            (Mean, Lower, Percent),
            [("2024Q1", "50"), ("2024Q2", "26")],
        ),
        (
            "enf.cases",
            "立案数",
            "Cases filed",
            "count",
            (Sum, None, Percent),
            [("2024Q1", "18"), ("2024H1", "40")],
        ),
        (
            "air.o3.p90",
            "臭氧第90百分位数浓度",
            "O3 90th percentile",
            "ug/m3",
            (Percentile, Lower, Percent),
            [("2024Q1", "98"), ("2024H1", "151")],
        ),
        (
            "water.section.class",
            "断面水质类别",
            "Class of a section",
            "class",
            (Aggregation::Class, Lower, ChangeStyle::Class),
            [("2024Q1", "V"), ("2024Q2", "III")],
        ),
    ];
    let observation = |(figure, (code, name, name_en, unit, (aggregation, better, change), values)): (i64, _)| {
        let indicator: Arc<Indicator> = Arc::new(Indicator {
            code: String::from(code),
            domain: "air".into(),
            name: String::from(name),
            name_en: String::from(name_en),
            unit: String::from(unit),
            decimals: 0,
            aggregation,
            better,
            change,
            range: Option::None,
            aliases: Vec::new(),
            counts: Option::None,
            series_break: Option::None,
        });
        let values: [(&str, &str); 2] = values;
        values.map(|(period, value)| Observation {
            indicator: Arc::clone(&indicator),
            region: "云溪县".into(),
            period: Period::parse(period).unwrap(),
            dimension: Option::None,
            treatment: Option::None,
            value: value.parse().unwrap(),
            half: jibao::model::half_unit(value.parse().unwrap(), value),
            approx: Option::None,
            figure,
            report: 1,
            report_title: "云溪县季报".into(),
            published: Option::None,
            looks_back: false,
        })
    };
    (1..).zip(rows).flat_map(observation).collect()
}

#[test]
fn an_answer_without_rows_still_says_why_in_every_format_for_people() {
    let mut empty = Answer::new("云溪县", vec![Column::new("a", "甲")]);
    empty.notes.push("没有符合条件的数值".into());
    for format in [Format::Table, Format::Markdown, Format::Json, Format::Html] {
        let text = render(format, &empty, &RenderOptions::default());
        assert!(text.contains("云溪县") && text.contains("没有符合条件的数值"), "{text}");
    }
}

#[test]
fn sparklines_are_for_the_terminal_alone() {
    let sketched = Answer {
        sketch: Sketch {
            heading: "走势".into(),
            rows: vec!["▁▃\u{a0}█".into(); answer().rows.len()],
            lines: vec!["走势 ▁█".into()],
        },
        ..answer()
    };
    let terminal = RenderOptions {
        terminal: true,
        ..RenderOptions::default()
    };
    for format in Format::ALL {
        let piped = render(*format, &sketched, &RenderOptions::default());
        assert_eq!(piped, render(*format, &answer(), &RenderOptions::default()));
        let shown = render(*format, &sketched, &terminal);
        assert_eq!(shown != piped, *format == Format::Table, "{shown}");
    }
    let shown = render(Format::Table, &sketched, &terminal);
    assert!(shown.contains("▁▃\u{a0}█") && shown.contains("走势 ▁█\n"), "{shown}");
}
