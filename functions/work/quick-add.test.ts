import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TaskEvents } from "#core/work/events";
import { tasks } from "#core/work/tasks.sql";
import { add } from "#functions/work/quick-add";
import { get } from "#functions/work/tasks";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

// Monday, 2 March 2026, noon in UTC.
let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const quick = (as: Person, text: string, more: object = {}, headers = {}) =>
  life.call(add, { as, body: { text, ...more }, headers });
async function domain(as: Person, slug: string): Promise<string> {
  const [made] = await life.database.query<{ id: string }>(
    "insert into life_domains (user_id, name, slug, kind) values ($1, $2, $2, 'life_admin') returning id",
    [as.userId, slug],
  );
  return made!.id;
}
const count = (as: Person) => life.count(tasks, `user_id = '${as.userId}'`);

describe("adding a task in one line", () => {
  it("reads 3/4 by the person's locale, and not without one", async () => {
    const anna = await life.user("anna");
    expect((await quick(anna, "Pay on 3/4")).body.parsed).toMatchObject({ title: "Pay on 3/4", dueDate: null });
    await life.database.query("update users set locale = 'de-DE' where id = $1", [anna.userId]);
    expect((await quick(anna, "Pay on 3/4")).body.parsed).toMatchObject({ title: "Pay", dueDate: "2026-04-03" });
    await life.database.query("update users set locale = 'en-US' where id = $1", [anna.userId]);
    expect((await quick(anna, "Pay on 3/4")).body.parsed).toMatchObject({ title: "Pay", dueDate: "2026-03-04" });
  });

  it.each([
    ["Fly to Mars 9999-12-31T23:59:59-15:00", "UTC"],
    ["9999-12-31T23:59:59-15:00", "UTC"],
    ["Fly to Mars on 9999-12-31 at 11pm", "America/New_York"],
  ])("takes no time beyond the year 9999 out of %j in %s", async (text, timezone) => {
    const { status, body } = await quick(await life.user("anna"), text, { timezone });
    expect([status, body.task?.title, body.task?.dueAt]).toEqual([200, text, null]);
  });

  it("creates the task, in the person's zone and life domain", async () => {
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    const home = await domain(anna, "home");
    const text = "Pay rent every month on the 1st 9am #home !high @bills ~30m";
    const { status, body, headers } = await quick(anna, text);
    expect(status, JSON.stringify(body)).toBe(200);
    const made = {
      title: "Pay rent",
      dueAt: "2026-04-01T07:00:00.000Z",
      dueDate: "2026-04-01",
      recurrenceRule: "FREQ=MONTHLY;BYMONTHDAY=1",
      recurrenceBasis: "due_date",
      priority: "high",
      estimatedMinutes: 30,
      labels: ["bills"],
    };
    expect(body.task).toMatchObject({
      ...made,
      recurrenceTimezone: "Europe/Berlin",
      lifeDomainId: home,
      status: "pending",
    });
    expect(body.parsed).toMatchObject({ ...made, timezone: "Europe/Berlin", lifeDomain: { id: home, slug: "home" } });
    expect(body.parsed.unknownDomains).toEqual([]);
    expect(headers.location).toBe(`/v1/work/tasks/${body.task.id}`);
    const read = await life.call(get, { as: anna, params: { taskId: body.task.id } });
    expect(read.body).toEqual(body.task);
    expect(life.published.filter((one) => one.data.entityId === body.task.id)).toMatchObject([
      { type: TaskEvents.created.type, subject: anna.userId, data: { payload: { dueDate: "2026-04-01" } } },
    ]);
  });

  it("accepts a zone, and creates nothing in a dry run", async () => {
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    const { status, body } = await quick(anna, "Call tomorrow 9am", { timezone: "Asia/Tokyo", dryRun: true });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      task: null,
      parsed: { title: "Call", timezone: "Asia/Tokyo", dueAt: "2026-03-03T00:00:00.000Z", dueDate: "2026-03-03" },
    });
    expect(body.parsed.spans).toEqual([{ kind: "date", start: 5, end: 17, text: "tomorrow 9am" }]);
    expect(await count(anna)).toBe(0);
    const made = await quick(anna, "Call tomorrow 9am", { timezone: "Asia/Tokyo" });
    expect(made.body.task).toMatchObject({ dueAt: "2026-03-03T00:00:00.000Z", dueDate: "2026-03-03" });
  });

  it("makes a label of an unknown, a deleted and another person's life domain", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const work = await domain(anna, "work");
    await domain(eve, "secret");
    await life.database.query("update life_domains set deleted_at = now() where id = $1", [await domain(anna, "gone")]);
    const { body } = await quick(anna, "Plan #secret #gone #Work #nowhere @secret");
    expect(body.task).toMatchObject({ title: "Plan", lifeDomainId: work, labels: ["secret", "gone", "nowhere"] });
    expect(body.parsed).toMatchObject({ lifeDomain: { slug: "work" }, unknownDomains: ["secret", "gone", "nowhere"] });
  });

  it("gives a repetition under one Idempotency-Key the same answer, even a day later", async () => {
    const anna = await life.user("anna");
    const at = life.now();
    const first = await quick(anna, "Call tomorrow", {}, { "Idempotency-Key": "q1" });
    try {
      life.setNow("2026-03-03T11:00:00Z");
      const again = await quick(anna, "Call tomorrow", {}, { "Idempotency-Key": "q1" });
      expect(again).toMatchObject({ status: 200, body: first.body, headers: { "idempotent-replayed": "true" } });
      expect(await count(anna)).toBe(1);
    } finally {
      life.setNow(at);
    }
  });

  it.each([
    [{ text: " " }, "#/text"],
    [{ text: "x".repeat(501) }, "#/text"],
    [{ text: "a\0b" }, "#/text"],
    [{ text: "Milk", timezone: "Mars/Olympus" }, "#/timezone"],
    [{ text: "Milk", dryRun: "yes" }, "#/dryRun"],
  ])("refuses %j", async (body, pointer) => {
    const answer = await life.call(add, { as: await life.user("anna"), body });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });
});
