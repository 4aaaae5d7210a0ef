import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { SIGNATURE_HEADER, signatureOf } from "#local/engine/signature";
import { signingRelay } from "./relay.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Seen {
  path: string;
  headers: IncomingHttpHeaders;
  text: string;
}

/** A server that records requests and gives this answer. */
async function listening(answer: { status: number; body: string }): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const listener: RequestListener = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    seen.push({ path: request.url!, headers: request.headers, text: Buffer.concat(chunks).toString("utf8") });
    response.writeHead(answer.status, { "x-inngest-sdk": "test" }).end(answer.body);
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

it("lets a server that signs nothing call the product with a signature", async () => {
  const inngest = await listening({ status: 200, body: '{"ok":true}' });
  const product = await listening({ status: 206, body: "[]" });
  const key = `signkey-test-${"ab".repeat(32)}`;
  const relay = await signingRelay(inngest.url, key);
  closing.unshift(relay.close);
  const post = (path: string, body: object) =>
    fetch(new URL(path, relay.url), {
      method: "POST",
      headers: { "content-type": "application/json", connection: "close" },
      body: JSON.stringify(body),
    });
  const call = "/_local/functions/mind?fnId=a&stepId=step";

  expect((await post(call, {})).status).toBe(502);
  const url = `${product.url}/_local/functions/mind`;
  const registered = await post("/fn/register", { url, functions: [{ steps: { step: { runtime: { url } } } }] });
  expect([registered.status, await registered.json()]).toEqual([200, { ok: true }]);
  expect(inngest.seen[0]!.text).not.toContain(product.url);
  expect(JSON.parse(inngest.seen[0]!.text)).toMatchObject({ url: `${relay.url}_local/functions/mind` });

  const answer = await post(call, { event: { name: "a" } });
  expect([answer.status, answer.headers.get("x-inngest-sdk"), await answer.text()]).toEqual([206, "test", "[]"]);
  const [{ path, headers, text }] = product.seen as [Seen];
  expect(path).toBe(call);
  const signature = String(headers[SIGNATURE_HEADER]);
  const at = new Date(Number(/^t=(\d+)&/.exec(signature)![1]) * 1_000);
  expect(signature).toBe(signatureOf(text, key, at));
});
