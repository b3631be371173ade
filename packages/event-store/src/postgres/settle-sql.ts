/** An instant that no later append will be recorded at or before, with the position of the last event. */
export const settleSql = `
create function @schema.settle() returns table (out_position bigint, settled_at timestamptz)
language plpgsql volatile as $body$
declare
  promised bigint;
begin
  perform pg_advisory_xact_lock(@append_lock);
  select coalesce(last.position, 0),
    greatest(
      clock_timestamp(),
      last.recorded_at,
      timestamptz 'epoch' + clock.last_value * interval '1 microsecond'
    ),
    clock.last_value
  into out_position, settled_at, promised
  from @schema.clock
  left join lateral (
    select e.position, e.recorded_at from @schema.events e order by e.position desc limit 1
  ) last on true;
  perform setval('@schema.clock', (extract(epoch from settled_at) * 1000000)::bigint)
  where (extract(epoch from settled_at) * 1000000)::bigint > promised;
  return next;
end
$body$;
`;
