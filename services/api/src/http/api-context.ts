import type { Lang } from "@mingzhang/domain";
import type { Reads } from "../read/reads.ts";
import type { Recorder } from "../write/recorder.ts";

/** What a resolver knows of the request that it serves. */
export interface ApiContext {
  /** Whether the request carries the write token. */
  readonly staff: boolean;
  /** The reader's language, where a field's own `lang` says nothing else. */
  readonly lang: Lang;
  readonly reads: Reads;
  readonly recorder: Recorder;
  /** Aborted when the client leaves or the server stops. */
  readonly gone: AbortSignal;
}
