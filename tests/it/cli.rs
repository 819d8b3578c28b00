//! Whole commands as their user sees them.

use super::world::World;

const REPORT: &str = "柳湖县生态环境局2024年一季度工作总结\n2024-04-08\n一、环境质量\n一季度，全县PM2.5平均浓度41微克/立方米，同比下降4.7%。\n";

#[test]
fn import_prints_what_was_found_and_twice_changes_nothing() {
    let world = World::new();
    world.write("report.txt", REPORT);
    insta::assert_snapshot!(format!(
        "{}{}",
        world.show(&["import", "report.txt"]),
        world.show(&["import", "report.txt"])
    ));
    let leftovers: Vec<_> = std::fs::read_dir(world.path(""))
        .expect("the folder")
        .filter_map(Result::ok)
        .map(|entry| entry.file_name())
        .collect();
    assert_eq!(leftovers.len(), 2, "no journal is left: {leftovers:?}");
}

#[test]
fn a_report_from_standard_input() {
    let world = World::new();
    insta::assert_snapshot!(world.show_with(&["导入", "-", "--lang", "en"], REPORT));
}

#[test]
fn a_dry_run_stores_nothing() {
    let world = World::new();
    world.write("report.txt", REPORT);
    world.write(
        "second.txt",
        REPORT.replace("一季度", "二季度").replace("04-08", "07-08"),
    );
    let all = [
        world.show(&["import", "--dry-run", "-O", "jsonl", "report.txt"]),
        world.show(&["import", "--dry-run", "report.txt", "second.txt"]),
        world.show(&["import", "--dry-run", "-o", "both.csv", "report.txt", "second.txt"]),
    ];
    insta::assert_snapshot!(all.concat());
    assert!(!world.path("jibao.db").exists());
    let both = std::fs::read_to_string(world.path("both.csv")).expect("the file");
    assert!(both.contains(",report.txt,") && both.contains(",second.txt,"), "{both}");
    world.show(&["import", "report.txt"]);
    let before = std::fs::read(world.path("jibao.db")).expect("a database");
    insta::assert_snapshot!(world.show(&["import", "--dry-run", "report.txt", "--lang", "en"]));
    assert!(std::fs::read(world.path("jibao.db")).expect("a database") == before);
}

#[test]
fn a_report_without_period_or_region_asks_for_them() {
    let world = World::new();
    world.write("report.txt", "优良天数80天。\n");
    insta::assert_snapshot!(world.show(&["import", "report.txt", "--lang", "en"]));
}

#[test]
fn change_on_the_quarter_before() {
    insta::assert_snapshot!(World::with_samples().show(&["qoq", "2024Q2"]));
}

#[test]
fn contradictions_are_found_and_accepted() {
    let world = World::new();
    world.write("report.txt", "柳湖县生态环境局2024年一季度工作总结\n2024-04-08\n一季度，审批建设项目环评文件28件，其中报告书4件、报告表25件。全县PM2.5平均浓度41微克/立方米，PM10平均浓度60微克/立方米。\n");
    let mut all = world.show(&["import", "report.txt"]);
    all.push_str(&world.show(&["check"]));
    all.push_str(&world.show(&["check", "--lang", "en", "-O", "csv"]));
    all.push_str(&world.show(&["check", "--accept", "sum-mismatch:3"]));
    all.push_str(&world.show(&[
        "check",
        "--accept",
        "sum-mismatch:3",
        "--reason",
        "另有1件为登记表",
        "--by",
        "李",
    ]));
    all.push_str(&world.show(&["核查"]));
    all.push_str(&world.show(&["check", "--withdraw", "sum-mismatch:400", "--lang", "en"]));
    all.push_str(&world.show(&["check", "--accept", "nonsense", "--reason", "x", "--lang", "en"]));
    let accepted = world.show(&["check", "--accepted", "-O", "jsonl"]);
    assert!(
        accepted.contains("另有1件为登记表") && accepted.contains("\"by\":\"李\""),
        "{accepted}"
    );
    insta::assert_snapshot!(all);
}

