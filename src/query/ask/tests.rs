//! Questions in sentences on a small database of two regions and a few periods.

use std::sync::OnceLock;

use proptest::prelude::*;

use super::*;
use crate::catalogue::Catalogue;
use crate::model::{Comparison, Decimal, Period, half_unit};
use crate::query::Share;

fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| Catalogue::builtin().unwrap())
}

/// `code period value` with an optional section, of 云溪县 in the report of that number.
fn observation(code: &str, period: &str, value: &str, part: Option<&str>, region: &str, report: i64) -> Observation {
    let entry = catalogue().entry(code).unwrap_or_else(|| panic!("{code}"));
    Observation {
        indicator: entry.indicator.clone(),
        region: region.into(),
        period: Period::parse(period).unwrap(),
        dimension: part.map(str::to_owned),
        treatment: None,
        value: value.parse().unwrap(),
        half: half_unit(value.parse().unwrap(), value),
        approx: None,
        figure: report * 100,
        report,
        report_title: format!("第{report}号报告"),
        published: None,
        looks_back: false,
    }
}

const YUNXI: &[(&str, &str, &str, i64)] = &[
    ("air.pm25.mean", "2024Q1", "42.1", 1),
    ("air.pm25.mean", "2024H1", "32.0", 2),
    ("air.pm25.mean", "2023Q1", "44.0", 1),
    ("enforcement.fines", "2024Q1", "1000000", 1),
    ("enforcement.fines", "2024H1", "2500000", 2),
    ("enforcement.cases.filed", "2024Q1", "10", 1),
    ("enforcement.cases.filed", "2024Q2", "14", 2),
    ("enforcement.cases.filed", "2024H1", "25", 2),
    ("credit.green.count", "2024H1", "15", 2),
    ("credit.yellow.count", "2024H1", "10", 2),
    ("credit.red.count", "2024H1", "2", 2),
    ("credit.rated.total", "2024H1", "27", 2),
    ("air.good_days.count", "2024H1", "160", 2),
    ("air.valid_days.count", "2024H1", "182", 2),
    ("air.good_days.ratio", "2024H1", "89.9", 2),
    ("inspection.issues.total", "2024H1", "27", 2),
    ("inspection.issues.fixed", "2024H1", "26", 2),
    ("water.rural_sewage.treatment_ratio", "2024-03-31", "41.2", 1),
    ("water.rural_sewage.treatment_ratio", "2024-06-30", "45.0", 2),
];

fn world() -> Vec<Observation> {
    let mut all: Vec<Observation> = YUNXI
        .iter()
        .map(|(code, period, value, report)| observation(code, period, value, None, "云溪县", *report))
        .collect();
    for (period, class, report) in [("2024Q1", "IV", 1), ("2024H1", "III", 2)] {
        all.push(observation(
            "water.section.class",
            period,
            class,
            Some("七里滩"),
            "云溪县",
            report,
        ));
    }
    all.push(observation("air.pm25.mean", "2024Q1", "38", None, "丘河区", 3));
    all
}

fn reports() -> Vec<ReportLine> {
    let line = |id: i64, period: &str, region: &str| ReportLine {
        id,
        title: Some(format!("第{id}号报告")),
        region: Some(region.into()),
        period: Period::parse(period).ok(),
        ..ReportLine::default()
    };
    vec![
        line(1, "2024Q1", "云溪县"),
        line(2, "2024H1", "云溪县"),
        line(3, "2024Q1", "丘河区"),
    ]
}

fn shares() -> Vec<Share> {
    let share = |entry: &crate::catalogue::Entry| {
        let [part, whole] = entry.indicator.counts.clone()?;
        Some(Share {
            indicator: entry.indicator.clone(),
            part,
            whole,
        })
    };
    catalogue().entries().iter().filter_map(share).collect()
}

