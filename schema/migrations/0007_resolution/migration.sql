-- A body that decides is counted: one more kind of fact, the members of a body on the day it is asked.
-- Each person counts once, by the seat held longest.
create or replace function load_facts(inst uuid, at timestamptz, keys json) returns json
  language plpgsql stable
  set search_path = public, pg_temp
  as $$
declare
  today date;
  found json;
begin
  perform set_config('xiaobao.institution', inst::text, true);
  select (load_facts.at at time zone i.zone)::date into today from institution i where i.institution = inst;
  select coalesce(json_agg(case k.key ->> 'kind'
      when 'process' then (select process_fact(p) from process p
        where p.institution = inst and p.id = (k.key ->> 'process')::uuid)
      when 'latest' then (select process_fact(p) from process p
        where p.institution = inst and p.mechanism = k.key ->> 'mechanism'
          and p.subjects @> array[k.key ->> 'subject']
          and p.chart = coalesce(k.key ->> 'chart', p.chart)
        order by p.opened_position desc limit 1)
      when 'latestEach' then (select coalesce(json_agg((select process_fact(p) from process p
          where p.institution = inst and p.mechanism = k.key ->> 'mechanism'
            and p.subjects @> array[s.subject]
            and p.chart = coalesce(k.key ->> 'chart', p.chart)
          order by p.opened_position desc limit 1) order by s.n), '[]')
        from json_array_elements_text(k.key -> 'subjects') with ordinality s(subject, n))
      when 'open' then coalesce((select json_agg(json_build_object('id', o.id, 'version', o.version,
          'paths', o.paths) order by o.opened_position) from
        (select p.* from process p
          where p.institution = inst and p.mechanism = k.key ->> 'mechanism' and not p.final
            and p.subjects @> array[k.key ->> 'subject']
            and p.chart = coalesce(k.key ->> 'chart', p.chart)
          order by p.opened_position limit 100) o), '[]')
      when 'count' then (select to_json(count(*)) from process p
        where p.institution = inst and p.mechanism = k.key ->> 'mechanism'
          and p.subjects @> array[k.key ->> 'subject']
          and p.chart = coalesce(k.key ->> 'chart', p.chart)
          and p.paths && (select array_agg(x) from json_array_elements_text(k.key -> 'paths') x))
      when 'seats' then coalesce((select json_agg(json_strip_nulls(json_build_object('body', s.body,
          'unit', s.unit, 'until', s.to_on)) order by s.from_on, s.id) from seat s
        where s.institution = inst and s.person = (k.key ->> 'person')::uuid
          and s.from_on <= today and (s.to_on is null or s.to_on > today)), '[]')
      when 'membersOf' then coalesce((select json_agg(json_strip_nulls(json_build_object(
          'person', m.person, 'seat', m.id, 'role', m.role)) order by m.from_on, m.id)
        from (select distinct on (s.person) s.person, s.id, s.role, s.from_on from seat s
          where s.institution = inst and s.body = k.key ->> 'body'
            and s.from_on <= today and (s.to_on is null or s.to_on > today)
          order by s.person, s.from_on, s.id) m), '[]')
      when 'identity' then (select json_build_object('person', n.id) from person n
        where n.institution = inst and n.issuer = k.key ->> 'issuer' and n.subject = k.key ->> 'subject')
      when 'seat' then (select json_strip_nulls(json_build_object('person', s.person, 'body', s.body,
          'until', s.to_on)) from seat s
        where s.institution = inst and s.id = (k.key ->> 'seat')::uuid)
      when 'interests' then coalesce((select json_agg(json_build_object('subject', n.subject,
          'kind', n.kind) order by n.subject, n.kind) from interest n
        where n.institution = inst and n.person = (k.key ->> 'person')::uuid
          and n.subject in (select json_array_elements_text(k.key -> 'subjects'))
          and n.from_on <= today and (n.to_on is null or n.to_on > today)), '[]')
      when 'policy' then (select to_json(v.value) from policy_value v
        where v.institution = inst and v.key = k.key ->> 'key' and v.from_at <= load_facts.at
        order by v.from_at desc limit 1)
      when 'unit' then (select json_strip_nulls(json_build_object('kind', u.kind,
          'superior', u.superior)) from unit u
        where u.institution = inst and u.id = k.key ->> 'unit')
      end order by k.n), '[]')
    into found
    from json_array_elements(keys) with ordinality k(key, n);
  return found;
end $$;
