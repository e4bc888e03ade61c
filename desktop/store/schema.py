"""Tables, indexes and search index of the local database, all in one place.

A `$` at the end of a name stands for the number of a generation: a resync fills fresh tables beside
the ones that are read, and one commit swaps them. What a person made (outbox, drafts) has no
generation and no reference into one: it survives every resync.
"""

from __future__ import annotations

from typing import Final

VERSION: Final = 2
"""Version of the generation tables; another one found in a file means a fresh first sync."""

KEPT_TABLES: Final = """
CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS inbox(n INTEGER PRIMARY KEY, page BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS draft(
    material_id INTEGER PRIMARY KEY,
    verdict TEXT,
    remark TEXT NOT NULL,
    period_start TEXT,
    period_end TEXT,
    saved_at INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS outbox(
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    material_id INTEGER NOT NULL,
    after_key TEXT,
    body BLOB NOT NULL,
    fingerprint TEXT NOT NULL,
    seen BLOB NOT NULL,
    shown INTEGER,
    state TEXT NOT NULL DEFAULT 'queued',
    client_at INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_try_at INTEGER,
    last_error TEXT NOT NULL DEFAULT '',
    outcome BLOB,
    outcome_rev INTEGER,
    resolved_at INTEGER,
    resolution TEXT
);
CREATE UNIQUE INDEX IF NOT EXISTS outbox_one_queued
    ON outbox(material_id, kind) WHERE state = 'queued' AND kind <> 'reveal';
CREATE INDEX IF NOT EXISTS outbox_material ON outbox(material_id);
CREATE INDEX IF NOT EXISTS outbox_follower ON outbox(after_key) WHERE after_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS outbox_open ON outbox(n) WHERE resolved_at IS NULL;
CREATE INDEX IF NOT EXISTS outbox_waiting ON outbox(n) WHERE state IN ('queued', 'sent');
CREATE INDEX IF NOT EXISTS outbox_state ON outbox(state, n);
CREATE TABLE IF NOT EXISTS pack(
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    chosen BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    renewed_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended INTEGER NOT NULL DEFAULT 0,
    dropped INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pack_material(
    pack TEXT NOT NULL,
    material_id INTEGER NOT NULL,
    pictures BLOB,
    PRIMARY KEY (pack, material_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pack_of_material ON pack_material(material_id);
"""
"""`outbox.shown` is the number of the status that the operation makes its author see, if any.

A 离线任务包 names its materials and nothing of them, so that it outlives a resync. It keeps which
`pictures` they have, since the manifest of a material leaves with the queue.
"""

GENERATION_TABLES: Final = """
CREATE TABLE material$(
    id INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    organization_id INTEGER NOT NULL,
    cell INTEGER NOT NULL,
    server_status INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    id_type INTEGER NOT NULL,
    name TEXT NOT NULL,
    search_keys TEXT NOT NULL,
    id_number TEXT NOT NULL,
    submitted_at INTEGER,
    updated_at INTEGER NOT NULL
);
CREATE TABLE document$(id INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE VIRTUAL TABLE grams$ USING fts5(
    text, content='', columnsize=0, detail=none, tokenize='ascii'
);
CREATE TABLE cube$(
    cell INTEGER PRIMARY KEY,
    year INTEGER NOT NULL,
    category INTEGER NOT NULL,
    level INTEGER NOT NULL,
    submission INTEGER NOT NULL,
    payment INTEGER NOT NULL,
    status INTEGER NOT NULL,
    count INTEGER NOT NULL
);
CREATE TABLE tally$(
    organization_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    status INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (organization_id, year, status)
) WITHOUT ROWID;
CREATE TABLE digest$(id INTEGER PRIMARY KEY, count INTEGER NOT NULL, total INTEGER NOT NULL);
CREATE TABLE manifest$(id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, pictures BLOB NOT NULL);
CREATE TABLE organization$(
    id INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    parent_id INTEGER,
    path TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    search_keys TEXT NOT NULL,
    kind TEXT NOT NULL,
    division_code TEXT NOT NULL,
    uscc TEXT NOT NULL,
    licence TEXT NOT NULL,
    confirmation_code TEXT NOT NULL
);
CREATE TABLE authorization$(
    id INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    organization_id INTEGER NOT NULL,
    business TEXT NOT NULL,
    state TEXT NOT NULL,
    generated_at INTEGER,
    expires_at INTEGER,
    activated_at INTEGER,
    manager_name TEXT NOT NULL,
    manager_phone TEXT NOT NULL
);
CREATE TABLE notice$(
    id INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    published_at INTEGER NOT NULL
);
"""
"""What is listed and filtered (`material$`) lies apart from what only a detail shows (`document$`),
so that a look at a material for a filter touches a tenth of the bytes. An institution of 0 is none.

The name index splits at blanks only (`ascii`): characters newer than any table stay searchable.
"""

GENERATION_INDEXES: Final = """
CREATE INDEX material_cell$ ON material$(cell);
CREATE INDEX material_scan$ ON material$(id, cell);
CREATE INDEX material_organization$ ON material$(organization_id, cell);
CREATE INDEX material_submitted_at$ ON material$(submitted_at, cell);
CREATE INDEX material_updated_at$ ON material$(updated_at, cell);
CREATE INDEX material_id_number$ ON material$(id_number, cell);
CREATE INDEX material_id_end$ ON material$(substr(id_number, -4), cell);
CREATE INDEX material_name$ ON material$(search_keys, name);
CREATE INDEX material_id_type$ ON material$(id_type, cell) WHERE id_type <> 0;
CREATE INDEX material_unseen$ ON material$(id) WHERE flags & 4;
CREATE INDEX organization_path$ ON organization$(path);
CREATE INDEX authorization_organization$ ON authorization$(organization_id, business);
"""
"""Every index carries the cell, so that counting by status never looks at a material."""

GENERATION_NAMES: Final = (
    "material",
    "document",
    "grams",
    "cube",
    "tally",
    "digest",
    "manifest",
    "organization",
    "authorization",
    "notice",
)

FLAG_MASKED: Final = 1
FLAG_CHANGED: Final = 2
FLAG_UNSEEN: Final = 4

PICTURE_TABLES: Final = """
CREATE TABLE IF NOT EXISTS picture(
    sha256 BLOB PRIMARY KEY,
    size INTEGER NOT NULL,
    last_used INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS picture_last_used ON picture(last_used);
CREATE TABLE IF NOT EXISTS chunk(
    sha256 BLOB NOT NULL,
    n INTEGER NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (sha256, n)
);
CREATE TABLE IF NOT EXISTS used_by(
    material_id INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    PRIMARY KEY (material_id, sha256)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS used_by_picture ON used_by(sha256);
CREATE TABLE IF NOT EXISTS part(
    sha256 BLOB PRIMARY KEY,
    material_id INTEGER NOT NULL,
    got INTEGER NOT NULL
) WITHOUT ROWID;
"""
"""The bytes of a `part` lie in `chunk` like those of a picture: finishing one moves no byte."""
