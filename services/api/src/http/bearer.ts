import { createHash, timingSafeEqual } from "node:crypto";

/** Tells whether an Authorization header carries the write token, in a time that tells nothing about the token. */
export function bearerCheck(writeToken: string): (authorization: string | null) => boolean {
  const expected = digest(writeToken);
  return (authorization) => {
    const [, given] = /^Bearer +(\S+) *$/i.exec(authorization ?? "") ?? [];
    return given !== undefined && timingSafeEqual(digest(given), expected);
  };
}

/** Texts of any length become equally long, so that not even the length can be told from the time taken. */
function digest(token: string): Buffer {
  return createHash("sha256").update(token, "utf8").digest();
}
