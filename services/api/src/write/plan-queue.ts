/** More than this many waiting for one plan are turned away: they would time out anyway. */
const maxWaiting = 1000;

/** Too many commands wait for one plan. Nothing was recorded. */
export class PlanOverloaded extends Error {
  constructor(plan: string) {
    super(`more than ${maxWaiting} commands wait for plan ${plan}`);
    this.name = "PlanOverloaded";
  }
}

/**
 * Runs what concerns one plan one after another, in the order of arrival, and different plans side by side. It saves
 * conflicts within this process; what keeps the plan right is the revision that every append names.
 */
export class PlanQueue {
  private readonly plans = new Map<string, { last: Promise<unknown>; waiting: number }>();

  async run<T>(plan: string, task: () => Promise<T>): Promise<T> {
    const line = this.plans.get(plan) ?? { last: Promise.resolve(), waiting: 0 };
    if (line.waiting >= maxWaiting) throw new PlanOverloaded(plan);
    this.plans.set(plan, line);
    line.waiting += 1;
    const turn = line.last.then(task, task);
    line.last = turn;
    try {
      return await turn;
    } finally {
      line.waiting -= 1;
      if (line.waiting === 0) this.plans.delete(plan);
    }
  }
}
