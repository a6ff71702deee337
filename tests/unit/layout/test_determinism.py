"""The same map in every process and under every hash seed."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
PROGRAM = """
from zlib import crc32

from generate import TODAY, random_account
from pictures import text_picture
from committee.graph.arcs import arcs
from committee.layout import Detail, arrange, reveal
from committee.layout.drawing.face import faces_of
from committee.layout.story import Story, told
from committee.layout.ties import ties_of
for size in (3, 8, 40):
    account = random_account(size, people=size, places=5)
    for detail in Detail:
        layout = arrange(account, TODAY, detail=detail)
        someone = next(iter(layout.slots))
        more = reveal(layout, {pair for pair in ties_of(account, arcs(account)) if someone in pair})
        print(layout.digest(), more.digest(), crc32(text_picture(more, faces_of(account, TODAY)).encode()))
    story = told(account, TODAY, Story(tuple(account.people)[:9], tuple(account.people)), account.influence)
    print(story.digest(), crc32(text_picture(story, faces_of(account, TODAY)).encode()))
"""


def test_three_hash_seeds_give_the_same_bytes() -> None:
    outputs = set()
    for seed in ("0", "1", "20261120"):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests"))),
        }
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) == 18


def test_the_map_needs_neither_textual_nor_networkx() -> None:
    program = "import sys, committee.layout, committee.layout.drawing.picture; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "committee.layout.drawing.raster" in loaded
    assert not {"textual", "networkx"} & {name.partition(".")[0] for name in loaded}
