import { plainText } from "../plain-text.ts";

/** An element as lines of text. A tree of nodes would cost more than the file that is written from it. */
export type Xml = readonly string[];
type Attributes = Readonly<Record<string, string | null>>;

/** One element with text or elements inside; an attribute that is null is left out. Text keeps what XML can hold. */
export function xml(name: string, attributes: Attributes, content: string | readonly Xml[] = []): Xml {
  const open = `<${name}${Object.entries(attributes).map(attribute).join("")}`;
  if (typeof content === "string") return [`${open}>${escaped(plainText(content))}</${name}>`];
  if (content.length === 0) return [`${open}/>`];
  return [`${open}>`, ...content.flatMap((element) => element.map((line) => `  ${line}`)), `</${name}>`];
}

/** A whole document in UTF-8. */
export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.join("\n")}\n`;
}

function attribute([name, value]: [string, string | null]): string {
  return value === null
    ? ""
    : ` ${name}="${escaped(plainText(value))
        .replace(/[\n\t]/g, " ")
        .replaceAll('"', "&quot;")}"`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
