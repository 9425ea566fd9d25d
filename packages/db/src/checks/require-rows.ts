/** Ends the statement that calls it, and its transaction, where an update did not find all of its rows. */
export const requireRowsSql = `create or replace function require_rows(changed bigint, wanted bigint, what text) returns boolean
language plpgsql as $$
begin
  if changed <> wanted then
    raise exception '% of % rows of % were changed by someone else in between', wanted - changed, wanted, what
      using errcode = 'UE001';
  end if;
  return true;
end
$$;`;

/**
 * Ends the statement, and its transaction, where the queue silently took fewer jobs than it was given.
 *
 * graphile-worker's `add_jobs` drops a job whose key is that of a job which a worker locks at the same moment: the
 * wake-up would be lost. The store writes the same statement again, which then finds the key free.
 */
export const requireJobsSql = `create or replace function require_jobs(taken bigint, wanted bigint) returns boolean
language plpgsql as $$
begin
  if taken <> wanted then
    raise exception 'the queue took % of % jobs', taken, wanted using errcode = 'UE002';
  end if;
  return true;
end
$$;`;
