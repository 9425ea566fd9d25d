import type { GateClause, PatchPolicy, RunConfig, Signature } from '@uet/schemas';

/** One patch of a series, with what its commit says where it came from one. */
export interface GivenPatch {
  /** What a person calls it: a subject, or the name of a file. */
  readonly title: string;
  readonly diff: Uint8Array;
  readonly message: string | null;
  readonly author: Signature | null;
  readonly origin: 'file' | 'series';
}

/** What is to be landed: patches in their order, through gates, under a policy. */
export interface LandingRequest {
  readonly repository: string;
  readonly targetBranch: string;
  readonly patches: readonly GivenPatch[];
  readonly gates: Readonly<Record<string, GateClause>>;
  readonly policy: PatchPolicy;
  readonly config: Pick<RunConfig, 'template_sha256'>;
}
