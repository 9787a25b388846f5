-- The house: one trail per institution, and what follows from it.
--
-- Three kinds of roles: the owner (whoever migrates), xiaobao_app (the engine) and xiaobao_reader (the
-- reads of the API). The engine writes through append() alone; the reader never writes.

do $$
begin
  if not exists (select 1 from pg_roles where rolname = 'xiaobao_app') then
    create role xiaobao_app nologin nosuperuser nobypassrls;
  end if;
exception when duplicate_object or unique_violation then null; -- another database of this cluster migrates now
end $$;
do $$
begin
  if not exists (select 1 from pg_roles where rolname = 'xiaobao_reader') then
    create role xiaobao_reader nologin nosuperuser nobypassrls;
  end if;
exception when duplicate_object or unique_violation then null;
end $$;
do $$
begin
  execute format('grant xiaobao_app, xiaobao_reader to %I', current_user);
exception when unique_violation or others then
  if sqlstate not in ('23505', 'XX000') then raise; end if; -- granted by a concurrent migration
end $$;

-- The institution of the statement at hand; null where none is set, so that nothing is seen.
create function current_institution() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('xiaobao.institution', true), '')::uuid $$;

-- ---- the trail ------------------------------------------------------------------------------------

-- The last position of each institution. Locked once in every append, first of all.
create table head (
  institution uuid primary key,
  position bigint not null,
  logged_at timestamptz(3) not null,
  -- The last position at which the records of the house changed: people, seats, units, house policy.
  house bigint not null default 0
);

create table entry (
  institution uuid not null,
  position bigint not null,
  id uuid not null,
  kind text not null,
  leaf text not null,
  leaf_hash bytea not null,
  recorded_at timestamptz(3) not null,
  logged_at timestamptz(3) not null,
  effective_at timestamptz(3),
  process uuid,
  version int,
  mechanism text,
  event text not null,
  actor text not null,
  body text,
  duty text,
  article text,
  refusal text,
  cause uuid,
  request text,
  touches text[] not null,
  primary key (institution, position)
);
create unique index entry_id on entry (institution, id);
create unique index entry_request on entry (institution, actor, request) where request is not null;
create index entry_process on entry (institution, process, position);
create index entry_cause on entry (institution, cause) where cause is not null;
create index entry_logged_at on entry using brin (logged_at);

-- Personal values, and the salts that bind them to the commitments in the leaves.
create table entry_private (
  institution uuid not null,
  entry uuid not null,
  path text not null,
  subject text not null,
  salt bytea not null,
  value jsonb,
  primary key (institution, entry, path)
);
create index entry_private_subject on entry_private (institution, subject);

-- Keyed digests of what was asked under a request id. Outside the leaf: a digest of personal values
-- could be searched by guessing, and this one can be deleted.
create table request_digest (
  institution uuid not null,
  actor text not null,
  request text not null,
  entry uuid not null,
  digest bytea not null,
  primary key (institution, actor, request)
);

create table institution_secret (
  institution uuid primary key,
  request_key bytea not null
);

-- ---- processes and their timers -------------------------------------------------------------------

create table process (
  institution uuid not null,
  id uuid not null,
  mechanism text not null,
  chart text not null,
  edition text not null,
  chart_hash text not null,
  revision int not null,
  version int not null,
  value jsonb not null,
  context jsonb not null,
  paths text[] not null,
  phase text not null,
  final boolean not null,
  title jsonb not null,
  unit text,
  subjects text[] not null,
  participants jsonb not null,
  held jsonb not null,
  late text[] not null,
  basis text not null,
  reference text not null,
  opened_by uuid,
  opened_at timestamptz(3) not null,
  opened_position bigint not null,
  last_effective_at timestamptz(3) not null,
  closed_at timestamptz(3),
  primary key (institution, id)
);
create index process_list on process (institution, mechanism, final, opened_at, id);
create index process_opened on process (institution, opened_at, id);
create index process_unit on process (institution, unit, final);
create index process_subjects on process using gin (subjects);
create unique index process_reference on process (institution, reference);

create table timer (
  institution uuid not null,
  process uuid not null,
  clock text not null,
  id uuid not null,
  fires text not null,
  kind text not null,
  started_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  n int not null,
  unit text not null,
  since int not null,
  provisional boolean not null,
  basis text not null,
  primary key (institution, process, clock)
);
create index timer_due on timer (due_at);
create index timer_provisional on timer (process) where provisional;

