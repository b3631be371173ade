import { parseWan, parseYuan } from "@mingzhang/ledger";
import { isoDay } from "../view/iso-day.ts";

/** What was typed into a form, by field name: always text, so that nothing is lost that does not parse yet. */
export type Values = Readonly<Record<string, string>>;

/** The unit that an amount was typed in stands beside it. */
export function unitField(name: string): string {
  return `${name}:unit`;
}

/** What is known of a file stands beside its digest, so that a draft can tell it after the page was loaded anew. */
export function factField(name: string, fact: "name" | "mediaType" | "bytes"): string {
  return `${name}:${fact}`;
}

/** The fen of a typed amount; null where it is none. Signs are allowed here and judged by the field. */
export function fenTyped(values: Values, name: string): bigint | null {
  const text = plainDigits(values[name] ?? "");
  return values[unitField(name)] === "yuan" ? parseYuan(text) : parseWan(text);
}

/** Full-width digits, spaces and separators as they come out of spreadsheets and Chinese keyboards. */
export function plainDigits(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s,，']/g, "")
    .replace("。", ".")
    .replace("−", "-");
}

/** Reads typed values for an input of the API. Only what passed the checks is read, so what is missing throws. */
export class Typed {
  readonly #values: Values;

  constructor(values: Values) {
    this.#values = values;
  }

  text(name: string): string {
    return (this.#values[name] ?? "").trim();
  }

  /** null where nothing was typed: the field is optional. */
  optional(name: string): string | null {
    return this.text(name) || null;
  }

  year(name: string): number {
    return Number(this.text(name));
  }

  /** As ISO date, however it was typed. */
  day(name: string): string {
    return isoDay(this.text(name)) ?? this.text(name);
  }

  decimal(name: string): string {
    return plainDigits(this.text(name));
  }

  fen(name: string): string {
    const fen = fenTyped(this.#values, name);
    if (fen === null) throw new Error(`no amount in ${name}`);
    return fen.toString();
  }
}
