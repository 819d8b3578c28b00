-- V1: the tables. Every value keeps its exact decimal text beside the number; dates are ISO text.
-- No STRICT tables and no generated columns: DB Browser for SQLite 3.12 cannot show them.

-- 行政区划。代码按 GB/T 2260；报告里出现而区划表没有的名称（XX区、高新区）代码为空。
CREATE TABLE region (
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL,                 -- 名称，报告怎么写就怎么记
  code      TEXT,                          -- 六位区划代码，名称不唯一或表中没有时为空
  level     TEXT,                          -- nation 全国 · province 省 · city 市 · county 县区
  CONSTRAINT region_name_code UNIQUE (name, code),
  CONSTRAINT region_level CHECK (level IN ('nation', 'province', 'city', 'county'))
);

-- 指标目录：每个指标一行，随程序目录更新。
CREATE TABLE indicator (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL,               -- 中文名称
  code        TEXT NOT NULL,               -- 指标代码，如 air.pm25.mean
  name_en     TEXT NOT NULL,               -- 英文名称
  domain      TEXT NOT NULL,               -- 领域：air 大气 · water 水 · soil 土壤固废 · enforcement 执法 …
  unit        TEXT NOT NULL,               -- 计量单位代码，全部数值都换算到这个单位
  decimals    INTEGER NOT NULL,            -- 通常公布的小数位数
  aggregation TEXT NOT NULL,               -- sum 累加 · mean 均值 · percentile 百分位 · ratio 比例 · snapshot 时点 · class 类别
  better      TEXT NOT NULL,               -- lower 越低越好 · higher 越高越好 · none 无方向
  change      TEXT NOT NULL,               -- 变化的表达：percent 百分比 · points 百分点 · difference 差值 · class 类别级数
  range_low   TEXT,                        -- 合理范围下限（精确小数文本）
  range_high  TEXT,                        -- 合理范围上限
  position    INTEGER NOT NULL,            -- 在目录中的次序
  CONSTRAINT indicator_code UNIQUE (code, domain),
  CONSTRAINT indicator_aggregation CHECK (aggregation IN ('sum', 'mean', 'percentile', 'ratio', 'snapshot', 'class')),
  CONSTRAINT indicator_better CHECK (better IN ('lower', 'higher', 'none')),
  CONSTRAINT indicator_change CHECK (change IN ('percent', 'points', 'difference', 'class'))
);

-- 一次导入命令。
CREATE TABLE import_run (
  id         INTEGER PRIMARY KEY,
  started_at TEXT NOT NULL,                -- 开始时间（本地时间，ISO）
  program    TEXT NOT NULL                 -- 程序版本
);

-- 报告：每份导入的文件一行。更正件是新的版次，旧版保留。
CREATE TABLE report (
  id            INTEGER PRIMARY KEY,
  title         TEXT,                      -- 标题
  reporter      TEXT,                      -- 发布单位
  region_id     INTEGER,                   -- 报告地区
  period_start  TEXT,                      -- 报告期起（含）
  period_end    TEXT,                      -- 报告期止（含）
  period        TEXT,                      -- 报告期标签，如 2024Q1
  published_on  TEXT,                      -- 发布日期
  edition       INTEGER NOT NULL DEFAULT 1,-- 版次，同一单位同一报告期按发布日期排
  supersedes_id INTEGER,                   -- 取代的上一版
  is_current    INTEGER NOT NULL DEFAULT 1,-- 1 = 最新版次
  source        TEXT NOT NULL,             -- 来源文件
  format        TEXT NOT NULL,             -- 文件格式
  sha256        TEXT NOT NULL,             -- 文件内容的 SHA-256
  text          TEXT NOT NULL,             -- 全文；figure 的字符位置以它为准
  imported_at   TEXT NOT NULL,             -- 导入时间
  import_run_id INTEGER,                   -- 哪一次导入
  CONSTRAINT report_region FOREIGN KEY (region_id) REFERENCES region (id),
  CONSTRAINT report_supersedes FOREIGN KEY (supersedes_id) REFERENCES report (id),
  CONSTRAINT report_import_run FOREIGN KEY (import_run_id) REFERENCES import_run (id),
  CONSTRAINT report_sha256 UNIQUE (sha256, format),
  CONSTRAINT report_is_current CHECK (is_current IN (0, 1))
);
CREATE INDEX report_region_period ON report (region_id, period_start, period_end);

