/**
 * Calls to one server over node's own HTTP client, with connections that stay open between invocations. `fetch` would be
 * shorter, but its first use loads undici, which costs a cold start more than everything else together.
 */
import type http from "node:http";
import type { LookupFunction } from "node:net";
import type { Writable } from "node:stream";

export interface HttpClientOptions {
  /** How long a call may take in all. */
  timeoutMs: number;
  /** How long the connection may be silent; as long as the call may take unless given. */
  idleTimeoutMs?: number;
  /** The largest answer in bytes; 64 MiB unless given. */
  maxBytes?: number;
  /** False for a server that is called once. */
  keepAlive?: boolean;
  /** Answers the addresses of the server instead of the system; not asked where the server is named by its address. */
  lookup?: LookupFunction;
  /** The Host header; that of the server's address unless given. */
  host?: string;
}

export interface HttpCall {
  method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path and query; those of the client's address unless given. */
  path?: string;
  headers?: http.OutgoingHttpHeaders;
  /** The body. A function writes it to the request and ends the request itself; the caller then sets the content-length header. */
  body?: string | Uint8Array | ((request: Writable) => Promise<void>);
  /** The largest answer in bytes; that of the client unless given. */
  maxBytes?: number;
  /** Takes the first `maxBytes` of a larger answer, and closes the connection, instead of failing. */
  cutsOff?: boolean;
}

export interface HttpAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  bytes: Buffer;
  /** The bytes as UTF-8. */
  readonly text: string;
}

const MAX_SOCKETS = 64;
const MAX_BYTES = 64 * 1024 * 1024;
/** So much of an error's body is read even when the caller's `maxBytes` is smaller. */
const MAX_ERROR_BYTES = 64 * 1024;
/**
 * After a Lambda was frozen, the server may have closed kept connections. Those that were idle for less than this are still open.
 */
const MAX_IDLE_MS = 10_000;

/** The `code` of the error when an answer is larger than the caller takes. */
export const TOO_LARGE = "ANSWER_TOO_LARGE";

/**
 * A client for one server. A call rejects with the connection's error, with `no answer within … ms` or `silence for … ms` (code
 * ETIMEDOUT), or for an answer that is too large (code TOO_LARGE); any other answer, whatever its status, resolves. No request is
 * repeated, because it is unknown whether a call that was cut off took effect.
 */
export function httpClient(address: string, options: HttpClientOptions): (call: HttpCall) => Promise<HttpAnswer> {
  const { timeoutMs, idleTimeoutMs, keepAlive = true } = options;
  const url = new URL(address);
  // Not imported statically: TLS takes as long to load as everything else, and a server on this machine does not need it.
  const { Agent, request: open } =
    url.protocol === "http:" ? process.getBuiltinModule("node:http") : process.getBuiltinModule("node:https");
  const connect = () => new Agent({ keepAlive, maxSockets: MAX_SOCKETS });
  let agent = connect();
  let usedAtMs = performance.now();
  let underWay = 0;

  return async (call) => {
    if (underWay === 0 && performance.now() - usedAtMs > MAX_IDLE_MS) {
      agent.destroy();
      agent = connect();
    }
    underWay++;
    try {
      return await send(call);
    } finally {
      underWay--;
      usedAtMs = performance.now();
    }
  };

  function send(call: HttpCall): Promise<HttpAnswer> {
    const { method, path = url.pathname + url.search, headers, body } = call;
    return new Promise((resolve, reject) => {
      const length =
        body === undefined || typeof body === "function" ? {} : { "content-length": Buffer.byteLength(body) };
      const request = open({
        agent,
        method,
        // Without the brackets that an IPv6 address has in a URL.
        hostname: url.hostname.replace(/^\[|\]$/g, ""),
        port: url.port,
        path,
        headers: { ...(options.host && { host: options.host }), ...headers, ...length },
        timeout: idleTimeoutMs,
        lookup: options.lookup,
      });
      // Where the answer has begun, node reports that it was cut off, and not why.
      let given: Error | undefined;
      const giveUp = (why: string) => {
        given = Object.assign(new Error(why), { code: "ETIMEDOUT" });
        request.destroy(given);
      };
      const deadline = setTimeout(() => giveUp(`no answer within ${timeoutMs} ms`), timeoutMs);
      request.on("timeout", () => giveUp(`silence for ${idleTimeoutMs} ms`));
      request.on("close", () => clearTimeout(deadline));
      request.on("error", reject);
      request.on("response", (response) =>
        answerOf(response, limitOf(call, response)).then(resolve, (error) => reject(given ?? error)),
      );
      if (typeof body === "function") body(request).catch(reject);
      else request.end(body);
    });
  }

  function limitOf({ method, maxBytes, cutsOff = false }: HttpCall, { statusCode = 0 }: http.IncomingMessage): Limit {
    const most = maxBytes ?? options.maxBytes ?? MAX_BYTES;
    // The content-length of an answer to HEAD is that of a body that is not sent.
    if (method === "HEAD") return { maxBytes: Number.POSITIVE_INFINITY, cutsOff };
    return statusCode < 300 ? { maxBytes: most, cutsOff } : { maxBytes: Math.max(most, MAX_ERROR_BYTES), cutsOff };
  }
}

interface Limit {
  maxBytes: number;
  cutsOff: boolean;
}

async function answerOf(response: http.IncomingMessage, { maxBytes, cutsOff }: Limit): Promise<HttpAnswer> {
  const tooLarge = () => {
    response.destroy();
    return Object.assign(new Error(`the answer has more than ${maxBytes} bytes`), { code: TOO_LARGE });
  };
  if (!cutsOff && Number(response.headers["content-length"] ?? 0) > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    // Leaving the loop destroys the response, and with it the connection.
    if (length > maxBytes && cutsOff) break;
    if (length > maxBytes) throw tooLarge();
  }
  const whole = Buffer.concat(chunks);
  const bytes = length > maxBytes ? whole.subarray(0, maxBytes) : whole;
  return {
    status: response.statusCode!,
    headers: response.headers,
    bytes,
    get text() {
      return bytes.toString("utf8");
    },
  };
}
