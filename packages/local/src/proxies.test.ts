import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { forwarded, trustedProxies } from "./proxies.ts";

const from = (remoteAddress: string, headers: Record<string, string>) =>
  ({ socket: { remoteAddress }, headers: { host: "localhost:8787", ...headers } }) as unknown as IncomingMessage;
const isTrusted = trustedProxies("127.0.0.1, 10.0.0.0/8, fd00::/8");
const said = { "x-forwarded-for": "203.0.113.7", "x-forwarded-proto": "https", "x-forwarded-host": "life.example" };

describe("forwarding headers", () => {
  it("count when they come from a trusted proxy", () => {
    const told = { ip: "203.0.113.7", proto: "https", host: "life.example" };
    for (const proxy of ["127.0.0.1", "::ffff:127.0.0.1", "10.9.9.9", "fd00::1"])
      expect(forwarded(from(proxy, said), isTrusted)).toEqual(told);
  });

  it("are ignored from any other address", () => {
    const told = { ip: "203.0.113.9", proto: "http", host: "localhost:8787" };
    expect(forwarded(from("203.0.113.9", said), isTrusted)).toEqual(told);
    expect(forwarded(from("127.0.0.1", said), trustedProxies(undefined)).ip).toBe("127.0.0.1");
  });

  it.each([
    ["6.6.6.6, 203.0.113.7", "203.0.113.7"],
    ["6.6.6.6, 203.0.113.7, 10.0.0.2", "203.0.113.7"],
    ["203.0.113.7, nonsense", "127.0.0.1"],
    ["", "127.0.0.1"],
    ["10.0.0.2", "10.0.0.2"],
  ])("is believed as far back as trusted addresses reach: %s", (list, ip) => {
    expect(forwarded(from("127.0.0.1", { "x-forwarded-for": list }), isTrusted).ip).toBe(ip);
  });

  it("cannot name a host with invalid characters", () => {
    const strange = from("127.0.0.1", { "x-forwarded-host": "evil.example/path?x" });
    expect(forwarded(strange, isTrusted).host).toBe("localhost:8787");
  });

  it.each(["proxy.example", "10.0.0.0/33", "10.0.0.0/", "::1/129", "10.0.0"])(
    "are trusted by addresses and networks only: %s",
    (list) => {
      expect(() => trustedProxies(list)).toThrow("is no address");
    },
  );
});
