/** Whatever a model answers, in whatever order: nothing throws, nothing is believed unread, and every account comes out even. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod/mini";
import { ask, turn } from "#core/cortex/door/ask";
import { serverDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { type ModelAnswer, type ModelStandIn, modelStandIn } from "#testing/model-stand-in";
import { isWhole, SEED } from "#testing/sampled";

let model: ModelStandIn;
let life: Harness;
beforeAll(async () => {
  model = await modelStandIn({ timeoutMs: 400 });
  life = await harness(await serverDb(), { config: { ...model.config, AI_LIMITS: LIMITS }, network: model.network });
});
afterAll(async () => {
  await life.close();
  await model[Symbol.asyncDispose]();
});

const BUDGET = 60_000;
const LIMITS = JSON.stringify({
  pro: { callsPerHour: null, tokensPerMonth: BUDGET },
  team: { callsPerHour: 10, tokensPerMonth: null },
});

const Answer = z.strictObject({
  kind: z.enum(["task", "note"]),
  title: z.string().check(z.minLength(1), z.maxLength(80)),
  minutes: z.nullable(z.int().check(z.gte(1), z.lte(480))),
  steps: z.array(z.strictObject({ name: z.string(), done: z.boolean() })).check(z.maxLength(5)),
});

const usage = fc.option(
  fc.oneof(
    fc.record({ input: fc.nat(3_000), output: fc.nat(2_000) }),
    fc.constant({ input: 5_000_000, output: 5_000_000 }),
    fc.constant(null),
  ),
  { nil: undefined },
);
const right = fc.record({
  kind: fc.constantFrom("task", "note"),
  title: fc.string({ minLength: 1, maxLength: 40, unit: "binary" }),
  minutes: fc.option(fc.integer({ min: 1, max: 480 }), { nil: null }),
  steps: fc.array(fc.record({ name: fc.string({ maxLength: 20 }), done: fc.boolean() }), { maxLength: 5 }),
});
const tool = fc.record({
  name: fc.constantFrom("note", "pay", ""),
  args: fc.oneof(fc.record({ text: fc.string() }), fc.jsonValue(), fc.string()),
});

/** Half of what comes is as it should be; silence is rare, since it takes its time. */
const answer: fc.Arbitrary<ModelAnswer> = fc
  .oneof(
    { weight: 40, arbitrary: fc.record({ json: right }) },
    { weight: 10, arbitrary: fc.record({ json: fc.jsonValue() }) },
    {
      weight: 6,
      arbitrary: right.chain((value) => fc.nat(60).map((at) => ({ text: JSON.stringify(value).slice(0, at) }))),
    },
    { weight: 6, arbitrary: fc.record({ text: fc.string({ unit: "binary", maxLength: 300 }) }) },
    {
      weight: 6,
      arbitrary: fc.record({ calls: fc.array(tool, { maxLength: 4 }), text: fc.string({ maxLength: 40 }) }),
    },
    { weight: 5, arbitrary: fc.record({ refusal: fc.string({ minLength: 1, maxLength: 40 }) }) },
    { weight: 5, arbitrary: fc.record({ incomplete: fc.string({ maxLength: 80 }) }) },
    {
      weight: 6,
      arbitrary: fc.record({
        status: fc.constantFrom(400, 401, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504, 529),
        retryAfterSeconds: fc.constantFrom(0, 1, 3_600),
      }),
    },
    { weight: 4, arbitrary: fc.record({ broken: fc.string({ minLength: 1, maxLength: 60 }) }) },
    {
      weight: 5,
      arbitrary: fc.record({
        raw: fc.oneof(
          fc.json(),
          fc.string({ maxLength: 80 }),
          fc.constant(
            '{"status":"completed","output":[{"type":"message","content":[{"type":"output_text","text":7}]}]}',
          ),
        ),
      }),
    },
    { weight: 4, arbitrary: fc.record({ failed: fc.string({ maxLength: 20 }) }) },
    { weight: 1, arbitrary: fc.constant({ silence: true } as const) },
  )
  .chain((said) =>
    usage.map((counted): ModelAnswer => ({ ...said, ...(counted !== undefined && { usage: counted }) })),
  );

const scripts = fc.array(fc.record({ said: answer, isTurn: fc.boolean() }), { minLength: 1, maxLength: 12 });

/** A service that failed five times in a row is left alone for half a minute. */
const rested = () => life.setNow(new Date(life.now().getTime() + 31_000));

async function somebody(tier: Person["tier"]): Promise<Person> {
  const person = await life.user("anna", { tier });
  await life.database.query(
    "update user_settings set ai_features_enabled = true, ai_pillars = '{work}' where user_id = $1",
    [person.userId],
  );
  return person;
}

const PILLARS = ["work"] as const;
const Note = z.strictObject({ text: z.string().check(z.maxLength(50)) });

