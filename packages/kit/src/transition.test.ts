import { randomUUID } from "node:crypto";
import { eq, type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { speak } from "#cloud/speak";
import { forEachDatabase } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { insert } from "./change.ts";
import { text } from "./columns.ts";
import type { Ctx } from "./ctx.ts";
import { read } from "./db.ts";
import { event } from "./event.ts";
import { Conflict } from "./problem.ts";
import { createSamples, createTable, SampleEvents, samples } from "./samples.fixture.ts";
import { wordsAlone } from "./sayings.ts";
import { owned } from "./table.ts";
import { transition, transitionBatch } from "./transition.ts";

const marks = owned("transition_marks", { note: text(100) });
const Closed = event("kit.sample.closed", "A sample was closed", { title: z.string() });

/** Closes an open sample, in the story in which it was made. */
const close = (ctx: Ctx, id: string) =>
  transition(ctx, samples, id, {
    follows: SampleEvents.created,
    refuse: ({ state }) => (state === "open" ? undefined : Conflict(wordsAlone("It is closed."))),
    change: { values: { state: "closed" }, emits: { event: Closed } },
  });

/** The same without looking first, and done when it is closed. */
const shut = (ctx: Ctx, id: string) =>
  transition(ctx, samples, id, {
    refuse: ({ state }) => (state === "open" ? undefined : "done"),
    change: { where: eq(samples.state, "open"), values: { state: "closed" }, emits: { event: Closed } },
  });

forEachDatabase("a transition", (open) => {
  let life: Harness;
  let anna: Person;
  let ben: Person;
  beforeAll(async () => {
    const opened = await open();
    await createSamples(opened.database);
    await createTable(opened.database, marks);
    life = await harness(opened);
    [anna, ben] = [await life.user("anna"), await life.user("ben")];
  });
  afterAll(() => life.close());

  const made = async (values: object = {}) => {
    const ctx = life.as(anna);
    const emits = { event: SampleEvents.created };
    return (await ctx.db.batch([insert(ctx, samples, { title: "made", ...values }, { emits })]))[0];
  };
  const change = (set: string, id: string) => life.database.query(`update samples set ${set} where id = $1`, [id]);
  const grant = (id: string, role: string) =>
    life.database.query(
      "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id, role) values ('sample', $1, $2, $3, $4)",
      [id, anna.userId, ben.userId, role],
    );
  const told = (id: string) =>
    life.database.query<{ event_type: string; correlation_id: string; causation_id: string }>(
      "select event_type, correlation_id, causation_id from events where entity_id = $1 order by id",
      [id],
    );
  /** A ctx that counts its flights, and before one of which something else happens. */
  function counting(ctx: Ctx, before: Record<number, () => Promise<unknown>> = {}) {
    const count = { flights: 0 };
    const db: Ctx["db"] = {
      async batch(queries) {
        count.flights++;
        await before[count.flights]?.();
        return ctx.db.batch(queries);
      },
    };
    return { ctx: { ...ctx, db }, count };
  }
  /** A request under an Idempotency-Key; asked again it is the same. */
  const under = (key: string, as = anna) =>
    speak({
      actor: as,
      origin: "api",
      requestId: randomUUID(),
      correlationId: randomUUID(),
      once: { kind: "request", key, requestHash: "same" },
    }).ctx;
  const problemOf = (promise: Promise<unknown>) =>
    promise.then(
      () => "none",
      ({ kind, message }) => `${kind}: ${message}`,
    );
  const READ_ONLY = "forbidden: You may see this, but not change it.";
  const GONE = "not_found: There is no such thing";
  const IS_CLOSED = "conflict: It is closed.";

  it("takes a row to another state in two flights, and goes on with the story of an earlier event", async () => {
    const { id } = await made();
    const { ctx, count } = counting(life.as(anna));
    expect(await close(ctx, id)).toMatchObject({ id, state: "closed", version: 2 });
    expect(count.flights).toBe(2);
    const [creation, closing] = await told(id);
    expect(closing).toMatchObject({ event_type: Closed.type, correlation_id: creation!.correlation_id });
    expect(closing!.causation_id).toBe(
      (await life.database.query<{ id: string }>("select id from events where entity_id = $1 order by id", [id]))[0]!
        .id,
    );
  });

  it("that needs nothing read takes one flight, and another when there is something to be said", async () => {
    const { id } = await made();
    const { ctx, count } = counting(life.as(anna));
    expect(await shut(ctx, id)).toMatchObject({ state: "closed" });
    expect(count.flights).toBe(1);
    expect(await problemOf(shut(counting(life.as(ben)).ctx, id))).toBe(GONE);
    const again = counting(life.as(anna));
    expect(await shut(again.ctx, id)).toMatchObject({ state: "closed", version: 2 });
    expect(again.count.flights).toBe(2);
    expect(await told(id)).toHaveLength(2);
  });

  it("tells what is not there from what its state forbids and from what is not the caller's", async () => {
    const { id } = await made();
    for (const verb of [close, shut]) {
      expect(await problemOf(verb(life.as(ben), id))).toBe(GONE);
      expect(await problemOf(verb(life.as(anna), randomUUID()))).toBe(GONE);
    }
    await grant(id, "viewer");
    for (const verb of [close, shut]) {
      const { ctx, count } = counting(life.as(ben));
      expect(await problemOf(verb(ctx, id))).toBe(READ_ONLY);
      expect(count.flights).toBe(2);
    }
    await change("state = 'closed'", id);
    expect(await problemOf(close(life.as(ben), id))).toBe(IS_CLOSED);
    expect(await problemOf(shut(life.as(ben), id))).toBe(READ_ONLY);
    await change("deleted_at = now()", id);
    expect(await problemOf(close(life.as(anna), id))).toBe(GONE);
    expect(await told(id)).toHaveLength(1);
  });

  describe("of a row that somebody else changes at the same moment", () => {
    const WRITE = 2;
    const race = async (winner: string) => {
      const { id } = await made();
      await grant(id, "collaborator");
      return { id, ...counting(life.as(ben), { [WRITE]: () => life.database.query(winner, [id]) }) };
    };

    it.each([
      ["state = 'closed'", IS_CLOSED],
      ["deleted_at = now()", GONE],
    ])("says what is so now: %s", async (set, said) => {
      const { id, ctx } = await race(`update samples set ${set} where id = $1`);
      expect(await problemOf(close(ctx, id))).toBe(said);
    });

    it("says that it is not the caller's any more", async () => {
      const { id, ctx } = await race("update access_grants set role = 'viewer' where entity_id = $1");
      expect(await problemOf(close(ctx, id))).toBe(READ_ONLY);
    });

    it("is decided again, and done when nothing stands in the way", async () => {
      const { id, ctx, count } = await race("update samples set title = 'renamed' where id = $1");
      expect(await close(ctx, id)).toMatchObject({ title: "renamed", state: "closed" });
      expect(count.flights).toBe(4);
      expect(await told(id)).toHaveLength(2);
    });

    it("gives up when it never ends", async () => {
      const { id } = await made();
      const rename = () => change("title = title || '.'", id);
      const { ctx, count } = counting(life.as(anna), { 2: rename, 4: rename, 6: rename });
      expect(await problemOf(close(ctx, id))).toBe("unavailable: Please try again later");
      expect(count.flights).toBe(6);
    });
  });

  describe("under an Idempotency-Key", () => {
    it("is answered with what it did the first time", async () => {
      for (const verb of [close, shut]) {
        const [{ id }, key] = [await made(), randomUUID()];
        const first = await verb(under(key), id);
        await change("title = 'renamed'", id);
        expect(await verb(under(key), id)).toEqual(first);
        expect(await told(id)).toHaveLength(2);
      }
    });

    it("has claimed nothing when it was refused", async () => {
      const [{ id }, key] = [await made({ state: "closed" }), randomUUID()];
      expect(await problemOf(close(under(key), id))).toBe(IS_CLOSED);
      expect(await shut(under(key), id)).toMatchObject({ state: "closed", version: 1 });
      await change("state = 'open'", id);
      expect(await close(under(key), id)).toMatchObject({ state: "closed" });
    });
  });

  describe("with what is written besides", () => {
    /** Keeps the title that a sample had when it was closed. */
    const keep = (ctx: Ctx, id: string) =>
      transitionBatch(ctx, samples, id, {
        beside: read<{ n: number }>(sql`select count(*)::int as n from ${marks}`),
        refuse: ({ state }, [marked]) =>
          state === "closed" || marked!.n > 100 ? Conflict(wordsAlone("It is closed.")) : undefined,
        change: ({ title }) => ({
          values: { state: "closed" },
          also: (story) => [insert(story, marks, { note: title })],
        }),
      });

    it("yields that, too, also when it is repeated, and writes it only with the row", async () => {
      const [{ id }, key] = [await made({ title: randomUUID() }), randomUUID()];
      const [row, mark] = await keep(under(key), id);
      expect(mark).toMatchObject({ note: row.title });
      expect(await keep(under(key), id)).toEqual([row, mark]);
      expect(await problemOf(keep(life.as(anna), id))).toBe(IS_CLOSED);
      expect(await life.count(marks, `note = '${row.title}'`)).toBe(1);
    });
  });

  describe("that names a version, a parent or its own problems", () => {
    const rename = (ctx: Ctx, id: string, spec: { versions?: number[]; of?: SQL }) =>
      transition(ctx, samples, id, { ...spec, change: { values: { title: "renamed" } } });

    it("is refused at another version, and only then reads", async () => {
      const { id } = await made();
      const { ctx, count } = counting(life.as(anna));
      expect(await rename(ctx, id, { versions: [7, 1] })).toMatchObject({ version: 2 });
      expect(count.flights).toBe(1);
      expect(await problemOf(rename(ctx, id, { versions: [1] }))).toBe("precondition_failed: The row is at version 2.");
      expect(await problemOf(rename(ctx, randomUUID(), { versions: [1] }))).toBe(GONE);
      await grant(id, "viewer");
      expect(await problemOf(rename(life.as(ben), id, { versions: [2] }))).toBe(READ_ONLY);
    });

    it("finds no row that is of something else", async () => {
      const { id } = await made();
      expect(await problemOf(rename(life.as(anna), id, { of: eq(samples.title, "other") }))).toBe(GONE);
      expect(await rename(life.as(anna), id, { of: eq(samples.title, "made") })).toMatchObject({ title: "renamed" });
    });

    it("says what it is told to say of a row that is not there, or not to be changed", async () => {
      const { id } = await made();
      const drop = (ctx: Ctx) =>
        transition(ctx, samples, id, {
          beside: read<{ n: number }>(sql`select 7 as n`),
          missing: ([given]) => Conflict(wordsAlone(`missing ${given!.n}`)),
          forbidden: () => Conflict(wordsAlone("forbidden")),
          change: { values: "removed", emits: { event: SampleEvents.deleted } },
        });
      expect(await problemOf(drop(life.as(ben)))).toBe("conflict: missing 7");
      // A collaborator may change the row and not delete it.
      await grant(id, "collaborator");
      expect(await problemOf(drop(life.as(ben)))).toBe("conflict: forbidden");
      expect(await drop(life.as(anna))).toMatchObject({ id });
      expect(await problemOf(drop(life.as(anna)))).toBe("conflict: missing 7");
      expect((await told(id)).map(({ event_type }) => event_type)).toEqual([
        SampleEvents.created.type,
        SampleEvents.deleted.type,
      ]);
    });
  });

  it("of a table without versions has to say what it depends on", async () => {
    const ctx = life.as(anna);
    const [{ id }] = await ctx.db.batch([insert(ctx, marks, { note: "a" })]);
    const spec = { refuse: () => undefined, change: { values: { note: "b" } } };
    await expect(transition(ctx, marks, id, spec)).rejects.toThrow("no guard");
    const change = { ...spec.change, where: eq(marks.note, "a") };
    expect(await transition(ctx, marks, id, { ...spec, change })).toMatchObject({ note: "b" });
  });
});
