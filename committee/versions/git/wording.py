"""What git says when it cannot go on, in words for people who never type git; its own words stay beside them."""

from committee.versions.git.repository import GitFailure


class Nameless(GitFailure):
    """A failure in words of ours alone: no names of people, files or places, so it can be shown in private."""


_MEANINGS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        # First of all: what cannot be written ends in many other words.
        ("no space left", "disk quota exceeded"),
        "The disk is full",
        "Make room, then sync again; what you did is kept here",
    ),
    (
        ("no answer from the server",),
        "The server says nothing, and was given up",
        "Sync again later: what you did is kept here and goes with it",
    ),
    (
        ("tell me who you are", "unable to auto-detect email", "empty ident name", "no email was given"),
        "Git does not know your name yet",
        'Once, in a terminal: git config --global user.name "Your Name" and git config --global user.email you@work',
    ),
    (
        ("gpg failed to sign", "failed to write commit object", "error: ssh-keygen", "signing failed"),
        "Git is set up to sign commits, and signing did not work",
        "Unlock the key (sign anything once in a terminal), then sync again",
    ),
    (
        ("index.lock", "cannot lock ref", "unable to create", "another git process"),
        "Another git is at work in this folder",
        "Wait until it is done, then sync again. If none is running, a crash left a .lock file in the .git folder",
    ),
    (
        ("authentication failed", "could not read username", "could not read password", "terminal prompts disabled"),
        "The server did not let us in",
        "Sign in once, in a terminal: git fetch; then sync again",
    ),
    (
        ("permission denied (publickey", "permission denied, please try again", "access denied"),
        "The server did not accept your key",
        "Unlock the key in a terminal (git fetch), or ask whoever runs the server",
    ),
    (
        ("host key verification failed",),
        "The server is not known to this machine, or is not the one it was",
        "Try git fetch in a terminal, and ask before you accept another key",
    ),
    (
        ("could not resolve host", "network is unreachable", "connection refused", "connection timed out",
         "no route to host", "failed to connect", "operation timed out", "couldn't connect", "connection reset",
         "temporary failure in name resolution"),
        "The others cannot be reached: no network, or the server is away",
        "It goes with the next sync",
    ),
    (
        ("does not appear to be a git repository", "repository not found", "does not exist", "not found",
         "no such file or directory"),
        "The place that this repository is shared through is not there",
        "Ask whoever set it up; git remote -v shows the address",
    ),
    (
        ("hook declined", "pre-receive", "protected branch", "gh006", "not allowed to push", "update declined"),
        "The server did not take it: a rule over there says no",
        "Show what it says to whoever runs the server",
    ),
    (
        ("unrelated histories", "refusing to merge"),
        "What is here and what the others have do not come from the same beginning",
        "Ask whoever set it up to clone the shared one again",
    ),
    (
        ("could not read from remote repository", "unable to access", "early eof", "the remote end hung up"),
        "The others cannot be reached",
        "It goes with the next sync",
    ),
)  # fmt: skip
"""Parts of what git says, what it means, and what to do; the first that fits counts."""

_FIRST = ("(fetch first)", "(non-fast-forward)", "(stale info)", "(failed to update ref)", "(cannot lock ref",
          "(incorrect old value provided)", "(remote ref changed")  # fmt: skip


def explained(failure: GitFailure, *, full: bool = False) -> GitFailure:
    """The same failure in words about people; git's own sentence follows in brackets where it is not plain already.

    Args:
        failure: what git said.
        full: nothing more can be written where it is; then that is what it means, whatever it says.
    """
    said = f"{failure.what}\n{failure.said}".casefold() + ("\nno space left" if full else "")
    for parts, meaning, remedy in _MEANINGS:
        if any(part in said for part in parts):
            return Nameless(meaning, remedy, said=failure.said, code=failure.code)
    hook = "hook" in said
    what = "A check that is set up in this repository said no" if hook else "Git could not do it"
    return GitFailure(f"{what} ({failure.what})", failure.remedy, said=failure.said, code=failure.code)


def rejected(failure: GitFailure) -> bool:
    """Whether a push failed only because somebody else was first."""
    return any(part in failure.said for part in _FIRST)
