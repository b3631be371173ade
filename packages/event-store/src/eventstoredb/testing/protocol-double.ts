import { noFaults, type Faults } from "./double-faults.ts";
import { DoubleLog } from "./double-log.ts";
import { startNode, type Counts, type DoubleNode } from "./double-node.ts";

export interface ProtocolDoubleOptions {
  /** Nodes that share the log; the first one leads. */
  readonly nodes?: number;
  /** As the server's `MaxAppendSize`, in bytes; its default is 1 MiB. */
  readonly maxAppendBytes?: number;
  /** The clock of the leader, in ticks of 100 ns since 1970. */
  readonly ticks?: () => bigint;
}

/**
 * A server that speaks EventStoreDB's protocol from the stubs of the client package, for tests. It keeps the
 * semantics that the engine relies on: revision checks, idempotency by event id, commit positions, order of commits.
 * It is no server: nothing is stored, nobody signs in, no stream is deleted.
 */
export interface ProtocolDouble {
  /** Of the first node alone. */
  readonly url: string;
  /** Of all nodes, to be found by gossip. */
  readonly clusterUrl: string;
  readonly log: DoubleLog;
  readonly faults: Faults;
  readonly counts: Counts;
  /** The node that leads from now on. */
  lead(index: number): void;
  /** Breaks every connection to every node; new ones are taken at once. */
  cut(): void;
  /** Breaks every connection and takes none until `comeBack`; what a server keeps in memory alone is forgotten. */
  goAway(): void;
  comeBack(): void;
  close(): Promise<void>;
}

export async function protocolDouble(options: ProtocolDoubleOptions = {}): Promise<ProtocolDouble> {
  const { nodes: size = 1, maxAppendBytes = 1024 * 1024, ticks = microsecondTicks } = options;
  const log = new DoubleLog(ticks);
  const faults = noFaults();
  const counts = { appends: 0, reads: 0, subscriptions: 0, events: 0 };
  const nodes: DoubleNode[] = [];
  let leading = 0;
  const leader = (): DoubleNode => {
    const node = nodes[leading];
    if (!node) throw new Error("The double has no leader.");
    return node;
  };
  const context = { log, faults, counts, maxAppendBytes, members: () => nodes, leader };
  for (let index = 0; index < size; index += 1) nodes.push(await startNode(context));
  const setMode = (mode: "pass" | "refuse"): void => nodes.forEach(({ proxy }) => proxy.mode(mode));
  return {
    url: `esdb://127.0.0.1:${leader().port}?tls=false`,
    clusterUrl: `esdb://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(",")}?tls=false`,
    log,
    faults,
    counts,
    lead(index) {
      leading = index;
    },
    cut() {
      setMode("refuse");
      setMode("pass");
    },
    goAway() {
      setMode("refuse");
      log.forgetIds();
    },
    comeBack: () => setMode("pass"),
    async close() {
      await Promise.all(nodes.map((node) => node.close()));
    },
  };
}

/** Microseconds of this process's steady clock, which no change of the machine's time moves back. */
function microsecondTicks(): bigint {
  return BigInt(Math.floor((performance.timeOrigin + performance.now()) * 1000)) * 10n;
}
