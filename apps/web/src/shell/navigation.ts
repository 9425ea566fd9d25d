import {
  CircleDollarSign,
  ClipboardCheck,
  GitMerge,
  LayoutTemplate,
  type LucideIcon,
  Play,
  ScrollText,
  Server,
  Settings,
  Wrench,
} from 'lucide-react';

/** A place of the dashboard. */
export interface Place {
  readonly path: string;
  readonly title: string;
  readonly icon: LucideIcon;
  /** `g` and then this key goes there. */
  readonly key: string;
}

/** The places of the dashboard, in the order in which they are offered. */
export const places: readonly Place[] = [
  { path: '/runs', title: 'Runs', icon: Play, key: 'r' },
  { path: '/landing', title: 'Landing', icon: GitMerge, key: 'l' },
  { path: '/approvals', title: 'Approvals', icon: ClipboardCheck, key: 'a' },
  { path: '/templates', title: 'Templates', icon: LayoutTemplate, key: 't' },
  { path: '/workers', title: 'Workers', icon: Server, key: 'w' },
  { path: '/tools', title: 'Tools', icon: Wrench, key: 'o' },
  { path: '/costs', title: 'Costs', icon: CircleDollarSign, key: 'c' },
  { path: '/events', title: 'Events', icon: ScrollText, key: 'e' },
  { path: '/settings', title: 'Settings', icon: Settings, key: 's' },
];
