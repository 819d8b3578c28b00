-- V2: the views. `reports` and `figures` are a contract with other tools; the Chinese ones are for people.
-- Views with a column for each indicator (air, 大气 …) follow the catalogue and are made by the program.

-- Every imported document with what was found in it.
CREATE VIEW reports AS
SELECT r.id, r.title, r.reporter, g.name AS region, r.period_start, r.period_end, r.period, r.published_on, r.edition,
       r.supersedes_id, r.source, r.format, r.imported_at,
       (SELECT count(*) FROM figure f WHERE f.report_id = r.id) AS figures,
       (SELECT count(*) FROM figure f WHERE f.report_id = r.id AND f.kind = 'actual') AS actuals,
       (SELECT count(*) FROM figure f WHERE f.report_id = r.id AND f.kind = 'other') AS others,
       (SELECT count(*) FROM figure f WHERE f.report_id = r.id AND f.kind = 'masked') AS masked
  FROM report r LEFT JOIN region g ON g.id = r.region_id;

-- The ledger: every number of every document, superseded editions included.
CREATE VIEW figures AS
SELECT f.id, f.report_id, f.seq, f.kind, i.code AS indicator, coalesce(i.name, f.subject) AS indicator_name,
       f.value, f.value_text, f.unit, f.as_written, f.period_start, f.period_end, f.period, g.name AS region,
       f.dimension, f.treatment, f.compared_to, f.rank_of, f.rank_order, f.approx, f.section, f.sentence,
       f.char_start, f.char_end, f.rule, f.note
  FROM figure f
  LEFT JOIN indicator i ON i.id = f.indicator_id
  LEFT JOIN region g ON g.id = f.region_id;

-- Current actuals: what the latest publication says.
CREATE VIEW observations AS
SELECT f.id, i.code AS indicator, i.name AS indicator_name, i.domain, g.name AS region, f.period_start, f.period_end,
       f.period, f.dimension, f.treatment, f.value, f.value_text, f.unit, f.approx, f.report_id, r.title AS report,
       r.published_on, f.sentence
  FROM figure f
  JOIN indicator i ON i.id = f.indicator_id
  JOIN report r ON r.id = f.report_id AND r.is_current = 1
  LEFT JOIN region g ON g.id = f.region_id
 WHERE f.kind = 'actual' AND f.superseded_by IS NULL;

-- Single quarters: reported as such, or (for sums) the difference of two cumulative values.
-- SQLite reckons in binary floats; differences are rounded to six places, far beyond what is published.
CREATE VIEW quarterly AS
WITH whole AS (
  SELECT f.indicator_id, f.region_id, f.value, i.aggregation,
         CAST(substr(f.period_start, 1, 4) AS INTEGER) AS year,
         CAST(substr(f.period_start, 6, 2) AS INTEGER) AS first_month,
         CAST(substr(f.period_end, 6, 2) AS INTEGER) AS last_month
    FROM figure f
    JOIN indicator i ON i.id = f.indicator_id
    JOIN report r ON r.id = f.report_id AND r.is_current = 1
   WHERE f.kind = 'actual' AND f.superseded_by IS NULL AND f.dimension IS NULL AND f.treatment IS NULL
     AND substr(f.period_start, 9) = '01' AND f.period_end = date(f.period_end, 'start of month', '+1 month', '-1 day')
     AND substr(f.period_start, 1, 4) = substr(f.period_end, 1, 4)
), reported AS (
  SELECT indicator_id, region_id, year, last_month / 3 AS quarter, value, 'reported' AS method
    FROM whole WHERE last_month % 3 = 0 AND first_month = last_month - 2
), derived AS (
  SELECT b.indicator_id, b.region_id, b.year, b.last_month / 3 AS quarter, round(b.value - a.value, 6) AS value, 'difference' AS method
    FROM whole b
    JOIN whole a ON a.indicator_id = b.indicator_id AND a.region_id IS b.region_id AND a.year = b.year
                AND a.first_month = 1 AND a.last_month = b.last_month - 3
   WHERE b.aggregation = 'sum' AND b.first_month = 1 AND b.last_month IN (6, 9, 12)
), single AS (
  SELECT * FROM reported
  UNION ALL
  SELECT d.* FROM derived d
   WHERE NOT EXISTS (SELECT 1 FROM reported r WHERE r.indicator_id = d.indicator_id AND r.region_id IS d.region_id
                        AND r.year = d.year AND r.quarter = d.quarter)
)
SELECT i.code AS indicator, i.name AS indicator_name, i.domain, g.name AS region,
       s.year || 'Q' || s.quarter AS quarter, s.value, i.unit, s.method, NULL AS uncertainty,
       p.value AS previous_value,
       CASE i.change WHEN 'percent' THEN CASE WHEN p.value > 0 THEN round((s.value - p.value) * 100.0 / p.value, 1) END
                     ELSE round(s.value - p.value, 6) END AS change_on_previous,
       y.value AS last_year_value,
       CASE i.change WHEN 'percent' THEN CASE WHEN y.value > 0 THEN round((s.value - y.value) * 100.0 / y.value, 1) END
                     ELSE round(s.value - y.value, 6) END AS change_on_last_year,
       CASE i.change WHEN 'percent' THEN '%' WHEN 'points' THEN 'pp' WHEN 'class' THEN 'class' ELSE i.unit END AS change_unit
  FROM single s
  JOIN indicator i ON i.id = s.indicator_id
  LEFT JOIN region g ON g.id = s.region_id
  LEFT JOIN single p ON p.indicator_id = s.indicator_id AND p.region_id IS s.region_id
        AND p.year * 4 + p.quarter = s.year * 4 + s.quarter - 1
  LEFT JOIN single y ON y.indicator_id = s.indicator_id AND y.region_id IS s.region_id
        AND y.year = s.year - 1 AND y.quarter = s.quarter;

