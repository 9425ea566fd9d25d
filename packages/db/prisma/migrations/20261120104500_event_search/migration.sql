-- Events by words anywhere in their texts: a word that few events have was sought in all of them. Where pg_trgm cannot
-- be used, it still is.
do $$
begin
  create extension if not exists pg_trgm;
  create index "events_search" on "events" using gin (
    (type || ' ' || actor || ' ' || coalesce(reason, '')) gin_trgm_ops
  );
  -- Without knowing how often words occur, the database would not use it for a single one.
  analyze "events";
exception
  when feature_not_supported or undefined_file or undefined_object or insufficient_privilege then
    raise notice 'pg_trgm cannot be used here: a search looks at every event';
end
$$;
