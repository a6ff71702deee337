"""The account screen: a session comes in; its views, dialogs and commands turn keys into edits of it."""
