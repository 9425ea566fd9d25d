/** What the message of a revert is made from. */
export interface RevertFacts {
  /** The subject of the commit that is taken back. */
  readonly subject: string;
  /** What the person said who asked for it. */
  readonly reason: string;
  /** The commit that is taken back. */
  readonly commit: string;
}

/** The commit message of a patch that takes another one back: what, why, and which commit. */
export const revertText = ({ subject, reason, commit }: RevertFacts): string =>
  `Revert "${subject}"\n\n${reason.trim()}\n\nThis reverts commit ${commit}.\n`;

/** Why a revert was asked for, from its message as {@link revertText} wrote it. */
export const reasonOfRevert = (message: string | null): string | null =>
  /^Revert ".*"\n\n(.+)\n\nThis reverts commit \w+\.\n$/s.exec(message ?? '')?.[1] ?? null;
