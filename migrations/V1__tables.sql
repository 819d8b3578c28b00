-- The tables. Why so plain: the file is opened with whatever the office has, and DB Browser 3.12 brings SQLite 3.35,
-- hence neither STRICT nor generated columns, but NUMERIC with CHECK (typeof …).
-- A comment `-- 中文 | English` at the end of a line is documentation: `data_dictionary` is filled from these lines.
-- Never edit this file once it is released: add the next one.

PRAGMA application_id = 1246315075; -- 'JIBC'
PRAGMA user_version = 1;

CREATE TABLE region ( -- 地区：报告和数字提到的行政区划和地名 | Regions: divisions and places that reports and figures name
    id INTEGER PRIMARY KEY, -- 序号 | Row number
    name TEXT NOT NULL, -- 名称 | Name
    code TEXT, -- 行政区划代码（GB/T 2260，六位），没有或不唯一时为空 | Six-digit code of GB/T 2260; empty where there is none or it is not certain
    level TEXT, -- 级别：nation 全国、province 省、city 市、county 县 | Level of the division
    parent_id INTEGER, -- 上级地区；没有代码的地名归在提到它的报告的地区之下 | Region above; a place without code belongs to the region of the report that names it
    CONSTRAINT region_unique UNIQUE (name, code, parent_id),
    CONSTRAINT region_code CHECK (code IS NULL OR (length(code) = 6 AND code NOT GLOB '*[^0-9]*')),
    CONSTRAINT region_level CHECK (level IN ('nation', 'province', 'city', 'county')),
    CONSTRAINT region_parent FOREIGN KEY (parent_id) REFERENCES region (id)
);
CREATE INDEX region_by_code ON region (code);

CREATE TABLE indicator ( -- 指标目录 | The catalogue: what is measured
    id INTEGER PRIMARY KEY, -- 序号 | Row number
    name TEXT NOT NULL, -- 中文名称 | Chinese name
    name_en TEXT NOT NULL, -- 英文名称 | English name
    code TEXT NOT NULL, -- 代码，例如 air.pm25.mean | Stable code, for example air.pm25.mean
    domain TEXT NOT NULL, -- 领域：air 大气、water 水、soil 土壤等 | Domain
    unit TEXT NOT NULL, -- 单位代码，所有数值都按它存 | Unit code in which every value is stored
    decimals INTEGER NOT NULL, -- 通常公布的小数位数 | Digits after the point that reports usually publish
    aggregation TEXT NOT NULL, -- 累计方式：sum 合计、mean 平均、percentile 百分位、ratio 比例、snapshot 时点、class 类别 | How shorter periods make a longer one
    better TEXT NOT NULL, -- 好的方向：lower 越低越好、higher 越高越好、none 不分 | Which direction is an improvement
    change_style TEXT NOT NULL, -- 变化的表示：percent 百分比、points 百分点、difference 差值、class 级 | How a change is expressed
    range_low TEXT, -- 合理范围下限（精确小数） | Lowest plausible value, exact decimal
    range_high TEXT, -- 合理范围上限（精确小数） | Highest plausible value, exact decimal
    aliases TEXT NOT NULL DEFAULT '[]', -- 别名（JSON 数组） | Other names, a JSON array
    position INTEGER NOT NULL, -- 在目录中的次序 | Place in the catalogue
    CONSTRAINT indicator_unique UNIQUE (code, domain),
    CONSTRAINT indicator_decimals CHECK (typeof(decimals) = 'integer'),
    CONSTRAINT indicator_aggregation CHECK (aggregation IN ('sum', 'mean', 'percentile', 'ratio', 'snapshot', 'class')),
    CONSTRAINT indicator_better CHECK (better IN ('lower', 'higher', 'none')),
    CONSTRAINT indicator_change_style CHECK (change_style IN ('percent', 'points', 'difference', 'class'))
);

CREATE TABLE import_run ( -- 导入记录：每次有新报告入库的导入一行 | Imports: one row for each that brought a new report
    id INTEGER PRIMARY KEY, -- 序号 | Row number
    started_at TEXT NOT NULL, -- 开始时间（UTC） | When it started, UTC
    program TEXT NOT NULL, -- 程序及版本 | Program and version
    CONSTRAINT import_run_unique UNIQUE (started_at, program)
);

