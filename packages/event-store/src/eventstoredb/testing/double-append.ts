import type { handleBidiStreamingCall, handleClientStreamingCall, Metadata, ServiceError } from "@grpc/grpc-js";
import shared from "@eventstore/db-client/generated/shared_pb.js";
import status from "@eventstore/db-client/generated/status_pb.js";
import streams from "@eventstore/db-client/generated/streams_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import any from "google-protobuf/google/protobuf/any_pb.js";
import { setImmediate } from "node:timers/promises";
import type { AppendFault, Faults } from "./double-faults.ts";
import type { Decision, DoubleLog, ExpectedRevision, ProposedEvent } from "./double-log.ts";
import { refusals } from "./double-status.ts";

/** The side of a node that appends reach. */
export interface AppendSide {
  readonly log: DoubleLog;
  readonly faults: Faults;
  readonly maxAppendBytes: number;
  /** The refusal where the call asks for the leader and this node is not it. */
  refuseUnlessLeader(metadata: Metadata): ServiceError | null;
  /** Breaks every connection to this node. */
  cut(): void;
  /** Counts what arrived, for tests that ask whether there was a retry. */
  readonly counts: { appends: number };
}

interface Proposal {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: ProposedEvent[];
}

type Outcome = Decision | ServiceError | "silence";

/** One append as the faults let it through. */
async function perform(side: AppendSide, proposal: Proposal, fault: AppendFault): Promise<Outcome> {
  side.counts.appends += 1;
  const { stream, expected, events } = proposal;
  side.faults.beforeAppend?.(stream);
  if (events.reduce((sum, event) => sum + bytesOf(event), 0) > side.maxAppendBytes) {
    return refusals.appendTooLarge(side.maxAppendBytes);
  }
  if (fault === "silence") return fault;
  if (fault === "unavailable") return refusals.tooBusy();
  if (fault === "not ready") return refusals.notReady();
  if (fault === "wrong revision") return { kind: "wrong revision", current: expected === 0 ? 1 : 0 };
  const decision = side.log.append(stream, expected, events);
  if (decision.kind === "corrupted") return refusals.invalidTransaction();
  if ("last" in decision) await side.log.committed(decision.last);
  if (fault === "drop") side.cut();
  if (fault === "written but unavailable") return refusals.tooBusy();
  return fault === "lose answers" || fault === "drop" ? "silence" : decision;
}

export function appendHandler(side: AppendSide): handleClientStreamingCall<streams.AppendReq, streams.AppendResp> {
  return (call, answer) => {
    const refused = side.refuseUnlessLeader(call.metadata);
    if (refused) return answer(refused, null);
    let proposal: Proposal | undefined;
    call.on("data", (request: streams.AppendReq) => {
      const options = request.getOptions();
      const message = request.getProposedMessage();
      if (options) proposal = { stream: streamName(options), expected: expectedOf(options), events: [] };
      if (message) proposal?.events.push(eventOf(message));
    });
    call.on("error", () => undefined);
    call.on("end", async () => {
      // A call that broke ends too, with whatever had arrived by then: that is no request.
      await setImmediate();
      if (!proposal || call.cancelled) return;
      const outcome = await perform(side, proposal, side.faults.append);
      if (outcome === "silence") return;
      if (outcome instanceof Error) answer(outcome, null);
      else answer(null, appendResponse(outcome, proposal.expected));
    });
    return undefined;
  };
}

export function batchAppendHandler(
  side: AppendSide,
): handleBidiStreamingCall<streams.BatchAppendReq, streams.BatchAppendResp> {
  return (call) => {
    const proposals = new Map<string, Proposal>();
    call.on("error", () => undefined);
    call.on("end", () => call.end());
    call.on("data", async (request: streams.BatchAppendReq) => {
      const id = request.getCorrelationId()?.getString() ?? "";
      const options = request.getOptions();
      const proposal = options
        ? { stream: streamName(options), expected: expectedOf(options), events: [] as ProposedEvent[] }
        : proposals.get(id);
      if (!proposal) return;
      proposals.set(id, proposal);
      proposal.events.push(...request.getProposedMessagesList().map(eventOf));
      if (!request.getIsFinal()) return;
      proposals.delete(id);
      const refused = side.refuseUnlessLeader(call.metadata);
      if (refused) return void call.emit("error", refused);
      const outcome = await perform(side, proposal, side.faults.append);
      if (outcome === "silence") return;
      // Only what concerns one append is told in a message; whatever says UNAVAILABLE ends the call for all of them.
      if (outcome instanceof Error && side.faults.append !== "not ready" && outcome.code !== invalidArgument) {
        call.emit("error", outcome);
        return;
      }
      call.write(batchResponse(request, proposal, outcome));
    });
  };
}

