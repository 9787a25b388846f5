-- The index of the trail: by what an entry is found. It follows the trail after the commit, so that
-- append() pays nothing for it, and holds numbers of terms, never a text.
--
-- Terms of one block of positions (8192 of them) are other numbers than those of the next. So a page is
-- looked for block by block from where it begins: it costs the same wherever in the trail it lies, and
-- however many entries before or behind it have the same terms.

create table trail_index (
  institution uuid not null,
  position bigint not null,
  process uuid,
  -- When it took effect; null where that is not stated, and of what was refused.
  effective_at timestamptz(3),
  terms bigint[] not null,
  primary key (institution, position)
);
create index trail_index_terms on trail_index using gin (terms);

-- Up to which position an institution is indexed, and in which form.
create table trail_indexed (
  institution uuid primary key,
  position bigint not null,
  form int not null
);

do $$
declare t text;
begin
  foreach t in array array['trail_index', 'trail_indexed'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_institution on %I using (institution = current_institution()) '
      'with check (institution = current_institution())', t);
  end loop;
  -- trail_hits() and trail_behind() look as the owner: row-level security would keep an index of terms
  -- from being used, and the second looks across institutions.
  foreach t in array array['trail_index', 'trail_indexed', 'head'] loop
    if not exists (select from pg_policies p where p.schemaname = 'public' and p.tablename = t
        and p.policyname = 'owner_reads') then
      execute format('create policy owner_reads on %I for select to %I using (true)', t, current_user);
    end if;
  end loop;
end $$;

-- The number of a term in the block of a position.
create function trail_terms(at bigint, terms bigint[]) returns bigint[]
  language sql immutable
  as $$ select array_agg(((at >> 13) << 40) + t) from unnest(terms) t $$;

-- Indexes the entries after a position, which come as lines without a gap. Gives the position up to which
-- the institution is indexed now: where that is not the last of the lines, another server was faster.
-- An index of an earlier form is begun anew; one of a later form is left alone, and -1 given.
create function index_trail(inst uuid, of_form int, after bigint, lines json) returns bigint
  language plpgsql security definer
  set search_path = public, pg_temp
  as $$
declare
  known record;
  added bigint;
begin
  perform set_config('xiaobao.institution', inst::text, true);
  insert into trail_indexed values (inst, 0, of_form) on conflict do nothing;
  select i.position, i.form into known from trail_indexed i where i.institution = inst for update;
  if known.form > of_form then
    return -1;
  end if;
  if known.form < of_form then
    delete from trail_index t where t.institution = inst;
    update trail_indexed i set position = 0, form = of_form where i.institution = inst;
    return 0;
  end if;
  if known.position <> after then
    return known.position;
  end if;
  insert into trail_index (institution, position, process, effective_at, terms)
    select inst, l.position, l.process, l.effective_at, trail_terms(l.position, l.terms)
    from json_to_recordset(lines) l(position bigint, process uuid, effective_at timestamptz, terms bigint[]);
  get diagnostics added = row_count;
  if added <> (select count(*) from trail_index t where t.institution = inst
      and t.position > after and t.position <= after + added) then
    raise exception 'the lines of an index follow each other without a gap';
  end if;
  update trail_indexed i set position = after + added where i.institution = inst;
  -- What waits in the list of the index is read through by every question.
  perform gin_clean_pending_list('trail_index_terms');
  return after + added;
end $$;

-- Begins the index of an institution anew. Nothing is lost: it follows from the entries.
create function forget_index(inst uuid) returns void
  language plpgsql security definer
  set search_path = public, pg_temp
  as $$
begin
  perform set_config('xiaobao.institution', inst::text, true);
  perform from trail_indexed i where i.institution = inst for update;
  delete from trail_index t where t.institution = inst;
  delete from trail_indexed i where i.institution = inst;
end $$;

-- Institutions with entries that are not indexed yet, or not in this form.
create function trail_behind(of_form int, most int) returns table (institution uuid)
  language sql stable security definer
  set search_path = public, pg_temp
  as $$ select h.institution from head h left join trail_indexed i on i.institution = h.institution
    where i.form is null or i.form < of_form or (i.form = of_form and i.position < h.position)
    order by h.institution limit most $$;

-- How many entries had entered the trail before an instant. Times rise with positions, and positions have
-- no gap, so it is found by halving.
create function position_before(inst uuid, at timestamptz) returns bigint
  language plpgsql stable
  set search_path = public, pg_temp
  as $$
declare
  low bigint := 0;
  high bigint;
  middle bigint;
  logged timestamptz;
