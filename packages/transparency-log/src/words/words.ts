/** A text for a reader, in both languages of the product. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

export type Language = keyof Words;
