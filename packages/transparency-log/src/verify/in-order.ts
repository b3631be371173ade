/** Loads items some at a time and hands them on in order: a log over a network is read at the speed of the network. */
export async function* inOrder<Item, Result>(
  items: Iterable<Item>,
  load: (item: Item) => Promise<Result>,
  ahead: number,
): AsyncGenerator<Result> {
  const waiting: Promise<Result>[] = [];
  for (const item of items) {
    const loading = load(item);
    // A failure is heard when its turn comes, or not at all if an earlier one ends the walk.
    loading.catch(() => undefined);
    waiting.push(loading);
    const first = waiting.length >= ahead ? waiting.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const loading of waiting) yield await loading;
}