fn reader() -> &'static Reader<'static> {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| {
        let reader = Reader::new(catalogue(), &["云溪县".to_owned(), "丘河区".to_owned()]);
        reader.with_parts(["七里滩"].into_iter())
    })
}

fn goal() -> Goal {
    let indicator = catalogue().entry("air.pm25.mean").unwrap().indicator.clone();
    Goal {
        unit: indicator.unit.clone(),
        indicator,
        region: "云溪县".into(),
        period: Period::parse("2024").unwrap(),
        dimension: None,
        direction: Some(crate::model::Direction::AtMost),
        value: "33".parse().unwrap(),
        source: "年初计划".into(),
        figure: None,
        row: Some(1),
    }
}

fn stated_rank() -> StatedRank {
    StatedRank {
        observation: observation("air.pm25.mean", "2024H1", "4", None, "云溪县", 2),
        among: Some("全市".into()),
        as_written: "第4位".into(),
    }
}

fn ask_in(lang: Lang, text: &str) -> Reply {
    let (observations, reports) = (world(), reports());
    let asked = Asked::read(reader(), text);
    let question = asked.question(&Question {
        lang,
        shares: shares(),
        ..Question::default()
    });
    let selection = asked.selection(&question);
    let wanted = |each: &&Observation| {
        let places = &selection.regions;
        let codes = &selection.indicators;
        (places.is_empty() || places.contains(&each.region))
            && (codes.is_empty() || codes.contains(&each.indicator.code))
    };
    let current: Vec<Observation> = observations.iter().filter(wanted).cloned().collect();
    let mut stated = observation("air.pm25.mean", "2024Q1", "-6.1", None, "云溪县", 1);
    stated.half = Decimal::new(5, 2);
    let changes = [StatedChange {
        observation: stated,
        unit: "%".into(),
        compared_to: Some(Comparison::Yoy),
        as_written: "下降6.1%".into(),
    }];
    let mut vintages = current.clone();
    vintages.insert(
        0,
        observation("enforcement.fines", "2024Q1", "900000", None, "云溪县", 0),
    );
    answer(
        &asked,
        &question,
        &Evidence {
            observations: &current,
            vintages: &vintages,
            changes: &changes,
            reports: &reports,
            newest: reports
                .iter()
                .filter_map(|each| each.period)
                .max_by_key(|period| period.end()),
            ranks: &[stated_rank()],
            goals: &[goal()],
            limits: &crate::catalogue::standards::limits(catalogue()).unwrap(),
        },
    )
}

fn ask(text: &str) -> (String, String) {
    let reply = ask_in(Lang::Zh, text);
    (reply.value.unwrap_or_default(), reply.unit.unwrap_or_default())
}

