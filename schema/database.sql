-- Printed from a migrated database; the migrations are the source.

-- ---- Tables

create table checkpoint (
  institution uuid not null,
  size bigint not null,
  root bytea not null,
  note text not null,
  key text not null,
  signed_at timestamp(3) with time zone not null
);
create table cosignature (
  institution uuid not null,
  size bigint not null,
  witness text not null,
  line text not null,
  cosigned_at timestamp(3) with time zone not null
);
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
  ended_at timestamp(3) with time zone,
  entry uuid not null
);
create table entry (
  institution uuid not null,
  position bigint not null,
  id uuid not null,
  kind text not null,
  leaf text not null,
  leaf_hash bytea not null,
  recorded_at timestamp(3) with time zone not null,
  logged_at timestamp(3) with time zone not null,
  effective_at timestamp(3) with time zone,
  process uuid,
  version integer,
  mechanism text,
  event text not null,
  actor text not null,
  body text,
  duty text,
  article text,
  refusal text,
  cause uuid,
  request text,
  touches text[] not null
);
create table entry_private (
  institution uuid not null,
  entry uuid not null,
  path text not null,
  subject text not null,
  salt bytea,
  value jsonb,
  key uuid,
  sealed bytea
);
create table erasure (
  institution uuid not null,
  subject text not null,
  entry uuid not null,
  erased_at timestamp(3) with time zone not null
);
create table evidence (
  institution uuid not null,
  hash text not null,
  size bigint not null,
  type text not null,
  name_commitment text,
  name_salt bytea,
  uploaded_by uuid not null,
  uploaded_at timestamp(3) with time zone not null,
  kept_until timestamp(3) with time zone
);
create table evidence_cursor (
  institution uuid not null,
  position bigint not null
);
create table evidence_reference (
  institution uuid not null,
  hash text not null,
  position bigint not null
);
create table head (
  institution uuid not null,
  position bigint not null,
  logged_at timestamp(3) with time zone not null,
  house bigint not null default 0
);
create table institution (
  institution uuid not null,
  name text not null,
  zone text not null,
  entry uuid not null
);
create table institution_secret (
  institution uuid not null,
  request_key bytea not null,
  master text
);
create table interest (
  institution uuid not null,
  person uuid not null,
  subject text not null,
  kind text not null,
  from_on date not null,
  to_on date,
  entry uuid not null
);
create table person (
  institution uuid not null,
  id uuid not null,
  issuer text not null,
  subject text not null,
  entry uuid not null
);
create table policy_value (
  institution uuid not null,
  key text not null,
  value integer not null,
  from_at timestamp(3) with time zone not null,
  entry uuid not null
);
create table process (
  institution uuid not null,
  id uuid not null,
  mechanism text not null,
  chart text not null,
  edition text not null,
  chart_hash text not null,
  revision integer not null,
  version integer not null,
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
  opened_at timestamp(3) with time zone not null,
  opened_position bigint not null,
  last_effective_at timestamp(3) with time zone not null,
  closed_at timestamp(3) with time zone
);
create table reaction (
  institution uuid not null,
  entry uuid not null,
  n integer not null,
  target text not null,
  event text not null,
  process uuid,
  payload jsonb not null,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  next_at timestamp(3) with time zone not null,
  answered_by uuid
);
create table request_digest (
  institution uuid not null,
  actor text not null,
  request text not null,
  entry uuid not null,
  digest bytea not null
);
create table sealed (
  institution uuid not null,
  size bigint not null
);
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
  scope jsonb
);
create table subject (
  institution uuid not null,
  key text not null,
  kind text not null,
  name text not null,
  entry uuid not null
);
create table subject_key (
  institution uuid not null,
  id uuid not null,
  subject text not null,
  master text,
  wrapped bytea,
  erased_by uuid
);
create table supervision (
  institution uuid not null,
  from_on date not null,
  form text not null,
  articles text not null,
  entry uuid not null
);
create table tile (
  institution uuid not null,
  level integer not null,
  index bigint not null,
  hashes bytea not null
);
create table timer (
  institution uuid not null,
  process uuid not null,
  clock text not null,
  id uuid not null,
  fires text not null,
  kind text not null,
  started_at timestamp(3) with time zone not null,
  due_at timestamp(3) with time zone not null,
  n integer not null,
  unit text not null,
  since integer not null,
  provisional boolean not null,
  basis text not null
);
create table trail_alarm (
  institution uuid not null,
  source text not null,
  kind text not null,
  known bigint not null,
  size bigint not null,
  first_at timestamp(3) with time zone not null,
  last_at timestamp(3) with time zone not null
);
create table trail_index (
  institution uuid not null,
  position bigint not null,
  process uuid,
  effective_at timestamp(3) with time zone,
  terms bigint[] not null
);
create table trail_indexed (
  institution uuid not null,
  position bigint not null,
  form integer not null
);
create table unit (
  institution uuid not null,
  id text not null,
  kind text not null,
  superior text,
  name text not null,
  entry uuid not null
);
create table witnessing (
  institution uuid not null,
  witness text not null,
  key text not null,
  state text not null,
  size bigint not null,
  since timestamp(3) with time zone not null,
  asked_at timestamp(3) with time zone not null
);

