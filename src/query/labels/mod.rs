//! Every heading, note and word of the answers, in both languages, in two tables: this one, and [`AskLabel`] for what is said
//! of a question in a sentence. An answer never mixes the two languages.

mod ask;
mod names;

pub use ask::AskLabel;
pub(super) use names::{DOMAINS, KINDS, UNITS};

/// A text in both languages. `{word}` in it is filled by [`Lang::fill`](super::Lang::fill).
pub trait Text: Copy {
    /// In Chinese and in English.
    fn texts(self) -> (&'static str, &'static str);
}

macro_rules! labels {
    ($table:ident; $($name:ident: $zh:literal, $en:literal;)+) => {
        /// A text of the table. `{word}` in it is filled by [`Lang::fill`](crate::query::Lang::fill).
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the table beside each name says what it is")]
        pub enum $table { $($name),+ }

        impl $table {
            const TEXTS: &[($table, &str, &str)] = &[$(($table::$name, $zh, $en)),+];
        }

        impl crate::query::labels::Text for $table {
            fn texts(self) -> (&'static str, &'static str) {
                let (_, zh, en) = Self::TEXTS[self as usize];
                (zh, en)
            }
        }

        #[cfg(test)]
        #[test]
        fn both_languages_say_the_same_with_the_same_words_and_never_mix() {
            for (index, (label, zh, en)) in $table::TEXTS.iter().enumerate() {
                assert_eq!(*label as usize, index);
                crate::query::labels::tests::hold(zh, en);
            }
        }
    };
}
use labels;

