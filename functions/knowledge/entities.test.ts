/** Entities and the links between them and any row. */
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EntityEvents, LinkCreated } from "#core/knowledge/events";
import { aroundRead, PER_NODE } from "#core/knowledge/graph-neighbours";
import { normalizedName } from "#core/knowledge/names";
import { create as createKey } from "#functions/identity/api-keys";
import { list as backlinks } from "#functions/knowledge/backlinks";
import { create, get, list, neighbours, remove, update } from "#functions/knowledge/entities";
import { remove as free, list as ignored } from "#functions/knowledge/ignored-names";
import { remove as removeEntry, restore as restoreEntry, create as write } from "#functions/knowledge/journal-entries";
import { create as link, list as links, remove as unlink } from "#functions/knowledge/links";
import { create as addContact } from "#functions/people/contacts";
import { create as addTask, remove as removeTask, restore as restoreTask } from "#functions/work/tasks";
import { compile } from "#kit/db";
import type { Endpoint } from "#kit/endpoint";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { rowsLookedAt } from "#testing/plans";

let life: Harness;
let anna: Person;
let bea: Person;
beforeAll(async () => {
  life = await harness(await testDb());
  [anna, bea] = [await life.user("anna"), await life.user("bea")];
});
afterAll(() => life.close());

const add = async (name: string, more: object = {}, as = anna) => {
  const { status, body } = await life.call(create, { as, body: { kind: "topic", name, ...more } });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
};
const entity = (id: string) => ({ type: "entity", id });
type Ref = ReturnType<typeof entity>;
const join = (from: Ref, to: Ref, relation?: string, as = anna) =>
  life.call(link, { as, body: { fromType: from.type, fromId: from.id, toType: to.type, toId: to.id, relation } });
const titles = async (at: Endpoint, { type, id }: Ref, as = anna) => {
  const { body } = await life.call(at, { as, query: { type, id } });
  return body.data.map(({ title }: { title: string }) => title) as string[];
};
const task = async (title: string, as = anna) => ({
  type: "task",
  id: (await life.call(addTask, { as, body: { title } })).body.id as string,
});

