/** A statement that writes to one table alone, which nothing else of its transaction reads or writes. */
export interface Part {
  /** One name, one text. */
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The statement that ends a transaction. */
export interface LastStatement {
  readonly name: string;
  /**
   * Its text: `with ${parts}…`, where `parts` is empty or ends with a comma. `after` is a condition that is true as
   * soon as all parts have written: what it writes first depends on it.
   */
  readonly text: (parts: string, after: string) => string;
  readonly values: readonly unknown[];
}

/**
 * The parts, none of which is empty, and what ends them as one statement, whose parameters are those of the last one,
 * then those of each part. Rows are written, and so locked, in the order of the parts, those of the last statement
 * behind them: the order in which single statements would have done it, so that nobody who sends those waits for this
 * and this for him.
 */
export function inOneStatement(parts: readonly Part[], last: LastStatement): string {
  let before = last.values.length;
  const all = parts.map(({ text, values }, index) => {
    const own = text.replaceAll(/\$(\d+)/g, (_, number: string) => `$${Number(number) + before}`);
    before += values.length;
    return { own, name: `part_${index}` };
  });
  const done = all.map(({ name }) => `exists (select from ${name})`);
  return last.text(
    all.map(({ name, own }) => `${name} as (${own} returning 1), `).join(""),
    done.length > 0 ? done.join(" and ") : "true",
  );
}
