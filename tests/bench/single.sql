-- The same reads and row writes as one statement, which is one transaction and one round trip.
\set institution random(1, 10)
\set known random(1, 1000)
\set opens random(0, 1)
\set k :k + 1
\set n :run * 1000000000000 + :client_id * 1000000000 + :k
\set target case when :opens = 1 then :n else :known end
with found as (
  select * from process where institution = bench_institution(:institution) and id = bench_id(:target)
), asked as (
  select id, position, process, leaf from entry where institution = bench_institution(:institution) and actor = :actor and request = 'bench-' || :n::text
), opened as (
  insert into process (institution, id, mechanism, chart, edition, chart_hash, revision, version, value, context, paths, phase, final, title, unit, subjects, participants, held, late, basis, reference, opened_by, opened_at, opened_position, last_effective_at)
  select bench_institution(:institution), bench_id(:n), 'M07', 'complaint', '2020-03-01', :chart_hash, 1, 1, :value::jsonb, :context::jsonb, :paths::text[], 'after', false, :title::jsonb, 'consumer-loans', :subjects::text[], :participants::jsonb, :held::jsonb, '{}', 'statute', 'M07-' || :n::text, :actor::uuid, now(), :n, now() where :opens::int = 1
), changed as (
  update process set version = version + 1, value = :value::jsonb, context = :context::jsonb, paths = :paths::text[], title = :title::jsonb, subjects = :subjects::text[], participants = :participants::jsonb, held = :held::jsonb, last_effective_at = now() where :opens::int = 0 and institution = bench_institution(:institution) and id = bench_id(:target)
), armed as (
  insert into timer (institution, process, clock, id, fires, kind, started_at, due_at, n, unit, since, provisional, basis)
  values (bench_institution(:institution), bench_id(:target), 'K01', bench_id(:n), 'expire', 'deadline', now(), now() + interval '15 days', 15, 'day', 1, false, '2020-3:18')
  on conflict (institution, process, clock) do update set id = excluded.id, started_at = excluded.started_at, due_at = excluded.due_at
), moved as (
  update head set position = position + 1, logged_at = now() where institution = bench_institution(:institution) returning position
), recorded as (
  insert into entry (institution, position, id, kind, leaf, leaf_hash, recorded_at, logged_at, effective_at, process, version, mechanism, event, actor, body, duty, article, request, touches)
  select bench_institution(:institution), position, bench_id(:n), 'accepted', :leaf, decode(:leaf_hash, 'hex'), now(), now(), now(), bench_id(:target), 1, 'M07', 'register', :actor, 'consumerProtection', 'consumerProtection.register', '2020-3:28', 'bench-' || :n::text, :touches::text[] from moved
)
select f.*, a.* from (select 1) one left join found f on true left join asked a on true;