#[test]
fn each_kind_of_question_has_its_answer() {
    for (text, value, unit) in [
        // values, single and cumulative
        ("云溪县2024年一季度PM2.5是多少", "42.1", "ug/m3"),
        ("云溪县2024Q1 PM2.5", "42.1", "ug/m3"),
        ("云溪县2024年二季度单季罚款金额是多少？", "1500000", "yuan"),
        ("云溪县二季度罚款", "1500000", "yuan"),
        ("2024年上半年云溪县立案多少件", "25", "count"),
        ("云溪县2024年PM2.5二季度单季均值", "21.9", "ug/m3"),
        ("截至2024年6月底云溪县农村生活污水治理率是多少", "45.0", "%"),
        ("七里滩断面2024年上半年水质类别", "III", "class"),
        // movements
        ("云溪县2024年二季度罚款金额环比变化多少", "50.0", "%"),
        ("云溪县2024年二季度罚款金额环比增加多少万元", "500000", "yuan"),
        ("云溪县2024年一季度PM2.5同比变化多少", "-4.3", "%"),
        ("云溪县2024年一季度PM2.5比2023年一季度下降了多少", "-4.3", "%"),
        ("云溪县2024年一季度PM2.5与2023年一季度相比变化多少", "-4.3", "%"),
        (
            "云溪县农村生活污水治理率从2024年3月底到2024年6月底提高多少个百分点",
            "3.8",
            "pp",
        ),
        // counts
        ("云溪县黄色和红色企业合计多少家", "12", "count"),
        (
            "云溪县2024年上半年绿色、黄色、红色企业之和与参评企业总数是否一致？相差多少？",
            "0",
            "count",
        ),
        ("云溪县2024年上半年红色企业占参评企业的比例", "7.4", "%"),
        (
            "按优良天数和有效监测天数计算，云溪县2024年上半年优良率是多少？与报告所述是否一致？",
            "87.9",
            "%",
        ),
        ("截至2024年6月底云溪县还有多少个督察反馈问题未完成整改", "1", "count"),
        ("云溪县2024年上半年督察反馈问题整改完成率", "96.3", "%"),
        (
            "按一季度与二季度数相加，云溪县2024年上半年立案数应为多少？与报告所述是否一致？",
            "24",
            "count",
        ),
        (
            "云溪县2024年上半年参评企业总数等于绿色企业加黄色企业加红色企业吗",
            "0",
            "count",
        ),
        ("云溪县2024年上半年黄色企业加红色企业与绿色企业是否一致", "3", "count"),
        // two of one time
        ("云溪县和丘河区2024年一季度PM2.5相差多少", "4.1", "ug/m3"),
        ("2024年一季度丘河区PM2.5比云溪县低多少", "-4.1", "ug/m3"),
        ("与丘河区相比，云溪县2024年一季度PM2.5高多少", "4.1", "ug/m3"),
        ("2024年一季度丘河区PM2.5比云溪县低百分之几", "-9.7", "%"),
        ("云溪县2024年上半年绿色企业比红色企业多几家", "13", "count"),
        // beyond a bound
        ("云溪县2024年有几个季度PM2.5超过30微克/立方米", "1", "count"),
        ("云溪县2024年哪些季度PM2.5低于30微克每立方米", "2024Q2", "period"),
        ("2024年一季度哪些区县PM2.5不超过40", "丘河区", "region"),
        ("云溪县2024年上半年罚款超过200万元了吗", "2500000", "yuan"),
        ("云溪县2024年上半年有几个断面是Ⅲ类", "1", "count"),
        ("2024年上半年七里滩是几类水", "III", "class"),
        // standards
        ("云溪县2024年上半年PM2.5达到二级标准了吗", "32.0", "ug/m3"),
        ("云溪县2024年上半年PM2.5比二级标准低多少", "-3.0", "ug/m3"),
        ("PM2.5二级标准的限值是多少", "35", "ug/m3"),
        // reports
        ("云溪县2024年一季度罚款金额更正前是多少", "900000", "yuan"),
        (
            "云溪县2024年一季度罚款金额在不同报告中分别是多少？相差多少？",
            "100000",
            "yuan",
        ),
        ("云溪县哪一期报告没有绿色企业数", "第1号报告", "report"),
        ("七里滩断面水质类别从哪一期报告起由Ⅳ类改善为Ⅲ类", "第2号报告", "report"),
        ("哪份报告说云溪县2024年上半年罚款是250万元", "第2号报告", "report"),
        ("云溪县2024年上半年优良率出自哪份报告", "第2号报告", "report"),
        ("云溪县哪一期报告罚款最多", "第2号报告", "report"),
        ("云溪县有几份报告", "2", "count"),
        // targets
        ("云溪县2024年PM2.5目标是多少", "33", "ug/m3"),
        ("2024年云溪县PM2.5年度目标完成了吗", "33", "ug/m3"),
        ("云溪县2024年上半年PM2.5比年度目标低多少", "-1.0", "ug/m3"),
        ("云溪县2024年上半年PM2.5离年度目标还差多少", "1.0", "ug/m3"),
        // the same in other words
        ("云溪县2024年Q1 PM2.5同比降幅与报告表述是否相符？", "-4.3", "%"),
        (
            "2024年一季度云溪县PM2.5比上年同期变化多少，和报告里写的一致吗",
            "-4.3",
            "%",
        ),
        ("云溪县2024年二季度当季罚款金额", "1500000", "yuan"),
        ("第二季度2024年云溪县新立案多少件", "14", "count"),
        ("云溪县2024年上半年立案数与两个季度之和是否一致", "24", "count"),
        ("云溪县2024年一季度罚款更正前后相差多少", "100000", "yuan"),
        ("云溪县2024年一季度罚款以最新版本为准是多少", "1000000", "yuan"),
        (
            "云溪县2024年一季度罚款在季报和2024年上半年报告里分别是多少",
            "100000",
            "yuan",
        ),
        (
            "2024年6月底云溪县农村生活污水治理率比2024年3月底高多少个百分点",
            "3.8",
            "pp",
        ),
        ("截至2024年6月底云溪县督察反馈问题还剩几个没整改完", "1", "count"),
        ("云溪县2024年上半年参评企业中红色企业的占比", "7.4", "%"),
        ("哪份报告开始七里滩断面达到Ⅲ类", "第2号报告", "report"),
        ("七里滩断面什么时候从Ⅳ类变成Ⅲ类", "2024H1", "period"),
        // order
        ("云溪县2024年罚款最多的季度", "2024Q2", "period"),
        ("云溪县哪个季度罚款最多", "2024Q2", "period"),
        ("2024年一季度各区县PM2.5排名", "丘河区", "region"),
        ("2024年一季度哪个区PM2.5最高", "云溪县", "region"),
        ("云溪县2024年一季度PM2.5排第几", "2", "rank"),
        ("2024年一季度丘河区PM2.5在全市排名第几位", "1", "rank"),
        ("云溪县2024年上半年PM2.5在全市排第几", "4", "rank"),
        ("云溪县2024年一季度PM2.5排名", "2", "rank"),
        ("云溪县2024年一季度哪些指标比去年同期变好了", "1", "count"),
    ] {
        assert_eq!(ask(text), (value.to_owned(), unit.to_owned()), "{text}");
    }
}