const invalidArgument = 3;

function appendResponse(decision: Decision, expected: ExpectedRevision): streams.AppendResp {
  const response = new streams.AppendResp();
  if ("last" in decision) {
    const { revision, position } = decision.last;
    const at = new streams.AppendResp.Position();
    at.setCommitPosition(String(position)).setPreparePosition(String(position));
    const success = new streams.AppendResp.Success();
    return response.setSuccess(success.setCurrentRevision(String(revision)).setPosition(at));
  }
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (decision.kind === "wrong revision" && decision.current >= 0) wrong.setCurrentRevision(String(decision.current));
  else wrong.setCurrentNoStream(new shared.Empty());
  if (typeof expected === "number") wrong.setExpectedRevision(String(expected));
  if (expected === "any") wrong.setExpectedAny(new shared.Empty());
  if (expected === "no stream") wrong.setExpectedNoStream(new shared.Empty());
  if (expected === "stream exists") wrong.setExpectedStreamExists(new shared.Empty());
  return response.setWrongExpectedVersion(wrong);
}

function batchResponse(
  request: streams.BatchAppendReq,
  { stream, expected }: Proposal,
  outcome: Decision | ServiceError,
): streams.BatchAppendResp {
  const response = new streams.BatchAppendResp();
  response.setCorrelationId(request.getCorrelationId());
  response.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(stream)));
  if (outcome instanceof Error) return response.setError(batchError(outcome.message, new shared.Empty(), "Empty"));
  if ("last" in outcome) {
    const { revision, position } = outcome.last;
    const at = new shared.AllStreamPosition();
    at.setCommitPosition(String(position)).setPreparePosition(String(position));
    const success = new streams.BatchAppendResp.Success();
    return response.setSuccess(success.setCurrentRevision(String(revision)).setPosition(at));
  }
  const wrong = new shared.WrongExpectedVersion();
  if (outcome.kind === "wrong revision" && outcome.current >= 0) {
    wrong.setCurrentStreamRevision(String(outcome.current));
  } else {
    wrong.setCurrentNoStream(new empty.Empty());
  }
  if (typeof expected === "number") wrong.setExpectedStreamPosition(String(expected));
  if (expected === "any") wrong.setExpectedAny(new empty.Empty());
  if (expected === "no stream") wrong.setExpectedNoStream(new empty.Empty());
  if (expected === "stream exists") wrong.setExpectedStreamExists(new empty.Empty());
  return response.setError(batchError("Wrong expected version.", wrong, "WrongExpectedVersion"));
}

function batchError(message: string, details: { serializeBinary(): Uint8Array }, type: string): status.Status {
  const packed = new any.Any();
  packed.pack(details.serializeBinary(), `event_store.client.${type}`);
  return new status.Status().setMessage(message).setDetails(packed);
}

function streamName(options: streams.AppendReq.Options | streams.BatchAppendReq.Options): string {
  return Buffer.from(options.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
}

function expectedOf(options: streams.AppendReq.Options | streams.BatchAppendReq.Options): ExpectedRevision {
  if (options.hasAny()) return "any";
  if (options.hasNoStream()) return "no stream";
  if (options.hasStreamExists()) return "stream exists";
  return Number("getRevision" in options ? options.getRevision() : options.getStreamPosition());
}

function eventOf(message: streams.AppendReq.ProposedMessage | streams.BatchAppendReq.ProposedMessage): ProposedEvent {
  const metadata = message.getMetadataMap();
  return {
    id: message.getId()?.getString() ?? "",
    type: metadata.get("type") ?? "",
    json: metadata.get("content-type") === "application/json",
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** As the server counts them for its limit. */
function bytesOf({ type, data, metadata }: ProposedEvent): number {
  return data.length + metadata.length + 2 * type.length;
}
