"""What git runs with in tests: nothing of the machine's configuration, always the same author on the same day."""

import os

ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Dana Okafor",
    "GIT_AUTHOR_EMAIL": "dana@example.com",
    "GIT_AUTHOR_DATE": "2026-11-14T10:00:00+00:00",
    "GIT_COMMITTER_NAME": "Dana Okafor",
    "GIT_COMMITTER_EMAIL": "dana@example.com",
    "GIT_COMMITTER_DATE": "2026-11-14T10:00:00+00:00",
}
"""The fixture `own_git` sets all of these."""
