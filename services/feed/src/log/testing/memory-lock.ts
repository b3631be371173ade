import type { Locked, LockStore } from "../lock/lock-store.ts";

/** A lock store without a disk, with everything that it ever held. It passes the same contract as the others. */
export function memoryLock(): LockStore & { readonly held: Locked[] } {
  const held: Locked[] = [];
  return {
    held,
    read: () => Promise.resolve(held.at(-1) ?? null),
    replace(previous, checkpoint) {
      if ((held.at(-1)?.generation ?? 0) !== (previous?.generation ?? 0)) return Promise.resolve(null);
      const locked = { generation: (previous?.generation ?? 0) + 1, checkpoint };
      held.push(locked);
      return Promise.resolve(locked);
    },
  };
}
