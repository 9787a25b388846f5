-- Personal values are kept encrypted under a key per data subject, and erasing a subject destroys its key.
-- The leaves do not change: they hold the commitments, and the salts are encrypted with the values.
--
-- What an earlier release kept in the open is encrypted by the runtime at its first start, which has the
-- master key and the database has not.

-- One row per subject and key; one key of a subject is alive at a time.
create table subject_key (
  institution uuid not null,
  id uuid not null,
  subject text not null,
  -- The key as the master key of that name wraps it; both null once it is destroyed.
  master text,
  wrapped bytea,
  -- The entry that destroyed it.
  erased_by uuid,
  primary key (institution, id),
  check ((wrapped is null) = (erased_by is not null)),
  check ((master is null) = (wrapped is null))
);
create unique index subject_key_alive on subject_key (institution, subject) where erased_by is null;

-- A projection: which subjects were erased, by which entries.
create table erasure (
  institution uuid not null,
  subject text not null,
  entry uuid not null,
  erased_at timestamptz(3) not null,
  primary key (institution, entry)
);
create index erasure_subject on erasure (institution, subject);

-- `sealed` is AES-256-GCM over salt and value; see engine/runtime/vault.ts. `salt` and `value` are what an
-- earlier release kept in the open.
alter table entry_private
  alter column salt drop not null,
  add column key uuid,
  add column sealed bytea,
  add check ((sealed is null) = (key is null)),
  add check (sealed is null or (salt is null and value is null)),
  add check (sealed is not null or salt is not null);
create index entry_private_open on entry_private (institution, entry, path) where sealed is null;

-- Null: an earlier release kept the key in the open.
alter table institution_secret add column master text;

do $$
declare t text;
begin
  foreach t in array array['subject_key', 'erasure'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_institution on %I using (institution = current_institution()) '
      'with check (institution = current_institution())', t);
  end loop;
  -- master_keys_in_use() looks across institutions, as the owner.
  execute format('create policy owner_reads on institution_secret for select to %I using (true)', current_user);
end $$;

alter type private_value drop attribute salt, drop attribute value,
  add attribute key uuid, add attribute sealed bytea;

-- ---- keys: what a batch, a reader and an erasure need to know ---------------------------------------

-- By which master key the institution wraps; of each subject the key that is alive, and when the subject
-- was last erased.
create function load_keys(inst uuid, subjects text[]) returns json
  language plpgsql stable
  set search_path = public, pg_temp
  as $$
declare
  seen text := set_config('xiaobao.institution', inst::text, true);
  found json;
begin
  select json_agg(json_build_object('subject', s.subject, 'id', k.id, 'master', k.master,
      'wrapped', encode(k.wrapped, 'hex'), 'erasedAt', last_erased(inst, s.subject)))
    into found
    from unnest(subjects) s(subject)
    left join subject_key k on k.institution = inst and k.subject = s.subject and k.erased_by is null;
  return json_build_object('subjects', found,
    'master', (select i.master from institution_secret i where i.institution = inst));
end $$;

create function last_erased(inst uuid, of_subject text) returns timestamptz
  language sql stable
  set search_path = public, pg_temp
  as $$ select max(e.erased_at) from erasure e where e.institution = inst and e.subject = of_subject $$;

-- The personal values of entries as they are kept, each with its key or with the entry that destroyed it.
create function load_privates(inst uuid, entries uuid[])
  returns table (entry uuid, path text, subject text, key uuid, sealed bytea, master text, wrapped bytea,
    erased_by uuid, erased_at timestamptz, last_erased_at timestamptz)
  language plpgsql stable
  set search_path = public, pg_temp
  as $$
declare seen text := set_config('xiaobao.institution', inst::text, true);
begin
  return query
    select v.entry, v.path, v.subject, v.key, v.sealed, k.master, k.wrapped, k.erased_by,
      e.erased_at::timestamptz, last_erased(inst, v.subject)
    from entry_private v
    join subject_key k on k.institution = inst and k.id = v.key
    left join erasure e on e.institution = inst and e.entry = k.erased_by
    where v.institution = inst and v.entry = any (load_privates.entries);
end $$;

-- Processes about a subject, and those whose entries hold a personal value of it.
create function processes_of(inst uuid, of_subject text) returns uuid[]
  language plpgsql stable
  set search_path = public, pg_temp
  as $$
