/**
 * The tables, version by version. `versions[n]` leads from version n to n + 1; what was released is never edited, only followed.
 *
 * What is laid out for speed: few pages are touched by a commit. The journal is only ever appended to at its end; an entry knows
 * the positions of the one before it and of one further back (`leap`), and the case knows its last, so that the journal needs no
 * index by case. The earliest due time stands in the case, with a partial index. Open tasks stand once for each inbox
 * (`task_audience`), in the order in which inboxes are read. Tasks are numbered as they came, and only those that are open are
 * indexed by their case.
 */
export const versions: readonly string[] = [
  `
  CREATE TABLE store (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    open_tasks INTEGER NOT NULL,
    waiting_effects INTEGER NOT NULL,
    incidents INTEGER NOT NULL,
    seals INTEGER NOT NULL
  ) STRICT;
  INSERT INTO store VALUES (1, 0, 0, 0, 0);

  CREATE TABLE cases (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    procedure TEXT NOT NULL,
    version TEXT NOT NULL,
    pack TEXT NOT NULL,
    parameters TEXT NOT NULL,
    status TEXT NOT NULL,
    revision INTEGER NOT NULL,
    hash TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    depth INTEGER NOT NULL,
    due TEXT,
    parent TEXT,
    parent_case TEXT,
    tail INTEGER,
    state TEXT NOT NULL
  ) STRICT;
  CREATE INDEX cases_by_procedure ON cases (procedure, n);
  CREATE INDEX cases_by_procedure_and_status ON cases (procedure, status, n);
  CREATE INDEX cases_by_status ON cases (status, n);
  CREATE INDEX cases_by_opener ON cases (opened_by, n);
  CREATE INDEX cases_by_parent ON cases (parent_case, n) WHERE parent_case IS NOT NULL;
  CREATE INDEX cases_by_due ON cases (due, id) WHERE due IS NOT NULL;

  CREATE TABLE journal (
    position INTEGER PRIMARY KEY,
    case_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    before INTEGER,
    leap INTEGER,
    hash TEXT NOT NULL,
    entry TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER journal_is_not_cut BEFORE DELETE ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER journal_is_dense BEFORE INSERT ON journal
  WHEN NEW.position IS NOT 1 + coalesce((SELECT max(position) FROM journal), 0)
    OR NOT CASE WHEN NEW.before IS NULL THEN NEW.seq = 1
      ELSE EXISTS (SELECT 1 FROM journal WHERE position = NEW.before AND case_id = NEW.case_id AND seq = NEW.seq - 1) END
  BEGIN SELECT RAISE(ABORT, 'the entry does not continue its journal'); END;

  CREATE TABLE tasks (
    case_id TEXT NOT NULL,
    id TEXT NOT NULL,
    status TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (case_id, id)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX tasks_by_id ON tasks (id);
  CREATE TABLE task_audience (
    audience TEXT NOT NULL,
    claimed_by TEXT NOT NULL,
    due TEXT NOT NULL,
    task TEXT NOT NULL,
    case_id TEXT NOT NULL,
    PRIMARY KEY (audience, claimed_by, due, task)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE effects (
    n INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    case_id TEXT NOT NULL,
    type TEXT NOT NULL,
    connector TEXT NOT NULL,
    token TEXT,
    status TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_at TEXT NOT NULL,
    created_at TEXT NOT NULL,
    last_error TEXT,
    input TEXT NOT NULL
  ) STRICT;
  CREATE INDEX effects_by_status ON effects (status, n);
  CREATE INDEX effects_by_case ON effects (case_id, n);
  CREATE INDEX effects_by_time ON effects (next_at, n) WHERE status IN ('waiting', 'running');

  CREATE TABLE keys (
    principal TEXT NOT NULL,
    key TEXT NOT NULL,
    body TEXT NOT NULL,
    at TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (principal, key)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE packs (
    n INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    id TEXT NOT NULL,
    version TEXT NOT NULL,
    title TEXT NOT NULL,
    deployed_at TEXT NOT NULL,
    deployed_by TEXT NOT NULL,
    parameters TEXT NOT NULL,
    files TEXT NOT NULL
  ) STRICT;
  CREATE TABLE live (procedure TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE register_rows (
    n INTEGER PRIMARY KEY,
    register TEXT NOT NULL,
    key TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    entered_by TEXT NOT NULL,
    struck_by TEXT,
    "row" TEXT NOT NULL
  ) STRICT;
  CREATE INDEX register_rows_by_key ON register_rows (register, key, since, n);
  CREATE UNIQUE INDEX register_rows_that_hold ON register_rows (register, key) WHERE until IS NULL;

  CREATE TABLE notices (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    case_id TEXT NOT NULL,
    procedure TEXT NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX notices_by_procedure ON notices (procedure, n);
  CREATE INDEX notices_by_case ON notices (case_id, n);

  CREATE TABLE schedule_marks (schedule TEXT PRIMARY KEY, last TEXT NOT NULL, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  // Cases go over to a calendar that has grown; what somebody has done stands in a list of theirs, as what is open in inboxes.
  `
  ALTER TABLE cases ADD COLUMN calendar TEXT;
  INSERT INTO task_audience (audience, claimed_by, due, task, case_id)
    SELECT 'done:' || (record ->> 'closedBy'), '', record ->> 'closedAt', id, case_id FROM tasks
    WHERE status = 'done' AND record ->> 'closedBy' IS NOT NULL;
  `,
  // Tasks stand in the order in which they came: what a commit opens and what it closes is then on a few pages at the end, and
  // not on a page of each case. What is open of a case is found by an index of its own. What closing changes stands beside the
  // record, which is not written again for it.
  `
  CREATE TABLE tasks_in_order (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    case_id TEXT NOT NULL,
    status TEXT NOT NULL,
    closed_at TEXT,
    closed_by TEXT,
    record TEXT NOT NULL
  ) STRICT;
  INSERT INTO tasks_in_order (id, case_id, status, closed_at, closed_by, record)
    SELECT id, case_id, status, record ->> 'closedAt', record ->> 'closedBy', record FROM tasks ORDER BY id;
  DROP TABLE tasks;
  ALTER TABLE tasks_in_order RENAME TO tasks;
  CREATE INDEX tasks_open_by_case ON tasks (case_id, id) WHERE status = 'open';
  CREATE TABLE task_audience_by_number (
    audience TEXT NOT NULL,
    claimed_by TEXT NOT NULL,
    due TEXT NOT NULL,
    task TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (audience, claimed_by, due, task)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO task_audience_by_number SELECT audience, claimed_by, due, task, n FROM task_audience JOIN tasks ON tasks.id = task
    ORDER BY audience, claimed_by, due, task;
  DROP TABLE task_audience;
  ALTER TABLE task_audience_by_number RENAME TO task_audience;
  `,
  // Procedures that are being written, what was said of a deployment, and how many cases run on which.
  `
  CREATE TABLE drafts (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    procedure TEXT NOT NULL,
    status TEXT NOT NULL,
    revision INTEGER NOT NULL,
    summary TEXT NOT NULL,
    content TEXT NOT NULL
  ) STRICT;
  CREATE INDEX drafts_by_procedure ON drafts (procedure, status, n);
  CREATE INDEX drafts_by_status ON drafts (status, n);
  ALTER TABLE packs ADD COLUMN note TEXT;
  CREATE INDEX cases_by_pack ON cases (procedure, pack, status);
  `,
];
