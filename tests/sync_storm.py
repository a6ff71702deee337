"""Syncs that are killed at any moment, and many at once; nothing may be lost, left behind, or stay in the way.

In the suite with small numbers; by hand: `python tests/sync_storm.py KILLED CONCURRENT [SEED]`.
"""

import random
import subprocess
import sys
import tempfile
from pathlib import Path

from host import small_account
from team import git, shared

from committee import store
from committee.model import edits
from committee.model.edit import apply

NAME = "northwind.account.toml"
OTHER = "other.account.toml"
TRIES = 5
"""How often a sync may find another git at work, of a process that was killed, before that is a fault."""


def change(folder: Path, person: str, value: str, name: str = NAME) -> None:
    """Somebody writes something."""
    account = store.read(folder / name).account
    store.save(folder / name, apply(account, edits.set_field(account, ("people", person, "title"), value)))


def title(folder: Path, person: str, name: str = NAME) -> str | None:
    """What stands there now."""
    return store.read(folder / name).account.people[person].title


def begun(folder: Path, name: str = NAME) -> "subprocess.Popen[bytes]":
    """A sync in a process of its own, with the words of the account and nothing else."""
    command = [sys.executable, "-m", "committee", "sync", str(folder / name), "-m", "storm"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def ended(process: "subprocess.Popen[bytes]") -> str:
    """What is wrong with how it ended: a code that is no answer, or words of a fault of ours."""
    words = process.communicate()[0].decode("utf-8", "replace")
    return "" if process.returncode == 0 else f"exit {process.returncode}: {words}"


def finished(folder: Path, name: str = NAME) -> str:
    """Sync to the end; what is wrong, if it cannot."""
    wrong = ""
    for _ in range(TRIES):
        wrong = ended(begun(folder, name))
        if "is at work" not in wrong and "first," not in wrong:
            break
    return wrong


def killed(folder: Path, count: int, seed: int = 7) -> list[str]:
    """The faults of `count` syncs killed at a random moment while a colleague shares, too."""
    rng = random.Random(seed)
    text = store.write_text(small_account())
    dana, ana = shared(folder, "dana", "ana", files={NAME: text, OTHER: text})
    faults = []
    for turn in range(count):
        change(ana, "tom", f"tom {turn}")
        change(ana, "tom", f"tom {turn}", OTHER)
        faults += [finished(ana), finished(ana, OTHER)]
        change(dana, "maria", f"maria {turn}")
        process = begun(dana)
        try:
            process.wait(timeout=rng.uniform(0, 2))
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        if rng.random() < 0.5:  # they go on working before they share again
            change(dana, "priya", f"priya {turn}")
        wanted = title(dana, "priya")
        faults.append(finished(dana))
        faults.append(finished(ana))
        for who in (dana, ana):
            said = (title(who, "maria"), title(who, "tom"), title(who, "priya"), title(who, "tom", OTHER))
            if said != (f"maria {turn}", f"tom {turn}", wanted, f"tom {turn}"):
                faults.append(f"turn {turn}: {who.name} has {said}")
            faults += left(who)
    return [fault for fault in faults if fault]


def concurrent(folder: Path, count: int, people: int = 5) -> list[str]:
    """The faults of `count` syncs, as many at once as there are people; each in two processes now and then."""
    text = store.write_text(small_account())
    names = [f"seller{number}" for number in range(people)]
    clones = shared(folder, *names, files={NAME: text, OTHER: text})
    persons = sorted(small_account().people)
    faults = []
    wanted = dict.fromkeys(persons, "")
    for turn in range(-(-count // people)):
        begins = []
        for number, (clone, person) in enumerate(zip(clones, persons * 2, strict=False)):
            if number < len(persons):
                change(clone, person, f"{person} {turn}")
                wanted[person] = f"{person} {turn}"
            begins.append(begun(clone))
        if turn % 3 == 0:
            begins.append(begun(clones[0]))
        # Whoever found the others first five times, or a second git, says so; that is no fault, losing is.
        told = [ended(process) for process in begins]
        faults += [wrong for wrong in told if wrong and not wrong.startswith("exit 2")]
        for clone in (*clones, *clones):
            faults.append(finished(clone))
        found = []
        for clone in clones:
            said = {person: title(clone, person) for person in persons[:people]}
            if any(said[person] != wanted[person] for person in said):
                found.append(f"turn {turn}: {clone.name} has {said}")
            found += left(clone)
        if found:
            faults += [*found, *(f"turn {turn}: a sync said {wrong}" for wrong in told if wrong), *map(past, clones)]
    return [fault for fault in faults if fault]


def past(clone: Path) -> str:
    """What moved the branch, the newest first, and what each of those commits changed."""
    return f"{clone.name}: " + git(clone, "log", "--walk-reflogs", "--format=%h %gs", "--unified=0", "--patch", "HEAD")


def left(clone: Path) -> list[str]:
    """What lies about in a clone that is at rest, and what git finds wrong with it."""
    folder = clone / ".git"
    about = [file.name for file in folder.rglob("*") if file.name.startswith("committee-") or file.suffix == ".lock"]
    about += git(clone, "status", "--porcelain").splitlines()
    about += git(clone, "fsck", "--no-dangling", "--no-progress").splitlines()
    return [f"{clone.name}: {name}" for name in about]


if __name__ == "__main__":
    import os

    from own_git import ENVIRONMENT

    os.environ.update(ENVIRONMENT)
    for storm, number in zip((killed, concurrent), map(int, sys.argv[1:3]), strict=True):
        with tempfile.TemporaryDirectory() as scratch:
            found = storm(Path(scratch), number, *([int(sys.argv[3])] if storm is killed and sys.argv[3:] else []))
            sys.stdout.write(
                f"{storm.__name__}: {number} syncs, {len(found)} faults\n" + "".join(f"  {fault}\n" for fault in found)
            )
