-- Sheet and cell of every figure of a workbook: its user looks for C5, not for the third column of the second table. A table
-- of its own, because most reports are no workbooks. Figures recorded by earlier versions have no row until they are read again.

PRAGMA user_version = 14;

CREATE TABLE figure_cell ( -- 数字在电子表格中的单元格 | The cell of a spreadsheet in which a figure stands
    figure_id INTEGER PRIMARY KEY, -- 数字 | Figure
    sheet TEXT, -- 工作表名；CSV 没有 | Name of the sheet; a CSV file has none
    cell TEXT NOT NULL, -- 单元格，如 C5；合并单元格为其左上角 | Address such as C5; of a merged cell its top left
    CONSTRAINT figure_cell_figure FOREIGN KEY (figure_id) REFERENCES figure (id) ON DELETE CASCADE,
    CONSTRAINT figure_cell_address CHECK (cell GLOB '[A-Z]*[0-9]')
);

DROP VIEW figures;
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
    f.note AS note, -- 备注 | What a reader should know
    l.page AS page, -- 页；没有分页的格式为空 | Page, where the format has pages
    l.paragraph AS paragraph, -- 段；在表格中为空 | Heading or paragraph; empty in a table
    l.table_no AS table_no, -- 第几张表 | Table among those of the report
    l.row_no AS row_no, -- 行 | Row of the table
    l.column_no AS column_no, -- 列 | Column of the table
    c.sheet AS sheet, -- 工作表名 | Name of the sheet, where the file is a spreadsheet
    c.cell AS cell -- 单元格，如 C5 | Cell of the sheet, such as C5
FROM figure f
JOIN report r ON r.id = f.report_id
LEFT JOIN indicator i ON i.id = f.indicator_id
LEFT JOIN figure_location l ON l.figure_id = f.id
LEFT JOIN figure_cell c ON c.figure_id = f.id;
