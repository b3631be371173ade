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
   * Its text: `with ${parts}…`, where `parts` is empty or ends with a comma, and what it writes only where `after` is
   * true, a condition that is met as soon as all parts are done.
   */
  readonly text: (parts: string, after: string) => string;
  readonly values: readonly unknown[];
}

/**
 * The parts and what ends them as one statement, whose parameters are those of the last one, then those of each part.
 * Rows are written, and so locked, in the order of the parts, those of the last statement behind them: the order in
 * which single statements would have done it, so that nobody who sends those waits for this and this for him.
 */
export function inOneStatement(parts: readonly Part[], last: LastStatement): string {
  let before = last.values.length;
  const all = parts.map(({ text, values }, index) => {
    const own = text.replaceAll(/\$(\d+)/g, (_, number: string) => `$${Number(number) + before}`);
    before += values.length;
    return { own, name: `part_${index}` };
  });
  const done = all.map(({ name }) => `(select count(*) from ${name}) >= 0`);
  return last.text(
    all.map(({ name, own }) => `${name} as (${own} returning 1), `).join(""),
    done.length > 0 ? done.join(" and ") : "true",
  );
}
