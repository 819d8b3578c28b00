#!/usr/bin/env python3
"""Holds the quantities that jibao finds against the public cases of others, where ../shared/peers is there.

    python3 tests/peers.py [PROGRAM]

Prints the score of each set and fails where one is below its bar. No case is part of this repository.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT.parent / "shared" / "peers"
# Set of cases, sort of quantity, passes at least, of how many.
BARS = [
    ("ms_number", "number", 191, 193),
    ("ms_percent", "percent", 33, 33),
    ("ms_currency", "money", 9, 9),
    ("ms_dimension", "measure", 22, 23),
    ("ms_ordinal", "ordinal", 7, 7),
]


def found(program, inputs):
    """The quantities of each text."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n".join(inputs) + "\n")
        file.flush()
        command = [program, "extract", "--quantities", "--lines", file.name, "-O", "jsonl"]
        rows = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    texts = [[] for _ in inputs]
    for row in map(json.loads, rows.splitlines()):
        quantity = {key: row[key] for key in ("start", "end", "value", "unit")}
        texts[int(row["line"]) - 1].append({**quantity, "text": row["surface"], "type": row["sort"]})
    return texts


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "target/release/jibao")
    if not PEERS.exists():
        print("no cases of others here")
        return 0
    below = False
    for name, sort, least, of in BARS:
        gold = PEERS / "specs" / f"{name}.jsonl"
        cases = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
        texts = found(program, [case["input"].replace("\n", " ") for case in cases])
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            for case, quantities in zip(cases, texts):
                file.write(json.dumps({"id": case["id"], "pred": quantities}, ensure_ascii=False) + "\n")
            file.flush()
            command = [sys.executable, str(PEERS / "score_specs.py"), str(gold), file.name, sort, "--applies", "yes", "--show"]
            score = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        passed = int(score.split(" pass ")[1].split()[0])
        ok = passed >= least
        below |= not ok
        print(f"{name}: {passed} of {of}, bar {least}{'' if ok else ': BELOW'}")
        print("\n".join(score.splitlines()[1:]))
    return int(below)


if __name__ == "__main__":
    sys.exit(main())
