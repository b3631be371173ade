import {
  type AddCheckpoint,
  type Checkpoint,
  consistencyFault,
  LogFault,
  logsThatSigned,
  openCheckpoint,
  parseAddCheckpoint,
  type NoteKey,
  type SignedNote,
  hex,
} from "@mingzhang/transparency-log";

/** A request that cannot be granted, by the status that tlog-witness gives it. */
export interface Refused {
  readonly status: 400 | 403 | 404 | 409 | 422;
  /** Fault or reason, for the one who reads the log of this witness. */
  readonly why: string;
  readonly origin: string | undefined;
  /** Body of a 409: the size that was cosigned last. */
  readonly size: number | undefined;
}

/** A request that is well formed, of a log that is known and signed by it. */
export interface Submitted {
  readonly request: AddCheckpoint;
  readonly note: SignedNote;
  readonly checkpoint: Checkpoint;
}

/** Reads a request and checks who signed it; what it asks for is judged by `judgeGrowth`. */
export async function readSubmission(body: Uint8Array, logs: readonly NoteKey[]): Promise<Submitted | Refused> {
  let origin: string | undefined;
  try {
    const request = parseAddCheckpoint(body);
    const { note, checkpoint } = openCheckpoint(request.checkpoint);
    origin = checkpoint.origin;
    const policy = { logs: logs.map((key) => ({ key, url: undefined })), witnesses: [], groups: [], quorum: "none" };
    await logsThatSigned(note, origin, { policy });
    if (request.oldSize > checkpoint.size) return refused(400, "old-size-beyond-checkpoint", { origin });
    return { request, note: withLinesOf(note, logs), checkpoint };
  } catch (error) {
    if (!(error instanceof LogFault)) throw error;
    return refused(statusOf(error), error.message, { origin });
  }
}

/** Whether the submitted tree contains the one that was cosigned last; undefined if so. */
export function judgeGrowth({ request, checkpoint }: Submitted, last: Checkpoint | undefined): Refused | undefined {
  const { origin, size, root } = checkpoint;
  const lastSize = last?.size ?? 0;
  if (request.oldSize !== lastSize) return refused(409, "other-old-size", { origin, size: lastSize });
  if (last === undefined || lastSize === 0) {
    return request.proof.length === 0 ? undefined : refused(422, "proof-too-long", { origin });
  }
  if (size === lastSize && hex(root) !== hex(last.root))
    return refused(409, "root-differs", { origin, size: lastSize });
  const fault = consistencyFault({ earlier: last, later: { size, root } }, request.proof);
  return fault === undefined ? undefined : refused(422, fault, { origin });
}

function statusOf({ code }: LogFault): Refused["status"] {
  if (code === "origin-unknown") return 404;
  if (code === "log-signature-false" || code === "log-signature-missing") return 403;
  return code === "checkpoint-empty-root" ? 422 : 400;
}

/** Lines of others are not ours to keep or to show. */
function withLinesOf({ text, signatures }: SignedNote, logs: readonly NoteKey[]): SignedNote {
  const known = (line: SignedNote["signatures"][number]): boolean =>
    logs.some(({ name, id }) => name === line.name && hex(id) === hex(line.id));
  return { text, signatures: signatures.filter(known) };
}

function refused(
  status: Refused["status"],
  why: string,
  { origin, size }: { readonly origin: string | undefined; readonly size?: number },
): Refused {
  return { status, why, origin, size };
}
