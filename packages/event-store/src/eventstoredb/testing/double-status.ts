import { Metadata, status, type ServiceError } from "@grpc/grpc-js";

function refusal(code: number, details: string, headers: Readonly<Record<string, string>> = {}): ServiceError {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

/** The statuses and headers with which a server refuses, as in its source of March 2025. */
export const refusals = {
  notLeader: (leader: { readonly host: string; readonly port: number }) =>
    refusal(status.NOT_FOUND, "Leader info available", {
      exception: "not-leader",
      "leader-endpoint-host": leader.host,
      "leader-endpoint-port": String(leader.port),
    }),
  notReady: () => refusal(status.UNAVAILABLE, "Server Is Not Ready"),
  tooBusy: () => refusal(status.UNAVAILABLE, "Server Is Too Busy"),
  invalidTransaction: () =>
    refusal(status.INVALID_ARGUMENT, "Invalid Transaction", { exception: "invalid-transaction" }),
  appendTooLarge: (most: number) =>
    refusal(status.INVALID_ARGUMENT, `Maximum Append Size of ${most} Exceeded.`, {
      exception: "maximum-append-size-exceeded",
      "maximum-append-size": String(most),
    }),
  invalidPosition: () => refusal(status.INVALID_ARGUMENT, "Trying to read from an invalid position."),
} as const;
