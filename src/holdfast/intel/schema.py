"""The tables of the index: one SQLite file, written once and then only read."""

APPLICATION_ID = 0x484F4C44
"""Marks the file as ours: ``HOLD`` in ASCII."""

VERSION = 1
"""Another number means that the file must be built again; ``holdfast db update`` does."""

TABLES = """
CREATE TABLE feed (name TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE skipped (feed TEXT NOT NULL, place TEXT NOT NULL, why TEXT NOT NULL);
CREATE TABLE coverage (ecosystem TEXT PRIMARY KEY, packages INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE advisory (
    number INTEGER PRIMARY KEY,
    vulnerability INTEGER NOT NULL,
    is_withdrawn INTEGER NOT NULL,
    body BLOB NOT NULL
);
CREATE TABLE alias (name TEXT PRIMARY KEY COLLATE NOCASE, vulnerability INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE package (ecosystem TEXT NOT NULL, name TEXT NOT NULL, body BLOB NOT NULL);
CREATE TABLE exploited (cve TEXT PRIMARY KEY, added TEXT, due TEXT, is_in_ransomware INTEGER) WITHOUT ROWID;
CREATE TABLE likelihood (cve TEXT PRIMARY KEY, score REAL NOT NULL, percentile REAL NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE staged (ecosystem TEXT NOT NULL, name TEXT NOT NULL, number INTEGER NOT NULL, body BLOB);
CREATE INDEX temp.staged_by_number ON staged (number);
"""

INDEXES = """
CREATE INDEX advisory_of_vulnerability ON advisory (vulnerability);
CREATE UNIQUE INDEX package_by_name ON package (ecosystem, name);
"""

WRITE_ONCE = f"""
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {VERSION};
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA temp_store = FILE;
PRAGMA cache_size = -65536;
"""
"""Safe, because a file that was not finished is never given its name."""
