/**
 * Decides whether a request was made on this machine by its user. Everything that needs no password (the local issuer, the
 * functions of workflows, the services on the second port) relies on this file.
 *
 * A tunnel or a reverse proxy connects from this machine too, so the address of the peer is not enough: the names in the request
 * have to be this machine's, with the port that it came in at, and nothing may say that it was passed on.
 */
import type { IncomingMessage } from "node:http";

/**
 * Why a request is not from here, as a sentence for who made it; undefined when it is. `hosts` are names of this machine that it
 * may be asked by beside the usual ones.
 */
export function notFromHere(request: IncomingMessage, hosts: readonly string[] = []): string | undefined {
  if (!isLoopbackAddress(request.socket.remoteAddress ?? "")) return "This is answered on the machine itself only.";
  // Programs on this machine have spoken 1.1 for decades; proxies that hide themselves still speak 1.0 behind.
  if (request.httpVersion !== "1.1") return "This is answered in HTTP/1.1 only.";
  const forwarding = Object.keys(request.headers).find((name) => forwardingHeader.test(name.replaceAll("_", "-")));
  if (forwarding) return `This is not answered through a proxy or a tunnel (${forwarding}).`;
  const port = request.socket.localPort ?? 0;
  if (!namesOf(request).every((name) => isNameOfPort(name, port, hosts)))
    return `This is answered at http://localhost:${port} only.`;
  return undefined;
}

/** Whether a browser sent it for a page of somebody else. Pages of this machine may be on any port. */
export function isForeignPage(request: IncomingMessage): boolean {
  const { origin } = request.headers;
  return origin !== undefined && !isLocalOrigin(origin);
}

/** `http://localhost:5173` and its like; pages there are served by this machine. */
export function isLocalOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return /^https?:$/.test(url.protocol) && url.origin === origin && isLocalName(url.hostname);
}

/** Names that lead to this machine wherever they are looked up (RFC 6761, section 6.3). */
const isLocalName = (host: string): boolean =>
  host === "localhost" || host.endsWith(".localhost") || host === "127.0.0.1" || host === "[::1]";

export const isLoopbackAddress = (address: string): boolean =>
  address === "::1" || /^(::ffff:)?127\.\d+\.\d+\.\d+$/i.test(address);

/** What proxies, tunnels and content networks add: the standard ones (RFC 7239, RFC 9110) and those of products. */
const forwardingHeader = new RegExp(
  `^(${[
    "forwarded(-.*)?",
    "via",
    "max-forwards",
    "cdn-loop",
    "proxy-.*",
    "x-forwarded(-.*)?",
    "x-original-.*",
    "x-real-.*",
    "x-proxy.*",
    "x-rewrite-url",
    "x-host",
    "(x-)?(true-|cluster-|remote-)?client-ip",
    "x-cluster-client-ip",
    "x-remote-(ip|addr)",
    "cf-.*",
    "fastly-.*",
    "fly-.*",
    "ngrok-.*",
    "x-ngrok-.*",
    "tailscale-.*",
    "x-tunnel-.*",
    "x-envoy-.*",
    "x-azure-.*",
    "x-arr-.*",
    "x-appengine-.*",
    "x-cloud-trace-context",
    // Clients of SQS ask for the names of older errors by a header like those that load balancers add.
    "x-amzn-(?!query-mode$).*",
    "x-amz-cf-id",
    "x-vercel-.*",
    "x-nf-.*",
    "x-sucuri-.*",
    "incap-client-ip",
    "akamai-.*",
    "x-akamai-.*",
    "x-varnish",
    "x-traefik-.*",
    "x-appgw-.*",
    "x-lb-.*",
    "x-(url-)?scheme",
    "x-forward(-.*)?",
    "x-(originating|source|peer)-ip",
    "x-bluecoat-via",
    "wl-proxy-.*",
    "front-end-https",
  ].join("|")})$`,
);

/** Everything in a request that names who it is for: each Host field, and the authority of a request line in absolute form. */
function namesOf(request: IncomingMessage): string[] {
  const { rawHeaders, url = "/" } = request;
  const hosts = rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]!.toLowerCase() === "host");
  const target = url.startsWith("/") ? [] : [/^http:\/\/([^/?#]*)/i.exec(url)?.[1] ?? url];
  return hosts.length === 1 ? [...hosts, ...target] : [""];
}

function isNameOfPort(name: string, port: number, more: readonly string[]): boolean {
  const hosts = ["localhost", "127.0.0.1", "[::1]", ...more];
  const here = hosts.map((host) => `${host}:${port}`);
  return [...here, ...(port === 80 ? hosts : [])].includes(name.toLowerCase());
}
