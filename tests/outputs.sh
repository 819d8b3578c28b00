#!/usr/bin/env bash
# Makes every output from data/samples and opens each with the tool that it is for; compares the numbers.
#
#     tests/outputs.sh [--install] [FOLDER]
#
# The program is $JIBAO or target/debug/jibao. What is made stays in FOLDER (a temporary one). A tool that is not there is
# said and passed over; --install brings them: Chromium and LibreOffice by apt, the others by pip into FOLDER/venv.
set -euo pipefail
cd "$(dirname "$0")/.."
install=no
if [ "${1:-}" = --install ]; then install=yes; shift; fi
folder=$(realpath -m "${1:-$(mktemp -d)}")
mkdir -p "$folder"
JIBAO=$(realpath "${JIBAO:-target/debug/jibao}")
export JIBAO_DB=$folder/samples.db LANG=zh_CN.UTF-8
samples=$(realpath data/samples)

if [ "$install" = yes ]; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends chromium libreoffice-calc libreoffice-writer poppler-utils fonts-noto-cjk
    python3 -m venv "$folder/venv"
    "$folder/venv/bin/pip" install -q datasette frictionless duckdb openpyxl 'pysdmx[data,json]'
fi
python=python3
if [ -x "$folder/venv/bin/python" ]; then python=$folder/venv/bin/python; fi
PATH=$(dirname "$(command -v "$python")"):$PATH

failed=0
passed_over=()
say() { printf '%-12s %s\n' "$1" "$2"; }
fail() { say "$1" "FAILED: $2"; failed=1; }
# Whether a program is there; what lacks one is passed over.
has() { command -v "$1" >/dev/null || { passed_over+=("$1"); return 1; }; }
module() { "$python" -c "import $1" 2>/dev/null || { passed_over+=("$1"); return 1; }; }
# Whether this program has a verb or was built with a format.
offers() { "$JIBAO" "$1" --help 2>/dev/null | grep -q -- "${2:-Usage}"; }

browse() {
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
        --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$(mktemp -d -p "$folder")" "$@" 2>/dev/null
}

