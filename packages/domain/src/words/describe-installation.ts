import type { InstallationEvent } from "../event/plan-event.ts";
import { dayOfInstant } from "../time/day.ts";
import type { Lang } from "./lang.ts";

/** One plain sentence for an event of the installation itself. Keys are named by their ids, as signatures show them. */
export function describeInstallation({ data }: InstallationEvent, lang: Lang): string {
  const { number, vkey, previousVkey, previousEndsAt } = data;
  const [key, previous, day] = [idOf(vkey), idOf(previousVkey), dayOfInstant(previousEndsAt)];
  return lang === "zh"
    ? `公开日志启用第${number}把签名密钥（编号${key}）。原密钥（编号${previous}）同时签名至${day}。`
    : `The public log gets its signing key no. ${number} (${key}). The key before it (${previous}) signs until ${day}.`;
}

function idOf(vkey: string): string {
  return vkey.split("+")[1] ?? vkey;
}
