/** What the operator can mend without reading code: a line in both languages for each fault, no stack, exit code 2. */
export class OperatorError extends Error {
  constructor(...faults: readonly (readonly [zh: string, en: string])[]) {
    super(faults.map(([zh, en]) => `${zh} ｜ ${en}`).join("\n"));
    this.name = "OperatorError";
  }
}
