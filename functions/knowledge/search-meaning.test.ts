/** What is found by what it means: the nearest of what a person may see, and nothing else. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EmbedderUnavailable } from "#cloud/embedding/embedder";
import { speakAsService } from "#cloud/speak";
import { embedTexts } from "#core/knowledge/search/embedding";
import { readIn } from "#core/knowledge/search/indexing";
import * as Grants from "#functions/identity/grants";
import * as Journal from "#functions/knowledge/journal-entries";
import * as Search from "#functions/knowledge/search";
import * as Tasks from "#functions/work/tasks";
import type { Endpoint } from "#kit/endpoint";
import { pgliteDb, serverDb } from "#testing/database";
import { type StandIn, standIn } from "#testing/embedders";
import { type Harness, harness, type Person } from "#testing/harness";

interface Answer {
  data: { type: string; id: string; title: { text: string }; matchedBy: string[] }[];
  meaning: { state: string; reason: string | null; reasonCoded: object | null };
}

const service = () => speakAsService("schedule", { correlationId: "6a2f41a3-c54c-fce8-32d2-0324e1c32e22" }).ctx;
const make = async (life: Harness, as: Person, create: Endpoint, body: object) => {
  const answer = await life.call(create, { as, body });
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body as { id: string; version: number };
};
const search = async (life: Harness, as: Person, q: string, query: Record<string, string> = {}) => {
  const { status, body } = await life.call(Search.find, { as, query: { q, ...query } });
  expect(status, JSON.stringify([body, life.logs.filter(({ level }) => level === "error").at(-1)])).toBe(200);
  return body as Answer;
};
const byMeaning = async (life: Harness, as: Person, q: string, query: Record<string, string> = {}) =>
  (await search(life, as, q, { ...query, mode: "meaning" })).data.map(({ title }) => title.text);

describe("where there is pgvector", () => {
  let life: Harness;
  const models: StandIn[] = [standIn("first", 96)];
  beforeAll(async () => {
    life = await harness(await pgliteDb(), { embedders: models });
  });
  afterAll(() => life.close());
  const settle = async () => {
    await readIn(service());
    await embedTexts(service());
    expect(life.logs.filter(({ level }) => level === "error")).toEqual([]);
  };

  it("finds rows that say the same in other words, in each language that the model knows", async () => {
    const as = await life.user("anna");
    await make(life, as, Tasks.create, { title: "Wash the automobile" });
    await make(life, as, Tasks.create, { title: "See the physician" });
    await make(life, as, Tasks.create, {
      title: "Automobile",
      description:
        "Das ist ein Text, der nicht auf Englisch ist, und das Modell kann ihn daher auch nicht so gut lesen.",
    });
    await make(life, as, Tasks.create, { title: "自動車" });
    expect(await search(life, as, "car")).toMatchObject({ data: [], meaning: { state: "starting" } });
    await settle();
    expect(await byMeaning(life, as, "wash car")).toEqual(["Wash the automobile"]);
    expect(await byMeaning(life, as, "doctor")).toEqual(["See the physician"]);
    expect((await search(life, as, "see doctor")).data[0]).toMatchObject({ matchedBy: ["text", "meaning"] });
    expect((await search(life, as, "see doctor")).meaning).toEqual({
      state: "ready",
      reason: null,
      reasonCoded: null,
    });
    expect(models[0]!.asked.filter((text) => /[^\0-\x7f]|Modell/.test(text))).toEqual([]);
    const german = "Wo ist das Auto, das ich in der Stadt nicht gefunden habe?";
    expect((await search(life, as, german)).meaning).toMatchObject({ state: "off" });
  });

  it("asks no model that does not know the language of a short question, by its looks and by whose it is", async () => {
    const [anna, hans] = [await life.user("anna"), await life.user("hans")];
    await life.database.query("update users set locale = 'de-DE' where id = $1", [hans.userId]);
    for (const as of [anna, hans]) await make(life, as, Tasks.create, { title: "Wash the automobile" });
    await settle();
    const stateOf = async (as: Person, q: string) => {
      const before = models[0]!.asked.length;
      const { meaning } = await search(life, as, q);
      expect(models[0]!.asked.length > before, q).toBe(meaning.state === "ready");
      return meaning.state;
    };
    for (const q of ["Steuer Unterlagen", "Rechnungen Prüfung"]) expect(await stateOf(anna, q)).toBe("off");
    for (const q of ["Auto Urlaub", "Reifen"]) expect(await stateOf(hans, q)).toBe("off");
    expect(await stateOf(anna, "wash cars")).toBe("ready");
    expect(await stateOf(hans, "when was my washing")).toBe("ready");
    const { meaning } = await search(life, hans, "Auto Urlaub");
    expect(meaning).toMatchObject({ reasonCoded: { code: "meaning_language", params: {} } });
  });

  it("needs more likeness where a word is asked for than where a sentence is", async () => {
    const as = await life.user("anna");
    await make(life, as, Tasks.create, { title: "Water plants beside red physician" });
    await settle();
    expect(await byMeaning(life, as, "doctor")).toEqual([]);
    expect(await byMeaning(life, as, "red doctor plants")).toEqual(["Water plants beside red physician"]);
  });

  it("asks the model a question once, and tells nobody else's texts", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await make(life, anna, Tasks.create, { title: "Count the cash" });
    await settle();
    const before = models[0]!.asked.length;
    expect(await byMeaning(life, anna, "count money")).toEqual(["Count the cash"]);
    expect(await byMeaning(life, ben, "count money")).toEqual([]);
    expect(models[0]!.asked.slice(before)).toEqual(["count money"]);
  });

  it("keeps to what is asked for: kinds, pillars, times, tags, and the pillars of a key", async () => {
    const as = await life.user("anna");
    await make(life, as, Tasks.create, { title: "Book vacation", labels: ["fun"], dueDate: "2026-05-01" });
    await make(life, as, Journal.create, { content: "Book vacation", entryDate: "2026-02-01" });
    await settle();
    const kinds = async (query: Record<string, string>, who = as) =>
      (await search(life, who, "book holiday", { mode: "meaning", ...query })).data.map(({ type }) => type).sort();
    expect(await kinds({})).toEqual(["journal", "task"]);
    expect(await kinds({ type: "task" })).toEqual(["task"]);
    expect(await kinds({ pillar: "knowledge" })).toEqual(["journal"]);
    expect(await kinds({ from: "2026-03-01T00:00:00Z" })).toEqual(["task"]);
    expect(await kinds({ tag: "fun" })).toEqual(["task"]);
    expect(await kinds({}, { ...as, scopes: ["knowledge:read"] })).toEqual(["journal"]);
  });

  it("answers by words while the model does not answer, and says why", async () => {
    const as = await life.user("anna");
    await make(life, as, Tasks.create, { title: "Unheard of" });
    await settle();
    const [first] = models.splice(0, 1, {
      ...standIn("first", 96),
      embed: async () => {
        throw new EmbedderUnavailable("it is ill");
      },
    });
    const answer = await search(life, as, "unheard");
    models.splice(0, 1, first!);
    expect(answer).toMatchObject({ data: [{ matchedBy: ["text"] }], meaning: { state: "starting" } });
  });

  it("goes over to another model: the old one serves until the new one has read all, and leaves", async () => {
    const as = await life.user("anna");
    for (let i = 0; i < 70; i++) await make(life, as, Tasks.create, { title: `Meal number ${"abcdefghij"[i % 10]}` });
    await make(life, as, Tasks.create, { title: "Cook supper" });
    await settle();
    const second = standIn("second", 160);
    models.unshift(second);
    // No time: the model is known from then on, and has read nothing.
    expect(await embedTexts(service(), 0)).toEqual({ texts: 0, isLeft: true });
    expect((await byMeaning(life, as, "cook dinner"))[0]).toBe("Cook supper");
    await make(life, as, Tasks.create, { title: "Repair the vehicle" });
    await readIn(service());
    const states = () => life.database.query("select name, state from search_models order by name");
    expect(await states()).toEqual([
      { name: "first", state: "serving" },
      { name: "second", state: "filling" },
    ]);
    await settle();
    expect(await states()).toEqual([{ name: "second", state: "serving" }]);
    expect(models[1]!.asked).toContain("Repair the vehicle");
    expect((await byMeaning(life, as, "cook dinner"))[0]).toBe("Cook supper");
    expect(await byMeaning(life, as, "repair car")).toEqual(["Repair the vehicle"]);
    const [left] = await life.database.query(
      "select count(*)::int as n, count(distinct length(bits))::int as lengths from search_bits",
    );
    const [whole] = await life.database.query("select count(*)::int as n from search_vectors");
    expect(left).toMatchObject({ n: (whole as { n: number }).n, lengths: 1 });
    models.splice(0, 2, standIn("third", 96));
    // Nothing here can ask the one that serves: what has been read by the new one is what there is.
    await make(life, as, Tasks.create, { title: "Repair the automobile" });
    await settle();
    expect((await byMeaning(life, as, "repair car")).sort()).toEqual(["Repair the automobile", "Repair the vehicle"]);
    models.splice(0, 1, models[0]!);
  });

  it("lets nothing that is deleted, foreign or said no more take a place", async () => {
    const words = ["car", "doctor", "cash", "trip", "supper", "garden", "letter", "music"];
    const actions = fc.record({
      who: fc.nat(2),
      does: fc.constantFrom("create", "create", "edit", "remove", "share", "unshare", "grant", "leave", "join"),
      what: fc.nat(30),
      says: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(actions, { minLength: 5, maxLength: 14 }), async (story) => {
        const people = [await life.user("anna"), await life.user("ben"), await life.user("eve")];
        const home = people[0]!.householdId;
        const rows: { id: string; by: number }[] = [];
        for (const { who, does, what, says } of story) {
          const person = people[who]!;
          const mine = rows.filter(({ by }) => by === who);
          const row = mine[what % Math.max(1, mine.length)];
          if (does === "create")
            rows.push({ id: (await make(life, person, Tasks.create, { title: says.join(" ") })).id, by: who });
          else if (does === "join" && who > 0) await life.join(people[0]!, person).catch(() => {});
          else if (does === "leave" && who > 0) await life.leave(people[0]!, person);
          else if (row && does === "edit") {
            await life.call(Tasks.update, { as: person, params: { taskId: row.id }, body: { title: says.join(" ") } });
            // Half of the time the new text has no vector yet.
            if (what % 2 === 0) await readIn(service());
          } else if (row && does === "remove")
            await life.call(Tasks.remove, { as: person, params: { taskId: row.id } });
          else if (row && does === "share")
            await life.call(Tasks.update, { as: person, params: { taskId: row.id }, body: { householdId: home } });
          else if (row && does === "unshare")
            await life.call(Tasks.update, { as: person, params: { taskId: row.id }, body: { householdId: null } });
          else if (row && does === "grant")
            await life.call(Grants.create, {
              as: person,
              body: { entityType: "task", entityId: row.id, granteeId: people[(who + 1) % 3]!.userId, role: "viewer" },
            });
          if (what % 3 === 0) await embedTexts(service());
        }
        await readIn(service());
        await embedTexts(service());
        for (const as of people) {
          const visible = new Map<string, string>();
          for (const { id } of rows) {
            const { status, body } = await life.call(Tasks.get, { as, params: { taskId: id } });
            if (status === 200) visible.set(id, body.title);
          }
          for (const word of words) {
            // Said three times it means the same to the model, and is no question of a word, which wants more likeness.
            const q = [word, word, word].join(" ");
            const found = (await search(life, as, q, { mode: "meaning", limit: "100" })).data;
            const all = [...visible]
              .filter(([, title]) => title.split(" ").some((one) => one === word))
              .map(([id]) => id);
            expect(found.filter(({ id, title }) => visible.get(id) !== title.text)).toEqual([]);
            // A title of three words is at least this near to each of them.
            expect(all.filter((id) => !found.some((one) => one.id === id))).toEqual([]);
          }
        }
      }),
      { numRuns: 6, seed: 19 },
    );
  });
});

describe("where there is no pgvector", () => {
  it("the search says so, and finds by words", async () => {
    const life = await harness(await serverDb(), { embedders: [standIn("first", 96)] });
    try {
      const as = await life.user("anna");
      await make(life, as, Tasks.create, { title: "Wash the automobile" });
      await readIn(service());
      expect(await embedTexts(service())).toEqual({ texts: 0, isLeft: false });
      const answer = await search(life, as, "automobile");
      expect(answer).toMatchObject({ data: [{ matchedBy: ["text"] }], meaning: { state: "off" } });
      expect(answer.meaning.reason).toContain("pgvector");
    } finally {
      await life.close();
    }
  });
});

it("is off where the configuration says so, or where there is no model", async () => {
  const open = await pgliteDb();
  const off = await harness(open, { embedders: [standIn("first", 96)], config: { EMBEDDINGS: "off" } });
  const as = await off.user("anna");
  await make(off, as, Tasks.create, { title: "Wash the automobile" });
  await readIn(service());
  expect(await embedTexts(service())).toEqual({ texts: 0, isLeft: false });
  expect((await search(off, as, "automobile")).meaning).toMatchObject({
    state: "off",
    reason: "Search by meaning is switched off here.",
  });
  await off.close();
});
