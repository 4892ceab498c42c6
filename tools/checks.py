"""The checks of tools/test: format, clang-tidy, clazy, and the rules of the house that no compiler knows.

    checks.py --build DIR [--all] [--report FILE.json]

clang-tidy and clazy look at the C++ files changed since origin/main, uncommitted ones too (in a fresh clone of main:
at none); with --all at every file. A file found clean is not looked at again before it, a header of ours that it
reads, or a check changes (see CLEAN).
"""
import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LINT = ROOT / "build" / "lint"
CLEAN = pathlib.Path.home() / ".cache" / "wheelhouse-lint"  # shared by all clones of one person
WINGS = ("app", "core", "ui", "translations", "tests")
LONG = 400  # lines: a file that long is asking for a second room, and is told
LONGEST = 650  # lines: no file is longer
# The three first levels but for what contradicts our style, and what of level 2 finds real faults.
CLAZY = ",".join([
    "level0", "level1",
    "no-qproperty-without-notify",  # we have no QML
    "no-overloaded-signal",  # Qt's own, seen from our headers
    "no-non-pod-global-static",  # Q_LOGGING_CATEGORY
    "no-ctor-missing-parent-argument",  # of tests, which QTEST_MAIN makes without a parent
    "base-class-event", "copyable-polymorphic", "missing-qobject-macro", "qstring-allocations", "sanitize-inline-keyword", "unneeded-cast",
    "container-inside-loop", "isempty-vs-count", "tr-non-literal", "unused-result-check",
])
# A widget or delegate of one .cpp that only paints needs no Q_OBJECT, which would cost that file a moc include;
# check_local sees to what goes wrong without it.
PAINTS_ONLY = re.compile(r"\.cpp:\d+:\d+: .*\[-Wclazy-missing-qobject-macro\]")


def run(*command, **options):
    return subprocess.run(command, cwd=ROOT, text=True, errors="replace", stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, **options)


def git(*arguments):
    done = run("git", "-c", f"safe.directory={ROOT}", *arguments)
    return done.stdout.splitlines() if done.returncode == 0 else []


def sources():
    """Every file of the project: committed, or new and not ignored."""
    found = git("ls-files", "--cached", "--others", "--exclude-standard")
    return sorted(path for path in set(found) if (ROOT / path).is_file())


def is_cpp(path):
    return path.endswith((".cpp", ".h")) and path.split("/")[0] in WINGS


def changed():
    """Paths changed since origin/main, committed or not."""
    base = git("merge-base", "HEAD", "origin/main")
    return git("diff", "--name-only", base[0]) + git("ls-files", "--others", "--exclude-standard") if base else []


class Lint:
    """clang-tidy and clazy, two at a time, over the compile commands of the gcc build made fit for clang."""

    def __init__(self, build):
        self.build = build
        self.commands = {}
        for entry in json.loads((build / "compile_commands.json").read_text()):
            path = pathlib.Path(entry["file"])
            if path.is_relative_to(ROOT) and not path.is_relative_to(ROOT / "build"):
                self.commands[str(path.relative_to(ROOT))] = {**entry, "command": self.for_clang(entry["command"])}
        LINT.mkdir(parents=True, exist_ok=True)
        CLEAN.mkdir(parents=True, exist_ok=True)
        (LINT / "compile_commands.json").write_text(json.dumps(list(self.commands.values()), indent=1))
        settings = (ROOT / ".clang-tidy").read_bytes() + CLAZY.encode() + pathlib.Path(__file__).read_bytes()
        self.settings = hashlib.sha256(settings).hexdigest()

    @staticmethod
    def for_clang(command):
        """Without the precompiled header (gcc's own form), the sanitizers and what only gcc knows."""
        kept, words = [], iter(shlex.split(command))
        for word in words:
            if word.endswith("/ccache") or word == "-Winvalid-pch" or word.startswith("-fsanitize") \
                    or word.startswith("-fno-sanitize") or word in ("-Werror", "-fno-omit-frame-pointer"):
                continue
            if word == "-include":
                header = next(words)
                if not header.endswith("cmake_pch.hxx"):
                    kept += [word, header]
                continue
            kept.append(word)
        return shlex.join(kept + ["-Wno-unknown-warning-option"])

    def reads(self, path):
        """The file and every header of ours that it includes, however deep."""
        found, waiting = set(), [path]
        while waiting:
            one = waiting.pop()
            if one in found or not (ROOT / one).is_file():
                continue
            found.add(one)
            text = (ROOT / one).read_text(errors="replace")
            waiting += re.findall(r'^#include "((?:app|core|ui|translations|tests)/[^"]+)"', text, re.M)
        return sorted(found)

    def mark(self, path):
        command = self.commands[path]["command"].replace(str(ROOT), "")
        digest = hashlib.sha256((self.settings + command).encode())
        for one in self.reads(path):
            digest.update((ROOT / one).read_bytes())
        return CLEAN / digest.hexdigest()

    def whole(self, paths):
        """Sources stand for themselves, a header for one source that reads it."""
        wanted = [path for path in paths if path in self.commands]
        readers = {}
        for source in self.commands:
            for header in self.reads(source):
                readers.setdefault(header, []).append(source)
        for header in (path for path in paths if path.endswith(".h") and is_cpp(path)):
            own = header[:-2] + ".cpp"
            near = [own] if own in self.commands else readers.get(header, [])
            if near and not any(source in wanted for source in near):
                wanted.append(min(near, key=lambda source: (self.commands[source]["file"].count("/tests/"), source)))
        return list(dict.fromkeys(wanted))

    def look(self, path):
        mark = self.mark(path)
        if mark.exists():
            return path, []
        findings = []
        tidy = run("nice", "clang-tidy", "--quiet", "-p", str(LINT), path)
        if tidy.returncode:
            findings += ["clang-tidy: " + line for line in tidy.stdout.splitlines() if re.search(r"(error|warning):", line)]
            findings = findings or [f"clang-tidy: {path}: {tidy.stdout[-2000:]}"]
        clazy = run("nice", "clazy-standalone", f"--checks={CLAZY}", "-p", str(LINT),
                    "--header-filter=" + re.escape(str(ROOT)) + r"/(app|core|ui|translations|tests)/", path)
        findings += ["clazy: " + line for line in clazy.stdout.splitlines()
                     if re.search(r"(error:|\[-Wclazy-)", line) and str(ROOT / "build") not in line
                     and not PAINTS_ONLY.search(line)]
        if not findings:
            mark.touch()
        return path, findings

    def over(self, paths):
        findings, looked = [], 0
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for path, found in pool.map(self.look, paths):
                looked += found is not None
                findings += found or []
        return sorted(set(line.replace(str(ROOT) + "/", "") for line in findings)), looked


