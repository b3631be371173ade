/** A stream of numbers in [0, 1) that is the same for the same seed, on every machine (mulberry32). */
export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from `least` to `most`, both included. */
export function between(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** `total` as `parts` whole numbers that differ by a few percent and add up to it exactly. */
export function split(random: Random, total: number, parts: number): readonly number[] {
  const weights = Array.from({ length: parts }, () => between(random, 85, 115));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let [weightSoFar, given] = [0, 0];
  return weights.map((weight) => {
    weightSoFar += weight;
    const part = Math.round((total * weightSoFar) / whole) - given;
    given += part;
    return part;
  });
}