-- ---- Constraints

alter table checkpoint add constraint checkpoint_pkey PRIMARY KEY (institution, size);
alter table cosignature add constraint cosignature_pkey PRIMARY KEY (institution, size, witness);
alter table delegation add constraint delegation_pkey PRIMARY KEY (institution, id);
alter table entry add constraint entry_pkey PRIMARY KEY (institution, "position");
alter table entry_private add constraint entry_private_check CHECK (((sealed IS NULL) = (key IS NULL)));
alter table entry_private add constraint entry_private_check1 CHECK (((sealed IS NULL) OR ((salt IS NULL) AND (value IS NULL))));
alter table entry_private add constraint entry_private_check2 CHECK (((sealed IS NOT NULL) OR (salt IS NOT NULL)));
alter table entry_private add constraint entry_private_pkey PRIMARY KEY (institution, entry, path);
alter table erasure add constraint erasure_pkey PRIMARY KEY (institution, entry);
alter table evidence add constraint evidence_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text));
alter table evidence add constraint evidence_pkey PRIMARY KEY (institution, hash);
alter table evidence add constraint evidence_size_check CHECK ((size > 0));
alter table evidence_cursor add constraint evidence_cursor_pkey PRIMARY KEY (institution);
alter table evidence_reference add constraint evidence_reference_pkey PRIMARY KEY (institution, hash);
alter table head add constraint head_pkey PRIMARY KEY (institution);
alter table institution add constraint institution_pkey PRIMARY KEY (institution);
alter table institution_secret add constraint institution_secret_pkey PRIMARY KEY (institution);
alter table interest add constraint interest_pkey PRIMARY KEY (institution, person, subject, kind);
alter table person add constraint person_institution_issuer_subject_key UNIQUE (institution, issuer, subject);
alter table person add constraint person_pkey PRIMARY KEY (institution, id);
alter table policy_value add constraint policy_value_pkey PRIMARY KEY (institution, key, from_at);
alter table process add constraint process_pkey PRIMARY KEY (institution, id);
alter table reaction add constraint reaction_pkey PRIMARY KEY (institution, entry, n);
alter table reaction add constraint reaction_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'refused'::text])));
alter table request_digest add constraint request_digest_pkey PRIMARY KEY (institution, actor, request);
alter table sealed add constraint sealed_pkey PRIMARY KEY (institution);
alter table seat add constraint seat_pkey PRIMARY KEY (institution, id);
alter table subject add constraint subject_pkey PRIMARY KEY (institution, key);
alter table subject_key add constraint subject_key_check CHECK (((wrapped IS NULL) = (erased_by IS NOT NULL)));
alter table subject_key add constraint subject_key_check1 CHECK (((master IS NULL) = (wrapped IS NULL)));
alter table subject_key add constraint subject_key_pkey PRIMARY KEY (institution, id);
alter table supervision add constraint supervision_pkey PRIMARY KEY (institution, from_on);
alter table tile add constraint tile_pkey PRIMARY KEY (institution, level, index);
alter table timer add constraint timer_pkey PRIMARY KEY (institution, process, clock);
alter table trail_alarm add constraint trail_alarm_pkey PRIMARY KEY (institution, source, kind, known);
alter table trail_index add constraint trail_index_pkey PRIMARY KEY (institution, "position");
alter table trail_indexed add constraint trail_indexed_pkey PRIMARY KEY (institution);
alter table unit add constraint unit_kind_check CHECK ((kind = ANY (ARRAY['headquarters'::text, 'branch'::text, 'department'::text, 'outside'::text])));
alter table unit add constraint unit_pkey PRIMARY KEY (institution, id);
alter table witnessing add constraint witnessing_pkey PRIMARY KEY (institution, witness);

-- ---- Indexes