declare seen text := set_config('xiaobao.institution', inst::text, true);
begin
  return array(select p.id from process p where p.institution = inst and p.subjects @> array[of_subject]
    union select e.process from entry_private v
      join entry e on e.institution = inst and e.id = v.entry
      where v.institution = inst and v.subject = of_subject and e.process is not null
    order by 1);
end $$;

-- Whether entries after `known` hold values of the subject.
create function values_added(inst uuid, of_subject text, known bigint, upto bigint) returns boolean
  language sql stable
  set search_path = public, pg_temp
  as $$ select exists (select from entry e
    join entry_private v on v.institution = inst and v.entry = e.id and v.subject = of_subject
    where e.institution = inst and e.position > known and e.position <= upto) $$;

-- Afterwards nobody can read a value of the subject: the key is gone, and so is what a value could be
-- guessed by, the digests of the requests that sent one.
create function destroy_key(inst uuid, of_subject text, by_entry uuid) returns void
  language plpgsql
  set search_path = public, pg_temp
  as $$
begin
  delete from request_digest d using entry_private v, entry e
    where v.institution = inst and v.subject = of_subject
      and e.institution = inst and e.id = v.entry and e.request is not null
      and d.institution = inst and d.actor = e.actor and d.request = e.request;
  update subject_key k set wrapped = null, master = null, erased_by = by_entry
    where k.institution = inst and k.subject = of_subject and k.erased_by is null;
end $$;

-- ---- append: replaced, for keys, encrypted values and erasures --------------------------------------

create or replace function append(inst uuid, read_position bigint, lines entry_line[], changes process_change[],
    privates private_value[], armed armed_timer[], rest json) returns bigint
  language plpgsql security definer
  set search_path = public, pg_temp
  as $$
