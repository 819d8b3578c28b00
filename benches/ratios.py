#!/usr/bin/env python3
"""The work of jibao beside what a user would pick instead, in one run.

    python3 benches/ratios.py [PROGRAM] [--db STORE]

The others come from PyPI into `target/peers`: Recognizers-Text and JioNLP for finding quantities, DuckDB and pandas for the
change on the quarter before; sqlite3 with regular expressions is the script below, written for the shipped samples and
nothing else. STORE is the store of a million figures that `cargo bench --bench store` makes; without it the question is left
out. Times are medians of whole processes, from cold; extraction is timed warm and within the process.
"""

import argparse
import json
import platform
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((ROOT / "data/samples").glob("*.txt"))
PEERS = ROOT / "target/peers"
PACKAGES = ["recognizers-text-number", "recognizers-text-number-with-unit", "jionlp", "duckdb", "pandas", "pyarrow"]
# Recognizers-Text does not start with a newer one.
HELD_BACK = ["emoji<2"]
REPORTS = 600
# For names of places: one for each report, or each would be a new edition of another.
HANZI = "清明安和平永兴旺福康宁泰丰盛昌隆嘉瑞祥云青白金银玉石松柏梅兰竹菊荷桂枫榆"

# What somebody with the samples before him writes in an hour.
PATTERNS = {
    name: re.compile(pattern)
    for name, pattern in {
        "pm25": r"PM2\.5平均浓度([\d.]+)微克", "pm10": r"PM10平均浓度([\d.]+)微克", "co": r"百分位数为([\d.]+)毫克",
        "o3": r"百分位数为([\d.]+)微克", "index": r"综合指数([\d.]+)", "good": r"优良天数([\d.]+)天",
        "good_share": r"优良天数比例([\d.]+)%", "over": r"超标([\d.]+)天", "water": r"优良断面比例为?([\d.]+)%",
        "cod": r"化学需氧量均值([\d.]+)", "nh3": r"氨氮均值([\d.]+)", "source": r"达标率([\d.]+)%",
        "noise_day": r"昼间达标率([\d.]+)%", "noise_night": r"夜间达标率([\d.]+)%", "people": r"执法人员([\d,.]+)人次",
        "firms": r"检查企业([\d,.]+)家次", "cases": r"立案查处环境违法案件([\d,.]+)[起件]", "decisions": r"处罚决定(?:书)?([\d,.]+)[份件]",
        "fines": r"罚款(?:金额)?([\d,.]+)万元", "orders": r"责令改正.{0,6}?([\d,.]+)[份件]", "approvals": r"审批.{0,12}?([\d,.]+)[个件]",
        "permits": r"排污许可证([\d,.]+)[个张]", "complaints": r"受理.{0,8}?([\d,.]+)件", "done": r"办结([\d,.]+)件",
        "news": r"新闻报道([\d,.]+)篇", "trees": r"植树([\d,.]+)万株", "waste": r"危险废物([\d,.]+)吨",
    }.items()
}


def script(files, target):
    """The regular expressions and sqlite3."""
    store = sqlite3.connect(target)
    store.execute("CREATE TABLE figure (file TEXT, indicator TEXT, value REAL, sentence TEXT)")
    for file in files:
        text = Path(file).read_text(encoding="utf-8")
        for sentence in re.split(r"[。；\n]", text):
            for name, pattern in PATTERNS.items():
                for match in pattern.finditer(sentence):
                    value = float(match.group(1).replace(",", ""))
                    store.execute("INSERT INTO figure VALUES (?, ?, ?, ?)", (str(file), name, value, sentence))
        store.commit()


def timed(command, runs=5):
    """Seconds of a whole process, the median."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        times.append(time.perf_counter() - start)
        if done.returncode not in (0, 1):
            sys.exit(f"{command}: {done.stderr.decode()}")
    return statistics.median(times)


def python():
    """An interpreter with the others' packages."""
    interpreter = PEERS / "bin/python"
    if not interpreter.exists():
        venv.create(PEERS, with_pip=True)
        subprocess.run([interpreter, "-m", "pip", "install", "-q", *PACKAGES, *HELD_BACK], check=True)
    return str(interpreter)


def row(work, who, figure, unit, ratio=None):
    print(f"{work:44} {who:34} {figure:10.1f} {unit:10} {'' if ratio is None else f'x{ratio:.1f}'}", flush=True)


FINDERS = {
    "Recognizers-Text (number and unit models)": """
from recognizers_number import recognize_number, recognize_percentage
from recognizers_number_with_unit import recognize_currency, recognize_dimension
models = [recognize_number, recognize_percentage, recognize_currency, recognize_dimension]
find = lambda text: [model(text, 'zh-cn') for model in models]
""",
    "JioNLP (money alone)": """
import jionlp
find = jionlp.ner.extract_money
""",
}

WARM = """
import sys, time
texts = [open(file, encoding='utf-8').read() for file in sys.argv[1:]]
for text in texts: find(text)
start = time.perf_counter()
for text in texts: find(text)
print(sum(len(text.encode()) for text in texts) / (time.perf_counter() - start) / 1e6)
"""


