/**
 * The events lie in partitions of equal ranges of positions, so that indexes stay small enough to be built, vacuumed
 * and backed up one by one. A county needs one partition for all its years; each further one is made ahead of need.
 *
 * Attaching a table takes a lock that appends do not wait for. Who may append may also extend, though not create: the
 * function runs with the rights of its owner.
 */
export const partitionsSql = `
create function @schema.extend_partitions(needed bigint) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $body$
declare
  upper bigint;
  name text;
begin
  perform pg_advisory_xact_lock(@partition_lock);
  loop
    select coalesce(max((regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \\(''(\\d+)''\\)'))[1]::bigint), 0)
    into upper
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = '@schema.events'::regclass;
    exit when upper > needed;
    name := 'events_from_' || upper;
    execute format('create table @schema.%I (like @schema.events)', name);
    execute format('alter table @schema.%I add primary key (position)', name);
    execute format('alter table @schema.%I add unique (id)', name);
    execute format('alter table @schema.%I add unique (stream, revision)', name);
    execute format(
      'alter table @schema.events attach partition @schema.%I for values from (%s) to (%s)',
      name, case upper when 0 then 'minvalue' else upper::text end, upper + @partition_events
    );
  end loop;
  return upper;
end
$body$;
`;
