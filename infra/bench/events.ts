import { randomUUID } from "node:crypto";
import type { NewEvent } from "../../packages/event-store/src/event-store.ts";

const projects = ["housing", "yak-base", "guesthouses", "crafts", "babagou", "flood-control"] as const;

/**
 * A payment as the product records it, about 300 bytes of JSON. `number` makes its content differ from others, and two
 * runs alike.
 */
export function paymentEvent(number: number): NewEvent {
  const amountFen = String(1_000_000 + ((number * 7919) % 9_000_000));
  const month = String((number % 12) + 1).padStart(2, "0");
  return {
    id: randomUUID(),
    type: "PaymentMade",
    data: {
      project: projects[number % projects.length] ?? "housing",
      amountFen,
      payeeKind: "contractor",
      payeeName: "白玉县建设工程有限公司",
      purpose: "农牧民住房改造第三批进度款",
      voucher: `白财支〔2017〕${String(number % 10_000).padStart(4, "0")}号`,
      note: null,
    },
    meta: { actor: "officer-3", occurredOn: `2017-${month}-15`, simulated: false },
  };
}

export function paymentEvents(count: number, first = 0): NewEvent[] {
  return Array.from({ length: count }, (_, index) => paymentEvent(first + index));
}
