/**
 * The client of a request that reverse proxies pass on. Anybody may send X-Forwarded-For; it counts only from an address that
 * TRUSTED_PROXIES names, and only as far back as the chain consists of such addresses.
 */
import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

export type TrustedProxies = (address: string) => boolean;

export interface Forwarded {
  /** The address of the client, not of a proxy. */
  ip: string;
  proto: "http" | "https";
  host: string;
}

/** Parses `10.0.0.1, 172.16.0.0/12`; throws an Error that names an invalid address. */
export function trustedProxies(list: string | undefined): TrustedProxies {
  const addresses = new BlockList();
  for (const one of (list ?? "").split(",").map((part) => part.trim())) {
    if (one === "") continue;
    const [address = "", bits] = one.split("/", 2);
    const family = isIP(address);
    const most = family === 4 ? 32 : 128;
    if (family === 0 || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most)))
      throw new Error(`${one} is no address and no range of addresses`);
    addresses.addSubnet(address, bits === undefined ? most : Number(bits), family === 4 ? "ipv4" : "ipv6");
  }
  return (address) => {
    const family = isIP(address);
    return family !== 0 && addresses.check(address, family === 4 ? "ipv4" : "ipv6");
  };
}

export function forwarded(request: IncomingMessage, isTrusted: TrustedProxies): Forwarded {
  let ip = plainAddress(request.socket.remoteAddress ?? "");
  const host = request.headers.host ?? "";
  if (!isTrusted(ip)) return { ip, proto: "http", host };
  const hops = valuesOf(request, "x-forwarded-for").map(plainAddress);
  while (isTrusted(ip)) {
    const before = hops.pop();
    if (before === undefined || isIP(before) === 0) break;
    ip = before;
  }
  const proto = valuesOf(request, "x-forwarded-proto").at(-1) === "https" ? "https" : "http";
  const named = valuesOf(request, "x-forwarded-host").at(-1);
  return { ip, proto, host: named && /^[\w.:[\]-]+$/.test(named) ? named : host };
}

const valuesOf = (request: IncomingMessage, name: string): string[] =>
  String(request.headers[name] ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

const plainAddress = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, "");
