import http from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { configure } from "#kit/runtime";
import { type Network, NotFetched } from "#kit/third-party";
import { fetchGiven, type GivenCall } from "./fetch-given.ts";
import { httpClient } from "./http.ts";
import { allAsked } from "./third-parties.ts";

/** Listens at every address of this machine: loopback, link-local and those of its network. */
let connections = 0;
const trap = http.createServer((_, response) => response.end("what nobody may read"));
trap.on("connection", () => connections++);

/** A server on the public internet, as far as the product can tell. */
let answering: http.RequestListener;
const requests: http.IncomingMessage[] = [];
const site = http.createServer((request, response) => {
  requests.push(request);
  answering(request, response);
});

const portOf = (server: http.Server) => (server.address() as AddressInfo).port;
const names = new Map<string, readonly string[] | (() => readonly string[])>();
const asked: string[] = [];
const network: Network = {
  async resolve(host) {
    asked.push(host);
    const found = names.get(host) ?? [];
    return typeof found === "function" ? found() : found;
  },
  // What gets here passed every check: the public site goes to its stand-in, and all else into the trap.
  reroute: (url) =>
    new URL(
      url.pathname + url.search,
      url.hostname.endsWith("public.test") ? `http://127.0.0.1:${portOf(site)}` : `http://127.0.0.1:${portOf(trap)}`,
    ),
};
const configured = (network: Network) =>
  configure({
    get transport(): never {
      throw new Error("nothing here needs a database");
    },
    publish: async () => {},
    now: () => new Date(),
    log: (...line) => logged.push(JSON.stringify(line)),
    config: {},
    network,
  });
const logged: string[] = [];
const ctx = { log: (...line: unknown[]) => void logged.push(JSON.stringify(line)) };
const fetched = (url: string, call: Partial<GivenCall> = {}) => fetchGiven(ctx, url, { what: "a page", ...call });
const reasonOf = (url: string, call: Partial<GivenCall> = {}): Promise<string> =>
  fetched(url, call).then(
    ({ status }) => `fetched ${status}`,
    (error) => {
      if (!(error instanceof NotFetched)) throw error;
      return error.reason;
    },
  );

