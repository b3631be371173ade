/**
 * The short way for a caller who knows how the store ends: he sends the position of the last event, the revisions that
 * follow, and the streams that he is not sure of. Under the lock it is seen whether that still holds; then there is
 * nothing left to decide, and one insert does it. Where it does not hold, or an id is known, nothing is written and
 * the answer is null (or a violated unique constraint): the caller goes the long way by `append_group`.
 *
 * A caller knows the ends of streams from his own appends. As long as nobody else appended (the store ends where he
 * left it) they hold; so nothing but the tail has to be looked up. Unique constraints cover one partition: an id is
 * looked for in the others.
 *
 * The answer is the first append's instant, in microseconds since 1970; every further append of the group has the next.
 */
export const appendNextGroupSql = `
create function @schema.append_next_group(
  base bigint, unsure_streams text[], unsure_ends int[], given_of_append int[], given_ids uuid[], given_revisions int[],
  given_indexes int[], given_sizes int[], given_streams text[], given_types text[], given_data json[], given_meta json[]
) returns bigint language plpgsql volatile as $body$
#variable_conflict use_column
declare
  tail bigint;
  instant timestamptz;
begin
  perform pg_advisory_xact_lock(@append_lock);
  select last.position, greatest(
    clock_timestamp(),
    last.recorded_at + interval '1 microsecond',
    timestamptz 'epoch' + (clock.last_value + 1) * interval '1 microsecond'
  )
  into tail, instant
  from @schema.clock
  left join lateral (
    select e.position, e.recorded_at from @schema.events e where e.position >= base order by e.position desc limit 1
  ) last on true;
  if coalesce(tail, 0) <> base
    or (base + cardinality(given_ids) >= @partition_events and @schema.any_known(given_ids))
    or (cardinality(unsure_streams) > 0 and exists (
      select from unnest(unsure_streams, unsure_ends) as unsure (stream, revision)
      left join lateral (
        select e.revision from @schema.events e where e.stream = unsure.stream order by e.revision desc limit 1
      ) own on true
      where coalesce(own.revision, -1) <> unsure.revision
    ))
  then
    return null;
  end if;
  insert into @schema.events
    (position, recorded_at, id, revision, append_index, append_size, stream, type, data, meta)
  select base + g.n, instant + g.k * interval '1 microsecond', g.id, g.revision, g.i, g.size, g.stream, g.type, g.data,
    g.meta
  from unnest(given_of_append, given_ids, given_revisions, given_indexes, given_sizes, given_streams, given_types,
    given_data, given_meta) with ordinality as g (k, id, revision, i, size, stream, type, data, meta, n);
  perform pg_notify('@channel', (base + cardinality(given_ids))::text);
  return extract(epoch from instant) * 1000000;
end
$body$;

create function @schema.any_known(given_ids uuid[]) returns boolean
language sql stable as $body$
  select exists (select from @schema.events e where e.id = any (given_ids))
$body$;
`;
