// The state changes of a no-op task as somebody would write them who needs nothing but speed: lean tables without
// foreign keys, checks or secondary indexes, prepared statements, one connection, every statement on disk (as the
// engine's are). pending → queued → running → validating → completed, and its attempt; an event each.

const tables = `create table raw_tasks (id int primary key, state text, version int);
  create table raw_attempts (id int primary key, task_id int, state text);
  create table raw_events (id bigserial primary key, task_id int, type text, at timestamptz default now())`;

async function withTables(pool, count, work) {
  const client = await pool.connect();
  try {
    await client.query(tables);
    await client.query('insert into raw_tasks select n, $1, 0 from generate_series(1, $2) n', [
      'pending',
      count,
    ]);
    const started = performance.now();
    for (let id = 1; id <= count; id += 1) await work(client, id);
    return (performance.now() - started) / 1000;
  } finally {
    await client.query('drop table if exists raw_tasks, raw_attempts, raw_events');
    client.release();
  }
}

const move = {
  name: 'raw_move',
  text: `with moved as (update raw_tasks set state = $2, version = version + 1 where id = $1 returning id)
    insert into raw_events (task_id, type) select id, $2 from moved`,
};
const begin = {
  name: 'raw_begin',
  text: `with made as (insert into raw_attempts values ($1, $1, 'running') returning id)
    insert into raw_events (task_id, type) select id, 'attempt.start' from made`,
};
const end = {
  name: 'raw_end',
  text: `with moved as (update raw_attempts set state = 'succeeded' where id = $1 returning id)
    insert into raw_events (task_id, type) select id, 'attempt.succeed' from moved`,
};

/** Seconds for so many tasks, six statements each: one for each change of a state. */
export const rawByChange = (pool, count) =>
  withTables(pool, count, async (client, id) => {
    await client.query({ ...move, values: [id, 'queued'] });
    await client.query({ ...move, values: [id, 'running'] });
    await client.query({ ...begin, values: [id] });
    await client.query({ ...end, values: [id] });
    await client.query({ ...move, values: [id, 'validating'] });
    await client.query({ ...move, values: [id, 'completed'] });
  });

const whole = {
  name: 'raw_whole',
  text: `with moved as (update raw_tasks set state = 'completed', version = version + 4 where id = $1 returning id),
      made as (insert into raw_attempts values ($1, $1, 'succeeded') returning id)
    insert into raw_events (task_id, type) select moved.id, type from moved, made,
      unnest(array['queued', 'running', 'attempt.start', 'attempt.succeed', 'validating', 'completed']) as type`,
};

/** Seconds for so many tasks, one statement each: all its events, and the states that it ends in. */
export const rawByTask = (pool, count) =>
  withTables(pool, count, (client, id) => client.query({ ...whole, values: [id] }));
