import { join } from "node:path";
import type { Environment } from "@mingzhang/runtime";
import { keptSecret } from "./database/kept-secret.ts";

const fileName = "write-token";

export interface WriteToken {
  readonly value: string;
  /** True where this start made it. */
  readonly fresh: boolean;
  /** Where the operator finds it. */
  readonly place: string;
}

/** The token of whoever may write: that of the environment, else one that is made once and kept in the data folder. */
export async function writeToken(env: Environment, dataDir: string): Promise<WriteToken> {
  if (env.writeToken) return { value: env.writeToken, fresh: false, place: "WRITE_TOKEN" };
  return { ...(await keptSecret(dataDir, fileName)), place: join(dataDir, fileName) };
}
