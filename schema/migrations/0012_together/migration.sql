-- What several institutions load, or write, at the same time goes in one statement.

create type batch_asked as (
  inst uuid, at timestamptz, known bigint, processes uuid[], actors text[], requests text[], persons uuid[],
  facts json, anew json,
  -- Data subjects whose keys are wanted; none: null.
  subjects text[]
);

-- One row for each, in their order and all in one snapshot.
create function load_batches(asked batch_asked[]) returns table (batch json, keys json)
  language plpgsql stable
  set search_path = public, pg_temp
  as $$
declare
  a batch_asked;
begin
  foreach a in array asked loop
    batch := load_batch(a.inst, a.at, a.known, a.processes, a.actors, a.requests, a.persons, a.facts, a.anew);
    keys := case when a.subjects is not null then load_keys(a.inst, a.subjects) end;
    return next;
  end loop;
end $$;

create type batch_written as (
  inst uuid, read_position bigint, lines entry_line[], changes process_change[], privates private_value[],
  armed armed_timer[], rest json
);

-- All or none of them. They come in the order of their institutions: two callers that lock several heads
-- do not wait for each other in a circle.
create function append_batches(written batch_written[]) returns setof bigint
  language plpgsql
  set search_path = public, pg_temp
  as $$
declare
  w batch_written;
begin
  foreach w in array written loop
    return next append(w.inst, w.read_position, w.lines, w.changes, w.privates, w.armed, w.rest);
  end loop;
end $$;

revoke all on function load_batches(batch_asked[]), append_batches(batch_written[]) from public;
grant execute on function load_batches(batch_asked[]), append_batches(batch_written[]) to xiaobao_app;

-- As before, by the index: clock_timestamp() is another for every row, and so every timer was read.
create or replace function due_timers(at timestamptz, most int)
  returns table (institution uuid, process uuid, clock text, id uuid, due_at timestamptz)
  language sql stable security definer
  set search_path = public, pg_temp
  as $$ select t.institution, t.process, t.clock, t.id, t.due_at from timer t
    where t.due_at <= coalesce(at, statement_timestamp()) order by t.due_at, t.id limit most $$;
create or replace function due_reactions(at timestamptz, most int)
  returns table (institution uuid, entry uuid, n int, target text, event text, process uuid, payload jsonb, attempts int)
  language sql stable security definer
  set search_path = public, pg_temp
  as $$ select r.institution, r.entry, r.n, r.target, r.event, r.process, r.payload, r.attempts from reaction r
    where r.state = 'waiting' and r.next_at <= coalesce(at, statement_timestamp())
    order by r.next_at, r.entry, r.n limit most $$;
