-- Files of evidence: what was uploaded, and which hashes entries refer to. The files themselves stand in
-- the data folder or an object store, under the institution and their SHA-256.

create table evidence (
  institution uuid not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size > 0),
  type text not null,
  -- A file may be named after a person: SHA-256 of the salt and the name, which itself is not kept.
  name_commitment text,
  name_salt bytea,
  uploaded_by uuid not null,
  uploaded_at timestamptz(3) not null,
  -- Until then it waits for an entry that refers to it; null once there is one.
  kept_until timestamptz(3),
  primary key (institution, hash)
);
create index evidence_waiting on evidence (kept_until) where kept_until is not null;
create index evidence_waiting_of on evidence (institution, uploaded_by) where kept_until is not null;

-- Hashes that accepted entries refer to, uploaded or not, with the first entry that did. Follows the
-- trail up to `evidence_cursor`; only what is to be swept depends on it.
create table evidence_reference (
  institution uuid not null,
  hash text not null,
  position bigint not null,
  primary key (institution, hash)
);
create table evidence_cursor (
  institution uuid primary key,
  position bigint not null
);

do $$
declare t text;
begin
  foreach t in array array['evidence', 'evidence_reference', 'evidence_cursor'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_institution on %I using (institution = current_institution()) '
      'with check (institution = current_institution())', t);
  end loop;
  -- evidence_due() looks across institutions, as the owner.
  execute format('create policy owner_reads on evidence for select to %I using (true)', current_user);
end $$;

-- Notes that a file is kept. The same file again changes nothing but how long it waits; the first
-- uploader stays. Gives the instant until which it waits, null where an entry refers to it already.
create function keep_evidence(inst uuid, file_hash text, file_size bigint, file_type text, commitment text,
    salt bytea, person uuid, at timestamptz, until timestamptz) returns timestamptz
  language plpgsql security definer
  set search_path = public, pg_temp
  as $$
declare
  waits timestamptz(3);
begin
  perform set_config('xiaobao.institution', inst::text, true);
  if exists (select from evidence_reference r where r.institution = inst and r.hash = file_hash) then
    until := null;
  end if;
  insert into evidence as e (institution, hash, size, type, name_commitment, name_salt, uploaded_by,
      uploaded_at, kept_until)
    values (inst, file_hash, file_size, file_type, commitment, salt, person, at, until)
    on conflict (institution, hash) do update set kept_until =
      case when e.kept_until is null or excluded.kept_until is null then null
        else greatest(e.kept_until, excluded.kept_until) end
    returning e.kept_until into waits;
  return waits;
end $$;

-- Notes what the entries after `after` up to `upto` refer to. False where another follower was there
-- first: read the cursor again.
create function refer_evidence(inst uuid, after bigint, upto bigint, hashes text[], positions bigint[])
    returns boolean
  language plpgsql security definer
  set search_path = public, pg_temp
  as $$
begin
  perform set_config('xiaobao.institution', inst::text, true);
  insert into evidence_cursor values (inst, 0) on conflict do nothing;
  update evidence_cursor c set position = upto where c.institution = inst and c.position = after;
  if not found then
    return false;
  end if;
  insert into evidence_reference (institution, hash, position)
    select inst, x.hash, min(x.position) from unnest(hashes, positions) x(hash, position) group by x.hash
    on conflict do nothing;
  update evidence e set kept_until = null
    where e.institution = inst and e.hash = any (hashes) and e.kept_until is not null;
  return true;
end $$;

-- Forgets files whose time is over and that no entry refers to, and gives their hashes. Null where
-- entries have come that nobody has looked through: follow the trail and ask again. The head is held
-- meanwhile, so that no entry refers to a file while it is decided that none does.
create function sweep_evidence(inst uuid, at timestamptz, most int) returns text[]
  language plpgsql security definer
  set search_path = public, pg_temp
  as $$
declare
  swept text[];
begin
  perform set_config('xiaobao.institution', inst::text, true);
  if coalesce((select h.position from head h where h.institution = inst for share), 0)
      is distinct from coalesce((select c.position from evidence_cursor c where c.institution = inst), 0) then
    return null;
  end if;
  with due as (
    select e.hash from evidence e where e.institution = inst and e.kept_until <= at
      order by e.kept_until limit most for update skip locked
  ), gone as (
    delete from evidence e using due where e.institution = inst and e.hash = due.hash
      and not exists (select from evidence_reference r where r.institution = inst and r.hash = e.hash)
      returning e.hash
  )
  select coalesce(array_agg(gone.hash), '{}') into swept from gone;
  return swept;
end $$;

-- Institutions that have files whose time is over.
create function evidence_due(at timestamptz) returns setof uuid
  language sql stable security definer
  set search_path = public, pg_temp
  as $$ select distinct e.institution from evidence e where e.kept_until <= at $$;

revoke all on function
  keep_evidence(uuid, text, bigint, text, text, bytea, uuid, timestamptz, timestamptz),
  refer_evidence(uuid, bigint, bigint, text[], bigint[]), sweep_evidence(uuid, timestamptz, int),
  evidence_due(timestamptz) from public;
grant execute on function
  keep_evidence(uuid, text, bigint, text, text, bytea, uuid, timestamptz, timestamptz),
  refer_evidence(uuid, bigint, bigint, text[], bigint[]), sweep_evidence(uuid, timestamptz, int),
  evidence_due(timestamptz) to xiaobao_app;
grant select on evidence, evidence_reference, evidence_cursor to xiaobao_app;
-- The salts stay with the engine: with one, a name could be found by guessing.
grant select (institution, hash, size, type, name_commitment, uploaded_by, uploaded_at, kept_until)
  on evidence to xiaobao_reader;
