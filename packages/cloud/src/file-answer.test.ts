import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { endpoint, file } from "#kit/endpoint";
import { picture } from "#kit/stream.fixture";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
let anna: Person;
beforeAll(async () => {
  life = await harness(await testDb());
  anna = await life.user("anna");
});
afterAll(() => life.close());
const params = { pictureId: randomUUID() };

it("bytes come as they are, with their type, name and tag", async () => {
  const { status, headers, body } = await life.call(picture, { as: anna, params });
  expect(status).toBe(200);
  expect([...body]).toEqual(Array.from({ length: 256 }, (_, i) => i));
  expect(headers).toMatchObject({
    "content-type": "image/png",
    "content-disposition": `inline; filename="K_se _1_.png"; filename*=UTF-8''K%C3%A4se%20%221%22.png`,
    "x-content-type-options": "nosniff",
    etag: expect.stringMatching(/^"[\w-]{43}"$/),
  });
  const again = await life.call(picture, { as: anna, params, headers: { "if-none-match": headers.etag! } });
  expect([again.status, again.body]).toEqual([304, undefined]);
});

it("text comes as text, with headers of its own", async () => {
  const feed = endpoint("GET /v1/kit/feeds", {
    summary: "Feed",
    produces: ["text/calendar"],
    handler: () =>
      file("BEGIN:VCALENDAR", { contentType: "text/calendar", etag: '"7"', headers: { "cache-control": "private" } }),
  });
  expect(await life.call(feed, { as: anna })).toMatchObject({
    status: 200,
    headers: {
      "content-type": "text/calendar",
      "content-disposition": "attachment",
      etag: '"7"',
      "cache-control": "private",
    },
    body: "BEGIN:VCALENDAR",
  });
});

it("takes no more than a Lambda hands on", async () => {
  const ofBytes = async (bytes: number) =>
    (await life.call(picture, { as: anna, params, query: { bytes: String(bytes) } })).status;
  expect([await ofBytes(4_700_000), await ofBytes(4_712_000)]).toEqual([200, 400]);
});

it("is a fault of ours when its type is none that is declared", async () => {
  const wrong = endpoint("GET /v1/kit/wrongs", {
    summary: "Wrong",
    produces: ["text/csv"],
    handler: () => file("<p>", { contentType: "text/html" }),
  });
  expect((await life.call(wrong, { as: anna })).status).toBe(500);
});
