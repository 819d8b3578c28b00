-- Catalogue files of the user's own. Kept whole in the database, so that a file that is handed on explains itself.

PRAGMA user_version = 6;

CREATE TABLE own_catalogue ( -- 自有指标目录：导入时用 --catalogue 加入的目录文件，此后对本库的命令都用它 | Catalogue files of the user's own, added with --catalogue on import; every later command on this database uses them
    id INTEGER PRIMARY KEY, -- 序号 | Row number
    name TEXT NOT NULL, -- 文件名 | Name of the file
    sha256 TEXT NOT NULL, -- 全文的 SHA-256 | SHA-256 of the text
    text TEXT NOT NULL, -- 全文（TOML） | The whole text, TOML
    added_at TEXT NOT NULL, -- 加入时间（UTC） | When it was added, UTC
    CONSTRAINT own_catalogue_unique UNIQUE (name, sha256)
);
