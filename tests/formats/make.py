#!/usr/bin/env python3
"""Makes the reports of data/samples in every format that is read, with the tools that offices use.

Needs LibreOffice (soffice), Chromium and, for the sheets, openpyxl. Run it where they are installed:

    python3 tests/formats/make.py

The files go to tests/formats/made and are committed; tests/it/formats.rs reads each and compares its figures with
those of the text.
"""

import csv
import html
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
MADE = ROOT / "tests/formats/made"

STYLE = """<style>body{font-family:"WenQuanYi Zen Hei";font-size:12pt;line-height:1.6}
h1{font-size:16pt;text-align:center}p{text-indent:2em;margin:0.3em 0}table{border-collapse:collapse}
td,th{border:1px solid black;padding:2px 6px}</style>"""

# Header rows as (text, columns, rows), body rows as text; what the flattened text says in one header row comes last.
AIR = {
    "caption": "表1 1—9月各县区空气质量",
    "unit": "单位：微克/立方米",
    "head": [
        [("县区", 1, 2), ("PM2.5", 2, 1), ("PM10", 2, 1), ("优良天数（天）", 1, 2)],
        [("平均浓度", 1, 1), ("同比（%）", 1, 1), ("平均浓度", 1, 1), ("同比（%）", 1, 1)],
    ],
    "flat": ["县区", "PM2.5平均浓度", "PM2.5同比（%）", "PM10平均浓度", "PM10同比（%）", "优良天数（天）"],
    "body": [
        ["澄河区", "28.4", "-4.7", "51", "-3.8", "243"],
        ["东湖县", "31.5", "-2.8", "57", "-1.7", "236"],
        ["西山县", "26.9", "-6.3", "48", "-5.9", "251"],
        ["全市", "30.2", "-3.5", "53", "-3.6", "241"],
    ],
}
CREDIT = {
    "caption": "表2 企业环境信用评价结果",
    "unit": "单位：家",
    "head": [[(text, 1, 1) for text in ["地区", "绿牌", "蓝牌", "黄牌", "红牌"]]],
    "flat": ["地区", "绿牌", "蓝牌", "黄牌", "红牌"],
    "body": [["澄河区", "12", "88", "7", "1"], ["东湖县", "9", "61", "5", "0"], ["西山县", "15", "74", "3", "2"]],
}
INDEX = {
    "caption": "表3 1—9月环境空气质量综合指数（括号内为上年同期）",
    "unit": "",
    "head": [[(text, 1, 1) for text in ["县区", "综合指数", "排名"]]],
    "flat": ["县区", "综合指数", "排名"],
    "body": [["澄河区", "3.21（3.35）", "2"], ["东湖县", "3.48（3.52）", "3"], ["西山县", "3.02（3.21）", "1"]],
}
TABLES = [AIR, CREDIT, INDEX]
TITLE = "澄水市2024年三季度环境质量情况通报"
DATE = "2024年10月15日"
PARTS = [
    TITLE,
    f"（{DATE}）",
    "一、空气质量",
    "1—9月，全市PM2.5平均浓度为30.2微克/立方米，同比下降3.5%；优良天数241天，同比增加5天。",
    AIR,
    "二、信用评价",
    "三季度，全市完成188家企业的环境信用评价。",
    CREDIT,
    "三、综合排名",
    INDEX,
    "注：本表数据为审核数据。",
]


def flat(table):
    caption = table["caption"] + (f"（{table['unit']}）" if table["unit"] else "")
    return [caption] + [" | ".join(row) for row in [table["flat"]] + table["body"]]


def as_text(parts):
    lines = []
    for part in parts:
        lines += flat(part) if isinstance(part, dict) else [part]
    return "\n".join(lines) + "\n"


