import type { Catalog } from "@mingzhang/ui";
import type { ProofMessageId } from "./proof-zh-cn.ts";

export const proofEn: Catalog<ProofMessageId> = {
  "place.title": "Its place in the public log",
  "place.lead":
    "The public log is a list that only ever grows at its end. Every record has a fixed number and a fingerprint; " +
    "all fingerprints make up one, and the log signs that.",
  "place.index": "Number (from 0)",
  "place.size": "Entries of the tree that covers it",
  "place.root": "Fingerprint of them all (SHA-256, base64)",
  "place.origin": "Name of the log",
  "place.pending":
    "This record is made, but no signed checkpoint covers it yet, so it cannot be proved. The log promises one " +
    "within 60 seconds; where witnesses are missing, it takes longer. Please reload a little later.",
  "mark.unproved": "not in the public log yet, not proved yet",
  "feeds.waiting":
    "The feeds stand still at {size} entries: what was recorded since {since} (Beijing time) is under no signed " +
    "checkpoint yet. Pages may show it before; feeds and downloads wait until it can be proved.",
  "place.pinned":
    "This page is fixed to the date and time that you chose, so it does not say how long the log is today. To verify " +
    "reads the log's present checkpoint.",
  "place.checkpoint": "The checkpoint, word for word",
  "place.links": "What a proof needs",
  "place.proofFile": "Proof of this record (.tlog-proof)",
  "place.checkpointFile": "The present checkpoint",
  "place.policyFile": "Whom to trust: policy and keys",
  "place.keysFile": "The keys and their history",
  "place.archiveFile": "The whole log with its verifier (zip, works offline)",
  "verify.title": "Verify this record",
  "verify.lead":
    "Your own browser does all the computing: whether the fingerprint of the line on this page really is among those " +
    "that the log signed, and whether the log ever rewrote what it had shown. You need not believe this site.",
  "verify.button": "Verify in my browser",
  "verify.noScript": "The button needs script. Without it, the commands below come to the same result.",
  "verify.save": "Download this proof as one page (HTML, verifies offline)",
  "verify.saveNote":
    "One file with the record, its proof, the keys and the verifier. Keep it anywhere: it still verifies years " +
    "later, without a network.",
  "verify.ownPolicy": "Use a policy that I have from elsewhere",
  "verify.ownPolicyLabel": "Policy (C2SP tlog-policy)",
  "verify.ownPolicyHelp":
    "From a gazette, a newspaper, an auditor or a friend. Left empty, the one of this page is taken: that proves " +
    "that the record agrees with these keys, not that the keys deserve trust.",
  "verify.means": "What this proves",
  "verify.meansText":
    "That the record was published, was not changed and has not moved; with witnesses, also that all readers see one " +
    "and the same log. Not that what it says is true, nor that nothing was left out.",
  "verify.command": "Verify by command",
  "verify.commandLead":
    "Download the proof and the policy, and check them with this project's verifier. The zip of the whole log holds " +
    "the same program and needs no network.",
  "verify.hashLead": "Or compute the leaf hash with what your system has, and compare it with this page:",
  "verify.commandLabel": "Commands to verify it",
  "raw.pretty": "In readable form",
  "raw.line": "The line itself (canonical form; this is what is hashed)",
  "saved.title": "Proof of record {index}",
  "saved.lead":
    "This file needs no network, and no trust in the place where it was kept: press the button, and your browser " +
    "checks the public record below. With a network it also looks at the log as it is now.",
  "saved.from": "It comes from",
  "saved.rules": "The policy and keys that this file uses",
  "saved.proof": "The proof, word for word",
};
