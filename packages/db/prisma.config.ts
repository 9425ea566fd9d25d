import { defineConfig } from 'prisma/config';

const url = process.env.DATABASE_URL;

/** For Prisma's own program: `DATABASE_URL=… npx prisma migrate deploy` works on the same migrations. */
export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  ...(url === undefined ? {} : { datasource: { url } }),
});
