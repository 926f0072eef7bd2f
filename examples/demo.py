"""Checks every sample product with the installed `hegui`, prints the reports and compares exit codes with expected.txt;
then starts the service in a folder of its own, posts one sample to it as a pipeline would, and prints the decision.

It judges nothing itself. Exit code: 0 if every sample came out as recorded and the service says the same, else 1.
"""

import base64
import hmac
import json
import os
import re
import secrets
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).parent
VERDICTS = {0: "clear", 1: "blocked", 3: "rules invalid", 4: "manifest invalid", 5: "undetermined"}


def main() -> int:
    expected = recorded(HERE / "expected.txt")
    found = {manifest.parent.name: report(manifest) for manifest in sorted(HERE.glob("*/manifest.yaml"))}
    print(f"\n{'sample':<32} exit  verdict")
    differing = [line(name, found.get(name), expected.get(name)) for name in sorted(expected.keys() | found.keys())]
    wrong = any(differing) or not found or not posted("qingxiang-instalment", expected)
    return 1 if wrong else 0


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


# ---- the service


def posted(sample: str, expected: dict[str, int]) -> bool:
    """Print what the service decides on a sample; return whether that is what was recorded."""
    print(f"\n───── the service, on examples/{sample} ─────\n", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        decision = decided(sample, Path(folder))
    kept = decision["decision"]
    print(f"verdict   {decision['verdict']}, as of {decision['as_of']}")
    print(f"decision  {kept['id']}, entry {kept['entry']} of the log, {kept['time']}")
    for item in decision["blocking"]:
        print(f"blocks    {item['title']['zh']} (line {item['location']['line']})")
    print(f"asks      {decision['questions']['blocking']} questions of blocking rules")
    return decision["verdict"] == VERDICTS.get(expected[sample])


def decided(sample: str, folder: Path) -> dict:
    """Start the service on an embedded database, post the sample as a signed webhook, stop it; the answer."""
    secret = secrets.token_bytes(32)
    sources = {"pipeline": {"secrets": [f"whsec_{base64.b64encode(secret).decode()}"]}}
    told = {
        "HEGUI_DATABASE": f"sqlite:///{folder}/hegui.db",
        "HEGUI_SOURCES": json.dumps(sources),
        "HEGUI_OPEN": "true",
    }
    env = {**{name: value for name, value in os.environ.items() if not name.startswith("HEGUI_")}, **told}
    command = [Path(sys.executable).with_name("hegui"), "serve", "--port", "0"]
    with subprocess.Popen(command, env=env, cwd=folder, stderr=subprocess.PIPE, text=True) as server:
        try:
            body = (HERE / sample / "manifest.yaml").read_bytes()
            with urllib.request.urlopen(signed(f"{address(server)}/v1/webhooks/pipeline", secret, body)) as answer:  # noqa: S310 - http, to ourselves
                return json.load(answer)
        finally:
            server.terminate()


def address(server: subprocess.Popen) -> str:
    """Where the service listens, once it does."""
    said = []
    for text in server.stderr:
        said.append(text)
        if found := re.search(r"running on (http://[0-9.:]+)", text):
            return found[1]
    raise SystemExit(f"the service did not start:\n{''.join(said)}")


def signed(url: str, secret: bytes, body: bytes) -> urllib.request.Request:
    """A webhook as Standard Webhooks 1.0.0 has it: HMAC-SHA256 over its id, moment and body."""
    name, moment = f"msg_{secrets.token_hex(8)}", str(int(time.time()))
    proof = base64.b64encode(hmac.digest(secret, f"{name}.{moment}.".encode() + body, "sha256")).decode()
    headers = {
        "content-type": "application/yaml",
        "webhook-id": name,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{proof}",
    }
    return urllib.request.Request(url, body, headers)  # noqa: S310 - http, to ourselves


if __name__ == "__main__":
    sys.exit(main())
