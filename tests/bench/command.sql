-- Statement by statement: what one command reads and writes. One client command is one transaction.
-- Rows are those of a real command (their values come in by -D); of the head, the row that all commands
-- of an institution meet at, the lock is taken as late as can be.
\set institution random(1, 10)
\set known random(1, 1000)
\set opens random(0, 1)
\set k :k + 1
\set n :run * 1000000000000 + :client_id * 1000000000 + :k
\set target case when :opens = 1 then :n else :known end
begin;
select * from process where institution = bench_institution(:institution) and id = bench_id(:target);
select id, position, process, leaf from entry where institution = bench_institution(:institution) and actor = :actor and request = 'bench-' || :n::text;
\if :opens
insert into process (institution, id, mechanism, chart, edition, chart_hash, revision, version, value, context, paths, phase, final, title, unit, subjects, participants, held, late, basis, reference, opened_by, opened_at, opened_position, last_effective_at) values (bench_institution(:institution), bench_id(:n), 'M07', 'complaint', '2020-03-01', :chart_hash, 1, 1, :value, :context, :paths, 'after', false, :title, 'consumer-loans', :subjects, :participants, :held, '{}', 'statute', 'M07-' || :n::text, :actor::uuid, now(), :n, now());
\else
update process set version = version + 1, value = :value, context = :context, paths = :paths, title = :title, subjects = :subjects, participants = :participants, held = :held, last_effective_at = now() where institution = bench_institution(:institution) and id = bench_id(:target);
\endif
delete from timer where institution = bench_institution(:institution) and process = bench_id(:target) and clock = 'K01';
insert into timer (institution, process, clock, id, fires, kind, started_at, due_at, n, unit, since, provisional, basis) values (bench_institution(:institution), bench_id(:target), 'K01', bench_id(:n), 'expire', 'deadline', now(), now() + interval '15 days', 15, 'day', 1, false, '2020-3:18');
update head set position = position + 1, logged_at = now() where institution = bench_institution(:institution) returning position \gset
insert into entry (institution, position, id, kind, leaf, leaf_hash, recorded_at, logged_at, effective_at, process, version, mechanism, event, actor, body, duty, article, request, touches) values (bench_institution(:institution), :position, bench_id(:n), 'accepted', :leaf, decode(:leaf_hash, 'hex'), now(), now(), now(), bench_id(:target), 1, 'M07', 'register', :actor, 'consumerProtection', 'consumerProtection.register', '2020-3:28', 'bench-' || :n::text, :touches);
commit;
