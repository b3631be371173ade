import { type Language, LogFault, LogOutage, faultWords, parsePolicy, type Words } from "@mingzhang/transparency-log";
import { checkServed, servedPolicy } from "./check-served.ts";
import { checkPage, checkProof, failedIn, type Part } from "./checks.ts";
import { type ClaimName, claimNames, type IslandData, verifyIds } from "./island-data.ts";
import { islandWords } from "./island-words.ts";
import type { Claims } from "./page-claims.ts";
import { type Ending, reportIn } from "./show-report.ts";

/** Sets the button of the page going. The page says the same without script; this saves the reader the command. */
function start(): void {
  const data = JSON.parse(document.getElementById(verifyIds.data)?.textContent ?? "null") as IslandData | null;
  const button = document.getElementById(verifyIds.button);
  const place = document.getElementById(verifyIds.report);
  if (!data || !(button instanceof HTMLButtonElement) || !place) return;
  button.disabled = false;
  void warmUp(data);
  let running = false;
  // Not by disabling the button meanwhile: who came to it by keyboard would lose his place.
  button.addEventListener("click", () => {
    if (running) return;
    running = true;
    void run(data, place).finally(() => (running = false));
  });
}

/** Has the browser compile the verifier and load the keys before the button is pressed. It says nothing. */
async function warmUp({ index, carried }: IslandData): Promise<void> {
  if (!carried) return;
  const [proof, policy] = [carried.proof, carried.policy].map((text) => new TextEncoder().encode(text));
  const entry = new TextEncoder().encode(claimsOnPage().line ?? "");
  try {
    if (proof && policy) await checkProof({ proof, entry, index, policy: parsePolicy(policy) });
  } catch {
    // Whoever presses the button is told.
  }
}

async function run(data: IslandData, place: HTMLElement): Promise<void> {
  const report = reportIn(place, data.lang);
  const parts: Part[] = [];
  const add = (part: Part) => {
    parts.push(part);
    report.add(part);
  };
  try {
    report.end({ ...(await verify(data, add)), ...(failedIn(parts) ? { kind: "failed" } : {}) });
  } catch (error) {
    report.end({ kind: failedIn(parts) ? "failed" : "nothing", ms: null, remark: wordsOf(error), evidence: [] });
  }
}

async function verify({ index, log, carried }: IslandData, add: (part: Part) => void): Promise<Ending> {
  const claims = claimsOnPage();
  const entry = new TextEncoder().encode(claims.line ?? "");
  const address = new URL(log, location.href).href;
  const policyText = ownPolicy() ?? carried?.policy ?? (await servedPolicy(address));
  const policy = parsePolicy(new TextEncoder().encode(policyText));
  const proof = carried && new TextEncoder().encode(carried.proof);
  const checked = proof && (await checkProof({ proof, entry, index, policy }));
  if (checked) add(checked.part);
  const ms = checked?.ms ?? null;
  if (checked && !checked.passed) return { kind: "failed", ms, remark: null, evidence: [] };
  add(checkPage(claims, entry));
  try {
    const { part, evidence } = await checkServed({ address, index, entry, policy, policyText });
    add(part);
    return { kind: "passed", ms, remark: null, evidence: evidence ?? [] };
  } catch (error) {
    if (!(error instanceof LogOutage)) throw error;
    return { kind: checked ? "passed-offline" : "nothing", ms, remark: islandWords.outage, evidence: [] };
  }
}

/** The texts of the page that the proved line has to bear out; of a time the machine's form and the reader's. */
function claimsOnPage(): Claims {
  const claims: Partial<Record<ClaimName, string>> = {};
  for (const name of claimNames) {
    const place = document.querySelector(`[data-claim="${name}"]`);
    if (place) claims[name] = place.querySelector("time")?.dateTime ?? place.textContent ?? "";
  }
  return claims;
}

/** A policy that the reader has from elsewhere: only that makes him independent of this page. */
function ownPolicy(): string | null {
  const field = document.getElementById(verifyIds.policy);
  const text = field instanceof HTMLTextAreaElement ? field.value.trim() : "";
  return text === "" ? null : `${text}\n`;
}

function wordsOf(error: unknown): Words {
  if (error instanceof LogOutage) return islandWords.outage;
  const say = (words: Words, reason: Record<Language, string>): Words => ({
    zh: words.zh + reason.zh,
    en: words.en + reason.en,
  });
  if (error instanceof LogFault) return say(islandWords.badPolicy, faultWords[error.code]);
  const reason = String(error);
  return say(islandWords.broken, { zh: reason, en: reason });
}

start();
