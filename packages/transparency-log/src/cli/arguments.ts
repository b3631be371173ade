import { parseArgs } from "node:util";
import type { Language } from "../words/words.ts";
import { Hindered } from "./outage.ts";

/** A command as it was called. */
export interface Call {
  readonly command: "verify" | "audit" | "proof" | "help";
  readonly source: string | undefined;
  readonly index: number | undefined;
  readonly policy: string | undefined;
  readonly proof: string | undefined;
  readonly entry: string | undefined;
  readonly out: string | undefined;
  readonly kept: readonly string[];
  readonly disclosures: readonly string[];
  readonly maximalAgeSeconds: number | undefined;
  readonly form: "event" | "any";
  readonly json: boolean;
}

const text = { type: "string" } as const;
const texts = { type: "string", multiple: true } as const;
const flag = { type: "boolean" } as const;
const options = {
  policy: text,
  proof: text,
  entry: text,
  out: text,
  kept: texts,
  disclosure: texts,
  "max-age": text,
  form: text,
  lang: text,
  json: flag,
  help: flag,
};

/** zh unless English is asked for by `--lang` or by the environment. */
export function languageOf(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const asked = args[args.indexOf("--lang") + 1];
  if (args.includes("--lang")) return asked === "en" ? "en" : "zh";
  if (args.includes("--lang=en")) return "en";
  return (environment["LC_ALL"] ?? environment["LANG"] ?? "").startsWith("en") ? "en" : "zh";
}

/** Reads the arguments; throws Hindered with exit code 2. */
export function readCall(args: readonly string[]): Call {
  const { values, positionals } = parsed(args);
  const [command, ...rest] = positionals;
  if (values.help === true || command === undefined || command === "help")
    return { ...callOf(values), command: "help" };
  if (command !== "verify" && command !== "audit" && command !== "proof")
    throw new Hindered("unknown-command", command);
  const offline = command === "verify" && values.proof !== undefined;
  const wanted = offline ? 0 : command === "audit" ? 1 : 2;
  if (rest.length !== wanted) throw new Hindered("wrong-arguments", args.join(" "));
  if (command === "proof" && values.out === undefined) throw new Hindered("wrong-arguments", "--out");
  if (values.policy === undefined) throw new Hindered("policy-needed", command);
  const [source, index] = rest;
  return { ...callOf(values), command, source, index: index === undefined ? undefined : indexOf(index) };
}

type Values = ReturnType<typeof parsed>["values"];

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new Hindered("wrong-arguments", error instanceof Error ? error.message : String(error), error);
  }
}

function callOf(values: Values): Omit<Call, "command"> {
  const { form = "event" } = values;
  if (form !== "event" && form !== "any") throw new Hindered("wrong-form", form);
  return {
    source: undefined,
    index: undefined,
    policy: values.policy,
    proof: values.proof,
    entry: values.entry,
    out: values.out,
    kept: values.kept ?? [],
    disclosures: values.disclosure ?? [],
    maximalAgeSeconds: secondsOf(values["max-age"]),
    form,
    json: values.json === true,
  };
}

function secondsOf(hours: string | undefined): number | undefined {
  if (hours === undefined) return undefined;
  if (!/^[0-9]{1,6}(\.[0-9]{1,3})?$/.test(hours)) throw new Hindered("wrong-hours", hours);
  return Number(hours) * 3600;
}

function indexOf(index: string): number {
  if (!/^(0|[1-9][0-9]{0,14})$/.test(index)) throw new Hindered("wrong-index", index);
  return Number(index);
}
