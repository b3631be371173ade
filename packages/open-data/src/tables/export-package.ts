import { dataLicense } from "./table-schema.ts";

/** One file of a package: where it lies relative to the descriptor, what it is, and its bytes by length and SHA-256. */
export interface ExportFile {
  readonly name: string;
  readonly path: string;
  readonly title: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** 64 hex digits. */
  readonly sha256: string;
}

export interface ExportPackage {
  readonly publicUrl: string;
  readonly publisher: string;
  readonly asOf: string;
  readonly knownAt: string;
  readonly logSize: bigint;
  readonly simulated: boolean;
  readonly files: readonly ExportFile[];
}

/**
 * The descriptor of a Frictionless data package of every export at one size of the log. It names all bytes by their
 * hash: whoever keeps it can show later what was published. Source: Data Package v1.
 */
export function exportPackage(content: ExportPackage): string {
  const { publicUrl, publisher, asOf, knownAt, logSize, simulated, files } = content;
  const mark = simulated ? "（模拟数据 / simulated data）" : "";
  const descriptor = {
    profile: "data-package",
    name: `mingzhang-${logSize}`,
    id: `${publicUrl}/open-data/${logSize}/datapackage.json`,
    title: `明账 Mingzhang：${logSize}${mark}`,
    version: String(logSize),
    homepage: `${publicUrl}/feeds`,
    created: knownAt,
    licenses: [dataLicense],
    sources: [{ title: "公开记录 / the public record", path: `${publicUrl}/log/0.ndjson` }],
    contributors: [{ title: publisher, path: publicUrl, role: "publisher" }],
    simulated,
    mingzhang: { asOf, knownAt, logSize: String(logSize) },
    resources: files.map(({ name, path, title, mediaType, bytes, sha256 }) => ({
      name,
      path,
      title,
      mediatype: mediaType,
      bytes,
      hash: `sha256:${sha256}`,
    })),
  };
  return `${JSON.stringify(descriptor, null, 2)}\n`;
}