describe("an entity", () => {
  it("has one name in its kind, whatever its case and accents, and is found by words of it and of its aliases", async () => {
    const person = await life.user("carl");
    const made = await add("Café Müller", { kind: "place", aliases: ["Müllers", "müllers", "CAFE MULLER"] }, person);
    expect(made).toMatchObject({ kind: "place", normalizedName: "cafe muller", aliases: ["Müllers"], version: 1 });
    const again = await life.call(create, { as: person, body: { kind: "place", name: "CAFÉ  MÜLLER" } });
    expect([again.status, again.body.detail]).toEqual([409, "You have an entity of this kind and name."]);
    await add("Cafe Muller", { kind: "organisation" }, person);
    const named = async (query: Record<string, string>) =>
      (await life.call(list, { as: person, query })).body.data.map(({ kind }: { kind: string }) => kind);
    expect(await named({ q: "mull caf" })).toEqual(["organisation", "place"]);
    expect(await named({ q: "müllers" })).toEqual(["place"]);
    expect(await named({ q: "uller" })).toEqual([]);
    expect(await named({ q: "% _" })).toEqual(["organisation", "place"]);
    expect(await named({ kind: "place" })).toEqual(["place"]);
    expect((await life.call(get, { as: bea, params: { entityId: made.id } })).status).toBe(404);
    expect(await life.call(list, { as: bea, query: { q: "muller" } })).toMatchObject({ body: { data: [] } });
  });

  it.each([[""], [" "], ["\u200b"], ["x".repeat(301)], ["a\u0000b"]])("has no name such as %j", async (name) => {
    expect((await life.call(create, { as: anna, body: { kind: "topic", name } })).status).toBe(400);
  });

  it("may be called what has neither letters nor digits, or is piled up with marks", async () => {
    expect((await add("🦊")).normalizedName).toBe("🦊");
    expect((await add(`z${"\u0301".repeat(299)}`)).normalizedName).toBe("z");
  });

  it("keeps its links and its old name when it is renamed, to 50 aliases", async () => {
    const made = await add("Vienna");
    const one = await task("Book the train");
    expect((await join(one, entity(made.id))).status).toBe(201);
    const params = { entityId: made.id };
    const renamed = await life.call(update, { as: anna, params, body: { name: "Wien" } });
    expect(renamed.body).toMatchObject({ name: "Wien", normalizedName: "wien", aliases: ["Vienna"], version: 2 });
    expect(await titles(backlinks, entity(made.id))).toEqual(["Book the train"]);
    expect(await titles(links, one)).toEqual(["Wien"]);
    const back = await life.call(update, { as: anna, params, body: { name: "Vienna" } });
    expect(back.body.aliases).toEqual(["Wien"]);
    // Another spelling of the same name is no other name.
    expect((await life.call(update, { as: anna, params, body: { name: "VIENNA" } })).body.aliases).toEqual(["Wien"]);
    const many = Array.from({ length: 50 }, (_, at) => `Alias ${at}`);
    const full = await life.call(update, { as: anna, params, body: { name: "Wean", aliases: many } });
    expect(full.body.aliases).toEqual([...many.slice(1), "VIENNA"]);
    expect((await life.call(update, { as: anna, params, body: { aliases: [] } })).body.aliases).toEqual([]);
    const stale = { as: anna, params, headers: { "if-match": '"1"' } };
    expect((await life.call(update, { ...stale, body: { name: "Beč" } })).status).toBe(412);
    expect((await life.call(remove, stale)).status).toBe(412);
  });

  it("goes with its links when it is none, and its names are remembered until one is wanted again", async () => {
    const person = await life.user("dora");
    const made = await add("Sunday", { aliases: ["Sundays"] }, person);
    const one = await task("Rest", person);
    await join(one, entity(made.id), undefined, person);
    const call = { as: person, params: { entityId: made.id } };
    expect((await life.call(remove, { ...call, as: bea })).status).toBe(404);
    expect((await life.call(remove, call)).status).toBe(204);
    expect((await life.call(get, call)).status).toBe(404);
    expect(await titles(links, one, person)).toEqual([]);
    const names = async () => (await life.call(ignored, { as: person })).body.data as { id: string; name: string }[];
    expect((await names()).map(({ name }) => name).sort()).toEqual(["Sunday", "Sundays"]);
    expect(await life.call(ignored, { as: bea })).toMatchObject({ body: { data: [] } });
    await add("SUNDAY", {}, person);
    const [left] = await names();
    expect(left).toMatchObject({ name: "Sundays" });
    const params = { ignoredNameId: left!.id };
    expect((await life.call(free, { as: bea, params })).status).toBe(404);
    expect((await life.call(free, { as: person, params })).status).toBe(204);
    expect(await names()).toEqual([]);
    expect(life.events(EntityEvents.deleted).filter(({ subject }) => subject === person.userId)).toHaveLength(1);
  });
});

