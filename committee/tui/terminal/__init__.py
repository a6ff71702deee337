"""Between us and the terminal: driver, bytes sent, order of keys, signals. Private Textual stands here."""
