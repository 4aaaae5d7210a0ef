/**
 * A relay between the product, which accepts only signed calls, and a server in development mode, which signs nothing. The
 * product registers through it; the server is told to call the relay, which signs its calls and passes them on.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { SIGNATURE_HEADER, signatureOf } from "#local/engine/signature";

export interface Relay {
  /** The product's INNGEST_BASE_URL. */
  url: string;
  close(): Promise<void>;
}

const FUNCTIONS = "/_local/functions/";
/** Headers of one connection, which must not be passed on, and those of the body's length, which is read whole. */
const HOP_BY_HOP = new Set(["host", "connection", "keep-alive", "transfer-encoding", "content-length", "expect"]);

export async function signingRelay(server: string, signingKey: string): Promise<Relay> {
  /** The address of the product, which changes with each of its starts. */
  let product: string | undefined;

  async function relay(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/" } = request;
    const text = await textOf(request);
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers))
      if (!HOP_BY_HOP.has(name) && typeof value === "string") headers.set(name, value);
    let [target, body] = [server, text];
    if (url.startsWith(FUNCTIONS)) {
      if (!product) return void response.writeHead(502).end();
      target = product;
      if (text) headers.set(SIGNATURE_HEADER, signatureOf(text, signingKey));
    } else if (url.startsWith("/fn/register")) {
      product = new URL((JSON.parse(text) as { url: string }).url).origin;
      body = text.replaceAll(product, own);
    }
    const answer = await fetch(new URL(url, target), { method, headers, body: method === "GET" ? undefined : body });
    const kept = [...answer.headers].filter(([name]) => !HOP_BY_HOP.has(name) && name !== "content-encoding");
    response.writeHead(answer.status, Object.fromEntries(kept)).end(Buffer.from(await answer.arrayBuffer()));
  }

  const listening = createServer((request, response) => {
    relay(request, response).catch(() => response.headersSent || response.writeHead(502).end());
  });
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const own = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  return {
    url: `${own}/`,
    async close() {
      listening.closeAllConnections();
      await new Promise((resolve) => listening.close(resolve));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
