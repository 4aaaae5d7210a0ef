/** What is written is linked with what it is about. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { speakAsService } from "#cloud/speak";
import {
  EntityConfused,
  EntityEvents,
  EntityLinked,
  FileAccepted,
  JournalEvents,
  JournalWritten,
} from "#core/knowledge/events";
import { readWords } from "#core/knowledge/file-reading";
import { linkEntities } from "#core/knowledge/finding/link-entities";
import { linkFile, linkJournal } from "#core/knowledge/finding/sources";
import { sweepLinks } from "#core/knowledge/graph-sweep";
import { list as backlinks } from "#functions/knowledge/backlinks";
import { create, list, remove, update } from "#functions/knowledge/entities";
import { remove as free, list as ignored } from "#functions/knowledge/ignored-names";
import { remove as removeEntry, update as rewrite, create as write } from "#functions/knowledge/journal-entries";
import { create as link, list as links } from "#functions/knowledge/links";
import { rename, list as tags } from "#functions/knowledge/tags";
import { findEntities } from "#functions/knowledge/workflows";
import { create as addContact } from "#functions/people/contacts";
import { create as addProject } from "#functions/work/projects";
import { eventually } from "#testing/eventually";
import type { Person } from "#testing/harness";
import { type Shelf, shelf } from "#testing/shelf";
import { slow } from "#testing/slow";
import { startWorkflows } from "#testing/workflows";

let life: Shelf;
let anna: Person;
beforeAll(async () => {
  life = await shelf();
  anna = await life.user("anna");
});
afterAll(() => life.close());

const entry = async (content: string, as = anna, more: object = {}) =>
  (await life.call(write, { as, body: { content, ...more } })).body.id as string;
const linkedTo = async (type: string, id: string, as = anna) => {
  const { body } = await life.call(links, { as, query: { type, id, limit: "100" } });
  return (body.data as { type: string; title: string; relation: string; weight: number }[])
    .map(({ type: of, title, relation, weight }) => `${relation} ${of} ${title} ${weight}`)
    .sort();
};
/** German, so that no process is begun for it. */
const read = (id: string, text: string, as = anna) =>
  linkEntities(life.as(as), { entityType: "journal", entityId: id, text, language: "de", at: "2026-03-02T12:00:00Z" });
const named = async (as = anna) =>
  (await life.call(list, { as, query: { limit: "100" } })).body.data as {
    id: string;
    name: string;
    kind: string;
    attributes: object;
  }[];

