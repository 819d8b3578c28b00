-- Filtered views answer at once in a file of any size, and sums know the rounding of what they are made of.
--
-- Until now `quarterly` made the single quarters of the whole file before any filter applied. Now it begins with the rows
-- that the filter asks for and looks up each value that a row needs by the index on figures; a calendar tells which.

PRAGMA user_version = 13;

CREATE TABLE calendar ( -- 季度日历 | Calendar of quarters
    period_end TEXT NOT NULL, -- 季度末日 | Last day of the quarter
    period TEXT NOT NULL, -- 季度，例如 2024Q1 | Quarter, for example 2024Q1
    period_start TEXT NOT NULL, -- 季度首日 | First day of the quarter
    year_start TEXT NOT NULL, -- 当年首日，累计值由此起算 | First day of its year, from which cumulative values count
    day_before TEXT NOT NULL, -- 季度首日的前一日，即上季度末日 | The day before it begins, which ends the quarter before
    last_year_end TEXT NOT NULL, -- 去年同季末日 | Last day of the same quarter of the year before
    days INTEGER NOT NULL, -- 年初至季度末的天数 | Days from the beginning of the year to the end of the quarter
    days_before INTEGER NOT NULL, -- 年初至季度首日前一日的天数；一季度为 0 | Days of the year before the quarter begins; 0 for the first
    CONSTRAINT calendar_key PRIMARY KEY (period_end, period_start),
    CONSTRAINT calendar_period UNIQUE (period, period_start)
) WITHOUT ROWID;

WITH RECURSIVE quarter (first, last) AS (
    VALUES ('1949-01-01', '1949-03-31')
    UNION ALL
    SELECT date(first, '+3 months'), date(first, '+6 months', '-1 day') FROM quarter WHERE first < '2149-10-01'
)
INSERT INTO calendar (period_end, period, period_start, year_start, day_before, last_year_end, days, days_before)
SELECT last, substr(first, 1, 4) || 'Q' || (substr(last, 6, 2) / 3), first, substr(first, 1, 4) || '-01-01', date(first, '-1 day'),
    date(last, '-1 year'), CAST(strftime('%j', last) AS INTEGER), strftime('%j', first) - 1
FROM quarter;

-- Half a unit of the last digit of a value, which the program fills in, also for the rows that are there already.
ALTER TABLE figure ADD COLUMN doubt NUMERIC;
ALTER TABLE correction ADD COLUMN doubt NUMERIC;

DROP VIEW 季度环比;
DROP VIEW 年度同比;
DROP VIEW quarterly;

