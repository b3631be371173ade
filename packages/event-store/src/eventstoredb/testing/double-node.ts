import { Server, ServerCredentials, type Metadata, type ServiceError } from "@grpc/grpc-js";
import { GossipService } from "@eventstore/db-client/generated/gossip_grpc_pb.js";
import gossip from "@eventstore/db-client/generated/gossip_pb.js";
import { ServerFeaturesService } from "@eventstore/db-client/generated/serverfeatures_grpc_pb.js";
import features from "@eventstore/db-client/generated/serverfeatures_pb.js";
import shared from "@eventstore/db-client/generated/shared_pb.js";
import { StreamsService } from "@eventstore/db-client/generated/streams_grpc_pb.js";
import { testProxy, type TestProxy } from "../../testing/test-proxy.ts";
import { appendHandler, batchAppendHandler } from "./double-append.ts";
import type { Faults } from "./double-faults.ts";
import type { DoubleLog } from "./double-log.ts";
import { readHandler } from "./double-read.ts";
import { refusals } from "./double-status.ts";

export interface NodeContext {
  readonly log: DoubleLog;
  readonly faults: Faults;
  readonly counts: Counts;
  readonly maxAppendBytes: number;
  /** The nodes in order, and which of them leads. */
  readonly members: () => readonly DoubleNode[];
  readonly leader: () => DoubleNode;
}

/** Calls that arrived, whatever became of them, and events that were sent to readers. */
export interface Counts {
  appends: number;
  reads: number;
  subscriptions: number;
  events: number;
}

/** One node: a gRPC server behind a TCP proxy that can cut its connections. */
export interface DoubleNode {
  readonly id: string;
  readonly port: number;
  readonly proxy: TestProxy;
  close(): Promise<void>;
}

const follower = gossip.MemberInfo.VNodeState.FOLLOWER;
const leader = gossip.MemberInfo.VNodeState.LEADER;

export async function startNode(context: NodeContext): Promise<DoubleNode> {
  const server = new Server({ "grpc.max_receive_message_length": 20 * 1024 * 1024 });
  const own: { node: DoubleNode | undefined } = { node: undefined };
  const side = {
    ...context,
    refuseUnlessLeader: (metadata: Metadata): ServiceError | null =>
      metadata.get("requires-leader")[0] === "true" && context.leader() !== own.node
        ? refusals.notLeader({ host: "127.0.0.1", port: context.leader().port })
        : null,
    cut: () => cut(own.node),
  };
  server.addService(StreamsService, {
    read: readHandler(side),
    append: appendHandler(side),
    batchAppend: batchAppendHandler(side),
  });
  server.addService(ServerFeaturesService, {
    getSupportedMethods: (_call: unknown, answer: (error: null, methods: features.SupportedMethods) => void) => {
      if (context.faults.features === "none") answer(null, supportedMethods());
    },
  });
  server.addService(GossipService, {
    read: (_call: unknown, answer: (error: null, cluster: gossip.ClusterInfo) => void) =>
      answer(null, clusterInfo(context)),
  });
  const port = await listen(server);
  const proxy = await testProxy(`esdb://127.0.0.1:${port}`);
  const node = {
    id: crypto.randomUUID(),
    port: Number(new URL(proxy.url).port),
    proxy,
    async close() {
      server.forceShutdown();
      await proxy.close();
    },
  };
  own.node = node;
  return node;
}

function cut(node: DoubleNode | undefined): void {
  node?.proxy.mode("refuse");
  node?.proxy.mode("pass");
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve(port);
    });
  });
}

function supportedMethods(): features.SupportedMethods {
  const methods = [StreamsService.read, StreamsService.append, StreamsService.batchAppend].map(({ path }) => {
    const [, service = "", name = ""] = path.split("/");
    return new features.SupportedMethod().setServiceName(service).setMethodName(name.toLowerCase());
  });
  return new features.SupportedMethods().setMethodsList(methods).setEventStoreServerVersion("24.10.0");
}

function clusterInfo(context: NodeContext): gossip.ClusterInfo {
  const members = context.members().map((node) => {
    const endPoint = new gossip.EndPoint().setAddress("127.0.0.1").setPort(node.port);
    return new gossip.MemberInfo()
      .setInstanceId(new shared.UUID().setString(node.id))
      .setTimeStamp(String(Date.now()))
      .setState(context.leader() === node ? leader : follower)
      .setIsAlive(true)
      .setHttpEndPoint(endPoint);
  });
  return new gossip.ClusterInfo().setMembersList(members);
}
