/** What people see of their tokens and of what models were asked. */
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod/mini";
import { scheduleHandler } from "#cloud/clock";
import { ask } from "#core/cortex/door/ask";
import { TokensExhausted } from "#core/cortex/events";
import { tellTokensExhausted } from "#functions/cortex/consumers";
import { settleTokens } from "#functions/cortex/schedules";
import * as Tokens from "#functions/cortex/tokens";
import * as Usage from "#functions/cortex/usage";
import { list as notifications } from "#functions/platform/notifications";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { type ModelStandIn, modelStandIn } from "#testing/model-stand-in";

let model: ModelStandIn;
let life: Harness;
beforeAll(async () => {
  model = await modelStandIn();
  life = await harness(await testDb(), { config: model.config, network: model.network });
});
afterAll(async () => {
  await life.close();
  await model[Symbol.asyncDispose]();
});

const somebody = async (tier: Person["tier"] = "free") => {
  const person = await life.user("anna", { tier });
  await life.database.query(
    "update user_settings set ai_features_enabled = true, ai_pillars = '{work}' where user_id = $1",
    [person.userId],
  );
  return person;
};

const asking = (person: Person, text = "Mend the roof", versions = "1") => {
  model.say({ json: { title: "x" }, usage: { input: 100, output: 20 } });
  return ask(life.as(person), {
    capability: "break_down_task",
    pillars: ["work"],
    instructions: "Name the first step.",
    data: [{ label: "the task", text }],
    answer: z.strictObject({ title: z.string() }),
    versions,
  });
};

const tokensOf = async (person: Person) => (await life.call(Tokens.get, { as: person })).body;

it("tells what is left, and what of an hour's calls", async () => {
  const anna = await somebody();
  expect(await tokensOf(anna)).toMatchObject({
    isConfigured: true,
    balance: 0,
    perMonth: 50_000,
    refillAt: "2026-04-01T00:00:00.000Z",
    callsLeft: 3,
    callsAgainAt: null,
  });
  await scheduleHandler(settleTokens)({});
  await scheduleHandler(settleTokens)({});
  await asking(anna);
  expect(await tokensOf(anna)).toMatchObject({
    balance: 50_000 - 120,
    reserved: 0,
    callsLeft: 2,
    callsAgainAt: "2026-03-02T13:00:00.000Z",
  });
  const held =
    "insert into ai_reservations (user_id, capability, tokens, expires_at, created_at) values ($1, 'chat', 500, $2, $3)";
  await life.database.query(held, [anna.userId, new Date(life.now().getTime() + 1_000), life.now()]);
  expect(await tokensOf(anna)).toMatchObject({ balance: 49_880, reserved: 500, callsLeft: 1 });
  life.setNow(new Date(life.now().getTime() + 1_000));
  expect(await tokensOf(anna)).toMatchObject({ balance: 50_380, reserved: 0 });
  await scheduleHandler(settleTokens)({});
  expect(await tokensOf(anna)).toMatchObject({ balance: 50_380, reserved: 0 });
});

it("lists entries and requests, sums days, and shows who asked what was sent, for nobody else", async () => {
  const [anna, eve] = [await somebody("pro"), await somebody("pro")];
  const first = await asking(anna, "Mend the roof of the shed");
  await asking(anna, "Mend the roof of the shed");
  await asking(anna, "Mend the roof of the shed", "2");
  const ledger = (await life.call(Tokens.ledger, { as: anna, query: { referenceType: "settlement" } })).body.data;
  expect(ledger.map(({ amount }: { amount: number }) => amount)).toEqual([-120, -120]);
  const { data } = (await life.call(Usage.list, { as: anna })).body;
  expect(data.map(({ cacheHit }: { cacheHit: boolean }) => cacheHit)).toEqual([false, true, false]);
  expect((await life.call(Usage.days, { as: anna })).body.data).toEqual([
    {
      day: "2026-03-02",
      capability: "break_down_task",
      requests: 3,
      kept: 1,
      failed: 0,
      tokens: 240,
      chargedTokens: 240,
      costMicrousd: 144,
    },
  ]);
  if (first.by !== "model") throw new Error(first.why);
  const params = { requestId: first.requestId };
  const { body } = await life.call(Usage.get, { as: anna, params });
  expect(body.prompt.map(({ from }: { from: string }) => from)).toEqual(["instructions", "data"]);
  expect(body.prompt[1].text).toContain("Mend the roof of the shed");
  const [stored] = await life.database.query<{ sealed: string }>(
    "select encode(prompt, 'escape') as sealed from ai_prompts where id = $1",
    [first.requestId],
  );
  expect(stored!.sealed).not.toContain("roof");
  expect((await life.call(Usage.get, { as: eve, params })).status).toBe(404);
  expect((await life.call(Usage.list, { as: eve })).body.data).toEqual([]);
  // What was kept was answered, and nothing sent.
  expect((await life.call(Usage.get, { as: anna, params: { requestId: data[1].id } })).body.prompt).toBe(null);
});

it("tells people once that their tokens are used up", async () => {
  life.config.AI_LIMITS = '{"free": {"tokensPerMonth": 1}}';
  const anna = await somebody();
  await asking(anna);
  const [event] = life.events(TokensExhausted).filter(({ subject }) => subject === anna.userId);
  for (let i = 0; i < 2; i++) expect(await life.deliver(tellTokensExhausted, [event!])).toEqual([]);
  const { data } = (await life.call(notifications, { as: anna })).body;
  expect(data).toMatchObject([{ kind: "tokens_exhausted", title: "Too few tokens are left for a model" }]);
  expect((await tokensOf(anna)).exhaustedAt).toBe(life.now().toISOString());
  delete life.config.AI_LIMITS;
});