async function oneOf(person: Person, isTurn: boolean): Promise<void> {
  const ctx = life.as(person);
  const about = { pillars: PILLARS, instructions: `Of ${person.userId}.` };
  if (!isTurn) {
    const data = [{ label: "a note", text: "Something" }];
    const asked = await ask(ctx, {
      ...about,
      capability: "refine_capture",
      data,
      answer: Answer,
      versions: crypto.randomUUID(),
    });
    if (asked.by === "model") expect(Answer.safeParse(asked.value).success).toBe(true);
    // A row of PostgreSQL can hold it.
    if (asked.by === "model")
      await life.database.query("select $1::text, $2::jsonb", [asked.value.title, JSON.stringify(asked.value)]);
    return;
  }
  const tools = [{ name: "note", description: "Keeps a note.", parameters: Note }];
  const turned = await turn(ctx, {
    ...about,
    capability: "chat",
    items: [{ type: "message", role: "user", text: "Go on." }],
    tools,
  });
  if (turned.by !== "model") return;
  for (const { name, args, isValid } of turned.calls)
    if (isValid) expect([name, Note.safeParse(args).success]).toEqual(["note", true]);
  await life.database.query("select $1::text, $2::jsonb", [turned.text, JSON.stringify(turned.items)]);
}

/** The entries come to the balance; nothing is held; nobody has spent more than they had. */
async function isEven({ userId, tier }: Person): Promise<void> {
  const [row] = await life.database.query<Record<string, number>>(
    `select s.current_token_balance::int as balance, (select coalesce(sum(l.amount), 0)::int from token_ledger l where l.user_id = s.user_id) as ledger,
      (select coalesce(min(b.balance), 0)::int from (select sum(l.amount) over (order by l.id) as balance from token_ledger l where l.user_id = s.user_id) b) as least,
      (select count(*)::int from ai_reservations r where r.user_id = s.user_id and (r.released_at is null or r.ended_at is null)) as held,
      (select coalesce(sum(charged_tokens), 0)::int from ai_requests a where a.user_id = s.user_id) as charged
     from user_settings s where s.user_id = $1`,
    [userId],
  );
  const { balance, ledger, least, held, charged } = row!;
  expect({ balance, held }).toEqual({ balance: ledger, held: 0 });
  if (tier === "team") expect(balance).toBe(0);
  else
    expect({ spent: balance, isOver: least! < 0 }).toEqual({
      spent: charged === 0 && balance === 0 ? 0 : BUDGET - charged!,
      isOver: false,
    });
}

it("never ends in an exception, in a value that was not read, or in an account that is not even", async () => {
  const said = new Map<string, ModelAnswer>();
  model.answerBy(({ body }) => said.get(/Of ([0-9a-f-]{36})\./.exec(body.instructions)![1]!)!);
  const whole = isWhole("model");
  let answers = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(scripts, { minLength: 8, maxLength: 8 }), async (people) => {
      // People at the same moment, each with a script of their own, of which each answer is told as often as it is asked again.
      await Promise.all(
        people.map(async (script, n) => {
          const person = await somebody(n % 3 === 2 ? "team" : "pro");
          for (const { said: one, isTurn } of script) {
            said.set(person.userId, one);
            answers++;
            rested();
            await oneOf(person, isTurn);
          }
          await isEven(person);
          said.delete(person.userId);
        }),
      );
    }),
    // About fifty answers in a run.
    { seed: SEED, numRuns: whole ? 220 : 5, endOnFailure: true },
  );
  console.info(`  model: ${answers} answers, ${model.requests.length} requests`);
  // Most of them were asked for: those for whom there were no tokens were not.
  expect(model.requests.length).toBeGreaterThan(answers / 2);
  if (whole) expect(answers).toBeGreaterThan(10_000);
}, 1_800_000);

it.each(["tokens", "calls"] as const)(
  "lets of 50 who ask at the same moment just the ten ask for whom there are %s",
  async (what) => {
    rested();
    life.config.OPENAI_TIMEOUT_MS = "20000";
    const ok = { json: { ok: true }, usage: { input: 10, output: 10 } };
    const one = (person: Person) =>
      ask(life.as(person), {
        capability: "chat_title",
        pillars: PILLARS,
        instructions: "Go.",
        data: [],
        answer: z.strictObject({ ok: z.boolean() }),
        versions: crypto.randomUUID(),
      });
    // What one call holds, ten times and almost once more.
    model.answerBy(() => ok);
    const first = await one(await somebody("team"));
    if (first.by !== "model") throw new Error(first.why);
    const [held] = await life.database.query<{ tokens: number }>("select tokens from ai_reservations where id = $1", [
      first.requestId,
    ]);
    const limits =
      what === "tokens"
        ? { callsPerHour: null, tokensPerMonth: held!.tokens * 11 - 1 }
        : { callsPerHour: 10, tokensPerMonth: null };
    life.config.AI_LIMITS = JSON.stringify({ enterprise: limits });
    // Nobody is answered before all others have asked or been refused, so that what one gives back never makes room for another.
    const all = Promise.withResolvers<void>();
    let asked = 0;
    let refused = 0;
    const count = () => {
      if (asked + refused === 50) all.resolve();
    };
    model.answerBy(async () => {
      asked++;
      count();
      await all.promise;
      return ok;
    });
    const person = await somebody("enterprise");
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const answer = await one(person);
        if (answer.by === "model") return "model";
        refused++;
        count();
        return answer.why;
      }),
    );
    expect(answers.sort()).toEqual([...Array(10).fill("model"), ...Array(40).fill(`${what}_used_up`)].sort());
    expect(asked).toBe(10);
  },
);