create table reaction (
  institution uuid not null,
  entry uuid not null,
  n int not null,
  target text not null,
  event text not null,
  process uuid,
  payload jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'refused')),
  attempts int not null default 0,
  next_at timestamptz(3) not null,
  answered_by uuid,
  primary key (institution, entry, n)
);
create index reaction_waiting on reaction (next_at) where state = 'waiting';

-- ---- projections: people, seats, units, subjects, interests, policy --------------------------------

create table institution (
  institution uuid primary key,
  name text not null,
  zone text not null,
  entry uuid not null
);

create table unit (
  institution uuid not null,
  id text not null,
  kind text not null check (kind in ('headquarters', 'branch', 'department', 'outside')),
  superior text,
  name text not null,
  entry uuid not null,
  primary key (institution, id)
);

-- The name of a person is personal: it stands in entry_private under the entry that added the person.
create table person (
  institution uuid not null,
  id uuid not null,
  issuer text not null,
  subject text not null,
  entry uuid not null,
  primary key (institution, id),
  unique (institution, issuer, subject)
);
create index person_identity on person (issuer, subject);

create table seat (
  institution uuid not null,
  id uuid not null,
  person uuid not null,
  body text not null,
  unit text,
  role text,
  from_on date not null,
  to_on date,
  delegated_by uuid,
  entry uuid not null,
  primary key (institution, id)
);
create index seat_person on seat (institution, person);
create index seat_body on seat (institution, body);

create table subject (
  institution uuid not null,
  key text not null,
  kind text not null,
  name text not null,
  entry uuid not null,
  primary key (institution, key)
);

create table interest (
  institution uuid not null,
  person uuid not null,
  subject text not null,
  kind text not null,
  from_on date not null,
  to_on date,
  entry uuid not null,
  primary key (institution, person, subject, kind)
);

create table policy_value (
  institution uuid not null,
  key text not null,
  value int not null,
  from_at timestamptz(3) not null,
  entry uuid not null,
  primary key (institution, key, from_at)
);

-- ---- row-level security ---------------------------------------------------------------------------

do $$
declare t text;
begin
  foreach t in array array['head', 'entry', 'entry_private', 'request_digest', 'institution_secret',
    'process', 'timer', 'reaction', 'institution', 'unit', 'person', 'seat', 'subject', 'interest',
    'policy_value'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_institution on %I using (institution = current_institution()) '
      'with check (institution = current_institution())', t);
  end loop;
  -- memberships(), due_timers(), provisional_timers(), due_reactions() and charts_in_use() look across
  -- institutions, as the owner.
  foreach t in array array['person', 'timer', 'reaction', 'process'] loop
    execute format('create policy owner_reads on %I for select to %I using (true)', t, current_user);
  end loop;
end $$;

-- ---- nothing recorded is changed ------------------------------------------------------------------

create function refuse_change() returns trigger
  language plpgsql
  as $$ begin
    raise exception '% of % is refused: the trail is append-only', tg_op, tg_table_name
      using errcode = '42501';
  end $$;
create trigger entry_is_kept before update or delete on entry
  for each row execute function refuse_change();
create trigger entry_is_not_truncated before truncate on entry
  for each statement execute function refuse_change();
-- ALWAYS: session_replication_role = replica does not switch them off.
alter table entry enable always trigger entry_is_kept;
alter table entry enable always trigger entry_is_not_truncated;

-- ---- load: what a batch needs to know, in one call and one snapshot ---------------------------------

-- STABLE, so that all its statements see what the calling statement sees. `known` is the position at which
-- the caller knows the records of the house to have changed last: where that is still so, they are not read
-- again, nor are `facts` of them; `anew` are facts that other entries change too.
create function load_batch(inst uuid, at timestamptz, known bigint, processes uuid[], actors text[],
    requests text[], persons uuid[], facts json, anew json) returns json
  language plpgsql stable
  set search_path = public, pg_temp
  as $$
declare
  seen text := set_config('xiaobao.institution', inst::text, true);
  moment timestamptz(3) := coalesce(at, clock_timestamp());
  at_head record;
  house json;
  answers json;
  answered uuid[];
  states json;
  timers json;
begin
  select h.position, h.house into at_head from head h where h.institution = inst;
  if known is distinct from coalesce(at_head.house, 0) then
    house := load_house(inst, moment, persons, facts);
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
    'processes', states,
    'timers', timers,
    'requests', answers,
    'anew', case when anew::text <> '[]' then load_facts(inst, moment, anew) end);
