/** Bytes one after another, big end first, as fonts have them. */
export class ByteWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  u8(...values: readonly number[]): this {
    return this.bytes(values);
  }

  u16(...values: readonly number[]): this {
    for (const value of values) this.bytes([(value >> 8) & 255, value & 255]);
    return this;
  }

  u32(...values: readonly number[]): this {
    for (const value of values) this.u16(value >>> 16, value & 0xffff);
    return this;
  }

  text(value: string): this {
    return this.bytes([...value].map((character) => character.charCodeAt(0)));
  }

  bytes(values: ArrayLike<number>): this {
    const needed = this.#length + values.length;
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(needed * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(values, this.#length);
    this.#length = needed;
    return this;
  }

  /** Zeros up to a multiple of four. */
  padded(): this {
    return this.bytes(new Uint8Array((4 - (this.#length % 4)) % 4));
  }

  done(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}
