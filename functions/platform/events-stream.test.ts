import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { live, MAX_OPEN } from "#core/platform/live";
import { openStreams } from "#core/platform/operations.sql";
import { stream } from "#functions/platform/events";
import { create, update } from "#functions/work/tasks";
import { configure, runtime } from "#kit/runtime";
import { forEachDatabase } from "#testing/database";
import { eventually } from "#testing/eventually";
import { type Harness, harness, type Person } from "#testing/harness";
import { callStream, eventsIn, type StreamCall } from "#testing/streams";

interface Sent {
  event: string;
  id: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on what it holds.
  data: any;
}

forEachDatabase("the stream of events", (open) => {
  let life: Harness;
  let ends: (() => unknown)[] = [];
  beforeAll(async () => {
    life = await harness(await open());
  });
  afterAll(() => life.close());

  /** A client's stream: `next()` is its next event. Whatever a test opens ends with it. */
  async function listening(as: Person, call: StreamCall = {}) {
    const { status, parts } = await callStream(stream, { as, ...call });
    expect(status).toBe(200);
    const waiting: Sent[] = [];
    const next = async (): Promise<Sent> => {
      while (waiting.length === 0) {
        const { done, value } = await parts.next();
        if (done) throw new Error("the stream is over");
        waiting.push(...(eventsIn(value) as Sent[]));
      }
      return waiting.shift()!;
    };
    const end = async () => void (await parts.return!());
    ends.push(end);
    return { next, end };
  }
  const after = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } finally {
      await Promise.all(ends.map((end) => end()));
      ends = [];
    }
  };
  const task = async (as: Person, body: object = {}) =>
    (await life.call(create, { as, body: { title: "Milk", ...body } })).body;

  it("tells a person what happens to what they see, and nobody else", () =>
    after(async () => {
      const [anna, eve] = [await life.user("anna"), await life.user("eve")];
      const { next } = await listening(anna);
      expect(await next()).toMatchObject({ event: "ready" });
      await task(eve);
      const made = await task(anna);
      expect(await next()).toMatchObject({
        event: "event",
        data: { type: "work.task.created", entityId: made.id, userId: anna.userId },
      });
      await life.call(update, { as: anna, params: { taskId: made.id }, body: { title: "Bread" } });
      expect(await next()).toMatchObject({
        data: { type: "work.task.updated", entityId: made.id, changed: ["title"] },
      });
    }));

  it("tells members of what is shared, and asks to read again when they see other rows than before", () =>
    after(async () => {
      const [anna, ben] = [await life.user("anna"), await life.user("ben")];
      const { next } = await listening(ben);
      expect(await next()).toMatchObject({ event: "ready" });
      await life.join(anna, ben);
      await task(ben);
      expect(await next()).toMatchObject({ event: "reset", data: { reason: "access_changed" } });
      expect(await next()).toMatchObject({ data: { userId: ben.userId } });
      await task(anna);
      const shared = await task(anna, { householdId: anna.householdId });
      expect(await next()).toMatchObject({ data: { entityId: shared.id, userId: anna.userId } });
    }));

  it("goes on where the client was, and may repeat the minute before", () =>
    after(async () => {
      const anna = await life.user("anna");
      const first = await listening(anna);
      const ready = await first.next();
      await first.end();
      const missed = await task(anna);
      const again = await listening(anna, { headers: { "last-event-id": ready.id } });
      expect(await again.next()).toMatchObject({ event: "ready" });
      const told = await again.next();
      expect(told).toMatchObject({ data: { entityId: missed.id } });
      const third = await listening(anna, { headers: { "last-event-id": told.id } });
      expect(await third.next()).toMatchObject({ event: "ready" });
      expect(await third.next()).toMatchObject({ data: { id: told.data.id } });
    }));

  it("asks who was away for too long, or names a place that none had, to read again", () =>
    after(async () => {
      const anna = await life.user("anna");
      for (const place of [
        "0.01900000-0000-7000-8000-000000000000",
        `0.${"f".repeat(8)}-ffff-7fff-8fff-ffffffffffff`,
        "x",
      ]) {
        const { next } = await listening(anna, { headers: { "last-event-id": place } });
        expect(await next()).toMatchObject({ event: "ready" });
        expect(await next()).toMatchObject({ event: "reset", data: { reason: "too_old" } });
        await task(anna);
        expect(await next()).toMatchObject({ event: "event" });
      }
    }));

  it("asks to read again when more happens at once than it tells", () =>
    after(async () => {
      const anna = await life.user("anna");
      const { next } = await listening(anna);
      await next();
      await life.database.query(
        `insert into events (user_id, actor_id, event_type, source, action) select $1, $1, 'work.task.created', 'lifeos/work', 'created'
         from generate_series(1, 1001)`,
        [anna.userId],
      );
      await task(anna);
      expect(await next()).toMatchObject({ event: "reset", data: { reason: "too_many" } });
    }));

  it("tells an API key of the pillars that it may read", () =>
    after(async () => {
      const anna = await life.user("anna");
      const { next } = await listening({ ...anna, scopes: ["platform:read", "work:read"] });
      await next();
      await life.database.query(
        "insert into events (user_id, actor_id, event_type, source, action) values ($1, $1, 'health.meal.logged', 'lifeos/health', 'logged')",
        [anna.userId],
      );
      await task(anna);
      expect(await next()).toMatchObject({ data: { type: "work.task.created" } });
    }));

  it("ends the oldest of too many, and keeps no count of those that were left", () =>
    after(async () => {
      const anna = await life.user("anna");
      const streams = [];
      for (let n = 0; n <= MAX_OPEN; n++) {
        const one = await listening(anna);
        await one.next();
        streams.push(one);
      }
      await task(anna);
      expect(await streams[0]!.next()).toMatchObject({ event: "problem", data: { code: "limited", status: 429 } });
      for (const one of streams.slice(1)) {
        expect(await one.next()).toMatchObject({ event: "event" });
        await one.end();
      }
      // The rows of streams that were left go by themselves, a moment later.
      await eventually(async () => expect(await life.count(openStreams, `user_id = '${anna.userId}'`)).toBe(0));
    }));

  describe("where nothing tells of changes", () => {
    it("asks the database from time to time", async () => {
      const anna = await life.user("anna");
      const told = runtime();
      configure({ ...told, onCommitted: undefined });
      const left = new AbortController();
      const times = { betweenMs: 0, pollMs: 1, idlePollMs: 1, othersMs: 60_000 };
      try {
        const source = live(life.as(anna), { lastEventId: undefined, signal: left.signal }, times);
        expect((await source.next()).value).toMatchObject({ event: "ready" });
        const id = randomUUID();
        const coming = source.next();
        await life.database.query(
          "insert into events (user_id, actor_id, event_type, source, action, entity_id) values ($1, $1, 'work.task.created', 'lifeos/work', 'created', $2)",
          [anna.userId, id],
        );
        expect((await coming).value).toMatchObject({ event: "event", data: { entityId: id } });
        left.abort();
        expect(await source.next()).toMatchObject({ done: true });
      } finally {
        configure(told);
      }
    });
  });
});
