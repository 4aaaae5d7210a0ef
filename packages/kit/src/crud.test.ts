import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { pgTransport } from "#cloud/transport/pg";
import { serverDb, testDb } from "#testing/database";
import { type Answer, type CallOptions, type Harness, harness, type Person } from "#testing/harness";
import { integer, text, uuid } from "./columns.ts";
import { crud, listEndpoint, singular } from "./crud.ts";
import { crudEvents } from "./event.ts";
import { uuidv7 } from "./ids.ts";
import { createSamples, createTable, SampleEvents, samples, samplesCrud } from "./samples.fixture.ts";
import { child, owned } from "./table.ts";

const { list, get, create, update, remove, restore } = samplesCrud;

async function opened(open: Parameters<typeof harness>[0], options?: Parameters<typeof harness>[1]) {
  await createSamples(open.database);
  return harness(open, options);
}

describe("a resource", () => {
  let life: Harness;
  let anna: Person;
  let ben: Person;
  let cleo: Person;
  beforeAll(async () => {
    life = await opened(await testDb());
    [anna, ben, cleo] = [await life.user("anna"), await life.user("ben"), await life.user("cleo")];
    await life.join(anna, ben);
  });
  afterAll(() => life.close());

  const make = async (body: object = {}, more: CallOptions = {}): Promise<Answer> =>
    life.call(create, { as: anna, body: { title: "sample", ...body }, ...more });
  const on = (row: { id: string }, more: CallOptions = {}): CallOptions => ({
    as: anna,
    params: { sampleId: row.id },
    ...more,
  });
  const statusOf = async (answer: Promise<Answer>) => (await answer).status;
  /** Shares a row with a person. */
  const grant = (row: { id: string }, to: Person, role: string) =>
    life.database.query(
      "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id, role) values ('sample', $1, $2, $3, $4)",
      [row.id, anna.userId, to.userId, role],
    );
  const stored = async (row: { id: string }) =>
    (
      await life.database.query<{ title: string; version: number }>(
        "select title, version from samples where id = $1",
        [row.id],
      )
    )[0];

  it("is created, read, changed and removed, and each of these tells what happened", async () => {
    const { body: row, headers } = await make({
      title: "Milk",
      priority: "high",
      tags: ["a"],
      dueAt: "2026-01-01T01:00:00+01:00",
    });
    expect(row).toMatchObject({
      title: "Milk",
      priority: "high",
      tags: ["a"],
      state: "open",
      userId: anna.userId,
      version: 1,
    });
    expect(row.dueAt).toBe("2026-01-01T00:00:00.000Z");
    expect(row).not.toHaveProperty("deletedAt");
    expect(headers.location).toBe(`/v1/kit/samples/${row.id}`);

    const read = await life.call(get, on(row));
    expect(read).toMatchObject({ status: 200, body: row, headers: { etag: '"1"' } });

    const changed = await life.call(update, on(row, { body: { title: "Oat milk", dueAt: null } }));
    expect(changed).toMatchObject({
      status: 200,
      body: { title: "Oat milk", dueAt: null, version: 2 },
      headers: { etag: '"2"' },
    });

    expect(await life.call(remove, on(row))).toMatchObject({ status: 204, body: undefined });
    expect(await statusOf(life.call(get, on(row)))).toBe(404);

    const told = life.published.filter((event) => event.data.entityId === row.id);
    expect(told.map(({ type, data }) => [type, data.changed, data.payload])).toEqual([
      [
        SampleEvents.created.type,
        ["title", "priority", "dueAt", "tags"],
        { title: "Milk", dueAt: "2026-01-01T00:00:00.000Z" },
      ],
      [SampleEvents.updated.type, ["title", "dueAt"], { title: "Oat milk" }],
      [SampleEvents.deleted.type, ["deletedAt"], {}],
    ]);
  });

  it("takes only what a client may write", async () => {
    for (const field of ["id", "userId", "version", "createdAt", "updatedAt", "deletedAt"]) {
      const { status, body } = await make({ [field]: null });
      expect({ status, pointer: body.errors[0].pointer }).toEqual({ status: 400, pointer: `#/${field}` });
    }
    expect(await statusOf(make({ title: " " }))).toBe(400);
    const { body: row } = await make();
    for (const body of [{}, { version: 7 }, { id: row.id }, { title: null }]) {
      expect(await statusOf(life.call(update, on(row, { body })))).toBe(400);
    }
  });

  it("cannot be told apart from what is not there by whoever may not see it, and is not touched", async () => {
    const { body: row } = await make();
    for (const [endpoint, body] of [[get], [update, { title: "theirs" }], [remove]] as const) {
      const theirs = await life.call(endpoint, on(row, { as: cleo, body }));
      const nothing = await life.call(endpoint, on({ id: randomUUID() }, { as: cleo, body }));
      expect(theirs.status).toBe(404);
      expect({ ...theirs.body, instance: "", requestId: "" }).toEqual({ ...nothing.body, instance: "", requestId: "" });
    }
    expect(await stored(row)).toEqual({ title: "sample", version: 1 });
  });

  it("may be seen and not changed by a viewer: 403; a collaborator changes it and does not delete it", async () => {
    const { body: row } = await make();
    await grant(row, cleo, "viewer");
    expect(await statusOf(life.call(get, on(row, { as: cleo })))).toBe(200);
    expect(await statusOf(life.call(update, on(row, { as: cleo, body: { title: "theirs" } })))).toBe(403);
    expect(await statusOf(life.call(remove, on(row, { as: cleo })))).toBe(403);
    expect(await stored(row)).toEqual({ title: "sample", version: 1 });

    await life.database.query("update access_grants set role = 'collaborator' where entity_id = $1", [row.id]);
    expect(await statusOf(life.call(update, on(row, { as: cleo, body: { title: "ours" } })))).toBe(200);
    expect(await statusOf(life.call(remove, on(row, { as: cleo })))).toBe(403);
    const told = life.events(SampleEvents.updated).at(-1)!;
    expect([told.subject, told.data.actorId]).toEqual([anna.userId, cleo.userId]);
  });

  it("goes into a household of one's own and into no other", async () => {
    expect(await statusOf(make({ householdId: anna.householdId }))).toBe(201);
    const foreign = await make({ householdId: cleo.householdId });
    expect(foreign.status).toBeOneOf([400, 403]);
    expect((await make({ householdId: randomUUID() })).status).toBe(foreign.status);
    const { body: row } = await make({ householdId: anna.householdId });
    expect(await statusOf(life.call(update, on(row, { as: ben, body: { title: "ours" } })))).toBe(200);
    expect(await statusOf(life.call(update, on(row, { as: ben, body: { householdId: null } })))).toBe(403);
  });

  it("comes back for whoever may delete it: not for a collaborator, who sees that it is there, nor for a stranger", async () => {
    const { body: row } = await make();
    for (const [person, role] of [
      [ben, "viewer"],
      [cleo, "collaborator"],
    ] as const)
      await grant(row, person, role);
    const restoring = (as: Person) => statusOf(life.call(restore, on(row, { as })));
    expect([await restoring(anna), await restoring(ben), await restoring(cleo)], "while it is there").toEqual([
      404, 403, 403,
    ]);
    await life.call(remove, on(row));
    expect([await restoring(ben), await restoring(cleo), await restoring(await life.user("eve"))]).toEqual([
      403, 403, 404,
    ]);
    expect(await restoring(anna)).toBe(200);
    await life.call(remove, on(row));
    await life.database.query("delete from samples where id = $1", [row.id]);
    expect(await restoring(anna)).toBe(404);
  });

  it("that exists already is a conflict", async () => {
    const email = `${randomUUID()}@example.com`;
    const { body: row } = await make({ email });
    const again = await make({ email: email.toUpperCase() });
    expect({ status: again.status, code: again.body.code }).toEqual({ status: 409, code: "already_exists" });
    const { body: other } = await make();
    expect(await statusOf(life.call(update, on(other, { body: { email } })))).toBe(409);
    expect(await statusOf(life.call(update, on(row, { body: { email } })))).toBe(200);
  });

  describe("with an ETag", () => {
    it.each([
      ['"1"', 200],
      [' W/"1" ', 200],
      ["*", 200],
      ['"2", "1"', 200],
      ['"2"', 412],
      ['"0"', 412],
      ['"x"', 412],
      ["1", 400],
      ["", 400],
      ['"1" or true', 400],
    ])("is changed and removed under If-Match %s as HTTP says: %i", async (header, expected) => {
      const headers = { "If-Match": header };
      const [{ body: row }, { body: other }] = [await make(), await make()];
      const changed = await life.call(update, on(row, { headers, body: { title: "changed" } }));
      const removed = await life.call(remove, on(other, { headers }));
      expect([changed.status, removed.status]).toEqual([expected, expected === 200 ? 204 : expected]);
      if (expected === 412) {
        expect(changed.body.code).toBe("stale_version");
      }
      if (expected === 400)
        expect(changed.body.errors).toMatchObject([
          { parameter: "If-Match", detail: expect.stringContaining("ETags") },
        ]);
      if (expected !== 200) {
        expect([await stored(row), await stored(other)]).toEqual(Array(2).fill({ title: "sample", version: 1 }));
      }
    });

    it("is not sent again to whoever has it already", async () => {
      const { body: row } = await make();
      const ask = (header: string) => life.call(get, on(row, { headers: { "If-None-Match": header } }));
      for (const header of ['"1"', 'W/"1"', '"9", "1"', "*"])
        expect(await ask(header)).toMatchObject({ status: 304, headers: { etag: '"1"' } });
      await life.call(update, on(row, { body: { title: "changed" } }));
      expect(await ask('"1"')).toMatchObject({ status: 200, body: { title: "changed" }, headers: { etag: '"2"' } });
      expect((await ask("nonsense")).status).toBe(200);
    });

    it("is not there rather than stale for whoever may not see it", async () => {
      const { body: row } = await make();
      const headers = { "if-match": '"9"' };
      expect(await statusOf(life.call(update, on(row, { as: cleo, headers, body: { title: "theirs" } })))).toBe(404);
      expect(await statusOf(life.call(remove, on({ id: randomUUID() }, { headers })))).toBe(404);
    });

    it("gets a new one with every change, whoever makes it and however", async () => {
      const { body: row } = await make();
      await life.database.query("update samples set title = 'by hand', version = 1 where id = $1", [row.id]);
      const stale = await life.call(update, on(row, { headers: { "if-match": '"1"' }, body: { title: "late" } }));
      expect({ status: stale.status, detail: stale.body.detail }).toEqual({
        status: 412,
        detail: "The row is at version 2.",
      });
      const same = await life.call(update, on(row, { body: { title: "by hand" } }));
      expect(same.headers.etag).toBe('"3"');
    });

    it("is changed by one of many who read the same version", async () => {
      const { body: row } = await make();
      const racers = Array.from({ length: 10 }, (_, i) =>
        statusOf(life.call(update, on(row, { headers: { "if-match": '"1"' }, body: { title: `racer ${i}` } }))),
      );
      expect((await Promise.all(racers)).sort()).toEqual([200, ...Array(9).fill(412)]);
    });
  });

  describe("with an encrypted column", () => {
    it("keeps it sealed, shows it to its owner, and tells it to no event", async () => {
      const { body: row } = await make({ secret: "sésame" });
      expect(row.secret).toBe("sésame");
      expect((await life.call(get, on(row))).body.secret).toBe("sésame");
      expect((await life.call(update, on(row, { body: { secret: "open" } }))).body.secret).toBe("open");
      expect((await life.call(get, on(row))).body.secret).toBe("open");
      const kept = await life.database.query(
        "select s.secret, e.* from samples s join events e on e.entity_id = s.id where s.id = $1",
        [row.id],
      );
      expect(JSON.stringify(kept)).not.toMatch(/sésame|"open"/);
      expect(Buffer.from((kept[0] as { secret: Buffer }).secret).toString()).not.toContain("open");
      expect(life.published.at(-1)!.data.changed).toEqual(["secret"]);
      expect((await life.call(update, on(row, { body: { secret: null } }))).body.secret).toBeNull();
    });

    it("records in the reader's log that it was read, and nothing when it was not", async () => {
      const reader = await life.user("reader");
      const { body: row } = await life.call(create, { as: reader, body: { title: "kept", secret: "sésame" } });
      const entries = () =>
        life.database.query("select action, entity_type, entity_id from audit_logs where user_id = $1 order by id", [
          reader.userId,
        ]);
      await life.call(list, { as: reader });
      await life.call(get, { as: reader, params: { sampleId: randomUUID() } });
      expect(await entries()).toEqual([]);
      await life.call(get, { as: reader, params: { sampleId: row.id } });
      await life.call(list, { as: reader, query: { include: "secret" } });
      const read = { action: "encrypted.read", entity_type: "samples" };
      expect(await entries()).toEqual([
        { ...read, entity_id: row.id },
        { ...read, entity_id: null },
      ]);
    });

    it("that was altered or whose key is gone fails its own value, and tells which", async () => {
      const keeper = await life.user("keeper");
      const rows: { id: string }[] = [];
      for (const title of ["altered", "moved", "cut", "whole"])
        rows.push((await life.call(create, { as: keeper, body: { title, secret: `of ${title}` } })).body);
      const [altered, moved, cut, whole] = rows.map(({ id }) => id);
      const spoil = (change: string, ...values: unknown[]) =>
        life.database.query(`update samples set secret = ${change} where id = $1`, values);
      await spoil("set_byte(secret, 20, 255 - get_byte(secret, 20))", altered);
      await spoil("(select secret from samples where id = $2)", moved, whole);
      await spoil("substring(secret from 1 for 10)", cut);

      const { status, body } = await life.call(list, { as: keeper, query: { include: "secret" } });
      expect(status).toBe(200);
      const told = (body.data as { id: string; secret: string | null; unreadable?: string[] }[]).map(
        ({ id, secret, unreadable }) => [id, secret, unreadable],
      );
      expect(told).toHaveLength(4);
      expect(told).toContainEqual([whole, "of whole", undefined]);
      for (const id of [altered, moved, cut]) expect(told).toContainEqual([id, null, ["secret"]]);

      const on = { as: keeper, params: { sampleId: cut! } };
      expect(await life.call(get, on)).toMatchObject({ status: 200, body: { secret: null, unreadable: ["secret"] } });
      const mended = await life.call(update, { ...on, body: { secret: "again" } });
      expect(mended.body).toMatchObject({ secret: "again" });
      expect(mended.body).not.toHaveProperty("unreadable");
    });

    it("shows it in a replay too", async () => {
      const headers = { "idempotency-key": randomUUID() };
      const first = await make({ secret: "sésame" }, { headers });
      expect(await make({ secret: "sésame" }, { headers })).toMatchObject({ status: 201, body: first.body });
    });
  });

  describe("with an Idempotency-Key", () => {
    const keyed = () => ({ headers: { "Idempotency-Key": randomUUID() } });
    const count = async (title: string) => life.count(samples, `title = '${title}'`);

    it("is created once, and answered the same however often it is asked for", async () => {
      const title = randomUUID();
      const key = keyed();
      const first = await make({ title }, key);
      await life.call(update, on(first.body, { body: { count: 5 } }));
      const again = await make({ title }, key);
      expect(again).toMatchObject({ status: 201, body: first.body });
      expect([first.headers["idempotent-replayed"], again.headers["idempotent-replayed"]]).toEqual([undefined, "true"]);
      expect([again.headers.etag, again.headers.location]).toEqual([first.headers.etag, first.headers.location]);
      expect(await count(title)).toBe(1);
      expect(
        life.published.filter(
          (event) => event.data.payload.title === title && event.type === SampleEvents.created.type,
        ),
      ).toHaveLength(1);
    });

    it("refuses the key with another body", async () => {
      const key = keyed();
      await make({ title: "one" }, key);
      const other = await make({ title: "other" }, key);
      expect({ status: other.status, code: other.body.code }).toEqual({ status: 409, code: "idempotency_key_reused" });
    });

    it("belongs to its user", async () => {
      const key = keyed();
      const first = await make({ title: "mine" }, key);
      const theirs = await make({ title: "mine" }, { ...key, as: cleo });
      expect(theirs.status).toBe(201);
      expect(theirs.body.id).not.toBe(first.body.id);
      expect((await make({ title: "not mine" }, { ...key, as: ben })).status).toBe(201);
    });

    it("that failed may be tried again with it", async () => {
      const email = `${randomUUID()}@example.com`;
      const { body: row } = await make({ email });
      const key = keyed();
      expect((await make({ email }, key)).status).toBe(409);
      await life.call(update, on(row, { body: { email: null } }));
      expect((await make({ email }, key)).status).toBe(201);
    });

    it("is forgotten after a day", async () => {
      const title = randomUUID();
      const key = keyed();
      await make({ title }, key);
      await life.database.query("update idempotency_keys set expires_at = expires_at - interval '1 day'");
      const fresh = await make({ title }, key);
      expect([fresh.status, fresh.headers["idempotent-replayed"], await count(title)]).toEqual([201, undefined, 2]);
    });

    it.each(["", "a b", "é", "x".repeat(256), "a\nb"])("refuses the key %j", async (key) => {
      const { status, body } = await make({}, { headers: { "idempotency-key": key } });
      expect({ status, parameter: body.errors[0].parameter }).toEqual({ status: 400, parameter: "Idempotency-Key" });
    });
  });

  it("without versions matches no ETag", async () => {
    const notes = owned("notes", { title: text(200).notNull() });
    const plain = crud("/v1/kit/notes", notes, { write: ["title"], emits: crudEvents("kit.note") });
    await createTable(life.database, notes);
    const { body: row, headers } = await life.call(plain.create, { as: anna, body: { title: "note" } });
    expect(headers.etag).toBeUndefined();
    const one = { as: anna, params: { noteId: row.id } };
    const ifMatch = { ...one, headers: { "if-match": '"1"' } };
    expect(await statusOf(life.call(plain.update, { ...ifMatch, body: { title: "changed" } }))).toBe(412);
    expect(await statusOf(life.call(plain.remove, ifMatch))).toBe(412);
    expect(await statusOf(life.call(plain.update, { ...one, body: { title: "changed" } }))).toBe(200);
    expect(await statusOf(life.call(plain.remove, one))).toBe(204);
  });

  it("fills the columns that follow from a body, and takes fields that are no columns", async () => {
    const walks = owned("walks", {
      title: text(200).notNull(),
      slug: text(60).notNull(),
      minutes: integer().notNull(),
    });
    const made = crud("/v1/kit/walks", walks, {
      write: ["title", "slug"],
      derived: ["slug"],
      fields: { hours: z.number().check(z.lte(24)) },
      created: (_, { hours, ...body }) => ({ ...body, slug: body.title.toLowerCase(), minutes: hours * 60 }),
      changed: (_, { hours, ...body }) => ({ ...body, ...(hours !== undefined && { minutes: hours * 60 }) }),
      emits: crudEvents("kit.walk"),
    });
    await createTable(life.database, walks);
    const { body: row } = await life.call(made.create, { as: anna, body: { title: "Alps", hours: 2 } });
    expect(row).toMatchObject({ title: "Alps", slug: "alps", minutes: 120 });
    expect(await statusOf(life.call(made.create, { as: anna, body: { title: "Alps" } }))).toBe(400);
    expect(await statusOf(life.call(made.create, { as: anna, body: { title: "Alps", hours: 25 } }))).toBe(400);
    const one = { as: anna, params: { walkId: row.id } };
    expect((await life.call(made.update, { ...one, body: { hours: 3 } })).body.minutes).toBe(180);
    expect((await life.call(made.update, { ...one, body: { title: "Dolomites" } })).body.minutes).toBe(180);
  });

  it("has lists under it, which are not there for whoever may not see it", async () => {
    const parts = child(
      "parts",
      { table: samples, key: "sample_id" },
      { sampleId: uuid().notNull(), name: text(200).notNull() },
    );
    const listParts = listEndpoint("GET /v1/kit/samples/{sampleId}/parts", parts, {
      parent: { table: samples, key: "sampleId" },
      filter: ["name"],
    });
    await createTable(life.database, parts);
    const [{ body: whole }, { body: other }] = [await make(), await make()];
    for (const [id, name] of [
      [whole.id, "wheel"],
      [whole.id, "bell"],
      [other.id, "saddle"],
    ])
      await life.database.query("insert into parts (sample_id, name) values ($1, $2)", [id, name]);
    const names = async (more: CallOptions = {}) =>
      (await life.call(listParts, on(whole, more))).body.data.map(({ name }: { name: string }) => name);
    expect(await names()).toEqual(["bell", "wheel"]);
    expect(await names({ query: { name: "wheel" } })).toEqual(["wheel"]);
    expect(await statusOf(life.call(listParts, on(whole, { as: cleo })))).toBe(404);
    await life.call(remove, on(whole));
    expect(await statusOf(life.call(listParts, on(whole)))).toBe(404);
  });
});