#[test]
fn what_is_not_understood_is_said_and_nothing_else_is_answered() {
    for (text, why) in [
        ("云溪县2024年GDP是多少", "不明白：GDP"),
        ("白银市2024年一季度PM2.5", "不明白：白银"),
        ("云溪县2024年一季度天气怎么样", "不明白：气"),
        ("云溪县2024年一季度的PM2.5和湿度是多少", "不明白：湿度"),
        ("八里滩断面2024年上半年水质类别", "不明白：八里滩"),
        ("云溪县2024年一季度", "没有看出问的是哪个指标"),
        ("云溪县202x年一季度PM2.5是多少", "问题没有说清是哪一年"),
        ("云溪县2024年一季度PM2.5变化多少", "没有说明与哪个时期相比"),
        ("云溪县2024年三季度PM2.5是多少", "报告未单独列出"),
        ("云溪县2024年一季度臭氧是多少", "数据库里没有"),
        ("云溪县2024年二季度优良率是多少", "比例"),
        ("2024年一季度PM2.5排第几", "没有说明问的是哪个地区的排名"),
        ("云溪县哪个季度罚款增长最多", "无从比较"),
        ("云溪县2024年有几个季度罚款", "没有说明界限是多少"),
        ("云溪县2024年一季度PM2.5是42.1还是43", "不明白：42.1、43"),
        ("云溪县2024年一季度PM2.5超过20分贝了吗", "单位不合"),
        ("云溪县2024年二季度PM2.5排名比一季度上升几位", "还不能回答名次的变化"),
        (
            "七里滩断面2024年上半年水质类别达到标准了吗",
            "没有说明是几级或几类的标准",
        ),
        ("哪份报告说云溪县2024年一季度罚款是3万元", "没有哪份报告这样说"),
        ("云溪县2024年一季度哪些指标同比有变化", "没有说明是变好的还是变差的"),
        ("云溪县2024年上半年罚款金额排第几", "报告也没有写它的排名"),
    ] {
        let reply = ask_in(Lang::Zh, text);
        assert_eq!(reply.value, None, "{text}: {}", reply.text);
        assert!(reply.text.contains(why), "{text}: {}", reply.text);
        assert!(!reply.is_answered(), "{text}");
    }
}

