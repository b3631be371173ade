import { fenOf, palette, useUi, writeAmount } from "@mingzhang/ui";
import { LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useMemo, useRef } from "react";
import { useText } from "../i18n/text.tsx";
import { type SumsOnDay, runningSums } from "./running-sums.ts";
import { useTransfers } from "./use-transfers.ts";

use([LineChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

const lines = [
  { id: "appropriated", color: palette.ink, type: "dashed" },
  { id: "released", color: palette.accent, type: "solid" },
  { id: "paid", color: palette.warn, type: "solid" },
] as const;

/** How appropriated, released and paid grew: the gaps between the lines are money that waits. */
export function MoneyChart({ slug }: { slug: string }) {
  const { t } = useText();
  const { unit } = useUi();
  const { rows, more, loadMore, loading } = useTransfers(slug, {}, 100);
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (more && !loading) loadMore();
  }, [more, loading, loadMore]);
  const sums = useMemo(() => runningSums(rows.map((row) => ({ ...row, fen: fenOf(row.amount.fen) ?? 0n }))), [rows]);
  useEffect(() => {
    const element = holder.current;
    if (!element || sums.length === 0) return;
    const chart = init(element, null, { renderer: "svg" });
    const names = { appropriated: t("money.appropriated"), released: t("money.released"), paid: t("money.paid") };
    const write = (fen: number) => `${writeAmount(BigInt(Math.round(fen)), unit).text} ${t(`unit.${unit}`)}`;
    chart.setOption(chartOption(sums, { names, write, description: t("chart.moneyDescription") }));
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [sums, unit, t]);
  if (sums.length === 0) return <p className="empty">{loading ? t("state.loading") : t("transfers.none")}</p>;
  return (
    <figure className="chart-figure">
      <figcaption>
        {t("chart.money", { unit: t(`unit.${unit}`) })}
        <span className="chart-key">
          {lines.map(({ id, color, type }) => (
            <span key={id} style={{ borderBlockStart: `2px ${type} ${color}` }}>
              {t(`money.${id}`)}
            </span>
          ))}
        </span>
      </figcaption>
      <div ref={holder} className="chart" role="img" aria-label={t("chart.moneyDescription")} />
    </figure>
  );
}

interface Words {
  readonly names: Readonly<Record<(typeof lines)[number]["id"], string>>;
  readonly write: (fen: number) => string;
  readonly description: string;
}

/** A chart draws places, not sums: amounts become numbers only here, and labels are written from whole fen again. */
function chartOption(sums: readonly SumsOnDay[], { names, write, description }: Words) {
  const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return {
    animation: !reduced,
    animationDuration: 400,
    aria: { enabled: true, label: { description } },
    textStyle: { fontFamily: "inherit", color: palette.inkSoft },
    grid: { left: 8, right: 16, top: 12, bottom: 4, containLabel: true },
    tooltip: { trigger: "axis", valueFormatter: (value: number) => write(value) },
    xAxis: { type: "time", axisLine: { lineStyle: { color: palette.rule } } },
    yAxis: {
      type: "value",
      splitLine: { lineStyle: { color: palette.ruleSoft } },
      axisLabel: { formatter: (value: number) => write(value).split(" ")[0] },
    },
    series: lines.map(({ id, color, type }) => ({
      type: "line",
      step: "end",
      name: names[id],
      symbol: "none",
      lineStyle: { color, type, width: 2 },
      itemStyle: { color },
      data: sums.map((one) => [one.day, Number(one[id])]),
    })),
  };
}
