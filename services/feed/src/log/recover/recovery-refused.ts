/** The log is not rebuilt: why, and what helps, in both languages. */
export class RecoveryRefused extends Error {
  readonly lines: readonly [zh: string, en: string];
  /** Whether something was written by then: only what is the same again the next time. */
  readonly begun: boolean;

  constructor(zh: string, en: string, { begun = false } = {}) {
    super(en);
    this.name = "RecoveryRefused";
    this.lines = [zh, en];
    this.begun = begun;
  }
}
