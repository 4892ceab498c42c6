"""Counts what the tests said of themselves and closes a run of tools/test.

ctest takes a QTest program for one test and a skipped function for a passed one, so each program's own
'Totals:' line is read from ctest's logs. Says what was skipped and what was shortened, then the closing line.
Exit code 1 when something failed or nothing ran.
"""
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as xml

TOTALS = re.compile(r"^Totals: (\d+) passed, (\d+) failed, (\d+) skipped", re.M)
SKIP = re.compile(r"^SKIP   : (\S+)\(.*?\) (.*)$", re.M)
ROUNDS = re.compile(r"\brounds: (.+): (\d+) of (\d+)")


class Count:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0
        self.broken, self.skips, self.rounds = [], {}, {}

    def program(self, name, succeeded, output):
        """One test program: its own numbers, and one failure more if it died or lied."""
        own = TOTALS.findall(output)
        passed, failed, skipped = (sum(int(line[i]) for line in own) for i in range(3))
        if not own and succeeded:
            passed = 1  # a program that is no QTest: its exit code is its word
        if not succeeded and failed == 0:
            failed = 1  # a crash, a time-out or a sanitizer's report
        self.passed, self.failed, self.skipped = self.passed + passed, self.failed + failed, self.skipped + skipped
        if failed:
            self.broken.append(name)
        for where, why in SKIP.findall(output):
            self.skips.setdefault(why, []).append(where)
        for what, done, full in ROUNDS.findall(output):
            self.rounds[what] = (int(done), int(full))

    def junit(self, path):
        for case in xml.parse(path).getroot().iter("testcase"):
            output = case.findtext("system-out") or ""
            self.program(case.get("name"), case.get("status") == "run", output)

    def checks(self, path):
        for check in json.loads(path.read_text()):
            if check["findings"]:
                self.failed += 1
                self.broken.append(check["name"])
            else:
                self.passed += 1
            if check.get("of", 0) > check.get("looked_at", 0):
                self.rounds[check["name"]] = (check["looked_at"], check["of"])


def main():
    logs, count = pathlib.Path(sys.argv[1]), Count()
    for path in sorted(logs.glob("*.xml")):
        count.junit(path)
    if (logs / "checks.json").exists():
        count.checks(logs / "checks.json")
    if count.broken:
        print("Failed:", ", ".join(count.broken))
    for why, where in sorted(count.skips.items()):
        print(f"Skipped {len(where)}: {why} ({', '.join(where[:3])}{', …' if len(where) > 3 else ''})")
    full = [f"{what} {done}" for what, (done, of) in sorted(count.rounds.items()) if done >= of]
    if full:
        print("In full:", "; ".join(full))
    short = [f"{what} {done} of {of}" for what, (done, of) in sorted(count.rounds.items()) if done < of]
    print("Shortened: " + ("; ".join(short) if short else "nothing"))
    print(f"{count.passed} passed, {count.failed} failed, {count.skipped} skipped")
    return 1 if count.failed or count.passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
