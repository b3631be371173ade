/**
 * Arrays in PostgreSQL's binary format: the driver would write each as one quoted literal, escaping every quotation
 * mark of the JSON in it, and the server would take that apart again.
 * Layout: dimensions, has-null flag, element type, length, lower bound, then per element its length and its bytes.
 */
const headerBytes = 20;

const elementTypes = { int4: 23, text: 25, json: 114, uuid: 2950 } as const;

export function int4Array(values: readonly number[]): Buffer {
  const buffer = withHeader(elementTypes.int4, values.length, values.length * 8);
  let at = headerBytes;
  for (const value of values) {
    at = buffer.writeInt32BE(4, at);
    at = buffer.writeInt32BE(value, at);
  }
  return buffer;
}

export function textArray(values: readonly string[], elementType: "text" | "json" = "text"): Buffer {
  let bytes = 0;
  for (const value of values) bytes += 4 + Buffer.byteLength(value);
  const buffer = withHeader(elementTypes[elementType], values.length, bytes);
  let at = headerBytes;
  for (const value of values) {
    const length = buffer.write(value, at + 4);
    buffer.writeInt32BE(length, at);
    at += 4 + length;
  }
  return buffer;
}

export function uuidArray(values: readonly string[]): Buffer {
  const buffer = withHeader(elementTypes.uuid, values.length, values.length * 20);
  let at = headerBytes;
  for (const value of values) {
    at = buffer.writeInt32BE(16, at);
    at += buffer.write(value.replaceAll("-", ""), at, "hex");
  }
  return buffer;
}

function withHeader(elementType: number, length: number, bytes: number): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + bytes);
  let at = buffer.writeInt32BE(1, 0);
  at = buffer.writeInt32BE(0, at);
  at = buffer.writeInt32BE(elementType, at);
  at = buffer.writeInt32BE(length, at);
  buffer.writeInt32BE(1, at);
  return buffer;
}