describe("a text", () => {
  it("with the name of two contacts makes no third one of it, links none, and says so once", async () => {
    const person = await life.user("two");
    for (let i = 0; i < 2; i++) await life.call(addContact, { as: person, body: { name: "Anna Schmidt" } });
    await life.call(addContact, { as: person, body: { name: "Ben Maier" } });
    const id = await entry("-", person);
    const text = "Frau Anna Schmidt und Ben Maier kamen. [[Anna Schmidt]] blieb.";
    expect(await read(id, text, person)).toEqual({ mentioned: 1, created: 0, unclear: 1 });
    expect(await linkedTo("journal", id, person)).toEqual(["mentions contact Ben Maier 1"]);
    expect(await named(person)).toEqual([]);
    expect(await read(id, `${text} Ja.`, person)).toEqual({ mentioned: 1, created: 0, unclear: 1 });
    const told = life.events(EntityConfused).filter(({ subject }) => subject === person.userId);
    const said = told.map(({ data }) => [data.entityType, data.entityId, data.payload]);
    expect(said).toEqual([["journal", id, { names: 1 }]]);
    // Who is meant may be linked by hand, and stays so.
    const [meant] = await life.database.query<{ id: string }>(
      "select id from contacts where user_id = $1 and name = 'Anna Schmidt' limit 1",
      [person.userId],
    );
    const by = { fromType: "journal", fromId: id, toType: "contact", toId: meant!.id };
    expect((await life.call(link, { as: person, body: by })).status).toBe(201);
    await read(id, text, person);
    expect(await linkedTo("journal", id, person)).toHaveLength(2);
  });

  it("is linked with contacts, projects and entities that it names, and with new ones, and tells of it once", async () => {
    const person = await life.user("bea");
    await life.call(addContact, { as: person, body: { name: "Grace Hopper", details: { nickname: "Amazing" } } });
    await life.call(addProject, { as: person, body: { name: "Winter garden" } });
    const vienna = await life.call(create, { as: person, body: { kind: "place", name: "Wien", aliases: ["Vienna"] } });
    const id = await entry("-", person);
    const text = "Grace Hopper und Amazing kamen nach Vienna zum Winter Garden der Stadtwerke München GmbH. #ernte";
    expect(await read(id, text, person)).toEqual({ mentioned: 5, created: 2, unclear: 0 });
    expect(await linkedTo("journal", id, person)).toEqual([
      "mentions contact Grace Hopper 2",
      "mentions entity Stadtwerke München GmbH 1",
      "mentions entity Wien 1",
      "mentions entity ernte 1",
      "mentions project Winter garden 1",
    ]);
    const told = () => life.events(EntityLinked).filter(({ subject }) => subject === person.userId);
    expect(told()).toMatchObject([
      { data: { entityType: "journal", entityId: id, payload: { mentioned: 5, created: 2 } } },
    ]);
    expect(life.events(EntityEvents.created).filter(({ subject }) => subject === person.userId)).toHaveLength(3);
    // Read again it says the same, and nothing is written.
    expect(await read(id, text, person)).toEqual({ mentioned: 5, created: 0, unclear: 0 });
    expect(told()).toHaveLength(1);
    // What it does not mention any more goes; what was drawn by hand stays.
    const body = { fromType: "journal", fromId: id, toType: "entity", toId: vienna.body.id, relation: "about" };
    expect((await life.call(link, { as: person, body })).status).toBe(201);
    await read(id, "Grace Hopper war da.", person);
    expect(await linkedTo("journal", id, person)).toEqual(["about entity Wien 1", "mentions contact Grace Hopper 1"]);
    const { body: what } = await life.call(backlinks, { as: person, query: { type: "entity", id: vienna.body.id } });
    expect(what.data).toMatchObject([{ type: "journal", relation: "about" }]);
  });

  it("means an entity by its old name after it was renamed, and in double brackets by what is written there", async () => {
    const person = await life.user("carl");
    const id = await entry("-", person);
    await read(id, "[[Fernweh]] und [[fernweh|das]] und [[Ernte]]", person);
    expect(await linkedTo("journal", id, person)).toEqual(["refers entity Ernte 1", "refers entity Fernweh 2"]);
    const fernweh = (await named(person)).find(({ name }) => name === "Fernweh")!;
    const params = { entityId: fernweh.id };
    await life.call(update, { as: person, params, body: { name: "Wanderlust" } });
    // Even without the alias the text goes on meaning what it meant.
    await life.call(update, { as: person, params, body: { aliases: [] } });
    await read(id, "[[Fernweh]] noch einmal", person);
    expect(await linkedTo("journal", id, person)).toEqual(["refers entity Wanderlust 1"]);
    const other = await entry("-", person);
    await read(other, "[[Wanderlust]]", person);
    expect(await linkedTo("journal", other, person)).toEqual(["refers entity Wanderlust 1"]);
  });

  it("is not linked with what its person says is none, until they take that back", async () => {
    const person = await life.user("dora");
    const id = await entry("-", person);
    const text = "Frau Schmidt kam mit Anna Müller.";
    await read(id, text, person);
    expect(await linkedTo("journal", id, person)).toEqual([
      "mentions entity Anna Müller 1",
      "mentions entity Schmidt 1",
    ]);
    const schmidt = (await named(person)).find(({ name }) => name === "Schmidt")!;
    await life.call(remove, { as: person, params: { entityId: schmidt.id } });
    await read(id, `${text} Gestern.`, person);
    expect((await named(person)).map(({ name }) => name)).toEqual(["Anna Müller"]);
    const { body } = await life.call(ignored, { as: person });
    await life.call(free, { as: person, params: { ignoredNameId: body.data[0].id } });
    await read(id, text, person);
    expect((await named(person)).map(({ name }) => name)).toEqual(["Schmidt", "Anna Müller"]);
  });

  it("gives an event the day that stands beside it, and what has another kind now is not found as the old one", async () => {
    const person = await life.user("emil");
    const id = await entry("-", person);
    await read(id, "On Friday 6 March 2026 is the Berlin Marathon. Frau Paris kommt.", person);
    const found = await named(person);
    expect(found.find(({ kind }) => kind === "event")).toMatchObject({
      name: "Berlin Marathon",
      attributes: { date: "2026-03-06" },
    });
    const paris = found.find(({ name }) => name === "Paris")!;
    await life.call(update, { as: person, params: { entityId: paris.id }, body: { kind: "topic" } });
    await read(id, "Frau Paris kommt.", person);
    expect((await named(person)).filter(({ name }) => name === "Paris")).toMatchObject([{ kind: "topic" }]);
  });

  it("of somebody else, or that is gone, is linked with nothing", async () => {
    const bob = await life.user("bob");
    const id = await entry("Frau Schmidt kam.");
    expect(await linkJournal(life.as(bob), id)).toBeUndefined();
    expect(await read(id, "Frau Schmidt kam.", bob)).toEqual({ mentioned: 0, created: 0, unclear: 0 });
    await life.call(removeEntry, { as: anna, params: { journalEntryId: id } });
    expect(await linkJournal(life.as(anna), id)).toBeUndefined();
    expect(await named(bob)).toEqual([]);
  });

  it("that was read in any order is linked as one that was read once", async () => {
    const person = await life.user("many");
    await life.call(addContact, { as: person, body: { name: "Anna Müller" } });
    const piece = fc.constantFrom(
      "Frau Schmidt.",
      "Anna Müller.",
      "#ernte ",
      "[[Ernte]] ",
      "[[Neu]] ",
      "Stadtwerke München GmbH. ",
      "nichts ",
    );
    const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(" "));
    const ids = [await entry("-", person), await entry("-", person)] as const;
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 4 }), async (texts) => {
        const [many, once] = ids;
        for (const one of texts) await read(many, one, person);
        await read(many, texts.at(-1)!, person);
        await read(once, texts.at(-1)!, person);
        expect(await linkedTo("journal", many, person)).toEqual(await linkedTo("journal", once, person));
      }),
      { seed: 19, numRuns: 20 },
    );
  });

  slow(
    "is read when its writer has paused, once for several changes, and in English by what is known of it",
    async () => {
      const { engine, send } = await startWorkflows(life.database, [findEntities], { now: () => life.now() });
      try {
        const id = await entry(
          "We met at the station and walked with Grace Hopper along the river in Lisbon until it was too dark.",
        );
        await life.call(rewrite, {
          as: anna,
          params: { journalEntryId: id },
          body: {
            content:
              "We met at the station and walked with Ada Lovelace along the river in Lisbon until it was too dark.",
          },
        });
        const about = (type: typeof JournalWritten | typeof JournalEvents.updated) =>
          life.events(type).filter(({ data }) => data.entityId === id);
        await send(about(JournalWritten));
        await send(about(JournalEvents.updated));
        await eventually(async () => {
          // The pause begins when the run does.
          life.setNow(new Date(life.now().getTime() + 30_000));
          engine.wake();
          expect(await linkedTo("journal", id)).toEqual(["mentions entity Ada Lovelace 1", "mentions entity Lisbon 1"]);
        });
        expect(life.events(EntityLinked).filter(({ data }) => data.entityId === id)).toHaveLength(1);
      } finally {
        await engine.stop();
      }
    },
  );
});