describe("on PostgreSQL, with twenty connections", () => {
  let life: Harness;
  let anna: Person;
  beforeAll(async () => {
    const open = await serverDb({ max: 2 });
    life = await opened(open, { transport: pgTransport(open.url, { max: 20 }) });
    anna = await life.user("anna", { tier: "enterprise" });
  });
  afterAll(() => life.close());

  it("two hundred duplicates at once make one row and one event", async () => {
    const call = { as: anna, body: { title: "once" }, headers: { "idempotency-key": randomUUID() } };
    const answers = await Promise.all(Array.from({ length: 200 }, () => life.call(create, call)));
    expect([...new Set(answers.map((one) => one.status))]).toEqual([201]);
    expect(new Set(answers.map((one) => JSON.stringify(one.body))).size).toBe(1);
    expect(answers.filter((one) => one.headers["idempotent-replayed"] !== "true")).toHaveLength(1);
    expect(await life.count(samples, "title = 'once'")).toBe(1);
    const { id } = answers[0]!.body;
    expect(await life.database.query("select 1 from events where entity_id = $1", [id])).toHaveLength(1);
    expect(life.published.filter((event) => event.data.entityId === id)).toHaveLength(1);
  });

  it("duplicates of a request that fails fail alike and leave nothing", async () => {
    const email = `${randomUUID()}@example.com`;
    await life.call(create, { as: anna, body: { title: "first", email } });
    const call = { as: anna, body: { title: "second", email }, headers: { "idempotency-key": randomUUID() } };
    const answers = await Promise.all(Array.from({ length: 20 }, () => life.call(create, call)));
    expect([...new Set(answers.map((one) => one.status))]).toEqual([409]);
    expect(await life.count(samples, "title = 'second'")).toBe(0);
  });

  it("one of twenty who change the same version does", async () => {
    const { body: row } = await life.call(create, { as: anna, body: { title: "raced" } });
    const race = (i: number) =>
      life.call(update, {
        as: anna,
        params: { sampleId: row.id },
        headers: { "if-match": '"1"' },
        body: { title: `racer ${i}` },
      });
    const statuses = (await Promise.all(Array.from({ length: 20 }, (_, i) => race(i)))).map((one) => one.status);
    expect(statuses.sort()).toEqual([200, ...Array(19).fill(412)]);
  });
});

it("names one of many as English does", () => {
  expect(
    [
      "life-domains",
      "entries",
      "addresses",
      "boxes",
      "dishes",
      "vendors",
      "medical-entries",
      "aliases",
      "expenses",
    ].map(singular),
  ).toEqual(["life-domain", "entry", "address", "box", "dish", "vendor", "medical-entry", "alias", "expense"]);
});

it("draws ids that sort by time, as RFC 9562 has them", () => {
  const [early, late] = [uuidv7(new Date("2026-01-01T00:00:00Z")), uuidv7(new Date("2026-01-01T00:00:00.001Z"))];
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(early < late).toBe(true);
  expect(Number.parseInt(early.replace("-", "").slice(0, 12), 16)).toBe(Date.parse("2026-01-01T00:00:00Z"));
});
