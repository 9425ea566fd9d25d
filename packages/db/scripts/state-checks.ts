// Prints what the database is to refuse, as SQL for a migration: pnpm --filter @uet/db state-checks
import { addCheckSql, stateChecks } from '../src/checks/machine-checks.js';
import { requireJobsSql, requireRowsSql } from '../src/checks/require-rows.js';

console.log(requireRowsSql);
console.log(requireJobsSql);
for (const check of stateChecks) console.log(addCheckSql(check));
