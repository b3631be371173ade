import { fenToYuan } from "../csv/fen-to-yuan.ts";
import {
  localNamespace,
  type OpenEntry,
  type OpenPlan,
  type OpenText,
  type Publication,
} from "../publication/publication.ts";
import { type Xml, xml } from "../xml/xml.ts";

/** The namespace of our own elements in an IATI file: `entry`, `export`. */
export const iatiNamespace = "urn:mingzhang:iati:1";

/** `narrative` in Chinese, the default language of an activity, and in English where there is one. */
export function narratives({ zh, en }: OpenText): readonly Xml[] {
  return [xml("narrative", {}, zh), ...(en === null ? [] : [xml("narrative", { "xml:lang": "en" }, en)])];
}

export function planIdentifier(publication: Publication, { slug }: Pick<OpenPlan, "slug">): string {
  return `${localNamespace(publication)}-${slug}`;
}

export function projectIdentifier(publication: Publication, plan: Pick<OpenPlan, "slug">, code: string): string {
  return `${planIdentifier(publication, plan)}-${code}`;
}

/** Exact yuan in CNY; `valueOn` is the day that the value is of. */
export function value(amountFen: bigint, valueOn: string): Xml {
  return xml("value", { currency: "CNY", "value-date": valueOn }, fenToYuan(amountFen));
}

/** The record that an element rests on, so that a reader can go and check it in the log. */
export function entryElement({ publicUrl }: Publication, { id, index, leafHash, recordedAt }: OpenEntry): Xml {
  const href = `${publicUrl}/entries/${index}`;
  return xml("mz:entry", { id, index: String(index), "leaf-hash": leafHash, "recorded-at": recordedAt, href });
}

export function date(name: string, day: string): Xml {
  return xml(name, { "iso-date": day });
}

/** Sorts of organisation in `OrganisationType`; the type of the publisher is nowhere recorded. */
const localGovernment = "11";
const other = "90";

/** Who publishes: whoever runs this host. */
export function reportingOrg(publication: Publication): Xml {
  const host = localNamespace(publication);
  return xml(
    "reporting-org",
    { ref: host, type: other },
    narratives({ zh: `明账（${host}）`, en: `Mingzhang (${host})` }),
  );
}

/** A government that takes part, `role` by `OrganisationRole`. Where it has a reference, it is one of our own. */
export function participant(role: string, ref: string | null, name: OpenText): Xml {
  return xml("participating-org", { ref, type: localGovernment, role }, narratives(name));
}

/** Donor and recipient as parties of the plan, in our own namespace. */
export function parties(publication: Publication, plan: OpenPlan) {
  const id = planIdentifier(publication, plan);
  return {
    donor: { ref: `${id}-donor`, name: plan.donor },
    recipient: { ref: `${id}-recipient`, name: plan.recipient },
  } as const;
}

/** The sector of the development committee of the OECD, where the plan's own sector has a counterpart. */
const dacSectors: Readonly<Record<string, string>> = {
  livelihood: "16050",
  talent: "43081",
  "social-governance": "15110",
};
/** Rural development: what the plan as a whole is, and whatever has no counterpart. */
const ruralDevelopment = "43040";

export function planSector(): Xml {
  return xml("sector", { vocabulary: "1", code: ruralDevelopment });
}

/** By the list of the OECD for comparison, and by the plan's own sectors for exactness. */
export function projectSectors(plan: OpenPlan, sector: { code: string; name: OpenText }): readonly Xml[] {
  const own = Object.hasOwn(dacSectors, sector.code) ? dacSectors[sector.code] : undefined;
  return [
    xml("sector", { vocabulary: "1", code: own ?? ruralDevelopment }),
    xml("sector", { vocabulary: "99", code: `${plan.slug}-${sector.code}` }, narratives(sector.name)),
  ];
}

export function place({ recipient }: OpenPlan): readonly Xml[] {
  return [xml("recipient-country", { code: "CN" }), xml("location", {}, [xml("name", {}, narratives(recipient))])];
}
