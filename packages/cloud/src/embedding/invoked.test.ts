/** The model in its Lambda: how it is invoked, and what is made of its answers. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { configure } from "#kit/runtime";
import { EmbedderUnavailable } from "./embedder.ts";
import { invokedEmbedder } from "./invoked.ts";
import { handler } from "./lambda.ts";

let answer: { status: number; body: string; headers?: Record<string, string> };
let seen: { url: string | undefined; authorization: string | undefined; body: unknown };
const server = createServer(async (request: IncomingMessage, response) => {
  seen = { url: request.url, authorization: request.headers.authorization, body: JSON.parse(await text(request)) };
  response.writeHead(answer.status, answer.headers).end(answer.body);
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  configure({
    transport: undefined as never,
    publish: async () => {},
    now: () => new Date(),
    log: () => {},
    config: {
      AWS_REGION: "eu-central-1",
      AWS_ACCESS_KEY_ID: "key",
      AWS_SECRET_ACCESS_KEY: "secret",
      LAMBDA_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
  });
});
afterAll(() => server.close());
const vector = Buffer.from(new Float32Array(512).fill(0.5).buffer).toString("base64");
const ask = (texts: string[]) =>
  invokedEmbedder("lifeos-dev-embedder").embed(texts, { urgent: true, timeoutMs: 10_000 });

it("asks the function with a signed request, and reads its vectors", async () => {
  answer = { status: 200, body: JSON.stringify({ vectors: [vector, vector] }) };
  const vectors = await ask(["one", "two"]);
  expect(vectors.map((one) => [one.length, one[0]])).toEqual([
    [512, 0.5],
    [512, 0.5],
  ]);
  expect(seen).toMatchObject({
    url: "/2015-03-31/functions/lifeos-dev-embedder/invocations",
    body: { texts: ["one", "two"] },
  });
  expect(seen.authorization).toContain("/eu-central-1/lambda/aws4_request");
});

it.each([
  [
    "a function that failed",
    { status: 200, body: '{"errorMessage":"x"}', headers: { "x-amz-function-error": "Unhandled" } },
  ],
  ["a refusal", { status: 403, body: "{}" }],
  ["fewer vectors", { status: 200, body: '{"vectors":[]}' }],
  ["another length", { status: 200, body: '{"vectors":["AAAA"]}' }],
])("says that it is unavailable after %s", async (_, given) => {
  answer = given;
  await expect(ask(["one"])).rejects.toThrow(EmbedderUnavailable);
});

it("refuses what is no list of texts before it loads anything", async () => {
  for (const texts of [undefined, "text", [1], Array(65).fill("text")])
    await expect(handler({ texts })).rejects.toThrow("a list of at most 64 texts");
});
