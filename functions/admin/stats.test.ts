import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { requestCounts } from "#cloud/request-counts";
import { get as metrics } from "#functions/admin/metrics";
import { get, tokenSpend } from "#functions/admin/stats";
import { put } from "#functions/admin/system-config";
import { get as getMe } from "#functions/identity/me";
import { uuidv7 } from "#kit/ids";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
let admin: Person;
let anna: Person;
const NOW = new Date("2026-03-02T12:00:00.000Z");
let queues: () => Promise<{ waiting: number; oldestAgeSeconds: number | null }>;
beforeAll(async () => {
  const requests = requestCounts(() => life?.now() ?? NOW);
  life = await harness(await testDb(), { now: NOW, requests, queues: () => queues() });
  admin = await life.user("admin", { role: "admin" });
  anna = await life.user("anna");
});
beforeEach(() => {
  queues = async () => ({ waiting: 0, oldestAgeSeconds: null });
});
afterAll(() => life.close());

const stats = async () => (await life.call(get, { as: admin })).body;

describe("the health of a deployment", () => {
  it("counts the requests of the last hour, those that failed and those that were refused", async () => {
    life.setNow(new Date(life.now().getTime() + 2 * 3_600_000));
    expect((await stats()).requests).toMatchObject({
      count: { value: 0, unknown: null },
      p50Ms: { value: null, unknown: expect.any(String) },
      windowMinutes: 60,
    });
    await life.call(getMe, { as: anna });
    await life.call(getMe);
    const { requests } = await stats();
    // Its own first answer counts, too.
    expect(requests).toMatchObject({ count: { value: 3 }, errors: { value: 0 }, refused: { value: 1 } });
    expect(requests.p99Ms.value).toBeGreaterThan(0);
    expect(requests.minutes!.at(-1)!.count).toBeGreaterThan(0);
  });

  it("shows what waits and what failed", async () => {
    await life.database.query(
      "insert into dead_letters (source, event_id, message_id, payload, error) values ('kit.test', $1, $1, '{}', 'no')",
      [randomUUID()],
    );
    await life.database.query(
      `insert into webhook_deliveries (provider, delivery_id, signature_ok, received_at, attempts)
       values ('email', 'late', true, $1::timestamptz - interval '6 minutes', 1), ('email', 'forged', false, $1, 3)`,
      [life.now().toISOString()],
    );
    queues = async () => ({ waiting: 4, oldestAgeSeconds: 9 });
    expect(await stats()).toMatchObject({
      deadLetters: { open: 1, latestAt: expect.any(String) },
      webhooks: { unfinished: 1, refused: 3 },
      queues: { waiting: { value: 4 }, oldestAgeSeconds: { value: 9 } },
      outbox: { waiting: expect.any(Number) },
      people: { count: 2 },
    });
  });

  it("says of what a source cannot tell why it is not known", async () => {
    queues = () => Promise.reject(new Error("away"));
    const { queues: shown, workflows } = await stats();
    expect(shown.waiting).toMatchObject({ value: null, unknown: expect.stringContaining("log") });
    expect(workflows.running).toMatchObject({ value: null, unknown: expect.stringContaining("INNGEST") });
  });

  it("has what models cost today, and by day and person on the record", async () => {
    for (const [userId, at, tokens] of [
      [anna.userId, life.now(), 30],
      [admin.userId, life.now(), 5],
      [anna.userId, new Date(life.now().getTime() - 86_400_000), 7],
    ] as const)
      await life.database.query(
        `insert into ai_requests (id, user_id, created_at, capability, provider, model, prompt_tokens, completion_tokens, cost_microusd, outcome)
         values ($1, $2, $3, 'chat', 'p', 'm', $4, 1, 10, 'ok')`,
        [uuidv7(at), userId, at.toISOString(), tokens],
      );
    expect((await stats()).tokens).toEqual({ spentToday: 37, costTodayMicrousd: 20 });
    const { body } = await life.call(tokenSpend, { as: admin });
    const day = (daysAgo: number) => new Date(life.now().getTime() - daysAgo * 86_400_000).toISOString().slice(0, 10);
    expect(body).toEqual({
      data: [
        { day: day(0), userId: anna.userId, requests: 1, tokens: 31, costMicrousd: 10 },
        { day: day(0), userId: admin.userId, requests: 1, tokens: 6, costMicrousd: 10 },
        { day: day(1), userId: anna.userId, requests: 1, tokens: 8, costMicrousd: 10 },
      ],
      isCut: false,
      audited: true,
    });
    expect((await life.call(tokenSpend, { as: admin, query: { days: "1" } })).body.data).toHaveLength(2);
    for (const endpoint of [get, tokenSpend])
      expect(await life.call(endpoint, { as: anna })).toMatchObject({ status: 403 });
  });
});

describe("metrics", () => {
  const scrape = (bearer?: string) =>
    life.call(metrics, { headers: bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` } });

  it("are text that Prometheus reads, for who has the token", async () => {
    await life.call(put, { as: admin, params: { key: "METRICS_TOKEN" }, body: { value: "scrape-me" } });
    const { status, headers, body } = await scrape("scrape-me");
    expect([status, headers["content-type"]]).toEqual([200, expect.stringContaining("text/plain")]);
    const lines = String(body).split("\n");
    expect(lines.at(-1)).toBe("");
    // Of the text format: a comment, or a name with labels and a number.
    for (const line of lines.slice(0, -1))
      expect(line).toMatch(/^(# .+|[a-z_]+(\{[a-z]+="[^"\\]+"\})? -?\d+(\.\d+)?(e-?\d+)?)$/);
    expect(lines).toContain("lifeos_dead_letters_open 1");
    expect(lines.some((line) => line.startsWith("# lifeos_workflow_runs_running: "))).toBe(true);
    const counts = lines.filter((line) => line.includes("_bucket")).map((line) => Number(line.split(" ")[1]));
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });

  it.each([[undefined], ["scrape-you"], ["life_none"]])("are not for %s", async (bearer) => {
    expect(await scrape(bearer)).toMatchObject({ status: 401 });
  });
});
