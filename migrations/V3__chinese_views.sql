-- The views for people who open the file in a browser: Chinese headings, sorted, readable values.

PRAGMA user_version = 3;

CREATE VIEW 指标数据 AS -- 现行观测值 | Current values, to read
SELECT
    o.indicator_name AS 指标, -- 指标名称 | Indicator
    o.region AS 地区, -- 地区 | Region
    o.period AS 时期, -- 时期 | Period
    o.dimension AS 细分, -- 细分 | What narrows the indicator
    o.treatment AS 口径, -- 口径 | Treatment of the data
    CASE WHEN o.unit <> 'class' THEN o.value WHEN o.value_text = 'V-' THEN '劣Ⅴ类' ELSE o.value_text || '类' END AS 数值, -- 数值 | Value
    o.unit AS 单位, -- 单位 | Unit
    CASE o.approx WHEN 'about' THEN '约' WHEN 'over' THEN '以上' WHEN 'under' THEN '以下' END AS 约数, -- 约数 | How exact the report says it is
    o.report_title AS 报告, -- 来源报告 | Report
    o.published_on AS 发布日期, -- 发布日期 | Day of publication
    o.figure_id AS 数字序号 -- 数字序号 | Figure
FROM observations o
JOIN indicator i ON i.code = o.indicator
ORDER BY i.position, o.region, o.dimension, o.treatment, o.period_end, o.period_start;

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
        WHEN value = previous_value THEN '持平'
        WHEN better = 'none' THEN NULL
        WHEN (value < previous_value) = (better = 'lower') THEN '改善'
        WHEN previous_value IS NOT NULL THEN '变差'
    END AS 评价, -- 改善、变差、持平 | Better, worse or the same
    CASE method WHEN 'reported' THEN '直接公布' ELSE '累计相减' END AS 来历 -- 直接公布或由累计值相减 | Reported, or the difference of cumulative values
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
        WHEN value = last_year_value THEN '持平'
        WHEN better = 'none' THEN NULL
        WHEN (value < last_year_value) = (better = 'lower') THEN '改善'
        WHEN last_year_value IS NOT NULL THEN '变差'
    END AS 评价, -- 改善、变差、持平 | Better, worse or the same
    CASE method WHEN 'reported' THEN '直接公布' ELSE '累计相减' END AS 来历 -- 直接公布或由累计值相减 | Reported, or the difference of cumulative values
FROM quarterly
ORDER BY period_start DESC, position, region;

CREATE VIEW 目标完成 AS -- 目标与同一时期实际值的对照 | Targets beside the actual value of the same period
WITH goal AS (
    SELECT
        f.indicator_id, f.region_id, f.period_start, f.period_end, f.period, f.dimension, f.value, f.value_text,
        CASE
            WHEN f.approx = 'over' THEN '>='
            WHEN f.approx = 'under' THEN '<='
            WHEN i.better = 'higher' THEN '>='
            WHEN i.better = 'lower' THEN '<='
        END AS direction,
        r.title AS source
    FROM figure f
    JOIN indicator i ON i.id = f.indicator_id AND i.unit = f.unit
    JOIN report r ON r.id = f.report_id
    WHERE f.kind = 'target' AND f.value IS NOT NULL AND f.period_start IS NOT NULL AND f.region_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM report later WHERE later.supersedes_id = r.id)
    UNION ALL
    SELECT indicator_id, region_id, period_start, period_end, period, dimension, value, value_text, direction, coalesce(name, source)
    FROM target
)
SELECT
    i.name AS 指标, -- 指标名称 | Indicator
    g.name AS 地区, -- 地区 | Region
    t.period AS 时期, -- 目标的时期 | Period of the target
    t.dimension AS 细分, -- 细分 | What narrows the indicator
    t.direction AS 方向, -- 不低于 >= 或不超过 <= | Not below or not above
    CASE WHEN i.unit <> 'class' THEN t.value WHEN t.value_text = 'V-' THEN '劣Ⅴ类' ELSE t.value_text || '类' END AS 目标值, -- 目标值 | Target
    CASE WHEN i.unit <> 'class' THEN a.value WHEN a.value_text = 'V-' THEN '劣Ⅴ类' ELSE a.value_text || '类' END AS 实际值, -- 同一时期的实际值 | Actual value of the same period
    i.unit AS 单位, -- 单位 | Unit
    CASE
        WHEN a.value IS NULL OR t.direction IS NULL THEN NULL
        WHEN t.direction = '>=' AND a.value >= t.value OR t.direction = '<=' AND a.value <= t.value THEN '完成'
        ELSE '未完成'
    END AS 完成情况, -- 完成或未完成；没有实际值时为空 | Reached or not; empty without an actual value
    t.source AS 来源 -- 目标的来源 | Where the target comes from
