import { percentile } from "../statistics.ts";
import type { Measure, Place, Sample } from "./measure.ts";

const sizes: Readonly<Record<string, number>> = { "1 000 events": 1_000, "100 000 events": 100_000 };

/** One payment after another into a plan that this process knows: decided, and on the disk. */
async function measure(name: string, { url, seconds }: Place): Promise<Sample> {
  // Loaded here: it is most of the product.
  const { longRecorder } = await import("../projected/long-recorder.ts");
  const { pay, close } = await longRecorder(url, sizes[name] ?? 0);
  try {
    const cold = performance.now();
    await pay(0);
    const coldMs = performance.now() - cold;
    for (let number = 1; number <= 50; number += 1) await pay(number);
    const took: number[] = [];
    const end = performance.now() + seconds * 1000;
    for (let number = 51; performance.now() < end; number += 1) {
      const began = performance.now();
      await pay(number);
      took.push(performance.now() - began);
    }
    const details = { "p99 ms": percentile(took, 0.99), "first ms": coldMs, commands: took.length };
    return { value: percentile(took, 0.5), details };
  } finally {
    await close();
  }
}

export const warmCommand: Measure = {
  name: "warm-command",
  title: "a command on a plan that the process knows, decided and appended, one after another",
  unit: "p50 ms",
  subjects: Object.keys(sizes),
  base: "1 000 events",
  goal: "at most 5 ms",
  run: measure,
  installs: true,
};
