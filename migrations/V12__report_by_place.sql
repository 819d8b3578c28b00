-- A region is asked for by the name that reports give it: without an index every report, with its text, is read for that.

PRAGMA user_version = 12;

CREATE INDEX report_by_place ON report (place, region_id);