FROM goal t
JOIN indicator i ON i.id = t.indicator_id
JOIN region g ON g.id = t.region_id
LEFT JOIN figure a ON a.indicator_id = t.indicator_id AND a.region_id = t.region_id
    AND a.period_start = t.period_start AND a.period_end = t.period_end
    AND a.dimension IS t.dimension AND a.treatment IS NULL AND a.kind = 'actual' AND a.superseded_by IS NULL
ORDER BY t.period_end DESC, i.position, g.name;

CREATE VIEW 修订记录 AS -- 后来的报告或人工改动过的数值 | Values that a later report or a person has changed
SELECT
    '报告修订' AS 类别, -- 报告修订或人工订正 | Changed by a later report or by hand
    i.name AS 指标, -- 指标名称 | Indicator
    g.name AS 地区, -- 地区 | Region
    old.period AS 时期, -- 时期 | Period
    old.dimension AS 细分, -- 细分 | What narrows the indicator
    old.value_text AS 原值, -- 原来的写法 | What it said
    new.value_text AS 现值, -- 现在的写法 | What it says now
    old.unit AS 单位, -- 单位 | Unit
    was.title AS 原报告, -- 原报告 | Earlier report
    now.title AS 依据, -- 现报告或订正理由 | Later report, or the reason
    now.published_on AS 日期 -- 发布或订正日期 | Day of publication or correction
FROM figure old
JOIN figure new ON new.id = old.superseded_by AND new.value <> old.value
JOIN report was ON was.id = old.report_id
JOIN report now ON now.id = new.report_id
JOIN indicator i ON i.id = old.indicator_id
LEFT JOIN region g ON g.id = old.region_id
UNION ALL
SELECT '人工订正', coalesce(i.name, f.subject), g.name, f.period, f.dimension, c.old_text, c.new_text, f.unit, r.title, c.reason, date(c.made_at)
FROM correction c
JOIN figure f ON f.id = c.figure_id
JOIN report r ON r.id = f.report_id
LEFT JOIN indicator i ON i.id = f.indicator_id
LEFT JOIN region g ON g.id = f.region_id
WHERE c.expired_at IS NULL
ORDER BY 11 DESC;

CREATE VIEW 待核数字 AS -- 没有读懂或读法存疑、需要人看的数字 | Figures that were not understood or are in doubt
SELECT
    f.id AS 数字序号, -- 数字序号 | Figure
    r.title AS 报告, -- 报告 | Report
    f.seq AS 次序, -- 在报告中的次序 | Place in the report
    CASE
        WHEN f.kind = 'masked' THEN '数字被隐去'
        WHEN f.kind = 'other' THEN '目录中没有'
        WHEN f.period_start IS NULL THEN '时期不明'
        WHEN f.region_id IS NULL THEN '地区不明'
        ELSE '见备注'
    END AS 原因, -- 为什么要核 | Why it wants looking at
    coalesce(i.name, f.subject) AS 事物, -- 指标或原文所说的事物 | Indicator, or what the text calls the thing
    f.as_written AS 原文写法, -- 原文写法 | The number as the report writes it
    f.note AS 备注, -- 备注 | What a reader should know
    f.sentence AS 原句 -- 原句 | Its sentence
FROM figure f
JOIN report r ON r.id = f.report_id
LEFT JOIN indicator i ON i.id = f.indicator_id
WHERE f.kind <> 'noise' AND (f.kind IN ('other', 'masked') OR f.note IS NOT NULL OR f.period_start IS NULL OR f.region_id IS NULL)
    AND NOT EXISTS (SELECT 1 FROM report later WHERE later.supersedes_id = r.id)
ORDER BY f.report_id DESC, f.seq;
