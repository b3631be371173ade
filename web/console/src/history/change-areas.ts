import type { ChangeLineFragment } from "../client/documents.gen.ts";

const areas = ["plan", "years", "sectors", "accounts", "projects"] as const;
export type Area = (typeof areas)[number];

/** Which part of the plan a figure belongs to, by the beginning of its path. */
export function areaOf(path: string): Area {
  const [head = ""] = path.split(".");
  return areas.find((area) => area === head) ?? "plan";
}

/** Changes by area, in the order in which the plan page shows them; areas without a change are left out. */
export function byArea(changes: readonly ChangeLineFragment[]): readonly (readonly [Area, ChangeLineFragment[]])[] {
  return areas.flatMap((area) => {
    const own = changes.filter(({ path }) => areaOf(path) === area);
    return own.length > 0 ? [[area, own] as const] : [];
  });
}
