/**
 * Each place of a body, at any depth, gets every extreme value, and then all numbers and times at once: the request succeeds with
 * an answer as declared, or is refused with a pointer and in words. Then all operations that show the stored rows are called,
 * because sums, averages and durations of extreme values must be right, too.
 *
 * `npm test` tries a part of the values with a part of the operations, chosen by SWEEP_SEED; `npm run prove -- extremes` tries
 * all.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Endpoint } from "#kit/endpoint";
import { testDb } from "#testing/database";
import { extremesOf, ofAll, placesOf, withValue, written } from "#testing/extremes";
import { type Answer, type Harness, harness, type Person } from "#testing/harness";
import { discoverKnown } from "#testing/known";
import { isWhole, SEED, someOf } from "#testing/sampled";
import { type Walk, walk } from "#testing/walk";
import { discover, type Found } from "./discover.ts";

const ONE_IN = isWhole("extremes") ? 1 : 24;

const { endpoints } = await discover();
const writing = someOf(
  "extremes",
  endpoints.filter(({ value }) => value.spec.body && value.access === "user"),
  isWhole("slow") ? 20 : 10,
);
const known = await discoverKnown(endpoints);
/** Operations that read, without those that need a third party, such as the weather. */
const reading = endpoints.filter(
  ({ name, value }) => value.method === "GET" && value.access === "user" && !known.operations.get(name)?.cannotSucceed,
);

let life: Harness;
let sweep: Walk;
beforeAll(async () => {
  console.info(`  extremes: one value in ${ONE_IN}, SWEEP_SEED=${SEED}`);
  life = await harness(await testDb(), { config: { RATE_LIMITS: JSON.stringify({ free: 1e9 }) } });
  sweep = await walk(life);
});
afterAll(() => life.close());

describe("an extreme value in one place of a body", () => {
  it.each(writing.map((found) => [found.name, found] as const))("%s", { timeout: 600_000 }, async (_, found) => {
    const schema = found.value.spec.body!;
    const wrong: string[] = [];
    let person = await life.user("edge");
    let right = await sweep.request(found, person);
    const isWorn = found.value.method !== "PATCH" && found.value.path.includes("{");
    const attempt = async (about: string, body: unknown) => {
      const answer = await life.call(found.value, { ...right, body: written(body) });
      wrong.push(...mistakes(found, answer, about));
      if (answer.status >= 300 || !isWorn) return;
      person = await life.user("edge");
      right = await sweep.request(found, person);
    };
    let turn = SEED;
    for (const place of placesOf(schema))
      for (const value of extremesOf(place.schema))
        if (turn++ % ONE_IN === 0)
          await attempt(`${place.at.join("/")} = ${shortly(value)}`, withValue(right.body, schema, place, value));
    wrong.push(...(await readAll(person, found)));
    for (const side of ["minimum", "maximum"] as const) {
      await attempt(`each at its ${side}`, ofAll(right.body, schema, side));
      wrong.push(...(await readAll(person, found)));
    }
    expect(wrong.slice(0, 20)).toEqual([]);
  });
});

/** Calls all operations that read rows of the pillar, or of all pillars. */
async function readAll(person: Person, { name }: Found<Endpoint>): Promise<string[]> {
  const wrong: string[] = [];
  const pillar = name.split(".")[0]!;
  for (const found of reading.filter((one) => one.name.startsWith(`${pillar}.`) || one.name.startsWith("platform."))) {
    const answer = await life.call(found.value, await sweep.request(found, person));
    wrong.push(...mistakes(found, answer, `after ${name}`));
  }
  return wrong;
}

const OF_THE_DATABASE =
  /select |insert into|violates|syntax error|out of range, or from which|values that do not go together|_(check|unique|fk|idx|pkey)\b/i;

function mistakes({ name, value }: Found<Endpoint>, { status, body }: Answer, about: string): string[] {
  const text = JSON.stringify(body) ?? "";
  const told = (what: string) => [`${name}: ${about}: ${status} ${what} ${text.slice(0, 400)}`];
  // Some cannot succeed here, and say so.
  if (status >= 500 && status === known.operations.get(name)?.cannotSucceed?.status) return [];
  if (status >= 500) return told(JSON.stringify(life.logs.findLast(({ level }) => level === "error")) ?? "");
  if (status >= 400 && OF_THE_DATABASE.test(text)) return told("in words of the database");
  if (status === 400) {
    const errors = (body.errors ?? []) as { pointer?: string; parameter?: string; detail?: string }[];
    const isSaid = errors.every((one) => (one.pointer ?? one.parameter) && /\w \S/.test(one.detail ?? ""));
    return errors.length > 0 && isSaid ? [] : told("without a place or a sentence");
  }
  if (status >= 300 || !value.spec.returns || value.spec.produces) return [];
  const issues = value.spec.returns.safeParse(body).error?.issues;
  return issues ? told(`is not what it says it answers: ${JSON.stringify(issues).slice(0, 300)}`) : [];
}

const shortly = (value: unknown) => JSON.stringify(value)?.slice(0, 80);