CREATE INDEX cosignature_witness ON public.cosignature USING btree (institution, witness, size);
CREATE INDEX delegation_delegate ON public.delegation USING btree (institution, delegate);
CREATE INDEX entry_beat ON public.entry USING btree (institution, recorded_at) WHERE ((mechanism = 'G01'::text) AND (event = 'beat'::text) AND (refusal IS NULL));
CREATE INDEX entry_cause ON public.entry USING btree (institution, cause) WHERE (cause IS NOT NULL);
CREATE INDEX entry_logged_at ON public.entry USING brin (logged_at);
CREATE INDEX entry_private_open ON public.entry_private USING btree (institution, entry, path) WHERE (sealed IS NULL);
CREATE INDEX entry_private_subject ON public.entry_private USING btree (institution, subject);
CREATE INDEX entry_process ON public.entry USING btree (institution, process, "position");
CREATE INDEX entry_seal_key ON public.entry USING btree (institution, "position") WHERE ((mechanism = 'G01'::text) AND (event = ANY (ARRAY['enterSealKey'::text, 'rotateSealKey'::text])) AND (refusal IS NULL));
CREATE INDEX erasure_subject ON public.erasure USING btree (institution, subject);
CREATE INDEX evidence_waiting ON public.evidence USING btree (kept_until) WHERE (kept_until IS NOT NULL);
CREATE INDEX evidence_waiting_of ON public.evidence USING btree (institution, uploaded_by) WHERE (kept_until IS NOT NULL);
CREATE INDEX person_identity ON public.person USING btree (issuer, subject);
CREATE INDEX process_list ON public.process USING btree (institution, mechanism, final, opened_at, id);
CREATE INDEX process_opened ON public.process USING btree (institution, opened_at, id);
CREATE INDEX process_subjects ON public.process USING gin (subjects);
CREATE INDEX process_unit ON public.process USING btree (institution, unit, final);
CREATE INDEX reaction_waiting ON public.reaction USING btree (next_at) WHERE (state = 'waiting'::text);
CREATE INDEX seat_body ON public.seat USING btree (institution, body);
CREATE INDEX seat_person ON public.seat USING btree (institution, person);
CREATE INDEX timer_due ON public.timer USING btree (due_at);
CREATE INDEX timer_provisional ON public.timer USING btree (process) WHERE provisional;
CREATE INDEX trail_index_terms ON public.trail_index USING gin (terms);
CREATE UNIQUE INDEX checkpoint_pkey ON public.checkpoint USING btree (institution, size);
CREATE UNIQUE INDEX cosignature_pkey ON public.cosignature USING btree (institution, size, witness);
CREATE UNIQUE INDEX delegation_pkey ON public.delegation USING btree (institution, id);
CREATE UNIQUE INDEX entry_id ON public.entry USING btree (institution, id);
CREATE UNIQUE INDEX entry_pkey ON public.entry USING btree (institution, "position");
CREATE UNIQUE INDEX entry_private_pkey ON public.entry_private USING btree (institution, entry, path);
CREATE UNIQUE INDEX entry_request ON public.entry USING btree (institution, actor, request) WHERE (request IS NOT NULL);
CREATE UNIQUE INDEX erasure_pkey ON public.erasure USING btree (institution, entry);
CREATE UNIQUE INDEX evidence_cursor_pkey ON public.evidence_cursor USING btree (institution);
CREATE UNIQUE INDEX evidence_pkey ON public.evidence USING btree (institution, hash);
CREATE UNIQUE INDEX evidence_reference_pkey ON public.evidence_reference USING btree (institution, hash);
CREATE UNIQUE INDEX head_pkey ON public.head USING btree (institution);
CREATE UNIQUE INDEX institution_pkey ON public.institution USING btree (institution);
CREATE UNIQUE INDEX institution_secret_pkey ON public.institution_secret USING btree (institution);
CREATE UNIQUE INDEX interest_pkey ON public.interest USING btree (institution, person, subject, kind);
CREATE UNIQUE INDEX person_institution_issuer_subject_key ON public.person USING btree (institution, issuer, subject);
CREATE UNIQUE INDEX person_pkey ON public.person USING btree (institution, id);
CREATE UNIQUE INDEX policy_value_pkey ON public.policy_value USING btree (institution, key, from_at);
CREATE UNIQUE INDEX process_pkey ON public.process USING btree (institution, id);
CREATE UNIQUE INDEX process_reference ON public.process USING btree (institution, reference);
CREATE UNIQUE INDEX reaction_pkey ON public.reaction USING btree (institution, entry, n);
CREATE UNIQUE INDEX request_digest_pkey ON public.request_digest USING btree (institution, actor, request);
CREATE UNIQUE INDEX sealed_pkey ON public.sealed USING btree (institution);
CREATE UNIQUE INDEX seat_pkey ON public.seat USING btree (institution, id);
CREATE UNIQUE INDEX subject_key_alive ON public.subject_key USING btree (institution, subject) WHERE (erased_by IS NULL);
CREATE UNIQUE INDEX subject_key_pkey ON public.subject_key USING btree (institution, id);
CREATE UNIQUE INDEX subject_pkey ON public.subject USING btree (institution, key);
CREATE UNIQUE INDEX supervision_pkey ON public.supervision USING btree (institution, from_on);
CREATE UNIQUE INDEX tile_pkey ON public.tile USING btree (institution, level, index);
CREATE UNIQUE INDEX timer_pkey ON public.timer USING btree (institution, process, clock);
CREATE UNIQUE INDEX trail_alarm_pkey ON public.trail_alarm USING btree (institution, source, kind, known);
CREATE UNIQUE INDEX trail_index_pkey ON public.trail_index USING btree (institution, "position");
CREATE UNIQUE INDEX trail_indexed_pkey ON public.trail_indexed USING btree (institution);
CREATE UNIQUE INDEX unit_pkey ON public.unit USING btree (institution, id);
CREATE UNIQUE INDEX witnessing_pkey ON public.witnessing USING btree (institution, witness);

