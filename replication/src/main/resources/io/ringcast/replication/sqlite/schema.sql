-- Version 5.
-- Number, size, checksum and index of the image, which is a file, a certain index that was stored without changes, and needs_wal (see MetaTable).
CREATE TABLE meta(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
-- The changes that were applied, in order, those in one row that were stored at once: also the audit trail.
CREATE TABLE log(
    last_idx INTEGER PRIMARY KEY,
    certain_index INTEGER NOT NULL,
    changes BLOB NOT NULL);
-- Changes that are to be applied again, since a partition's other side went on.
CREATE TABLE lost(
    idx INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    coordinator TEXT NOT NULL,
    requester TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    time_millis INTEGER NOT NULL,
    command BLOB NOT NULL,
    outcome BLOB NOT NULL,
    lost_outcome BLOB,
    told BLOB NOT NULL,
    certain INTEGER NOT NULL,
    decided_twice INTEGER NOT NULL DEFAULT 0,
    kept BLOB,
    PRIMARY KEY(requester, sequence, told));
-- The epochs that the log has lived through.
CREATE TABLE lineage(
    place INTEGER PRIMARY KEY,
    epoch INTEGER NOT NULL,
    coordinator TEXT NOT NULL,
    idx INTEGER NOT NULL,
    open INTEGER NOT NULL);