#[test]
fn what_only_a_later_report_states_says_so() {
    let world = World::new();
    let report = |year: &str, published: &str, body: &str| {
        format!("柳湖县生态环境局{year}年一季度工作总结\n{published}\n一、环境质量\n{body}\n")
    };
    world.write(
        "2023.txt",
        report("2023", "2023-04-08", "一季度，全县PM2.5平均浓度42.1微克/立方米。"),
    );
    world.write(
        "2024.txt",
        report(
            "2024",
            "2024-04-08",
            "一季度，全县PM2.5平均浓度40.3微克/立方米，去年同期为42微克/立方米；罚款金额120万元，去年同期为150万元。",
        ),
    );
    world.show(&["import", "2023.txt", "2024.txt"]);
    let all = [
        world.show(&["yoy", "2024Q1", "罚款金额", "PM2.5"]),
        world.show(&["show", "2023Q1", "--lang", "en"]),
        world.show(&["series", "罚款金额"]),
        world.show(&[
            "sql",
            "SELECT indicator_name, period, value FROM observations ORDER BY 1, 2",
        ]),
    ];
    insta::assert_snapshot!(all.concat());
}

#[test]
fn limits_of_standards_and_whether_they_are_met() {
    let world = World::new();
    let limits = [
        world.show(&["standards", "PM2.5", "--grade", "二级"]),
        world.show(&["standards", "PM2.5", "2027", "--lang", "en"]),
        world.show(&["standards", "罚款金额", "2027", "--lang", "en"]),
        world.show(&["standards", "PM2.5", "--grade", "三级", "--lang", "en"]),
    ];
    insta::assert_snapshot!(limits.concat());
    world.write(
        "report.txt",
        "柳湖县生态环境局2026年一季度工作总结\n2026-04-08\n一、环境质量\n一季度，全县PM2.5平均浓度32.5微克/立方米，PM10平均浓度71微克/立方米，\
        臭氧日最大8小时滑动平均第90百分位数为158微克/立方米。总磷浓度0.25毫克/升，溶解氧6.4毫克/升。\n2025年，全县PM2.5平均浓度35.5微克/立方米。\n",
    );
    world.show(&["import", "report.txt"]);
    let verdicts = [
        world.show(&["标准", "2026Q1"]),
        world.show(&[
            "standards",
            "PM2.5",
            "2025",
            "2026Q1",
            "--grade",
            "grade 2",
            "--lang",
            "en",
        ]),
        world.show(&["standards", "PM2.5", "2026Q1", "--grade", "二级", "-O", "jsonl"]),
        world.show(&["check", "--lang", "en"]),
        world.show(&[
            "sql",
            "SELECT * FROM 标准限值 WHERE 指标 LIKE 'PM2.5%' AND 级别 = '二级'",
            "-O",
            "csv",
        ]),
    ];
    insta::assert_snapshot!(verdicts.concat());
}

#[test]
fn places_in_order() {
    let world = World::with_samples();
    let all = [
        world.show(&["rank", "水质类别", "2024H1"]),
        world.show(&["排名", "PM2.5", "2024Q2", "--change", "yoy", "-O", "jsonl"]),
        world.show(&["rank", "PM2.5", "2020Q1", "--lang", "en"]),
    ];
    insta::assert_snapshot!(all.concat());
}

