"""Checks every sample product with the installed `hegui`, prints the reports and compares exit codes with expected.txt.

It judges nothing itself. Exit code: 0 if every sample came out as recorded, else 1.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
VERDICTS = {0: "clear", 1: "blocked", 3: "rules invalid", 4: "manifest invalid", 5: "undetermined"}


def main() -> int:
    expected = recorded(HERE / "expected.txt")
    found = {manifest.parent.name: report(manifest) for manifest in sorted(HERE.glob("*/manifest.yaml"))}
    print(f"\n{'sample':<32} exit  verdict")
    differing = [line(name, found.get(name), expected.get(name)) for name in sorted(expected.keys() | found.keys())]
    return 1 if any(differing) or not found else 0


def recorded(file: Path) -> dict[str, int]:
    """The exit code recorded for each folder: lines of `<folder> <exit code>`, `#` starts a comment."""
    lines = (text.partition("#")[0].split() for text in file.read_text(encoding="utf-8").splitlines())
    return {words[0]: int(words[1]) for words in lines if words}


def report(manifest: Path) -> int:
    """Print the report of one sample; return the exit code."""
    print(f"\n───── examples/{manifest.parent.name} ─────\n", flush=True)
    hegui = Path(sys.executable).with_name("hegui")
    return subprocess.run([hegui, "check", manifest.relative_to(HERE.parent)], cwd=HERE.parent, check=False).returncode


def line(name: str, code: int | None, expected: int | None) -> bool:
    """Print one line of the closing table; return whether the sample came out otherwise than recorded."""
    differs = code != expected
    verdict = "no manifest.yaml" if code is None else VERDICTS.get(code, "error")
    note = f"   expected {'nothing: not in expected.txt' if expected is None else expected}" if differs else ""
    print(f"{name:<32} {'-' if code is None else code:>4}  {verdict}{note}")
    return differs


if __name__ == "__main__":
    sys.exit(main())
