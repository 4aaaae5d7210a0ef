/**
 * Decides whether a request was made on this machine by its user. Everything that needs no password (the local issuer, the
 * functions of workflows, the services on the second port) relies on this file.
 *
 * A tunnel or a reverse proxy also connects from this machine, so the peer's address is not enough: the host names in the request
 * have to be this machine's, with the port on which it arrived, and no header may say that it was forwarded.
 */
import type { IncomingMessage } from "node:http";

/**
 * Why a request does not come from this machine, as a sentence for its sender; undefined when it does. `hosts` are further names
 * of this machine that are allowed.
 */
export function notFromHere(request: IncomingMessage, hosts: readonly string[] = []): string | undefined {
  if (!isLoopbackAddress(request.socket.remoteAddress ?? "")) return "This is answered on the machine itself only.";
  // Programs on this machine have spoken 1.1 for decades; proxies that add no headers often still speak 1.0 to what is behind
  // them.
  if (request.httpVersion !== "1.1") return "This is answered in HTTP/1.1 only.";
  const forwarding = Object.keys(request.headers).find((name) => forwardingHeader.test(name.replaceAll("_", "-")));
  if (forwarding) return `This is not answered through a proxy or a tunnel (${forwarding}).`;
  const port = request.socket.localPort ?? 0;
  if (!namesOf(request).every((name) => isNameOfPort(name, port, hosts)))
    return `This is answered at http://localhost:${port} only.`;
  return undefined;
}

/** Whether a browser sent it for a page of another site. Pages of this machine may be on any port. */
export function isForeignPage(request: IncomingMessage): boolean {
  const { origin } = request.headers;
  return origin !== undefined && !isLocalOrigin(origin);
}

/** Whether an origin is on this machine, such as `http://localhost:5173`. */
export function isLocalOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return /^https?:$/.test(url.protocol) && url.origin === origin && isLocalName(url.hostname);
}

/** Whether a name always resolves to this machine (RFC 6761, section 6.3). */
const isLocalName = (host: string): boolean =>
  host === "localhost" || host.endsWith(".localhost") || host === "127.0.0.1" || host === "[::1]";

export const isLoopbackAddress = (address: string): boolean =>
  address === "::1" || /^(::ffff:)?127\.\d+\.\d+\.\d+$/i.test(address);

/** Headers that proxies, tunnels and content delivery networks add: standard ones (RFC 7239, RFC 9110) and those of products. */
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
    // Clients of SQS ask for the older names of errors with x-amzn-query-mode; other headers of this form come from load
    // balancers.
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

/**
 * All names in a request that say which host it is for: each Host field, and the authority of a request line in absolute form.
 */
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
