-- Decisions by hand on figures that the rules left open. Keyed by what the person saw (the report's bytes, the place and
-- the words there), not by the row of the ledger: the row is made anew when a report is read again, the decision stays.

PRAGMA user_version = 5;

CREATE TABLE review_decision ( -- 人工判定：规则没有读懂的数字由人判定；按报告内容和位置记，重读同一报告后仍然有效 | Decisions by hand on figures that the rules left open; kept by report and place, they outlive a new reading of the same report
    id INTEGER PRIMARY KEY, -- 序号 | Row number
    sha256 TEXT NOT NULL, -- 报告文件的 SHA-256 | SHA-256 of the report's file
    char_start INTEGER NOT NULL, -- 在全文中的首字符 | First character in the report's text
    char_end INTEGER NOT NULL, -- 末字符之后 | One past its last character
    as_written TEXT NOT NULL, -- 原文写法 | The number as the report writes it
    decision TEXT NOT NULL, -- 判定：indicator 记为指标、noise 非数据 | What was decided: indicator or noise
    indicator TEXT, -- 记为哪个指标（代码） | Code of the indicator that it was assigned to
    value_text TEXT, -- 按指标的单位换算的精确数值 | Exact value in the indicator's unit
    unit TEXT, -- 指标的单位代码 | Unit code of the indicator
    reason TEXT, -- 理由 | Why
    made_by TEXT NOT NULL, -- 判定人 | By whom
    made_at TEXT NOT NULL, -- 判定时间（UTC） | When, UTC
    withdrawn_by TEXT, -- 撤回人 | Who took it back
    withdrawn_at TEXT, -- 撤回时间（UTC）；空为有效 | When it was taken back, UTC; empty while it holds
    withdrawn_reason TEXT, -- 撤回理由 | Why it was taken back
    figure_id INTEGER, -- 判定所在的数字；空为重读后原处已没有这个数字 | The figure that it holds for; empty when a new reading has none at that place
    was_kind TEXT, -- 规则读出的性质 | What the rules took the number for
    was_indicator TEXT, -- 规则读出的指标（代码） | Code of the indicator that the rules read
    was_value_text TEXT, -- 规则读出的数值 | Value that the rules read
    was_unit TEXT, -- 规则读出的单位 | Unit that the rules read
    was_rule TEXT, -- 读出它的规则 | The rules that read it
    was_note TEXT, -- 规则留下的备注，例如两种读法 | Note of the rules, for example both readings
    CONSTRAINT review_decision_decision CHECK (decision IN ('indicator', 'noise')),
    CONSTRAINT review_decision_assigned CHECK ((decision = 'indicator') = (indicator IS NOT NULL AND value_text IS NOT NULL AND unit IS NOT NULL)),
    CONSTRAINT review_decision_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
    CONSTRAINT review_decision_characters CHECK (char_start >= 0 AND char_end >= char_start),
    CONSTRAINT review_decision_figure FOREIGN KEY (figure_id) REFERENCES figure (id) ON DELETE SET NULL
);
CREATE UNIQUE INDEX review_decision_current ON review_decision (sha256, char_start, char_end, as_written) WHERE withdrawn_at IS NULL;
CREATE INDEX review_decision_by_figure ON review_decision (figure_id);

CREATE VIEW 人工判定 AS -- 由人判定的数字，含已撤回的 | Figures decided by hand, also what was taken back
SELECT
    d.figure_id AS 数字序号, -- 数字序号 | Figure
    coalesce(r.title, r.source) AS 报告, -- 报告 | Report
    d.as_written AS 原文写法, -- 原文写法 | The number as the report writes it
    CASE d.decision WHEN 'noise' THEN '非数据' ELSE '记为指标' END AS 判定, -- 判定 | What was decided
    coalesce(i.name, d.indicator) AS 指标, -- 指标 | Indicator
    d.value_text AS 数值, -- 数值 | Value
    d.unit AS 单位, -- 单位 | Unit
    d.reason AS 理由, -- 理由 | Why
    d.made_by AS 判定人, -- 判定人 | By whom
    d.made_at AS 判定时间, -- 判定时间（UTC） | When, UTC
    d.withdrawn_by AS 撤回人, -- 撤回人 | Who took it back
    d.withdrawn_at AS 撤回时间, -- 撤回时间（UTC） | When it was taken back, UTC
    coalesce(d.was_note, d.was_rule) AS 原读法 -- 规则原来的读法 | What the rules had read
FROM review_decision d
LEFT JOIN report r ON r.sha256 = d.sha256
LEFT JOIN indicator i ON i.code = d.indicator
ORDER BY d.id DESC;