-- ---- Row-level security

alter table checkpoint enable row level security, forced;
alter table cosignature enable row level security, forced;
alter table delegation enable row level security, forced;
alter table entry enable row level security, forced;
alter table entry_private enable row level security, forced;
alter table erasure enable row level security, forced;
alter table evidence enable row level security, forced;
alter table evidence_cursor enable row level security, forced;
alter table evidence_reference enable row level security, forced;
alter table head enable row level security, forced;
alter table institution enable row level security, forced;
alter table institution_secret enable row level security, forced;
alter table interest enable row level security, forced;
alter table person enable row level security, forced;
alter table policy_value enable row level security, forced;
alter table process enable row level security, forced;
alter table reaction enable row level security, forced;
alter table request_digest enable row level security, forced;
alter table sealed enable row level security, forced;
alter table seat enable row level security, forced;
alter table subject enable row level security, forced;
alter table subject_key enable row level security, forced;
alter table supervision enable row level security, forced;
alter table tile enable row level security, forced;
alter table timer enable row level security, forced;
alter table trail_alarm enable row level security, forced;
alter table trail_index enable row level security, forced;
alter table trail_indexed enable row level security, forced;
alter table unit enable row level security, forced;
alter table witnessing enable row level security, forced;

-- ---- Policies

create policy own_institution on checkpoint for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy own_institution on cosignature for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy own_institution on delegation for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy own_institution on entry for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy own_institution on entry_private for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy own_institution on erasure for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy own_institution on evidence for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy owner_reads on evidence for select to (owner) using true;
create policy own_institution on evidence_cursor for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy own_institution on evidence_reference for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy own_institution on head for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy owner_reads on head for select to (owner) using true;
create policy own_institution on institution for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy owner_reads on institution for select to (owner) using true;
create policy own_institution on institution_secret for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy owner_reads on institution_secret for select to (owner) using true;
create policy own_institution on interest for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy own_institution on person for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy owner_reads on person for select to (owner) using true;
create policy own_institution on policy_value for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy own_institution on process for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy owner_reads on process for select to (owner) using true;
create policy own_institution on reaction for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy owner_reads on reaction for select to (owner) using true;
create policy own_institution on request_digest for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy own_institution on sealed for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy owner_reads on sealed for select to (owner) using true;
create policy own_institution on seat for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy own_institution on subject for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy own_institution on subject_key for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy own_institution on supervision for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy own_institution on tile for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy own_institution on timer for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy owner_reads on timer for select to (owner) using true;
create policy own_institution on trail_alarm for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy own_institution on trail_index for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy owner_reads on trail_index for select to (owner) using true;
create policy own_institution on trail_indexed for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy owner_reads on trail_indexed for select to (owner) using true;
create policy own_institution on unit for all to public using (institution = current_institution()) with check (institution = current_institution());
create policy own_institution on witnessing for all to public using (institution = current_institution()) with check (institution = current_institution());

-- ---- Triggers

CREATE TRIGGER entry_is_kept BEFORE DELETE OR UPDATE ON public.entry FOR EACH ROW EXECUTE FUNCTION refuse_change() -- always;
CREATE TRIGGER entry_is_not_truncated BEFORE TRUNCATE ON public.entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change() -- always;

-- ---- Functions

CREATE OR REPLACE FUNCTION public.append(inst uuid, read_position bigint, lines entry_line[], changes process_change[], privates private_value[], armed armed_timer[], rest json)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.append_batches(written batch_written[])
 RETURNS SETOF bigint
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  w batch_written;
begin
  foreach w in array written loop
    return next append(w.inst, w.read_position, w.lines, w.changes, w.privates, w.armed, w.rest);
  end loop;
