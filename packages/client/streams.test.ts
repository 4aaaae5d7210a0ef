/** The client's streams and files, over a `fetch` whose answers the test sets. */
import createClient from "openapi-fetch";
import { expect, it } from "vitest";
import { make } from "./src/life.ts";
import { ProblemError } from "./src/problems.ts";
import { type Answered, streamOf } from "./src/streams.ts";

const waits: number[] = [];
const wait = async (ms: number) => void waits.push(ms);

/** Answers for each connection; the requests are recorded. */
function connections(...answers: (() => Response)[]) {
  const requests: Request[] = [];
  const client = createClient<Record<string, Record<"get", object>>>({
    baseUrl: "http://localhost",
    fetch: async (request: Request) => {
      requests.push(request);
      return answers[requests.length - 1]!();
    },
  });
  // Any path will do, because the client's own types have only the product's operations.
  const request = (init: object) =>
    (client.request as (method: string, path: string, init: object) => Promise<Answered>)(
      "get",
      "/v1/kit/events",
      init,
    );
  return { request, requests };
}
/** A text in parts of a few bytes, so that no event arrives whole. */
const inParts = (text: string) => () =>
  new Response(
    new ReadableStream({
      start(controller) {
        const bytes = new TextEncoder().encode(text);
        for (let at = 0; at < bytes.length; at += 5) controller.enqueue(bytes.slice(at, at + 5));
        controller.close();
      },
    }),
    { headers: { "content-type": "text/event-stream" } },
  );
const problem = (status: number, code: string) => () =>
  Response.json({ code, detail: code, status }, { status, headers: { "content-type": "application/problem+json" } });
const all = async <T>(events: AsyncIterable<T>) => {
  const got: T[] = [];
  for await (const one of events) got.push(one);
  return got;
};

it("yields the events, and reconnects behind the last one when the stream breaks", async () => {
  const { request, requests } = connections(
    inParts('retry: 7\n\nevent: a\nid: 1\ndata: {"text":"Grüße"}\n\n:\n\nevent: a\nid: 2\nda'),
    inParts("event: b\nid: 2\ndata: 2\n\nevent: end\ndata: {}\n\n"),
  );
  expect(await all(streamOf(request, {}, wait))).toEqual([
    { event: "a", id: "1", data: { text: "Grüße" } },
    { event: "b", id: "2", data: 2 },
  ]);
  expect(requests.map(({ headers }) => headers.get("last-event-id"))).toEqual([null, "1"]);
  expect(requests[0]!.headers.get("accept")).toBe("text/event-stream");
  expect(waits).toEqual([7]);
});

it("throws refusals of the API, and the problem of a stream that failed", async () => {
  const refused = connections(problem(404, "not_found"));
  await expect(all(streamOf(refused.request, {}, wait))).rejects.toMatchObject({ status: 404, code: "not_found" });
  const failed = connections(inParts('event: problem\ndata: {"code":"internal","detail":"Something"}\n\n'));
  await expect(all(streamOf(failed.request, {}, wait))).rejects.toBeInstanceOf(ProblemError);
  expect(failed.requests).toHaveLength(1);
});

it("retries while the API is down, but not for ever", async () => {
  const back = connections(problem(503, "unavailable"), inParts("event: end\ndata: {}\n\n"));
  expect(await all(streamOf(back.request, {}, wait))).toEqual([]);
  const away = connections(...Array.from({ length: 10 }, () => problem(503, "unavailable")));
  await expect(all(streamOf(away.request, {}, wait))).rejects.toMatchObject({ status: 503 });
  expect(away.requests).toHaveLength(6);
});

it("ends the connection when the loop is left", async () => {
  const { request, requests } = connections(inParts("event: a\ndata: 1\n\nevent: a\ndata: 2\n\n"));
  for await (const { data } of streamOf(request, {}, wait)) {
    expect(data).toBe(1);
    break;
  }
  expect(requests[0]!.signal.aborted).toBe(true);
});

it("returns a file as a Blob", async () => {
  const { request } = connections(
    () => new Response(new Uint8Array([0, 255]), { headers: { "content-type": "image/png" } }),
  );
  const { download } = make((_, __, init) => request(init ?? {}));
  const { data } = await download("get", "/v1/platform/health")();
  expect([data?.type, [...new Uint8Array(await data!.arrayBuffer())]]).toEqual(["image/png", [0, 255]]);
});
