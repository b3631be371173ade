import type { EvidenceFault, EvidenceFaultCode } from "./evidence-files.ts";

/** What may be published of an upload, and the smaller forms of it by their widths. */
export interface Cleaned {
  readonly content: Uint8Array;
  readonly width: number | null;
  readonly height: number | null;
  readonly smaller: ReadonlyMap<number, Uint8Array>;
}

export function fileFault(fault: EvidenceFaultCode, value: string, limit: string | null = null): EvidenceFault {
  return { fault, field: "file", value, limit };
}