end $$;

-- The records of the house, whatever the day: the caller knows which of them hold when.
create function load_house(inst uuid, at timestamptz, persons uuid[], facts json) returns json
  language plpgsql stable
  set search_path = public, pg_temp
  as $$ begin return json_build_object(
    'zone', (select i.zone from institution i where i.institution = inst),
    'policies', coalesce((select json_agg(json_build_object('key', v.key, 'value', v.value,
        'from', v.from_at) order by v.key, v.from_at)
      from policy_value v where v.institution = inst), '[]'),
    'seats', coalesce((select json_agg(json_build_object('id', s.id, 'person', s.person,
        'body', s.body, 'unit', s.unit, 'from', s.from_on, 'to', s.to_on) order by s.from_on, s.id)
      from seat s where s.institution = inst and s.person = any (persons)), '[]'),
    'facts', load_facts(inst, at, facts));
  end $$;

-- ---- facts: the values that rules may read ---------------------------------------------------------

create function process_fact(p process) returns json
  language sql stable
  as $$ select json_build_object('id', p.id, 'version', p.version, 'paths', p.paths, 'final', p.final,
    'context', p.context) $$;

create function load_facts(inst uuid, at timestamptz, keys json) returns json
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

-- ---- append: the only way to write -----------------------------------------------------------------

-- What a batch writes comes as arrays of rows in PostgreSQL's own binary form: as JSON each value would
-- be parsed up to four times.

-- An entry as it leaves a batch. `member` is named where what it `reads` was touched meanwhile.
create type entry_line as (
  member int, reads text[], id uuid, kind text, leaf text, leaf_hash bytea, recorded_at timestamptz,
  effective_at timestamptz, process uuid, version int, mechanism text, event text, actor text, body text,
  duty text, article text, refusal text, cause uuid, request text, touches text[], digest bytea
);
-- A process as it leaves a batch. `was` is the version that the batch found; where the batch opened it,
-- `was` is null and `opened_n` the number of the entry that did.
create type process_change as (
  id uuid, member int, was int, opened_n int, mechanism text, chart text, edition text, chart_hash text,
  revision int, version int, value jsonb, context jsonb, paths text[], phase text, final boolean,
  title jsonb, unit text, subjects text[], participants jsonb, held jsonb, late text[], basis text,
  reference text, opened_by uuid, opened_at timestamptz, last_effective_at timestamptz,
  closed_at timestamptz
);
create type private_value as (entry uuid, path text, subject text, salt bytea, value jsonb);
create type armed_timer as (
  process uuid, clock text, id uuid, fires text, kind text, started_at timestamptz, due_at timestamptz,
  n int, unit text, since int, provisional boolean, basis text
);

-- Writes one batch of one institution. Every row stands or falls with its entries. Raises 40001 with
-- the members concerned in the detail when a process has moved on, a timer has gone, or a fact that a
-- member read was touched after `read_position`. Returns the position before the first of the batch.
--
-- To move the head is to lock it, so that is done first: whatever is checked is checked under that lock,
-- and two batches never wait for each other crosswise. `rest` is null where the batch has none of it.
create function append(inst uuid, read_position bigint, lines entry_line[], changes process_change[],
    privates private_value[], armed armed_timer[], rest json) returns bigint
  language plpgsql security definer
  set search_path = public, pg_temp
  as $$
declare
  base bigint;
  logged timestamptz(3);
  given record;
  written record;
  members text := set_config('xiaobao.institution', inst::text, true);
