/** HTTP servers that listen before their request handler exists, because the handler needs to know the port. */
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { gatewayAnswer, limits } from "./gateway/invoke.ts";
import { isLoopbackAddress } from "./local-trust.ts";

export interface Listening {
  port: number;
  /** Sets the request handler. Earlier requests wait for it and are handled first. */
  answer(listener: http.RequestListener): void;
  close(): Promise<void>;
}

export interface ListenOptions extends http.ServerOptions {
  /** A further address to listen at. The loopback address is always listened at, because local-only paths need it. */
  host?: string;
}

/** The time that requests under way get, as in the shutdown phase of a Lambda. */
const CLOSE_TIMEOUT_MS = 2_000;
/**
 * A connection that is used no more closes after this, as at API Gateway. After Node's five seconds a busy machine closes some on which the next
 * request has just been sent.
 */
const KEEP_ALIVE_MS = 60_000;
const LOOPBACK = "127.0.0.1";

/** Listens on the loopback interface, and on `host` if given. Port 0 takes any free port. */
export async function listen(port: number, { host, ...options }: ListenOptions = {}): Promise<Listening> {
  const { promise: ready, resolve: answer } = Promise.withResolvers<http.RequestListener>();
  const servers: http.Server[] = [];
  const open = async (at: number, address: string): Promise<number> => {
    const server = http.createServer({ keepAliveTimeout: KEEP_ALIVE_MS, ...options }, (request, response) => {
      void ready.then((listener) => listener(request, response));
    });
    server.on("clientError", refuseUnread);
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(at, address, resolve);
    });
    servers.push(server);
    return (server.address() as AddressInfo).port;
  };
  const close = async () => void (await Promise.all(servers.map(closed)));
  try {
    const first = await open(port, host ?? LOOPBACK);
    // A wildcard address includes the loopback address; the address of another interface does not.
    if (host && !isLoopbackAddress(host) && !["0.0.0.0", "::"].includes(host)) await open(first, LOOPBACK);
    return {
      port: first,
      answer(listener) {
        answer(listener);
        // Later requests go to the handler directly.
        for (const server of servers) server.removeAllListeners("request").on("request", listener);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Answers malformed requests, which never reach the handler, with a problem like any other. */
function refuseUnread(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const { status, title, detail } = UNREAD[error.code ?? ""] ?? MALFORMED;
  const { headers, body = "" } = gatewayAnswer(status, title, detail);
  const fields = { ...headers, "content-length": Buffer.byteLength(body), connection: "close" };
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${title}\r\n${head.join("")}\r\n${body}`);
}

const MALFORMED = { status: 400, title: "Bad Request", detail: "This is no HTTP request." };
const UNREAD: Readonly<Record<string, typeof MALFORMED>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    title: "Request Header Fields Too Large",
    detail: `The request line and the headers may have ${limits.headerBytes} bytes in all.`,
  },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, title: "Request Timeout", detail: "The request did not come in time." },
};

function closed(server: http.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS).unref();
  });
}
