import type { Lang } from "@mingzhang/domain";
import type { EvidenceFiles } from "@mingzhang/evidence";
import type { ProjectionLag } from "@mingzhang/read-models";
import type { PublicLogNow } from "../read/public-log-now.ts";
import type { Reads } from "../read/reads.ts";
import type { Vault } from "../vault/vault.ts";
import type { Recorder } from "../write/recorder.ts";

/** What a resolver knows of the request that it serves. */
export interface ApiContext {
  /** Whether the request carries the write token. */
  readonly staff: boolean;
  /** The reader's language, where a field's own `lang` says nothing else. */
  readonly lang: Lang;
  readonly reads: Reads;
  /** How far the read models are behind the store. */
  readonly projection: () => Promise<ProjectionLag>;
  /** How the public log stands; null where nobody keeps one here. */
  readonly publicLog: () => Promise<PublicLogNow | null>;
  readonly recorder: Recorder;
  /** Staff only: it holds what the public must not see. */
  readonly vault: Vault | null;
  /** Files of evidence; null where nobody keeps any here. */
  readonly evidence: EvidenceFiles | null;
  /** Aborted when the client leaves or the server stops. */
  readonly gone: AbortSignal;
}
