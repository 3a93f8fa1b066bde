"""Every error that Verbale raises, in one tree. Messages end with what to do next.

VerbaleError
├── InputError          a file, line or address that cannot be read; the rest of the batch goes on
├── StoreError          the database cannot be opened, written or understood
├── NotFoundError       an id, country or person that the record does not have
└── UsageError          the call itself is wrong (exit status 2)
"""


class VerbaleError(Exception):
    """Base of all errors that a user can do something about."""


class InputError(VerbaleError):
    """An input that cannot be read: names the file, the line and the reason."""


class StoreError(VerbaleError):
    """The database cannot be opened, written or understood."""


class NotFoundError(VerbaleError):
    """Nothing answers to that name or id."""


class UsageError(VerbaleError):
    """The call is wrong: exit status 2."""