/// A region that reports only longer times is ranked by what these make, among those that report the quarter itself.
#[test]
fn regions_in_order_where_one_is_derived() {
    let world = World::new();
    for (region, text) in [
        ("甲县", "2024年二季度，全县立案查处环境违法案件12件。"),
        ("乙县", "2024年二季度，全县立案查处环境违法案件9件。"),
        (
            "丙县",
            "2024年一季度，全县立案查处环境违法案件5件。2024年上半年，全县立案查处环境违法案件15件。",
        ),
        ("丁县", "2024年一季度，全县立案查处环境违法案件3件。"),
    ] {
        let file = format!("{region}.txt");
        world.write(&file, format!("{region}生态环境局工作通报\n{text}\n"));
        world.show(&[
            "import",
            &file,
            "--region",
            region,
            "--period",
            "2024H1",
            "--published",
            "2024-07-10",
        ]);
    }
    let all = [
        world.show(&["rank", "立案查处环境违法案件数", "2024Q2"]),
        world.show(&["ask", "2024年二季度各县立案数排名"]),
        world.show(&["ask", "2024年二季度丙县立案数排第几"]),
        world.show(&["ask", "2024年二季度甲县比乙县立案数多几件"]),
        world.show(&["ask", "2024年二季度哪些县立案数超过9件", "-O", "json"]),
    ];
    insta::assert_snapshot!(all.concat());
}

#[test]
fn figures_are_put_right_by_hand() {
    let world = World::new();
    world.write("report.txt", REPORT);
    world.show(&["import", "report.txt"]);
    let figure = "1:6";
    let all = [
        world.show(&["show", "PM2.5"]),
        world.show(&["correct", figure, "override", "40"]),
        world.show(&[
            "correct", figure, "override", "40", "--reason", "x", "--expect", "42", "--lang", "en",
        ]),
        world.show(&["correct", figure, "override", "low", "--reason", "x", "--lang", "en"]),
        world.show(&[
            "correct",
            figure,
            "override",
            "40",
            "--reason",
            "核对监测数据",
            "--by",
            "李",
            "--expect",
            "41",
        ]),
    ];
    insta::assert_snapshot!(all.concat());
    let shown = world.show(&["show", "PM2.5"]);
    assert!(
        shown.contains(" 40 ") && shown.contains("数字6经人工订正：41微克/立方米 → 40微克/立方米"),
        "{shown}"
    );
    let history = world.show(&["history", "PM2.5"]);
    assert!(
        history.contains("41微克/立方米 → 40微克/立方米（李") && history.contains("核对监测数据"),
        "{history}"
    );
    assert!(
        world
            .show(&["explain", figure])
            .contains("41微克/立方米 → 40微克/立方米")
    );
    let ledger = world.show(&["figures", "1", "--kind", "actual"]);
    assert!(
        ledger.contains(" 41 ") && ledger.contains("41微克/立方米 → 40微克/立方米"),
        "{ledger}"
    );
    let reported = world.show(&["sql", "SELECT value FROM figures WHERE kind = 'actual'", "-O", "csv"]);
    assert!(reported.contains("value\n41\n"), "{reported}");
    let then = world.show(&["show", "PM2.5", "--as-of", "2024-05-01"]);
    assert!(then.contains(" 41 ") && !then.contains("人工订正"), "{then}");
    let asked = world.show(&["ask", "2024年一季度PM2.5是多少"]);
    assert!(
        asked.contains("为40微克/立方米；数字6经人工订正：41微克/立方米 → 40微克/立方米"),
        "{asked}"
    );
    world.show(&["import", "--again", "report.txt"]);
    let list = world.show(&["correct", "--list", "-O", "jsonl"]);
    assert!(list.contains("\"state\":\"有效\""), "{list}");
    assert!(world.show(&["show", "PM2.5", "-O", "csv"]).contains(",40,"));
    world.show(&["correct", "--undo", "1"]);
    assert!(world.show(&["show", "PM2.5", "-O", "csv"]).contains(",41,"));
    world.show(&["订正", figure, "drop", "--reason", "不是本县的数", "--by", "李"]);
    assert!(!world.show(&["show", "PM2.5", "-O", "csv"]).contains(",41,"));
    assert!(world.show(&["history", "PM2.5"]).contains("41微克/立方米 → 剔除"));
}