CREATE VIEW quarterly AS -- 单季值：指标、地区、季度各一行，附上季度和去年同季 | Single quarters: a row for each indicator, region and quarter, with the quarter before and the year before
WITH
-- What was published of each quarter that a figure ends with: the quarter itself (it wins), the year up to its end, and the
-- part of that before it began. Corrected values stand for what they correct; round ones (约, 以上) give nothing exact.
-- CROSS JOIN fixes the order, so that a filter on region or indicator is the way in. DISTINCT, because a quarter and a
-- cumulative value may end on the same day, and so that what follows is computed once. The + keeps SQLite, where it has
-- statistics, from reading all figures into a Bloom filter first.
published AS NOT MATERIALIZED (
    SELECT DISTINCT
        i.id AS indicator_id, i.code AS indicator, i.name AS indicator_name, i.aggregation, i.unit, i.change_style, i.better, i.position,
        g.name AS region, g.code AS region_code, n.period_start, n.period_end, n.period,
        p.period_start AS previous_start, y.period_start AS last_year_start,
        n.days AS this_days, n.days_before AS this_days_before, p.days AS previous_days, p.days_before AS previous_days_before,
        y.days AS last_year_days, y.days_before AS last_year_days_before,
        iif(this_quarter_c.action = 'drop', NULL, coalesce(this_quarter_c.value, this_quarter.value)) AS this_quarter,
        coalesce(this_quarter_c.value_text, this_quarter.value_text) AS this_quarter_text,
        iif(this_to_date_c.action = 'drop' OR (this_to_date_c.value IS NULL AND this_to_date.approx IS NOT NULL), NULL, coalesce(this_to_date_c.value, this_to_date.value)) AS this_to_date,
        length(coalesce(this_to_date_c.value_text, this_to_date.value_text)) - coalesce(nullif(instr(coalesce(this_to_date_c.value_text, this_to_date.value_text), '.'), 0), length(coalesce(this_to_date_c.value_text, this_to_date.value_text))) AS this_to_date_digits,
        coalesce(this_to_date_c.doubt, this_to_date.doubt) AS this_to_date_doubt,
        iif(previous_quarter_c.action = 'drop', NULL, coalesce(previous_quarter_c.value, previous_quarter.value)) AS previous_quarter,
        coalesce(previous_quarter_c.value_text, previous_quarter.value_text) AS previous_quarter_text,
        iif(previous_to_date_c.action = 'drop' OR (previous_to_date_c.value IS NULL AND previous_to_date.approx IS NOT NULL), NULL, coalesce(previous_to_date_c.value, previous_to_date.value)) AS previous_to_date,
        length(coalesce(previous_to_date_c.value_text, previous_to_date.value_text)) - coalesce(nullif(instr(coalesce(previous_to_date_c.value_text, previous_to_date.value_text), '.'), 0), length(coalesce(previous_to_date_c.value_text, previous_to_date.value_text))) AS previous_to_date_digits,
        coalesce(previous_to_date_c.doubt, previous_to_date.doubt) AS previous_to_date_doubt,
        iif(previous_part_c.action = 'drop' OR (previous_part_c.value IS NULL AND previous_part.approx IS NOT NULL), NULL, coalesce(previous_part_c.value, previous_part.value)) AS previous_part,
        length(coalesce(previous_part_c.value_text, previous_part.value_text)) - coalesce(nullif(instr(coalesce(previous_part_c.value_text, previous_part.value_text), '.'), 0), length(coalesce(previous_part_c.value_text, previous_part.value_text))) AS previous_part_digits,
        coalesce(previous_part_c.doubt, previous_part.doubt) AS previous_part_doubt,
        iif(last_year_quarter_c.action = 'drop', NULL, coalesce(last_year_quarter_c.value, last_year_quarter.value)) AS last_year_quarter,
        coalesce(last_year_quarter_c.value_text, last_year_quarter.value_text) AS last_year_quarter_text,
        iif(last_year_to_date_c.action = 'drop' OR (last_year_to_date_c.value IS NULL AND last_year_to_date.approx IS NOT NULL), NULL, coalesce(last_year_to_date_c.value, last_year_to_date.value)) AS last_year_to_date,
        length(coalesce(last_year_to_date_c.value_text, last_year_to_date.value_text)) - coalesce(nullif(instr(coalesce(last_year_to_date_c.value_text, last_year_to_date.value_text), '.'), 0), length(coalesce(last_year_to_date_c.value_text, last_year_to_date.value_text))) AS last_year_to_date_digits,
        coalesce(last_year_to_date_c.doubt, last_year_to_date.doubt) AS last_year_to_date_doubt,
        iif(last_year_part_c.action = 'drop' OR (last_year_part_c.value IS NULL AND last_year_part.approx IS NOT NULL), NULL, coalesce(last_year_part_c.value, last_year_part.value)) AS last_year_part,
        length(coalesce(last_year_part_c.value_text, last_year_part.value_text)) - coalesce(nullif(instr(coalesce(last_year_part_c.value_text, last_year_part.value_text), '.'), 0), length(coalesce(last_year_part_c.value_text, last_year_part.value_text))) AS last_year_part_digits,
        coalesce(last_year_part_c.doubt, last_year_part.doubt) AS last_year_part_doubt
    FROM region g
    CROSS JOIN indicator i
    CROSS JOIN figure f ON f.indicator_id = i.id AND f.region_id = g.id
        AND f.kind = 'actual' AND f.superseded_by IS NULL AND f.dimension IS NULL AND f.treatment IS NULL
    CROSS JOIN calendar n ON n.period_end = f.period_end AND f.period_start IN (n.year_start, n.period_start)
    LEFT JOIN calendar p ON p.period_end = n.day_before
    LEFT JOIN calendar y ON y.period_end = n.last_year_end
    LEFT JOIN figure this_quarter ON this_quarter.indicator_id = i.id AND this_quarter.region_id = g.id
        AND this_quarter.period_start = n.period_start AND this_quarter.period_end = n.period_end
        AND +this_quarter.kind = 'actual' AND +this_quarter.superseded_by IS NULL AND +this_quarter.dimension IS NULL AND +this_quarter.treatment IS NULL
    LEFT JOIN correction this_quarter_c ON this_quarter_c.figure_id = this_quarter.id AND this_quarter_c.withdrawn_at IS NULL AND this_quarter_c.expired_at IS NULL
    LEFT JOIN figure this_to_date ON this_to_date.indicator_id = i.id AND this_to_date.region_id = g.id
        AND this_to_date.period_start = n.year_start AND this_to_date.period_end = n.period_end
        AND +this_to_date.kind = 'actual' AND +this_to_date.superseded_by IS NULL AND +this_to_date.dimension IS NULL AND +this_to_date.treatment IS NULL
    LEFT JOIN correction this_to_date_c ON this_to_date_c.figure_id = this_to_date.id AND this_to_date_c.withdrawn_at IS NULL AND this_to_date_c.expired_at IS NULL
    LEFT JOIN figure previous_quarter ON previous_quarter.indicator_id = i.id AND previous_quarter.region_id = g.id
        AND previous_quarter.period_start = p.period_start AND previous_quarter.period_end = p.period_end
        AND +previous_quarter.kind = 'actual' AND +previous_quarter.superseded_by IS NULL AND +previous_quarter.dimension IS NULL AND +previous_quarter.treatment IS NULL
    LEFT JOIN correction previous_quarter_c ON previous_quarter_c.figure_id = previous_quarter.id AND previous_quarter_c.withdrawn_at IS NULL AND previous_quarter_c.expired_at IS NULL
    LEFT JOIN figure previous_to_date ON previous_to_date.indicator_id = i.id AND previous_to_date.region_id = g.id
        AND previous_to_date.period_start = p.year_start AND previous_to_date.period_end = p.period_end
        AND +previous_to_date.kind = 'actual' AND +previous_to_date.superseded_by IS NULL AND +previous_to_date.dimension IS NULL AND +previous_to_date.treatment IS NULL
    LEFT JOIN correction previous_to_date_c ON previous_to_date_c.figure_id = previous_to_date.id AND previous_to_date_c.withdrawn_at IS NULL AND previous_to_date_c.expired_at IS NULL
    LEFT JOIN figure previous_part ON previous_part.indicator_id = i.id AND previous_part.region_id = g.id
        AND previous_part.period_start = p.year_start AND previous_part.period_end = p.day_before
        AND +previous_part.kind = 'actual' AND +previous_part.superseded_by IS NULL AND +previous_part.dimension IS NULL AND +previous_part.treatment IS NULL
    LEFT JOIN correction previous_part_c ON previous_part_c.figure_id = previous_part.id AND previous_part_c.withdrawn_at IS NULL AND previous_part_c.expired_at IS NULL
    LEFT JOIN figure last_year_quarter ON last_year_quarter.indicator_id = i.id AND last_year_quarter.region_id = g.id
        AND last_year_quarter.period_start = y.period_start AND last_year_quarter.period_end = y.period_end
        AND +last_year_quarter.kind = 'actual' AND +last_year_quarter.superseded_by IS NULL AND +last_year_quarter.dimension IS NULL AND +last_year_quarter.treatment IS NULL
    LEFT JOIN correction last_year_quarter_c ON last_year_quarter_c.figure_id = last_year_quarter.id AND last_year_quarter_c.withdrawn_at IS NULL AND last_year_quarter_c.expired_at IS NULL
    LEFT JOIN figure last_year_to_date ON last_year_to_date.indicator_id = i.id AND last_year_to_date.region_id = g.id
        AND last_year_to_date.period_start = y.year_start AND last_year_to_date.period_end = y.period_end
        AND +last_year_to_date.kind = 'actual' AND +last_year_to_date.superseded_by IS NULL AND +last_year_to_date.dimension IS NULL AND +last_year_to_date.treatment IS NULL
    LEFT JOIN correction last_year_to_date_c ON last_year_to_date_c.figure_id = last_year_to_date.id AND last_year_to_date_c.withdrawn_at IS NULL AND last_year_to_date_c.expired_at IS NULL
    LEFT JOIN figure last_year_part ON last_year_part.indicator_id = i.id AND last_year_part.region_id = g.id
        AND last_year_part.period_start = y.year_start AND last_year_part.period_end = y.day_before
        AND +last_year_part.kind = 'actual' AND +last_year_part.superseded_by IS NULL AND +last_year_part.dimension IS NULL AND +last_year_part.treatment IS NULL
    LEFT JOIN correction last_year_part_c ON last_year_part_c.figure_id = last_year_part.id AND last_year_part_c.withdrawn_at IS NULL AND last_year_part_c.expired_at IS NULL
),
-- Sums are subtracted; a whole that is less than its part is a contradiction of the reports, not a negative count. Means
-- are weighted by their days, and so is their rounding; an index (unit 1) or a level in decibels is no mean over days.
reckoned AS NOT MATERIALIZED (
    SELECT DISTINCT *,
        CASE
            WHEN this_quarter IS NOT NULL THEN 'reported'
            WHEN this_days_before = 0 THEN NULL
            WHEN aggregation = 'sum' AND (this_to_date >= previous_to_date OR this_to_date < 0) THEN 'difference'
            WHEN aggregation = 'mean' AND unit NOT IN ('1', 'dB') AND this_to_date * this_days >= previous_to_date * this_days_before THEN 'day-weighted'
        END AS method,
        round(this_to_date - previous_to_date, 6) AS difference,
        nullif(this_to_date_doubt + previous_to_date_doubt, 0) AS difference_doubt,
        (this_to_date * this_days - previous_to_date * this_days_before) * 1.0 / (this_days - this_days_before) AS mean,
        (this_to_date_doubt * this_days + previous_to_date_doubt * this_days_before) * 1.0 / (this_days - this_days_before) AS mean_doubt,
        max(this_to_date_digits, previous_to_date_digits) AS digits,
        CASE
            WHEN previous_quarter IS NOT NULL THEN 'reported'
            WHEN previous_days_before = 0 THEN NULL
            WHEN aggregation = 'sum' AND (previous_to_date >= previous_part OR previous_to_date < 0) THEN 'difference'
            WHEN aggregation = 'mean' AND unit NOT IN ('1', 'dB') AND previous_to_date * previous_days >= previous_part * previous_days_before THEN 'day-weighted'
        END AS previous_method,
        round(previous_to_date - previous_part, 6) AS previous_difference,
        nullif(previous_to_date_doubt + previous_part_doubt, 0) AS previous_difference_doubt,
        (previous_to_date * previous_days - previous_part * previous_days_before) * 1.0 / (previous_days - previous_days_before) AS previous_mean,
        (previous_to_date_doubt * previous_days + previous_part_doubt * previous_days_before) * 1.0 / (previous_days - previous_days_before) AS previous_mean_doubt,
        max(previous_to_date_digits, previous_part_digits) AS previous_digits,
        CASE
            WHEN last_year_quarter IS NOT NULL THEN 'reported'
            WHEN last_year_days_before = 0 THEN NULL
            WHEN aggregation = 'sum' AND (last_year_to_date >= last_year_part OR last_year_to_date < 0) THEN 'difference'
            WHEN aggregation = 'mean' AND unit NOT IN ('1', 'dB') AND last_year_to_date * last_year_days >= last_year_part * last_year_days_before THEN 'day-weighted'
        END AS last_year_method,
        round(last_year_to_date - last_year_part, 6) AS last_year_difference,
        nullif(last_year_to_date_doubt + last_year_part_doubt, 0) AS last_year_difference_doubt,
        (last_year_to_date * last_year_days - last_year_part * last_year_days_before) * 1.0 / (last_year_days - last_year_days_before) AS last_year_mean,
        (last_year_to_date_doubt * last_year_days + last_year_part_doubt * last_year_days_before) * 1.0 / (last_year_days - last_year_days_before) AS last_year_mean_doubt,
        max(last_year_to_date_digits, last_year_part_digits) AS last_year_digits
    FROM published
),
-- Changes are reckoned and judged by what is exact; what is shown is rounded. A float that is whole prints as `3.0`; by
-- way of text it becomes the integer 3.
judged AS NOT MATERIALIZED (
    SELECT *,
        CASE method WHEN 'reported' THEN this_quarter WHEN 'difference' THEN difference WHEN 'day-weighted' THEN mean END AS exact,
        CASE method WHEN 'difference' THEN difference_doubt WHEN 'day-weighted' THEN mean_doubt END AS doubt,
        CASE method
            WHEN 'reported' THEN this_quarter
            WHEN 'difference' THEN CAST(CAST(difference AS TEXT) AS NUMERIC)
            WHEN 'day-weighted' THEN CAST(CAST(round(mean, digits) AS TEXT) AS NUMERIC)
        END AS value,
        CASE previous_method WHEN 'reported' THEN previous_quarter WHEN 'difference' THEN previous_difference WHEN 'day-weighted' THEN previous_mean END AS previous_exact,
        CASE previous_method WHEN 'difference' THEN previous_difference_doubt WHEN 'day-weighted' THEN previous_mean_doubt END AS previous_doubt,
        CASE previous_method
            WHEN 'reported' THEN previous_quarter
            WHEN 'difference' THEN CAST(CAST(previous_difference AS TEXT) AS NUMERIC)
            WHEN 'day-weighted' THEN CAST(CAST(round(previous_mean, previous_digits) AS TEXT) AS NUMERIC)
        END AS previous_value,
        CASE last_year_method WHEN 'reported' THEN last_year_quarter WHEN 'difference' THEN last_year_difference WHEN 'day-weighted' THEN last_year_mean END AS last_year_exact,
        CASE last_year_method WHEN 'difference' THEN last_year_difference_doubt WHEN 'day-weighted' THEN last_year_mean_doubt END AS last_year_doubt,
        CASE last_year_method
            WHEN 'reported' THEN last_year_quarter
            WHEN 'difference' THEN CAST(CAST(last_year_difference AS TEXT) AS NUMERIC)
            WHEN 'day-weighted' THEN CAST(CAST(round(last_year_mean, last_year_digits) AS TEXT) AS NUMERIC)
        END AS last_year_value
    FROM reckoned
    WHERE method IS NOT NULL
),
single AS NOT MATERIALIZED (
    SELECT *,
        CASE method WHEN 'reported' THEN this_quarter_text ELSE CAST(value AS TEXT) END AS value_text,
        CASE previous_method WHEN 'reported' THEN previous_quarter_text ELSE CAST(previous_value AS TEXT) END AS previous_text,
        CASE last_year_method WHEN 'reported' THEN last_year_quarter_text ELSE CAST(last_year_value AS TEXT) END AS last_year_text
    FROM judged
)
SELECT
    n.indicator AS indicator, -- 指标代码 | Code of the indicator
    n.indicator_name AS indicator_name, -- 指标名称 | Name of the indicator
    n.region AS region, -- 地区 | Region
    n.region_code AS region_code, -- 行政区划代码 | Code of the region
    n.period_start AS period_start, -- 季度首日 | First day of the quarter
    n.period_end AS period_end, -- 季度末日 | Last day of the quarter
    n.period AS period, -- 季度 | Quarter
    n.value AS value, -- 数值；类别为 1 至 6 | Value; a class is 1 to 6
    n.value_text AS value_text, -- 数值的写法；类别为 I…V、V- | Value as text; a class is I…V, V-
    n.unit AS unit, -- 单位代码 | Unit code
    n.method AS method, -- 来历：reported 直接公布、difference 累计相减、day-weighted 按天数加权 | Reported, the difference of cumulative sums, or cumulative means weighted by days
    CASE n.method WHEN 'day-weighted' THEN round(n.doubt + 0.4999 / CAST('1e' || n.digits AS REAL), n.digits) ELSE CAST(CAST(n.doubt AS TEXT) AS NUMERIC) END AS uncertainty, -- 推算误差；空为精确 | Uncertainty of a derived value; empty is exact
    n.previous_value AS previous_value, -- 上季度数值 | The quarter before
    n.previous_text AS previous_text, -- 上季度数值的写法 | The quarter before, as text
    CASE n.change_style
        WHEN 'percent' THEN CASE WHEN n.previous_exact > 0 THEN round((n.exact - n.previous_exact) * 100.0 / n.previous_exact, 1) END
        ELSE CAST(CAST(round(n.value - n.previous_value, 6) AS TEXT) AS NUMERIC)
    END AS previous_change, -- 比上季度的变化；基数不大于零时没有百分比 | Change on the quarter before; no percentage on a base of zero or less
    CASE
        WHEN n.previous_method IS NOT NULL AND n.previous_start < b.day AND b.day <= n.period_end THEN 'series-break'
        WHEN abs(n.exact - n.previous_exact) <= coalesce(n.doubt, 0) + coalesce(n.previous_doubt, 0) + 1e-9
            AND coalesce(n.doubt, n.previous_doubt) IS NOT NULL THEN 'within-uncertainty'
    END AS previous_caveat, -- 为何不评价：series-break 标准变更、within-uncertainty 在误差之内 | Why it is not judged: the standard changed, or it lies within the uncertainty
    n.last_year_value AS last_year_value, -- 去年同季数值 | The same quarter of the year before
    n.last_year_text AS last_year_text, -- 去年同季数值的写法 | The same quarter of the year before, as text
    CASE n.change_style
        WHEN 'percent' THEN CASE WHEN n.last_year_exact > 0 THEN round((n.exact - n.last_year_exact) * 100.0 / n.last_year_exact, 1) END
        ELSE CAST(CAST(round(n.value - n.last_year_value, 6) AS TEXT) AS NUMERIC)
    END AS last_year_change, -- 比去年同季的变化 | Change on the same quarter of the year before
    CASE
        WHEN n.last_year_method IS NOT NULL AND n.last_year_start < b.day AND b.day <= n.period_end THEN 'series-break'
        WHEN abs(n.exact - n.last_year_exact) <= coalesce(n.doubt, 0) + coalesce(n.last_year_doubt, 0) + 1e-9
            AND coalesce(n.doubt, n.last_year_doubt) IS NOT NULL THEN 'within-uncertainty'
    END AS last_year_caveat, -- 为何不评价，同上 | Why it is not judged, likewise
    CASE n.change_style WHEN 'percent' THEN '%' WHEN 'points' THEN 'pp' WHEN 'class' THEN 'class' ELSE n.unit END AS change_unit, -- 变化的单位：%、pp 百分点、class 级 | Unit of the changes
    n.better AS better, -- 好的方向 | Which direction is an improvement
    n.position AS position -- 指标在目录中的次序 | Place of the indicator in the catalogue
FROM single n
LEFT JOIN series_break b ON b.indicator_id = n.indicator_id;

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
