"""Write the golden files anew: `python tests/golden/update.py`. Read the difference before you commit it."""

import json
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def rendered(sample: Path) -> str:
    """The analysis of a sample as of its own date, as `committee report --format json` prints it."""
    from committee import store
    from committee.reports.data import analysis_json
    from committee.workspace import analyse

    account = store.read(sample).account
    assert account.header.reviewed is not None
    return json.dumps(analysis_json(analyse(account, account.header.reviewed)), ensure_ascii=False, indent=2) + "\n"


def golden_of(sample: Path) -> Path:
    """The golden file of a sample."""
    return FOLDER / f"{sample.name.partition('.')[0]}.json"


if __name__ == "__main__":
    sys.path.insert(0, str(FOLDER.parents[1]))
    from committee.paths import samples

    for path in samples():
        golden_of(path).write_text(rendered(path), encoding="utf-8")
