import type { Recorder } from "@mingzhang/api";
import { streamOf } from "@mingzhang/domain";
import { type EventStore, type StoredEvent } from "@mingzhang/event-store";
import { OperatorError } from "@mingzhang/runtime";
import { baiyuPlan, baiyuSlug } from "./baiyu-plan.ts";

/**
 * Adopts the plan that comes with the product where the store does not hold it. One idempotency key for all: of two
 * first starts that race, one records it and the other finds it.
 */
export async function loadBaiyuPlan(recorder: Recorder): Promise<void> {
  const { history, unread } = await recorder.known(baiyuSlug);
  // What a newer program began is a plan too: it stands still, and everything else is served.
  if (history.count > 0 || unread) return;
  const command = { name: "AdoptPlan", ...(await baiyuPlan()) } as const;
  const outcome = await recorder.record({
    slug: baiyuSlug,
    command,
    idempotencyKey: `adopt-${baiyuSlug}`,
    expectedPosition: null,
    actor: "mingzhang",
  });
  if (outcome.kind === "recorded" || outcome.refusals.some(({ code }) => code === "plan-exists")) return;
  throw new Error(`the plan is refused: ${outcome.refusals.map(({ code }) => code).join(", ")}`);
}

/** Facts and made-up ones never share a store: refuses one that was begun by the other kind of run. */
export async function refuseMixture(store: EventStore, simulated: boolean): Promise<void> {
  const [first] = await store.readStream(streamOf(baiyuSlug), { limit: 1 });
  if (!first || isSimulated(first) === simulated) return;
  throw simulated
    ? holdsRealData()
    : new OperatorError([
        "该数据库保存的是演示的模拟数据：请指定另外的 DATA_DIR 或 DATABASE_URL，或用 npm run demo 打开",
        "this database holds a demo: give another DATA_DIR or DATABASE_URL, or open it with npm run demo",
      ]);
}

export function holdsRealData(): OperatorError {
  return new OperatorError([
    "该数据库保存的是真实数据，不能用于演示：请为演示指定另外的 DATA_DIR 或 DATABASE_URL",
    "this database holds real data: give the demo a DATA_DIR or DATABASE_URL of its own",
  ]);
}

function isSimulated({ meta }: StoredEvent): boolean {
  return meta.simulated === true;
}
