-- What a share is made of stands in the database too, so that a question need not compile the catalogue.

PRAGMA user_version = 11;

CREATE TABLE share_counts ( -- 比例的分子和分母：报告没有写比例时由两个计数推算 | What a share is made of: where no report states it, it comes from two counts
    indicator_id INTEGER PRIMARY KEY, -- 比例 | The share
    part_id INTEGER NOT NULL, -- 分子 | What is counted
    whole_id INTEGER NOT NULL, -- 分母 | Out of what
    CONSTRAINT share_counts_indicator FOREIGN KEY (indicator_id) REFERENCES indicator (id) ON DELETE CASCADE,
    CONSTRAINT share_counts_part FOREIGN KEY (part_id) REFERENCES indicator (id) ON DELETE CASCADE,
    CONSTRAINT share_counts_whole FOREIGN KEY (whole_id) REFERENCES indicator (id) ON DELETE CASCADE
);
