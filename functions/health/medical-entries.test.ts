import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { MedicalEntryEvents, MedicalEntryNear } from "#core/health/events";
import { NotificationSent } from "#core/platform/events";
import { TaskEvents } from "#core/work/events";
import { noteMedicalDates, remindOfMedicalDate } from "#functions/health/consumers";
import { create as createMeasurement, list as listMeasurements } from "#functions/health/measurements";
import { medical } from "#functions/health/medical.fixture";
import { changes, create, get, list, remove, restore, update } from "#functions/health/medical-entries";
import { sealMedical } from "#functions/health/schedules";
import { list as listNotifications } from "#functions/platform/notifications";
import { followMedicalDate } from "#functions/work/consumers";
import { complete, list as listTasks, remove as removeTask } from "#functions/work/tasks";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());
beforeEach(() => life.setNow("2026-03-02T12:00:00Z"));

const { deliver, told, ended, looks } = medical(() => life);

describe("the medical record", () => {
  it("stores details encrypted, returns them for a single entry, and in lists only on request", async () => {
    const anna = await life.user("anna");
    const details = "TSH 2.1 mIU/L, all well";
    const { status, body } = await life.call(create, {
      as: anna,
      body: { date: "2026-03-02", type: "lab_result", title: "Thyroid", details },
    });
    expect(status).toBe(201);
    const params = { medicalEntryId: body.id };
    expect((await life.call(get, { as: anna, params })).body).toMatchObject({ title: "Thyroid", details });
    for (const hidden of ["title", "details", "provider"])
      expect((await life.call(list, { as: anna })).body.data[0]).not.toHaveProperty(hidden);
    expect((await life.call(list, { as: anna, query: { include: "title" } })).body.data[0].title).toBe("Thyroid");
    expect((await life.call(list, { as: anna, query: { include: "details" } })).body.data[0].details).toBe(details);

    const [stored] = await life.database.query<{ hex: string }>(
      "select to_jsonb(m)::text as hex from medical_entries m where id = $1",
      [body.id],
    );
    for (const plain of ["TSH", "Thyroid"]) expect(stored!.hex).not.toContain(Buffer.from(plain).toString("hex"));
    await life.call(update, { as: anna, params, body: { title: "Thyroid gland", provider: "Dr. Grey" } });
    expect(JSON.stringify(life.published)).not.toMatch(/TSH|Thyroid|Grey/);
    expect(
      await life.database.query(
        "select 1 from events where concat(previous::text, payload::text) ~ 'TSH|Thyroid|Grey' and entity_id = $1",
        [body.id],
      ),
    ).toEqual([]);
  });

  it("changes and clears details", async () => {
    const anna = await life.user("anna");
    const { body } = await life.call(create, {
      as: anna,
      body: { date: "2026-03-02", type: "note", title: "Knee", details: "hurts" },
    });
    const params = { medicalEntryId: body.id };
    expect((await life.call(update, { as: anna, params, body: { details: "better" } })).body.details).toBe("better");
    expect((await life.call(update, { as: anna, params, body: { details: null } })).body.details).toBeNull();
  });
});

const entry = (as: Person, given: object = {}) =>
  life.call(create, { as, body: { date: "2026-03-02", type: "appointment", title: "Cardiology", ...given } });

describe("reading the medical record", () => {
  it("is recorded once for a request, with what was read; others read nothing", async () => {
    const anna = await life.user("anna");
    const { body: one } = await entry(anna);
    const { body: two } = await entry(anna, { type: "note" });
    await life.call(list, { as: anna });
    await life.call(list, { as: anna, query: { include: "title,details", type: "note" } });
    await life.call(get, { as: anna, params: { medicalEntryId: one.id } });
    await life.call(changes, { as: anna });
    expect(await looks(anna, "medical_entries")).toMatchObject([
      { actor_id: anna.userId, details: { count: 2, ids: [two.id, one.id] } },
      { details: { count: 1, ids: [two.id] } },
      { entity_id: one.id },
      { details: { count: 2 } },
    ]);
    for (const as of [await life.user("ben"), await life.user("root", { role: "admin" })]) {
      await life.join(anna, as);
      expect((await life.call(get, { as, params: { medicalEntryId: one.id } })).status).toBe(404);
      expect((await life.call(list, { as, query: { include: "title" } })).body.data).toEqual([]);
    }
    expect(await looks(anna, "medical_entries")).toHaveLength(4);
  });
});

