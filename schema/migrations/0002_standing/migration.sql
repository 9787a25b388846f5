-- Where the processes about subjects stand: for the table of mechanisms and phases, and for what bars a
-- subject. A process with a breach that nobody has explained is late while it has not ended.
create function standing_of(inst uuid, subjects text[])
  returns table (subject text, mechanism text, chart text, paths text[], open_paths text[], late boolean)
  language plpgsql
  set search_path = public, pg_temp
  as $$
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
end $$;
revoke all on function standing_of(uuid, text[]) from public;
grant execute on function standing_of(uuid, text[]) to xiaobao_app;
