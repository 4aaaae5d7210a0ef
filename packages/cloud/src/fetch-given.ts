/**
 * Fetches addresses that people give: pages, feeds, webhooks. Whoever names an address must not reach with it what only this process can
 * reach (its machine, its network, the metadata of its cloud), so every address that a host name has must be public, the connection goes
 * to one of those and to no other (a second answer of DNS is never asked for), and each redirect is checked anew.
 *
 * `URL` reads a host as browsers do, so 0x7f.1, 017700000001 and 127。0。0。1 are 127.0.0.1 before they are looked at.
 */
import type { LookupFunction } from "node:net";
import type { Ctx } from "#kit/ctx";
import { runtime } from "#kit/runtime";
import { type GivenFailure, NotFetched } from "#kit/third-party";
import { type HttpAnswer, httpClient, TOO_LARGE } from "./http.ts";
import { decoded, textOf } from "./http-content.ts";
import { isPublicAddress } from "./public-address.ts";
import { countAsked } from "./third-parties.ts";

export interface GivenCall {
  /** What is fetched, in words for the log: `a recipe's page`. */
  what: string;
  /** GET unless given. A POST is sent once, and not to where it is redirected. */
  method?: "GET" | "POST";
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** The largest answer in bytes, as it is sent and as it is once it is decompressed; 5 MiB unless given. */
  maxBytes?: number;
  /** How long all of it may take, redirects included; ten seconds unless given. */
  timeoutMs?: number;
}

export interface GivenAnswer {
  /** Where it was found in the end. */
  url: string;
  status: number;
  headers: HttpAnswer["headers"];
  /** Decompressed. */
  bytes: Buffer;
  /** The bytes as text, in the charset that they or the headers name. */
  readonly text: string;
}

const MAX_REDIRECTS = 5;
const MAX_BYTES = 5 * 1024 * 1024;
const TIMEOUT_MS = 10_000;
const AGENT = "LifeOS";

/** What is at the address, whatever its status. Throws NotFetched where it may not be fetched or does not come. */
export async function fetchGiven({ log }: Pick<Ctx, "log">, address: string, call: GivenCall): Promise<GivenAnswer> {
  const started = performance.now();
  const done = (outcome: "ok" | GivenFailure) => {
    const ms = Math.round(performance.now() - started);
    countAsked("given", outcome, ms);
    // Neither the address nor its host: what people look at is theirs.
    log("debug", "a given address was fetched", { what: call.what, outcome, ms });
  };
  try {
    const answer = await follow(address, call, started + (call.timeoutMs ?? TIMEOUT_MS));
    done("ok");
    return answer;
  } catch (error) {
    if (error instanceof NotFetched) done(error.reason);
    throw error;
  }
}

async function follow(address: string, call: GivenCall, deadline: number): Promise<GivenAnswer> {
  let url = httpUrl(address);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const answer = await fetchOnce(url, call, deadline);
    const { location } = answer.headers;
    const isRedirect = [301, 302, 303, 307, 308].includes(answer.status) && location !== undefined;
    if (!isRedirect || call.method === "POST") return read(url, answer, call.maxBytes ?? MAX_BYTES);
    url = httpUrl(location, url);
  }
  throw new NotFetched("too_many_redirects", `it redirects more than ${MAX_REDIRECTS} times`);
}

