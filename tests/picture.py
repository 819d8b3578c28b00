#!/usr/bin/env python3
"""Makes the picture of a terminal for the READMEs from what the program prints, through headless Chromium.

    python3 tests/picture.py target/debug/jibao data/pictures/terminal.png [zh|en]

Needs Chromium, fonts-dejavu and fonts-noto-cjk; Chinese characters are made as wide as two Latin ones.
"""
import html, os, pty, re, shutil, struct, subprocess, sys, tempfile
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "data" / "samples"
COMMANDS = [
    ["qoq", "2024Q3", "PM2.5", "夜间达标率", "超标天数", "立案查处", "罚款金额", "受理投诉"],
    ["chart", "PM2.5", "--from", "2023Q3"],
]
COLOURS = {"31": "#d9513c", "32": "#2f9e5b"}
STYLE = """@font-face { font-family: Wide; src: local('Noto Sans Mono CJK SC'); size-adjust: 120.4%; unicode-range: U+2E80-FFEF; }
body { margin: 0; background: #14181d; } pre { margin: 0; padding: 18px 22px; color: #d7dce2; white-space: pre;
font: 15px/20px 'DejaVu Sans Mono', Wide, monospace; } b { color: #8ab4f8; font-weight: 400; }"""


def shown(program, arguments, width):
    """What a terminal of this width is shown."""
    printed = bytearray()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(COLUMNS=str(width), TERM="xterm-256color")
        os.execv(program, [str(program), *arguments])
    while True:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:
            break
        if not chunk:
            break
        printed += chunk
    os.waitpid(child, 0)
    return printed.decode("utf-8").replace("\r\n", "\n")


def coloured(text):
    """ANSI colours as spans."""
    text = html.escape(text)
    text = re.sub(r"\x1b\[(31|32)m", lambda code: f'<span style="color:{COLOURS[code[1]]}">', text)
    return text.replace("\x1b[0m", "</span>")


def main():
    program, picture = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    lang = sys.argv[3] if len(sys.argv) > 3 else "zh"
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("no Chromium here")
    folder = Path(tempfile.mkdtemp())
    database = str(folder / "jibao.db")
    subprocess.run([program, "--db", database, "import", SAMPLES], capture_output=True, check=True)
    body = ""
    for command in COMMANDS:
        text = shown(program, ["--db", database, "--lang", lang, *command], 130)
        body += f"<b>$ jibao {' '.join(command)}</b>\n{coloured(text)}"
    page = folder / "page.html"
    page.write_text(f'<meta charset="utf-8"><style>{STYLE}</style><pre>{body}</pre>', encoding="utf-8")
    lines = body.count("\n")
    subprocess.run([chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    f"--user-data-dir={folder / 'profile'}", f"--screenshot={picture}",
                    f"--window-size=1220,{lines * 20 + 40}", f"file://{page}"], capture_output=True, timeout=120)
    if shutil.which("convert"):
        subprocess.run(["convert", picture, "-colors", "32", f"PNG8:{picture}"], check=True)
    width, height = struct.unpack(">II", picture.read_bytes()[16:24])
    print(f"{picture}: {width} × {height}, {picture.stat().st_size} bytes")


main()
