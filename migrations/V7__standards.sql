-- The table of limits had no place for waters (GB 3838 has other limits for lakes) nor for the source. No version of this
-- program has ever filled it, so it is made anew. It follows data/standards.toml as `indicator` follows the catalogue.

PRAGMA user_version = 7;

DROP TABLE standard_limit;

CREATE TABLE standard_limit ( -- 标准限值：按生效日期分行，随程序自带的标准数据更新 | Limits of standards: a row for each time in force, kept as the program's own data are
    id INTEGER PRIMARY KEY, -- 序号 | Row number
    name TEXT NOT NULL, -- 标准名称 | Name of the standard
    number TEXT NOT NULL, -- 标准号（含年份），例如 GB 3095—2012 | Number and year of the standard
    indicator_id INTEGER NOT NULL, -- 指标 | Indicator
    grade TEXT NOT NULL, -- 级别或类别，例如 二级、Ⅲ类 | Grade or class
    averaging TEXT NOT NULL, -- 平均时间，例如 年平均；不分为标准未规定 | Averaging time; 不分 where the standard names none
    waters TEXT, -- 适用水体：河流、湖库；空为不分 | Waters: rivers or lakes; empty where it is the same for all
    direction TEXT NOT NULL, -- 不超过 <= 或不低于 >= | Not above (<=) or not below (>=)
    value NUMERIC NOT NULL, -- 限值 | Limit
    value_text TEXT NOT NULL, -- 限值的精确写法 | Exact limit
    unit TEXT NOT NULL, -- 单位代码 | Unit code
    valid_from TEXT NOT NULL, -- 生效日期 | First day in force
    valid_to TEXT, -- 失效前最后一日；空为仍有效 | Last day in force; empty while it is
    source TEXT NOT NULL, -- 出处 | Where it is confirmed
    note TEXT, -- 备注 | What a reader should know
    CONSTRAINT standard_limit_unique UNIQUE (number, indicator_id, grade, averaging, waters, valid_from),
    CONSTRAINT standard_limit_indicator FOREIGN KEY (indicator_id) REFERENCES indicator (id),
    CONSTRAINT standard_limit_direction CHECK (direction IN ('<=', '>=')),
    CONSTRAINT standard_limit_value CHECK (typeof(value) IN ('integer', 'real') AND typeof(value_text) = 'text'),
    CONSTRAINT standard_limit_days CHECK (valid_from IS date(valid_from) AND valid_to IS date(valid_to) AND valid_from <= valid_to)
);

CREATE VIEW 标准限值 AS -- 标准限值，按指标和生效日期 | Limits of standards by indicator and time in force
SELECT
    i.name AS 指标, -- 指标 | Indicator
    s.number AS 标准号, -- 标准号 | Number of the standard
    s.grade AS 级别, -- 级别或类别 | Grade or class
    s.averaging AS 平均时间, -- 平均时间 | Averaging time
    s.waters AS 适用水体, -- 适用水体；空为不分 | Waters; empty where it is the same for all
    CASE s.direction WHEN '<=' THEN '≤' ELSE '≥' END || s.value_text AS 限值, -- 限值 | Limit
    s.unit AS 单位, -- 单位代码 | Unit code
    s.valid_from AS 生效日期, -- 生效日期 | First day in force
    s.valid_to AS 失效日期, -- 失效前最后一日；空为仍有效 | Last day in force; empty while it is
    s.source AS 出处 -- 出处 | Where it is confirmed
FROM standard_limit s
JOIN indicator i ON i.id = s.indicator_id
ORDER BY i.position, s.id;