#[test]
fn a_correction_reports_itself_when_the_source_changes() {
    let world = World::new();
    world.write("report.txt", REPORT);
    world.show(&["import", "report.txt"]);
    world.show(&[
        "correct",
        "6",
        "override",
        "40",
        "--reason",
        "核对监测数据",
        "--by",
        "李",
    ]);
    let quiet = world.show(&["check"]);
    assert!(!quiet.contains("correction-stale"), "{quiet}");
    world.write(
        "again.txt",
        REPORT.replace("04-08", "05-06").replace("41微克", "39微克"),
    );
    let import = world.show(&["import", "again.txt"]);
    assert!(
        import.contains("数字6经人工订正：41微克/立方米 → 40微克/立方米") && import.contains("已失效"),
        "{import}"
    );
    let list = world.show(&["correct", "--list", "--lang", "en"]);
    assert!(
        list.contains("lapsed: the later 柳湖县生态环境局2024年一季度工作总结 states 39 µg/m³"),
        "{list}"
    );
    let found = world.show(&["check", "-O", "jsonl"]);
    assert!(
        found.contains("\"id\":\"correction-stale:6\"")
            && found.contains("PM2.5平均浓度的人工订正（41微克/立方米 → 40微克/立方米）已失效：后来的"),
        "{found}"
    );
    world.show(&["correct", "--undo", "1", "--by", "王"]);
    assert!(!world.show(&["check"]).contains("correction-stale"));
    assert!(world.show(&["correct", "--list"]).contains("由王撤回"));
}

#[test]
fn targets_of_reports_and_of_ones_own() {
    let world = World::with_samples();
    let all = [
        world.show(&[
            "targets",
            "set",
            "PM2.5",
            "2024",
            "at-most",
            "33",
            "--source",
            "区政府下达",
        ]),
        world.show(&["targets", "set", "PM2.5", "2024", "around", "33", "--lang", "en"]),
        world.show(&["targets", "set", "PM2.5", "2024", "<=", "low", "--lang", "en"]),
        world.show(&["targets", "2024"]),
        world.show(&["目标", "2024", "PM2.5", "--lang", "en", "-O", "csv"]),
        world.show(&["ask", "2024年PM2.5目标完成了吗"]),
        world.show(&["targets", "unset", "1"]),
        world.show(&["targets", "unset", "1", "--lang", "en"]),
    ];
    insta::assert_snapshot!(all.concat());
}

#[test]
fn what_was_said_before_and_where() {
    let world = World::with_samples();
    world.show(&["import", "data/reissue"]);
    let all = [
        world.show(&["history", "罚款金额", "2024-01..2024-09"]),
        world.show(&[
            "历次",
            "罚款金额",
            "--period",
            "2024-01..2024-09",
            "--as-of",
            "2024-10-15",
            "--lang",
            "en",
        ]),
        world.show(&["diff", "5", "7"]),
        world.show(&["diff", "2024Q1", "nothing", "--lang", "en"]),
        world.show(&["search", "罚款", "三季度", "--limit", "2"]),
        world.show(&["查找", "%_%"]),
        world.show(&["search", "渡", "--report", "2024Q1", "-O", "csv"]),
    ];
    insta::assert_snapshot!(all.concat());
}

#[test]
fn questions_in_sentences() {
    let world = World::with_samples();
    let mut all = String::new();
    for question in [
        "2024年二季度PM10环比变化多少",
        "2024年信访投诉办结率按受理和办结件数计算是多少？与报告所述是否一致？",
        "2024年哪个季度罚款最多",
        "哪些指标比去年同期变差了",
        "2024年二季度臭氧环比变化多少",
        "2024年二季度湿度是多少",
        "石闸断面从哪一期报告起改善为Ⅲ类",
    ] {
        all.push_str(&world.show(&["问", question]));
    }
    all.push_str(&world.show(&["ask", "-O", "json", "2024年二季度单季罚款金额是多少"]));
    all.push_str(&world.show(&["ask", "--lang", "en", "year-over-year change of 罚款金额 in 2024H1"]));
    insta::assert_snapshot!(all);
}