describe("entries from before titles were encrypted", () => {
  it("are encrypted by the schedule once, and what was set meanwhile stays", async () => {
    const anna = await life.user("anna");
    const ids: string[] = [];
    for (const title of ["X-ray of the knee", "Teeth"]) {
      const { body } = await entry(anna, { title: "was" });
      await life.database.query("update medical_entries set title = null where id = $1", [body.id]);
      await life.database.query(
        "insert into unsealed_medical_entries (id, title, provider) values ($1, $2, 'Dr. Grey')",
        [body.id, title],
      );
      ids.push(body.id);
    }
    const params = (n: number) => ({ medicalEntryId: ids[n]! });
    await life.call(update, { as: anna, params: params(1), body: { title: "Molars" } });
    for (let i = 0; i < 2; i++) await scheduleHandler(sealMedical)({});
    const titles = [0, 1].map(async (n) => (await life.call(get, { as: anna, params: params(n) })).body);
    expect(await Promise.all(titles)).toMatchObject([
      { title: "X-ray of the knee", provider: "Dr. Grey" },
      { title: "Molars", provider: "Dr. Grey" },
    ]);
    expect(await life.database.query("select 1 from unsealed_medical_entries")).toEqual([]);
    expect(JSON.stringify(life.published)).not.toContain("X-ray");
  });
});