def table_html(table):
    rows = []
    for row in table["head"]:
        cells = "".join(f'<th colspan="{c}" rowspan="{r}">{html.escape(t)}</th>' for t, c, r in row)
        rows.append(f"<tr>{cells}</tr>")
    for row in table["body"]:
        rows.append("<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in row) + "</tr>")
    caption = table["caption"] + (f"（{table['unit']}）" if table["unit"] else "")
    return f"<p>{caption}</p><table border=1 cellspacing=0>{''.join(rows)}</table>"


def body_html(parts):
    lines = []
    for index, part in enumerate(parts):
        if isinstance(part, dict):
            lines.append(table_html(part))
        elif index == 0:
            lines.append(f"<h1>{html.escape(part)}</h1>")
        elif part.strip():
            lines.append(f"<p>{html.escape(part)}</p>")
    return "\n".join(lines)


def page(parts, charset):
    """A page as the site of an office has it: the report in the middle, everything else around it."""
    title = parts[0]
    body = body_html(parts).replace("PM2.5", "PM<sub>2.5</sub>").replace("SO2", "SO<sub>2</sub>")
    body = body.replace("m³", "m<sup>3</sup>")
    return f"""<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>{title}_澄河区人民政府</title>
<script>var count = "<div>共12条</div>"; document.write(count);</script>
<style>.nav {{ width: 960px; }}</style></head><body>
<div class="header"><a href="/">网站首页</a> <a href="/zw">政务公开</a> <a href="/fw">办事服务</a></div>
<div class="nav"><ul><li><a href="/1">机构职能</a></li><li><a href="/2">2024年工作要点</a></li></ul></div>
<div class="location">您当前的位置：首页 &gt; 政务公开 &gt; 工作总结</div>
<div class="wrap"><div class="left">
<div class="info">发布时间：2024-10-18 09:12 来源：澄河区生态环境分局 浏览次数：<span id="hits">356</span> 字号：[大 中 小]</div>
<div class="TRS_Editor">
{body}
</div>
<div class="relate"><p>相关阅读：</p><ul><li><a href="/a">2023年三季度，全区优良天数240天</a></li>
<li><a href="/b">上半年查处环境违法案件32起</a></li></ul></div>
</div><div class="right"><h3>热点新闻</h3><ul><li><a href="/c">我区PM2.5平均浓度下降12.5%</a></li>
<li><a href="/d">新增造林面积500亩</a></li></ul></div></div>
<div class="footer"><p>主办单位：澄河区人民政府 备案号：某ICP备12345678号 网站标识码：3700000001</p></div>
</body></html>
"""


def soffice(source, kind, out, reader=None):
    options = [f"--infilter={reader}"] if reader else []
    subprocess.run(
        ["soffice", "--headless", *options, "--convert-to", kind, "--outdir", str(out), str(source)],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def chromium(source, out):
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={out}", source.as_uri()],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def unruled(table):
    """A table whose rules are not drawn and whose columns stand close together."""
    rows = ["".join(f"<td>{html.escape(text)}</td>" for text in row) for row in [table["flat"]] + table["body"]]
    caption = table["caption"] + (f"（{table['unit']}）" if table["unit"] else "")
    return f"<p>{caption}</p><table class=unruled>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def layouts(work):
    """Pages that are no single column of text with ruled tables."""
    style = STYLE + "<style>.columns{columns:2;column-gap:24px;font-size:10.5pt}.unruled td{border:0;padding:1px 4px}</style>"
    sample = "2024Q2-澄河区工作总结"
    lines = (ROOT / f"data/samples/{sample}.txt").read_text("utf-8").splitlines()
    text = f"<h1>{lines[0]}</h1><div class=columns>{body_html([''] + lines[1:])}</div>"
    tables = "".join(unruled(part) if isinstance(part, dict) else f"<p>{part}</p>" for part in PARTS)
    # This font draws ⽇ and 日 with one glyph, and the browser writes the former into the file.
    tables = f"<div style='font-family:\"Noto Sans CJK SC\"'>{tables}</div>"
    for name, body in [(f"{sample}.columns", text), ("2024Q3-澄水市通报.unruled", tables)]:
        source = work / "layout.html"
        source.write_text(f"<html><head><meta charset=utf-8>{style}</head><body>{body}</body></html>", "utf-8")
        chromium(source, MADE / f"{name}.pdf")


def documents(name, parts, work):
    plain = work / f"{name}.html"
    plain.write_text(f"<html><head><meta charset=utf-8>{STYLE}</head><body>{body_html(parts)}</body></html>", "utf-8")
    chromium(plain, MADE / f"{name}.chromium.pdf")
    soffice(plain, "odt", work, "HTML (StarWriter)")
    text = work / f"{name}.odt"
    for kind in ["docx", "doc", "pdf"]:
        soffice(text, kind, work)
    (work / f"{name}.docx").replace(MADE / f"{name}.docx")
    (work / f"{name}.doc").replace(MADE / f"{name}.doc")
    (work / f"{name}.pdf").replace(MADE / f"{name}.libreoffice.pdf")
    (MADE / f"{name}.utf8.html").write_text(page(parts, "utf-8"), "utf-8")
    (MADE / f"{name}.gb18030.html").write_bytes(page(parts, "gb2312").encode("gb18030"))


def number(text):
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text


def sheet_of(tables, sheet):
    """Tables one below the other, as people draw them: a merged title, the unit, merged headers, notes."""
    row = 1
    for table in tables:
        width = len(table["flat"])
        sheet.cell(row, 1, table["caption"])
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
        row += 1
        if table["unit"]:
            sheet.cell(row, width, table["unit"])
            row += 1
        taken = set()
        for offset, cells in enumerate(table["head"]):
            column = 1
            for text, columns, rows in cells:
                while (row + offset, column) in taken:
                    column += 1
                sheet.cell(row + offset, column, text)
                if columns * rows > 1:
                    sheet.merge_cells(
                        start_row=row + offset,
                        end_row=row + offset + rows - 1,
                        start_column=column,
                        end_column=column + columns - 1,
                    )
                taken |= {(row + offset + r, column + c) for r in range(rows) for c in range(columns)}
                column += columns
        row += len(table["head"])
        for values in table["body"]:
            for column, text in enumerate(values, 1):
                cell = sheet.cell(row, column, number(text))
                if isinstance(cell.value, float):
                    cell.number_format = "0." + "0" * len(text.split(".")[1])
            row += 1
        sheet.cell(row, 1, "注：本表数据为审核数据。")
        row += 3


def sheets(work):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "三季度通报"
    book.active.append([TITLE])
    book.active.append([f"（{DATE}）"])
    for table in TABLES:
        sheet_of([table], book.create_sheet(table["caption"].split()[0]))
    path = MADE / "通报表格.xlsx"
    book.save(path)
    soffice(path, "ods", MADE)
    soffice(path, "xls", MADE)
    one = openpyxl.Workbook()
    sheet = one.active
    sheet.append([TITLE])
    sheet.append([f"（{DATE}）"])
    sheet.append([])
    below = openpyxl.Workbook().active
    sheet_of(TABLES, below)
    offset = sheet.max_row + 2
    for row in below.iter_rows():
        for cell in row:
            if cell.value is not None:
                copy = sheet.cell(cell.row + offset, cell.column, cell.value)
                copy.number_format = cell.number_format
    for area in below.merged_cells.ranges:
        area.shift(row_shift=offset)
        sheet.merge_cells(area.coord)
    one.save(MADE / "通报表格.一张表.xlsx")
    for encoding in ["utf-8-sig", "gb18030"]:
        with open(MADE / f"通报表格.{encoding}.csv", "w", encoding=encoding, newline="") as file:
            writer = csv.writer(file)
            writer.writerow([TITLE])
            writer.writerow([f"（{DATE}）"])
            for table in TABLES:
                writer.writerow([])
                for line in flat(table):
                    writer.writerow(line.split(" | "))
                writer.writerow(["注：本表数据为审核数据。"])


def main():
    MADE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        for sample in sorted((ROOT / "data/samples").glob("*.txt")):
            documents(sample.stem, sample.read_text("utf-8").splitlines(), work)
        documents("2024Q3-澄水市通报", PARTS, work)
        layouts(work)
        sheets(work)
    (MADE / "2024Q3-澄水市通报.txt").write_text(as_text(PARTS), "utf-8")
    tables = [TITLE, f"（{DATE}）"] + [part for table in TABLES for part in (table, "注：本表数据为审核数据。")]
    (MADE / "通报表格.txt").write_text(as_text(tables), "utf-8")


if __name__ == "__main__":
    main()