begin
  update head h set position = h.position + cardinality(lines),
      logged_at = greatest(h.logged_at, (select max(l.recorded_at) from unnest(lines) l))
    where h.institution = inst returning h.position - cardinality(lines), h.logged_at into base, logged;
  if not found then
    insert into head values (inst, 0, '-infinity') on conflict do nothing;
    update head h set position = h.position + cardinality(lines),
        logged_at = greatest(h.logged_at, (select max(l.recorded_at) from unnest(lines) l))
      where h.institution = inst returning h.position - cardinality(lines), h.logged_at into base, logged;
  end if;
  -- From here on no other batch of this institution can commit before this one.
  if base > read_position then
    -- What members read and others wrote since. Touched tokens are many: they are hashed.
    select string_agg(distinct r.member::text, ',') into members
      from (select l.member, unnest(l.reads) as token from unnest(lines) l) r
      where r.token in (select unnest(e.touches) from entry e
        where e.institution = inst and e.position > read_position and e.position <= base);
    if members is not null then
      raise exception 'a fact has changed' using errcode = '40001', detail = members;
    end if;
  end if;
  if rest is not null then
    select * into given
      from json_to_record(rest) x(struck json, projections json, reactions json, disarmed json);
    -- The timer of a clock command must still be there: it strikes once.
    select string_agg(distinct x.member::text, ',') into members
      from json_to_recordset(given.struck) x(id uuid, process uuid, clock text, member int)
      where not exists (select 1 from timer t where t.institution = inst and t.process = x.process
        and t.clock = x.clock and t.id = x.id);
    if members is not null then
      raise exception 'timer has gone' using errcode = '40001', detail = members;
    end if;
  end if;

  with x as materialized (
    select l.* from unnest(lines) with ordinality l
  ), c as materialized (
    select p.* from unnest(changes) p
  ), recorded as (
    insert into entry (institution, position, id, kind, leaf, leaf_hash, recorded_at, logged_at,
        effective_at, process, version, mechanism, event, actor, body, duty, article, refusal, cause,
        request, touches)
      select inst, base + x.ordinality, x.id, x.kind, x.leaf, x.leaf_hash, x.recorded_at, logged,
        x.effective_at, x.process, x.version, x.mechanism, x.event, x.actor, x.body, x.duty, x.article,
        x.refusal, x.cause, x.request, x.touches
      from x
  ), asked as (
    insert into request_digest (institution, actor, request, entry, digest)
      select inst, x.actor, x.request, x.id, x.digest from x
      where x.request is not null and x.digest is not null
  ), moved as (
    update process p set version = c.version, value = c.value, context = c.context, paths = c.paths,
        phase = c.phase, final = c.final, title = c.title, unit = c.unit, subjects = c.subjects,
        participants = c.participants, held = c.held, late = c.late, basis = c.basis,
        last_effective_at = c.last_effective_at, closed_at = c.closed_at,
        edition = c.edition, chart_hash = c.chart_hash, revision = c.revision
      from c
      where p.institution = inst and p.id = c.id and p.version = c.was
      returning p.id
  ), opened as (
    insert into process (institution, id, mechanism, chart, edition, chart_hash, revision, version,
        value, context, paths, phase, final, title, unit, subjects, participants, held, late, basis,
        reference, opened_by, opened_at, opened_position, last_effective_at, closed_at)
      select inst, c.id, c.mechanism, c.chart, c.edition, c.chart_hash, c.revision, c.version, c.value,
        c.context, c.paths, c.phase, c.final, c.title, c.unit, c.subjects, c.participants, c.held,
        c.late, c.basis, c.reference || lpad((base + c.opened_n)::text,
          greatest(6, length((base + c.opened_n)::text)), '0'),
        c.opened_by, c.opened_at, base + c.opened_n, c.last_effective_at, c.closed_at
      from c where c.was is null
  )
  select
      (select string_agg(distinct c.member::text, ',') from c
        where c.was is not null and c.id not in (select m.id from moved m)) as outrun,
      exists (select 1 from c where not exists (select 1 from x
        where x.process = c.id and x.version = c.version and x.refusal is null)) as unsaid
    into written;
  if written.outrun is not null then
    raise exception 'process has moved on' using errcode = '40001', detail = written.outrun;
  end if;
  -- Whoever calls this cannot change a process without an entry that says so.
  if written.unsaid then
    raise exception 'a process changes by an accepted entry of the same batch';
  end if;

  if cardinality(privates) > 0 then
    insert into entry_private (institution, entry, path, subject, salt, value)
      select inst, x.entry, x.path, x.subject, x.salt, x.value from unnest(privates) x;
  end if;
  if rest is not null then
    delete from timer t using json_to_recordset(given.disarmed) x(process uuid, clock text)
      where t.institution = inst and t.process = x.process and t.clock = x.clock;
    if json_array_length(given.projections) > 0 then
      perform write_projections(inst, given.projections);
      update head h set house = h.position where h.institution = inst;
    end if;
    insert into reaction (institution, entry, n, target, event, process, payload, next_at)
      select inst, x.entry, x.n, x.target, x.event, x.process, x.payload, x.next_at
      from json_to_recordset(given.reactions) x(entry uuid, n int, target text, event text,
        process uuid, payload jsonb, next_at timestamptz);
  end if;
  if cardinality(armed) > 0 then
    insert into timer (institution, process, clock, id, fires, kind, started_at, due_at, n, unit, since,
        provisional, basis)
      select inst, x.process, x.clock, x.id, x.fires, x.kind, x.started_at, x.due_at, x.n, x.unit,
        x.since, x.provisional, x.basis
      from unnest(armed) x
      on conflict (institution, process, clock) do update set id = excluded.id, fires = excluded.fires,
        kind = excluded.kind, started_at = excluded.started_at, due_at = excluded.due_at, n = excluded.n,
        unit = excluded.unit, since = excluded.since, provisional = excluded.provisional,
        basis = excluded.basis;
  end if;
  return base;