describe("the next date of an entry", () => {
  // Ids of tasks that were made of one entry sort by that entry.
  const tasksOf = async (as: Person) =>
    (await life.call(listTasks, { as })).body.data.toSorted((a: { createdAt: string }, b: { createdAt: string }) =>
      a.createdAt < b.createdAt ? -1 : 1,
    );
  const due = async (as: Person) =>
    (await tasksOf(as)).map((one: { status: string; dueDate: string }) => `${one.dueDate} ${one.status}`);
  const change = (as: Person, medicalEntryId: string, body: object) =>
    life.call(update, { as, params: { medicalEntryId }, body });
  async function passedOn(as: Person) {
    for (let i = 0; i < 2; i++)
      for (const event of Object.values(MedicalEntryEvents)) await deliver(followMedicalDate, told(as, event));
  }

  it("is a task that moves with it, is withdrawn with it, and says nothing", async () => {
    const anna = await life.user("anna");
    const { body } = await entry(anna, { nextDate: "2026-06-01" });
    await passedOn(anna);
    await change(anna, body.id, { title: "Cardiology again" });
    await passedOn(anna);
    expect(await tasksOf(anna)).toMatchObject([{ title: "Medical date", category: "health", householdId: null }]);
    expect(told(anna, TaskEvents.created)[0]!.causationid).toBe(told(anna, MedicalEntryEvents.created)[0]!.id);
    await change(anna, body.id, { nextDate: "2026-07-01" });
    await passedOn(anna);
    expect(await due(anna)).toEqual(["2026-07-01 pending"]);
    await change(anna, body.id, { nextDate: null });
    await passedOn(anna);
    expect(await due(anna)).toEqual(["2026-07-01 cancelled"]);
    await change(anna, body.id, { nextDate: "2026-07-01" });
    await passedOn(anna);
    expect(await due(anna)).toEqual(["2026-07-01 cancelled", "2026-07-01 pending"]);
    await life.call(remove, { as: anna, params: { medicalEntryId: body.id } });
    await passedOn(anna);
    expect(await due(anna)).toEqual(["2026-07-01 cancelled", "2026-07-01 cancelled"]);
    await life.call(restore, { as: anna, params: { medicalEntryId: body.id } });
    await passedOn(anna);
    expect((await due(anna)).at(-1)).toBe("2026-07-01 pending");
  });

  it("stays done when its task is, until it is another date", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    for (const [as, verb] of [
      [anna, complete],
      [ben, removeTask],
    ] as const) {
      const { body } = await entry(as, { nextDate: "2026-06-01" });
      await passedOn(as);
      const [task] = await tasksOf(as);
      await life.call(verb, { as, params: { taskId: task.id }, ...(verb === complete && { body: {} }) });
      await change(as, body.id, { details: "Bring the letter" });
      await passedOn(as);
      expect(told(as, TaskEvents.created)).toHaveLength(1);
      if (verb === complete)
        for (const turn of [remove, restore]) await life.call(turn, { as, params: { medicalEntryId: body.id } });
      await passedOn(as);
      expect(told(as, TaskEvents.created)).toHaveLength(1);
      expect((await life.call(get, { as, params: { medicalEntryId: body.id } })).body.nextDate).toBe("2026-06-01");
      await change(as, body.id, { nextDate: "2026-12-01" });
      await passedOn(as);
      expect((await due(as)).at(-1)).toBe("2026-12-01 pending");
    }
  });

  it("is reminded of once so many days before, and again when it is another", async () => {
    const anna = await life.user("anna");
    const { body } = await entry(anna, { nextDate: "2026-03-10", remindDaysBefore: 3, provider: "Dr. Grey" });
    await entry(anna, { nextDate: "2026-03-08", remindDaysBefore: 0 });
    await entry(anna, { date: "2026-02-01", nextDate: "2026-03-01" });
    const near = () => told(anna, MedicalEntryNear).map(({ data }) => data.payload.nextDate);
    await ended(anna, "2026-03-05", noteMedicalDates);
    expect(near()).toEqual([]);
    await ended(anna, "2026-03-06", noteMedicalDates);
    await ended(anna, "2026-03-07", noteMedicalDates);
    expect(near()).toEqual(["2026-03-10", "2026-03-08"]);
    const shown = await life.call(get, { as: anna, params: { medicalEntryId: body.id } });
    expect([shown.body.version, shown.body.remindedFor]).toEqual([1, undefined]);
    for (let i = 0; i < 2; i++) await deliver(remindOfMedicalDate, told(anna, MedicalEntryNear));
    const notices = (await life.call(listNotifications, { as: anna, query: { sort: "createdAt" } })).body.data;
    expect(notices).toMatchObject([
      { title: "A medical date is near", body: "That is in 2 days.", action: { medicalEntryId: body.id } },
      { title: "A medical date is near", body: "That is today." },
    ]);
    expect(told(anna, NotificationSent)[0]!.causationid).toBe(told(anna, MedicalEntryNear)[0]!.id);
    expect(JSON.stringify(notices)).not.toMatch(/Cardiology|Grey/);
    await change(anna, body.id, { nextDate: "2026-03-20" });
    await ended(anna, "2026-03-16", noteMedicalDates);
    await deliver(remindOfMedicalDate, told(anna, MedicalEntryNear));
    expect(near()).toEqual(["2026-03-10", "2026-03-08", "2026-03-20"]);
    // It was moved before the reminder came.
    await change(anna, body.id, { nextDate: "2026-03-30", remindDaysBefore: 10 });
    await ended(anna, "2026-03-20", noteMedicalDates);
    await change(anna, body.id, { nextDate: "2026-05-30" });
    await deliver(remindOfMedicalDate, told(anna, MedicalEntryNear).slice(-1));
    expect((await life.call(listNotifications, { as: anna })).body.data).toHaveLength(3);
  });
});

describe("measurements", () => {
  it("are listed by type, newest day first", async () => {
    const anna = await life.user("anna");
    for (const [date, value] of [
      ["2026-01-05", 82],
      ["2026-02-05", 81.5],
    ] as const)
      await life.call(createMeasurement, { as: anna, body: { date, type: "waist", value, unit: "cm" } });
    await life.call(createMeasurement, {
      as: anna,
      body: { date: "2026-02-05", type: "weight", value: 70, unit: "kg" },
    });
    const { body } = await life.call(listMeasurements, { as: anna, query: { type: "waist", sort: "-date" } });
    expect(body.data.map((row: { value: number }) => row.value)).toEqual([81.5, 82]);
  });
});
