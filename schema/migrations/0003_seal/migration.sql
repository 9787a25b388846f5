-- The tree over the trail: its tiles, the checkpoints that were signed, what witnesses said of them, and
-- what does not fit together. All of it follows from the entries but the signatures. seal() is the only way
-- to write the tree, and takes the next size only from the one before, so that of several servers one seals.
create table sealed (
  institution uuid primary key,
  size bigint not null
);
create table tile (
  institution uuid not null,
  level int not null,
  index bigint not null,
  hashes bytea not null,
  primary key (institution, level, index)
);
create table checkpoint (
  institution uuid not null,
  size bigint not null,
  root bytea not null,
  note text not null,
  -- The verifier key (signed-note) that was in force.
  key text not null,
  signed_at timestamptz(3) not null,
  primary key (institution, size)
);
-- What witnesses said of a checkpoint: lines of signed-note.
create table cosignature (
  institution uuid not null,
  size bigint not null,
  witness text not null,
  line text not null,
  cosigned_at timestamptz(3) not null,
  primary key (institution, size, witness)
);
-- How it stands with each witness since when, and up to which size it has cosigned.
create table witnessing (
  institution uuid not null,
  witness text not null,
  -- Its verifier key.
  key text not null,
  state text not null,
  size bigint not null,
  since timestamptz(3) not null,
  asked_at timestamptz(3) not null,
  primary key (institution, witness)
);
-- What does not fit together, by who noticed it (`seal`, or a witness) and the size at which.
create table trail_alarm (
  institution uuid not null,
  source text not null,
  kind text not null,
  known bigint not null,
  size bigint not null,
  first_at timestamptz(3) not null,
  last_at timestamptz(3) not null,
  primary key (institution, source, kind, known)
);

do $$ declare t text; begin
  foreach t in array array['sealed', 'tile', 'checkpoint', 'cosignature', 'witnessing', 'trail_alarm'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_institution on %I using (institution = current_institution()) '
      'with check (institution = current_institution())', t);
  end loop;
  -- to_seal(), to_witness() and to_beat() look across institutions, as the owner.
  foreach t in array array['sealed', 'head', 'institution'] loop
    execute format('create policy owner_reads on %I for select to %I using (true)', t, current_user);
  end loop;
end $$;

-- The keys that the trail itself put in force, by where; and the days on which it was shown to be kept.
create index entry_seal_key on entry (institution, position)
  where mechanism = 'G01' and event in ('enterSealKey', 'rotateSealKey') and refusal is null;
create index entry_beat on entry (institution, recorded_at)
  where mechanism = 'G01' and event = 'beat' and refusal is null;
create index cosignature_witness on cosignature (institution, witness, size);

-- Institutions of whose trail more, or less, was sealed than there is.
create function to_seal() returns setof uuid
  language sql stable security definer
  set search_path = public, pg_temp
  as $$ select h.institution from head h
    left join sealed s on s.institution = h.institution
    where h.position <> coalesce(s.size, 0) order by h.institution $$;

-- Institutions that have a sealed trail.
create function to_witness() returns setof uuid
  language sql stable security definer
  set search_path = public, pg_temp
  as $$ select s.institution from sealed s where s.size > 0 order by s.institution $$;

-- The processes of institutions that nobody has yet said today to be kept, with what today is there.
create function to_beat(at timestamptz) returns table (institution uuid, process uuid, today date)
  language sql stable security definer
  set search_path = public, pg_temp
  as $$ select i.institution, p.id, d.today from institution i
    join process p on p.institution = i.institution and p.mechanism = 'G01'
    cross join lateral (select (coalesce(to_beat.at, clock_timestamp()) at time zone i.zone)::date as today) d
    where p.context ->> 'founding' = 'false'
      and coalesce(p.context ->> 'lastBeatOn', '') < d.today::text
    order by i.institution $$;

create function seal(inst uuid, was bigint, into_size bigint, tiles json, into_root bytea, signed text,
    by_key text) returns boolean
  language plpgsql security definer
  set search_path = public, pg_temp
  as $$
declare
  given bigint := json_array_length(tiles);
  written bigint;
begin
  perform set_config('xiaobao.institution', inst::text, true);
  if into_size <= was or not exists (select from head h where h.institution = inst and h.position >= into_size) then
    raise exception 'nothing to seal from % to %', was, into_size;
  end if;
  insert into sealed values (inst, 0) on conflict do nothing;
  update sealed s set size = into_size where s.institution = inst and s.size = was;
  if not found then return false; end if;
  insert into tile (institution, level, index, hashes)
    select inst, t.level, t.index, decode(t.hashes, 'hex')
    from json_to_recordset(tiles) t(level int, index bigint, hashes text)
    on conflict (institution, level, index) do update set hashes = excluded.hashes
      where substr(excluded.hashes, 1, length(tile.hashes)) = tile.hashes;
  get diagnostics written = row_count;
  if written <> given then
    raise exception 'a tile only grows: what it held it keeps';
  end if;
  insert into checkpoint values (inst, into_size, into_root, signed, by_key, clock_timestamp());
  return true;
end $$;

create function cosign(inst uuid, of_size bigint, by_witness text, signed text) returns void
  language plpgsql security definer
  set search_path = public, pg_temp
  as $$
begin
  perform set_config('xiaobao.institution', inst::text, true);
  insert into cosignature select inst, of_size, by_witness, signed, clock_timestamp()
    from checkpoint c where c.institution = inst and c.size = of_size
    on conflict do nothing;
end $$;

create function note_witness(inst uuid, of_witness text, by_key text, how text, up_to bigint) returns void
  language plpgsql security definer
  set search_path = public, pg_temp
  as $$
begin
  perform set_config('xiaobao.institution', inst::text, true);
  insert into witnessing as w
    values (inst, of_witness, by_key, how, up_to, clock_timestamp(), clock_timestamp())
    on conflict (institution, witness) do update set key = excluded.key, state = excluded.state, size = excluded.size,
      since = case when w.state = excluded.state then w.since else excluded.since end,
      asked_at = excluded.asked_at;
end $$;

-- True where it is new, or was not raised for a minute.
create function raise_alarm(inst uuid, by_source text, of_kind text, at_known bigint, at_size bigint) returns boolean
  language plpgsql security definer
  set search_path = public, pg_temp
  as $$
begin
  perform set_config('xiaobao.institution', inst::text, true);
  insert into trail_alarm as a values (inst, by_source, of_kind, at_known, at_size, clock_timestamp(), clock_timestamp())
    on conflict (institution, source, kind, known) do update set size = excluded.size, last_at = excluded.last_at
      where a.last_at < excluded.last_at - interval '1 minute';
  return found;
end $$;

revoke all on function to_seal(), to_witness(), to_beat(timestamptz),
  seal(uuid, bigint, bigint, json, bytea, text, text), cosign(uuid, bigint, text, text),
  note_witness(uuid, text, text, text, bigint), raise_alarm(uuid, text, text, bigint, bigint) from public;
grant execute on function to_seal(), to_witness(), to_beat(timestamptz),
  seal(uuid, bigint, bigint, json, bytea, text, text), cosign(uuid, bigint, text, text),
  note_witness(uuid, text, text, text, bigint), raise_alarm(uuid, text, text, bigint, bigint) to xiaobao_app;
grant select on sealed, tile, checkpoint, cosignature, witnessing, trail_alarm to xiaobao_app, xiaobao_reader;
