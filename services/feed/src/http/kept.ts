/**
 * Keeps what was made under a key that says all that it depends on, up to a total size; the longest unused goes first.
 */
export interface Kept<T> {
  /** What is kept, or being made, or made now. A failure is not kept. */
  get(key: string, make: () => Promise<T>): Promise<T>;
}

interface Entry<T> {
  readonly value: Promise<T>;
  size: number;
}

export function kept<T>({ most, sizeOf }: { most: number; sizeOf: (value: T) => number }): Kept<T> {
  const found = new Map<string, Entry<T>>();
  const shrink = () => {
    let total = [...found.values()].reduce((sum, { size }) => sum + size, 0);
    for (const [key, { size }] of found) {
      if (total <= most || found.size === 1) return;
      found.delete(key);
      total -= size;
    }
  };
  const settle = async (key: string, entry: Entry<T>) => {
    try {
      entry.size = sizeOf(await entry.value);
      shrink();
    } catch {
      found.delete(key);
    }
  };
  return {
    get(key, make) {
      const before = found.get(key);
      if (before) {
        found.delete(key);
        found.set(key, before);
        return before.value;
      }
      const entry = { value: make(), size: 0 };
      found.set(key, entry);
      void settle(key, entry);
      return entry.value;
    },
  };
}