CREATE TABLE report ( -- 报告：每份公开文件的每个版次一行，从不删除 | Reports: one row for each edition of a published document, never deleted
    id INTEGER PRIMARY KEY, -- 序号 | Row number
    title TEXT, -- 标题 | Title
    reporter TEXT, -- 发布单位 | Who publishes it
    place TEXT, -- 报告地区，照原文 | Reporting region as the report names it
    region_id INTEGER, -- 报告地区 | Reporting region
    period_start TEXT, -- 报告期首日 | First day of the reporting period
    period_end TEXT, -- 报告期末日 | Last day of the reporting period
    period TEXT, -- 报告期，例如 2024Q1 | Reporting period, for example 2024Q1
    published_on TEXT, -- 发布日期 | Day of publication
    edition INTEGER NOT NULL DEFAULT 1, -- 版次，按发布日期排 | Edition, by day of publication
    supersedes_id INTEGER, -- 所取代的上一版 | The edition before, which this one supersedes
    source TEXT NOT NULL, -- 来源文件 | File it was read from
    format TEXT NOT NULL, -- 文件格式 | Format of the file
    sha256 TEXT NOT NULL, -- 文件的 SHA-256：同一文件只入库一次 | SHA-256 of the file: the same bytes are stored once
    text TEXT NOT NULL, -- 全文；数字的字符位置按它计 | The whole text, in which the characters of figures are counted
    imported_at TEXT NOT NULL, -- 导入时间（UTC） | When it was imported, UTC
    import_run_id INTEGER NOT NULL, -- 哪次导入 | The import that brought it
    CONSTRAINT report_bytes UNIQUE (sha256, format),
    CONSTRAINT report_period CHECK ((period_start IS NULL) = (period_end IS NULL) AND period_start <= period_end),
    CONSTRAINT report_published CHECK (published_on IS date(published_on)),
    CONSTRAINT report_edition CHECK (typeof(edition) = 'integer' AND edition >= 1),
    CONSTRAINT report_region FOREIGN KEY (region_id) REFERENCES region (id),
    CONSTRAINT report_supersedes FOREIGN KEY (supersedes_id) REFERENCES report (id),
    CONSTRAINT report_import_run FOREIGN KEY (import_run_id) REFERENCES import_run (id)
);
CREATE INDEX report_by_region ON report (region_id, period_start, period_end);

