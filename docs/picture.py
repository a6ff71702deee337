"""Draw docs/picture.svg: the program's own screen, with the demo account and the path to consensus on it.

    python docs/picture.py

Textual's export names a font on the network; readers get their own monospaced font instead.
"""

import asyncio
import os
import random
import re
from datetime import UTC, datetime, time
from pathlib import Path

from committee.paths import bundled
from committee.settings import Settings
from committee.tui.app import CommitteeApp
from committee.workspace import Workspace

SIZE = (122, 44)
TARGET = Path(__file__).with_name("picture.svg")
ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"


async def draw() -> str:
    """The screen as SVG."""
    path = bundled("sample_accounts") / "northwind.account.toml"
    now = datetime.now(UTC).date()
    day = Workspace.open(path, today=now).account.header.reviewed or now
    dice = random.Random(1)  # noqa: S311 - nothing is kept secret by it
    app = CommitteeApp(
        Workspace.open(path, today=day),
        Settings(),
        today=day,
        clock=lambda: datetime.combine(day, time(14, 30), UTC),
        rng=lambda n: "".join(dice.choices(ALPHABET, k=n)),
    )
    async with app.run_test(size=SIZE) as pilot:
        for key in ("", "slash", *"tom", "enter", "c"):
            if key:
                await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause(0.3)
        return app.export_screenshot(title="committee")


def main() -> None:
    """Write the picture."""
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", asyncio.run(draw()), flags=re.DOTALL)
    drawn = drawn.replace("Fira Code", "Menlo, Consolas, DejaVu Sans Mono")
    drawn = re.sub(r"<!--.*?-->\s*", "", drawn, flags=re.DOTALL)
    drawn = re.sub(r"terminal-\d+-", "terminal-", drawn)
    TARGET.write_text(drawn.rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
