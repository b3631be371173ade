import { describe, expect, it } from "vitest";
import { localUrl } from "./server-address.ts";
import { startNotice } from "./start-notice.ts";

const facts = {
  url: "http://127.0.0.1:8080",
  dataDir: "/srv/明账",
  freshToken: null,
  tokenPlace: "/srv/明账/write-token",
  logOrigin: "local-1a2b3c4d.invalid/log",
  simulated: false,
  seconds: 1.26,
};

describe("the notice of a start", () => {
  it("shows where to go, and where the token is kept", () => {
    const notice = startNotice(facts);
    for (const part of [
      "/console/",
      "/graphql",
      "/srv/明账/write-token",
      "Ctrl-C",
      "1.3 s",
      "local-1a2b3c4d.invalid/log",
    ]) {
      expect(notice).toContain(part);
    }
    expect(notice).not.toContain("Simulated");
  });

  it("shows a new token, and that a demonstration is made up", () => {
    const notice = startNotice({ ...facts, freshToken: "s3cret", simulated: true });
    expect(notice).toContain("s3cret");
    expect(notice).toContain("shown this once");
    expect(notice).toContain("made up");
  });

  it.each([
    ["0.0.0.0", "http://127.0.0.1:80"],
    ["::", "http://[::1]:80"],
    ["fe80::1", "http://[fe80::1]:80"],
    ["localhost", "http://localhost:80"],
  ])("names an address that a browser on this machine reaches for HOST=%s", (host, url) => {
    expect(localUrl(host, 80)).toBe(url);
  });
});
