-- A correction no longer writes into the ledger: the row keeps what the report says, and the correction, keyed like a
-- review decision by the report's bytes and the place in its text, stands beside it. What earlier versions had written into
-- the ledger is taken out again. `observations`, on which every other view of values is built, looks both up.

PRAGMA user_version = 8;

CREATE TABLE correction_old AS SELECT * FROM correction;
DROP TABLE correction;

CREATE TABLE correction ( -- 人工订正：台账保留报告原值，订正另记；按报告内容和位置记，重读同一报告后仍然有效 | Corrections by hand: the ledger keeps what the report says, the correction stands beside it; kept by report and place, it outlives a new reading of the same report
    id INTEGER PRIMARY KEY, -- 序号 | Row number
    sha256 TEXT NOT NULL, -- 报告文件的 SHA-256 | SHA-256 of the report's file
    char_start INTEGER NOT NULL, -- 在全文中的首字符 | First character in the report's text
    char_end INTEGER NOT NULL, -- 末字符之后 | One past its last character
    as_written TEXT NOT NULL, -- 原文写法 | The number as the report writes it
    indicator TEXT, -- 订正时的指标（代码） | Code of the indicator when it was corrected
    action TEXT NOT NULL, -- 订正方式：value 改值、drop 剔除、confirm 核实无误 | What was done: another value, dropped, confirmed
    reported_text TEXT NOT NULL, -- 报告原值的精确写法 | Exact value that the report states
    value NUMERIC, -- 订正后的数值；类别为 1 至 6 | Corrected value; a class is 1 to 6
    value_text TEXT, -- 订正后数值的精确写法；类别为 I…V、V- | Exact corrected value; a class is I…V, V-
    unit TEXT NOT NULL, -- 单位代码 | Unit code of both values
    reason TEXT NOT NULL, -- 理由 | Why
    made_by TEXT, -- 订正人 | By whom
    made_at TEXT NOT NULL, -- 订正时间（UTC） | When, UTC
    withdrawn_by TEXT, -- 撤销人 | Who took it back
    withdrawn_at TEXT, -- 撤销时间（UTC）；空为未撤销 | When it was taken back, UTC; empty while it was not
    expired_at TEXT, -- 重读时原处已不是订正时的原值、订正失效的时间（UTC） | When a new reading found another value at the place and the correction lapsed, UTC
    figure_id INTEGER, -- 所订正的数字；空为重读后原处已没有这个数字 | The figure that is corrected; empty when a new reading has none at that place
    CONSTRAINT correction_action CHECK (action IN ('value', 'drop', 'confirm')),
    CONSTRAINT correction_value CHECK ((action = 'value') = (value_text IS NOT NULL) AND (value IS NULL) = (value_text IS NULL)),
    CONSTRAINT correction_characters CHECK (char_start >= 0 AND char_end >= char_start),
    CONSTRAINT correction_figure FOREIGN KEY (figure_id) REFERENCES figure (id) ON DELETE SET NULL
);
CREATE UNIQUE INDEX correction_current ON correction (figure_id, sha256) WHERE withdrawn_at IS NULL AND expired_at IS NULL;
CREATE INDEX correction_by_report ON correction (sha256, char_start);

INSERT INTO correction (id, sha256, char_start, char_end, as_written, indicator, action, reported_text, value, value_text,
    unit, reason, made_by, made_at, expired_at, figure_id)
SELECT c.id, r.sha256, f.char_start, f.char_end, f.as_written, i.code,
    CASE WHEN c.field = 'kind' THEN 'drop' WHEN c.old_text = c.new_text THEN 'confirm' ELSE 'value' END,
    CASE c.field WHEN 'kind' THEN coalesce(f.value_text, '') ELSE coalesce(c.old_text, '') END,
    CASE
        WHEN c.field = 'kind' OR c.old_text = c.new_text THEN NULL
        ELSE CASE c.new_text WHEN 'I' THEN 1 WHEN 'II' THEN 2 WHEN 'III' THEN 3 WHEN 'IV' THEN 4 WHEN 'V' THEN 5 WHEN 'V-' THEN 6
            ELSE CAST(c.new_text AS NUMERIC) END
    END,
    CASE WHEN c.field = 'value' AND c.old_text <> c.new_text THEN c.new_text END,
    f.unit, c.reason, c.made_by, c.made_at, c.expired_at, c.figure_id
