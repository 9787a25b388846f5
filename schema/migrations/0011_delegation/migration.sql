-- Who holds the supervising function, and who acts on whose behalf.

-- From a day on until the next row; none: the function is not bound.
create table supervision (
  institution uuid not null,
  from_on date not null,
  form text not null,
  articles text not null,
  entry uuid not null,
  primary key (institution, from_on)
);

-- One holder of a seat lets one holder of another act in his stead. It is in force while its days run, both
-- seats are held, and nobody has ended it. `seat` is the delegator's; absent lists and unit bar nothing.
create table delegation (
  institution uuid not null,
  id uuid not null,
  delegator uuid not null,
  seat uuid not null,
  delegate uuid not null,
  delegate_seat uuid not null,
  mechanisms text[] not null,
  duties text[],
  events text[],
  unit text,
  from_on date not null,
  to_on date not null,
  ended_at timestamptz(3),
  entry uuid not null,
  primary key (institution, id)
);
create index delegation_delegate on delegation (institution, delegate);

do $$
declare
  t text;
begin
  foreach t in array array['supervision', 'delegation'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_institution on %I using (institution = current_institution()) '
      'with check (institution = current_institution())', t);
  end loop;
end $$;

-- The delegations that persons were given, whatever the day, each with both seats, and every binding of the
-- supervising function: what holds on the day is seen by whoever asks.
create function load_mandates(inst uuid, persons uuid[]) returns json
  language plpgsql stable
  set search_path = public, pg_temp
  as $$ begin return json_build_object(
    'delegations', coalesce((select json_agg(json_build_object('id', d.id, 'delegator', d.delegator,
        'delegate', d.delegate, 'mechanisms', d.mechanisms, 'duties', d.duties, 'events', d.events,
        'unit', d.unit, 'from', d.from_on, 'to', d.to_on,
        'ended', to_char(d.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'seat', json_build_object('id', s.id, 'body', s.body, 'unit', s.unit, 'from', s.from_on,
          'to', s.to_on),
        'own', json_build_object('id', o.id, 'body', o.body, 'unit', o.unit, 'from', o.from_on,
          'to', o.to_on)) order by d.from_on, d.id)
      from delegation d
      join seat s on s.institution = inst and s.id = d.seat and s.person = d.delegator
      join seat o on o.institution = inst and o.id = d.delegate_seat and o.person = d.delegate
      where d.institution = inst and d.delegate = any (persons)), '[]'),
    'supervision', coalesce((select json_agg(json_build_object('form', v.form, 'from', v.from_on)
        order by v.from_on)
      from supervision v where v.institution = inst), '[]'));
  end $$;

-- As before; with the records of the house come the delegations of those who ask.
create or replace function load_batch(inst uuid, at timestamptz, known bigint, processes uuid[], actors text[],
    requests text[], persons uuid[], facts json, anew json) returns json
  language plpgsql stable
  set search_path = public, pg_temp
  as $$
declare
  seen text := set_config('xiaobao.institution', inst::text, true);
  moment timestamptz(3) := coalesce(at, clock_timestamp());
  at_head record;
  house json;
  mandates json;
  answers json;
  answered uuid[];
  states json;
  timers json;
begin
  select h.position, h.house into at_head from head h where h.institution = inst;
  if known is distinct from coalesce(at_head.house, 0) then
    house := load_house(inst, moment, persons, facts);
    mandates := load_mandates(inst, persons);
  end if;
  if cardinality(requests) > 0 then
    select json_agg(json_build_object('actor', e.actor, 'request', e.request, 'entry', e.id,
          'position', e.position, 'process', e.process, 'leaf', e.leaf,
          'digest', (select encode(d.digest, 'hex') from request_digest d
            where d.institution = inst and d.actor = e.actor and d.request = e.request))),
        array_agg(e.process)
      into answers, answered
      from unnest(actors, requests) r(actor, request)
      join entry e on e.institution = inst and e.actor = r.actor and e.request = r.request;
    processes := processes || answered;
  end if;
  if cardinality(processes) > 0 then
    select json_agg(p) into states from process p where p.institution = inst and p.id = any (processes);
    select json_agg(t) into timers from timer t where t.institution = inst and t.process = any (processes);
  end if;
  return json_build_object(
    'now', to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'position', coalesce(at_head.position, 0),
    'changed', coalesce(at_head.house, 0),
    'house', house,
    'mandates', mandates,
    'processes', states,
    'timers', timers,
    'requests', answers,
    'anew', case when anew::text <> '[]' then load_facts(inst, moment, anew) end);
end $$;

-- Rows of these tables apart from those of the others, each kind in the order of its entries.
create function write_mandates(inst uuid, rows json) returns void
  language plpgsql
  set search_path = public, pg_temp
  as $$
declare
  r record;
begin
  for r in select x.value ->> 'table' as name, x.value -> 'row' as v from json_array_elements(rows) x loop
    case r.name
      when 'supervision' then
        insert into supervision select inst, y.from_on, y.form, y.articles, y.entry
          from json_to_record(r.v) y(from_on date, form text, articles text, entry uuid)
          on conflict (institution, from_on) do update set form = excluded.form, articles = excluded.articles,
            entry = excluded.entry;
      when 'delegation' then
        insert into delegation select inst, y.id, y.delegator, y.seat, y.delegate, y.delegate_seat,
            y.mechanisms, y.duties, y.events, y.unit, y.from_on, y.to_on, null, y.entry
          from json_to_record(r.v) y(id uuid, delegator uuid, seat uuid, delegate uuid, delegate_seat uuid,
            mechanisms text[], duties text[], events text[], unit text, from_on date, to_on date, entry uuid);
      when 'delegation_end' then
        update delegation d set ended_at = y.ended_at from json_to_record(r.v) y(id uuid, ended_at timestamptz)
          where d.institution = inst and d.id = y.id;
    end case;
  end loop;
end $$;

alter function write_projections(uuid, json) rename to write_records;
create function write_projections(inst uuid, rows json) returns void
  language plpgsql
  set search_path = public, pg_temp
  as $$
declare
  mandates json;
  records json;
begin
  select json_agg(x.value) filter (where x.value ->> 'table' in ('supervision', 'delegation', 'delegation_end')),
      json_agg(x.value) filter (where x.value ->> 'table' not in ('supervision', 'delegation', 'delegation_end'))
    into mandates, records from json_array_elements(rows) x;
  if records is not null then perform write_records(inst, records); end if;
  if mandates is not null then perform write_mandates(inst, mandates); end if;
end $$;

revoke all on function load_mandates(uuid, uuid[]), write_mandates(uuid, json), write_records(uuid, json),
  write_projections(uuid, json) from public;
grant execute on function load_mandates(uuid, uuid[]) to xiaobao_app;
grant select on supervision, delegation to xiaobao_app, xiaobao_reader;
