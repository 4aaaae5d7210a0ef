/**
 * Calls to one server over node's own HTTP client, with connections that stay open between invocations. `fetch` would be
 * shorter, but its first use loads undici, which costs a cold start more than everything else together.
 */
import type http from "node:http";

export interface HttpClientOptions {
  /** How long a call may take in all. */
  timeoutMs: number;
  /** The largest answer in bytes; 64 MiB unless given. */
  maxBytes?: number;
  /** False for a server that is called once. */
  keepAlive?: boolean;
}

export interface HttpCall {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path and query; those of the client's address unless given. */
  path?: string;
  headers?: http.OutgoingHttpHeaders;
  body?: string;
}

export interface HttpAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

const MAX_SOCKETS = 64;
const MAX_BYTES = 64 * 1024 * 1024;
/** A Lambda that was frozen finds connections that the server has closed long since; one this fresh is still open. */
const MAX_IDLE_MS = 10_000;

/**
 * A client for one server. A call rejects with the connection's error, or with `no answer within … ms` (code ETIMEDOUT); any
 * answer, whatever its status, resolves. Nothing is sent twice: whether a call that was cut off took effect is not known.
 */
export function httpClient(address: string, options: HttpClientOptions): (call: HttpCall) => Promise<HttpAnswer> {
  const { timeoutMs, maxBytes = MAX_BYTES, keepAlive = true } = options;
  const url = new URL(address);
  // Not imported, because TLS takes as long to load as the rest and a server on this machine does without.
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

  function send({ method, path = url.pathname + url.search, headers, body }: HttpCall): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
      const request = open({
        agent,
        method,
        hostname: url.hostname,
        port: url.port,
        path,
        headers: { ...headers, ...length },
      });
      const deadline = setTimeout(
        () => request.destroy(Object.assign(new Error(`no answer within ${timeoutMs} ms`), { code: "ETIMEDOUT" })),
        timeoutMs,
      );
      const settle = (settled: () => void) => {
        clearTimeout(deadline);
        settled();
      };
      request.on("error", (error) => settle(() => reject(error)));
      request.on("response", (response) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > maxBytes) request.destroy(new Error(`the answer has more than ${maxBytes} bytes`));
          chunks.push(chunk);
        });
        response.on("error", (error) => settle(() => reject(error)));
        response.on("end", () =>
          settle(() =>
            resolve({
              status: response.statusCode!,
              headers: response.headers,
              text: Buffer.concat(chunks).toString("utf8"),
            }),
          ),
        );
      });
      request.end(body);
    });
  }
}
