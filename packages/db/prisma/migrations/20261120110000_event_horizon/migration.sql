-- The oldest transaction that may still write events here: every event of an older one can be read in the *next*
-- statement. Transactions of other databases of the server cannot write here. Which database a running one belongs to is
-- seen by the lock that it holds on itself. One that ended since the snapshot has none: then it is looked anew, and after
-- some looks it counts, as it may have been one of this database.
create function event_horizon() returns xid8 language plpgsql volatile as $$
declare
  horizon xid8;
  unsettled boolean;
begin
  for look in 1..20 loop
    select
      coalesce(min(running) filter (where a.datid is null or a.datname = current_database()),
        pg_snapshot_xmax(pg_current_snapshot())),
      bool_or(a.pid is null)
    into horizon, unsettled
    from pg_snapshot_xip(pg_current_snapshot()) running
    left join pg_locks l
      on l.locktype = 'transactionid' and l.transactionid = running::xid and l.mode = 'ExclusiveLock' and l.granted
    left join pg_stat_activity a on a.pid = l.pid;
    exit when unsettled is not true;
  end loop;
  return horizon;
end
$$;
