-- What breaks a series off, and single quarters judged by what is exact: until now the views held a change against the
-- uncertainty as it is shown, rounded up, and left that of the earlier quarter out.

PRAGMA user_version = 10;

CREATE TABLE series_break ( -- 序列间断：自某日起按新标准计算，前后不可直接比较 | Series breaks: from this day on an indicator is measured against another standard
    indicator_id INTEGER PRIMARY KEY, -- 指标 | Indicator
    day TEXT NOT NULL, -- 新标准施行首日 | First day of the new standard
    standard TEXT NOT NULL, -- 新标准的编号 | Number of the new standard
    CONSTRAINT series_break_indicator FOREIGN KEY (indicator_id) REFERENCES indicator (id) ON DELETE CASCADE,
    CONSTRAINT series_break_day CHECK (day IS date(day))
);

DROP VIEW 季度环比;
DROP VIEW 年度同比;
DROP VIEW quarterly;

CREATE VIEW quarterly AS -- 单季值：指标、地区、季度各一行，附上季度和去年同季 | Single quarters: a row for each indicator, region and quarter, with the quarter before and the year before
WITH plain AS (
    SELECT indicator, region_id, period_start, period_end, value, value_text, approx,
        julianday(period_end) - julianday(period_start) + 1 AS days,
        CASE instr(value_text, '.') WHEN 0 THEN 0 ELSE length(value_text) - instr(value_text, '.') END AS decimals
    FROM observations
    WHERE dimension IS NULL AND treatment IS NULL AND region_id IS NOT NULL
),
-- A cumulative value and the one up to the quarter before. Round numbers (约, 以上) give nothing exact.
pair AS (
    SELECT
        longer.indicator, longer.region_id, i.aggregation, i.unit,
        date(shorter.period_end, '+1 day') AS period_start, longer.period_end,
        longer.value AS longer, longer.days AS longer_days, longer.decimals AS longer_decimals,
        shorter.value AS shorter, shorter.days AS shorter_days, shorter.decimals AS shorter_decimals
    FROM plain longer
    JOIN indicator i ON i.code = longer.indicator AND i.aggregation IN ('sum', 'mean')
    JOIN plain shorter ON shorter.indicator = longer.indicator AND shorter.region_id = longer.region_id
        AND shorter.period_start = longer.period_start
        AND shorter.period_end = date(longer.period_end, 'start of month', '-2 months', '-1 day')
    WHERE substr(longer.period_start, 6) = '01-01' AND substr(longer.period_end, 6) IN ('06-30', '09-30', '12-31')
        AND substr(longer.period_start, 1, 4) = substr(longer.period_end, 1, 4)
        AND longer.approx IS NULL AND shorter.approx IS NULL
),
-- What a report says of exactly one quarter; the first quarter's cumulative value is such a one.
reported AS (
    SELECT indicator, region_id, period_start, period_end, value, value_text
    FROM plain
    WHERE substr(period_start, 1, 4) = substr(period_end, 1, 4)
        AND substr(period_start, 6) || '/' || substr(period_end, 6)
            IN ('01-01/03-31', '04-01/06-30', '07-01/09-30', '10-01/12-31')
),
-- Sums are subtracted. Means are weighted by their days, and half a unit of each last digit likewise: that is the doubt.
-- An index (unit 1) or a level in decibels is no mean over days.
derived AS (
    SELECT indicator, region_id, period_start, period_end, 'difference' AS method,
        round(longer - shorter, 6) AS exact, NULL AS doubt, 6 AS decimals
    FROM pair
    -- A whole that is less than its part is a contradiction of the reports, not a negative count.
    WHERE aggregation = 'sum' AND (longer >= shorter OR longer < 0)
    UNION ALL
    SELECT indicator, region_id, period_start, period_end, 'day-weighted',
        (longer * longer_days - shorter * shorter_days) / (longer_days - shorter_days),
        0.5 * (longer_days / CAST('1e' || longer_decimals AS REAL) + shorter_days / CAST('1e' || shorter_decimals AS REAL))
            / (longer_days - shorter_days),
        max(longer_decimals, shorter_decimals)
    FROM pair
    WHERE aggregation = 'mean' AND unit NOT IN ('1', 'dB') AND longer * longer_days >= shorter * shorter_days
),
-- Changes are reckoned and judged by what is exact; what is shown is rounded, its uncertainty upwards.
single AS (
    SELECT indicator, region_id, period_start, period_end, value, value_text, 'reported' AS method, NULL AS uncertainty,
        value AS exact, NULL AS doubt
    FROM reported
    UNION ALL
    -- A float that is whole prints as `3.0`; by way of text it becomes the integer 3.
    SELECT indicator, region_id, period_start, period_end, CAST(CAST(round(exact, decimals) AS TEXT) AS NUMERIC),
        CAST(CAST(CAST(round(exact, decimals) AS TEXT) AS NUMERIC) AS TEXT), method,
        round(doubt + 0.4999 / CAST('1e' || decimals AS REAL), decimals),
        exact, doubt
    FROM derived d
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
        first_value(exact) OVER quarter_before AS previous_exact,
        first_value(doubt) OVER quarter_before AS previous_doubt,
        first_value(period_start) OVER quarter_before AS previous_start,
        first_value(value) OVER year_before AS last_year_value,
        first_value(value_text) OVER year_before AS last_year_text,
        first_value(exact) OVER year_before AS last_year_exact,
        first_value(doubt) OVER year_before AS last_year_doubt,
        first_value(period_start) OVER year_before AS last_year_start
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
    n.method AS method, -- 来历：reported 直接公布、difference 累计相减、day-weighted 按天数加权 | Reported, the difference of cumulative sums, or cumulative means weighted by days
    n.uncertainty AS uncertainty, -- 推算误差；空为精确 | Uncertainty of a derived value; empty is exact
    n.previous_value AS previous_value, -- 上季度数值 | The quarter before
    n.previous_text AS previous_text, -- 上季度数值的写法 | The quarter before, as text
    CASE i.change_style
        WHEN 'percent' THEN CASE WHEN n.previous_exact > 0 THEN round((n.exact - n.previous_exact) * 100.0 / n.previous_exact, 1) END
        ELSE CAST(CAST(round(n.value - n.previous_value, 6) AS TEXT) AS NUMERIC)
    END AS previous_change, -- 比上季度的变化；基数不大于零时没有百分比 | Change on the quarter before; no percentage on a base of zero or less
    CASE
        WHEN n.previous_start < b.day AND b.day <= n.period_end THEN 'series-break'
        WHEN abs(n.exact - n.previous_exact) <= coalesce(n.doubt, 0) + coalesce(n.previous_doubt, 0) + 1e-9
            AND coalesce(n.doubt, n.previous_doubt) IS NOT NULL THEN 'within-uncertainty'
    END AS previous_caveat, -- 为何不评价：series-break 标准变更、within-uncertainty 在误差之内 | Why it is not judged: the standard changed, or it lies within the uncertainty
    n.last_year_value AS last_year_value, -- 去年同季数值 | The same quarter of the year before
    n.last_year_text AS last_year_text, -- 去年同季数值的写法 | The same quarter of the year before, as text
    CASE i.change_style
        WHEN 'percent' THEN CASE WHEN n.last_year_exact > 0 THEN round((n.exact - n.last_year_exact) * 100.0 / n.last_year_exact, 1) END
        ELSE CAST(CAST(round(n.value - n.last_year_value, 6) AS TEXT) AS NUMERIC)
    END AS last_year_change, -- 比去年同季的变化 | Change on the same quarter of the year before
    CASE
        WHEN n.last_year_start < b.day AND b.day <= n.period_end THEN 'series-break'
        WHEN abs(n.exact - n.last_year_exact) <= coalesce(n.doubt, 0) + coalesce(n.last_year_doubt, 0) + 1e-9
            AND coalesce(n.doubt, n.last_year_doubt) IS NOT NULL THEN 'within-uncertainty'
    END AS last_year_caveat, -- 为何不评价，同上 | Why it is not judged, likewise
    CASE i.change_style WHEN 'percent' THEN '%' WHEN 'points' THEN 'pp' WHEN 'class' THEN 'class' ELSE i.unit END AS change_unit, -- 变化的单位：%、pp 百分点、class 级 | Unit of the changes
    i.better AS better, -- 好的方向 | Which direction is an improvement
    i.position AS position -- 指标在目录中的次序 | Place of the indicator in the catalogue
FROM neighbours n
JOIN indicator i ON i.code = n.indicator
JOIN region g ON g.id = n.region_id
LEFT JOIN series_break b ON b.indicator_id = i.id;

CREATE VIEW 季度环比 AS -- 每个指标每个季度与上一季度相比 | Each quarter against the quarter before
SELECT
    indicator_name AS 指标, -- 指标名称 | Indicator
    region AS 地区, -- 地区 | Region
    period AS 季度, -- 季度 | Quarter
    CASE WHEN unit <> 'class' THEN value WHEN value_text = 'V-' THEN '劣Ⅴ类' ELSE value_text || '类' END AS 本季度, -- 本季度数值 | This quarter
    CASE WHEN unit <> 'class' THEN previous_value WHEN previous_text = 'V-' THEN '劣Ⅴ类' ELSE previous_text || '类' END AS 上季度, -- 上季度数值 | The quarter before
    unit AS 单位, -- 单位 | Unit
    previous_change AS 环比变化, -- 比上季度的变化 | Change on the quarter before
    CASE change_unit WHEN 'pp' THEN '百分点' WHEN 'class' THEN '级' ELSE change_unit END AS 变化单位, -- 变化的单位 | Unit of the change
    CASE
        WHEN previous_caveat = 'series-break' THEN '标准变更'
        WHEN previous_caveat = 'within-uncertainty' THEN '误差内'
        WHEN value = previous_value THEN '持平'
        WHEN better = 'none' THEN NULL
        WHEN (value < previous_value) = (better = 'lower') THEN '改善'
        WHEN previous_value IS NOT NULL THEN '变差'
    END AS 评价, -- 改善、变差、持平；标准变更前后不可比，误差内升降不明 | Better, worse, the same, not comparable, or within the uncertainty
    CASE method WHEN 'reported' THEN '直接公布' WHEN 'difference' THEN '累计相减' ELSE '按天数加权' END AS 来历, -- 直接公布、由累计值相减或按天数加权推算 | Reported, the difference of cumulative sums, or means weighted by days
    uncertainty AS 误差 -- 推算值的误差；空为精确 | Uncertainty of a derived value; empty is exact
FROM quarterly
ORDER BY period_start DESC, position, region;

CREATE VIEW 年度同比 AS -- 每个指标每个季度与去年同季相比 | Each quarter against the same quarter of the year before
SELECT
    indicator_name AS 指标, -- 指标名称 | Indicator
    region AS 地区, -- 地区 | Region
    period AS 季度, -- 季度 | Quarter
    CASE WHEN unit <> 'class' THEN value WHEN value_text = 'V-' THEN '劣Ⅴ类' ELSE value_text || '类' END AS 本季度, -- 本季度数值 | This quarter
    CASE WHEN unit <> 'class' THEN last_year_value WHEN last_year_text = 'V-' THEN '劣Ⅴ类' ELSE last_year_text || '类' END AS 去年同季, -- 去年同季数值 | The same quarter of the year before
    unit AS 单位, -- 单位 | Unit
    last_year_change AS 同比变化, -- 比去年同季的变化 | Change on the same quarter of the year before
    CASE change_unit WHEN 'pp' THEN '百分点' WHEN 'class' THEN '级' ELSE change_unit END AS 变化单位, -- 变化的单位 | Unit of the change
    CASE
        WHEN last_year_caveat = 'series-break' THEN '标准变更'
        WHEN last_year_caveat = 'within-uncertainty' THEN '误差内'
        WHEN value = last_year_value THEN '持平'
        WHEN better = 'none' THEN NULL
        WHEN (value < last_year_value) = (better = 'lower') THEN '改善'
        WHEN last_year_value IS NOT NULL THEN '变差'
    END AS 评价, -- 改善、变差、持平；标准变更前后不可比，误差内升降不明 | Better, worse, the same, not comparable, or within the uncertainty
    CASE method WHEN 'reported' THEN '直接公布' WHEN 'difference' THEN '累计相减' ELSE '按天数加权' END AS 来历, -- 直接公布、由累计值相减或按天数加权推算 | Reported, the difference of cumulative sums, or means weighted by days
    uncertainty AS 误差 -- 推算值的误差；空为精确 | Uncertainty of a derived value; empty is exact
FROM quarterly
ORDER BY period_start DESC, position, region;
