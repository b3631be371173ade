import { EventStoreDBClient, UnavailableError } from "@eventstore/db-client";
import { StreamsClient } from "@eventstore/db-client/generated/streams_grpc_pb.js";
import type streams from "@eventstore/db-client/generated/streams_pb.js";
import { withinTime } from "./patience.ts";
import { isDeadline, NotSent } from "./trouble.ts";

type Stub = InstanceType<typeof StreamsClient>;

interface Reading {
  readonly call: ReturnType<Stub["read"]>;
  readonly stub: Stub | null;
}

/** Beyond gRPC's own deadline: finding a node has none. */
const graceMs = 200;
/** For a call that may last for ever, how long it may take to begin. */
const beginMs = 10_000;
const endless = { deadline: Infinity };

/**
 * The client package finds the nodes, signs in, keeps the connection and follows the leader. The calls themselves are
 * made here, on its stubs: its BatchAppend has no deadline and keeps what waits for an answer in a table of the whole
 * process, where an error of one client rejects the appends of all others, and a late answer ends the process; its
 * reads have no deadline and no filter, and cut the instant of recording down to milliseconds.
 */
export class Connection {
  readonly #client: EventStoreDBClient;
  #stub: Stub | undefined;

  /** Throws where the connection string is none. */
  constructor(connectionString: string) {
    this.#client = EventStoreDBClient.connectionString(connectionString);
  }

  /** Sends one append to the leader. Rejects with `NotSent` where nothing has left this process. */
  async append(messages: readonly streams.AppendReq[], timeoutMs: number): Promise<streams.AppendResp> {
    const attempt = { sent: false, abandoned: false };
    const calling = this.#client["execute"](StreamsClient, "append", async (stub) => {
      // The caller has long heard that nothing was sent; that must stay true.
      if (attempt.abandoned) throw new Error("The append was given up.");
      attempt.sent = true;
      return this.#send(stub, messages, timeoutMs);
    });
    try {
      return await withinTime(calling, timeoutMs + graceMs);
    } catch (error) {
      attempt.abandoned = true;
      throw attempt.sent ? error : new NotSent(error);
    }
  }

  /** Reads from the leader; without `timeoutMs` for as long as there is something to say, as subscriptions do. */
  async *read(
    request: streams.ReadReq,
    options: { readonly timeoutMs: number | null; readonly signal?: AbortSignal | undefined },
  ): AsyncGenerator<streams.ReadResp, void, undefined> {
    const { timeoutMs, signal } = options;
    const { call, stub } = await this.#open(request, timeoutMs, signal);
    const cancel = (): void => call.cancel();
    signal?.addEventListener("abort", cancel, { once: true });
    if (signal?.aborted) cancel();
    try {
      for await (const response of call) yield response as streams.ReadResp;
    } catch (error) {
      if (isDeadline(error)) this.#reconnect(stub, error);
      throw error;
    } finally {
      signal?.removeEventListener("abort", cancel);
      cancel();
    }
  }

  async close(): Promise<void> {
    await this.#client.dispose();
    this.#stub?.close();
  }

  #send(stub: Stub, messages: readonly streams.AppendReq[], timeoutMs: number): Promise<streams.AppendResp> {
    this.#stub = stub;
    const [metadata, options] = this.#client["callArguments"]({ deadline: timeoutMs, requiresLeader: true });
    return new Promise((resolve, reject) => {
      const answer = (error: Error | null, response?: streams.AppendResp): void => {
        if (error && isDeadline(error)) this.#reconnect(stub, error);
        if (response) resolve(response);
        else reject(error ?? new Error("The event store answered with nothing."));
      };
      const call = begin(() => stub.append(metadata, options, answer));
      // The callback hears of every error too; without a listener this one would end the process.
      call.on("error", () => undefined);
      for (const message of messages) call.write(message);
      call.end();
    });
  }

  async #open(request: streams.ReadReq, timeoutMs: number | null, signal?: AbortSignal): Promise<Reading> {
    const opened: { stub: Stub | null } = { stub: null };
    const opening = this.#client["GRPCStreamCreator"](StreamsClient, "read", (stub) => {
      opened.stub = stub;
      this.#stub = stub;
      const base = { requiresLeader: true, ...(timeoutMs === null ? {} : { deadline: timeoutMs }) };
      const [metadata, options] = this.#client["callArguments"](base, timeoutMs === null ? endless : undefined);
      return stub.read(request, metadata, options);
    })();
    try {
      return { call: await withinTime(opening, timeoutMs ?? beginMs, signal), stub: opened.stub };
    } catch (error) {
      opening.then((late) => late.cancel()).catch(() => undefined);
      throw new NotSent(error);
    }
  }

  /** A node that is silent may be dead: the next call looks for one anew. */
  #reconnect(stub: Stub | null, error: unknown): void {
    if (!stub) return;
    const lost = new UnavailableError(error as ConstructorParameters<typeof UnavailableError>[0]);
    void this.#client["handleError"](stub, lost);
  }
}

/** A channel that another call has just closed throws before anything is sent. */
function begin<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw new NotSent(error);
  }
}
