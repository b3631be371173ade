import type { PublicLogNow } from "../read/public-log-now.ts";

/** What the keeper of a log hands over while one of its witnesses is away. */
export const heldLog: PublicLogNow = {
  origin: "mingzhang.example.org/log",
  state: "held",
  publishedSize: 34,
  publishedAt: "2026-01-09T02:11:07.123000Z",
  waitingEntries: 2,
  waitingSince: "2026-01-09T02:12:00.000001Z",
  heldBack: {
    code: "quorum-missing",
    why: { zh: "签署的见证人不足", en: "too few witnesses sign" },
    remedy: { zh: "请联系见证人", en: "call the witnesses" },
    detail: "county: unreachable, connect ECONNREFUSED 10.0.0.7:8081",
  },
  missingWitnesses: [
    {
      name: "county",
      outcome: "unreachable",
      why: { zh: "没有应答", en: "does not answer" },
      detail: "connect ECONNREFUSED 10.0.0.7:8081",
    },
  ],
};
