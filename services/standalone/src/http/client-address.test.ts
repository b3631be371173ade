import type { IncomingMessage } from "node:http";
import { OperatorError } from "@mingzhang/runtime";
import { expect, test } from "vitest";
import { clientAddresses } from "./client-address.ts";

/** The client that a request comes from, as far as the proxies say so. */
function clientOf(remoteAddress: string, forwarded: string | undefined, proxies?: string): string {
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  return clientAddresses(proxies)({ socket: { remoteAddress }, headers } as unknown as IncomingMessage);
}

test("without a proxy that is trusted, the client is whoever connects, whatever he claims", () => {
  expect(clientOf("198.51.100.7", undefined)).toBe("198.51.100.7");
  expect(clientOf("198.51.100.7", "203.0.113.1")).toBe("198.51.100.7");
  expect(clientOf("198.51.100.7", "203.0.113.1", "10.0.0.0/8, 127.0.0.1")).toBe("198.51.100.7");
});

test("behind trusted proxies, the client is the nearest address that is none of them", () => {
  const proxies = "127.0.0.1, 10.0.0.0/8, ::1, 2001:db8:ffff::/48";
  expect(clientOf("127.0.0.1", "203.0.113.1", proxies)).toBe("203.0.113.1");
  expect(clientOf("127.0.0.1", "6.6.6.6, 203.0.113.1, 10.1.2.3", proxies)).toBe("203.0.113.1");
  expect(clientOf("::ffff:127.0.0.1", "203.0.113.1", proxies)).toBe("203.0.113.1");
  expect(clientOf("::1", "2001:db8:ffff::5", proxies)).toBe("2001:db8:ffff:0");
  expect(clientOf("10.9.9.9", undefined, proxies)).toBe("10.9.9.9");
  expect(clientOf("10.9.9.9", "nonsense", proxies)).toBe("10.9.9.9");
  expect(clientOf("10.9.9.9", "203.0.113.1, nonsense, 10.1.2.3", proxies)).toBe("10.1.2.3");
});

test("a home or office has a network of IPv6 addresses, and counts as one client", () => {
  expect(clientOf("2001:db8:1:2:aaaa::1", undefined)).toBe("2001:db8:1:2");
  expect(clientOf("2001:db8:1:2:bbbb::9", undefined)).toBe("2001:db8:1:2");
  expect(clientOf("2001:db8::1", undefined)).toBe("2001:db8:0:0");
  expect(clientOf("::ffff:198.51.100.7", undefined)).toBe("198.51.100.7");
});

test.each(["nginx", "10.0.0.0/33", "10.0.0.0/", "300.1.1.1", "127.0.0.1,,::1", "::1/129", "10.0.0.0/x"])(
  "TRUSTED_PROXIES=%s is one line with the value and the remedy, in Chinese and English",
  (value) => {
    expect(() => clientAddresses(value)).toThrow(OperatorError);
    expect(() => clientAddresses(value)).toThrow(
      /^TRUSTED_PROXIES=.* 不对：.*应.* ｜ TRUSTED_PROXIES=.* is wrong: .*give/,
    );
  },
);
