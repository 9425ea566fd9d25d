import type { Role } from '@uet/schemas';

/** A part of the settings. */
export interface Section {
  readonly path: string;
  readonly title: string;
  /** The least role that sees it. */
  readonly needs: Role;
}

/** The parts of the settings, in the order in which they are offered. */
export const sections = [
  { path: 'health', title: 'Health', needs: 'viewer' },
  { path: 'tokens', title: 'Tokens', needs: 'admin' },
  { path: 'budgets', title: 'Budgets', needs: 'viewer' },
  { path: 'prices', title: 'Prices', needs: 'viewer' },
] as const satisfies readonly Section[];

/** The name of a part of the settings in the address. */
export type SectionPath = (typeof sections)[number]['path'];

/** The part of the settings with this name. */
export const sectionOf = (path: string) => sections.find((section) => section.path === path);