CREATE TABLE figure ( -- 数字台账：报告里的每一个数字一行 | The ledger: every number of every report
    id INTEGER PRIMARY KEY, -- 序号 | Row number
    report_id INTEGER NOT NULL, -- 报告 | Report
    seq INTEGER NOT NULL, -- 在报告中的次序，从 1 起 | Place in the report, from 1
    kind TEXT NOT NULL, -- 性质：actual 实际值、change 变化、rank 排名、target 目标、plan 计划、limit 限值、other 目录之外、masked 隐去、noise 非数据 | What the number is
    indicator_id INTEGER, -- 指标；目录没有或读法不确定时为空 | Indicator; empty where the catalogue has none or the reading is not certain
    subject TEXT, -- 没有指标时，原文所说的事物 | What the text calls the thing where there is no indicator
    value NUMERIC, -- 数值，供计算和排序；类别为 1（Ⅰ类）至 6（劣Ⅴ类） | Value, to sort and compute by; a class is 1 (I) to 6 (worse than V)
    value_text TEXT, -- 数值的精确写法；类别为 I…V、V- | Exact value; a class is I…V, V-
    unit TEXT NOT NULL, -- 单位代码 | Unit code
    as_written TEXT NOT NULL, -- 原文写法 | The number as the report writes it
    period_start TEXT, -- 时期首日 | First day of its period
    period_end TEXT, -- 时期末日 | Last day of its period
    period TEXT, -- 时期，例如 2024Q1 | Period, for example 2024Q1
    place TEXT, -- 原文所说的地方；空为报告地区 | Place as the text names it; empty is the reporting region
    region_id INTEGER, -- 地区 | Region
    dimension TEXT, -- 细分：断面、分组、污染物等 | What narrows the indicator: section, group, pollutant
    treatment TEXT, -- 口径：扣沙、实况、国控等 | Treatment of the data
    compared_to TEXT, -- 变化相对于：yoy 同比、qoq 环比上季、mom 环比上月、vs:起/止、vs:target | What a change is measured against
    rank_of TEXT, -- 排名的范围 | Among whom it is ranked
    rank_order TEXT, -- 排名的方向：best 1 为最好、worst 1 为最差、unknown 不明 | From which end a rank counts
    approx TEXT, -- 约数：about 约、over 以上、under 以下 | How exact the report says it is
    section TEXT, -- 所在章节 | Headings above it
    sentence TEXT NOT NULL, -- 原句 | Its sentence
    char_start INTEGER NOT NULL, -- 在全文中的首字符 | First character in the report's text
    char_end INTEGER NOT NULL, -- 末字符之后 | One past its last character
    rule TEXT NOT NULL, -- 读出它的规则 | The rules that read it
    note TEXT, -- 备注 | What a reader should know
    superseded_by INTEGER, -- 取代它的数字；空为现行 | The figure that supersedes it; empty is current
    CONSTRAINT figure_place UNIQUE (report_id, seq),
    CONSTRAINT figure_kind CHECK (kind IN ('actual', 'change', 'rank', 'target', 'plan', 'limit', 'other', 'masked', 'noise')),
    CONSTRAINT figure_value CHECK (typeof(value) IN ('integer', 'real', 'null')),
    CONSTRAINT figure_value_text CHECK (typeof(value_text) IN ('text', 'null') AND (value IS NULL) = (value_text IS NULL)),
    CONSTRAINT figure_masked CHECK (kind <> 'masked' OR value IS NULL),
    CONSTRAINT figure_period CHECK ((period_start IS NULL) = (period_end IS NULL) AND period_start <= period_end),
    CONSTRAINT figure_rank_order CHECK (rank_order IN ('best', 'worst', 'unknown')),
    CONSTRAINT figure_approx CHECK (approx IN ('about', 'over', 'under')),
    CONSTRAINT figure_characters CHECK (char_start >= 0 AND char_end >= char_start),
    CONSTRAINT figure_report FOREIGN KEY (report_id) REFERENCES report (id),
    CONSTRAINT figure_indicator FOREIGN KEY (indicator_id) REFERENCES indicator (id),
    CONSTRAINT figure_region FOREIGN KEY (region_id) REFERENCES region (id),
    CONSTRAINT figure_superseded_by FOREIGN KEY (superseded_by) REFERENCES figure (id)
);
CREATE INDEX figure_by_kind ON figure (report_id, kind);
CREATE INDEX figure_by_indicator ON figure (indicator_id, region_id, period_start, period_end) WHERE indicator_id IS NOT NULL;

CREATE TABLE correction ( -- 人工订正：原数字不改，订正另记 | Corrections by hand: the figure stays, the correction stands beside it
    id INTEGER PRIMARY KEY, -- 序号 | Row number
    figure_id INTEGER NOT NULL, -- 被订正的数字 | The figure that is corrected
    field TEXT NOT NULL, -- 被订正的项目 | The column that is corrected
    old_text TEXT, -- 原来 | What it said
    new_text TEXT, -- 订正为 | What it should say
    reason TEXT NOT NULL, -- 理由 | Why
    made_by TEXT, -- 订正人 | By whom
    made_at TEXT NOT NULL, -- 订正时间（UTC） | When, UTC
    expired_at TEXT, -- 来源自行更正、订正失效的时间 | When the source itself was put right and the correction lapsed
    CONSTRAINT correction_figure FOREIGN KEY (figure_id) REFERENCES figure (id),
    CONSTRAINT correction_field CHECK (field IN ('kind', 'indicator', 'value', 'unit', 'period', 'region', 'dimension', 'treatment', 'compared_to'))
);
CREATE INDEX correction_by_figure ON correction (figure_id);

