"""The data of the sandbox: nobody's personal data lies in it, and what lay in it would be found."""

from __future__ import annotations

import shutil
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
ID = "11010519491231002X"  # the example of GB 11643 itself


def test_the_sandbox_holds_no_raw_personal_data(run_hegui):
    scanned = run_hegui("scan", DATA)
    assert scanned.returncode == 0, scanned.stdout + scanned.stderr


def test_raw_data_in_it_would_be_found_and_not_repeated(run_hegui, tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    (tmp_path / "data" / "buyers.csv").write_text(f"buyer,id_card\nbuyer-01,{ID}\n", "utf-8")
    scanned = run_hegui("scan", tmp_path / "data")
    assert scanned.returncode == 1
    assert "buyers.csv" in scanned.stdout
    assert ID not in scanned.stdout