it("a file is linked with what its text is about, where it has one", async () => {
  const person = await life.user("files");
  const upload = async (text: string, mimeType: string) =>
    (await life.keep(person, Buffer.from(text), { mimeType })).body.id as string;
  const id = await upload(
    "Rechnung der Stadtwerke München GmbH für Frau Schmidt, gelesen am Montag und bezahlt mit der Karte.",
    "text/plain",
  );
  expect(await linkFile(life.as(person), id)).toBeUndefined();
  expect(await readWords(life.as(person), id)).toBe(true);
  expect(await linkFile(life.as(person), id)).toEqual({ mentioned: 2, created: 2, unclear: 0 });
  expect(await linkedTo("file", id, person)).toEqual([
    "mentions entity Schmidt 1",
    "mentions entity Stadtwerke München GmbH 1",
  ]);
  expect(life.events(FileAccepted).length).toBeGreaterThan(0);
});

it("links of rows that are gone for good are removed at night, and others stay", async () => {
  const person = await life.user("sweep");
  const [gone, kept, stays] = [await entry("-", person), await entry("-", person), await entry("-", person)];
  for (const id of [gone, kept, stays]) await read(id, "Frau Schmidt kam.", person);
  await life.call(removeEntry, { as: person, params: { journalEntryId: kept } });
  await life.database.query("delete from journal_entries where id = $1", [gone]);
  const count = async () =>
    (await life.database.query("select from entity_links where user_id = $1", [person.userId])).length;
  expect(await count()).toBe(3);
  await sweepLinks(speakAsService("schedule").ctx, { rowsAtOnce: 2 });
  expect(await count()).toBe(2);
});