CREATE VIEW "指标数据" AS
SELECT region AS "地区", period AS "时期", indicator_name AS "指标", dimension AS "细分", value_text AS "数值", unit AS "单位",
       CASE approx WHEN 'about' THEN '约' WHEN 'over' THEN '以上' WHEN 'under' THEN '以下' END AS "程度",
       report AS "报告", published_on AS "发布日期", sentence AS "原句"
  FROM observations;

CREATE VIEW "季度环比" AS
SELECT region AS "地区", quarter AS "季度", indicator_name AS "指标", value AS "本季", previous_value AS "上季",
       change_on_previous AS "环比变化", change_unit AS "变化单位", unit AS "单位",
       CASE method WHEN 'reported' THEN '报告值' ELSE '累计值相减' END AS "来源"
  FROM quarterly;

CREATE VIEW "年度同比" AS
SELECT region AS "地区", quarter AS "季度", indicator_name AS "指标", value AS "本季", last_year_value AS "去年同季",
       change_on_last_year AS "同比变化", change_unit AS "变化单位", unit AS "单位",
       CASE method WHEN 'reported' THEN '报告值' ELSE '累计值相减' END AS "来源"
  FROM quarterly;

CREATE VIEW "目标完成" AS
SELECT t.region AS "地区", t.period AS "时期", t.indicator_name AS "指标", t.value_text AS "目标", o.value_text AS "实际", t.unit AS "单位",
       CASE t.approx WHEN 'over' THEN '不低于' WHEN 'under' THEN '不高于' END AS "要求",
       CASE WHEN o.value IS NULL THEN '无数据'
            WHEN coalesce(t.approx, CASE i.better WHEN 'lower' THEN 'under' ELSE 'over' END) = 'under'
            THEN CASE WHEN o.value <= t.value THEN '达到' ELSE '未达到' END
            ELSE CASE WHEN o.value >= t.value THEN '达到' ELSE '未达到' END END AS "结果",
       t.sentence AS "原句"
  FROM figures t
  JOIN indicator i ON i.code = t.indicator
  LEFT JOIN observations o ON o.indicator = t.indicator AND o.region IS t.region AND o.period = t.period
        AND o.dimension IS t.dimension
 WHERE t.kind IN ('target', 'plan') AND t.period IS NOT NULL;

CREATE VIEW "修订记录" AS
SELECT g.name AS "地区", f.period AS "时期", i.name AS "指标", f.dimension AS "细分", f.value_text AS "原值", n.value_text AS "现值", f.unit AS "单位",
       r.title AS "原报告", r.published_on AS "原发布日期", nr.title AS "现报告", nr.published_on AS "现发布日期"
  FROM figure f
  JOIN figure n ON n.id = f.superseded_by AND n.value_text <> f.value_text
  JOIN indicator i ON i.id = f.indicator_id
  JOIN report r ON r.id = f.report_id
  JOIN report nr ON nr.id = n.report_id AND nr.id <> r.id
  LEFT JOIN region g ON g.id = f.region_id;

CREATE VIEW "待核数字" AS
SELECT f.report_id AS "报告编号", f.seq AS "序号", f.kind AS "种类", f.indicator_name AS "叫法", f.as_written AS "原文",
       f.note AS "说明", f.sentence AS "原句"
  FROM figures f
 WHERE f.kind IN ('other', 'masked') OR (f.kind = 'actual' AND f.period IS NULL);
