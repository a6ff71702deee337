"""Everything a key can do, one table a part of the program; `committee.tui.keys.keymap` puts them together."""