describe("tags", () => {
  it("are counted over documents, journal and files, and renamed or merged in all of them at once", async () => {
    const person = await life.user("tags");
    await entry("a", person, { tags: ["garden", "sun"] });
    await entry("b", person, { tags: ["sun", "Gärten", "garden"] });
    await life.announce(person, Buffer.from("tagged"), { tags: ["garden"] });
    await life.database.query("insert into documents (user_id, title, tags) values ($1, 'Plan', '{garden,plot}')", [
      person.userId,
    ]);
    const told = async (query: Record<string, string> = {}) => (await life.call(tags, { as: person, query })).body.data;
    expect(await told({ q: "GAR" })).toEqual([
      { tag: "garden", count: 4, documents: 1, journal: 2, files: 1 },
      { tag: "Gärten", count: 1, documents: 0, journal: 1, files: 0 },
    ]);
    const call = (from: string, to: string) => life.call(rename, { as: person, body: { from, to } });
    expect((await call("garden", "sun")).body).toEqual({ documents: 1, journal: 2, files: 1, hasMore: false });
    expect(await told()).toEqual([
      { tag: "sun", count: 4, documents: 1, journal: 2, files: 1 },
      { tag: "Gärten", count: 1, documents: 0, journal: 1, files: 0 },
      { tag: "plot", count: 1, documents: 1, journal: 0, files: 0 },
    ]);
    await call("plot", "bed");
    await call("bed", "plot");
    const [document] = await life.database.query<{ tags: string }>(
      "select tags::text as tags from documents where user_id = $1",
      [person.userId],
    );
    expect(document!.tags).toBe("{sun,plot}");
    expect((await call("sun", "sun")).body).toEqual({ documents: 0, journal: 0, files: 0, hasMore: false });
    expect((await call(" ", "sun")).status).toBe(400);
    expect((await call("of nobody", "sun")).body).toEqual({ documents: 0, journal: 0, files: 0, hasMore: false });
    expect(await life.call(tags, { as: await life.user("other") })).toMatchObject({ body: { data: [] } });
  });
});
