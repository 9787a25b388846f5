-- What auditors ask beyond the pages of the trail.

-- Processes of which some entry before a position has a term; in no order.
create function trail_processes(inst uuid, term bigint, before bigint, most int) returns table (process uuid)
  language plpgsql stable security definer
  set search_path = public, pg_temp
  set enable_seqscan = off
  as $$
begin
  perform set_config('xiaobao.institution', inst::text, true);
  return query select distinct h.process from generate_series(0, (before - 1) >> 13) b
    cross join lateral (with hit as materialized (
        select t.institution, t.position, t.process from trail_index t
        where t.terms @> trail_terms(b << 13, array[term]))
      select x.process from hit x where x.institution = inst and x.position < before
        and x.process is not null) h
    limit most;
end $$;

revoke all on function trail_processes(uuid, bigint, bigint, int) from public;
grant execute on function trail_processes(uuid, bigint, bigint, int) to xiaobao_app;

-- ---- seats for a part of the institution ---------------------------------------------------------

alter table seat add column scope jsonb;

create or replace function write_projections(inst uuid, rows json) returns void
  language plpgsql
  set search_path = public, pg_temp
  as $$
declare
  r record;
begin
  -- One row after the other, in the order of their entries: a later one may follow from an earlier.
  for r in select x.value ->> 'table' as name, x.value -> 'row' as v from json_array_elements(rows) x loop
    case r.name
      when 'institution' then
        insert into institution select inst, y.name, y.zone, y.entry
          from json_to_record(r.v) y(name text, zone text, entry uuid);
      when 'unit' then
        insert into unit select inst, y.id, y.kind, y.superior, y.name, y.entry
          from json_to_record(r.v) y(id text, kind text, superior text, name text, entry uuid)
          on conflict (institution, id) do update set kind = excluded.kind, superior = excluded.superior,
            name = excluded.name, entry = excluded.entry;
      when 'person' then
        insert into person select inst, y.id, y.issuer, y.subject, y.entry
          from json_to_record(r.v) y(id uuid, issuer text, subject text, entry uuid);
      when 'seat' then
        insert into seat select inst, y.id, y.person, y.body, y.unit, y.role, y.from_on, y.to_on,
            y.delegated_by, y.entry, y.scope
          from json_to_record(r.v) y(id uuid, person uuid, body text, unit text, role text, from_on date,
            to_on date, delegated_by uuid, entry uuid, scope jsonb);
      when 'seat_end' then
        update seat s set to_on = y.to_on from json_to_record(r.v) y(id uuid, body text, to_on date)
          where s.institution = inst and s.id = y.id and s.body = y.body;
      when 'subject' then
        insert into subject select inst, y.key, y.kind, y.name, y.entry
          from json_to_record(r.v) y(key text, kind text, name text, entry uuid)
          on conflict (institution, key) do update set name = excluded.name, entry = excluded.entry;
      when 'interest' then
        insert into interest select inst, y.person, y.subject, y.kind, y.from_on, y.to_on, y.entry
          from json_to_record(r.v) y(person uuid, subject text, kind text, from_on date, to_on date, entry uuid)
          on conflict (institution, person, subject, kind) do update set from_on = excluded.from_on,
            to_on = excluded.to_on, entry = excluded.entry;
      when 'policy_value' then
        insert into policy_value select inst, y.key, y.value, y.from_at, y.entry
          from json_to_record(r.v) y(key text, value int, from_at timestamptz, entry uuid)
          on conflict (institution, key, from_at) do update set value = excluded.value, entry = excluded.entry;
      when 'erasure' then
        insert into erasure select inst, y.subject, y.entry, y.erased_at
          from json_to_record(r.v) y(subject text, entry uuid, erased_at timestamptz);
        perform destroy_key(inst, r.v ->> 'subject', (r.v ->> 'entry')::uuid);
    end case;
  end loop;
end $$;

create or replace function load_house(inst uuid, at timestamptz, persons uuid[], facts json) returns json
  language plpgsql stable
  set search_path = public, pg_temp
  as $$ begin return json_build_object(
    'zone', (select i.zone from institution i where i.institution = inst),
    'policies', coalesce((select json_agg(json_build_object('key', v.key, 'value', v.value,
        'from', v.from_at) order by v.key, v.from_at)
      from policy_value v where v.institution = inst), '[]'),
    'seats', coalesce((select json_agg(json_build_object('id', s.id, 'person', s.person,
        'body', s.body, 'unit', s.unit, 'from', s.from_on, 'to', s.to_on, 'scope', s.scope) order by s.from_on, s.id)
      from seat s where s.institution = inst and s.person = any (persons)), '[]'),
    'facts', load_facts(inst, at, facts));
  end $$;

-- A part may also be what was opened from an instant on, and before another.
create or replace function process_meets(p process, conditions json) returns boolean
  language sql stable
  as $$ select exists (select from json_to_recordset(conditions)
      c(mechanism text, unit text, opener uuid, subject text, since timestamptz, until timestamptz)
    where (c.mechanism is null or c.mechanism = p.mechanism)
      and (c.unit is null or c.unit = p.unit)
      and (c.opener is null or c.opener = p.opened_by)
      and (c.subject is null or c.subject = any (p.subjects))
      and (c.since is null or p.opened_at >= c.since)
      and (c.until is null or p.opened_at < c.until)) $$;
