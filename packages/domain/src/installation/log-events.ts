import { z } from "zod";
import { declare } from "../event/declaration.ts";
import { instant, pub } from "../event/fields.ts";

/** A verifier key as C2SP signed-note writes it: name, id and Ed25519 key. */
const vkey = z
  .string()
  .max(400)
  .regex(/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/);

/** The public log gets a further key. The one before it signs beside it until `previousEndsAt`. */
export const logKeyRotated = declare("LogKeyRotated", {
  number: pub(z.int().min(2).max(9_999)),
  vkey: pub(vkey),
  startsAt: pub(instant),
  previousVkey: pub(vkey),
  previousEndsAt: pub(instant),
});