describe("a link", () => {
  it("joins any two rows that its person sees, once in each way, and not a row with itself", async () => {
    const made = await add("Gardening");
    const { body: contact } = await life.call(addContact, { as: anna, body: { name: "Grace" } });
    const grace = { type: "contact", id: contact.id as string };
    const one = await join(grace, entity(made.id), "likes");
    expect(one.body).toMatchObject({ fromType: "contact", toId: made.id, relation: "likes", weight: 1 });
    expect(one.body).not.toHaveProperty("writtenAs");
    const again = await join(grace, entity(made.id), "likes");
    expect([again.status, again.body.detail]).toEqual([409, "They are linked in this way already."]);
    expect((await join(grace, entity(made.id), "teaches")).status).toBe(201);
    expect((await join(grace, grace)).body.errors).toMatchObject([{ pointer: "#/toId" }]);
    const ofTexts = await join(grace, entity(made.id), "mentions");
    expect([ofTexts.status, ofTexts.body.errors[0].pointer]).toEqual([400, "#/relation"]);
    expect((await join({ type: "events", id: grace.id }, grace)).status).toBe(400);
    const mine = life.events(LinkCreated).filter(({ data }) => data.entityId === one.body.id);
    expect(mine).toMatchObject([{ data: { payload: { fromType: "contact", toType: "entity" } } }]);
    expect((await life.call(unlink, { as: bea, params: { linkId: one.body.id } })).status).toBe(404);
    expect((await life.call(unlink, { as: anna, params: { linkId: one.body.id } })).status).toBe(204);
    expect(await titles(links, grace)).toEqual(["Gardening"]);
  });

  it("tells rows of others and rows that are not there alike", async () => {
    const mine = await task("Mine");
    const theirs = await task("Theirs", bea);
    const gone = await task("Gone");
    await life.call(removeTask, { as: anna, params: { taskId: gone.id } });
    const answers = await Promise.all(
      [theirs, gone, { type: "task", id: randomUUID() }].flatMap((no) => [join(mine, no), join(no, mine)]),
    );
    for (const at of [0, 1])
      expect(
        new Set(
          answers
            .filter((_, n) => n % 2 === at)
            .map(({ status, body: { detail, errors } }) => JSON.stringify({ status, detail, errors })),
        ).size,
      ).toBe(1);
    expect(answers[0]).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/toId" }] } });
    for (const at of [links, backlinks]) {
      const { type, id } = theirs;
      expect((await life.call(at, { as: anna, query: { type, id } })).status).toBe(404);
    }
  });

  it("is hidden while a row at its end is deleted, and back with the row", async () => {
    const made = await add("Allotment");
    const one = await task("Dig");
    const { body: entry } = await life.call(write, { as: anna, body: { content: "Dug." } });
    await join(one, entity(made.id));
    await join({ type: "journal", id: entry.id }, entity(made.id));
    const shown = async () => {
      const counted = await life.call(list, { as: anna, query: { q: "allotment" } });
      const around = await life.call(neighbours, { as: anna, params: { entityId: made.id } });
      expect(around.body.nodes).toHaveLength(counted.body.data[0].links + 1);
      expect(around.body.edges).toHaveLength(counted.body.data[0].links);
      return titles(backlinks, entity(made.id));
    };
    expect(await shown()).toEqual([entry.entryDate, "Dig"]);
    await life.call(removeTask, { as: anna, params: { taskId: one.id } });
    expect(await shown()).toEqual([entry.entryDate]);
    await life.call(removeEntry, { as: anna, params: { journalEntryId: entry.id } });
    expect(await shown()).toEqual([]);
    await life.call(restoreTask, { as: anna, params: { taskId: one.id } });
    await life.call(restoreEntry, { as: anna, params: { journalEntryId: entry.id } });
    expect(await shown()).toEqual([entry.entryDate, "Dig"]);
  });

  it("is listed page by page, the newest first", async () => {
    const made = await add("Pages");
    for (let n = 0; n < 5; n++) await join(await task(`Page ${n}`), entity(made.id));
    const query = { ...entity(made.id), limit: "2" };
    const first = await life.call(backlinks, { as: anna, query });
    const second = await life.call(backlinks, { as: anna, query: { ...query, cursor: first.body.nextCursor } });
    const third = await life.call(backlinks, { as: anna, query: { ...query, cursor: second.body.nextCursor } });
    const all = [first, second, third].flatMap(({ body }) => body.data.map(({ title }: { title: string }) => title));
    expect(all).toEqual(["Page 4", "Page 3", "Page 2", "Page 1", "Page 0"]);
    expect(third.body.nextCursor).toBeNull();
    expect((await life.call(backlinks, { as: anna, query: { ...query, cursor: "no" } })).status).toBe(400);
  });

  it("is seen by a key only where it may read what is at its end", async () => {
    const made = await add("Keys");
    await join(await task("Secret errand"), entity(made.id));
    const { body: key } = await life.call(createKey, {
      as: anna,
      body: { name: "knowledge", scopes: ["knowledge:read"] },
    });
    const reader: Person = { ...anna, apiKeyId: key.id, scopes: ["knowledge:read"] };
    expect(await titles(backlinks, entity(made.id), reader)).toEqual([]);
    const around = await life.call(neighbours, { as: reader, params: { entityId: made.id } });
    expect(around.body).toMatchObject({ nodes: [{ id: made.id }], edges: [] });
  });
});

type Drawn = { id: string; from: string; to: string; weight: number };

