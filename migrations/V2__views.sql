-- The views that do not depend on the catalogue. `reports` and `figures` are a contract: other tools read these columns.
-- English names for programs, Chinese ones for people: a browser shows no comments, so the headings must speak.

PRAGMA user_version = 2;

CREATE VIEW reports AS -- 报告一览 | Reports with the number of their figures
SELECT
    r.id AS id, -- 报告序号 | Report
    r.title AS title, -- 标题 | Title
    r.reporter AS reporter, -- 发布单位 | Who publishes it
    r.place AS region, -- 报告地区 | Reporting region
    r.period_start AS period_start, -- 报告期首日 | First day of the reporting period
    r.period_end AS period_end, -- 报告期末日 | Last day of the reporting period
    r.period AS period, -- 报告期 | Reporting period
    r.published_on AS published_on, -- 发布日期 | Day of publication
    r.edition AS edition, -- 版次 | Edition
    r.supersedes_id AS supersedes_id, -- 所取代的上一版 | The edition that it supersedes
    r.source AS source, -- 来源文件 | File it was read from
    r.format AS format, -- 文件格式 | Format of the file
    r.imported_at AS imported_at, -- 导入时间（UTC） | When it was imported, UTC
    (SELECT count(*) FROM figure f WHERE f.report_id = r.id) AS figures, -- 数字个数 | Figures of every kind
    (SELECT count(*) FROM figure f WHERE f.report_id = r.id AND f.kind = 'actual') AS actuals, -- 指标实际值个数 | Values of indicators
    (SELECT count(*) FROM figure f WHERE f.report_id = r.id AND f.kind = 'other') AS others, -- 目录之外的数字个数 | Quantities that the catalogue does not name
    (SELECT count(*) FROM figure f WHERE f.report_id = r.id AND f.kind = 'masked') AS masked -- 隐去的数字个数 | Masked figures
FROM report r;

CREATE VIEW figures AS -- 数字台账：每份报告的每一个数字，含已被取代的版次 | The ledger: every figure of every report, also of superseded editions
SELECT
    f.report_id AS report_id, -- 报告序号 | Report
    f.seq AS seq, -- 在报告中的次序 | Place in the report, from 1
    f.kind AS kind, -- 性质：actual change rank target plan limit other masked noise | What the number is
    i.code AS indicator, -- 指标代码 | Code of the indicator
    coalesce(i.name, f.subject) AS indicator_name, -- 指标名称；目录之外为原文所说的事物 | Name of the indicator, or what the text calls the thing
    f.value AS value, -- 数值；类别为 1 至 6 | Value; a class is 1 to 6
    f.value_text AS value_text, -- 数值的精确写法；类别为 I…V、V- | Exact value; a class is I…V, V-
    f.unit AS unit, -- 单位代码 | Unit code
    f.as_written AS as_written, -- 原文写法 | The number as the report writes it
    f.period_start AS period_start, -- 时期首日 | First day of its period
    f.period_end AS period_end, -- 时期末日 | Last day of its period
    f.period AS period, -- 时期 | Period
    coalesce(f.place, r.place) AS region, -- 地区，照原文 | Place as the text names it, or the reporting region
    f.dimension AS dimension, -- 细分 | What narrows the indicator
    f.treatment AS treatment, -- 口径 | Treatment of the data
    f.compared_to AS compared_to, -- 变化相对于 | What a change is measured against
    f.rank_of AS rank_of, -- 排名的范围 | Among whom it is ranked
    f.rank_order AS rank_order, -- 排名的方向 | From which end a rank counts
    f.approx AS approx, -- 约数 | How exact the report says it is
    f.section AS section, -- 所在章节 | Headings above it
    f.sentence AS sentence, -- 原句 | Its sentence
    f.char_start AS char_start, -- 在全文中的首字符 | First character in the report's text
    f.char_end AS char_end, -- 末字符之后 | One past its last character
    f.rule AS rule, -- 读出它的规则 | The rules that read it
    f.note AS note -- 备注 | What a reader should know