function httpUrl(address: string, base?: URL): URL {
  const no = () => new NotFetched("not_http", "it is no http or https address without a user name");
  if (!URL.canParse(address, base?.href)) throw no();
  const url = new URL(address, base);
  if (!/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") throw no();
  if (url.port !== "" && OTHER_PROTOCOLS.has(Number(url.port)))
    throw new NotFetched("not_http", "its port is one of another protocol");
  return url;
}

/**
 * Ports at which something else than HTTP is spoken, to which a request would be words: a mail server takes lines of it as commands. As the
 * Fetch standard blocks them (https://fetch.spec.whatwg.org/#port-blocking).
 */
const OTHER_PROTOCOLS: ReadonlySet<number> = new Set(
  `0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135 137 139 143 161 179
  389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061
  6000 6566 6665 6666 6667 6668 6669 6679 6697 10080`
    .split(/\s+/)
    .map(Number),
);

async function fetchOnce(url: URL, call: GivenCall, deadline: number): Promise<HttpAnswer> {
  const { method = "GET", headers, body, maxBytes = MAX_BYTES } = call;
  const addresses = await publicAddresses(url, deadline);
  const timeoutMs = deadline - performance.now();
  if (timeoutMs <= 0) throw tooLate();
  const target = runtime().network?.reroute?.(url, addresses) ?? url;
  const send = httpClient(target.href, {
    timeoutMs,
    maxBytes,
    keepAlive: false,
    host: url.host,
    lookup: pinnedTo(addresses),
  });
  try {
    return await send({
      method,
      headers: { "user-agent": AGENT, accept: "*/*", "accept-encoding": "gzip, deflate, br", ...headers },
      body,
    });
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === TOO_LARGE) throw tooLarge(maxBytes, error);
    if (code === "ETIMEDOUT") throw tooLate(error);
    throw new NotFetched("unreachable", "no connection to it, or it broke", error);
  }
}

/** Answers these addresses whatever is asked, so that what was checked is what is connected to. */
const pinnedTo =
  (addresses: readonly string[]): LookupFunction =>
  (_, options, done) => {
    const all = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    if (options.all) done(null, all);
    else done(null, all[0]!.address, all[0]!.family);
  };

/** The addresses of a host, all of which are public. */
async function publicAddresses({ hostname }: URL, deadline: number): Promise<readonly string[]> {
  const literal = hostname.startsWith("[") || /^[\d.]+$/.test(hostname);
  const addresses = literal ? [hostname.replace(/^\[|\]$/g, "")] : await resolve(hostname, deadline);
  if (addresses.length === 0 || !addresses.every(isPublicAddress))
    throw new NotFetched("not_public", "its host does not exist, or is not on the public internet");
  return addresses;
}

const MOST_ADDRESSES = 32;

/**
 * Asks the name servers themselves: the system's own look-up (getaddrinfo) cannot be ended, and four slow ones would keep every other
 * from happening.
 */
async function resolve(host: string, deadline: number): Promise<readonly string[]> {
  const { network } = runtime();
  if (network?.resolve) return network.resolve(host);
  const { Resolver } = process.getBuiltinModule("node:dns").promises;
  const left = Math.ceil(deadline - performance.now());
  const resolver = new Resolver({ timeout: Math.max(1, Math.min(3_000, left)), tries: 2 });
  const timer = setTimeout(() => resolver.cancel(), left);
  try {
    const none = (error: { code?: string }): string[] => {
      if (error.code === "ETIMEOUT" || error.code === "ECANCELLED") throw tooLate(error);
      return [];
    };
    const [four, six] = await Promise.all([resolver.resolve4(host).catch(none), resolver.resolve6(host).catch(none)]);
    return [...four, ...six].slice(0, MOST_ADDRESSES);
  } finally {
    clearTimeout(timer);
  }
}

async function read(url: URL, answer: HttpAnswer, maxBytes: number): Promise<GivenAnswer> {
  const { status, headers } = answer;
  const bytes = await decoded(answer.bytes, headers["content-encoding"], maxBytes).catch((error) => {
    if ((error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(maxBytes, error);
    throw new NotFetched("unreadable", "it is compressed in a way that cannot be read", error);
  });
  return {
    url: url.href,
    status,
    headers,
    bytes,
    get text() {
      return textOf(bytes, headers["content-type"]);
    },
  };
}

const tooLate = (cause?: unknown) => new NotFetched("timeout", "it did not come in time", cause);
const tooLarge = (maxBytes: number, cause: unknown) =>
  new NotFetched("too_large", `it has more than ${maxBytes} bytes`, cause);