#[test]
fn change_on_last_year_in_english() {
    insta::assert_snapshot!(World::with_samples().show(&[
        "yoy",
        "2024Q3",
        "--lang",
        "en",
        "PM2.5",
        "罚款金额",
        "优良天数"
    ]));
}

#[test]
fn a_reissue_is_a_new_edition() {
    let world = World::with_samples();
    let before = world.show(&["show", "罚款金额", "2024Q3"]);
    let import = world.show(&["import", "data/reissue"]);
    let after = world.show(&["show", "罚款金额", "2024Q3"]);
    let then = world.show(&["show", "罚款金额", "2024Q3", "--as-of", "2024-10-15"]);
    insta::assert_snapshot!([before, import, after, then].concat());
}

#[test]
fn lists_series_and_places() {
    let world = World::with_samples();
    let all = [
        world.show(&["reports"]),
        world.show(&["series", "立案查处"]),
        world.show(&["compare", "2024Q4", "2023Q4", "fines", "PM2.5"]),
        world.show(&["explain", "3:12"]),
        world.show(&["figures", "2024Q1", "--kind", "target", "-O", "md"]),
        world.show(&[
            "sql",
            "SELECT 指标, 本季度 FROM 季度环比 WHERE 季度 = '2024Q2' LIMIT 2",
            "-O",
            "csv",
        ]),
        world.show(&["catalogue", "list", "氨氮", "-O", "json"]),
    ];
    insta::assert_snapshot!(all.concat());
}

#[test]
fn a_table_goes_to_a_file_whole() {
    let world = World::with_samples();
    insta::assert_snapshot!(world.show(&["qoq", "2024Q2", "PM2.5", "-o", "change.csv"]));
    let written = std::fs::read_to_string(world.path("change.csv")).expect("the file");
    assert!(
        written.starts_with("\u{feff}地区,指标,") && written.contains(",-47.7,%,"),
        "{written}"
    );
    insta::assert_snapshot!(world.show(&["qoq", "2024Q2", "-o", "change.pdf"]));
}

