/** The log is not rebuilt, and nothing was written: why, and what helps, in both languages. */
export class RecoveryRefused extends Error {
  readonly lines: readonly [zh: string, en: string];

  constructor(zh: string, en: string) {
    super(en);
    this.name = "RecoveryRefused";
    this.lines = [zh, en];
  }
}