beforeAll(async () => {
  await new Promise<void>((resolve) => trap.listen(0, "::", resolve));
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
});
beforeEach(() => {
  connections = 0;
  requests.length = 0;
  asked.length = 0;
  logged.length = 0;
  names.clear();
  names.set("public.test", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"]);
  answering = (_, response) => response.end("a page");
  configured(network);
});
afterAll(async () => {
  for (const server of [trap, site]) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const hex = (n: number) => n.toString(16);
/** IPv4 addresses that are not public, the well-known and any of their networks. */
const fours = fc.oneof(
  fc.constantFrom(
    "127.0.0.1",
    "169.254.169.254",
    "10.0.0.1",
    "192.168.0.1",
    "172.17.0.1",
    "0.0.0.0",
    "100.100.100.200",
  ),
  fc
    .tuple(fc.constantFrom(0, 10, 127, 224, 240, 255), fc.nat(255), fc.nat(255), fc.nat(255))
    .map((parts) => parts.join(".")),
  fc.tuple(fc.integer({ min: 16, max: 31 }), fc.nat(255), fc.nat(255)).map(([b, c, d]) => `172.${b}.${c}.${d}`),
  fc.tuple(fc.constantFrom("192.168", "169.254"), fc.nat(255), fc.nat(255)).map(([ab, c, d]) => `${ab}.${c}.${d}`),
);
/** The ways to write one that some parser reads. */
const spelled = fc.tuple(fours, fc.nat(26), fc.nat(3)).map(([four, way, more]) => {
  const parts = four.split(".").map(Number) as [number, number, number, number];
  const [a, b, c, d] = parts;
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const groups = `${hex(a * 256 + b)}:${hex(c * 256 + d)}`;
  const octal = (n: number) => `0${"0".repeat(more)}${n.toString(8)}`;
  const ways = [
    four,
    `${four}.`,
    `${whole}`,
    `0x${hex(whole)}`,
    `0X${hex(whole).toUpperCase()}`,
    octal(whole),
    parts.map(octal).join("."),
    parts.map((n) => `0x${hex(n)}`).join("."),
    `0x${hex(a)}.${octal(b)}.${c}.${d}`,
    `${a}.${(b * 256 + c) * 256 + d}`,
    `0x${hex(a)}.${hex(b * 65536 + c * 256 + d) && (b * 256 + c) * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    four.replaceAll(".", "。"),
    four.replaceAll(".", "．"),
    four.replaceAll(".", "｡"),
    four.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    four.replace(/\d/g, (digit) => `%3${digit}`),
    four.replaceAll(".", "%2e"),
    four.replace(/[1-9]/g, (digit) => String.fromCodePoint(0x2460 + Number(digit) - 1)),
    `[::ffff:${four}]`,
    `[::FFFF:${groups}]`,
    `[0:0:0:0:0:ffff:${groups}]`,
    `[::${four}]`,
    `[64:ff9b::${four}]`,
    `[64:ff9b:1::${four}]`,
    `[2002:${groups}::1]`,
    `[2001:0:${groups}:0:0:0:0]`,
  ];
  return ways[way]!;
});
const sixes = fc.constantFrom(
  "[::1]",
  "[::]",
  "[0:0:0:0:0:0:0:1]",
  "[fe80::1]",
  "[fe80::1%25lo]",
  "[fe80::a9fe:a9fe]",
  "[fc00::1]",
  "[fd00:ec2::254]",
  "[fec0::1]",
  "[ff02::1]",
  "[2001:db8::1]",
  "[::ffff:0:127.0.0.1]",
);
/** Names, and what DNS says of them: nothing public, or not only. */
const privateAnswers = fc.oneof(
  fc.array(fours, { minLength: 1, maxLength: 3 }),
  fours.map((four) => ["93.184.215.14", four]),
  fours.map((four) => [four, "93.184.215.14"]),
  fours.map((four) => [`::ffff:${four}`]),
  fours.map((four) => ["93.184.215.14", `64:ff9b::${four}`]),
  fc.constantFrom(["::1"], ["fe80::1"], ["93.184.215.14", "::1"], ["2606:4700:4700::1111", "fd00::1"], []),
);
const host = fc.oneof({ weight: 6, arbitrary: spelled }, { weight: 1, arbitrary: sixes });
const dressed = fc.tuple(host, fc.nat(12), fc.boolean()).map(([host, dress, secure]) => {
  const port = portOf(trap);
  const scheme = secure ? "https" : "http";
  const dresses = [
    `${scheme}://${host}:${port}/`,
    `${scheme}://${host}/latest/meta-data/`,
    `${scheme}:${host}:${port}`,
    `${scheme}:\\\\${host}:${port}\\`,
    `${scheme}:/${host}:${port}/`,
    `  ${scheme}://${host}:${port}/  `,
    `ht\ntp://${host}:${port}/`,
    `${scheme}://public.test@${host}:${port}/`,
    `${scheme}://public.test:80@${host}:${port}/`,
    `${scheme}://public.test%40${host}:${port}/`,
    `${scheme}://${host}:${port}#@public.test/`,
    `${scheme}://${host}:${port}\\@public.test/`,
    `${scheme}://${host}:${port}?@public.test/`,
  ];
  return dresses[dress]!;
});
const named = fc.tuple(
  privateAnswers,
  fc.constantFrom("evil.test", "evil.test.", "EVIL.test", "evıl.test", "evil。test"),
);

const TRIES = 2_000;

describe("addresses that people give", () => {
  it(`reach nothing that is not public, however ${TRIES} of them are written`, async () => {
    const tried = { written: 0, named: 0, redirected: 0, rebound: 0 };
    await fc.assert(
      fc.asyncProperty(fc.nat(3), dressed, named, async (kind, url, [answers, name]) => {
        for (const spelling of ["evil.test", "evil.test.", new URL(`http://${name}`).hostname])
          names.set(spelling, answers);
        const byName = `http://${name}:${portOf(trap)}/`;
        if (kind === 0) {
          tried.written++;
          expect(["not_public", "not_http"]).toContain(await reasonOf(url));
        } else if (kind === 1) {
          tried.named++;
          expect(await reasonOf(byName)).toBe("not_public");
        } else if (kind === 2) {
          tried.redirected++;
          const to = answers.length % 2 ? url : byName;
          // A header holds Latin-1 alone, so other letters are sent as browsers read them.
          const location = /^[\x20-\x7e]*$/.test(to) ? to : URL.canParse(to) ? new URL(to).href : "file:///etc/passwd";
          answering = (_, response) => response.writeHead(302, { location }).end();
          // Read against the page, some of them are only strange paths of the page's own host, which redirects again.
          expect(["not_public", "not_http", "too_many_redirects"]).toContain(await reasonOf("http://public.test/"));
        } else {
          tried.rebound++;
          // Public at the first look, private at the next: there is no next.
          let looks = 0;
          names.set("rebind.public.test", () => (looks++ === 0 ? ["93.184.215.14"] : answers));
          answering = (_, response) => response.end("the public page");
          expect(await reasonOf("http://rebind.public.test/")).toBe("fetched 200");
          expect(looks).toBe(1);
        }
        expect(connections).toBe(0);
      }),
      { numRuns: TRIES },
    );
    for (const count of Object.values(tried)) expect(count).toBeGreaterThan(TRIES / 8);
  }, 60_000);

  it("reach no port at which something else than HTTP is spoken, by themselves or by a redirect", async () => {
    for (const port of [22, 25, 53, 110, 143, 389, 465, 587, 993, 5060, 6000, 6667]) {
      expect(await reasonOf(`http://public.test:${port}/`)).toBe("not_http");
      answering = (_, response) => response.writeHead(302, { location: `https://public.test:${port}/` }).end();
      expect(await reasonOf("http://public.test/")).toBe("not_http");
    }
    answering = (_, response) => response.end("a page");
    for (const port of [80, 443, 3000, 8080, 8443])
      expect(await reasonOf(`https://public.test:${port}/`)).toBe("fetched 200");
  });

  it("reach no listener of this machine without any stand-in of the network", async () => {
    configured({});
    const port = portOf(trap);
    for (const host of [
      "127.0.0.1",
      "127.1",
      "0",
      "0x7f.1",
      "017700000001",
      "2130706433",
      "[::1]",
      "[::ffff:7f00:1]",
      "[::]",
    ])
      expect([host, await reasonOf(`http://${host}:${port}/`)]).toEqual([host, "not_public"]);
    for (const host of ["localhost", "localhost.", "LOCALHOST"])
      expect([host, await reasonOf(`http://${host}:${port}/`, { timeoutMs: 2_000 })]).not.toEqual([
        host,
        "fetched 200",
      ]);
    expect(connections).toBe(0);
  });

  it.each([
    "file:///etc/passwd",
    "ftp://public.test/",
    "gopher://public.test/",
    "data:text/html,x",
    "javascript:alert(1)",
    "//public.test/",
    "public.test",
    "",
    "http://",
    "http://user@public.test/",
    "http://user:word@public.test/",
  ])("are http or https ones without a user: not %s", async (url) => {
    expect(await reasonOf(url)).toBe("not_http");
    expect(asked).toEqual([]);
  });

  it("connect to the addresses that were checked, under the name that was given", async () => {
    const pinned: (readonly string[] | undefined)[] = [];
    configured({
      ...network,
      reroute(url, addresses) {
        pinned.push(addresses);
        return network.reroute!(url, addresses);
      },
    });
    expect((await fetched("http://public.test:8080/a?b=c")).text).toBe("a page");
    expect(pinned).toEqual([["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"]]);
    expect(requests[0]).toMatchObject({ url: "/a?b=c", headers: { host: "public.test:8080" } });
    // The client asks this look-up and not the system, which knows no such name.
    const send = httpClient(`http://nowhere.invalid:${portOf(site)}/`, {
      timeoutMs: 5_000,
      keepAlive: false,
      lookup: (_, { all }, done) =>
        all ? done(null, [{ address: "127.0.0.1", family: 4 }]) : done(null, "127.0.0.1", 4),
    });
    expect((await send({ method: "GET" })).text).toBe("a page");
  });
});

describe("what a given address answers", () => {
  it("is followed through five redirects and no more", async () => {
    answering = ({ url }, response) => {
      const left = Number(url!.slice(1));
      if (left === 0) response.end("here");
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    };
    expect(await fetched("http://public.test/5")).toMatchObject({ url: "http://public.test/0", text: "here" });
    expect(await reasonOf("http://public.test/6")).toBe("too_many_redirects");
  });

  it("is not followed when something was posted", async () => {
    answering = (_, response) => response.writeHead(307, { location: "/elsewhere" }).end();
    expect((await fetched("http://public.test/", { method: "POST", body: "{}" })).status).toBe(307);
    expect(requests).toHaveLength(1);
  });

  it.each([
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    ["deflate", deflateSync],
    ["deflate", deflateRawSync],
    ["br", brotliCompressSync],
  ])("is decompressed: %s", async (coding, compress) => {
    answering = (_, response) => response.writeHead(200, { "content-encoding": coding }).end(compress("grün"));
    expect((await fetched("http://public.test/")).text).toBe("grün");
  });

  it.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
  ])("is no bomb: %s", async (coding, compress) => {
    const bomb = compress(Buffer.alloc(60_000_000));
    answering = (_, response) => response.writeHead(200, { "content-encoding": coding }).end(bomb);
    expect(bomb.length).toBeLessThan(100_000);
    expect(await reasonOf("http://public.test/", { maxBytes: 1_000_000 })).toBe("too_large");
  });

  it("is refused in codings that are unknown, broken, or several", async () => {
    for (const coding of ["zap", "gzip, gzip", "gzip"]) {
      answering = (_, response) => response.writeHead(200, { "content-encoding": coding }).end("not compressed");
      expect(await reasonOf("http://public.test/")).toBe("unreadable");
    }
  });

  it("has an end, in bytes and in time", async () => {
    answering = (_, response) => void response.writeHead(200).write("x".repeat(5_000));
    expect(await reasonOf("http://public.test/", { maxBytes: 4_999 })).toBe("too_large");
    answering = (_, response) => response.writeHead(200, { "content-length": "5001" }).end("x".repeat(5_001));
    expect(await reasonOf("http://public.test/", { maxBytes: 5_000 })).toBe("too_large");
    answering = (_, response) => void response.writeHead(200).write("and then nothing");
    expect(await reasonOf("http://public.test/", { timeoutMs: 100 })).toBe("timeout");
    answering = () => {};
    expect(await reasonOf("http://public.test/", { timeoutMs: 100 })).toBe("timeout");
    answering = (request) => request.socket.destroy();
    expect(await reasonOf("http://public.test/")).toBe("unreachable");
  });

  it.each([
    ["text/html; charset=windows-1252", Buffer.from("Cr\xe8me", "latin1"), "Crème"],
    [
      "text/html",
      Buffer.from('<meta charset="iso-8859-1"><p>Cr\xe8me', "latin1"),
      '<meta charset="iso-8859-1"><p>Crème',
    ],
    ["text/html", Buffer.from("\ufeffCrème"), "Crème"],
    ["text/html; charset=nonsense", Buffer.from("Crème"), "Crème"],
    ["text/html", Buffer.from("\ufeffCrème", "utf16le"), "Crème"],
  ])("is read in its charset: %s", async (type, bytes, text) => {
    answering = (_, response) => response.writeHead(200, { "content-type": type }).end(bytes);
    expect((await fetched("http://public.test/")).text).toBe(text);
  });

  it("is counted, and neither it nor the address is logged", async () => {
    await fetched("http://public.test/secret-page");
    await reasonOf("http://127.0.0.1/secret-page");
    expect(allAsked().map(({ service, outcome, count }) => ({ service, outcome, count }))).toEqual([
      { service: "given", outcome: "not_public", count: 1 },
      { service: "given", outcome: "ok", count: 1 },
    ]);
    expect(logged).toHaveLength(2);
    expect(logged.join()).not.toMatch(/secret-page|public\.test|127\.0\.0\.1/);
  });
});
