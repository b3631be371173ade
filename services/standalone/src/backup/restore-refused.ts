/** A backup is not restored, and nothing was changed: a line in both languages for each reason. Exit code 1. */
export class RestoreRefused extends Error {
  constructor(...reasons: readonly (readonly [zh: string, en: string])[]) {
    super(reasons.map(([zh, en]) => `${zh} ｜ ${en}`).join("\n"));
    this.name = "RestoreRefused";
  }
}

/** A part of the file is not what was written. */
export function damaged(part: string, why: string): RestoreRefused {
  return new RestoreRefused([
    `备份已损坏或不完整：${part}（${why}）。未作任何改动，请换用另一份备份`,
    `the backup is damaged or cut off: ${part} (${why}). Nothing was changed; take another copy of it`,
  ]);
}