/** The same walk over all links in memory. */
function walked(middle: string, all: readonly Drawn[], depth: number, limit: number) {
  const heavier = (a: { weight: number; id: string }, b: { weight: number; id: string }) =>
    b.weight - a.weight || (a.id < b.id ? 1 : -1);
  const around = (node: string) =>
    all
      .flatMap((one) =>
        one.from === node ? [{ ...one, end: one.to }] : one.to === node ? [{ ...one, end: one.from }] : [],
      )
      .sort(heavier);
  const nodes = new Map([[middle, 0]]);
  let level = [middle];
  for (let at = 1; at <= depth; at++) {
    const best = new Map<string, { weight: number; id: string }>();
    for (const node of level)
      for (const { end, weight, id } of around(node).slice(0, at === 1 ? limit : PER_NODE)) {
        const had = best.get(end);
        if (!nodes.has(end))
          best.set(end, { weight: Math.max(weight, had?.weight ?? 0), id: had && had.id > id ? had.id : id });
      }
    level = [...best]
      .sort(([, a], [, b]) => heavier(a, b))
      .slice(0, limit - nodes.size)
      .map(([end]) => end);
    for (const node of level) nodes.set(node, at);
  }
  return {
    nodes: [...nodes].map(([id, at]) => ({ id, depth: at, hasMore: around(id).some(({ end }) => !nodes.has(end)) })),
    edges: all
      .filter(({ from, to }) => nodes.has(from) && nodes.has(to))
      .sort(heavier)
      .map(({ id }) => id),
  };
}

describe("what is around an entity", () => {
  const rows = (sqlText: string, params: unknown[]) => life.database.query<{ id: string }>(sqlText, params);
  const entitiesOf = (person: Person, count: number) =>
    rows(
      "insert into entities (user_id, kind, name, normalized_name) select $1, 'topic', 'n' || n, 'n' || n from generate_series(1, $2::int) n returning id",
      [person.userId, count],
    );

  it("is what a walk over all links finds", async () => {
    const person = await life.user("walker");
    const ids = (await entitiesOf(person, 12)).map(({ id }) => id);
    const arc = fc.record({
      from: fc.nat(11),
      to: fc.nat(11),
      weight: fc.integer({ min: 1, max: 2 }),
      relation: fc.constantFrom("a", "b"),
    });
    const arcs = fc.uniqueArray(arc, {
      minLength: 12,
      maxLength: 40,
      selector: ({ from, to, relation }) => `${from} ${to} ${relation}`,
    });
    await fc.assert(
      fc.asyncProperty(
        arcs,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 2, max: 13 }),
        async (given, depth, limit) => {
          await rows("delete from entity_links where user_id = $1", [person.userId]);
          const drawn: Drawn[] = [];
          for (const { from, to, weight, relation } of given.filter((one) => one.from !== one.to)) {
            const [made] = await rows(
              "insert into entity_links (user_id, from_type, from_id, to_type, to_id, relation, weight) values ($1, 'entity', $2, 'entity', $3, $4, $5) returning id",
              [person.userId, ids[from], ids[to], relation, weight],
            );
            drawn.push({ id: made!.id, from: ids[from]!, to: ids[to]!, weight });
          }
          const query = { depth: String(depth), limit: String(limit) };
          const { status, body } = await life.call(neighbours, { as: person, params: { entityId: ids[0]! }, query });
          expect(status, JSON.stringify(body)).toBe(200);
          const shown = {
            nodes: body.nodes.map(({ id, depth: at, hasMore }: { id: string; depth: number; hasMore: boolean }) => ({
              id,
              depth: at,
              hasMore,
            })),
            edges: body.edges.map(({ id }: { id: string }) => id),
          };
          expect(shown).toEqual(walked(ids[0]!, drawn, depth, limit));
        },
      ),
      { numRuns: 60, seed: 19 },
    );
  });

  it("reads no more rows of a hundred thousand links than of ten thousand", async () => {
    const person = await life.user("hub");
    const [middle] = await entitiesOf(person, 1);
    const fill = (from: number, to: number) =>
      rows(
        `with made as (insert into entities (user_id, kind, name, normalized_name)
           select $1::uuid, 'thing', 'm' || n, 'm' || n from generate_series($3::int, $4::int) n returning id, user_id)
         insert into entity_links (user_id, from_type, from_id, to_type, to_id, relation, weight)
         select user_id, 'entity', id, 'entity', $2::uuid, 'mentions', 1 + random() from made returning id`,
        [person.userId, middle!.id, from, to],
      );
    const looked = async () => {
      const { body } = await life.call(neighbours, {
        as: person,
        params: { entityId: middle!.id },
        query: { depth: "3", limit: "200" },
      });
      expect(body.nodes).toHaveLength(200);
      expect(body.nodes[0]).toMatchObject({ id: middle!.id, hasMore: true });
      expect(body.edges).toHaveLength(199);
      const { sql: statement } = aroundRead({ actor: person }, ["entity"], middle!.id, 3, 200);
      return rowsLookedAt(life, person, compile(statement));
    };
    await fill(1, 10_000);
    await life.database.query("analyze entity_links");
    const few = await looked();
    await fill(10_001, 100_000);
    await life.database.query("analyze entity_links");
    expect(await looked()).toBeLessThan(1.5 * few);
    const { body: page } = await life.call(backlinks, { as: person, query: { type: "entity", id: middle!.id } });
    expect(page.data).toHaveLength(50);
    const counted = await life.call(list, { as: person, query: { kind: "topic" } });
    expect(counted.body.data[0].links).toBe(1_000);
    expect((await life.call(remove, { as: person, params: { entityId: middle!.id } })).status).toBe(204);
  });
});