FROM figure f
JOIN report r ON r.id = f.report_id
LEFT JOIN indicator i ON i.id = f.indicator_id;

CREATE VIEW observations AS -- 现行观测值：指标、地区、时期、细分、口径各一行 | Current values: a row for each indicator, region, period, dimension and treatment
SELECT
    f.id AS figure_id, -- 数字序号 | Figure
    i.code AS indicator, -- 指标代码 | Code of the indicator
    i.name AS indicator_name, -- 指标名称 | Name of the indicator
    i.domain AS domain, -- 领域 | Domain
    f.region_id AS region_id, -- 地区序号 | Row of the region
    g.name AS region, -- 地区 | Region
    g.code AS region_code, -- 行政区划代码 | Code of the region
    f.period_start AS period_start, -- 时期首日 | First day of its period
    f.period_end AS period_end, -- 时期末日 | Last day of its period
    f.period AS period, -- 时期 | Period
    f.dimension AS dimension, -- 细分 | What narrows the indicator
    f.treatment AS treatment, -- 口径 | Treatment of the data
    f.value AS value, -- 数值；类别为 1 至 6 | Value; a class is 1 to 6
    f.value_text AS value_text, -- 数值的精确写法 | Exact value
    f.unit AS unit, -- 单位代码 | Unit code
    f.approx AS approx, -- 约数 | How exact the report says it is
    f.report_id AS report_id, -- 报告序号 | Report
    r.title AS report_title, -- 报告标题 | Title of the report
    r.published_on AS published_on -- 发布日期 | Day of publication
FROM figure f
JOIN indicator i ON i.id = f.indicator_id
JOIN report r ON r.id = f.report_id
LEFT JOIN region g ON g.id = f.region_id
WHERE f.kind = 'actual' AND f.superseded_by IS NULL AND f.value IS NOT NULL AND f.period_start IS NOT NULL;