def extraction(interpreter):
    """Megabytes of the samples a second, warm, on one core, without what writes them down."""
    command = ["cargo", "bench", "-q", "--bench", "extract", "--", "samples"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    # divan prints fastest, slowest, median and mean.
    ours = float(re.findall(r"([\d.]+) MB/s", done.stdout)[2])
    row("extraction", "jibao, with indicators", ours, "MB/s")
    for who, code in FINDERS.items():
        command = [interpreter, "-c", code + WARM, *map(str, SAMPLES)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        theirs = float(done.stdout.split()[-1])
        row("extraction", who, theirs, "MB/s", ours / theirs)


def imports(program):
    """Reports a second, the whole process."""
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        reports = folder / "reports"
        reports.mkdir()
        for number in range(REPORTS):
            sample = SAMPLES[number % len(SAMPLES)]
            text = sample.read_text(encoding="utf-8").replace("澄河区", f"{HANZI[number // 36]}{HANZI[number % 36]}河区")
            (reports / f"{number}.txt").write_text(text, encoding="utf-8")
        start = time.perf_counter()
        subprocess.run([program, "--db", folder / "a.db", "import", reports], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        ours = REPORTS / (time.perf_counter() - start)
        start = time.perf_counter()
        subprocess.run([sys.executable, __file__, "--script", folder / "b.db", *sorted(reports.iterdir())], check=True)
        theirs = REPORTS / (time.perf_counter() - start)
        count = lambda file: sqlite3.connect(folder / file).execute("SELECT count(*) FROM figure").fetchone()[0]
        row(f"import of {REPORTS} reports", f"jibao ({count('a.db')} figures)", ours, "reports/s")
        row(f"import of {REPORTS} reports", f"re + sqlite3 ({count('b.db')} figures)", theirs, "reports/s", ours / theirs)


DUCKDB = """
import duckdb, sys
print(duckdb.sql(f'''
    SELECT * FROM (
        SELECT indicator, region, period_start, value, lag(value) OVER (PARTITION BY indicator, region ORDER BY period_start) AS before
        FROM '{sys.argv[1]}'
        WHERE {sys.argv[2]} AND period_end = last_day(period_start + INTERVAL 2 MONTH) AND dimension IS NULL)
    WHERE period_start = DATE '2024-04-01' ''').fetchall())
"""
PANDAS = """
import pandas, sys
column, value = sys.argv[2].split(' = ')
data = pandas.read_parquet(sys.argv[1], filters=[(column, '==', value.strip("'"))])
start = pandas.to_datetime(data.period_start)
data = data[(pandas.to_datetime(data.period_end) == start + pandas.offsets.MonthEnd(3)) & data.dimension.isna()].sort_values('period_start')
data['before'] = data.groupby(['indicator', 'region']).value.shift()
print(data[data.period_start.astype(str) == '2024-04-01'])
"""


def quarters(program, interpreter, store):
    """Seconds for the change on the quarter before, from cold."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "observations.parquet"
        text = Path(folder) / "observations.csv"
        # Indicator, region, period and value: what the question needs, in the order in which it was stored.
        with open(text, "wb") as out:
            columns = "SELECT indicator, region, period_start, period_end, dimension, value FROM observations"
            subprocess.run(["sqlite3", "-csv", "-header", store, columns], stdout=out, check=True)
        subprocess.run([interpreter, "-c", f"import duckdb; duckdb.sql(\"COPY (FROM '{text}') TO '{data}'\")"], check=True)
        for what, words, where in [
            ("all of one region", ["--region", "第7区"], "region = '第7区'"),
            ("one indicator of one region", ["PM2.5", "--region", "第7区"], "region = '第7区' AND indicator = 'air.pm25.mean'"),
        ]:
            ours = timed([program, "--db", store, "qoq", "2024Q2", *words])
            row(f"qoq, {what}", "jibao", ours * 1e3, "ms")
            for who, code, file in [("DuckDB on Parquet", DUCKDB, data), ("DuckDB on CSV", DUCKDB, text), ("pandas on Parquet", PANDAS, data)]:
                if code == PANDAS and " AND " in where:
                    continue
                theirs = timed([interpreter, "-c", code, str(file), where])
                row(f"qoq, {what}", who, theirs * 1e3, "ms", theirs / ours)


def main():
    if sys.argv[1:2] == ["--script"]:
        return script(sys.argv[3:], sys.argv[2])
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", nargs="?", default=str(ROOT / "target/release/jibao"))
    parser.add_argument("--db", default=str(ROOT / "target/bench-store.db"))
    options = parser.parse_args()
    interpreter = python()
    listed = subprocess.run([interpreter, "-m", "pip", "list", "--format", "json"], capture_output=True, text=True, check=True)
    versions = {each["name"]: each["version"] for each in json.loads(listed.stdout)}
    print(f"{time.strftime('%Y-%m-%d')}, {platform.machine()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}")
    print(", ".join(f"{name} {versions[name]}" for name in PACKAGES))
    extraction(interpreter)
    imports(options.program)
    if Path(options.db).exists():
        quarters(options.program, interpreter, options.db)
    return None


if __name__ == "__main__":
    main()
