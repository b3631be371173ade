import { appendGroupSql } from "./append-group-sql.ts";
import { appendNextGroupSql } from "./append-next-group-sql.ts";
import { partitionsSql } from "./partitions-sql.ts";
import { settleSql } from "./settle-sql.ts";

/**
 * The tables, from nothing to the newest version, oldest step first. A step that was released is never edited: a change
 * is a further step. A process that finds more steps in the database than it knows refuses to run.
 */
export const tableSteps: readonly string[] = [
  `
create table @schema.events (
  position bigint primary key,
  recorded_at timestamptz not null,
  id uuid not null unique,
  revision int not null,
  append_index int not null,
  append_size int not null,
  stream text collate "C" not null,
  type text collate "C" not null,
  data json not null,
  meta json not null,
  unique (stream, revision)
);
create sequence @schema.clock as bigint minvalue 0 start 0;
comment on sequence @schema.clock is
  'The last instant that settle() promised, in microseconds since 1970; later appends are recorded after it.';
`,
  `
alter table @schema.events rename to events_from_0;
create table @schema.events (like @schema.events_from_0, primary key (position)) partition by range (position);
comment on table @schema.events is 'Only the functions of this schema write here; rows are never changed or deleted.';
do $body$
declare
  size constant bigint := @partition_events;
  upper constant bigint := (coalesce((select max(position) from @schema.events_from_0), 0) / size + 1) * size;
begin
  execute format(
    'alter table @schema.events attach partition @schema.events_from_0 for values from (minvalue) to (%s)', upper
  );
end
$body$;
`,
];

/** Made anew with every version, after the tables: what an earlier version left is dropped. */
export const functionsSql = `
do $body$
declare
  earlier regprocedure;
begin
  for earlier in
    select p.oid from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = '@schema' and p.proname in (
      'append_group', 'append_one', 'append_next_group', 'any_known', 'known_append', 'settle', 'extend_partitions')
  loop
    execute format('drop function %s', earlier);
  end loop;
end
$body$;
${appendGroupSql}
${appendNextGroupSql}
${settleSql}
${partitionsSql}
`;
