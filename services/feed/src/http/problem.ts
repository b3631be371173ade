import { dataPolicy, publicHeaders } from "./public-headers.ts";
import { EvidenceGone, type Trouble, Unproved } from "./trouble.ts";

const titles: Readonly<Record<Trouble["kind"], string>> = {
  "not-found": "No such resource 没有这个资源",
  "plan-not-found": "No such plan at this time 此时没有这个规划",
  "entry-not-found": "No such entry at this time 此时没有这条记录",
  "no-date": "No such day: write 2018-06-30 日期不存在，请写成 2018-06-30 的形式",
  "no-instant": "No instant: write 2018-07-01T00:00:00Z 时刻不正确，请写成 2018-07-01T00:00:00Z 的形式",
  "in-future": "This time has not come yet 所选时间还没有到",
  "bad-parameter": "A parameter has no valid value 参数不正确",
  "evidence-withdrawn": "This file was withdrawn and is not shown any more 这份材料已撤下，不再展示",
  "plan-stands-still":
    "A record of this plan cannot be shown yet; an earlier state can 规划有记录尚不能展示，可查看此前的状态",
  "not-proved-yet":
    "Recorded, but no published checkpoint covers it yet: please try again 已录入，尚未进入已公布的检查点，请稍后再试",
  unavailable: "Not available at the moment 暂时无法提供",
  internal: "Internal error 出错了",
};

/** RFC 9457 problem document. Never cached, never immutable. `lastExact` is an address that can be answered instead. */
export function problem(
  trouble: Trouble,
  headers: Readonly<Record<string, string>> = {},
  lastExact: string | null = null,
): Response {
  const { status, kind, field, value, standing } = trouble;
  const document = {
    type: `urn:mingzhang:problem:${kind}`,
    title: titles[kind],
    status,
    ...(field === null ? {} : { detail: `${field}=${value}`, parameter: field, value }),
    ...(standing
      ? { detail: `plan=${standing.plan}: knownAt=${standing.knownAt} is the last exact state`, ...standing }
      : {}),
    ...(trouble instanceof Unproved ? unproved(trouble) : {}),
    ...(trouble instanceof EvidenceGone ? gone(trouble) : {}),
    ...(lastExact === null ? {} : { lastExact }),
  };
  return new Response(`${JSON.stringify(document)}\n`, {
    status,
    headers: {
      ...publicHeaders,
      "Content-Type": "application/problem+json; charset=utf-8",
      "Cache-Control": "no-store",
      "Content-Security-Policy": dataPolicy,
      ...(trouble instanceof Unproved ? { "Retry-After": "5" } : {}),
      ...headers,
    },
  });
}

/** When the file was withdrawn, and why, in the words in which that was recorded. */
function gone({ withdrawn: { on, reason } }: EvidenceGone): object {
  return { detail: reason, withdrawnOn: on, reason };
}

/** How far the log can be proved, and since when what is recorded waits for that. */
function unproved({ reach }: Unproved): object {
  if (reach === null) return { detail: "no checkpoint is published yet", logSize: 0 };
  const { size, waitingSince } = reach;
  return { detail: `the published checkpoint covers ${size} entries`, logSize: Number(size), waitingSince };
}
