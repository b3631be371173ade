import type { Catalog } from "@mingzhang/ui";
import type { GuideMessageId } from "./guide-zh-cn.ts";

export const guideEn: Catalog<GuideMessageId> = {
  "nav.glossary": "Glossary",
  "nav.about": "About the data",
  "glossary.title": "Glossary",
  "glossary.lead": "The words of these pages, in plain language.",
  "glossary.plan": "Plan",
  "glossary.plan.is":
    "What a donor will do for a recipient over some years: which projects, and how much for each year.",
  "glossary.appropriation": "Appropriation",
  "glossary.appropriation.is": "The donor's treasury pays money into the earmarked account. The first step.",
  "glossary.account": "Earmarked account",
  "glossary.account.is": "The one account that assistance money may enter and leave.",
  "glossary.release": "Release",
  "glossary.release.is":
    "Money goes from the account to one project. The second step. It never exceeds what the plan allocates to the " +
    "project.",
  "glossary.subledger": "Subledger",
  "glossary.subledger.is": "The books of one project.",
  "glossary.payment": "Payment",
  "glossary.payment.is":
    "A project pays who works, who delivers, or a household. The third step: only here has money been spent.",
  "glossary.refund": "Refund and reversal",
  "glossary.refund.is":
    "A refund: the payee gives part of it back. A reversal: all of it goes back the way it came. Both are negative " +
    "figures, and the first record stays.",
  "glossary.allocation": "Allocation",
  "glossary.allocation.is": "What the plan lets a project use in a year. It is planned, not spent.",
  "glossary.reallocation": "Reallocation",
  "glossary.reallocation.is":
    "Moves an allocation to another project or year; the total stays. Before, after and authority are published.",
  "glossary.base": "Rule and base",
  "glossary.base.is":
    "Each year the donor gives a share of its public budget revenue of the year before. That revenue is the base: " +
    "first estimated, then confirmed by the people's congress.",
  "glossary.milestone": "Milestone",
  "glossary.milestone.is":
    "A dated step of a project, such as “walls closed”. Past its day and not reached, it is overdue; the first date " +
    "stays visible when it is moved.",
  "glossary.progress": "Physical progress",
  "glossary.progress.is":
    "How much of the planned quantity is done, such as houses built. It says nothing about money.",
  "glossary.acceptance": "Acceptance",
  "glossary.acceptance.is": "The inspection after which a project counts as complete.",
  "glossary.late": "Days late",
  "glossary.late.is": "How many days after it happened something was recorded.",
  "glossary.asOf": "As of (asOf)",
  "glossary.asOf.is": "Counts what happened up to this day.",
  "glossary.knownAt": "Known at (knownAt)",
  "glossary.knownAt.is":
    "Counts only what had been recorded by this time. With the day above it shows what was believed then.",
  "glossary.correction": "Correction",
  "glossary.correction.is": "A further record that puts a wrong one right. The wrong one is not deleted.",
  "glossary.withheld": "Withheld field",
  "glossary.withheld.is":
    "What the law protects, such as a person's name. Published are its fingerprint and the reason; amounts, dates " +
    "and projects are always public.",
  "glossary.hash": "Fingerprint (hash)",
  "glossary.hash.is":
    "Characters computed from a text. Change one letter and they are quite different; the text cannot be computed " +
    "back.",
  "glossary.log": "Public log",
  "glossary.log.is":
    "The list of all public records. It only grows at its end; change one and the total fingerprint is wrong.",
  "glossary.checkpoint": "Checkpoint",
  "glossary.checkpoint.is":
    "A signed statement by the log: how many records there are, and the fingerprint of them all.",
  "glossary.witness": "Witness",
  "glossary.witness.is":
    "Somebody other than the log who checks that it did not rewrite its past, and signs that with a key of his own.",
  "glossary.proof": "Proof",
  "glossary.proof.is": "A small file which shows that a record is in the log. It works without a network.",
  "about.title": "About the data",
  "about.lead":
    "What it is, where it comes from, what is missing, what a verification shows and does not, and where to get help.",
  "about.what": "What it is",
  "about.what.text":
    "Mingzhang publishes every transfer, every project and every change of a paired-assistance plan. Each is a " +
    "record, " +
    "and records are only ever added. All pages, tables and feeds are computed from them and agree with each other.",
  "about.source": "Where it comes from",
  "about.source.text":
    "Projects, amounts and the rule are taken from the plan's own document; where it disagrees with itself, the " +
    "difference is shown. What happened since is entered by the responsible units and the monitoring staff. The time " +
    "of recording is set by the system; nobody can choose it.",
  "about.simulated":
    "Part of what this site shows now is simulated: it demonstrates the system and did not happen. Every page, " +
    "record and export of it says so.",
  "about.missing": "What is missing",
  "about.missing.evidence":
    "Photos and documents (evidence) stand on the projects' pages: those that units and monitoring staff uploaded, " +
    "and nothing in the place of others. They show what was put forward at the time, not that it is true. Faces are " +
    "not blurred by the system; whoever records sees to that. Pictures are encoded anew without what cameras add; " +
    "the originals are for auditors. One that is withdrawn is shown no more; its fingerprint and the reason stay.",
  "about.missing.indicators": "There are no indicators and no annual, mid-term or final evaluations. They are to come.",
  "about.missing.cases":
    "There are no citizens' questions with their answers. They are to come; until then, see below.",
  "about.missing.unstated":
    "Where the plan's document states no figure, such as some of the county's own money, this says so and estimates " +
    "nothing.",
  "about.missing.unrecorded":
    "What nobody recorded cannot be seen here. Statements of treasury and bank are what to compare with.",
  "about.withheld": "What is withheld",
  "about.withheld.text":
    "The names of persons and whatever else the law protects are not published; their salted fingerprints and the " +
    "reason are. Amounts, dates, projects and institutions are never withheld, so sums can always be checked. When " +
    "the text is shown to a court or an auditor later, they compute the same fingerprint and know that it is the one.",
  "about.verify": "What a verification shows",
  "about.verify.yes":
    "It shows that the record stands in the public log, unchanged and at its place; that the log does not contradict " +
    "what your browser saw before; and with witnesses, that all readers see one and the same log.",
  "about.verify.no":
    "It does not show that what the record says is true, that nothing was left out, or that the keys deserve trust. " +
    "Compare the keys with a gazette, a newspaper or somebody whom you trust.",
  "about.witness": "Who the witnesses are",
  "about.witness.text":
    "They stand in the policy, and each is named when you verify. Where there is none, the log alone has signed. The " +
    "recipient county, an auditor, a newspaper or a civic group can run a witness with one command.",
  "about.policy": "See the policy",
  "about.keys": "Which keys sign the log",
  "about.keys.text":
    "Before a new key signs, the log gets an entry of it; it signs from the first checkpoint that covers that entry, " +
    "and the old one signs beside it for 90 days. So whoever trusts the old key can check where the new one is from.",
  "about.keys.list": "All public keys",
  "about.keys.none": "Up to the chosen moment the log has only ever used its first key.",
  "about.help": "Where to get help",
  "about.help.text":
    "If a record is wrong or does not verify, keep the page (or download the proof page) and take it with its " +
    "address to the responsible unit, or to the auditors of donor or recipient. Each project's page names its unit.",
  "about.reuse": "Free to use",
  "about.reuse.text": "All data may be downloaded and passed on freely, without registration. The formats are under",
};
