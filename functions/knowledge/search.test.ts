/** The search finds what a person may see, in whatever form they type it, and nothing else. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { speakAsService } from "#cloud/speak";
import { catchUp, readIn, recount } from "#core/knowledge/search/indexing";
import * as Events from "#functions/calendar/events";
import * as PantryItems from "#functions/household/pantry-items";
import * as Recipes from "#functions/household/recipes";
import * as Grants from "#functions/identity/grants";
import { index } from "#functions/knowledge/consumers";
import * as Journal from "#functions/knowledge/journal-entries";
import * as Search from "#functions/knowledge/search";
import * as Projects from "#functions/work/projects";
import * as Tasks from "#functions/work/tasks";
import * as Lists from "#functions/work/todo-lists";
import type { Endpoint } from "#kit/endpoint";
import { forEachDatabase } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

interface Row {
  type: string;
  id: string;
  pillar: string;
  title: { text: string; marks: { start: number; end: number }[] };
  snippet: { text: string; marks: { start: number; end: number }[] };
}

forEachDatabase("the search over everything finds", (open) => {
  let life: Harness;
  beforeAll(async () => {
    life = await harness(await open());
  });
  afterAll(() => life.close());

  const make = async (as: Person, create: Endpoint, body: object, params?: Record<string, string>) => {
    const answer = await life.call(create, { as, body, params });
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    return answer.body as { id: string };
  };
  const settle = async () => {
    await readIn(speakAsService("workflow").ctx);
    expect(life.logs.filter(({ message }) => message === "a row was left out")).toEqual([]);
  };
  const search = async (as: Person, q: string, query: Record<string, string> = {}) => {
    const { status, body } = await life.call(Search.find, { as, query: { q, ...query } });
    expect(status, JSON.stringify([body, life.logs.filter(({ level }) => level === "error").at(-1)])).toBe(200);
    return body as { data: Row[]; pillars: { pillar: string; count: number }[]; waiting: number };
  };
  const titles = async (as: Person, q: string, query?: Record<string, string>) =>
    (await search(as, q, query)).data.map(({ title }) => title.text);
  const marked = ({ text, marks }: Row["title"]) => marks.map(({ start, end }) => text.slice(start, end));

  it("words by their beginning, in other forms, without accents, with a letter wrong, and in two", async () => {
    const as = await life.user("anna");
    for (const title of [
      "Prüfung vorbereiten",
      "Sort the tax file",
      "Scan every receipt",
      "Straße fegen",
      "Ελλάδα",
      "東京都の写真",
      "גינה ירוקה",
      "🎂 for Ben",
    ])
      await make(as, Tasks.create, { title });
    await make(as, Tasks.create, {
      title: "Letter",
      description: "Die Prüfungen sind in diesem Jahr nicht so einfach, und ich habe dafür auch noch nicht gelernt.",
    });
    await settle();
    expect((await titles(as, "Prufung")).sort()).toEqual(["Letter", "Prüfung vorbereiten"]);
    expect((await titles(as, "prufungg vorb"))[0]).toBe("Prüfung vorbereiten");
    expect(await titles(as, "taxfi")).toEqual(["Sort the tax file"]);
    expect(await titles(as, "tax fil")).toEqual(["Sort the tax file"]);
    expect(await titles(as, "receit")).toEqual(["Scan every receipt"]);
    expect(await titles(as, "reciept")).toEqual(["Scan every receipt"]);
    expect(await titles(as, "receipts")).toEqual(["Scan every receipt"]);
    expect(await titles(as, "STRASSE")).toEqual(["Straße fegen"]);
    expect(await titles(as, "ελλαδ")).toEqual(["Ελλάδα"]);
    expect(await titles(as, "京都")).toEqual(["東京都の写真"]);
    expect(await titles(as, "ירוק")).toEqual(["גינה ירוקה"]);
    expect(await titles(as, "🎂")).toEqual(["🎂 for Ben"]);
    expect(await titles(as, "umbrella")).toEqual([]);
  });

  it("the place of what was found, however it was", async () => {
    const as = await life.user("anna");
    await make(as, Tasks.create, {
      title: "Call Müller",
      description: `${"Nothing to see here. ".repeat(80)}The plumbers said that the receipts for the repair of the tax file cabinet are in the mail.`,
    });
    await settle();
    const one = async (q: string) => (await search(as, q)).data[0]!;
    expect(marked((await one("muller")).title)).toEqual(["Müller"]);
    expect(marked((await one("plumber")).snippet)).toEqual(["plumbers"]);
    expect(marked((await one("receit")).snippet)).toEqual(["receipts"]);
    expect(marked((await one("taxfile")).snippet)).toEqual(["tax", "file"]);
    expect((await one("plumber")).snippet.text.length).toBeLessThan(300);
  });

  it("rows of every pillar once each, of kinds, pillars, times and tags that are asked for", async () => {
    const as = await life.user("anna");
    await make(as, Tasks.create, { title: "Quinoa", labels: ["food"], dueDate: "2026-05-01" });
    await make(as, Lists.create, { name: "Quinoa dishes" });
    await make(as, PantryItems.create, { name: "Quinoa", householdId: as.householdId });
    await make(as, Recipes.create, {
      name: "Salad",
      ingredients: [{ item: "quinoa" }],
      instructionsText: "Boil. ".repeat(900) + "Quinoa! ".repeat(300),
    });
    await make(as, Journal.create, { content: "Ate quinoa again.", entryDate: "2026-02-01" });
    await make(as, Events.create, {
      title: "Dinner",
      description: "quinoa",
      startAt: "2026-06-01T18:00:00Z",
      endAt: "2026-06-01T19:00:00Z",
    });
    await settle();
    const all = await search(as, "quinoa");
    expect(new Set(all.data.map(({ type }) => type)).size).toBe(all.data.length);
    expect(all.data.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["task", "todo_list", "pantry_item", "recipe", "journal", "event"]),
    );
    expect(all.pillars.find(({ pillar }) => pillar === "work")).toEqual({ pillar: "work", count: 2 });
    const kinds = async (query: Record<string, string>) =>
      (await search(as, "quinoa", query)).data.map(({ type }) => type).sort();
    expect(await kinds({ type: "task,event" })).toEqual(["event", "task"]);
    expect(await kinds({ pillar: "household" })).toEqual(["pantry_item", "recipe"]);
    expect((await search(as, "quinoa", { pillar: "household" })).pillars).toEqual(all.pillars);
    expect(await kinds({ from: "2026-05-15T00:00:00Z", to: "2026-07-01T00:00:00Z" })).toEqual(["event"]);
    expect(await kinds({ tag: "food" })).toEqual(["task"]);
    expect(await kinds({ limit: "1" })).toHaveLength(1);
  });

  it("what a row says now, with no piece left of what it said", async () => {
    const as = await life.user("anna");
    const long = `${"An apple a day keeps the doctor away. ".repeat(90)}Zanzibar.`;
    const { id } = await make(as, Tasks.create, { title: "Fruit", description: long });
    await settle();
    expect(await titles(as, "zanzibar")).toEqual(["Fruit"]);
    await life.call(Tasks.update, { as, params: { taskId: id }, body: { description: "A pear." } });
    expect((await search(as, "pear")).waiting).toBe(1);
    await settle();
    expect(await titles(as, "zanzibar")).toEqual([]);
    expect(await titles(as, "pear")).toEqual(["Fruit"]);
    const pieces = await life.database.query("select position from search_texts where entity_id = $1", [id]);
    expect(pieces).toEqual([{ position: 0 }]);
    await life.call(Tasks.remove, { as, params: { taskId: id } });
    expect(await titles(as, "pear")).toEqual([]);
    await life.call(Tasks.restore, { as, params: { taskId: id } });
    await settle();
    expect(await titles(as, "pear")).toEqual(["Fruit"]);
  });

  it("of others what they share with a household or grant, with what is in it, and nothing else", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await make(anna, Tasks.create, { title: "Secret surprise" });
    const shared = await make(anna, Tasks.create, { title: "Surprise for all", householdId: anna.householdId });
    const project = await make(anna, Projects.create, { name: "Surprise party" });
    await make(anna, Tasks.create, { title: "Surprise cake", projectId: project.id });
    await make(anna, Lists.create, { name: "Surprise list", householdId: anna.householdId });
    await settle();
    expect(await titles(ben, "surprise")).toEqual([]);
    await life.join(anna, ben);
    expect(await titles(ben, "surprise")).toEqual(["Surprise for all"]);
    const grant = { entityType: "project", entityId: project.id, granteeId: ben.userId, role: "viewer" };
    await make(anna, Grants.create, grant);
    expect((await titles(ben, "surprise")).sort()).toEqual(["Surprise cake", "Surprise for all", "Surprise party"]);
    await life.call(Tasks.update, { as: anna, params: { taskId: shared.id }, body: { householdId: null } });
    expect((await titles(ben, "surprise")).sort()).toEqual(["Surprise cake", "Surprise party"]);
    await life.leave(anna, ben);
    expect((await titles(anna, "surprise")).length).toBe(5);
  });

  it("of who granted something no word of what they keep for themselves", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const project = await make(anna, Projects.create, { name: "Gemüsegarten" });
    await make(ben, Tasks.create, { title: "Pregnamcy books" });
    await make(ben, Tasks.create, { title: "Books of last year" });
    await settle();
    const asked = async () =>
      JSON.stringify(await Promise.all(["pregnancy", "books", "prenatal book"].map((q) => search(ben, q))));
    const before = await asked();
    expect(await titles(ben, "pregnancy")).toEqual(["Pregnamcy books"]);
    for (const title of ["Pregnancy test", "Books on pregnancy", "Prenatal books"])
      await make(anna, Tasks.create, { title });
    await settle();
    await make(anna, Grants.create, {
      entityType: "project",
      entityId: project.id,
      granteeId: ben.userId,
      role: "viewer",
    });
    for (const q of ["Gemüsegarten", "gemus", "gemusegarden", "gemuse garten"])
      expect(await titles(ben, q)).toEqual(["Gemüsegarten"]);
    // What is found of one's own, and how well, is as it was but for one text more, which has none of the words.
    const order = (found: string) =>
      (JSON.parse(found) as { data: Row[] }[]).map(({ data }) => data.map(({ id }) => id));
    expect(order(await asked())).toEqual(order(before));
    await make(anna, Tasks.create, { title: "Pregnancy books of more books" });
    const now = await asked();
    await settle();
    expect(await asked()).toBe(now);
  });

  it("with an API key only of pillars that it may read", async () => {
    const as = await life.user("anna");
    await make(as, Tasks.create, { title: "Zucchini" });
    await make(as, PantryItems.create, { name: "Zucchini", householdId: as.householdId });
    await settle();
    const types = async (scopes: string[]) =>
      (await search({ ...as, scopes }, "zucc")).data.map(({ type }) => type).sort();
    expect(await types(["knowledge:read", "work:read"])).toEqual(["task"]);
    expect(await types(["knowledge:read"])).toEqual([]);
    expect(await types(["*"])).toEqual(["pantry_item", "task"]);
  });

  it("what events tell of, and what was there before it was searched", async () => {
    const as = await life.user("anna");
    await make(as, Tasks.create, { title: "Aubergine one" });
    await make(as, Tasks.create, { title: "Aubergine two" });
    expect(await titles(as, "aubergine")).toEqual([]);
    // Of all that waits, one event is enough.
    expect(await life.deliver(index, life.published.slice(-1))).toEqual([]);
    expect((await titles(as, "aubergine")).sort()).toEqual(["Aubergine one", "Aubergine two"]);
    await life.database.query("delete from search_texts where user_id = $1", [as.userId]);
    await life.database.query("delete from search_walks");
    expect(await titles(as, "aubergine")).toEqual([]);
    expect((await catchUp(speakAsService("schedule").ctx)).readIn).toBeGreaterThan(1);
    expect((await titles(as, "aubergine")).sort()).toEqual(["Aubergine one", "Aubergine two"]);
    expect(await catchUp(speakAsService("schedule").ctx)).toEqual({ marked: 0, readIn: 0 });
  });

  it("no word of what was deleted, once words are counted anew", async () => {
    const as = await life.user("anna");
    const { id } = await make(as, Tasks.create, { title: "Xylophone lesson" });
    await make(as, Tasks.create, { title: "Piano lesson", householdId: as.householdId });
    await settle();
    await life.call(Tasks.remove, { as, params: { taskId: id } });
    expect(await recount(speakAsService("schedule").ctx)).toBeGreaterThan(0);
    const words = await life.database.query(
      "select word, n from search_words where user_id = $1 and word in ('', 'lesson', 'xylophone') order by word",
      [as.userId],
    );
    expect(words).toEqual([
      { word: "", n: 1 },
      { word: "lesson", n: 1 },
    ]);
    const ofHome = "select count(*)::int as n from search_words where household_id = $1";
    expect(await life.database.query(ofHome, [as.householdId])).toEqual([{ n: 3 }]);
    await life.database.query("delete from households where id = $1", [as.householdId]);
    expect(await life.database.query(ofHome, [as.householdId])).toEqual([{ n: 0 }]);
  });

  it("or nothing, or says what is wrong with the question", async () => {
    const as = await life.user("anna");
    await make(as, Tasks.create, { title: "O'Brien's \"quoted\" \\ task" });
    await settle();
    const status = async (query: Record<string, string>) => (await life.call(Search.find, { as, query })).status;
    for (const q of ["", "a".repeat(501), "nul\0", "\ud800"]) expect(await status({ q })).toBe(400);
    for (const query of [
      { type: "password" },
      { limit: "0" },
      { limit: "101" },
      { from: "today" },
      { pillar: "x" },
      {},
    ])
      expect(
        await status({ ...query, ...(Object.keys(query).length > 0 ? { q: "a" } : {}) } as Record<string, string>),
      ).toBe(400);
    for (const q of [
      "…!",
      "& | ! <-> :* ( )",
      "'); drop table tasks; --",
      "%_\\",
      "\u0301".repeat(500),
      `e${"\u0301".repeat(400)}`,
      "a ".repeat(250),
      "/en /de '/'",
      "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
      "{wanted}",
      "ก็".repeat(200),
    ])
      expect(await status({ q, tag: "{wanted}'\"" }), q).toBe(200);
    expect(await titles(as, "o'brien's \"quoted\"")).toEqual(["O'Brien's \"quoted\" \\ task"]);
  });
});
