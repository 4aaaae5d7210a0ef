/**
 * Requests of other S3 clients, recorded once and replayed unchanged: boto3 1.44, minio-py 7.2, s3cmd 2.4, aws-cli 1.46 and
 * minio-go 7.0 (which signs each chunk). Each line is one request, with the time at which it was signed.
 */
import { readFileSync } from "node:fs";
import http from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { serveStore, type TestServer, temporaryDirectory } from "#testing/objects/server";

interface Recorded {
  client: string;
  /** Milliseconds since the epoch. */
  at: number;
  method: string;
  url: string;
  headers: Record<string, string>;
  /** Latin-1: bytes as characters. */
  body?: string;
  status: number;
  /** The expected answer: the beginning of an object, the code of an error, or the names and digests in a document. */
  answer?: string;
}

const recorded = readFileSync(new URL("../../../testing/objects/recorded-requests.jsonl", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Recorded);

const stack = new AsyncDisposableStack();
let server: TestServer;
let now = new Date(recorded[0]!.at);
let uploads = 0;

beforeAll(async () => {
  const directory = stack.use(await temporaryDirectory());
  const newUploadId = () => `upload-${++uploads}`;
  server = stack.use(await serveStore({ directory: directory.path, now: () => now, newUploadId }));
});
afterAll(() => stack.disposeAsync());

/** In the recorded order, because each client reads what it has written before. */
it.each([...new Set(recorded.map(({ client }) => client))])("answers %s as it expects", async (client) => {
  const requests = recorded.filter((request) => request.client === client);
  expect(requests.length).toBeGreaterThan(5);
  for (const request of requests) {
    now = new Date(request.at);
    const { status, text } = await send(request);
    const told = `${request.method} ${request.url.slice(0, 80)}: ${text.slice(0, 300)}`;
    expect([told, status]).toEqual([told, request.status]);
    expect(summaryOf(text, status) || undefined, told).toBe(request.answer);
  }
});

function send({ method, url, headers, body }: Recorded): Promise<{ status: number; text: string }> {
  const { port } = new URL(server.endpoint);
  return new Promise((resolve, reject) => {
    // Sent with its exact path: `fetch` would normalize it.
    const request = http.request({ host: "127.0.0.1", port, method, path: url, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve({ status: response.statusCode!, text: Buffer.concat(chunks).toString("utf8") }));
    });
    request.on("error", reject);
    request.end(body === undefined ? undefined : Buffer.from(body, "latin1"));
  });
}

function summaryOf(text: string, status: number): string {
  if (!text.startsWith("<?xml")) return text.slice(0, 100);
  const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1];
  if (code && status >= 400) return `error ${code}`;
  const kept = /<(?:Key|Prefix|PartNumber|UploadId|ETag|LocationConstraint|Name|Code|Checksum\w+)>[^<]+/g;
  return (text.match(kept) ?? []).join(" ");
}
