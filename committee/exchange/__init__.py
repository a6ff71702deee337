"""Other programs' formats: calendars."""
