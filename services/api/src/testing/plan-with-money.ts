import { type ApiFixture, apiFixture } from "./api-fixture.ts";
import { baiyuSlug } from "./baiyu-workbook.ts";
import { appropriation, payment, recordingOn, release } from "./record.ts";

/** The Baiyu plan with money appropriated, released, paid and in part refunded, and how to ask about it. */
export interface PlanWithMoney {
  readonly api: ApiFixture;
  /** When the last event before the money was recorded. */
  readonly beforeMoney: string;
  /** Ids of the four movements in their order: first, second, third, fourth. */
  readonly ids: Readonly<Record<string, string>>;
  /** Asks as the public about this plan; throws on an error. */
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  /** The one error that a question about this plan ends with. */
  errorOf(
    query: string,
    variables?: Record<string, unknown>,
    lang?: string,
  ): Promise<Readonly<Record<string, unknown>> & { readonly message: string }>;
}

export async function planWithMoney(): Promise<PlanWithMoney> {
  const api = await apiFixture();
  await api.adopt();
  const record = recordingOn(api);
  const beforeMoney = (await api.readModels.checkpoint()).recordedAt;
  const first = await record("recordAppropriation", appropriation("270000000000", "2016-02-01"));
  const second = await record("recordRelease", release("crafts", "2000000", "2016-03-01"));
  const third = await record("recordPayment", payment("crafts", "1500000", "2016-04-01"));
  const refund = { occurredOn: "2016-05-01", payment: third.events[0]?.id ?? "", amountFen: "300000", voucher: "退-1" };
  const fourth = await record("recordRefund", { ...refund, reason: "多付" });
  const ids = Object.entries({ first, second, third, fourth }).map(([name, result]) => {
    if (result.__typename !== "Recorded") throw new Error(result.message);
    return [name, result.events[0]?.id ?? ""] as const;
  });
  return {
    api,
    beforeMoney,
    ids: Object.fromEntries(ids),
    async ask<Data>(query: string, variables: Record<string, unknown> = {}) {
      const { data, errors } = await api.ask<Data>(query, { slug: baiyuSlug, ...variables });
      if (!data || errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
      return data;
    },
    async errorOf(query, variables = {}, lang = "zh") {
      const { errors } = await api.ask(query, { slug: baiyuSlug, ...variables }, { lang });
      const [error, ...others] = errors;
      if (!error || others.length > 0) throw new Error(`one error was expected, not ${errors.length}`);
      return { ...error.extensions, message: error.message };
    },
  };
}