labels! {
    Label;
    // the state of the program and the database
    DoctorTitle: "检查结果", "Health";
    DoctorFound: "情况", "Found";
    DoctorAdvice: "建议", "What to do";
    DoctorWell: "正常", "well";
    DoctorNotice: "注意", "notice";
    DoctorIll: "异常", "ill";
    DoctorProgram: "程序", "Program";
    DoctorVersions: "季报 {version}，内置数据库引擎 {sqlite}", "jibao {version} with SQLite {sqlite}";
    DoctorFonts: "中文字体", "Chinese fonts";
    DoctorNoFont: "没有找到中文字体", "no font with Chinese characters";
    DoctorInstallFont: "只影响位图：安装任一中文字体，或作图时指定字体文件", "only pictures as PNG need one: install one (Debian: fonts-noto-cjk), or name a file with chart --font";
    DoctorCatalogue: "指标目录", "Catalogue";
    DoctorIndicators: "{count}个指标，自有目录{own}个", "{count} indicators, {own} catalogue file(s) of your own";
    DoctorFile: "数据库", "Database";
    DoctorNoFile: "还没有{file}，导入第一份报告时建立", "there is no {file} yet; the first import makes it";
    DoctorContent: "{reports}份报告，{figures}个数字", "{reports} report(s), {figures} figure(s)";
    DoctorSchema: "数据库结构", "Schema";
    DoctorOlder: "版本{schema}，本程序为版本{known}", "version {schema}; this program has {known}";
    DoctorUpgrade: "下次使用时自动升级，旁边保留一份原文件", "the next use brings it up to date and keeps a copy beside it";
    DoctorNewest: "版本{schema}，最新", "version {schema}, the newest";
    DoctorIntegrity: "文件完整性", "Integrity";
    DoctorWhole: "完好", "whole";
    DoctorRestore: "不要再写入；用备份恢复，或把各份报告重新导入新的数据库", "write nothing more to it; take a backup, or import the reports into a new database";
    DoctorLinks: "行间引用", "References";
    DoctorViews: "视图", "Views";
    DoctorAnswering: "{views}个，都能查询", "{views}, all answer";
    DoctorJournal: "日志文件", "Journal";
    DoctorKeepJournal: "有程序正在写入，或写入中断：不要删除，下次打开时自动恢复", "a program is writing, or was broken off: do not delete it; the next one that opens the file takes the change back";

    // exports
    ExportTitle: "季报指标数据", "Indicators of quarterly reports";
    ExportObservations: "观测值", "Observations";
    ExportChart: "走势", "Chart";
    ExportLedger: "台账", "Ledger";
    ExportDictionary: "数据字典", "Data dictionary";
    RegionCode: "行政区划代码", "Division code";
    Domain: "领域", "Domain";
    FirstDay: "首日", "First day";
    LastDay: "末日", "Last day";
    ValueText: "数值的精确写法", "Exact value";
    UnitCode: "单位代码", "Unit code";
    Approx: "约数", "Approximate";
    Correction: "人工订正", "Correction by hand";

    // headings
    Region: "地区", "Region";
    Indicator: "指标", "Indicator";
    Code: "指标代码", "Code";
    Dimension: "细分", "Detail";
    Treatment: "口径", "Treatment";
    Unit: "单位", "Unit";
    Period: "时期", "Period";
    BasePeriod: "对比期", "Base period";
    Value: "数值", "Value";
    Change: "变化", "Change";
    ChangeUnit: "变化单位", "Change unit";
    Verdict: "评价", "Verdict";
    Method: "来源", "Origin";
    ThisMethod: "本期来源", "Origin";
    BaseMethod: "对比期来源", "Base origin";
    Uncertainty: "误差", "Uncertainty";
    BaseUncertainty: "对比期误差", "Base uncertainty";
    Figures: "数字编号", "Figures";
    ThisFigures: "本期数字编号", "Figures";
    BaseFigures: "对比期数字编号", "Base figures";
    YearToDate: "年初累计", "Year to date";
    YearToDateFigures: "年初累计数字编号", "Year-to-date figures";
    Source: "来源报告", "Source report";
    Published: "发布日期", "Published";
    Report: "报告编号", "Report";
    Title: "标题", "Title";
    Reporter: "发布单位", "Reporter";
    Edition: "版次", "Edition";
    SupersededBy: "被替代为", "Superseded by";
    File: "来源文件", "Source";
    Format: "格式", "Format";
    ImportedAt: "导入时间", "Imported";
    Total: "数字", "Figures";
    Sequence: "序号", "No.";
    Figure: "数字编号", "Figure";
    Kind: "类别", "Kind";
    AsWritten: "原文写法", "As written";
    Section: "章节", "Section";
    Sentence: "原句", "Sentence";
    Rule: "识别规则", "Rules";
    Note: "说明", "Note";
    Place: "原文位置", "Place";
    CharStart: "起始字", "First character";
    CharEnd: "结束字", "Last character";
    ComparedTo: "对比", "Compared";
    RankOf: "排名范围", "Ranked among";
    PlaceValue: "第{start}—{end}字", "characters {start} to {end}";
    PlacePage: "，第{page}页", ", page {page}";
    PlaceParagraph: "，第{paragraph}段", ", paragraph {paragraph}";
    PlaceCell: "，表{table}第{row}行第{column}列", ", table {table}, row {row}, column {column}";
    PlaceSheet: "，工作表“{sheet}”", ", sheet {sheet}";
    PlaceAddress: "，单元格 {address}", ", cell {address}";
    Item: "项目", "Item";
    Content: "内容", "Content";

    Candidates: "候选指标", "Candidates";
    Decision: "判定", "Decision";
    DecidedBy: "判定人", "By";
    DecidedAt: "判定时间", "At";
    State: "状态", "State";
    RulesRead: "规则原读", "The rules had read";

    // titles
    OpenTitle: "待判定的数字", "Figures to be decided";
    DecidedTitle: "已判定的数字", "Decided figures";
    TitleIn: "{region}{title}", "{region}: {title}";
    ShowTitle: "{periods}指标值", "Values of {periods}";
    ShowAllTitle: "指标值", "Values";
    SeriesTitle: "{indicator}逐季变化", "{indicator} by quarter";
    ChartUnits: "单位不同的指标不能画在一张图上：请只选单位相同的指标", "indicators with different units have no common axis: choose those of one unit";
    ChartLines: "{count} 条线太多，看不清：请指定地区或细分，缩小范围", "{count} lines are too many to tell apart: narrow them with --region or --dimension";
    ChartCumulative: "{indicator}（年初至季末累计）", "{indicator} (1 January to the end of the quarter)";
    Sketch: "走势", "Trend";
    SketchLine: "{name}走势 {blocks} {first}—{last}", "{name} {blocks} {first} to {last}";
    ChartDerived: "空心为由累计值或计数推算的单季值", "hollow marks are reckoned from cumulative values or counts";
    ChartSources: "来源：{count} 份报告（{first} 至 {last}）", "source: {count} report(s), from {first} to {last}";
    ChartSource: "来源：{first}", "source: {first}";
    ChartTarget: "年度目标", "target for the year";
    ChartLimit: "年平均二级限值（季度仅供参考）", "annual grade II limit (for reference beside a quarter)";
    ChartOneLine: "各年对比一次只画一条线（现有 {count} 条）：请只选一个指标，并指定地区或细分", "years are laid over one another for one line at a time, not for {count}: choose one indicator, --region and --dimension";
    ChartByYear: "{title}·各年同期", "{title}, year over year";
    ChartLatestYears: "只画最近 {count} 年：更早的用起止时期指定", "only the latest {count} years are drawn: choose earlier ones with --from and --to";
    ChartYear: "{year}年", "{year}";
    ChartYearNew: "{year}年（新标准）", "{year} (new standard)";
    ChartLevelOfYear: "{level}，{year}年", "{level}, {year}";
    FirstQuarter: "一季度", "Q1";
    SecondQuarter: "二季度", "Q2";
    ThirdQuarter: "三季度", "Q3";
    FourthQuarter: "四季度", "Q4";
    ToMarch: "一季度", "Jan-Mar";
    ToJune: "上半年", "Jan-Jun";
    ToSeptember: "前三季度", "Jan-Sep";
    ToDecember: "全年", "Jan-Dec";
    ChartTitle: "{title}（{unit}）", "{title} ({unit})";
    ChartRank: "{indicator}（{period}）", "{indicator} ({period})";
    ManyIndicators: "指标", "Indicators";
    QoqTitle: "{this}环比（较{base}）", "{this} on the period before ({base})";
    YoyTitle: "{this}同比（较{base}）", "{this} on the year before ({base})";
    CompareTitle: "{this}与{base}对比", "{this} against {base}";
    ReportsTitle: "报告", "Reports";
    FiguresTitle: "《{title}》的数字", "Figures of {title}";
    ExplainTitle: "数字{figure}的出处", "Where figure {figure} comes from";

    // words
    Reported: "报告", "reported";
    LookedBack: "后期报告追述", "stated looking back";
    Derived: "推算", "derived";
    DayWeighted: "按天数加权推算", "day-weighted";
    FromCounts: "由计数推算", "from counts";
    Better: "改善", "better";
    Worse: "恶化", "worse";
    Unchanged: "持平", "unchanged";
    Unclear: "误差范围内，升降不明", "within its uncertainty";
    Broken: "标准变更，不可直接比较", "not comparable: another standard";
    SeriesBreak: "{day}起按{standard}计算，前后不可直接比较", "measured against {standard} from {day} on: what is before is not comparable";
    Up: "上升", "up";
    Down: "下降", "down";
    WentUp: "上升{amount}", "up {amount}";
    WentDown: "下降{amount}", "down {amount}";
    Points: "个百分点", "pp";
    Steps: "级", "steps";
    StepsChange: "{verdict}{steps}级", "{verdict} by {steps}";
    PlusMinus: "≈{number}±{doubt}", "~{number} +/- {doubt}";
    Roughly: "≈{number}", "~{number}";
    Days: "{number}天", "{number} days";
    About: "约{number}", "about {number}";
    Over: "{number}以上", "{number} or more";
    Under: "{number}以下", "{number} or less";
    OnYear: "同比", "on the year before";
    OnQuarter: "环比上季度", "on the quarter before";
    OnMonth: "环比上月", "on the month before";
    OnTarget: "较目标", "on the target";
    OnPeriod: "较{period}", "on {period}";
    NotFound: "尚未识别", "not recognised";

    AsNoise: "非数据", "noise";
    AsIndicator: "记为{indicator}", "assigned to {indicator}";
    Holds: "有效", "holds";
    NotThere: "重读后原处没有这个数字", "the ledger has no figure there now";
    TakenBack: "{at}由{by}撤回", "taken back by {by} at {at}";
    TakenBackWhy: "{at}由{by}撤回，理由：{reason}", "taken back by {by} at {at}, because: {reason}";
    DecidedLine: "{by}于{at}判定：{what}", "{by} at {at}: {what}";
    DecidedWhy: "{by}于{at}判定：{what}，理由：{reason}", "{by} at {at}: {what}, because: {reason}";

    FromItem: "{role}出自", "{role} from";
    FromSentence: "本句“{text}”", "`{text}` in the sentence";
    FromBefore: "前文“{text}”", "`{text}` before it";
    FromSection: "标题“{text}”", "`{text}` in a heading";
    FromReport: "报告自身", "the report itself";
    FromReportText: "报告自身（{text}）", "the report itself ({text})";
    FromPerson: "人工判定", "a person's decision";
    FromRule: "由上述规则得出，没有哪个词直接说明", "the rules above; no single word says it";
    TokenItem: "词{number}", "token {number}";
    TokenLine: "{text}：{kind}，第{start}—{end}字", "{text}: {kind}, characters {start} to {end}";
    TokenGave: "{text}：{kind}，第{start}—{end}字，给出{roles}", "{text}: {kind}, characters {start} to {end}, gave {roles}";
    RuleMeans: "{rule}（{meaning}）", "{rule} ({meaning})";

    // why a cell is missing
    NotReported: "报告未列出", "no report states it";
    PiecesMissing: "报告未单独列出，由累计值推算还缺{periods}的数值",
        "no report states it by itself, and to derive it from cumulative values these are missing: {periods}";
    MeanApart: "只有更长时期的数值；指数、声级等不是浓度平均值，不能按天数加权推算",
        "only the value of a longer period is reported, and an index or a level is no mean over days that could be taken apart";
    RatioApart: "只有更长时期的比例；比例只能由分子、分母的计数推算，而报告没有给出这些计数",
        "only the share of a longer period is reported; a share can be derived only from its counts, which no report states";
    PercentileApart: "只有更长时期的百分位数，百分位数任何时候都不能拆分",
        "only the percentile of a longer period is reported, and a percentile can never be taken apart";
    ClassApart: "只有更长时期的水质类别，类别任何时候都不能拆分",
        "only the class of a longer period is reported, and a class can never be taken apart";
    SnapshotApart: "只有更长时期期末的状态，状态任何时候都不能拆分",
        "only the state at the end of a longer period is reported, and a state can never be taken apart";
    Conflict: "报告前后给出不同的数值", "the reports state different values";
    Contradiction: "累计值小于其中的一部分，报告数值相互矛盾",
        "the cumulative value is less than a part of it: the reports contradict each other";
    OnlyBounds: "推算所需的数值在报告中只有“以上”“以下”的界限",
        "what it would be derived from is stated only as a bound";
    NoWhole: "总数为零，比例无从计算", "the total is zero: there is no share of it";
    ClassAgainstNumber: "一期为类别、一期为数值，不可比", "one value is a class and the other a number";
    TooLarge: "数值过大，无法精确计算", "the numbers are too large to be computed exactly";

    // what was said before
    HistoryTitle: "历次数值", "Statements of the value";
    Difference: "与前次相差", "Difference";
    Step: "情形", "Step";
    StepFirst: "首次公布", "first stated";
    StepLookingBack: "后期报告追述", "stated looking back";
    StepRepeated: "重申", "repeated";
    StepRounded: "位数不同", "other digits";
    StepRevised: "修订", "revised";
    StepCorrected: "更正", "corrected edition";
    StepContradicted: "同一报告前后不一", "contradicts itself";
    StepInRetrospect: "{step}（后期报告追述）", "{step} (looking back)";
    SearchTitle: "原句", "Sentences";
    SearchNothing: "没有哪一句含有全部词语", "no sentence has all these words";

    // differences of reports
    DiffTitle: "《{first}》与《{second}》的差别", "From {first} to {second}";
    DiffSame: "另有{count}个数值相同", "{count} values are the same";
    DiffPeriods: "两份报告的时期不同：只比较同一时期的数值，以及有没有这项指标", "the reports are on different periods: values of shared periods are compared, and what is measured at all";
    DiffKind: "差别", "Difference";
    DiffRevised: "改动", "revised";
    DiffNew: "新增", "new";
    DiffGone: "不再有", "gone";
    DiffFirst: "前者", "First";
    DiffSecond: "后者", "Second";

    // corrections
    CorrectionsTitle: "人工订正", "Corrections";
    CorrectionsNone: "没有订正过", "nothing has been corrected";
    CorrectionId: "订正编号", "Correction";
    ReportedValue: "报告值", "Reported";
    CorrectedValue: "订正为", "Corrected to";
    CorrectionDropped: "剔除", "dropped";
    CorrectionConfirmed: "核实无误", "confirmed";
    CorrectionHolds: "有效", "in force";
    CorrectionOvertaken: "已失效：后来的《{report}》为{value}", "lapsed: the later {report} states {value}";
    CorrectionGone: "已没有这个数字", "no such figure now";
    CheckCorrection: "{subject}的人工订正（{was} → {now}）{state}", "{subject}: correction by hand ({was} > {now}): {state}";
    CorrectionStale: "已失效：{since}重新读取时原文与订正时不同", "lapsed: read again at {since}, the source says something else";
    CorrectionLine: "数字{figure}经人工订正：{was} → {now}（{by}，{at}：{reason}）", "figure {figure} was corrected by hand: {was} > {now} ({by}, {at}: {reason})";
    Corrected: "人工订正", "Corrected";

    // targets
    TargetsTitle: "目标", "Targets";
    TargetsNone: "没有这样的目标", "there is no such target";
    Target: "目标", "Target";
    TargetValue: "目标值", "Target value";
    DirectionOf: "方向", "Direction";
    ActualPeriod: "实际值的时期", "Period of the actual";
    Actual: "实际值", "Actual";
    Distance: "与目标相差", "Distance";
    StandingOf: "完成情况", "Standing";
    TargetRow: "目标编号", "Target no.";
    TargetReached: "完成", "reached";
    TargetMissed: "未完成", "missed";
    TargetOnTrack: "暂好于目标，供参考", "so far reached, for reference";
    TargetOffTrack: "暂差于目标，供参考", "so far not reached, for reference";
    TargetNotYet: "时期未满，尚未达到", "not yet, its period is not over";
    TargetInDoubt: "误差范围内，不能判定", "within the uncertainty";
    TargetNoValue: "没有实际值", "no actual value";
    TargetNotComparable: "不可比", "not comparable";
    TargetSoFar: "目标时期尚未结束或没有全期数值的，列出年初以来的数值，仅供参考", "where the value of the whole period is not known, that so far is shown for reference";

    // standards
    StandardsTitle: "标准限值", "Limits of standards";
    StandardsBeside: "{periods}数值与标准限值", "{periods} beside the limits of standards";
    StandardsNone: "没有收录这样的限值：没有证实的限值不收录", "no such limit is known: what is not confirmed is not here";
    StandardsKnown: "收录限值的指标：{indicators}", "indicators with limits: {indicators}";
    Standard: "标准", "Standard";
    StandardName: "标准名称", "Name of the standard";
    Grade: "级别", "Grade";
    Averaging: "平均时间", "Averaging";
    WatersOf: "适用水体", "Waters";
    Limit: "限值", "Limit";
    LimitValue: "限值数值", "Limit value";
    InForce: "有效期", "In force";
    ValidFrom: "生效日期", "In force from";
    ValidTo: "失效日期", "In force until";
    LimitSource: "限值出处", "Source of the limit";
    Rounded: "修约值", "Rounded";
    FromDay: "{from}起", "from {from}";
    FromTo: "{from}至{to}", "{from} to {to}";
    LimitMet: "达标", "met";
    LimitExceeded: "超标", "exceeded";
    LimitMetReference: "达标（参考）", "met (for reference)";
    LimitExceededReference: "超标（参考）", "exceeded (for reference)";
    LimitInDoubt: "误差范围内，不能判定", "within the uncertainty";
    LimitOtherTime: "平均时间不同，不可比", "another averaging time: not comparable";
    LimitRounding: "数值先按{rule}（四舍六入五成双）修约到限值的位数再比较", "values are rounded half to even ({rule}) to the digits of the limit before they are compared";
    LimitReference: "年评价的限值与不满或超出一年的数值对照，只供参考", "a limit for a calendar year beside another period is for reference only";
    LimitPercentile: "没有年平均限值，年评价以百分位数对照24小时或8小时限值", "there is no annual limit: a year is judged by its percentile against the limit of a day or of eight hours";
    LimitStraddled: "时期跨两个限值，各自的结论都列出", "the period straddles two limits: both verdicts are shown";
    LimitBeyond: "时期的一部分没有已证实的限值", "part of the period has no confirmed limit";
    SingleFactor: "{what}按单项评价为{class}", "{what} by itself is class {class}";
    LimitTurns: "不修约直接比较则结论相反", "compared without rounding the verdict is the opposite";
    LimitAgainst: "{indicator}{value}对{bound}", "{indicator} {value} against {bound}";
    LimitNoValue: "没有数值、未列出", "without a value and left out";
    GradeFirst: "一级", "grade 1";
    GradeSecond: "二级", "grade 2";
    AveragingYear: "年平均", "annual mean";
    AveragingDay: "24小时平均", "24-hour mean";
    AveragingEightHours: "日最大8小时平均", "daily maximum 8-hour mean";
    AveragingHour: "1小时平均", "1-hour mean";
    AveragingAny: "不分", "any";
    WatersRiver: "河流", "rivers";
    WatersLake: "湖库", "lakes and reservoirs";

    // rankings
    RankTitle: "{period}{indicator}排名", "{indicator} in {period}, ranked";
    RankChangeTitle: "{period}{indicator}较{base}变化排名", "{indicator}: change of {period} on {base}, ranked";
    LeftOut: "未参加排名：{why}", "left out: {why}";
    RankedHighest: "共{count}个参加排名，数值高者在前", "{count} ranked, the highest first";
    RankedLowest: "共{count}个参加排名，数值低者在前", "{count} ranked, the lowest first";
    OtherTreatment: "口径不同，不可比", "the treatment differs: not comparable";
    RoundNumber: "报告只给出约数", "the reports give only a round number";

    // checks
    CheckTitle: "核查结果", "Findings";
    Severity: "程度", "Severity";
    SeverityNote: "提示", "note";
    SeverityWarning: "警告", "warning";
    SeverityError: "错误", "error";
    FindingId: "编号", "Id";
    Finding: "发现", "Finding";
    FindingZh: "发现（中文）", "Finding in Chinese";
    FindingEn: "发现（英文）", "Finding in English";
    SeeFigures: "相关数字编号", "See figures";
    AcceptedTitle: "已认可的核查结果", "Accepted findings";
    AcceptedNone: "没有认可过核查结果", "nothing has been accepted";
    Reason: "理由", "Reason";
    By: "认可人", "By";
    At: "时间", "At";
    CheckSum: "{subject}为{stated}，而{names}之和为{terms} = {computed}", "{subject} is {stated}, but {names} make {terms} = {computed}";
    CheckShare: "{subject}为{stated}，而按{part} ÷ {whole}应为{computed}", "{subject} is {stated}, but {part} / {whole} is {computed}";
    CheckOrder: "{subject}为{stated}，超过{other}的{other_value}", "{subject} is {stated}, more than {other} of {other_value}";
    CheckChange: "{subject}{stated}，而{this}与{base}的{base_value}相比为{computed}", "{subject} {stated}, but {this} against {base_value} in {base} is {computed}";
    CheckWord: "{subject}{stated}：此处单位应为{right}", "{subject} {stated}: the unit here should be {right}";
    CheckSign: "{subject}写作“{written}”，升降词与正负号重复（读作{stated}）", "{subject} is written {written}: word and sign say it twice (read as {stated})";
    CheckConflict: "{subject}前后不一：{first}，又为{second}", "{subject} is stated twice: {first} and {second}";
    CheckEdition: "{subject}：《{earlier_report}》为{earlier}，更正为{later}（《{later_report}》）", "{subject}: {earlier} in {earlier_report}, corrected to {later} in {later_report}";
    CheckRevision: "{subject}：《{earlier_report}》为{earlier}，《{later_report}》改称{later}", "{subject}: {earlier} in {earlier_report}, {later} in {later_report}";
    CheckFalls: "{subject}累计为{stated}，小于其中{part}的{part_value}", "{subject} is {stated} in all, less than {part_value} in {part}, a part of it";
    CheckQuarter: "{subject}为{stated}，而{formula}为{computed}", "{subject} is {stated}, but {formula} gives {computed}";
    CheckRange: "{subject}为{stated}，超出合理范围{low}—{high}", "{subject} is {stated}, outside the plausible range of {low} to {high}";
    CheckImplausible: "“{written}”超出{indicator}的合理范围，未作为数值", "{written} is no plausible value of {indicator} and was not taken as one";
    CheckDays: "{subject}为{stated}，而该时期只有{days}天", "{subject} is {stated}, but the period has {days} days";
    CheckJump: "{subject}为{stated}，与以往{count}期的中位数{middle}相差悬殊", "{subject} is {stated}, far from {middle}, the median of {count} earlier ones";
    CheckRank: "“{written}”：第{rank}位，而{among}只有{count}个", "{written}: rank {rank} among {count} ({among})";
    CheckMasked: "有{count}个数字被隐去，未作为数值", "{count} figures are masked and are no values";
    CheckUndated: "有{count}个指标值的时期不明", "{count} values have no known period";
    CheckStraddled: "{subject}为{stated}，跨{grade}的两个限值：{verdicts}", "{subject} is {stated} and straddles two limits of {grade}: {verdicts}";
    CheckLimit: "{number}（{bound}，{in_force}）{verdict}", "{number} ({bound}, {in_force}) {verdict}";
    CheckGone: "以往各期都有的{subject}（上期为{stated}），《{report}》没有列出", "{subject} ({stated} last time) stood in the reports before and does not stand in {report}";

    // questions in a sentence
    Question: "问", "Question";
    Rank: "名次", "Rank";
    DayStandsFor: "写一天，指那一天的状态，或从1月1日到那一天的累计值、平均值", "a day stands for the state on it, or for the sum or mean from 1 January to it";

    // notes
    GapIn: "{period}：{why}", "{period}: {why}";
    Subjects: "{text}（{subjects}）", "{text} ({subjects})";
    Derivation: "{period}为推算值：{formula}", "{period} is derived: {formula}";
    FromLater: "{period}数值取自后来的报告《{report}》", "{period}: the value is from a later report, {report}";
    Disagrees: "{period}报告值{stated}，由{formula}推算为{derived}，两者不一致",
        "{period}: the reports state {stated}, but {formula} gives {derived}";
    BaseZero: "{base}为0，不计算百分比，列出差值", "{base} is 0: no percentage, the difference is shown";
    BaseNegative: "{base}为负值，不计算百分比，列出差值", "{base} is below 0: no percentage, the difference is shown";
    Cumulative: "{period}是累计时期，没有上一期可比；这里比较{single}与{base}，累计值请看同比",
        "{period} is cumulative and has no period before it: {single} is compared with {base} here; for the cumulative values ask for the change on the year before";
    UnequalLength: "两个时期长短不同（{days}天与{base_days}天），累计性指标不宜直接比较",
        "the periods differ in length ({days} and {base_days} days): sums are not like for like";
    BoardNoBase: "累计值没有环比", "a cumulative value has no quarter before it";
    BulletinTitle: "{region}{period}生态环境简报", "{region}: environment bulletin {period}";
    BulletinIs: "{name}为{value}", "{name} {value}";
    BulletinDerived: "{value}（{how}）", "{value} ({how})";
    BulletinQoq: "，环比{moved}", ", {moved} on the period before";
    BulletinYoy: "，同比{moved}", ", {moved} on the year before";
    BulletinTarget: "，{period}目标为{bound}，{standing}", ", target for {period}: {bound}, {standing}";
    BulletinUnclear: "变化在误差范围内", "no change beyond the uncertainty";
    BulletinUnknown: "误差范围内", "within uncertainty";
    BulletinNearly: "基本持平", "nearly unchanged";
    BulletinMore: "增加{amount}", "up {amount}";
    BulletinLess: "减少{amount}", "down {amount}";
    BoundMost: "不高于{value}", "at most {value}";
    BoundLeast: "不低于{value}", "at least {value}";
    AsOf: "按{date}前（含当日）已发布的报告", "from what was published by {date}";
    Nothing: "没有符合条件的数值", "no values match";
    RivalsLine: "数字{figure}与数字{others}是同一指标、地区和时期的不同数值，现行的是数字{current}",
        "figure {figure} and {others} are different values of one indicator, region and period; figure {current} is current";
    NothingOpen: "没有待判定的数字", "no figure waits for a decision";
    NothingDecided: "还没有判定过数字", "nothing has been decided yet";
    NoReports: "还没有导入报告", "no report has been imported yet";
}

#[cfg(test)]
mod tests {
    fn words(text: &str) -> Vec<&str> {
        let mut words: Vec<&str> = text
            .split('{')
            .skip(1)
            .filter_map(|part| part.split('}').next())
            .collect();
        words.sort();
        words
    }

    pub(super) fn hold(zh: &str, en: &str) {
        assert_eq!(words(zh), words(en), "{zh}");
        assert!(en.is_ascii(), "{en}");
        let plain: String = zh.split(['{', '}']).step_by(2).collect();
        assert!(!plain.chars().any(|c| c.is_ascii_alphabetic()), "{zh}");
    }
}