FROM correction_old c
JOIN figure f ON f.id = c.figure_id
JOIN report r ON r.id = f.report_id
LEFT JOIN indicator i ON i.id = f.indicator_id
WHERE c.field = 'kind' OR (c.field = 'value' AND c.new_text IS NOT NULL);

UPDATE figure SET kind = 'actual'
WHERE id IN (SELECT figure_id FROM correction WHERE action = 'drop' AND expired_at IS NULL);
UPDATE figure SET value_text = c.reported_text,
    value = CASE c.reported_text WHEN 'I' THEN 1 WHEN 'II' THEN 2 WHEN 'III' THEN 3 WHEN 'IV' THEN 4 WHEN 'V' THEN 5 WHEN 'V-' THEN 6
        ELSE CAST(c.reported_text AS NUMERIC) END
FROM correction c
WHERE c.figure_id = figure.id AND c.action = 'value' AND c.expired_at IS NULL;
UPDATE figure SET rule = substr(rule, 1, length(rule) - 10) WHERE rule LIKE '% > correct';

DROP TABLE correction_old;

DROP VIEW observations;
CREATE VIEW observations AS -- 现行观测值：指标、地区、时期、细分、口径各一行，已按人工订正 | Current values, put right by hand where they were: a row for each indicator, region, period, dimension and treatment
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
    coalesce(c.value, f.value) AS value, -- 数值；类别为 1 至 6 | Value; a class is 1 to 6
    coalesce(c.value_text, f.value_text) AS value_text, -- 数值的精确写法 | Exact value
    f.unit AS unit, -- 单位代码 | Unit code
    iif(c.value IS NULL, f.approx, NULL) AS approx, -- 约数 | How exact the report says it is
    f.report_id AS report_id, -- 报告序号 | Report
    r.title AS report_title, -- 报告标题 | Title of the report
    r.published_on AS published_on -- 发布日期 | Day of publication
FROM figure f
JOIN indicator i ON i.id = f.indicator_id
JOIN report r ON r.id = f.report_id
LEFT JOIN region g ON g.id = f.region_id
LEFT JOIN correction c ON c.figure_id = f.id AND c.withdrawn_at IS NULL AND c.expired_at IS NULL
WHERE f.kind = 'actual' AND f.superseded_by IS NULL AND f.value IS NOT NULL AND f.period_start IS NOT NULL
    AND c.action IS NOT 'drop';

DROP VIEW 修订记录;
CREATE VIEW 修订记录 AS -- 后来的报告或人工改动过的数值 | Values that a later report or a person has changed
SELECT
    '报告修订' AS 类别, -- 报告修订或人工订正 | Changed by a later report or by hand
    i.name AS 指标, -- 指标名称 | Indicator
    g.name AS 地区, -- 地区 | Region
    old.period AS 时期, -- 时期 | Period
    old.dimension AS 细分, -- 细分 | What narrows the indicator
    old.value_text AS 原值, -- 原来的写法 | What it said
    new.value_text AS 现值, -- 现在的写法；剔除的为空 | What it says now; empty where it was dropped
    old.unit AS 单位, -- 单位 | Unit
    was.title AS 原报告, -- 原报告 | Earlier report
    now.title AS 依据, -- 现报告或订正理由 | Later report, or the reason
    now.published_on AS 日期 -- 发布或订正日期 | Day of publication or correction
FROM figure old
JOIN figure new ON new.id = old.superseded_by AND new.value <> old.value
JOIN report was ON was.id = old.report_id
JOIN report now ON now.id = new.report_id AND (was.published_on IS NULL OR now.published_on >= was.published_on)
JOIN indicator i ON i.id = old.indicator_id
LEFT JOIN region g ON g.id = old.region_id
UNION ALL
SELECT '人工订正', coalesce(i.name, f.subject), g.name, f.period, f.dimension, c.reported_text,
    iif(c.action = 'confirm', c.reported_text, c.value_text), f.unit, r.title, c.reason, date(c.made_at)
FROM correction c
JOIN figure f ON f.id = c.figure_id
JOIN report r ON r.id = f.report_id
LEFT JOIN indicator i ON i.id = f.indicator_id
LEFT JOIN region g ON g.id = f.region_id
WHERE c.expired_at IS NULL AND c.withdrawn_at IS NULL
ORDER BY 11 DESC;