it("renaming, aliases, removing and adding keep to a model of names and links", async () => {
  const person = await life.user("model");
  const name = fc.constantFrom("Ann", "ANN", "Bob", "Böb", "Cy", "Dee");
  const step = fc.oneof(
    fc.record({ do: fc.constant("add" as const), name }),
    fc.record({ do: fc.constant("rename" as const), at: fc.nat(5), name }),
    fc.record({ do: fc.constant("alias" as const), at: fc.nat(5), name }),
    fc.record({ do: fc.constant("remove" as const), at: fc.nat(5) }),
    fc.record({ do: fc.constant("link" as const), at: fc.nat(5), to: fc.nat(5) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      await life.database.query("delete from entities where user_id = $1", [person.userId]);
      await life.database.query("delete from ignored_names where user_id = $1", [person.userId]);
      const model = new Map<string, { name: string; aliases: string[]; to: Set<string> }>();
      const free = new Set<string>();
      const taken = (one: string, but?: string) =>
        [...model].some(([id, { name: had }]) => id !== but && normalizedName(had) === normalizedName(one));
      for (const one of steps) {
        const pick = (at: number) => [...model][at % Math.max(1, model.size)];
        if (one.do === "add") {
          const { status, body } = await life.call(create, { as: person, body: { kind: "person", name: one.name } });
          expect(status).toBe(taken(one.name) ? 409 : 201);
          if (status === 201) {
            model.set(body.id, { name: one.name, aliases: [], to: new Set() });
            free.delete(normalizedName(one.name));
          }
          continue;
        }
        const [id, had] = pick(one.at) ?? [];
        if (!id || !had) continue;
        const params = { entityId: id };
        if (one.do === "rename") {
          const { status } = await life.call(update, { as: person, params, body: { name: one.name } });
          expect(status).toBe(taken(one.name, id) ? 409 : 200);
          if (status !== 200) continue;
          const others = had.aliases.filter((alias) => alias !== one.name);
          had.aliases =
            normalizedName(had.name) === normalizedName(one.name)
              ? others
              : [...others.filter((alias) => alias !== had.name), had.name];
          had.name = one.name;
        } else if (one.do === "alias") {
          await life.call(update, { as: person, params, body: { aliases: [one.name] } });
          had.aliases = [one.name];
        } else if (one.do === "remove") {
          expect((await life.call(remove, { as: person, params })).status).toBe(204);
          model.delete(id);
          for (const gone of [had.name, ...had.aliases]) free.add(normalizedName(gone));
          for (const { to } of model.values()) to.delete(id);
        } else {
          const [other] = pick(one.to)!;
          const { status } = await join(entity(id), entity(other), undefined, person);
          expect(status).toBe(other === id ? 400 : had.to.has(other) ? 409 : 201);
          if (status === 201) had.to.add(other);
        }
      }
      const { body } = await life.call(list, { as: person, query: { limit: "100" } });
      const shown = new Map<string, unknown>();
      for (const { id, name: called, aliases } of body.data) {
        const to = await life.call(links, { as: person, query: entity(id) });
        shown.set(id, { name: called, aliases, to: new Set(to.body.data.map((row: { id: string }) => row.id)) });
      }
      expect(shown).toEqual(model);
      const names = (await life.call(ignored, { as: person })).body.data.map(
        (row: { normalizedName: string }) => row.normalizedName,
      );
      expect(new Set(names)).toEqual(free);
    }),
    { numRuns: 25, seed: 19 },
  );
});