CREATE TABLE standard_limit ( -- 标准限值：按生效日期分行 | Limits of standards: a row for each time in force
    id INTEGER PRIMARY KEY, -- 序号 | Row number
    name TEXT NOT NULL, -- 标准名称 | Name of the standard
    number TEXT NOT NULL, -- 标准号，例如 GB 3095—2012 | Number of the standard
    indicator_id INTEGER NOT NULL, -- 指标 | Indicator
    grade TEXT, -- 级别，例如 二级 | Grade, for example 二级
    averaging TEXT NOT NULL, -- 平均时间，例如 年平均 | Averaging time, for example 年平均
    direction TEXT NOT NULL, -- 不超过 <= 或不低于 >= | Not above (<=) or not below (>=)
    value NUMERIC NOT NULL, -- 限值 | Limit
    value_text TEXT NOT NULL, -- 限值的精确写法 | Exact limit
    unit TEXT NOT NULL, -- 单位代码 | Unit code
    valid_from TEXT NOT NULL, -- 生效日期 | First day in force
    valid_to TEXT, -- 失效前最后一日；空为仍有效 | Last day in force; empty while it is
    note TEXT, -- 备注 | What a reader should know
    CONSTRAINT standard_limit_unique UNIQUE (number, indicator_id, grade, averaging, valid_from),
    CONSTRAINT standard_limit_indicator FOREIGN KEY (indicator_id) REFERENCES indicator (id),
    CONSTRAINT standard_limit_direction CHECK (direction IN ('<=', '>=')),
    CONSTRAINT standard_limit_value CHECK (typeof(value) IN ('integer', 'real') AND typeof(value_text) = 'text'),
    CONSTRAINT standard_limit_days CHECK (valid_from IS date(valid_from) AND valid_to IS date(valid_to) AND valid_from <= valid_to)
);

CREATE TABLE target ( -- 目标：下达的任务，报告中自述的目标在台账里 | Targets that were set; those a report states are in the ledger
    id INTEGER PRIMARY KEY, -- 序号 | Row number
    name TEXT, -- 目标名称或文号 | Name or document number
    indicator_id INTEGER NOT NULL, -- 指标 | Indicator
    region_id INTEGER NOT NULL, -- 地区 | Region
    period_start TEXT NOT NULL, -- 时期首日 | First day of its period
    period_end TEXT NOT NULL, -- 时期末日 | Last day of its period
    period TEXT NOT NULL, -- 时期，例如 2024 | Period, for example 2024
    dimension TEXT, -- 细分 | What narrows the indicator
    direction TEXT NOT NULL, -- 不超过 <= 或不低于 >= | Not above (<=) or not below (>=)
    value NUMERIC NOT NULL, -- 目标值 | Target
    value_text TEXT NOT NULL, -- 目标值的精确写法 | Exact target
    source TEXT, -- 来源 | Where it was set
    note TEXT, -- 备注 | What a reader should know
    CONSTRAINT target_unique UNIQUE (indicator_id, region_id, period_start, period_end, dimension, direction),
    CONSTRAINT target_indicator FOREIGN KEY (indicator_id) REFERENCES indicator (id),
    CONSTRAINT target_region FOREIGN KEY (region_id) REFERENCES region (id),
    CONSTRAINT target_direction CHECK (direction IN ('<=', '>=')),
    CONSTRAINT target_value CHECK (typeof(value) IN ('integer', 'real') AND typeof(value_text) = 'text'),
    CONSTRAINT target_period CHECK (period_start <= period_end)
);

CREATE TABLE check_accept ( -- 已认可的核查意见：不再提示 | Findings of a check that were looked at and accepted
    id INTEGER PRIMARY KEY, -- 序号 | Row number
    check_code TEXT NOT NULL, -- 核查代码 | Code of the check
    figure_id INTEGER NOT NULL, -- 数字 | Figure
    reason TEXT NOT NULL, -- 理由 | Why it is accepted
    made_by TEXT, -- 认可人 | By whom
    made_at TEXT NOT NULL, -- 认可时间（UTC） | When, UTC
    CONSTRAINT check_accept_unique UNIQUE (check_code, figure_id),
    CONSTRAINT check_accept_figure FOREIGN KEY (figure_id) REFERENCES figure (id)
);
CREATE INDEX check_accept_by_figure ON check_accept (figure_id);

CREATE TABLE data_dictionary ( -- 数据字典：每个表、视图和列的含义 | What every table, view and column means
    id INTEGER PRIMARY KEY, -- 序号 | Row number
    table_name TEXT NOT NULL, -- 表或视图 | Table or view
    column_name TEXT, -- 列；空为表或视图本身 | Column; empty is the table or view itself
    meaning_zh TEXT NOT NULL, -- 中文含义 | Meaning in Chinese
    meaning_en TEXT NOT NULL, -- 英文含义 | Meaning in English
    CONSTRAINT data_dictionary_unique UNIQUE (table_name, column_name)
);