cd "$folder"
rm -rf samples.db* package site dataset ./*.xlsx
"$JIBAO" import "$samples" >/dev/null 2>&1
"$JIBAO" qoq 2024Q2 -O json >qoq.json
for form in csv md html xlsx jsonl; do "$JIBAO" qoq 2024Q2 -o "qoq.$form"; done
for form in csv md html xlsx json jsonl; do "$JIBAO" export "export.$form" 2>/dev/null; done
"$JIBAO" export sdmx.csv -O sdmx-csv 2>/dev/null
"$JIBAO" export package -O datapackage 2>/dev/null
"$JIBAO" export site -O datasette 2>/dev/null
"$JIBAO" ask 2024年二季度PM2.5环比变化多少 -o ask.html
"$JIBAO" chart PM2.5 -o chart.svg
"$JIBAO" dashboard -o dashboard.html 2>/dev/null
say jibao "$("$JIBAO" --version)"

# JSON lines: another database says the same.
rm -f copy.db*
"$JIBAO" --db copy.db import export.jsonl >/dev/null 2>&1
"$JIBAO" --db copy.db qoq 2024Q2 -O json >copy.json
if cmp -s qoq.json copy.json; then say jsonl "the same answers from the copy"; else fail jsonl "the copy answers otherwise"; fi

if has chromium; then
    say chromium "$(chromium --version 2>/dev/null)"
    for page in qoq.html ask.html export.html dashboard.html chart.svg; do
        browse --window-size=1200,900 --screenshot="$folder/${page%.*}.wide.png" "file://$folder/$page" >/dev/null
        browse --window-size=500,900 --screenshot="$folder/${page%.*}.narrow.png" "file://$folder/$page" >/dev/null
        if [ -s "${page%.*}.wide.png" ] && [ -s "${page%.*}.narrow.png" ]; then say "  $page" opened; else fail "$page" "no picture"; fi
    done
    browse --dump-dom "file://$folder/qoq.html" >qoq.dom
    "$python" - <<'PY' || fail chromium "the page shows other numbers"
import json, re
shown = re.findall(r'<td class="n good">([^<]*)</td>|<td class="n bad">([^<]*)</td>|<td class="n">([^<]*)</td>', open("qoq.dom").read())
shown = {"".join(each).replace("≈", "").replace("约", "") for each in shown}
rows = json.load(open("qoq.json"))["rows"]
for row in rows:
    if row["change"] is not None:
        assert any(each.lstrip("+").startswith(str(row["change"])) for each in shown), row
print("  qoq.html     shows", sum(row["change"] is not None for row in rows), "changes as JSON has them")
PY
fi

if module openpyxl; then
    "$python" - <<'PY' || fail openpyxl "the workbook has other numbers"
import json, openpyxl
from decimal import Decimal
print("openpyxl    ", openpyxl.__version__)
rows = json.load(open("qoq.json"), parse_float=Decimal)["rows"]
sheet = openpyxl.load_workbook("qoq.xlsx").active
head = [cell.value for cell in sheet[2]]
change = head.index("变化")
for row, line in zip(rows, sheet.iter_rows(min_row=3)):
    cell = line[change]
    assert cell.data_type != "f", cell
    if row["change"] is None: assert cell.value == "—", cell.value
    else: assert Decimal(repr(cell.value)) == row["change"], (cell.value, row)
book = openpyxl.load_workbook("export.xlsx")
assert len(book.sheetnames) == 5 and sum(len(each._charts) for each in book) == 1, book.sheetnames
assert all(cell.data_type != "f" for each in book for line in each.iter_rows() for cell in line)
assert all(each.freeze_panes for each in book)
print("  xlsx       ", len(rows), "rows as JSON has them;", "、".join(book.sheetnames))
PY
fi

if has soffice; then
    say libreoffice "$(soffice --version 2>/dev/null | head -1)"
    office() { soffice "-env:UserInstallation=file://$folder/office" --headless --convert-to "$@" >/dev/null 2>&1; }
    # Columns are shown as a reader sees them: the number formats must say what the table says.
    office 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true' --outdir shown qoq.xlsx
    "$python" - <<'PY' || fail libreoffice "the number formats show something else"
import csv, json
rows = list(csv.reader(open("shown/qoq.csv", encoding="utf-8")))
head = next(each for each in rows if "变化" in each)
shown = {each[0]: each[head.index("变化")] for each in rows[rows.index(head) + 1:] if each}
table = [line.strip("| \n").split(" | ") for line in open("qoq.md", encoding="utf-8") if line.startswith("| ")]
at = table[0].index("变化")
for line in table[2:]:
    assert shown[line[0]] == line[at], (line, shown[line[0]])
print("  xlsx        shows", len(table) - 2, "changes as Markdown does")
PY
    office pdf --outdir pdf qoq.xlsx export.xlsx
    if offers bulletin; then
        "$JIBAO" bulletin 2024Q2 -o bulletin.docx >/dev/null 2>&1 && office pdf --outdir pdf bulletin.docx || true
        if [ -s pdf/bulletin.pdf ]; then say "  bulletin" "opened"; else fail bulletin "LibreOffice made no PDF of it"; fi
    fi
    if [ -s pdf/qoq.pdf ] && [ -s pdf/export.pdf ]; then say "  xlsx" "opened"; else fail xlsx "LibreOffice made no PDF of it"; fi
    if has pdftoppm; then pdftoppm -r 80 -l 3 -png pdf/qoq.pdf pdf/qoq; fi
fi

if has frictionless; then
    say frictionless "$(frictionless --version)"
    if frictionless validate package/datapackage.json >frictionless.txt; then
        say "  package" "$(grep -c VALID frictionless.txt) tables valid"
    else
        fail package "see $folder/frictionless.txt"
    fi
fi

if module pysdmx; then
    "$python" - <<'PY' || fail pysdmx "the message is read otherwise"
import csv, importlib.metadata
from pysdmx.io import get_datasets, read_sdmx
print("pysdmx      ", importlib.metadata.version("pysdmx"))
# The definition beside the message, by the schema of SDMX-JSON 2.0; and the message by its definition.
definition = read_sdmx("sdmx.structure.json", validate=True).get_data_structure_definitions()[0]
data = get_datasets("sdmx.csv", "sdmx.structure.json")[0].data
assert {each.id for each in definition.components} <= set(data.columns), data.columns
rows = list(csv.DictReader(open("export.csv", encoding="utf-8-sig")))
assert len(data) == len(rows)
read = sorted((int(figure), float(value)) for figure, value in zip(data["FIGURE"], data["OBS_VALUE"]))
steps = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5, "劣": 6}
number = lambda text: float(steps[text[0]]) if text[0] in steps else float(text)
assert read == sorted((int(row["数字编号"]), number(row["数值"])) for row in rows)
print("  sdmx-csv   ", len(data), "observations as CSV has them,", len(definition.components), "columns defined")
PY
fi

if has datasette; then
    say datasette "$(datasette --version)"
    # One of the ports for private use that is free now.
    port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    datasette serve site/jibao.db -m site/metadata.yaml -p "$port" >datasette.log 2>&1 &
    server=$!
    for _ in $(seq 40); do curl -sf "http://127.0.0.1:$port/-/versions.json" >/dev/null && break; sleep 0.5; done
    counted=$(curl -sf "http://127.0.0.1:$port/jibao.json?sql=select+count(*)+as+n+from+figures&_shape=array" | tr -dc 0-9)
    stored=$("$JIBAO" sql 'SELECT count(*) FROM figures' -O csv | tail -1)
    described=$(curl -sf "http://127.0.0.1:$port/jibao/figures" | grep -c '原文写法\|As written' || true)
    kill "$server"
    if [ "$counted" = "$stored" ] && [ "$described" -gt 0 ]; then
        say "  site" "$counted figures, columns described"
    else
        fail site "$counted of $stored figures, $described descriptions"
    fi
fi

if offers export parquet && module duckdb; then
    "$JIBAO" export dataset -O parquet 2>/dev/null
    "$JIBAO" qoq 2024Q2 --reported-only -O json >reported.json
    "$python" - <<'PY' || fail duckdb "another change on the quarter before"
import duckdb, json
from decimal import ROUND_HALF_EVEN, Decimal
print("duckdb      ", duckdb.__version__)
found = duckdb.sql("""
    SELECT this.indicator, this.value, base.value
    FROM read_parquet('dataset/**/*.parquet', hive_partitioning = true) this
    JOIN read_parquet('dataset/**/*.parquet', hive_partitioning = true) base USING (domain, region, indicator)
    WHERE this.period = '2024Q2' AND base.period = '2024Q1' AND this.year = 2024
      AND this.dimension IS NULL AND base.dimension IS NULL""").fetchall()
rows = {row["code"]: row for row in json.load(open("reported.json"), parse_float=Decimal)["rows"]}
same = 0
for code, this, base in found:
    row = rows[code]
    if row["change_unit"] != "%": continue
    change = ((this / base - 1) * 100).quantize(Decimal("0.1"), ROUND_HALF_EVEN)
    assert change == row["change"], (code, change, row)
    same += 1
assert same > 5, same
print("  parquet     SELECT gives", same, "changes as jibao does")
PY
fi

for tool in "${passed_over[@]}"; do say "$tool" "not here: passed over"; done
say made "$folder"
exit "$failed"
