/** What the writer itself looks up by; the rest is made after the rows where a whole build is loaded. */
const tables = `
create table checkpoint (
  singleton boolean primary key default true check (singleton),
  built_as text not null,
  build uuid not null,
  position bigint not null,
  recorded_at timestamptz not null,
  public_count bigint not null,
  holder integer,
  epoch bigint not null default 0
);
create table shard (
  n integer primary key,
  head bigint not null default 0,
  through bigint not null default 0,
  failure json,
  holder integer,
  epoch bigint not null default 0
) with (fillfactor = 50);
create table worker (
  number integer primary key,
  name text not null,
  seen_at timestamptz not null
) with (fillfactor = 50);
create table plan (
  slug text collate "C" primary key,
  last_revision integer not null,
  last_position bigint not null
) with (fillfactor = 70);
create table plan_fold (
  plan text collate "C" primary key,
  refolded bigint not null
) with (fillfactor = 70);
-- Of json and not jsonb, which would lose the order of keys.
create table plan_event (
  position bigint primary key,
  public_index bigint not null,
  id uuid not null unique,
  plan text collate "C",
  shard integer,
  revision integer not null,
  type text collate "C" not null,
  occurred_on date not null,
  recorded_at timestamptz not null,
  data json not null,
  meta json not null,
  fact uuid not null,
  place bigint not null,
  settles uuid,
  projects text[] not null,
  moves boolean not null,
  placed boolean not null,
  replaced_at bigint,
  replaced_by uuid,
  constraint plan_event_shard check ((plan is null) = (shard is null)),
  constraint plan_event_replaced check ((replaced_at is null) = (replaced_by is null))
);
create index plan_event_folded on plan_event (plan, occurred_on, place) where moves = false;
create index plan_event_corrected on plan_event (fact) where fact <> id;
create index plan_event_settles on plan_event (settles) where settles is not null;
create index plan_event_unplaced on plan_event (plan) where not placed;
create table transfer (
  plan text collate "C" not null,
  fact uuid not null,
  event uuid not null,
  kind text collate "C" not null,
  occurred_on date not null,
  recorded_at timestamptz not null,
  place bigint not null,
  public_index bigint not null,
  amount_fen bigint not null check (amount_fen > 0),
  from_account text collate "C" not null,
  to_account text collate "C" not null,
  project text collate "C",
  fiscal_year integer,
  counted_in integer not null,
  appropriated_fen bigint not null,
  released_fen bigint not null,
  paid_fen bigint not null,
  simulated boolean not null,
  settles uuid,
  payee_name text,
  payee_kind text collate "C",
  purpose text,
  voucher text not null,
  known_from bigint not null,
  known_to bigint,
  constraint transfer_known check (known_to > known_from)
);
-- A fact has one row at a time: two that are current would count it twice.
create unique index transfer_current on transfer (fact) where known_to is null;
create index transfer_settles on transfer (settles) where settles is not null;
create table allocation (
  plan text collate "C" not null,
  event uuid not null,
  occurred_on date not null,
  place bigint not null,
  project text collate "C" not null,
  year integer not null,
  amount_fen bigint not null,
  known_from bigint not null,
  known_to bigint,
  constraint allocation_key primary key (event, project, year),
  constraint allocation_known check (known_to > known_from)
);
-- Text and not jsonb: a state's keys stand in the order in which they came.
create table plan_snapshot (
  plan text collate "C" not null,
  through_on date not null,
  known_from bigint not null,
  known_to bigint,
  state text not null,
  constraint plan_snapshot_key primary key (plan, through_on, known_from),
  constraint plan_snapshot_known check (known_to > known_from)
);
create unique index plan_snapshot_current on plan_snapshot (plan, through_on) where known_to is null;
`;

const readingIndexes = `
create unique index plan_event_index on plan_event (public_index);
create unique index plan_event_revision on plan_event (plan, revision);
create index plan_event_timeline on plan_event (plan, occurred_on, place);
create index plan_event_recorded on plan_event (plan, position);
create index plan_event_installation on plan_event (position) where plan is null;
create index plan_event_instant on plan_event (recorded_at, position);
create index plan_event_adoption on plan_event (plan) where type = 'PlanAdopted';
create index plan_event_evidence on plan_event ((data->>'sha256')) where type like 'Evidence%';
create index transfer_timeline on transfer (plan, occurred_on, place);
create unique index transfer_key on transfer (fact, known_from);
create index allocation_timeline on allocation (plan, occurred_on, place);
`;

/** Statements that make the tables in a schema that is there, without what only readers look up by. */
export const tablesIn = (schema: string): string => inSchema(schema, tables);

/** Statements, one by one, that make what readers look up by. */
export const readingIndexesIn = (schema: string): readonly string[] =>
  inSchema(schema, readingIndexes).trim().split("\n");

/** All that the tables are made of: a change of it is another build. */
export const tableDefinitions = tables + readingIndexes;

function inSchema(schema: string, statements: string): string {
  return statements
    .replace(/--.*$/gm, "")
    .replace(/^create table (\w+)/gm, `create table ${schema}.$1`)
    .replace(/^(create (?:unique )?index \w+ on) (\w+)/gm, `$1 ${schema}.$2`);
}
