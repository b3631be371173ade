import type { IncomingMessage } from "node:http";
import { BlockList, isIP, isIPv6 } from "node:net";
import { OperatorError } from "@mingzhang/runtime";

/** Of whom a request comes, as a key to count by: an IPv4 address, or the network of an IPv6 one (its first half). */
export type ClientAddress = (incoming: IncomingMessage) => string;

/**
 * Whoever connects is the client. Only where that is one of the `proxies` (addresses and networks, with commas), what
 * it forwards is believed: then it is the nearest address that is none of them. Throws an `OperatorError`.
 */
export function clientAddresses(proxies: string | undefined): ClientAddress {
  const trusted = proxies ? readProxies(proxies) : null;
  return ({ socket, headers }) => {
    let nearest = plain(socket.remoteAddress ?? "");
    const forwarded = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",");
    for (const said of forwarded.toReversed().map((each) => plain(each.trim()))) {
      if (!trusted || !isIP(nearest) || !trusted.check(nearest, familyOf(nearest)) || !isIP(said)) break;
      nearest = said;
    }
    return isIPv6(nearest) ? networkOf(nearest) : nearest;
  };
}

function readProxies(text: string): BlockList {
  const list = new BlockList();
  for (const each of text.split(",").map((one) => one.trim())) {
    const [address = "", bits, ...more] = each.split("/");
    const most = isIPv6(address) ? 128 : 32;
    if (!isIP(address) || more.length > 0) throw wrong(text);
    if (bits === undefined) list.addAddress(address, familyOf(address));
    else if (/^\d{1,3}$/.test(bits) && Number(bits) <= most) list.addSubnet(address, Number(bits), familyOf(address));
    else throw wrong(text);
  }
  return list;
}

function wrong(text: string): OperatorError {
  return new OperatorError([
    `TRUSTED_PROXIES=${text} 不对：应为反向代理的地址或网段，用逗号分开，例如 127.0.0.1,10.0.0.0/8；没有代理则不设`,
    `TRUSTED_PROXIES=${text} is wrong: give addresses or networks of your proxies with commas, for example ` +
      "127.0.0.1,10.0.0.0/8, or leave it out where there is none",
  ]);
}

const familyOf = (address: string) => (isIPv6(address) ? "ipv6" : "ipv4");

/** A socket for both families writes `::ffff:198.51.100.7` for an IPv4 address. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");

function networkOf(address: string): string {
  const [head = "", tail] = address.toLowerCase().split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => "0");
  return [...before, ...zeros, ...after].slice(0, 4).join(":");
}
