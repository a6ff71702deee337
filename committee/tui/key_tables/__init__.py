"""Everything a key can do, one table a part of the program; `committee.tui.keymap` puts them together."""
