/**
 * One round trip for a group of appends, each with an outcome of its own, whatever the caller knows of the store.
 *
 * The lock comes first and is held until the commit is visible, so positions and instants are handed out in commit
 * order, whichever process asks. The statement after it must see what the previous holder committed: in a volatile
 * plpgsql function every statement takes a new snapshot, as long as the transaction is `read committed` (the sessions
 * set it). A single SQL statement that waited inside itself would go on with the snapshot from before its wait.
 *
 * Positions and instants follow the last row and not a counter row: a counter updated in every append leaves dead
 * versions behind, which pile up under any long transaction elsewhere in the cluster. `clock` keeps the last instant
 * that `settle` promised; a sequence is written in place and flushed with the commit.
 *
 * The answer is one JSON array, which costs less than a set of rows: the position of the last event before the group,
 * then per append
 * `["a" or "r", revision, position, recorded at]` where it is appended or repeated,
 * `["c", last revision]` in a conflict,
 * `["k", place of a known id, its stream]` for ids known in another constellation.
 * Expectations: a revision from 0, -1 absent, -2 any, -3 exists; an absent stream counts as ending at -1.
 */
export const appendGroupSql = `
create function @schema.append_group(
  given_streams text[], given_of_stream int[], given_expected int[], given_sizes int[],
  given_of_append int[], given_ids uuid[], given_types text[], given_data json[], given_meta json[]
) returns json language plpgsql volatile as $body$
#variable_conflict use_column
declare
  tail bigint;
  recorded timestamptz;
  promised timestamptz;
  instant timestamptz;
  ends int[];
  any_known boolean;
  appends constant int := cardinality(given_sizes);
  offset_of bigint[] := array_fill(null::bigint, array[appends]);
  revision_of int[] := array_fill(null::int, array[appends]);
  instant_of timestamptz[] := array_fill(null::timestamptz, array[appends]);
  before_of int[] := array_fill(0, array[appends]);
  before int := 0;
  size int;
  stream_no int;
  actual int;
  expected int;
  accepted boolean := false;
  answer text;
  answers text;
begin
  perform pg_advisory_xact_lock(@append_lock);

  select last.position, last.recorded_at, timestamptz 'epoch' + clock.last_value * interval '1 microsecond'
  into tail, recorded, promised
  from @schema.clock
  left join lateral (
    select e.position, e.recorded_at from @schema.events e order by e.position desc limit 1
  ) last on true;
  tail := coalesce(tail, 0);
  answers := '["' || tail || '"';
  instant := greatest(clock_timestamp(), greatest(recorded, promised) + interval '1 microsecond');

  ends := array(
    select coalesce(own.revision, -1)
    from unnest(given_streams) with ordinality as given (stream, n)
    left join lateral (
      select e.revision from @schema.events e where e.stream = given.stream order by e.revision desc limit 1
    ) own on true
    order by given.n
  );
  any_known := exists (select from @schema.events e where e.id = any (given_ids));

  for k in 1 .. appends loop
    size := given_sizes[k];
    stream_no := given_of_stream[k];
    expected := given_expected[k];
    actual := ends[stream_no];
    before_of[k] := before;
    answer := null;
    if any_known then
      answer := @schema.known_append(given_streams[stream_no], given_ids[before + 1 : before + size]);
    end if;
    if answer is not null then
      null;
    elsif expected = actual or expected = -2 or (expected = -3 and actual >= 0) then
      offset_of[k] := tail - before;
      revision_of[k] := actual + 1;
      instant_of[k] := instant;
      tail := tail + size;
      actual := actual + size;
      ends[stream_no] := actual;
      answer := '["a",' || actual || ',"' || tail || '","' || instant || '"]';
      instant := instant + interval '1 microsecond';
      accepted := true;
    else
      answer := '["c",' || actual || ']';
    end if;
    answers := answers || ',' || answer;
    before := before + size;
  end loop;

  if accepted then
    insert into @schema.events
      (position, recorded_at, id, revision, append_index, append_size, stream, type, data, meta)
    select offset_of[g.k] + g.n, instant_of[g.k], g.id, revision_of[g.k] + (g.n - before_of[g.k] - 1),
      g.n - before_of[g.k] - 1, given_sizes[g.k], given_streams[given_of_stream[g.k]], g.type, g.data, g.meta
    from unnest(given_of_append, given_ids, given_types, given_data, given_meta)
      with ordinality as g (k, id, type, data, meta, n)
    where offset_of[g.k] is not null;
    perform pg_notify('@channel', tail::text);
  end if;
  return answers || ']';
end
$body$;

-- What the store knows of these ids: null for none; the first answer as a repeated one where they are one whole append
-- on this stream; else the first known id (its place, from 0) and the stream that holds it.
create function @schema.known_append(given_stream text, given_ids uuid[]) returns text
language sql stable as $body$
  with known as (
    select e.stream, e.revision, e.position, e.recorded_at, e.append_index, e.append_size, given.n::int - 1 as place
    from unnest(given_ids) with ordinality as given (id, n)
    join @schema.events e on e.id = given.id
  )
  select
    case
      when count(*) = cardinality(given_ids)
        and bool_and(stream = given_stream and append_index = place and append_size = cardinality(given_ids))
        and max(position) - min(position) = cardinality(given_ids) - 1
      then '["r",' || max(revision) || ',"' || max(position) || '","' || max(recorded_at) || '"]'
      else '["k",' || min(place) || ',' || to_json((array_agg(stream order by place))[1]) || ']'
    end
  from known
  having count(*) > 0
$body$;
`;