begin
  perform set_config('xiaobao.institution', inst::text, true);
  select coalesce(max(h.position), 0) into high from head h where h.institution = inst;
  while low < high loop
    middle := (low + high + 1) / 2;
    select e.logged_at into logged from entry e where e.institution = inst and e.position = middle;
    if logged < position_before.at then low := middle; else high := middle - 1; end if;
  end loop;
  return low;
end $$;

-- Whether a process meets one of some conditions on its columns.
create function process_meets(p process, conditions json) returns boolean
  language sql stable
  as $$ select exists (select from json_to_recordset(conditions)
      c(mechanism text, unit text, opener uuid, subject text)
    where (c.mechanism is null or c.mechanism = p.mechanism)
      and (c.unit is null or c.unit = p.unit)
      and (c.opener is null or c.opener = p.opened_by)
      and (c.subject is null or c.subject = any (p.subjects))) $$;

-- Processes about one of some subjects; one more than `most` tells that there are too many.
create function processes_about(inst uuid, keys text[], most int) returns table (process uuid)
  language plpgsql stable security definer
  set search_path = public, pg_temp
  set enable_seqscan = off
  as $$
begin
  perform set_config('xiaobao.institution', inst::text, true);
  return query with found as materialized (
      select p.institution, p.id from process p where p.subjects && keys)
    select f.id from found f where f.institution = inst limit most;
end $$;

-- Positions of entries that have some terms, in the order of reading. What is asked:
--   after, before   between which positions, themselves excluded
--   backwards       from the end
--   most            how many
--   need            numbers of terms, all of which an entry has
--   one             numbers of terms, of which an entry has one; absent: not asked
--   since, until    when it took effect, `until` excluded; absent: not asked
--   may             conditions of which its process meets one; absent: not asked
-- Two terms may have one number: whoever asks looks once more at what was found.
create function trail_hits(inst uuid, ask json) returns table (place bigint)
  language plpgsql stable security definer
  set search_path = public, pg_temp
  set enable_seqscan = off
  as $$
declare
  q record;
  wanted int;
  got int;
  low bigint;
  block bigint;
  blocks bigint;
begin
  perform set_config('xiaobao.institution', inst::text, true);
  select * into q from json_to_record(ask) x(after bigint, before bigint, backwards boolean, most int,
    need bigint[], one bigint[], since timestamptz, until timestamptz, may json);
  wanted := q.most;
  low := (q.after + 1) >> 13;
  blocks := ((q.before - 1) >> 13) - low;
  for n in 0 .. blocks loop
    exit when wanted <= 0;
    block := low + case when q.backwards then blocks - n else n end;
    -- The fence keeps the terms apart from the rest, so that they are always looked up by their index.
    if q.need is null then
      return query with hit as materialized (
          select t.institution, t.position, t.process, t.effective_at from trail_index t
          where t.terms && trail_terms(block << 13, q.one))
        select h.position from hit h
        where h.institution = inst and h.position > q.after and h.position < q.before
          and (q.since is null or h.effective_at >= q.since)
          and (q.until is null or h.effective_at < q.until)
          and (q.may is null or exists (select from process p
            where p.institution = inst and p.id = h.process and process_meets(p, q.may)))
        order by case when q.backwards then -h.position else h.position end limit wanted;
    else
      return query with hit as materialized (
          select t.institution, t.position, t.process, t.effective_at from trail_index t
          where t.terms @> trail_terms(block << 13, q.need)
            and (q.one is null or t.terms && trail_terms(block << 13, q.one)))
        select h.position from hit h
        where h.institution = inst and h.position > q.after and h.position < q.before
          and (q.since is null or h.effective_at >= q.since)
          and (q.until is null or h.effective_at < q.until)
          and (q.may is null or exists (select from process p
            where p.institution = inst and p.id = h.process and process_meets(p, q.may)))
        order by case when q.backwards then -h.position else h.position end limit wanted;
    end if;
    get diagnostics got = row_count;
    wanted := wanted - got;
  end loop;
end $$;

revoke all on function trail_terms(bigint, bigint[]), index_trail(uuid, int, bigint, json), forget_index(uuid),
  trail_behind(int, int), position_before(uuid, timestamptz), process_meets(process, json),
  processes_about(uuid, text[], int), trail_hits(uuid, json) from public;
grant execute on function trail_terms(bigint, bigint[]), index_trail(uuid, int, bigint, json), forget_index(uuid),
  trail_behind(int, int), position_before(uuid, timestamptz), process_meets(process, json),
  processes_about(uuid, text[], int), trail_hits(uuid, json) to xiaobao_app;
grant select on trail_index, trail_indexed to xiaobao_app;
