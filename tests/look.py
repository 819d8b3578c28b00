#!/usr/bin/env python3
"""Opens the dashboard in headless Chromium: errors, time to open and to filter, pictures at two widths and in both languages.

    python3 tests/look.py target/release/jibao [FOLDER] [REPORTS]

Makes REPORTS reports (200) from the samples, under other districts and years, and leaves the pictures in FOLDER. Where there is no
Chromium it says so and ends with 0.
"""
import json, re, shutil, subprocess, sys, tempfile
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "data" / "samples"
PROBE = """<script>
const errors = []; addEventListener("error", (e) => errors.push(e.message)); const began = performance.now();
addEventListener("load", () => { const opened = performance.now() - began; const times = [];
for (const word of ["PM2.5", "罚款", "没有这个词", ""]) { const t = performance.now(); search.value = word; search.oninput(); document.body.offsetHeight; times.push(performance.now() - t); }
const shown = document.querySelectorAll(".row").length; document.querySelector(".row button").click();
const marked = document.querySelectorAll("#source mark").length; document.getElementById("source").close(); language.click();
const english = document.title; document.body.append(Object.assign(document.createElement("pre"), { id: "probe",
textContent: JSON.stringify({ opened, slowest: Math.max(...times), shown, marked, english, errors }) })); });
</script>"""


def chromium(*arguments):
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        print("no Chromium here: nothing was looked at")
        sys.exit(0)
    command = [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120).stdout


def reports(folder, count):
    """The samples, each under the name of another district and moved by whole years."""
    samples = sorted(SAMPLES.glob("*.txt"))
    for number in range(count):
        sample = samples[number % len(samples)]
        group = number // len(samples)
        name = "".join(chr(0x4E00 + (group * 37 + step * 911) % 5000) for step in range(2))
        text = sample.read_text(encoding="utf-8").replace("澄河", name)
        (folder / f"{number:03}-{sample.name.replace('澄河', name)}").write_text(text, encoding="utf-8")


def main():
    program = Path(sys.argv[1]).resolve()
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp()).resolve()
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    made = folder / "reports"
    made.mkdir(parents=True, exist_ok=True)
    reports(made, count)
    database = folder / "look.db"
    database.unlink(missing_ok=True)
    subprocess.run([program, "--db", database, "import", made], capture_output=True)
    subprocess.run([program, "--db", database, "dashboard", "-o", folder / "page.html"], check=True)
    page = (folder / "page.html").read_text(encoding="utf-8")
    probed = folder / "probed.html"
    probed.write_text(re.sub(r"<body>", lambda _: "<body>" + PROBE, page, count=1), encoding="utf-8")
    dom = chromium("--dump-dom", f"file://{probed}")
    found = re.search(r'<pre id="probe">(.*?)</pre>', dom)
    if not found:
        sys.exit("the page did not come up")
    seen = json.loads(found[1])
    print(f"{len(page) / 1e6:.2f} MB, {seen}")
    (folder / "en.html").write_text(page.replace('"lang":"zh"', '"lang":"en"', 1), encoding="utf-8")
    for name, width in [("page", 1200), ("page", 500), ("en", 1200), ("en", 500)]:
        picture = f"--screenshot={folder}/{name}-{width}.png"
        chromium(picture, f"--window-size={width},2200", f"file://{folder}/{name}.html")
    good = not seen["errors"] and seen["opened"] < 1500 and seen["slowest"] < 100 and seen["marked"] == 1
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
