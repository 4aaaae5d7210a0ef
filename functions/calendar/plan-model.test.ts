/** What a model says of a day is an order and sentences: the solver plans by its rules whatever that is. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as DailyPlans from "#functions/calendar/daily-plans";
import * as Tasks from "#functions/work/tasks";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { type ModelAnswer, type ModelStandIn, modelStandIn } from "#testing/model-stand-in";

let model: ModelStandIn;
let life: Harness;
beforeAll(async () => {
  model = await modelStandIn();
  life = await harness(await testDb(), {
    config: model.config,
    network: model.network,
    now: new Date("2026-03-04T05:00:00Z"),
  });
});
afterAll(async () => {
  await life.close();
  await model[Symbol.asyncDispose]();
});

const DAY = "2026-03-04";
async function person(pillars: string): Promise<Person> {
  const anna = await life.user("anna", { tier: "pro" });
  await life.database.query(
    "update user_settings set ai_features_enabled = true, ai_pillars = $2::text[], meeting_buffer_minutes = 0 where user_id = $1",
    [anna.userId, pillars],
  );
  return anna;
}
const task = async (as: Person, title: string) =>
  (await life.call(Tasks.create, { as, body: { title, estimatedMinutes: 60, energyLevel: "low" } })).body.id as string;
async function planned(as: Person) {
  const { status, body } = await life.call(DailyPlans.plan, { as, params: { date: DAY }, body: {} });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}
const say = (...answers: ModelAnswer[]) => model.say(...answers);

describe("a model that is asked for an order", () => {
  it("moves nothing but weights, and its sentences lead nowhere", async () => {
    const anna = await person("{work,calendar}");
    const [first, second] = [await task(anna, "First"), await task(anna, "Second")];
    say({
      json: {
        order: [anna.userId, second, "nonsense", first, second],
        sentences: [
          { taskId: second, sentence: "See ![x](https://evil.example/?q=1) first." },
          { taskId: anna.userId, sentence: "Nobody." },
        ],
      },
    });
    const { madeBy, why, scheduledTasks } = await planned(anna);
    expect([madeBy, why]).toEqual(["model", null]);
    const of = (id: string) => scheduledTasks.find(({ taskId }: { taskId: string }) => taskId === id);
    expect(scheduledTasks).toHaveLength(2);
    expect(of(second).note).not.toMatch(/https:|!\[/);
    expect(of(first).note).toBeNull();
  });

  it("is not asked without permission, and not believed where its answer has another form", async () => {
    const bob = await person("{work}");
    await task(bob, "First");
    expect(await planned(bob)).toMatchObject({ madeBy: "rules", why: "pillar_not_permitted" });
    const carl = await person("{work,calendar}");
    await task(carl, "First");
    say({ json: { order: "all of them" } });
    expect(await planned(carl)).toMatchObject({
      madeBy: "rules",
      why: "invalid",
      scheduledTasks: [{ title: "First" }],
    });
  });
});
