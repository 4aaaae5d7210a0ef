import { startFauxqs } from "fauxqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { RoutineDue } from "#core/rhythm/events";
import { list as listAudit } from "#functions/admin/audit-logs";
import { list as listRoutines, run as runRoutine } from "#functions/admin/routines";
import { list, run } from "#functions/admin/schedules";
import { create as createRoutine } from "#functions/rhythm/routines";
import { schedule } from "#kit/schedule";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
let admin: Person;
let fauxqs: Awaited<ReturnType<typeof startFauxqs>>;
beforeAll(async () => {
  fauxqs = await startFauxqs({ port: 0, logger: false });
  const queues = `http://127.0.0.1:${fauxqs.port}`;
  const keys = { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };
  life = await harness(await testDb(), {
    config: { ...keys, SQS_ENDPOINT: queues, SQS_QUEUE_URL_PREFIX: `${queues}/000000000000/` },
  });
  admin = await life.user("admin", { role: "admin" });
});
afterAll(async () => {
  await life.close();
  await fauxqs.stop();
});

const shown = async (id: string) => {
  const { body } = await life.call(list, { as: admin });
  return body.data.find((one: { id: string }) => one.id === id);
};

describe("schedules", () => {
  it("are all listed, with when each is due next as far as that can be worked out", async () => {
    expect(await shown("platform.prune")).toMatchObject({
      expression: "cron(15 3 * * ? *)",
      nextRunAt: { value: "2026-03-03T03:15:00.000Z", unknown: null },
      lastRun: null,
    });
    expect(await shown("rhythm.endDays")).toMatchObject({ nextRunAt: { value: "2026-03-02T12:15:00.000Z" } });
    expect(await shown("platform.sweep")).toMatchObject({ nextRunAt: { value: null, unknown: expect.any(String) } });
  });

  it("say how they went last, and from then on when a rate is due", async () => {
    let fails = false;
    const sweep = scheduleHandler(
      schedule("platform.sweep", "rate(1 minute)", {
        summary: "Sweeps",
        async handler() {
          if (fails) throw new Error("no\0broom");
        },
      }),
    );
    await sweep({});
    const at = life.now().toISOString();
    expect(await shown("platform.sweep")).toMatchObject({
      nextRunAt: { value: new Date(life.now().getTime() + 60_000).toISOString() },
      lastRun: { startedAt: at, endedAt: at, error: null },
    });
    fails = true;
    await expect(sweep({})).rejects.toThrow("no");
    expect((await shown("platform.sweep")).lastRun).toEqual({ startedAt: at, endedAt: at, error: "nobroom" });
  });

  it("run now where they have queues, and nowhere else", async () => {
    const start = (name: string) => life.call(run, { as: admin, params: { schedule: name } });
    expect(await start("platform.prune")).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining("Scheduler") },
    });
    fauxqs.createQueue("schedule-platform-prune");
    expect(await start("platform.prune")).toMatchObject({ status: 202, body: { id: "platform.prune" } });
    expect(fauxqs.inspectQueue("schedule-platform-prune")!.messages.ready).toHaveLength(1);
    expect(await start("platform.none")).toMatchObject({ status: 404 });
  });
});

describe("routines of everybody", () => {
  it("are listed with their last and next runs on the record, and run now as their owner's", async () => {
    const anna = await life.user("anna");
    const body = { name: "Bins", cronExpression: "0 18 * * *", activities: [{ title: "Out" }] };
    const { id } = (await life.call(createRoutine, { as: anna, body })).body;
    const { body: page } = await life.call(listRoutines, { as: admin, query: { userId: anna.userId } });
    expect(page).toMatchObject({
      audited: true,
      data: [{ id, userId: anna.userId, nextRunAt: "2026-03-02T18:00:00.000Z", lastRunAt: null }],
    });
    expect(page.data[0]).not.toHaveProperty("activities");
    const answer = await life.call(runRoutine, { as: admin, params: { routineId: id } });
    expect(answer).toMatchObject({ status: 202, body: { routineId: id, scheduledFor: life.now().toISOString() } });
    const [due] = life.events(RoutineDue);
    expect(due).toMatchObject({ subject: anna.userId, data: { actorId: admin.userId } });
    expect(await life.call(listRoutines, { as: anna })).toMatchObject({ status: 403 });
  });

  it("leave what administrators did and saw in the audit log, which lists it", async () => {
    const { body } = await life.call(listAudit, { as: admin, query: { actorId: admin.userId } });
    const actions = body.data.map(({ action }: { action: string }) => action);
    expect(actions).toEqual(
      expect.arrayContaining(["admin.routine.run", "admin.routines.listed", "admin.schedule.run"]),
    );
    expect(body.audited).toBe(true);
    const again = await life.call(listAudit, { as: admin, query: { action: "admin.audit_logs.listed" } });
    expect(again.body.data.length).toBeGreaterThan(0);
    const other = await life.user("other");
    expect(await life.call(listAudit, { as: other })).toMatchObject({ status: 403 });
  });
});