declare
  base bigint;
  logged timestamptz(3);
  given record;
  written record;
  kept bigint;
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
      from json_to_record(rest) x(struck json, projections json, reactions json, disarmed json, keys json);
    -- The timer of a clock command must still be there: it strikes once.
    select string_agg(distinct x.member::text, ',') into members
      from json_to_recordset(given.struck) x(id uuid, process uuid, clock text, member int)
      where not exists (select 1 from timer t where t.institution = inst and t.process = x.process
        and t.clock = x.clock and t.id = x.id);
    if members is not null then
      raise exception 'timer has gone' using errcode = '40001', detail = members;
    end if;
    -- An erasure was judged by the values that there were as of `read_position`; the processes that were
    -- looked at stand among its reads.
    if base > read_position and json_array_length(given.projections) > 0 then
      select string_agg(distinct l.member::text, ',') into members
        from json_array_elements(given.projections) p
        join unnest(lines) l on l.id = (p.value #>> '{row,entry}')::uuid
        where p.value ->> 'table' = 'erasure'
          and values_added(inst, p.value #>> '{row,subject}', read_position, base);
      if members is not null then
        raise exception 'values were added' using errcode = '40001', detail = members;
      end if;
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

  if rest is not null then
    delete from timer t using json_to_recordset(given.disarmed) x(process uuid, clock text)
      where t.institution = inst and t.process = x.process and t.clock = x.clock;
    insert into subject_key (institution, id, subject, master, wrapped)
      select inst, x.id, x.subject, x.master, decode(x.wrapped, 'hex')
      from json_to_recordset(given.keys) x(id uuid, subject text, master text, wrapped text)
      -- By the master key of the institution: one that is retired wraps nothing more.
      where not exists (select from institution_secret s where s.institution = inst and s.master <> x.master)
      on conflict do nothing;
    if json_array_length(given.projections) > 0 then
      perform write_projections(inst, given.projections);
      update head h set house = h.position where h.institution = inst;
    end if;
    insert into reaction (institution, entry, n, target, event, process, payload, next_at)
      select inst, x.entry, x.n, x.target, x.event, x.process, x.payload, x.next_at
      from json_to_recordset(given.reactions) x(entry uuid, n int, target text, event text,
        process uuid, payload jsonb, next_at timestamptz);
  end if;
  -- After the projections: a key that this batch destroys encrypts nothing of it, nor does one that
  -- another server destroyed, or that another server was faster to make.
  if cardinality(privates) > 0 then
    insert into entry_private (institution, entry, path, subject, key, sealed)
      select inst, x.entry, x.path, x.subject, x.key, x.sealed from unnest(privates) x
      join subject_key k on k.institution = inst and k.id = x.key and k.subject = x.subject
        and k.erased_by is null;
    get diagnostics kept = row_count;
    if kept < cardinality(privates) then
      select string_agg(distinct l.member::text, ',') into members
        from unnest(privates) x join unnest(lines) l on l.id = x.entry
        where not exists (select from subject_key k where k.institution = inst and k.id = x.key
          and k.subject = x.subject and k.erased_by is null);
      raise exception 'a key has gone' using errcode = '40001', detail = members;
    end if;
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
      when 'erasure' then
        insert into erasure select inst, y.subject, y.entry, y.erased_at
          from json_to_record(r.v) y(subject text, entry uuid, erased_at timestamptz);
        perform destroy_key(inst, r.v ->> 'subject', (r.v ->> 'entry')::uuid);
    end case;
  end loop;
end $$;

-- ---- the master key ---------------------------------------------------------------------------------

-- Keeps the key of the request digests, wrapped. `was` is how it is kept now; null where it is not yet,
-- which is for founded institutions alone.
create function keep_request_key(inst uuid, was bytea, by_master text, wrapped bytea) returns void
  language plpgsql security definer
  set search_path = public, pg_temp
  as $$
declare seen text := set_config('xiaobao.institution', inst::text, true);
begin
  if was is null then
    insert into institution_secret (institution, request_key, master)
      select inst, wrapped, by_master from institution i where i.institution = inst
      on conflict do nothing;
  else
    update institution_secret s set request_key = wrapped, master = by_master
      where s.institution = inst and s.request_key = was;
  end if;
end $$;

-- Encrypts values that an earlier release kept in the open; gives the number that were. A value is taken
-- only with the key that is alive.
create function encrypt_privates(inst uuid, keys json, privates private_value[]) returns bigint
  language plpgsql security definer
  set search_path = public, pg_temp
  as $$
declare
  seen text := set_config('xiaobao.institution', inst::text, true);
  done bigint;
begin
  insert into subject_key (institution, id, subject, master, wrapped)
    select inst, x.id, x.subject, x.master, decode(x.wrapped, 'hex')
    from json_to_recordset(keys) x(id uuid, subject text, master text, wrapped text)
    on conflict do nothing;
  update entry_private v set key = x.key, sealed = x.sealed, salt = null, value = null
    from unnest(privates) x
    join subject_key k on k.institution = inst and k.id = x.key and k.subject = x.subject
      and k.erased_by is null
    where v.institution = inst and v.entry = x.entry and v.path = x.path and v.sealed is null;
  get diagnostics done = row_count;
  return done;
end $$;

-- Wraps keys anew by another master key; one that was destroyed or wrapped anew meanwhile is left.
create function rewrap_keys(inst uuid, keys json) returns bigint
  language plpgsql security definer
  set search_path = public, pg_temp
  as $$
declare
  seen text := set_config('xiaobao.institution', inst::text, true);
  done bigint;
begin
  update subject_key k set master = x.master, wrapped = decode(x.wrapped, 'hex')
    from json_to_recordset(keys) x(id uuid, was text, master text, wrapped text)
    where k.institution = inst and k.id = x.id and k.wrapped = decode(x.was, 'hex');
  get diagnostics done = row_count;
  return done;
end $$;

-- Names of the master keys by which the institutions have wrapped.
create function master_keys_in_use() returns setof text
  language sql stable security definer
  set search_path = public, pg_temp
  as $$ select distinct s.master from institution_secret s where s.master is not null $$;

-- ---- privileges -----------------------------------------------------------------------------------

revoke all on function load_keys(uuid, text[]), load_privates(uuid, uuid[]), processes_of(uuid, text),
  last_erased(uuid, text), values_added(uuid, text, bigint, bigint), destroy_key(uuid, text, uuid),
  keep_request_key(uuid, bytea, text, bytea), encrypt_privates(uuid, json, private_value[]),
  rewrap_keys(uuid, json), master_keys_in_use() from public;
grant execute on function load_keys(uuid, text[]), load_privates(uuid, uuid[]), last_erased(uuid, text),
  processes_of(uuid, text), keep_request_key(uuid, bytea, text, bytea), encrypt_privates(uuid, json, private_value[]),
  rewrap_keys(uuid, json), master_keys_in_use() to xiaobao_app;
grant select on subject_key, erasure to xiaobao_app;
grant select on erasure to xiaobao_reader;
-- Which key encrypts what, and which are gone; not the keys.
grant select (institution, id, subject, erased_by) on subject_key to xiaobao_reader;