-- 数字台账：报告里的每一个数字一行，能回到原句。
CREATE TABLE figure (
  id            INTEGER PRIMARY KEY,
  report_id     INTEGER NOT NULL,          -- 哪份报告
  seq           INTEGER NOT NULL,          -- 在报告中的顺序，从 1 起
  kind          TEXT NOT NULL,             -- actual 实际值 · change 变化 · rank 排名 · target 目标 · plan 计划 · limit 限值 · other 目录外 · masked 隐去 · noise 非指标数字
  indicator_id  INTEGER,                   -- 指标；目录里没有或读法不确定时为空
  subject       TEXT,                      -- 没有指标时，报告里的叫法
  value         NUMERIC,                   -- 数值，目录单位；类别为级数（Ⅰ=1 … 劣Ⅴ=6）
  value_text    TEXT,                      -- 精确小数文本；类别为 I … V, V-
  unit          TEXT NOT NULL,             -- 单位代码
  as_written    TEXT NOT NULL,             -- 报告原文写法
  period_start  TEXT,                      -- 本数字自己的时期起
  period_end    TEXT,                      -- 止；年份被隐去时为空
  period        TEXT,                      -- 时期标签
  region_id     INTEGER,                   -- 所指地区
  dimension     TEXT,                      -- 细分：断面、污染源、类型、措施…
  treatment     TEXT,                      -- 口径：扣沙、实况…
  compared_to   TEXT,                      -- 变化的对比基准：yoy 同比 · qoq 环比（季） · mom 环比（月） · vs:起/止
  rank_of       TEXT,                      -- 排名范围
  rank_order    TEXT,                      -- best 从好到差 · worst 从差到好 · unknown
  approx        TEXT,                      -- about 约 · over 以上 · under 以下
  section       TEXT,                      -- 所在章节
  sentence      TEXT NOT NULL,             -- 原句
  char_start    INTEGER NOT NULL,          -- 在 report.text 中的起始字符
  char_end      INTEGER NOT NULL,          -- 结束字符（不含）
  rule          TEXT NOT NULL,             -- 读取规则
  note          TEXT,                      -- 说明：为何存疑
  superseded_by INTEGER,                   -- 被哪个数字取代；空 = 现行
  CONSTRAINT figure_report FOREIGN KEY (report_id) REFERENCES report (id),
  CONSTRAINT figure_indicator FOREIGN KEY (indicator_id) REFERENCES indicator (id),
  CONSTRAINT figure_region FOREIGN KEY (region_id) REFERENCES region (id),
  CONSTRAINT figure_superseded_by FOREIGN KEY (superseded_by) REFERENCES figure (id),
  CONSTRAINT figure_seq UNIQUE (report_id, seq),
  CONSTRAINT figure_kind CHECK (kind IN ('actual', 'change', 'rank', 'target', 'plan', 'limit', 'other', 'masked', 'noise')),
  CONSTRAINT figure_value CHECK (typeof(value) IN ('integer', 'real', 'null')),
  CONSTRAINT figure_approx CHECK (approx IN ('about', 'over', 'under')),
  CONSTRAINT figure_place CHECK (char_start >= 0 AND char_end > char_start)
);
CREATE INDEX figure_observation ON figure (indicator_id, region_id, period_start, period_end) WHERE kind = 'actual';

-- 人工订正：原值保留。
CREATE TABLE correction (
  id         INTEGER PRIMARY KEY,
  figure_id  INTEGER NOT NULL,             -- 订正哪个数字
  action     TEXT NOT NULL,                -- override 改值 · drop 剔除 · confirm 确认
  value_text TEXT,                         -- 新值
  expect     TEXT,                         -- 订正时的原值；来源变化后订正失效
  reason     TEXT NOT NULL,                -- 理由
  author     TEXT NOT NULL,                -- 何人
  made_at    TEXT NOT NULL,                -- 何时
  CONSTRAINT correction_figure FOREIGN KEY (figure_id) REFERENCES figure (id),
  CONSTRAINT correction_action CHECK (action IN ('override', 'drop', 'confirm'))
);

-- 标准限值，按生效日期分行。
CREATE TABLE standard_limit (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,              -- 标准名称与级别
  indicator_id INTEGER NOT NULL,           -- 指标
  operator     TEXT NOT NULL,              -- le 不高于 · ge 不低于
  value_text   TEXT NOT NULL,              -- 限值
  averaging    TEXT NOT NULL,              -- 平均时间
  valid_from   TEXT NOT NULL,              -- 生效
  valid_to     TEXT,                       -- 失效
  source       TEXT NOT NULL,              -- 出处
  CONSTRAINT standard_limit_indicator FOREIGN KEY (indicator_id) REFERENCES indicator (id),
  CONSTRAINT standard_limit_operator CHECK (operator IN ('le', 'ge'))
);

-- 用户设定的目标。
CREATE TABLE target (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,              -- 目标名称
  indicator_id INTEGER NOT NULL,           -- 指标
  region_id    INTEGER,                    -- 地区
  period_start TEXT NOT NULL,              -- 时期起
  period_end   TEXT NOT NULL,              -- 时期止
  operator     TEXT NOT NULL,              -- le 不高于 · ge 不低于
  value_text   TEXT NOT NULL,              -- 目标值
  CONSTRAINT target_indicator FOREIGN KEY (indicator_id) REFERENCES indicator (id),
  CONSTRAINT target_region FOREIGN KEY (region_id) REFERENCES region (id),
  CONSTRAINT target_operator CHECK (operator IN ('le', 'ge'))
);

-- 已确认的检查结果，不再提示。
CREATE TABLE check_accept (
  id        INTEGER PRIMARY KEY,
  finding   TEXT NOT NULL,                 -- 检查结果的稳定标识
  reason    TEXT NOT NULL,                 -- 理由
  author    TEXT NOT NULL,                 -- 何人
  made_at   TEXT NOT NULL                  -- 何时
);

-- 数据字典：每个表和视图的每一列。
CREATE TABLE data_dictionary (
  id          INTEGER PRIMARY KEY,
  table_name  TEXT NOT NULL,               -- 表或视图
  column_name TEXT NOT NULL,               -- 列
  name        TEXT NOT NULL,               -- 中文说明
  meaning_en  TEXT NOT NULL,               -- 英文说明
  CONSTRAINT data_dictionary_column UNIQUE (table_name, column_name)
);
