/** Merging contacts and entities, and parting them again. On a server, for some of it is about what happens at once. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { EntityEvents, EntityMerged } from "#core/knowledge/events";
import { ContactEvents, ContactMerged, ContactUnmerged } from "#core/people/events";
import { create as grant } from "#functions/identity/grants";
import { merge as mergeEntity } from "#functions/knowledge/entities";
import * as EntityMerges from "#functions/knowledge/entity-merges";
import * as Merges from "#functions/people/contact-merges";
import { create, get, merge, remove, restore, update } from "#functions/people/contacts";
import { prune } from "#functions/platform/schedules";
import { serverDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { type Rows, rows } from "#testing/rows";
import { isWhole, SEED } from "#testing/sampled";

let life: Harness;
let maker: Rows;
let anna: Person;
let ben: Person;
beforeAll(async () => {
  life = await harness(await serverDb());
  maker = await rows(life);
  [anna, ben] = [await busy("anna"), await busy("ben")];
});
afterAll(() => life.close());

const busy = async (name: string) => ({ ...(await life.user(name)), changesPerMinute: 1_000_000 });
const contact = async (as: Person, body: object): Promise<string> =>
  (await life.call(create, { as, body: { name: "Grace", ...body } })).body.id;
const merged = (as: Person, contactId: string, otherId: string, more: object = {}) =>
  life.call(merge, { as, params: { contactId }, body: { otherId, ...more } });
const undone = (as: Person, contactMergeId: string) => life.call(Merges.undo, { as, params: { contactMergeId } });
const read = async (as: Person, contactId: string) => (await life.call(get, { as, params: { contactId } })).body;

const grace = {
  name: "Grace Hopper",
  contactType: "friend",
  emails: [{ value: "grace@example.com", label: "home" }],
  phones: [{ value: "030 901820" }],
  notes: "Likes clocks",
  birthday: "--12-09",
  details: { organization: "Navy", urls: ["https://a.example"] },
};
const hopper = {
  name: "G. Hopper",
  emails: [{ value: "GRACE@example.com" }, { value: "hopper@navy.example" }],
  notes: "Found a moth",
  birthday: "1906-12-09",
  matrixId: "@grace:example.org",
  details: { organization: "Yale", jobTitle: "Admiral", urls: ["https://b.example"] },
};

describe("a merge of contacts", () => {
  it("keeps what is set, takes what is not, and unites addresses, notes and facts", async () => {
    const [into, other] = [await contact(anna, grace), await contact(anna, hopper)];
    const { status, body } = await merged(anna, into, other);
    expect([status, body.intoId, body.otherId, body.otherName]).toEqual([200, into, other, "G. Hopper"]);
    expect(await read(anna, into)).toMatchObject({
      name: "Grace Hopper",
      contactType: "friend",
      emails: [grace.emails[0], hopper.emails[1]],
      phones: grace.phones,
      notes: "Likes clocks\n\nFound a moth",
      birthday: "1906-12-09",
      matrixId: "@grace:example.org",
      details: { organization: "Navy", jobTitle: "Admiral", urls: ["https://a.example", "https://b.example"] },
    });
    const gone = await life.call(get, { as: anna, params: { contactId: other } });
    expect(gone).toMatchObject({ status: 404, body: { detail: `It was merged into the contact ${into}.` } });
    for (const event of [ContactEvents.updated, ContactMerged])
      expect(life.events(event).at(-1)!.data.entityId).toBe(into);
    expect(life.events(ContactEvents.deleted).at(-1)!.data.entityId).toBe(other);
    // Who is looked for by an address of the other one is found.
    const [{ n }] = (await life.database.query<{ n: number }>(
      "select cardinality(email_keys) as n from contacts where id = $1",
      [into],
    )) as [{ n: number }];
    expect(n).toBe(2);
  });

  it("takes whose value is chosen, and values of its own", async () => {
    const [into, other] = [await contact(anna, grace), await contact(anna, hopper)];
    const fields = { name: "theirs", notes: "mine", emails: "theirs", details: "theirs", birthday: "mine" };
    await merged(anna, into, other, { fields, values: { rating: 5, matrixId: null } });
    expect(await read(anna, into)).toMatchObject({
      ...{ name: hopper.name, notes: grace.notes, emails: hopper.emails, details: hopper.details },
      ...{ birthday: "--12-09", rating: 5, matrixId: null },
    });
  });

  it("is of two different contacts of one's own", async () => {
    const [mine, theirs] = [await contact(anna, grace), await contact(ben, grace)];
    expect((await merged(anna, mine, mine)).body.errors).toMatchObject([{ pointer: "#/otherId" }]);
    expect((await merged(anna, mine, theirs)).status).toBe(404);
    expect((await merged(anna, theirs, mine)).status).toBe(404);
    const body = { entityType: "contact", entityId: theirs, granteeId: anna.userId, role: "owner" };
    await life.call(grant, { as: ben, body });
    expect((await merged(anna, mine, theirs)).status).toBe(404);
    expect((await merged(anna, theirs, mine)).status).toBe(403);
    const { body: kept } = await merged(ben, theirs, await contact(ben, hopper));
    expect((await undone(anna, kept.id)).status).toBe(404);
    expect((await life.call(Merges.list, { as: anna, query: { intoId: theirs } })).body.data).toEqual([]);
    expect((await life.call(EntityMerges.get, { as: ben, params: { entityMergeId: kept.id } })).status).toBe(404);
  });

  it("of more than a contact can have is refused, unless it is chosen", async () => {
    const many = (of: string) => Array.from({ length: 30 }, (_, n) => ({ value: `${of}${n}@example.com` }));
    const [into, other] = [await contact(anna, { emails: many("a") }), await contact(anna, { emails: many("b") })];
    expect(await merged(anna, into, other)).toMatchObject({
      status: 409,
      body: { coded: { code: "contact_too_much" } },
    });
    expect((await merged(anna, into, other, { fields: { emails: "mine" } })).status).toBe(200);
  });

  it("happens once when it is asked for several times, and in one direction when it is in both", async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await contact(anna, grace), await contact(anna, hopper)];
      await Promise.all([a, b].map((contactId) => maker.make("interactions", anna, { contactId, deletedAt: null })));
      const answers = await Promise.all([
        merged(anna, a, b),
        merged(anna, b, a),
        merged(anna, a, b),
        merged(anna, b, a),
      ]);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => ![200, 404, 409].includes(status))).toEqual([]);
      const { intoId } = answers.find(({ status }) => status === 200)!.body;
      const [{ n }] = (await life.database.query<{ n: number }>(
        "select count(*)::int as n from interactions where contact_id = $1",
        [intoId],
      )) as [{ n: number }];
      expect(n).toBe(2);
    }
  });

  it("that is repeated under its key is answered as the first time, also when it was undone since", async () => {
    const [into, other] = [await contact(anna, grace), await contact(anna, hopper)];
    const again = () =>
      life.call(merge, {
        ...{ as: anna, params: { contactId: into }, body: { otherId: other } },
        headers: { "Idempotency-Key": `merge-${into}` },
      });
    const first = await again();
    await undone(anna, first.body.id);
    expect((await again()).body).toEqual(first.body);
    expect((await read(anna, other)).name).toBe("G. Hopper");
  });

  it("is found from its parts, also when what it was merged into was merged itself", async () => {
    const [a, b, c] = [await contact(anna, {}), await contact(anna, {}), await contact(anna, {})];
    await merged(anna, b, a);
    await merged(anna, c, b);
    expect((await read(anna, a)).detail).toContain(c);
    expect((await life.call(restore, { as: anna, params: { contactId: a } })).status).toBe(409);
    const { body } = await life.call(Merges.list, { as: anna, query: { intoId: c } });
    expect(body.data).toMatchObject([{ intoId: c, otherId: b, otherName: "Grace", undoneAt: null }]);
  });

  it("is forgotten after 30 days, with what was merged", async () => {
    const [into, other] = [await contact(anna, {}), await contact(anna, {})];
    const { body } = await merged(anna, into, other);
    await life.database.query("update merges set created_at = now() - interval '31 days' where id = $1", [body.id]);
    await life.database.query("update contacts set deleted_at = now() - interval '31 days' where id = $1", [other]);
    await scheduleHandler(prune)({});
    expect((await undone(anna, body.id)).status).toBe(404);
    expect((await read(anna, other)).detail).toBe("There is no such thing");
  });
});

describe("the undo of a merge", () => {
  it("brings back both as they were, keeps what was changed since, and says so", async () => {
    const [into, other] = [await contact(anna, grace), await contact(anna, hopper)];
    const [before, gone] = [await read(anna, into), await read(anna, other)];
    const { body } = await merged(anna, into, other);
    await life.call(update, { as: anna, params: { contactId: into }, body: { notes: "Met again", rating: 4 } });
    const { status, body: answer } = await undone(anna, body.id);
    expect([status, answer.keptFields, answer.undoneAt]).toEqual([200, ["notes"], life.now().toISOString()]);
    const asWas = ({ version: _, updatedAt: __, ...row }: Record<string, unknown>) => row;
    expect(asWas(await read(anna, other))).toEqual(asWas(gone));
    expect(asWas(await read(anna, into))).toEqual({ ...asWas(before), notes: "Met again", rating: 4 });
    expect(life.events(ContactUnmerged).at(-1)!.data.entityId).toBe(into);
    expect(life.events(ContactEvents.restored).at(-1)!.data.entityId).toBe(other);
    expect(await undone(anna, body.id)).toMatchObject({ status: 409, body: { coded: { code: "merge_undone" } } });
  });

  it("waits for later merges of the same contact, and for the contact itself", async () => {
    const [a, b, c] = [await contact(anna, {}), await contact(anna, {}), await contact(anna, {})];
    const { body: first } = await merged(anna, a, b);
    const { body: second } = await merged(anna, a, c);
    expect(await undone(anna, first.id)).toMatchObject({ status: 409, body: { coded: { code: "merge_built_on" } } });
    await life.call(remove, { as: anna, params: { contactId: a } });
    expect(await undone(anna, second.id)).toMatchObject({
      status: 409,
      body: { coded: { code: "merge_survivor_gone" } },
    });
    await life.call(restore, { as: anna, params: { contactId: a } });
    expect([(await undone(anna, second.id)).status, (await undone(anna, first.id)).status]).toEqual([200, 200]);
  });

  it("lets an import be undone afterwards that the merge has protected the contact from", async () => {
    const [into, other] = [await contact(anna, {}), await contact(anna, {})];
    const made = await maker.make("import_rows", anna, { entityType: "contact", entityId: other, action: "created" });
    const row = async () =>
      (
        await life.database.query<{ entity_id: string; action: string }>(
          "select entity_id, action from import_rows where id = $1",
          [made],
        )
      )[0];
    const { body } = await merged(anna, into, other);
    expect(await row()).toEqual({ entity_id: into, action: "linked" });
    await undone(anna, body.id);
    expect(await row()).toEqual({ entity_id: other, action: "created" });
  });
});

describe("a merge of entities", () => {
  const entity = (as: Person, name: string, more: object = {}) =>
    maker.make("entities", as, { name, normalizedName: name.toLowerCase(), kind: "person", ...more });
  const link = (as: Person, from: string, to: string, weight: number) =>
    maker.make("entity_links", as, {
      ...{ fromType: "entity", fromId: from, toType: "entity", toId: to, relation: "mentions", weight },
    });
  const state = (as: Person) =>
    life.database.query(
      `select 'e' as t, to_jsonb(e) - 'updated_at' - 'version' as row from entities e where user_id = $1
       union all select 'l', to_jsonb(l) - 'updated_at' from entity_links l where user_id = $1 order by 1, 2`,
      [as.userId],
    );

  it("makes the other's names aliases, adds the weights of links that say the same, and can be undone", async () => {
    const cora = await busy("cora");
    const grace = await entity(cora, "Grace Hopper", { aliases: ["Amazing Grace"], attributes: { rank: "admiral" } });
    const hopper = await entity(cora, "Hopper", { aliases: ["grace hopper", "G. H."], attributes: { born: 1906 } });
    const moth = await entity(cora, "Moth");
    const both = await link(cora, moth, grace, 2);
    await link(cora, moth, hopper, 3);
    await link(cora, hopper, grace, 1);
    await link(cora, hopper, moth, 1);
    const before = await state(cora);
    const call = { as: cora, params: { entityId: grace }, body: { otherId: hopper, fields: { name: "theirs" } } };
    const { status, body } = await life.call(mergeEntity, call);
    expect([status, body.movedCount, body.collapsedCount]).toEqual([200, 1, 2]);
    expect(life.events(EntityMerged).at(-1)!.data.payload).toEqual({ otherId: hopper });
    expect(life.events(EntityEvents.deleted).at(-1)!.data.entityId).toBe(hopper);
    const [row] = await life.database.query(
      "select name, normalized_name, aliases, attributes from entities where id = $1",
      [grace],
    );
    expect(row).toEqual({
      ...{ name: "Hopper", normalized_name: "hopper", aliases: ["Amazing Grace", "grace hopper", "G. H."] },
      attributes: { rank: "admiral", born: 1906 },
    });
    expect(await life.database.query("select weight::int from entity_links where id = $1", [both])).toEqual([
      { weight: 5 },
    ]);
    const again = await life.call(EntityMerges.undo, { as: cora, params: { entityMergeId: body.id } });
    expect(again.status).toBe(200);
    expect(await state(cora)).toEqual(before);
  });

  it("is refused to others, and its undo where the name was given anew", async () => {
    const [a, b] = [await entity(ben, "Ada"), await entity(ben, "Lovelace")];
    const body = { otherId: b };
    expect((await life.call(mergeEntity, { as: anna, params: { entityId: a }, body })).status).toBe(404);
    expect((await life.call(mergeEntity, { as: ben, params: { entityId: a }, body: { otherId: a } })).status).toBe(400);
    const { body: made } = await life.call(mergeEntity, { as: ben, params: { entityId: a }, body });
    const other = await entity(ben, "Lovelace");
    const params = { entityMergeId: made.id };
    expect(await life.call(EntityMerges.undo, { as: ben, params })).toMatchObject({
      ...{ status: 409, body: { coded: { code: "entity_name_taken" } } },
    });
    await life.database.query("delete from entities where id = $1", [other]);
    expect((await life.call(EntityMerges.undo, { as: ben, params })).status).toBe(200);
  });
});

interface Place {
  referrer: string;
  key: string;
  type_key: string | null;
}
const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

describe("every reference", () => {
  const NOUNS = ["contact", "entity"] as const;
  type Noun = (typeof NOUNS)[number];
  let places: (Place & { noun: Noun })[];
  beforeAll(async () => {
    const found = await Promise.all(
      NOUNS.map(async (noun) => {
        const of = await life.database.query<Place>("select referrer::text, key, type_key from references_to($1)", [
          noun,
        ]);
        return of.map((place) => ({ ...place, noun }));
      }),
    );
    places = found.flat();
  });

  it("is found in the catalogue", () => {
    const of = (noun: Noun) =>
      places.filter((one) => one.noun === noun).map(({ referrer, key }) => `${referrer}.${key}`);
    expect(of("contact")).toEqual(
      expect.arrayContaining([
        ...["access_grants.entity_id", "billable_entries.contact_id", "contact_duplicates.other_id"],
        ...["entity_links.from_id", "entity_links.to_id", "income_entries.contact_id", "interactions.contact_id"],
        ...["interactions.source_id", "invoices.contact_id", "projects.contact_id"],
      ]),
    );
    for (const record of ["events.entity_id", "audit_logs.entity_id", "merges.other_id"])
      expect(of("contact")).not.toContain(record);
    expect(of("entity")).toEqual(expect.arrayContaining(["entity_links.from_id", "access_grants.entity_id"]));
  });

  class World {
    readonly person: Person;
    readonly grantees: Person[];
    readonly ids: Record<Noun, string[]> = { contact: [], entity: [] };
    /** Merges that were not undone, the oldest first. */
    merges: { noun: Noun; id: string }[] = [];
    made = 0;
    constructor(person: Person, grantees: Person[]) {
      this.person = person;
      this.grantees = grantees;
    }
  }

  async function world(): Promise<World> {
    const one = new World(await busy("owner"), [await busy("dora"), await busy("emil")]);
    for (let n = 0; n < 6; n++) {
      one.ids.contact.push(
        await contact(one.person, { name: `Contact ${n}`, emails: [{ value: `${n % 3}@example.com` }] }),
      );
      one.ids.entity.push(
        await maker.make("entities", one.person, { name: `Entity ${n}`, normalizedName: `entity ${n}`, kind: "topic" }),
      );
    }
    for (let n = 0; n < 24; n++) await add(one, n * 7, n * 5 + 1);
    return one;
  }

  /** Adds a row that refers to one of them, of every kind in turn; few others are referred to, so that some of these would say the same. */
  async function add(one: World, pick: number, to: number): Promise<void> {
    const place = places[one.made++ % places.length]!;
    const [ids, others] = [one.ids[place.noun], one.ids[NOUNS[to % 2]!]];
    const id = ids[pick % ids.length]!;
    const other = others[(to % 2) % others.length]!;
    const given: Record<string, unknown> = { [camel(place.key)]: id };
    if (place.type_key) given[camel(place.type_key)] = place.noun;
    if (place.referrer === "access_grants") {
      const { userId } = one.grantees[to % 2]!;
      await life.database.query(
        "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id) values ($1, $2, $3, $4) on conflict do nothing",
        [place.noun, id, one.person.userId, userId],
      );
      return;
    }
    if (place.referrer === "entity_links") {
      const end = place.key === "from_id" ? "to" : "from";
      Object.assign(given, { [`${end}Type`]: NOUNS[to % 2]!, [`${end}Id`]: other, relation: "mentions" });
      if (other === id) return;
    }
    const twins = places.filter(
      ({ referrer, noun, type_key }) => referrer === place.referrer && noun === place.noun && !type_key,
    );
    if (twins.length === 2) {
      if (ids.length < 2) return;
      const second = ids[(pick + 1 + (to % (ids.length - 1))) % ids.length]!;
      const [one, two] = twins.map(({ key }) => camel(key)) as [string, string];
      Object.assign(given, { [one]: id, [two]: second, score: 0.5, reasons: [], deletedAt: null });
    }
    // What is there already is not added twice.
    await maker.make(place.referrer, one.person, given).catch((error) => {
      if (!/duplicate key|reference not found|_type_check/.test((error as Error).message)) throw error;
    });
  }

  async function state(one: World): Promise<Map<string, unknown>> {
    const tables = [...new Set([...places.map(({ referrer }) => referrer), "contacts", "entities", "import_rows"])];
    const owner = (table: string) => (table === "access_grants" ? "grantor_id" : "user_id");
    const found = await Promise.all(
      tables.map((table) =>
        life.database.query<{ row: Record<string, unknown> }>(
          `select to_jsonb(t) - 'updated_at' - 'version' - 'last_interaction_at' as row from ${table} t where ${owner(table)} = $1`,
          [one.person.userId],
        ),
      ),
    );
    return new Map(found.flatMap((rows, n) => rows.map(({ row }) => [`${tables[n]} ${row.id}`, row] as const)));
  }

  async function mergeSome(one: World, pick: number, to: number): Promise<void> {
    const noun = NOUNS[pick % 2]!;
    const ids = one.ids[noun];
    if (ids.length < 2) return;
    const into = ids[pick % ids.length]!;
    const other = ids.filter((id) => id !== into)[to % (ids.length - 1)]!;
    const call = { as: one.person, body: { otherId: other } };
    const { status, body } =
      noun === "contact"
        ? await life.call(merge, { ...call, params: { contactId: into } })
        : await life.call(mergeEntity, { ...call, params: { entityId: into } });
    expect([status, body.otherId]).toEqual([200, other]);
    one.merges.push({ noun, id: body.id });
    one.ids[noun] = ids.filter((id) => id !== other);
    for (const place of places.filter((place) => place.noun === noun)) {
      const still = await life.database.query(
        `select * from ${place.referrer} t where ${place.key} = $1 and to_jsonb(t) ->> 'deleted_at' is null ${place.type_key ? `and ${place.type_key} = '${noun}'` : ""}`,
        [other],
      );
      expect(still, `${place.referrer}.${place.key}`).toEqual([]);
    }
  }

  /** Yields whether it could be undone: others may have to be before. */
  async function undoSome(one: World, pick: number): Promise<boolean> {
    const made = one.merges[pick % Math.max(one.merges.length, 1)];
    if (!made) return true;
    const { status, body } =
      made.noun === "contact"
        ? await undone(one.person, made.id)
        : await life.call(EntityMerges.undo, { as: one.person, params: { entityMergeId: made.id } });
    if (status === 409) {
      expect(body.coded.code).toBe("merge_built_on");
      return false;
    }
    expect([status, body.keptFields]).toEqual([200, []]);
    one.merges = one.merges.filter(({ id }) => id !== made.id);
    one.ids[made.noun].push(body.otherId);
    return true;
  }

  const WHOLE = isWhole("merges");
  it("is as it was after random merges and undos, and what was added meanwhile stays", async () => {
    const step = fc.record({
      does: fc.constantFrom("merge", "merge", "undo", "add"),
      pick: fc.nat(999),
      to: fc.nat(999),
    });
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: WHOLE ? 60 : 25 }), async (steps) => {
        const one = await world();
        const expected = await state(one);
        for (const { does, pick, to } of steps) {
          if (does === "add") {
            const known = new Set((await state(one)).keys());
            await add(one, pick, to);
            for (const [key, row] of await state(one)) if (!known.has(key)) expected.set(key, row);
          } else if (does === "merge") await mergeSome(one, pick, to);
          else await undoSome(one, pick);
          count++;
        }
        for (let pick = 0; one.merges.length > 0; pick++) {
          await undoSome(one, pick);
          count++;
        }
        const weightless = (rows: Map<string, unknown>) => new Map([...rows].sort());
        expect(weightless(await state(one))).toEqual(weightless(expected));
      }),
      { numRuns: WHOLE ? 24 : 2, seed: SEED, endOnFailure: true },
    );
    if (WHOLE) expect(count).toBeGreaterThanOrEqual(1_000);
  }, 900_000);
});
