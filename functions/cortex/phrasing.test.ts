import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { speakAsService } from "#cloud/speak";
import { believed, phrase } from "#core/cortex/insight-phrasing";
import { readIn } from "#core/knowledge/search/indexing";
import * as Insights from "#functions/cortex/insights";
import * as Settings from "#functions/identity/settings";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { type ModelAnswer, type ModelStandIn, modelStandIn } from "#testing/model-stand-in";

let life: Harness;
let model: ModelStandIn;
/** What the model says next. */
let says: ModelAnswer = { status: 500 };
beforeAll(async () => {
  model = await modelStandIn({ answers: () => says });
  life = await harness(await testDb(), { config: model.config, network: model.network });
});
afterAll(async () => {
  await life.close();
  await model[Symbol.asyncDispose]();
});

const permit = (as: Person, aiPillars: string[]) =>
  life.call(Settings.update, { as, body: { aiFeaturesEnabled: true, aiPillars } });

/** A day on which focus did not come, noticed by its rule. */
async function noticed(as: Person) {
  for (let i = 0; i < 3; i++)
    await life.database.query(
      "insert into focus_sessions (user_id, started_at, ended_at, status, duration_seconds) values ($1, $2::timestamptz, $2::timestamptz + interval '5 minutes', 'abandoned', 300)",
      [as.userId, `2026-03-02T0${7 + i}:00:00Z`],
    );
  const { body } = await life.call(Insights.generate, { as });
  return body.found[0] as { id: string; title: string; body: string; evidence: { rows: { id: string }[] } };
}

async function person(aiPillars = ["rhythm"]) {
  const anna = await life.user("anna", { tier: "pro" });
  const { status, body } = await permit(anna, aiPillars);
  expect(status, JSON.stringify(body)).toBe(200);
  return anna;
}

const shown = async (as: Person, insightId: string) =>
  (await life.call(Insights.get, { as, params: { insightId } })).body;

describe("the words of a model", () => {
  it("take the place of the rule's where each sentence rests on rows of the finding", async () => {
    const anna = await person();
    const insight = await noticed(anna);
    const [row] = insight.evidence.rows;
    says = {
      json: {
        title: "Three tries, no focus",
        sentences: [
          { text: "You gave up 3 sessions.", rows: [row!.id] },
          { text: "You always do on Mondays.", rows: [] },
          { text: "You slept badly.", rows: [randomUUID()] },
          { text: "That is 87 % more than others.", rows: [row!.id] },
        ],
      },
    };
    expect(await phrase(life.as(anna), insight.id)).toEqual({ madeBy: "model" });
    expect(await shown(anna, insight.id)).toMatchObject({
      title: "Three tries, no focus",
      titleCoded: null,
      body: "You gave up 3 sessions.",
      bodyCoded: null,
      generatedBy: "ai",
      evidence: { rows: insight.evidence.rows },
    });
    // Said once.
    expect(await phrase(life.as(anna), insight.id)).toEqual({ madeBy: "rules" });
  });

  it("are given patterns that are like the finding", async () => {
    const anna = await person(["rhythm", "work"]);
    await life.database.query(
      `insert into patterns (user_id, pattern_type, pattern_key, description, confidence, support, occasions) values
        ($1, 'task_hours', 'task_hours:0', 'On a day on which focus did not come you finish most tasks in the morning.', 0.8, 30, 40)`,
      [anna.userId],
    );
    await readIn(speakAsService("workflow").ctx);
    const insight = await noticed(anna);
    says = { json: { title: "One", sentences: [{ text: "A.", rows: [insight.evidence.rows[0]!.id] }] } };
    const before = model.requests.length;
    await phrase(life.as(anna), insight.id);
    expect(model.requests).toHaveLength(before + 1);
    expect(model.requests.at(-1)!.text).toContain("you finish most tasks in the morning");
  });

  it.each<[string, ModelAnswer]>([
    ["no sentence names a row", { json: { title: "T", sentences: [{ text: "You are tired.", rows: [] }] } }],
    ["the answer has another schema", { json: { words: "You are tired." } }],
    ["the model refuses", { refusal: "No." }],
    ["the service fails", { status: 400 }],
  ])("are left out where %s", async (_, answer) => {
    const anna = await person();
    const insight = await noticed(anna);
    says = answer;
    expect(await phrase(life.as(anna), insight.id)).toMatchObject({ madeBy: "rules", why: expect.any(String) });
    expect(await shown(anna, insight.id)).toMatchObject({
      title: insight.title,
      body: insight.body,
      generatedBy: "rule",
    });
  });

  it("are not asked for where a pillar of the finding may not be read by a model", async () => {
    const anna = await person(["finance"]);
    const insight = await noticed(anna);
    const before = model.requests.length;
    expect(await phrase(life.as(anna), insight.id)).toEqual({ madeBy: "rules", why: "pillar_not_permitted" });
    expect(model.requests).toHaveLength(before);
  });

  it("never have a row or a number that was not given, whatever a model says", () => {
    const known = new Set(["a", "b"]);
    const sentence = fc.record({
      text: fc.oneof(
        fc.string(),
        fc.tuple(fc.string(), fc.nat(9_999)).map(([text, number]) => `${text} ${number}`),
      ),
      rows: fc.array(fc.constantFrom("a", "b", "c", "")),
    });
    fc.assert(
      fc.property(fc.array(sentence), fc.string(), (sentences, title) => {
        const words = believed({ title, sentences }, known, "It was 12.50 of 40.");
        if (!words) return;
        const kept = sentences.filter(({ text }) => text.trim() !== "" && words.body.includes(text.trim()));
        expect(kept.some(({ rows }) => rows.length > 0 && rows.every((id) => known.has(id)))).toBe(true);
        for (const number of words.body.match(/\d+/g) ?? [])
          expect(
            ["12", "125", "50", "5", "4", "40", "400", "0", "00"].some(
              (one) => number.replace(/0+$/, "") === one.replace(/0+$/, ""),
            ),
          ).toBe(true);
      }),
      { seed: 20, numRuns: 300 },
    );
    expect(
      believed({ title: "T", sentences: [{ text: "It was 12.50.", rows: ["a"] }] }, known, "1250 cents")?.body,
    ).toBe("It was 12.50.");
    expect(believed({ title: "T 7", sentences: [{ text: "It was.", rows: ["a"] }] }, known, "")?.title).toBeUndefined();
  });
});
