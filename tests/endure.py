"""Endurance of the built program: what happens to the database when everything goes wrong.

    python3 tests/endure.py BIN [--kills 200] [--seed 1]

Each trial prints one line; the exit status is 1 if any failed. Linux; the trial of the full disk that needs a file system
of its own is passed over where none can be mounted.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

# What an undisturbed import and one that was broken off and begun again must agree on: all but row numbers and times.
REPORTS = "SELECT title, reporter, region, period, published_on, edition, format, figures, actuals, others, masked FROM reports"
FIGURES = """SELECT r.source, f.seq, f.kind, f.indicator, f.value_text, f.unit, f.as_written, f.period, f.region, f.dimension,
    f.treatment, f.compared_to, f.sentence, f.char_start, f.char_end, f.page, f.paragraph, f.table_no, f.row_no, f.column_no
    FROM figures f JOIN report r ON r.id = f.report_id"""
OBSERVATIONS = "SELECT * FROM observations"


class Failed(Exception):
    pass


def expect(held, what):
    if not held:
        raise Failed(what)


class Lab:
    """A folder, the program and the reports that are imported."""

    def __init__(self, program, folder, reports, dice):
        self.program, self.folder, self.dice = program, folder, dice
        self.many = folder / "reports"
        self.many.mkdir()
        for number in range(reports):
            (self.many / f"{number:03}.txt").write_text(report(number), encoding="utf-8")
        self.whole = folder / "whole.db"
        began = time.monotonic()
        done = self.run(self.whole, "import", self.many)
        expect(done.returncode == 0, f"the undisturbed import fails: {done.stderr}")
        self.seconds = time.monotonic() - began
        self.wanted = dump(self.whole)

    def command(self, db, *arguments):
        return [self.program, "--lang", "en", "--db", str(db), *map(str, arguments)]

    def run(self, db, *arguments, **options):
        options.setdefault("timeout", 120)
        return subprocess.run(self.command(db, *arguments), capture_output=True, text=True, **options)

    def start(self, db, *arguments):
        return subprocess.Popen(self.command(db, *arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def fresh(self, name):
        for path in self.folder.glob(name + "*"):
            path.unlink()
        return self.folder / name


def report(number):
    """A quarterly report of our own writing; every number makes another, some are re-issues of one another."""
    county, year, quarter = f"柳湖{number % 7}县", 2015 + number % 9, 1 + number // 9 % 4
    word = "一二三四"[quarter - 1]
    lines = [f"{county}生态环境局{year}年{word}季度工作总结", "", f"{year}年{word}季度，全县PM2.5平均浓度为{20 + number % 30}微克/立方米，同比下降{number % 9}.{number % 10}%，优良天数比例{80 + number % 20}.{number % 10}%。"]
    for place in range(12):
        lines.append(f"出动执法人员{number * 13 + place}人次，立案{place + number % 5}起，罚款金额{number + place}.5万元；第{place + 1}污水处理厂排放口化学需氧量{place + 10}毫克/升。")
    return "\n".join(lines) + "\n"


def rows(db, sql):
    connection = sqlite3.connect(f"file:{db}?mode=ro", uri=True)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def dump(db):
    return {sql: sorted(map(repr, rows(db, sql))) for sql in (REPORTS, FIGURES)}


def whole(db):
    """Opens a database as SQLite does after a crash, and looks at all of it."""
    connection = sqlite3.connect(db, timeout=30)
    try:
        said = connection.execute("PRAGMA integrity_check").fetchall()
        expect(said == [("ok",)], f"integrity_check: {said[:3]}")
        said = connection.execute("PRAGMA foreign_key_check").fetchall()
        expect(said == [], f"foreign_key_check: {said[:3]}")
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
        if "report" not in tables:
            return 0
        torn = "SELECT r.id FROM report r WHERE NOT EXISTS (SELECT 1 FROM figure f WHERE f.report_id = r.id)"
        expect(connection.execute(torn).fetchall() == [], "a report without its ledger")
        return connection.execute("SELECT count(*) FROM report").fetchone()[0]
    finally:
        connection.close()


def said_done(text):
    """The files of which the import said that they are stored: each has a line of its own on standard error."""
    return [line.split(": ")[0] for line in text.splitlines() if line.endswith(" figures")]


def same(lab, db):
    got = dump(db)
    for sql, wanted in lab.wanted.items():
        lost, more = set(wanted) - set(got[sql]), set(got[sql]) - set(wanted)
        expect(not lost and not more and len(wanted) == len(got[sql]), f"other content: lost {sorted(lost)[:2]}, more {sorted(more)[:2]}")


def kills(lab, count):
    """kill -9 at a random moment of a bulk import, then the same import again."""
    ended, stored = 0, 0
    for _ in range(count):
        db = lab.fresh("killed.db")
        child = lab.start(db, "import", lab.many)
        time.sleep(lab.dice.uniform(0, lab.seconds * 0.8))
        child.send_signal(signal.SIGKILL)
        said = said_done(child.communicate()[1])
        ended += child.returncode != 0
        if db.exists():
            # What a user does next is to look, and looking must not fail for the journal that is left.
            asked = lab.run(db, "reports", stdin=subprocess.DEVNULL)
            early = "there is no database" in asked.stderr or "is empty" in asked.stderr
            expect(asked.returncode in (0, 1) or early, f"it cannot be read: {asked.stderr[-300:]}")
            there = whole(db)
            stored += there
            # Every report of which the program said that it is done is there; the one after it may be, too.
            expect(there >= len(said), f"{len(said)} reports were said to be stored, {there} are")
        again = lab.run(db, "import", lab.many)
        expect(again.returncode == 0, f"the import cannot go on: {again.stderr[-300:]}")
        whole(db)
        same(lab, db)
        expect(not Path(f"{db}-journal").exists(), "a journal is left")
    return f"{count} imports, {ended} killed in flight, {stored // count} of {len(lab.wanted[REPORTS])} reports stored on average"


def power_cuts(lab, count):
    """What is on the disk at any moment, file and journal, is taken away and opened elsewhere."""
    db, taken, with_journal = lab.fresh("cut.db"), 0, 0
    child = lab.start(db, "import", lab.many)
    states = []
    while child.poll() is None and len(states) < count:
        state = lab.folder / f"state{len(states)}.db"
        # The journal first: it holds what the file was, and what is read later may only be newer pages of it. A copy is
        # a moment only if nothing was written meanwhile.
        before = stamps(db)
        for suffix in ("-journal", ""):
            try:
                shutil.copyfile(f"{db}{suffix}", f"{state}{suffix}")
            except FileNotFoundError:
                pass
        if before == stamps(db) and state.exists():
            states.append(state)
        else:
            for suffix in ("-journal", ""):
                Path(f"{state}{suffix}").unlink(missing_ok=True)
        time.sleep(lab.dice.uniform(0, lab.seconds / 60))
    child.communicate()
    for state in states:
        with_journal += Path(f"{state}-journal").exists() and Path(f"{state}-journal").stat().st_size > 0
        whole(state)
        taken += 1
        if taken % 5 == 0:
            again = lab.run(state, "import", lab.many)
            expect(again.returncode == 0, f"the import cannot go on: {again.stderr[-300:]}")
            same(lab, state)
        for suffix in ("-journal", ""):
            Path(f"{state}{suffix}").unlink(missing_ok=True)
    expect(taken > 0, "no moment could be copied")
    return f"{taken} moments, {with_journal} with a journal"


def frozen_cuts(lab, count):
    """The same with the program stopped while the copy is made: every moment counts, also one inside a transaction."""
    with_journal = 0
    for _ in range(count):
        db, state = lab.fresh("frozen.db"), lab.fresh("state.db")
        child = lab.start(db, "import", lab.many)
        time.sleep(lab.dice.uniform(0, lab.seconds * 0.8))
        child.send_signal(signal.SIGSTOP)
        for suffix in ("-journal", ""):
            if Path(f"{db}{suffix}").exists():
                shutil.copyfile(f"{db}{suffix}", f"{state}{suffix}")
                with_journal += suffix == "-journal"
        child.send_signal(signal.SIGKILL)
        child.communicate()
        if state.exists():
            whole(state)
            again = lab.run(state, "import", lab.many)
            expect(again.returncode == 0, f"the import cannot go on: {again.stderr[-300:]}")
            same(lab, state)
    return f"{count} moments, {with_journal} with a journal"


def stamps(db):
    def stamp(path):
        try:
            stat = os.stat(path)
            return stat.st_mtime_ns, stat.st_size
        except FileNotFoundError:
            return None

    return stamp(db), stamp(f"{db}-journal")


def together(lab):
    """Two importers and three readers at once."""
    db = lab.fresh("together.db")
    files = sorted(lab.many.iterdir())
    importers = [lab.start(db, "import", *part) for part in (files[::2], files[1::2])]
    questions = [("reports",), ("show", "PM2.5"), ("sql", "SELECT count(*) FROM figures")]
    asked = answered = 0
    while any(importer.poll() is None for importer in importers):
        for reader, question in [(lab.start(db, *question), question) for question in questions]:
            _, said = reader.communicate(timeout=60)
            asked += 1
            answered += reader.returncode == 0
            early = "there is no database" in said or "is empty" in said
            expect(reader.returncode in (0, 1) or early, f"{question}: {said}")
            expect("locked" not in said and "in use" not in said, f"{question}: {said}")
    for importer in importers:
        _, said = importer.communicate()
        expect(importer.returncode == 0, f"an importer ends with {importer.returncode}: {said[-300:]}")
    expect(whole(db) == len(files), "a report is lost")
    same(lab, db)
    return f"{len(files)} reports, {asked} questions, {answered} answered"


def small_files(lab):
    """A file may not grow beyond a limit: as on a full disk, at every place where it may become full."""
    size = lab.whole.stat().st_size
    for part in range(1, 12):
        db = lab.fresh("small.db")
        limit = size * part // 12 // 1024 * 1024
        # The shell ignores the signal, and its children with it: a write fails, as it does on a full disk.
        script = f'trap "" XFSZ; ulimit -f {limit // 1024}; exec "$@"'
        done = subprocess.run(["bash", "-c", script, "-", *lab.command(db, "import", lab.many)], capture_output=True, text=True)
        refused(done, "cannot write the database")
        if db.exists():
            whole(db)
        again = lab.run(db, "import", lab.many)
        expect(again.returncode == 0, f"the import cannot go on: {again.stderr[-300:]}")
        same(lab, db)
    return "11 limits"


def refused(done, words):
    expect(done.returncode == 2, f"ends with {done.returncode}: {done.stderr[-300:]}")
    expect(words in done.stderr and "panicked" not in done.stderr, done.stderr[-300:])
    expect("\nhint: " in done.stderr, f"no hint: {done.stderr[-300:]}")


def full_disk(lab):
    """A file system of its own that becomes full."""
    place = lab.folder / "disk"
    place.mkdir()
    size = lab.whole.stat().st_size
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size * 5 // 6}", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        return "passed over: nothing can be mounted here"
    try:
        db = place / "full.db"
        done = lab.run(db, "import", lab.many)
        refused(done, "cannot write the database")
        there = whole(db)
        expect(there >= len(said_done(done.stderr)), "a stored report is lost")
        subprocess.run(["mount", "-o", f"remount,size={size * 4}", str(place)], check=True)
        again = lab.run(db, "import", lab.many)
        expect(again.returncode == 0, f"the import cannot go on: {again.stderr[-300:]}")
        same(lab, db)
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        before = db.read_bytes()
        expect(lab.run(db, "reports").returncode == 0, "a database on read-only media is not read")
        (lab.folder / "more.txt").write_text(report(9_999), encoding="utf-8")
        refused(lab.run(db, "import", lab.folder / "more.txt"), "cannot write the database")
        refused(lab.run(place / "other.db", "import", lab.folder / "more.txt"), "cannot write the database")
        expect(db.read_bytes() == before, "a file on read-only media was changed")
        return f"{there} reports before it was full"
    finally:
        subprocess.run(["umount", str(place)])


HOSTILE = [
    "'; DROP TABLE report; --",
    "\" OR 1=1 --",
    "x') ; DELETE FROM figure; --",
    "%' UNION SELECT sql FROM sqlite_schema --",
    "\x00".replace("\x00", "\\0"),
    "1; ATTACH DATABASE 'evil.db' AS evil",
    "../../../etc/passwd",
    "\u202e\u0000".replace("\u0000", ""),
    "`id`$(id)",
]


def injection(lab):
    """Every argument and every text of a report is a value, never SQL."""
    db = lab.fresh("target.db")
    shutil.copyfile(lab.whole, db)
    before, asked = db.read_bytes(), 0
    for word in HOSTILE:
        for arguments in (
            ("figures", word), ("figures", "1", "--kind", word), ("show", word), ("show", "PM2.5", word),
            ("show", "PM2.5", "--region", word), ("show", "PM2.5", "--dimension", word), ("series", word), ("qoq", word),
            ("yoy", "2024Q1", word), ("yoy", "2024Q1", "--region", word), ("compare", word, word), ("rank", word, word),
            ("rank", "PM2.5", "2024Q1", "--region", word), ("targets", word), ("standards", word), ("standards", "--grade", word),
            ("diff", word, word), ("history", word), ("history", "PM2.5", "--period", word), ("explain", word), ("search", word),
            ("search", "罚款", "--report", word), ("ask", word), ("check", word), ("review", word, "--list"), ("chart", word),
            ("catalogue", "list", word), ("correct", word, "确认"), ("correct", "--undo", word), ("check", "--withdraw", word),
            ("targets", "unset", word),
        ):
            done = lab.run(db, *arguments, stdin=subprocess.DEVNULL)
            asked += 1
            expect(done.returncode in (0, 1, 2) and "panicked" not in done.stderr, f"{arguments}: {done.stderr[-300:]}")
            for trace in ("syntax error", "unrecognized token", "no such column", "CREATE TABLE"):
                expect(trace not in done.stderr + done.stdout, f"{arguments}: reaches SQL: {(done.stderr + done.stdout)[-300:]}")
    expect(db.read_bytes() == before, "asking changed the database")
    # The same words inside reports, titles, places and file names.
    folder = lab.folder / "hostile"
    folder.mkdir()
    for number, word in enumerate(HOSTILE):
        name = word.replace("/", "_")[:60]
        text = f"柳湖县{word}生态环境局2024年一季度工作总结\n\n一、{word}\n\n{word}罚款金额{number}万元，{word}立案3起。种下{word}树7棵。\n"
        (folder / f"{number}{name}.txt").write_text(text, encoding="utf-8")
    done = lab.run(db, "import", folder, "--title", HOSTILE[0], "--region", HOSTILE[2])
    expect(done.returncode == 0, f"hostile reports: {done.stderr[-300:]}")
    expect(whole(db) == len(lab.wanted[REPORTS]) + len(HOSTILE), "a report is lost")
    stored = {text for (text,) in rows(db, "SELECT title FROM reports")}
    expect(HOSTILE[0] in stored, "the title is not stored as it was given")
    for verb in ("reports", "check"):
        done = lab.run(db, verb)
        expect(done.returncode in (0, 1), f"{verb}: {done.stderr[-300:]}")
    return f"{asked} questions, {len(HOSTILE)} reports"


def sql_reads(lab):
    """`sql` reads, whatever is asked of it."""
    db = lab.fresh("readonly.db")
    shutil.copyfile(lab.whole, db)
    before = db.read_bytes()
    statements = [
        "DELETE FROM figure", "DROP TABLE report", "UPDATE report SET title = 'x'", "INSERT INTO region (name) VALUES ('x')",
        "CREATE TABLE x (y)", "CREATE TEMP TABLE x (y)", "PRAGMA user_version = 7", "PRAGMA journal_mode = WAL", "PRAGMA writable_schema = 1",
        "VACUUM", f"VACUUM INTO '{lab.folder}/evil.db'", f"ATTACH DATABASE '{lab.folder}/evil.db' AS evil", "REINDEX", "ANALYZE", "BEGIN IMMEDIATE",
        "SELECT 1; DROP TABLE report", "SELECT load_extension('x')", "SELECT writefile('evil', 'x')",
        "WITH x AS (SELECT 1) DELETE FROM figure", "EXPLAIN DELETE FROM figure", "SELECT * FROM pragma_user_version",
    ]
    for statement in statements:
        done = lab.run(db, "sql", statement)
        expect(done.returncode in (0, 1, 2) and "panicked" not in done.stderr, f"{statement}: {done.stderr[-300:]}")
        expect(db.read_bytes() == before, f"{statement}: the database was changed")
        left = [path.name for path in lab.folder.glob("readonly.db-*")] + [path.name for path in lab.folder.glob("evil*")]
        expect(left == [], f"{statement}: leaves {left}")
    return f"{len(statements)} statements"


def archives(lab):
    """Names in an archive are names, never places."""
    folder = lab.folder / "inside" / "deep"
    folder.mkdir(parents=True)
    outside = set(lab.folder.rglob("*"))
    names = ["../../escaped.txt", "/tmp/jibao-escaped.txt", "..\\..\\escaped.txt", "a/../../../escaped.txt", "C:\\escaped.txt", "柳湖/季报.txt"]
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        for number, name in enumerate(names):
            archive.writestr(name, report(5_000 + number))
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    db = folder / "a.db"
    done = lab.run(db, "import", folder / "a.zip", cwd=folder)
    expect("panicked" not in done.stderr and db.exists(), done.stderr[-300:])
    new = {str(path) for path in set(lab.folder.rglob("*")) - outside} - {str(folder / "a.zip"), str(db)}
    expect(not new and not Path("/tmp/jibao-escaped.txt").exists(), f"files were written: {new}")
    there = rows(db, "SELECT count(*) FROM reports WHERE source LIKE '%a.zip/%'")[0][0]
    expect(there >= len(names), f"{there} of {len(names)} reports")
    texts = "".join(text for (text,) in rows(db, "SELECT text FROM report"))
    expect("root:" not in texts, "a link was followed")
    return f"{len(names)} names"


def escapes(lab):
    """What moves a terminal's cursor in a report's text does not reach a terminal."""
    db = lab.fresh("escapes.db")
    marks = "\x1b[2J\x1b]0;owned\x07\x9b31m\x1b[31m\x08\x7f\r\x0b"
    name = f"柳\x1b[31m湖.txt"
    (lab.folder / name).write_text(
        f"柳湖县{marks}生态环境局2024年一季度工作总结\n\n一、大气{marks}\n\n罚款{marks}金额3万元。PM2.5浓度{marks}为11微克/立方米，种下{marks}树7棵。\n",
        encoding="utf-8",
    )
    wrong = [chr(code) for code in [*range(32), *range(127, 160)] if chr(code) not in "\n\t"]
    verbs = [("import", lab.folder / name), ("import", lab.folder / name, "--dry-run"), ("reports",), ("figures", "1"), ("explain", "1"), ("explain", "2"), ("show",), ("search", "金额"),
             ("search", "罚款"), ("check",), ("review", "--list"), ("ask", "2024年一季度罚款金额是多少"), ("qoq", "2024Q1"), ("history", "罚款金额"),
             ("sql", "SELECT text, title FROM report JOIN figures ON 1"), ("import", lab.folder / f"没\x1b[31m有.txt"), ("show", "\x1b[31m"), ("figures", "\x1b[31m"),
             ("search", "\x1b[31m"), ("chart", "罚款金额"), ("extract", lab.folder / name)]
    for arguments in verbs:
        for form in ("table", "md"):
            extra = [] if arguments[0] in ("chart",) else ["-O", form]
            done = lab.run(db, *arguments, *extra, stdin=subprocess.DEVNULL)
            for stream, text in (("stdout", done.stdout), ("stderr", done.stderr)):
                found = sorted({hex(ord(mark)) for mark in wrong if mark in text})
                expect(not found, f"{arguments[0]} -O {form}: {stream} has {found}: {[line for line in text.splitlines() if any(mark in line for mark in wrong)][:2]!r}")
    return f"{len(verbs)} commands"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=Path)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="one trial by its name")
    options = parser.parse_args()
    trials = {
        "kills": lambda lab: kills(lab, options.kills),
        "power_cuts": lambda lab: power_cuts(lab, options.kills),
        "frozen_cuts": lambda lab: frozen_cuts(lab, max(1, options.kills // 4)),
        "together": together,
        "small_files": small_files,
        "full_disk": full_disk,
        "injection": injection,
        "sql_reads": sql_reads,
        "archives": archives,
        "escapes": escapes,
    }
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        lab = Lab(str(options.program.resolve()), Path(folder), options.reports, random.Random(options.seed))
        print(f"undisturbed import of {options.reports} reports: {len(lab.wanted[FIGURES])} figures", flush=True)
        for name, trial in trials.items():
            if options.only not in (None, name):
                continue
            try:
                print(f"ok      {name}: {trial(lab)}", flush=True)
            except Failed as failure:
                failed += 1
                print(f"FAILED  {name}: {failure}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