end $function$
;
CREATE OR REPLACE FUNCTION public.charts_in_use()
 RETURNS TABLE(mechanism text, edition text, chart text, chart_hash text, revision integer, open bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select p.mechanism, p.edition, p.chart, p.chart_hash, p.revision, count(*) from process p
    where not p.final or exists (select from timer t
      where t.institution = p.institution and t.process = p.id)
    group by 1, 2, 3, 4, 5 order by 1, 2, 3, 5 $function$
;
CREATE OR REPLACE FUNCTION public.cosign(inst uuid, of_size bigint, by_witness text, signed text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  perform set_config('xiaobao.institution', inst::text, true);
  insert into cosignature select inst, of_size, by_witness, signed, clock_timestamp()
    from checkpoint c where c.institution = inst and c.size = of_size
    on conflict do nothing;
end $function$
;
CREATE OR REPLACE FUNCTION public.current_institution()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('xiaobao.institution', true), '')::uuid $function$
;
CREATE OR REPLACE FUNCTION public.destroy_key(inst uuid, of_subject text, by_entry uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  delete from request_digest d using entry_private v, entry e
    where v.institution = inst and v.subject = of_subject
      and e.institution = inst and e.id = v.entry and e.request is not null
      and d.institution = inst and d.actor = e.actor and d.request = e.request;
  update subject_key k set wrapped = null, master = null, erased_by = by_entry
    where k.institution = inst and k.subject = of_subject and k.erased_by is null;
end $function$
;
CREATE OR REPLACE FUNCTION public.due_reactions(at timestamp with time zone, most integer)
 RETURNS TABLE(institution uuid, entry uuid, n integer, target text, event text, process uuid, payload jsonb, attempts integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select r.institution, r.entry, r.n, r.target, r.event, r.process, r.payload, r.attempts from reaction r
    where r.state = 'waiting' and r.next_at <= coalesce(at, statement_timestamp())
    order by r.next_at, r.entry, r.n limit most $function$
;
CREATE OR REPLACE FUNCTION public.due_timers(at timestamp with time zone, most integer)
 RETURNS TABLE(institution uuid, process uuid, clock text, id uuid, due_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select t.institution, t.process, t.clock, t.id, t.due_at from timer t
    where t.due_at <= coalesce(at, statement_timestamp()) order by t.due_at, t.id limit most $function$
;
CREATE OR REPLACE FUNCTION public.encrypt_privates(inst uuid, keys json, privates private_value[])
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.evidence_due(at timestamp with time zone)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select distinct e.institution from evidence e where e.kept_until <= at $function$
;
CREATE OR REPLACE FUNCTION public.forget_index(inst uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  perform set_config('xiaobao.institution', inst::text, true);
  perform from trail_indexed i where i.institution = inst for update;
  delete from trail_index t where t.institution = inst;
  delete from trail_indexed i where i.institution = inst;
end $function$
;
CREATE OR REPLACE FUNCTION public.index_trail(inst uuid, of_form integer, after bigint, lines json)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.keep_evidence(inst uuid, file_hash text, file_size bigint, file_type text, commitment text, salt bytea, person uuid, at timestamp with time zone, until timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.keep_request_key(inst uuid, was bytea, by_master text, wrapped bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.last_erased(inst uuid, of_subject text)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$ select max(e.erased_at) from erasure e where e.institution = inst and e.subject = of_subject $function$
;
CREATE OR REPLACE FUNCTION public.load_batch(inst uuid, at timestamp with time zone, known bigint, processes uuid[], actors text[], requests text[], persons uuid[], facts json, anew json)
 RETURNS json
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.load_batches(asked batch_asked[])
 RETURNS TABLE(batch json, keys json)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  a batch_asked;
begin
  foreach a in array asked loop
    batch := load_batch(a.inst, a.at, a.known, a.processes, a.actors, a.requests, a.persons, a.facts, a.anew);
    keys := case when a.subjects is not null then load_keys(a.inst, a.subjects) end;
    return next;
  end loop;
end $function$
;
CREATE OR REPLACE FUNCTION public.load_facts(inst uuid, at timestamp with time zone, keys json)
 RETURNS json
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.load_house(inst uuid, at timestamp with time zone, persons uuid[], facts json)
 RETURNS json
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$ begin return json_build_object(
    'zone', (select i.zone from institution i where i.institution = inst),
    'policies', coalesce((select json_agg(json_build_object('key', v.key, 'value', v.value,
        'from', v.from_at) order by v.key, v.from_at)
      from policy_value v where v.institution = inst), '[]'),
    'seats', coalesce((select json_agg(json_build_object('id', s.id, 'person', s.person,
        'body', s.body, 'unit', s.unit, 'from', s.from_on, 'to', s.to_on, 'scope', s.scope) order by s.from_on, s.id)
      from seat s where s.institution = inst and s.person = any (persons)), '[]'),
    'facts', load_facts(inst, at, facts));
  end $function$
;
CREATE OR REPLACE FUNCTION public.load_keys(inst uuid, subjects text[])
 RETURNS json
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.load_mandates(inst uuid, persons uuid[])
 RETURNS json
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$ begin return json_build_object(
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
  end $function$
;
CREATE OR REPLACE FUNCTION public.load_privates(inst uuid, entries uuid[])
 RETURNS TABLE(entry uuid, path text, subject text, key uuid, sealed bytea, master text, wrapped bytea, erased_by uuid, erased_at timestamp with time zone, last_erased_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare seen text := set_config('xiaobao.institution', inst::text, true);
begin
  return query
    select v.entry, v.path, v.subject, v.key, v.sealed, k.master, k.wrapped, k.erased_by,
      e.erased_at::timestamptz, last_erased(inst, v.subject)
    from entry_private v
    join subject_key k on k.institution = inst and k.id = v.key
    left join erasure e on e.institution = inst and e.entry = k.erased_by
    where v.institution = inst and v.entry = any (load_privates.entries);
end $function$
;
CREATE OR REPLACE FUNCTION public.master_keys_in_use()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select distinct s.master from institution_secret s where s.master is not null $function$
;
CREATE OR REPLACE FUNCTION public.memberships(of_issuer text, of_subject text)
 RETURNS TABLE(institution uuid, person uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select p.institution, p.id from person p
    where p.issuer = of_issuer and p.subject = of_subject order by p.institution $function$
;
CREATE OR REPLACE FUNCTION public.note_witness(inst uuid, of_witness text, by_key text, how text, up_to bigint)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  perform set_config('xiaobao.institution', inst::text, true);
  insert into witnessing as w
    values (inst, of_witness, by_key, how, up_to, clock_timestamp(), clock_timestamp())
    on conflict (institution, witness) do update set key = excluded.key, state = excluded.state, size = excluded.size,
      since = case when w.state = excluded.state then w.since else excluded.since end,
      asked_at = excluded.asked_at;
end $function$
;
CREATE OR REPLACE FUNCTION public.position_before(inst uuid, at timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.process_fact(p process)
 RETURNS json
 LANGUAGE sql
 STABLE
AS $function$ select json_build_object('id', p.id, 'version', p.version, 'paths', p.paths, 'final', p.final,
    'context', p.context) $function$
;
CREATE OR REPLACE FUNCTION public.process_meets(p process, conditions json)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ select exists (select from json_to_recordset(conditions)
      c(mechanism text, unit text, opener uuid, subject text, since timestamptz, until timestamptz)
    where (c.mechanism is null or c.mechanism = p.mechanism)
      and (c.unit is null or c.unit = p.unit)
      and (c.opener is null or c.opener = p.opened_by)
      and (c.subject is null or c.subject = any (p.subjects))
      and (c.since is null or p.opened_at >= c.since)
      and (c.until is null or p.opened_at < c.until)) $function$
;
CREATE OR REPLACE FUNCTION public.processes_about(inst uuid, keys text[], most integer)
 RETURNS TABLE(process uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
begin
  perform set_config('xiaobao.institution', inst::text, true);
  return query with found as materialized (
      select p.institution, p.id from process p where p.subjects && keys)
    select f.id from found f where f.institution = inst limit most;
end $function$
;
CREATE OR REPLACE FUNCTION public.processes_of(inst uuid, of_subject text)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare seen text := set_config('xiaobao.institution', inst::text, true);
begin
  return array(select p.id from process p where p.institution = inst and p.subjects @> array[of_subject]
    union select e.process from entry_private v
      join entry e on e.institution = inst and e.id = v.entry
      where v.institution = inst and v.subject = of_subject and e.process is not null
    order by 1);
end $function$
;
CREATE OR REPLACE FUNCTION public.provisional_timers(due_before timestamp with time zone, after uuid, most integer)
 RETURNS TABLE(institution uuid, process uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select distinct t.institution, t.process from timer t
    where t.provisional and t.due_at < due_before
      and t.process > coalesce(after, '00000000-0000-0000-0000-000000000000')
    order by t.process limit most $function$
;
CREATE OR REPLACE FUNCTION public.raise_alarm(inst uuid, by_source text, of_kind text, at_known bigint, at_size bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  perform set_config('xiaobao.institution', inst::text, true);
  insert into trail_alarm as a values (inst, by_source, of_kind, at_known, at_size, clock_timestamp(), clock_timestamp())
    on conflict (institution, source, kind, known) do update set size = excluded.size, last_at = excluded.last_at
      where a.last_at < excluded.last_at - interval '1 minute';
  return found;
end $function$
;
CREATE OR REPLACE FUNCTION public.refer_evidence(inst uuid, after bigint, upto bigint, hashes text[], positions bigint[])
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin
    raise exception '% of % is refused: the trail is append-only', tg_op, tg_table_name
      using errcode = '42501';
  end $function$
;
CREATE OR REPLACE FUNCTION public.rewrap_keys(inst uuid, keys json)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  seen text := set_config('xiaobao.institution', inst::text, true);
  done bigint;
begin
  update subject_key k set master = x.master, wrapped = decode(x.wrapped, 'hex')
    from json_to_recordset(keys) x(id uuid, was text, master text, wrapped text)
    where k.institution = inst and k.id = x.id and k.wrapped = decode(x.was, 'hex');
  get diagnostics done = row_count;
  return done;
end $function$
;
CREATE OR REPLACE FUNCTION public.seal(inst uuid, was bigint, into_size bigint, tiles json, into_root bytea, signed text, by_key text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.standing_of(inst uuid, subjects text[])
 RETURNS TABLE(subject text, mechanism text, chart text, paths text[], open_paths text[], late boolean)
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  perform set_config('xiaobao.institution', inst::text, true);
  return query
    select s.subject, p.mechanism, p.chart, array_agg(distinct x.path),
      coalesce(array_agg(distinct x.path) filter (where not p.final), '{}'),
      bool_or(not p.final and coalesce(p.context #> '{work,breaches}' @> '[{"explained": false}]', false))
    from unnest(standing_of.subjects) s(subject)
    join process p on p.institution = inst and p.subjects @> array[s.subject]
    cross join lateral unnest(p.paths) x(path)
    group by s.subject, p.mechanism, p.chart;
end $function$
;
CREATE OR REPLACE FUNCTION public.sweep_evidence(inst uuid, at timestamp with time zone, most integer)
 RETURNS text[]
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.to_beat(at timestamp with time zone)
 RETURNS TABLE(institution uuid, process uuid, today date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select i.institution, p.id, d.today from institution i
    join process p on p.institution = i.institution and p.mechanism = 'G01'
    cross join lateral (select (coalesce(to_beat.at, clock_timestamp()) at time zone i.zone)::date as today) d
    where p.context ->> 'founding' = 'false'
      and coalesce(p.context ->> 'lastBeatOn', '') < d.today::text
    order by i.institution $function$
;
CREATE OR REPLACE FUNCTION public.to_seal()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select h.institution from head h
    left join sealed s on s.institution = h.institution
    where h.position <> coalesce(s.size, 0) order by h.institution $function$
;
CREATE OR REPLACE FUNCTION public.to_witness()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select s.institution from sealed s where s.size > 0 order by s.institution $function$
;
CREATE OR REPLACE FUNCTION public.trail_behind(of_form integer, most integer)
 RETURNS TABLE(institution uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select h.institution from head h left join trail_indexed i on i.institution = h.institution
    where i.form is null or i.form < of_form or (i.form = of_form and i.position < h.position)
    order by h.institution limit most $function$
;
CREATE OR REPLACE FUNCTION public.trail_hits(inst uuid, ask json)
 RETURNS TABLE(place bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.trail_processes(inst uuid, term bigint, before bigint, most integer)
 RETURNS TABLE(process uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
begin
  perform set_config('xiaobao.institution', inst::text, true);
  return query select distinct h.process from generate_series(0, (before - 1) >> 13) b
    cross join lateral (with hit as materialized (
        select t.institution, t.position, t.process from trail_index t
        where t.terms @> trail_terms(b << 13, array[term]))
      select x.process from hit x where x.institution = inst and x.position < before
        and x.process is not null) h
    limit most;
end $function$
;
CREATE OR REPLACE FUNCTION public.trail_terms(at bigint, terms bigint[])
 RETURNS bigint[]
 LANGUAGE sql
 IMMUTABLE
AS $function$ select array_agg(((at >> 13) << 40) + t) from unnest(terms) t $function$
;
CREATE OR REPLACE FUNCTION public.values_added(inst uuid, of_subject text, known bigint, upto bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$ select exists (select from entry e
    join entry_private v on v.institution = inst and v.entry = e.id and v.subject = of_subject
    where e.institution = inst and e.position > known and e.position <= upto) $function$
;
CREATE OR REPLACE FUNCTION public.write_mandates(inst uuid, rows json)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.write_projections(inst uuid, rows json)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  mandates json;
  records json;
begin
  select json_agg(x.value) filter (where x.value ->> 'table' in ('supervision', 'delegation', 'delegation_end')),
      json_agg(x.value) filter (where x.value ->> 'table' not in ('supervision', 'delegation', 'delegation_end'))
    into mandates, records from json_array_elements(rows) x;
  if records is not null then perform write_records(inst, records); end if;
  if mandates is not null then perform write_mandates(inst, mandates); end if;
end $function$
;
CREATE OR REPLACE FUNCTION public.write_records(inst uuid, rows json)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$
;

-- ---- Privileges

grant select on checkpoint to xiaobao_app;
grant select on cosignature to xiaobao_app;
grant select on delegation to xiaobao_app;
grant select on entry to xiaobao_app;
grant select on entry_private to xiaobao_app;
grant select on erasure to xiaobao_app;
grant select on evidence to xiaobao_app;
grant select on evidence_cursor to xiaobao_app;
grant select on evidence_reference to xiaobao_app;
grant select on head to xiaobao_app;
grant select on institution to xiaobao_app;
grant select on institution_secret to xiaobao_app;
grant select on interest to xiaobao_app;
grant select on person to xiaobao_app;
grant select on policy_value to xiaobao_app;
grant select on process to xiaobao_app;
grant select on reaction to xiaobao_app;
grant select on request_digest to xiaobao_app;
grant select on sealed to xiaobao_app;
grant select on seat to xiaobao_app;
grant select on subject to xiaobao_app;
grant select on subject_key to xiaobao_app;
grant select on supervision to xiaobao_app;
grant select on tile to xiaobao_app;
grant select on timer to xiaobao_app;
grant select on trail_alarm to xiaobao_app;
grant select on trail_index to xiaobao_app;
grant select on trail_indexed to xiaobao_app;
grant select on unit to xiaobao_app;
grant select on witnessing to xiaobao_app;
grant select on checkpoint to xiaobao_reader;
grant select on cosignature to xiaobao_reader;
grant select on delegation to xiaobao_reader;
grant select on entry to xiaobao_reader;
grant select on entry_private to xiaobao_reader;
grant select on erasure to xiaobao_reader;
grant select on head to xiaobao_reader;
grant select on institution to xiaobao_reader;
grant select on interest to xiaobao_reader;
grant select on person to xiaobao_reader;
grant select on policy_value to xiaobao_reader;
grant select on process to xiaobao_reader;
grant select on reaction to xiaobao_reader;
grant select on sealed to xiaobao_reader;
grant select on seat to xiaobao_reader;
grant select on subject to xiaobao_reader;
grant select on supervision to xiaobao_reader;
grant select on tile to xiaobao_reader;
grant select on timer to xiaobao_reader;
grant select on trail_alarm to xiaobao_reader;
grant select on unit to xiaobao_reader;
grant select on witnessing to xiaobao_reader;

-- ---- Privileges on columns

grant update (answered_by, attempts, next_at, state) on reaction to xiaobao_app;

-- ---- Privileges on functions

grant execute on append(uuid,bigint,entry_line[],process_change[],private_value[],armed_timer[],json) to xiaobao_app;
grant execute on append_batches(batch_written[]) to xiaobao_app;
grant execute on charts_in_use() to xiaobao_app;
grant execute on cosign(uuid,bigint,text,text) to xiaobao_app;
grant execute on current_institution() to xiaobao_app;
grant execute on current_institution() to xiaobao_reader;
grant execute on due_reactions(timestamp with time zone,integer) to xiaobao_app;
grant execute on due_timers(timestamp with time zone,integer) to xiaobao_app;
grant execute on encrypt_privates(uuid,json,private_value[]) to xiaobao_app;
grant execute on evidence_due(timestamp with time zone) to xiaobao_app;
grant execute on forget_index(uuid) to xiaobao_app;
grant execute on index_trail(uuid,integer,bigint,json) to xiaobao_app;
grant execute on keep_evidence(uuid,text,bigint,text,text,bytea,uuid,timestamp with time zone,timestamp with time zone) to xiaobao_app;
grant execute on keep_request_key(uuid,bytea,text,bytea) to xiaobao_app;
grant execute on last_erased(uuid,text) to xiaobao_app;
grant execute on load_batch(uuid,timestamp with time zone,bigint,uuid[],text[],text[],uuid[],json,json) to xiaobao_app;
grant execute on load_batches(batch_asked[]) to xiaobao_app;
grant execute on load_facts(uuid,timestamp with time zone,json) to xiaobao_app;
grant execute on load_house(uuid,timestamp with time zone,uuid[],json) to xiaobao_app;
grant execute on load_keys(uuid,text[]) to xiaobao_app;
grant execute on load_mandates(uuid,uuid[]) to xiaobao_app;
grant execute on load_privates(uuid,uuid[]) to xiaobao_app;
grant execute on master_keys_in_use() to xiaobao_app;
grant execute on memberships(text,text) to xiaobao_app;
grant execute on note_witness(uuid,text,text,text,bigint) to xiaobao_app;
grant execute on position_before(uuid,timestamp with time zone) to xiaobao_app;
grant execute on process_fact(process) to xiaobao_app;
grant execute on process_meets(process,json) to xiaobao_app;
grant execute on processes_about(uuid,text[],integer) to xiaobao_app;
grant execute on processes_of(uuid,text) to xiaobao_app;
grant execute on provisional_timers(timestamp with time zone,uuid,integer) to xiaobao_app;
grant execute on raise_alarm(uuid,text,text,bigint,bigint) to xiaobao_app;
grant execute on refer_evidence(uuid,bigint,bigint,text[],bigint[]) to xiaobao_app;
grant execute on rewrap_keys(uuid,json) to xiaobao_app;
grant execute on seal(uuid,bigint,bigint,json,bytea,text,text) to xiaobao_app;
grant execute on standing_of(uuid,text[]) to xiaobao_app;
grant execute on sweep_evidence(uuid,timestamp with time zone,integer) to xiaobao_app;
grant execute on to_beat(timestamp with time zone) to xiaobao_app;
grant execute on to_seal() to xiaobao_app;
grant execute on to_witness() to xiaobao_app;
grant execute on trail_behind(integer,integer) to xiaobao_app;
grant execute on trail_hits(uuid,json) to xiaobao_app;
grant execute on trail_processes(uuid,bigint,bigint,integer) to xiaobao_app;
grant execute on trail_terms(bigint,bigint[]) to xiaobao_app;
