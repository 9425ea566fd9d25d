/** Whether a power cut may lose committed work: `false` only for databases that a test throws away. */
export interface Durability {
  readonly durable: boolean;
}

const always: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  synchronous_commit: 'on',
  // One machine, one product: no replicas, no archive, no workers for them.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  shared_buffers: '128MB',
  work_mem: '8MB',
  // Bounds how long recovery takes after a kill: work must resume within seconds.
  max_wal_size: '256MB',
  min_wal_size: '64MB',
  random_page_cost: '1.1',
  autovacuum_naptime: '15s',
  // A killed process' transactions and locks end with it, even while it waits for a statement.
  client_connection_check_interval: '2s',
  // Queries are short: compiling them or forking workers for them costs more than it gains,
  // and parallel plans want more of /dev/shm than containers have.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  io_method: 'sync',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  // Starts, stops and crashes only; failed statements are reported to whoever sent them.
  log_min_messages: 'log',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
};

const durableSettings = { fsync: 'on', full_page_writes: 'on' };
const throwawaySettings = { fsync: 'off', full_page_writes: 'off' };

/** Arguments of `postgres`: given on each start, so that a new version's settings reach old data folders. */
export function serverArguments(dataFolder: string, port: number, { durable }: Durability): string[] {
  const settings = { ...always, ...(durable ? durableSettings : throwawaySettings), port: String(port) };
  return [
    '-D',
    dataFolder,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

/** Arguments of `initdb`: the same text order and case rules on every machine, whatever its locales are. */
export function initdbArguments(dataFolder: string, user: string, passwordFile: string): string[] {
  return [
    `--pgdata=${dataFolder}`,
    `--username=${user}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-sync',
    '--no-instructions',
  ];
}
