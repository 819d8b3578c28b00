-- The values that a column may have are listed with OR instead of IN: for IN with more than two values SQLite builds an
-- index in memory for every row that is written, four of them for a figure, which took a quarter of an import. The
-- constraints stay what they are and no row changes, so only their text is put in its place, in the way that
-- https://www.sqlite.org/lang_altertable.html#otheralter describes.

PRAGMA writable_schema = ON;

UPDATE sqlite_schema SET sql =
    replace(replace(replace(replace(replace(sql,
        'kind IN (''actual'', ''change'', ''rank'', ''target'', ''plan'', ''limit'', ''other'', ''masked'', ''noise'')',
        'kind = ''actual'' OR kind = ''change'' OR kind = ''rank'' OR kind = ''target'' OR kind = ''plan'' OR kind = ''limit'' OR kind = ''other'' OR kind = ''masked'' OR kind = ''noise'''),
        'typeof(value) IN (''integer'', ''real'', ''null'')',
        'typeof(value) = ''integer'' OR typeof(value) = ''real'' OR value IS NULL'),
        'typeof(value_text) IN (''text'', ''null'') AND (value IS NULL)',
        '(typeof(value_text) = ''text'' OR value_text IS NULL) AND (value IS NULL)'),
        'rank_order IN (''best'', ''worst'', ''unknown'')',
        'rank_order = ''best'' OR rank_order = ''worst'' OR rank_order = ''unknown'''),
        'approx IN (''about'', ''over'', ''under'')',
        'approx = ''about'' OR approx = ''over'' OR approx = ''under''')
WHERE type = 'table' AND name = 'figure';

PRAGMA writable_schema = RESET;

-- A change that SQLite sees: other programs that have the file open read the schema again.
CREATE TABLE schema_has_changed (id INTEGER PRIMARY KEY);
DROP TABLE schema_has_changed;

PRAGMA user_version = 15;