#[test]
fn what_the_report_states_is_held_against_what_is_computed() {
    let text = |question: &str| ask_in(Lang::Zh, question).text;
    let change = text("云溪县2024年一季度PM2.5同比实际变化多少？与报告所述是否一致？");
    assert!(
        change.contains("下降4.3%（下降1.9微克/立方米）；报告所述为-6.1%，与计算值不一致"),
        "{change}"
    );
    let share = text("按优良天数和有效监测天数计算，云溪县2024年上半年优良率是多少？与报告所述是否一致？");
    assert!(share.contains("报告所述为89.9%，与计算值不一致"), "{share}");
    let sum = text("按一季度与二季度数相加，云溪县2024年上半年立案数应为多少？与报告所述是否一致？");
    assert!(sum.contains("合24个；报告所述为25个，与计算值不一致"), "{sum}");
}

#[test]
fn a_year_that_the_question_leaves_out_is_said() {
    let reply = ask_in(Lang::Zh, "云溪县上半年罚款金额");
    assert_eq!(
        reply.understood,
        "指标：罚款金额；地区：云溪县；时期：2024年上半年（问题未写明，取库中最近一期）；问：数值"
    );
}

#[test]
fn questions_may_be_in_english() {
    for (text, value) in [
        ("PM2.5 of 云溪县 in Q1 2024", "42.1"),
        (
            "What is the year-over-year change of PM2.5 of 云溪县 in 2024Q1?",
            "-4.3",
        ),
        ("fines of 云溪县 in the single quarter Q2 2024", "1500000"),
        ("What was PM2.5 of 云溪县 in 2024Q1?", "42.1"),
        ("What was PM2.5 of 云溪县 in the first quarter of 2024?", "42.1"),
        (
            "How did fines of 云溪县 change from the previous quarter in Q2 2024?",
            "50.0",
        ),
        ("Which quarter had the highest fines in 云溪县?", "2024Q2"),
        ("Rank districts by PM2.5 in 2024Q1", "丘河区"),
        ("Which district had the highest PM2.5 in Q1 2024?", "云溪县"),
        ("What is the rank of 云溪县 by PM2.5 in the first half of 2024?", "4"),
    ] {
        let reply = ask_in(Lang::En, text);
        assert_eq!(reply.value.as_deref(), Some(value), "{text}: {}", reply.text);
        assert!(!reply.text.contains('为'), "{}", reply.text);
    }
}

proptest! {
    #[test]
    fn any_question_has_an_answer_or_a_reason(text in "\\PC*") {
        let reply = ask_in(Lang::Zh, &text);
        prop_assert!(reply.is_answered() || !reply.text.is_empty());
    }

    #[test]
    fn any_mix_of_question_words_has_an_answer_or_a_reason(words in prop::collection::vec(prop::sample::select(vec![
        "云溪县", "2024年", "一季度", "上半年", "PM2.5", "罚款金额", "红色企业", "优良率", "同比", "环比", "变化", "较", "从", "到",
        "合计", "之和", "是否一致", "相差多少", "哪个季度", "最高", "各区", "排名", "还有", "更正前", "哪一期报告", "没有", "七里滩",
        "Ⅲ类", "截至", "6月底", "多少", "和", "、", "x", "各季度", "占", "完成率", "哪些指标", "变差",
    ]), 0..9)) {
        let reply = ask_in(Lang::Zh, &words.concat());
        prop_assert!(reply.is_answered() || !reply.text.is_empty());
    }
}