/// Every bad input: one line and a hint, the right exit status, nothing written.
#[test]
fn bad_input_is_refused_in_plain_words() {
    let world = World::new();
    world.write("empty.txt", "");
    world.write("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    world.write("broken.txt", [0xc3, 0x28, 0xff, 0xfe, 0xfd, 0x80, 0x81, 0x82]);
    world.write("zeros.txt", vec![0u8; 70_000_000]);
    let mut all = String::new();
    for name in ["missing.txt", "empty.txt", "picture.txt", "broken.txt", "zeros.txt"] {
        all.push_str(&world.show(&["import", name]));
        assert!(!world.path("jibao.db").exists(), "{name} wrote a database");
    }
    world.write("good.txt", REPORT);
    all.push_str(&world.show(&["import", "good.txt", "empty.txt"]));
    insta::assert_snapshot!(all);
}

#[test]
fn unknown_names_are_answered_with_the_nearest() {
    let world = World::with_samples();
    let all = [
        world.show(&["series", "PM2.6"]),
        world.show(&["qoq", "2024Q7"]),
        world.show(&["show", "PM2.5", "--region", "澄江区"]),
        world.show(&["figures", "2030"]),
        world.show(&["explain", "99999"]),
        world.show(&["qoq", "2031Q1"]),
    ];
    insta::assert_snapshot!(all.concat());
}

#[test]
fn databases_that_cannot_be_used() {
    let world = World::new();
    world.write(
        "text.db",
        "这不是数据库，只是一段足够长的文字，用来占满文件头。".repeat(8),
    );
    world.write("report.txt", REPORT);
    let foreign = rusqlite::Connection::open(world.path("foreign.db")).expect("a database");
    foreign
        .execute_batch("CREATE TABLE thing (id INTEGER PRIMARY KEY)")
        .expect("a table");
    drop(foreign);
    world.show(&["import", "report.txt", "--db", "newer.db"]);
    let newer = rusqlite::Connection::open(world.path("newer.db")).expect("a database");
    newer
        .execute_batch("INSERT INTO refinery_schema_history VALUES (99, 'later', '2030-01-01T00:00:00Z', '1'); PRAGMA user_version = 99")
        .expect("a later version");
    drop(newer);
    let all = [
        world.show(&["qoq", "2024Q1"]),
        world.show(&["--db", "text.db", "qoq", "2024Q1"]),
        world.show(&["--db", "text.db", "import", "report.txt"]),
        world.show(&["--db", "foreign.db", "import", "report.txt"]),
        world.show(&["--db", "newer.db", "qoq", "2024Q1"]),
        world.show(&["--db", "no/such/folder/x.db", "import", "report.txt"]),
        world.show(&["--db", "newer.db", "sql", "DELETE FROM report"]),
    ];
    insta::assert_snapshot!(all.concat());
}

#[test]
fn sql_reads_and_never_writes() {
    let world = World::with_samples();
    let all = [
        world.show(&["sql", "DELETE FROM report"]),
        world.show(&["sql", "SELEC 1"]),
        world.show(&["sql", "SELECT count(*) AS n FROM reports"]),
    ];
    insta::assert_snapshot!(all.concat());
}

#[test]
fn help_names_every_verb_in_both_languages() {
    insta::assert_snapshot!(World::new().show(&["--help"]));
}

#[test]
fn values_as_pictures() {
    let world = World::with_samples();
    let commands: [&[&str]; 5] = [
        &["chart", "PM2.5"],
        &["chart", "O3", "--lang", "en"],
        &["chart", "PM2.5", "优良率"],
        &["chart", "PM2.5", "-o", "图.png"],
        &["图", "罚款金额", "--from", "2024Q1", "--to", "2024Q3", "-o", "图.svg"],
    ];
    let shown: Vec<String> = commands.iter().map(|command| world.show(command)).collect();
    insta::assert_snapshot!(shown.join("\n"));
    let svg = std::fs::read_to_string(world.path("图.svg")).expect("the picture");
    assert!(svg.contains("2024Q2") && !svg.contains("2023Q4"));
}

#[test]
fn an_answer_as_a_page_and_files_that_are_replaced_whole() {
    let world = World::with_samples();
    let page = world.show(&["ask", "2024年二季度PM2.5环比变化多少", "-O", "html"]);
    for part in [
        "<html lang=\"zh-CN\">",
        "<p class=\"lead\">",
        "<caption>",
        "<th scope=\"row\" class=\"s\">",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    world.show(&["ask", "2024年二季度PM2.5环比变化多少", "-o", "page.html"]);
    let written = std::fs::read_to_string(world.path("page.html")).expect("the page");
    assert!(page.contains(&written));
    // A link stays a link, a file keeps its rights, nothing else is left.
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(world.path("page.html"), std::fs::Permissions::from_mode(0o640)).expect("rights");
    std::os::unix::fs::symlink("page.html", world.path("link.html")).expect("a link");
    world.show(&["show", "PM2.5", "--lang", "en", "-o", "link.html"]);
    let written = std::fs::read_to_string(world.path("page.html")).expect("the page");
    assert!(written.contains("<html lang=\"en\">"), "{written}");
    assert!(world.path("link.html").is_symlink());
    let rights = world.path("page.html").metadata().expect("the page").permissions();
    assert_eq!(rights.mode() & 0o777, 0o640);
    let refused = world.show(&["show", "PM2.5", "--lang", "en", "-o", "nowhere/page.html"]);
    assert!(refused.contains("cannot write `nowhere/page.html`"), "{refused}");
    assert_eq!(std::fs::read_dir(world.path("")).expect("the folder").count(), 4);
}
