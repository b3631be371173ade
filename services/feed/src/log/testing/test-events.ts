import { canonicalBytes } from "@mingzhang/transparency-log";
import type { AnnouncedKey, PublicEvent, PublicEvents } from "../writer/public-events.ts";

/** Events without a store: they can be recorded, and set back as by a backup that is restored. */
export class TestEvents implements PublicEvents {
  #events: PublicEvent[] = [];
  #keys: AnnouncedKey[] = [];
  #heard: () => void = () => undefined;
  readonly #settles: boolean;

  /** Without `settles` there may always be more than can be read by now, as where another process reads faster. */
  constructor({ settles = true }: { settles?: boolean } = {}) {
    this.#settles = settles;
  }

  get size(): number {
    return this.#events.length;
  }

  /** Records so many events; `story` tells those of one world from those of another. */
  record(count: number, story = "first"): void {
    for (let made = 0; made < count; made += 1) {
      const index = this.#events.length;
      this.#events.push({ index, bytes: entryBytes(index, story), current: true });
    }
    this.#heard();
  }

  /** Records what announces a key; of the same key twice, it is recorded once. */
  announce(vkey: string): void {
    if (this.#keys.some((one) => one.vkey === vkey)) return;
    this.#keys.push({ vkey, index: this.#events.length });
    this.record(1, vkey);
  }

  /** As a backup from the time of so many events. */
  restore(size: number): void {
    this.#events = this.#events.slice(0, size);
    this.#keys = this.#keys.filter(({ index }) => index < size);
  }

  bytes(): readonly Uint8Array[] {
    return this.#events.map(({ bytes }) => bytes);
  }

  from(index: number, limit: number): Promise<readonly PublicEvent[]> {
    return Promise.resolve(this.#events.slice(index, index + limit));
  }

  keys(): Promise<readonly AnnouncedKey[]> {
    return Promise.resolve(this.#keys);
  }

  async more(waitMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#heard = resolve;
      timer = setTimeout(resolve, waitMs);
    });
    clearTimeout(timer);
  }

  settled(): Promise<boolean> {
    return Promise.resolve(this.#settles);
  }
}

function entryBytes(index: number, story: string): Uint8Array {
  return canonicalBytes({
    specversion: "1.0",
    id: `${story}-${index}`,
    source: "/log",
    type: "mingzhang.FundsReleased.v1",
    sequence: String(index).padStart(12, "0"),
    data: { story, note: "拨付资金" },
  });
}