CREATE VIEW quarterly AS -- 单季值：指标、地区、季度各一行，附上季度和去年同季 | Single quarters: a row for each indicator, region and quarter, with the quarter before and the year before
WITH plain AS (
    SELECT indicator, region_id, period_start, period_end, value, value_text, approx
    FROM observations
    WHERE dimension IS NULL AND treatment IS NULL AND region_id IS NOT NULL
),
-- What a report says of exactly one quarter; the first quarter's cumulative value is such a one.
reported AS (
    SELECT indicator, region_id, period_start, period_end, value, value_text
    FROM plain
    WHERE substr(period_start, 1, 4) = substr(period_end, 1, 4)
        AND substr(period_start, 6) || '/' || substr(period_end, 6)
            IN ('01-01/03-31', '04-01/06-30', '07-01/09-30', '10-01/12-31')
),
-- Sums since the first of January, less the sum up to the quarter before. Round numbers (约, 以上) give no exact difference.
difference AS (
    SELECT
        longer.indicator, longer.region_id,
        date(shorter.period_end, '+1 day') AS period_start, longer.period_end,
        CAST(round(longer.value - shorter.value, 6) AS TEXT) AS value
    FROM plain longer
    JOIN indicator i ON i.code = longer.indicator AND i.aggregation = 'sum'
    JOIN plain shorter ON shorter.indicator = longer.indicator AND shorter.region_id = longer.region_id
        AND shorter.period_start = longer.period_start
        AND shorter.period_end = date(longer.period_end, 'start of month', '-2 months', '-1 day')
    WHERE substr(longer.period_start, 6) = '01-01' AND substr(longer.period_end, 6) IN ('06-30', '09-30', '12-31')
        AND substr(longer.period_start, 1, 4) = substr(longer.period_end, 1, 4)
        AND longer.approx IS NULL AND shorter.approx IS NULL
),
single AS (
    SELECT indicator, region_id, period_start, period_end, value, value_text, 'reported' AS method
    FROM reported
    UNION ALL
    -- A float that is whole prints as `3.0`; by way of text it becomes the integer 3.
    SELECT indicator, region_id, period_start, period_end, CAST(value AS NUMERIC), CAST(CAST(value AS NUMERIC) AS TEXT), 'difference'
    FROM difference d
    WHERE NOT EXISTS (
        SELECT 1 FROM reported r
        WHERE r.indicator = d.indicator AND r.region_id = d.region_id
            AND r.period_start = d.period_start AND r.period_end = d.period_end
    )
),
numbered AS (
    SELECT *, substr(period_start, 1, 4) * 4 + (substr(period_start, 6, 2) + 2) / 3 AS number FROM single
),
neighbours AS (
    SELECT *,
        first_value(value) OVER quarter_before AS previous_value,
        first_value(value_text) OVER quarter_before AS previous_text,
        first_value(value) OVER year_before AS last_year_value,
        first_value(value_text) OVER year_before AS last_year_text
    FROM numbered
    WINDOW
        quarter_before AS (PARTITION BY indicator, region_id ORDER BY number RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING),
        year_before AS (PARTITION BY indicator, region_id ORDER BY number RANGE BETWEEN 4 PRECEDING AND 4 PRECEDING)
)
SELECT
    n.indicator AS indicator, -- 指标代码 | Code of the indicator
    i.name AS indicator_name, -- 指标名称 | Name of the indicator
    g.name AS region, -- 地区 | Region
    g.code AS region_code, -- 行政区划代码 | Code of the region
    n.period_start AS period_start, -- 季度首日 | First day of the quarter
    n.period_end AS period_end, -- 季度末日 | Last day of the quarter
    substr(n.period_start, 1, 4) || 'Q' || ((substr(n.period_start, 6, 2) + 2) / 3) AS period, -- 季度 | Quarter
    n.value AS value, -- 数值；类别为 1 至 6 | Value; a class is 1 to 6
    n.value_text AS value_text, -- 数值的写法；类别为 I…V、V- | Value as text; a class is I…V, V-
    i.unit AS unit, -- 单位代码 | Unit code
    n.method AS method, -- 来历：reported 直接公布、difference 累计相减 | Reported, or the difference of cumulative values
    CAST(NULL AS REAL) AS uncertainty, -- 推算误差；空为精确 | Uncertainty of a derived value; empty is exact
    n.previous_value AS previous_value, -- 上季度数值 | The quarter before
    n.previous_text AS previous_text, -- 上季度数值的写法 | The quarter before, as text
    CASE i.change_style
        WHEN 'percent' THEN CASE WHEN n.previous_value > 0 THEN round((n.value - n.previous_value) * 100.0 / n.previous_value, 1) END
        ELSE CAST(CAST(round(n.value - n.previous_value, 6) AS TEXT) AS NUMERIC)
    END AS previous_change, -- 比上季度的变化；基数不大于零时没有百分比 | Change on the quarter before; no percentage on a base of zero or less
    n.last_year_value AS last_year_value, -- 去年同季数值 | The same quarter of the year before
    n.last_year_text AS last_year_text, -- 去年同季数值的写法 | The same quarter of the year before, as text
    CASE i.change_style
        WHEN 'percent' THEN CASE WHEN n.last_year_value > 0 THEN round((n.value - n.last_year_value) * 100.0 / n.last_year_value, 1) END
        ELSE CAST(CAST(round(n.value - n.last_year_value, 6) AS TEXT) AS NUMERIC)
    END AS last_year_change, -- 比去年同季的变化 | Change on the same quarter of the year before
    CASE i.change_style WHEN 'percent' THEN '%' WHEN 'points' THEN 'pp' WHEN 'class' THEN 'class' ELSE i.unit END AS change_unit, -- 变化的单位：%、pp 百分点、class 级 | Unit of the changes
    i.better AS better, -- 好的方向 | Which direction is an improvement
    i.position AS position -- 指标在目录中的次序 | Place of the indicator in the catalogue
FROM neighbours n
JOIN indicator i ON i.code = n.indicator
JOIN region g ON g.id = n.region_id;
