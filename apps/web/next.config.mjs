import { fileURLToPath } from 'node:url';

/** @type {import('next').NextConfig} */
export default {
  // The server sets these headers for every answer, pages included.
  poweredByHeader: false,
  // A lock file further up the tree would make Next look for the root of the project there.
  turbopack: { root: fileURLToPath(new URL('../..', import.meta.url)) },
  experimental: {
    optimizePackageImports: ['lucide-react', 'radix-ui', 'recharts', '@uet/core'],
  },
};