end $$;

create function write_projections(inst uuid, rows json) returns void
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
        insert into institution_secret values (inst, decode(replace(
          gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
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
            y.delegated_by, y.entry
          from json_to_record(r.v) y(id uuid, person uuid, body text, unit text, role text, from_on date,
            to_on date, delegated_by uuid, entry uuid);
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
    end case;
  end loop;
end $$;

-- ---- across institutions: who is known, what is due -----------------------------------------------

create function memberships(of_issuer text, of_subject text) returns table (institution uuid, person uuid)
  language sql stable security definer
  set search_path = public, pg_temp
  as $$ select p.institution, p.id from person p
    where p.issuer = of_issuer and p.subject = of_subject order by p.institution $$;

create function due_timers(at timestamptz, most int)
  returns table (institution uuid, process uuid, clock text, id uuid, due_at timestamptz)
  language sql stable security definer
  set search_path = public, pg_temp
  as $$ select t.institution, t.process, t.clock, t.id, t.due_at from timer t
    where t.due_at <= coalesce(at, clock_timestamp()) order by t.due_at, t.id limit most $$;

-- Processes with a timer that was counted beyond the years of a calendar, the next ones after one.
create function provisional_timers(due_before timestamptz, after uuid, most int)
  returns table (institution uuid, process uuid)
  language sql stable security definer
  set search_path = public, pg_temp
  as $$ select distinct t.institution, t.process from timer t
    where t.provisional and t.due_at < due_before
      and t.process > coalesce(after, '00000000-0000-0000-0000-000000000000')
    order by t.process limit most $$;

create function due_reactions(at timestamptz, most int)
  returns table (institution uuid, entry uuid, n int, target text, event text, process uuid, payload jsonb, attempts int)
  language sql stable security definer
  set search_path = public, pg_temp
  as $$ select r.institution, r.entry, r.n, r.target, r.event, r.process, r.payload, r.attempts from reaction r
    where r.state = 'waiting' and r.next_at <= coalesce(at, clock_timestamp())
    order by r.next_at, r.entry, r.n limit most $$;

create function charts_in_use()
  returns table (mechanism text, edition text, chart text, chart_hash text, revision int, open bigint)
  language sql stable security definer
  set search_path = public, pg_temp
  as $$ select p.mechanism, p.edition, p.chart, p.chart_hash, p.revision, count(*) from process p
    where not p.final or exists (select from timer t
      where t.institution = p.institution and t.process = p.id)
    group by 1, 2, 3, 4, 5 order by 1, 2, 3, 5 $$;

-- ---- privileges -----------------------------------------------------------------------------------

revoke all on all functions in schema public from public;
grant usage on schema public to xiaobao_app, xiaobao_reader;
grant execute on function current_institution() to xiaobao_app, xiaobao_reader;
grant execute on function load_batch(uuid, timestamptz, bigint, uuid[], text[], text[], uuid[], json, json),
  load_house(uuid, timestamptz, uuid[], json),
  load_facts(uuid, timestamptz, json), process_fact(process),
  append(uuid, bigint, entry_line[], process_change[], private_value[], armed_timer[], json),
  memberships(text, text), charts_in_use(), due_timers(timestamptz, int), due_reactions(timestamptz, int) to xiaobao_app;
grant execute on function provisional_timers(timestamptz, uuid, int) to xiaobao_app;
grant select on head, entry, entry_private, request_digest, institution_secret, process, timer, reaction,
  institution, unit, person, seat, subject, interest, policy_value to xiaobao_app;
grant update (state, attempts, next_at, answered_by) on reaction to xiaobao_app;
grant select on head, entry, entry_private, process, timer, reaction, institution, unit, person, seat,
  subject, interest, policy_value to xiaobao_reader;