def check_format(files):
    paths = [path for path in files if is_cpp(path)]
    done = run("clang-format", "--dry-run", "-Werror", *paths)
    return [line for line in done.stdout.splitlines() if "error:" in line or "rror:" in line] \
        or ([done.stdout] if done.returncode else [])


def check_registered(files, build):
    """Every test_*.cpp is a test that ctest knows."""
    listing = json.loads(run("ctest", "--test-dir", str(build), "--show-only=json-v1").stdout)
    known = {pathlib.Path(test["command"][0]).name for test in listing["tests"] if test.get("command")}
    return [f"{path}: no wh_test() names it" for path in files
            if re.fullmatch(r"tests/.*/test_\w+\.cpp", path) and pathlib.Path(path).stem not in known]


def check_readmes(files):
    folders = {os.path.dirname(path) for path in files if path.startswith(("core/", "ui/")) and path.endswith((".cpp", ".h"))}
    return [f"{folder}: has no README.md" for folder in sorted(folders) if f"{folder}/README.md" not in files]


def check_places(files):
    """No path of anybody's machine. (/home/ada is the one example name that tests may use.)"""
    place = re.compile(rb"(?<![\w.-])/(root|work|home/(?!ada\b)\w|Users/\w)[\w/.-]*")
    findings = []
    for path in files:
        content = (ROOT / path).read_bytes()
        if path == "tools/checks.py" or b"\0" in content[:4096]:
            continue
        for number, line in enumerate(content.splitlines(), 1):
            found = place.search(line)
            if found:
                findings.append(f"{path}:{number}: a path of one machine: {found.group().decode(errors='replace')}")
    return findings


def check_pool(files):
    """Nothing of ours runs on Qt's global pool: the window's painting waits for it (QRasterPaintEngine's fills do)."""
    pool = re.compile(r"QtConcurrent|QThreadPool::globalInstance")
    return [f"{path}:{number}: uses the pool that the window paints with; ask a Lane"
            for path in files if is_cpp(path)
            for number, line in enumerate((ROOT / path).read_text(errors="replace").splitlines(), 1) if pool.search(line)]


def check_local(files):
    """A class of one .cpp without Q_OBJECT: tr() in it is of its base's context, findChild() finds its base."""
    findings = []
    for path in (path for path in files if is_cpp(path) and path.endswith(".cpp")):
        text = (ROOT / path).read_text(errors="replace")
        for name, body in re.findall(r"^class (\w+)[^;{()]*\bpublic\b[^;{()]*\{\n(.*?)^\};", text, re.M | re.S):
            if not re.search(r"\bQ_(OBJECT|GADGET|DECLARE_TR_FUNCTIONS)\b", body):
                if re.search(r"(?<![\w:.>])tr\(", body) or re.search(r"\bfindChild(ren)?<(const )?" + name + r" ?\*", text):
                    findings.append(f"{path}: {name} has no Q_OBJECT, and is translated or found as its base is")
    return findings


def check_length(files):
    findings = []
    for path in files:
        if is_cpp(path) or path.endswith((".py", ".sql", ".cmake", "CMakeLists.txt")):
            lines = (ROOT / path).read_bytes().count(b"\n")
            if LONG < lines <= LONGEST:
                print(f"{path}: {lines} lines, asks for a second room")
            if lines > LONGEST:
                findings.append(f"{path}: {lines} lines, {LONGEST} at most")
    return findings


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--build", type=pathlib.Path, required=True)
    words.add_argument("--all", action="store_true")
    words.add_argument("--report", type=pathlib.Path)
    given = words.parse_args()
    build, files = (ROOT / given.build).resolve(), sources()
    report = [
        {"name": "format", "findings": check_format(files)},
        {"name": "tests registered", "findings": check_registered(files, build)},
        {"name": "a README in each folder", "findings": check_readmes(files)},
        {"name": "no path of one machine", "findings": check_places(files)},
        {"name": "nothing on the pool that paints", "findings": check_pool(files)},
        {"name": "a class of one file is what it says", "findings": check_local(files)},
        {"name": "length of files", "findings": check_length(files)},
    ]
    lint = Lint(build)
    paths = files if given.all else changed()
    wanted = lint.whole([path for path in paths if is_cpp(path)])
    print(f"clang-tidy and clazy over {len(wanted)} files", flush=True)
    findings, looked = lint.over(wanted)
    report.append({"name": "clang-tidy and clazy, files", "findings": findings, "looked_at": looked, "of": len(wanted)})
    for check in report:
        for line in check["findings"]:
            print(f"{check['name']}: {line}")
    if given.report:
        given.report.write_text(json.dumps(report, indent=1))
    return 1 if any(check["findings"] for check in report) else 0


if __name__ == "__main__":
    sys.exit(main())
