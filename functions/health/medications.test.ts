import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  DoseTaken,
  DoseUndone,
  MedicationEvents,
  MedicationRefilled,
  PrescriptionRunningOut,
  PrescriptionSettled,
} from "#core/health/events";
import { NotificationSent } from "#core/platform/events";
import { TaskEvents } from "#core/work/events";
import { followStock, noteRunningOut, tellRunningOut } from "#functions/health/consumers";
import { adherence, day, list as listDoses, undo } from "#functions/health/doses";
import { medical } from "#functions/health/medical.fixture";
import { create as createEntry } from "#functions/health/medical-entries";
import {
  changes,
  create,
  get,
  list,
  refill,
  remove,
  restore,
  skip,
  supply,
  take,
  update,
} from "#functions/health/medications";
import { list as listNotifications } from "#functions/platform/notifications";
import { renewPrescription, settlePrescription, withdrawPrescription } from "#functions/work/consumers";
import { list as listTasks } from "#functions/work/tasks";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());
beforeEach(() => life.setNow("2026-03-02T12:00:00Z"));

const { deliver, medication, medicationOf, states, told, ended, looks } = medical(() => life);
const taking = (as: Person, medicationId: string, body: object = {}) =>
  life.call(take, { as, params: { medicationId }, body });
const skipping = (as: Person, medicationId: string, body: object) =>
  life.call(skip, { as, params: { medicationId }, body });
const undoing = (as: Person, doseId: string) => life.call(undo, { as, params: { doseId } });
const stockOf = async (as: Person, id: string) => (await medicationOf(as, id)).stockUnits;

describe("a medication", () => {
  it("is stored encrypted, and listed with its name only where that is asked for", async () => {
    const anna = await life.user("anna");
    const names = { name: "阿司匹林 💊 أسبرين", prescriber: "Dr. Ødegård", notes: "after meals" };
    const id = await medication(anna, { ...names, dose: { amount: 0.5, unit: "mg" } });
    expect(await medicationOf(anna, id)).toMatchObject({ ...names, dose: { amount: 0.5, unit: "mg" } });
    const [bare] = (await life.call(list, { as: anna })).body.data;
    expect(Object.keys(bare)).not.toEqual(expect.arrayContaining(["name"]));
    expect(Object.keys(bare)).not.toEqual(expect.arrayContaining(["lapses"]));
    expect((await life.call(list, { as: anna, query: { include: "name,dose" } })).body.data).toMatchObject([
      { name: names.name, dose: { amount: 0.5, unit: "mg" } },
    ]);
    expect((await life.call(changes, { as: anna })).body.data[0].row).not.toHaveProperty("name");
    const [stored] = await life.database.query<{ row: string }>(
      "select to_jsonb(m)::text as row from medications m where id = $1",
      [id],
    );
    for (const plain of [names.prescriber, "after meals", "0.5"])
      expect(stored!.row).not.toContain(Buffer.from(plain).toString("hex"));
    const events = await life.database.query<{ text: string }>(
      "select concat(payload::text, previous::text) as text from events where user_id = $1",
      [anna.userId],
    );
    expect(JSON.stringify([events, life.published])).not.toMatch(/Ødegård|after meals/);
  });

  it("is nobody else's, neither a member's of the household nor an administrator's", async () => {
    const anna = await life.user("anna");
    const others = [await life.user("ben"), await life.user("root", { role: "admin" })];
    const id = await medication(anna);
    const { body: dose } = await taking(anna, id);
    for (const as of others) {
      await life.join(anna, as);
      const params = { medicationId: id };
      for (const { status } of [
        await life.call(get, { as, params }),
        await life.call(update, { as, params, body: { name: "mine" } }),
        await life.call(refill, { as, params, body: { units: 1 } }),
        await taking(as, id),
        await undoing(as, dose.id),
      ])
        expect(status).toBe(404);
      expect((await life.call(list, { as })).body.data).toEqual([]);
      expect((await life.call(listDoses, { as })).body.data).toEqual([]);
      expect((await life.call(supply, { as })).body.data).toEqual([]);
      expect(await states(as)).toEqual([]);
    }
  });

  it.each([
    [{ schedule: { times: Array.from({ length: 25 }, (_, n) => `00:${String(n + 10)}`) } }, "/schedule"],
    [{ schedule: { times: [] } }, "/schedule"],
    [{ schedule: { times: ["24:00"] } }, "/schedule"],
    [{ schedule: { times: ["08:00"], intervalDays: 1_000_000 } }, "/schedule"],
    [{ schedule: { times: ["08:00"], daysOfWeek: [8] } }, "/schedule"],
    [{ dose: { amount: -1, unit: "mg" } }, "/dose"],
    [{ dose: { amount: 1e300, unit: "mg" } }, "/dose"],
    [{ stockUnits: -1 }, "/stockUnits"],
    [{ unitsPerDose: 0 }, "/unitsPerDose"],
    [{ startsOn: "0000-01-01" }, "/startsOn"],
    [{ startsOn: "2026-03-02", endsOn: "2026-03-01" }, "/endsOn"],
    [{ name: "" }, "/name"],
    [{ windowMinutes: 1 }, "/windowMinutes"],
  ])("is refused with %j", async (given, at) => {
    const anna = await life.user("anna");
    const body = { name: "Iron", schedule: { times: ["08:00"] }, ...given };
    const answer = await life.call(create, { as: anna, body });
    expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([400, expect.stringContaining(`#${at}`)]);
  });

  it("may begin in any year, and is due from now on", async () => {
    const anna = await life.user("anna");
    const first = await medication(anna, { startsOn: "0001-01-01", stockUnits: 3 });
    await medication(anna, { startsOn: "9999-12-31", stockUnits: 3 });
    await medication(anna, {
      schedule: { times: ["08:00"], intervalDays: 366 },
      startsOn: "0001-01-01",
      stockUnits: 1,
    });
    expect((await states(anna, "2026-03-03")).filter((one) => one.includes("20:00"))).toHaveLength(1);
    const { data } = (await life.call(supply, { as: anna })).body;
    expect(data.find((one: { medicationId: string }) => one.medicationId === first)).toMatchObject({ dosesLeft: 3 });
    expect((await life.call(day, { as: anna, query: { day: "9999-12-31" } })).status).toBe(400);
    expect((await life.call(day, { as: anna, query: { day: "0001-01-01" } })).status).toBe(400);
  });
});

describe("doses", () => {
  it("are due by the clocks of the person, missed when their window has passed, and never due before they were entered", async () => {
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    await medication(anna, { schedule: { times: ["20:00", "08:00", "20:00", "12:30"] } });
    // It is one o'clock in Berlin: the dose of half past twelve can still be taken, that of the morning was before all this.
    expect(await states(anna)).toEqual(["2026-03-02 12:30 due", "2026-03-02 20:00 upcoming"]);
    life.setNow("2026-03-02T15:31:00Z");
    expect(await states(anna)).toEqual(["2026-03-02 12:30 missed", "2026-03-02 20:00 upcoming"]);
    // After midnight what was due in the evening can be taken until it is four hours late.
    life.setNow("2026-03-02T22:59:00Z");
    expect(await states(anna)).toEqual(["2026-03-02 12:30 missed", "2026-03-02 20:00 due"]);
    life.setNow("2026-03-02T23:00:00Z");
    expect((await states(anna))[0]).toBe("2026-03-02 20:00 due");
    life.setNow("2026-03-02T23:01:00Z");
    expect((await states(anna))[0]).toBe("2026-03-03 08:00 upcoming");
  });

  it("come once on a day when clocks change, later by as much where their time is skipped", async () => {
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    await medication(anna, { schedule: { times: ["02:30"] } });
    const plannedAt = async (of: string) =>
      (await life.call(day, { as: anna, query: { day: of } })).body.doses.map(
        (one: { plannedAt: string }) => one.plannedAt,
      );
    expect(await plannedAt("2026-03-28")).toEqual(["2026-03-28T01:30:00.000Z"]);
    expect(await plannedAt("2026-03-29")).toEqual(["2026-03-29T01:30:00.000Z"]);
    expect(await plannedAt("2026-10-25")).toEqual(["2026-10-25T00:30:00.000Z"]);
  });

  it("come on weekdays, on every so many days from the first, and until the last", async () => {
    const anna = await life.user("anna");
    await medication(anna, { schedule: { times: ["22:00"], daysOfWeek: [1, 7] } });
    await medication(anna, {
      schedule: { times: ["23:00"], intervalDays: 3 },
      startsOn: "2026-03-02",
      endsOn: "2026-03-08",
    });
    const times: Record<string, string[]> = {};
    for (let n = 2; n <= 11; n++) {
      const of = `2026-03-${String(n).padStart(2, "0")}`;
      times[of] = (await states(anna, of)).map((one) => one.split(" ")[1]!);
    }
    expect(times).toEqual({
      "2026-03-02": ["22:00", "23:00"],
      "2026-03-03": [],
      "2026-03-04": [],
      "2026-03-05": ["23:00"],
      "2026-03-06": [],
      "2026-03-07": [],
      "2026-03-08": ["22:00", "23:00"],
      "2026-03-09": ["22:00"],
      "2026-03-10": [],
      "2026-03-11": [],
    });
  });

  it("are taken once, also twice at once, and come off the stock with it", async () => {
    const anna = await life.user("anna");
    const id = await medication(anna, { schedule: { times: ["08:00", "20:00"] }, stockUnits: 10, unitsPerDose: 1.5 });
    const body = { day: "2026-03-02", time: "20:00" };
    const answers = await Promise.all([1, 2, 3].map(() => taking(anna, id, body)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map((one) => one.body.id)).size).toBe(1);
    expect(answers[0]!.body).toMatchObject({
      ...body,
      status: "taken",
      units: 1.5,
      takenAt: "2026-03-02T12:00:00.000Z",
    });
    expect(await stockOf(anna, id)).toBe(8.5);
    expect(told(anna, DoseTaken)).toHaveLength(1);
    expect(await states(anna)).toEqual(["2026-03-02 08:00 due", "2026-03-02 20:00 taken"]);

    const doseId = answers[0]!.body.id;
    for (let i = 0; i < 2; i++)
      expect((await undoing(anna, doseId)).body).toMatchObject({ status: "undone", units: 0, takenAt: null });
    expect(await stockOf(anna, id)).toBe(10);
    expect(told(anna, DoseUndone)).toHaveLength(1);
    expect((await skipping(anna, id, body)).body).toMatchObject({ id: doseId, status: "skipped", units: 0 });
    expect(await stockOf(anna, id)).toBe(10);
    expect(await taking(anna, id, body)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining("skipped") },
    });
    await undoing(anna, doseId);
    await taking(anna, id, body);
    expect(await skipping(anna, id, body)).toMatchObject({ status: 409 });
    expect(await stockOf(anna, id)).toBe(8.5);
    await Promise.all([undoing(anna, doseId), taking(anna, id, body), undoing(anna, doseId)]);
    const [dose] = (await life.call(listDoses, { as: anna })).body.data;
    expect(await stockOf(anna, id)).toBe(dose.status === "taken" ? 8.5 : 10);
  });

  it("leave a stock that is what was there less what was taken, whatever was said of them in which order", async () => {
    const anna = await life.user("anna");
    const id = await medication(anna, {
      stockUnits: 3,
      unitsPerDose: 0.75,
      schedule: { times: ["10:00", "14:00", "18:00"] },
    });
    const step = fc.record({
      verb: fc.constantFrom("take", "take", "skip", "undo"),
      time: fc.constantFrom("10:00", "14:00", "18:00"),
      twice: fc.boolean(),
    });
    const doses: Record<string, string> = {};
    for (const { verb, time, twice } of fc.sample(step, { seed: 20_260_302, numRuns: 30 })) {
      const once = () => {
        if (verb === "take") return taking(anna, id, { day: "2026-03-02", time });
        if (verb === "skip") return skipping(anna, id, { day: "2026-03-02", time });
        return doses[time] === undefined ? undefined : undoing(anna, doses[time]);
      };
      for (const answer of await Promise.all(twice ? [once(), once()] : [once()]))
        if (answer?.status === 200) doses[time] = answer.body.id;
      const { data } = (await life.call(listDoses, { as: anna })).body;
      const taken = data.reduce((sum: number, one: { units: number }) => sum + one.units, 0);
      expect(await stockOf(anna, id)).toBe(3 - taken);
      for (const one of data) expect(one.units > 0).toBe(one.status === "taken");
    }
    expect(Object.keys(doses)).toHaveLength(3);
  });

  it("take no more than there is, and give back as much", async () => {
    const anna = await life.user("anna");
    const id = await medication(anna, { stockUnits: 0.25, unitsPerDose: 0.5 });
    const { body } = await taking(anna, id, { time: "20:00" });
    expect([body.units, await stockOf(anna, id)]).toEqual([0.25, 0]);
    await undoing(anna, body.id);
    expect(await stockOf(anna, id)).toBe(0.25);
  });

  it("are said of only where one is due, not long before it, and not long after", async () => {
    const anna = await life.user("anna");
    const id = await medication(anna);
    const at = async (body: object) => {
      const answer = await taking(anna, id, body);
      return [answer.status, answer.body.errors?.[0]?.pointer];
    };
    expect(await at({ time: "09:00" })).toEqual([400, "#/time"]);
    expect(await at({ day: "2026-03-01", time: "20:00" })).toEqual([400, "#/time"]);
    expect(await at({ day: "2026-03-03", time: "08:00" })).toEqual([400, "#/time"]);
    expect(await at({ day: "2026-03-04", time: "08:00" })).toEqual([400, "#/day"]);
    expect(await at({ day: "0001-01-01", time: "08:00" })).toEqual([400, "#/day"]);
    expect(await at({ day: "9999-12-31", time: "08:00" })).toEqual([400, "#/day"]);
    expect(await at({ takenAt: "2026-03-02T12:06:00Z" })).toEqual([400, "#/takenAt"]);
    expect(await at({ takenAt: "2026-01-02T12:06:00Z" })).toEqual([400, "#/takenAt"]);
    life.setNow("2026-04-01T12:00:00Z");
    expect(await at({ day: "2026-03-02", time: "20:00" })).toEqual([400, "#/day"]);
    expect(await at({ day: "2026-03-10", time: "20:00", takenAt: "2026-03-10T20:15:00Z" })).toEqual([200, undefined]);
  });

  it("that are taken as needed are each their own", async () => {
    const anna = await life.user("anna");
    const id = await medication(anna, { schedule: { asNeeded: true }, stockUnits: 5 });
    const { body: first } = await taking(anna, id);
    await taking(anna, id);
    expect(await stockOf(anna, id)).toBe(3);
    expect((await life.call(day, { as: anna })).body).toMatchObject({
      doses: [],
      unplanned: [{ medicationId: id, name: "Levothyroxine", isAsNeeded: true, taken: [{ doseId: first.id }, {}] }],
    });
    expect((await life.call(adherence, { as: anna })).body.last28Days).toMatchObject({ due: 0, rate: null });
    await life.database.query(
      `insert into medication_doses (user_id, medication_id, day, status) select $1, $2, '2026-03-02', 'taken' from generate_series(1, 98)`,
      [anna.userId, id],
    );
    expect((await taking(anna, id)).status).toBe(409);
  });

  it("that the medical record has of a day count as its first ones", async () => {
    const anna = await life.user("anna");
    const id = await medication(anna, { stockUnits: 5 });
    const entry = { type: "hrt_dose", title: "Patch", date: "2026-03-03", medicationId: id };
    const { body: made } = await life.call(createEntry, { as: anna, body: entry });
    const { body } = await life.call(day, { as: anna, query: { day: "2026-03-03" } });
    expect(body.doses).toMatchObject([
      { time: "08:00", state: "taken", doseId: null, medicalEntryId: made.id },
      { time: "20:00", state: "upcoming", medicalEntryId: null },
    ]);
    expect(body.entries).toEqual([{ medicalEntryId: made.id, medicationId: id, title: "Patch" }]);
    expect(await stockOf(anna, id)).toBe(5);
  });

  it("before a change of the schedule stay as they were", async () => {
    const anna = await life.user("anna");
    const id = await medication(anna);
    life.setNow("2026-03-04T10:00:00Z");
    const params = { medicationId: id };
    const schedule = { times: ["09:00", "21:00"] };
    expect((await life.call(update, { as: anna, params, body: { schedule } })).body.schedule).toEqual(schedule);
    await life.call(update, { as: anna, params, body: { schedule } });
    expect(await states(anna, "2026-03-03")).toEqual(["2026-03-03 08:00 missed", "2026-03-03 20:00 missed"]);
    expect(await states(anna)).toEqual(["2026-03-04 08:00 due", "2026-03-04 21:00 upcoming"]);
    expect(await states(anna, "2026-03-05")).toEqual(["2026-03-05 09:00 upcoming", "2026-03-05 21:00 upcoming"]);
    const kept = await life.database.query("select 1 from medication_schedules where medication_id = $1", [id]);
    expect(kept).toHaveLength(2);
  });
});

describe("adherence", () => {
  it("is what was taken of what was due, by week, in 28 days and for each medication", async () => {
    const anna = await life.user("anna");
    life.setNow("2026-02-20T12:00:00Z");
    const id = await medication(anna, { schedule: { times: ["08:00"] } });
    const other = await medication(anna, { schedule: { times: ["08:00"], daysOfWeek: [1] } });
    await medication(anna, { schedule: { asNeeded: true } });
    life.setNow("2026-03-04T12:30:00Z");
    // Of the first a dose was due on each day from 20 February (it could still be taken when it was entered) to 4 March, 13 in all.
    for (const of of ["2026-02-21", "2026-02-23", "2026-03-02"]) await taking(anna, id, { day: of, time: "08:00" });
    await skipping(anna, id, { day: "2026-03-03", time: "08:00" });
    await taking(anna, other, { day: "2026-03-02", time: "08:00" });
    const { body } = await life.call(adherence, { as: anna, query: { weeks: "3" } });
    expect(body.weeks).toEqual([
      { start: "2026-02-16", due: 3, taken: 1, skipped: 0, missed: 2, rate: 1 / 3 },
      { start: "2026-02-23", due: 8, taken: 1, skipped: 0, missed: 7, rate: 1 / 8 },
      { start: "2026-03-02", due: 4, taken: 2, skipped: 1, missed: 1, rate: 1 / 2 },
    ]);
    expect(body.last28Days).toMatchObject({ due: 15, taken: 4, skipped: 1, missed: 10 });
    expect(body.medications).toEqual([
      { medicationId: id, due: 13, taken: 3, skipped: 1, missed: 9, rate: 3 / 13 },
      { medicationId: other, due: 2, taken: 1, skipped: 0, missed: 1, rate: 1 / 2 },
    ]);
    // Where weeks begin on Sunday, the first of March is of this one.
    await life.database.query("update user_settings set week_start = 'sunday' where user_id = $1", [anna.userId]);
    expect((await life.call(adherence, { as: anna, query: { weeks: "1" } })).body.weeks).toMatchObject([
      { start: "2026-03-01", due: 5 },
    ]);
  });
});

describe("what runs out", () => {
  const supplied = async (as: Person) =>
    (await life.call(supply, { as })).body.data.map((one: Record<string, unknown>) => [one.dosesLeft, one.runsOutOn]);

  it("is the day of the first dose for which there is not enough", async () => {
    const anna = await life.user("anna");
    // The dose of this evening and those of two days.
    const id = await medication(anna, { stockUnits: 5 });
    await medication(anna, { stockUnits: 5, endsOn: "2026-03-03" });
    await medication(anna, { stockUnits: 5, schedule: { asNeeded: true } });
    await medication(anna, {
      stockUnits: 5,
      schedule: { times: ["20:00"], intervalDays: 200 },
      startsOn: "2026-03-02",
    });
    await medication(anna, { stockUnits: 0.3, unitsPerDose: 0.1, schedule: { times: ["20:00"] } });
    await medication(anna);
    expect(await supplied(anna)).toEqual(
      expect.arrayContaining([
        [5, "2026-03-04"],
        [5, null],
        [3, "2026-03-05"],
      ]),
    );
    expect(await supplied(anna)).toHaveLength(5);
    await taking(anna, id, { time: "20:00" });
    expect(await supplied(anna)).toContainEqual([4, "2026-03-04"]);
  });

  /** Delivers to everybody what was told of the stock of a person, twice. */
  async function passedOn(as: Person) {
    for (let i = 0; i < 2; i++) {
      for (const event of [
        MedicationEvents.created,
        MedicationEvents.updated,
        DoseTaken,
        DoseUndone,
        MedicationRefilled,
      ])
        await deliver(followStock, told(as, event));
      await deliver(renewPrescription, told(as, PrescriptionRunningOut));
      await deliver(tellRunningOut, told(as, PrescriptionRunningOut));
      await deliver(settlePrescription, told(as, PrescriptionSettled));
      await deliver(withdrawPrescription, told(as, MedicationEvents.deleted));
    }
  }
  // Ids of tasks that were made of one medication sort by that medication.
  const tasksOf = async (as: Person) =>
    (await life.call(listTasks, { as })).body.data.toSorted((a: { createdAt: string }, b: { createdAt: string }) =>
      a.createdAt < b.createdAt ? -1 : 1,
    );

  it("is said once, so many days before, as a task and a notification that name nothing", async () => {
    const anna = await life.user("anna");
    const id = await medication(anna, { stockUnits: 21, warnDaysBefore: 5 });
    await passedOn(anna);
    expect(told(anna, PrescriptionRunningOut)).toEqual([]);
    // The dose of 12 March in the morning is the first without: five days before that is the seventh.
    await ended(anna, "2026-03-05", noteRunningOut);
    for (const of of ["2026-03-03", "2026-03-04", "2026-03-05"]) {
      await taking(anna, id, { day: of, time: "08:00" });
      await taking(anna, id, { day: of, time: "20:00" });
    }
    expect(await supplied(anna)).toEqual([[15, "2026-03-13"]]);
    await ended(anna, "2026-03-06", noteRunningOut);
    await passedOn(anna);
    expect(told(anna, PrescriptionRunningOut)).toEqual([]);
    await ended(anna, "2026-03-10", noteRunningOut);
    await ended(anna, "2026-03-14", noteRunningOut);
    await passedOn(anna);
    expect(told(anna, PrescriptionRunningOut)).toEqual([]);
    for (let n = 6; n <= 14; n++)
      await taking(anna, id, { day: `2026-03-${String(n).padStart(2, "0")}`, time: "08:00" });
    await deliver(followStock, told(anna, DoseTaken).slice(-1));
    await passedOn(anna);
    expect(told(anna, PrescriptionRunningOut)).toMatchObject([
      { data: { entityId: id, payload: { lapse: 1, runsOutOn: "2026-03-18" } } },
    ]);
    await ended(anna, "2026-03-15", noteRunningOut);
    await passedOn(anna);
    expect(told(anna, PrescriptionRunningOut)).toHaveLength(1);
    expect(await tasksOf(anna)).toMatchObject([
      {
        title: "Renew a prescription",
        dueDate: "2026-03-18",
        category: "health",
        householdId: null,
        status: "pending",
      },
    ]);
    const notices = (await life.call(listNotifications, { as: anna })).body.data;
    expect(notices).toMatchObject([{ kind: "prescription_running_out", body: "That is in 3 days." }]);
    expect(JSON.stringify([notices, await tasksOf(anna)])).not.toContain("Levothyroxine");
    // The story goes on from what was taken.
    const [said] = told(anna, PrescriptionRunningOut);
    expect(told(anna, DoseTaken).map((one) => one.id)).toContain(said!.causationid);
    expect(told(anna, TaskEvents.created)[0]!.causationid).toBe(said!.id);
    expect(told(anna, NotificationSent)[0]!.causationid).toBe(said!.id);
  });

  it("is over when there is enough again, and is said anew the next time", async () => {
    const anna = await life.user("anna");
    const id = await medication(anna, { stockUnits: 4 });
    await passedOn(anna);
    expect(await tasksOf(anna)).toMatchObject([{ status: "pending", dueDate: "2026-03-04" }]);
    const params = { medicationId: id };
    expect((await life.call(refill, { as: anna, params, body: { units: 1e7 } })).status).toBe(400);
    expect((await life.call(refill, { as: anna, params, body: { units: 999_997 } })).body.errors[0].pointer).toBe(
      "#/units",
    );
    expect((await life.call(refill, { as: anna, params, body: { units: 100.5 } })).body.stockUnits).toBe(104.5);
    await passedOn(anna);
    expect(await tasksOf(anna)).toMatchObject([{ status: "completed" }]);
    await life.call(update, { as: anna, params, body: { stockUnits: 1 } });
    await passedOn(anna);
    expect(told(anna, PrescriptionRunningOut).map(({ data }) => data.payload)).toMatchObject([
      { lapse: 1 },
      { lapse: 2 },
    ]);
    expect((await tasksOf(anna)).map(({ status }: { status: string }) => status)).toEqual(["completed", "pending"]);
    // Nobody counts any more.
    await life.call(update, { as: anna, params, body: { stockUnits: null } });
    await passedOn(anna);
    expect((await tasksOf(anna)).map(({ status }: { status: string }) => status)).toEqual(["completed", "cancelled"]);
  });

  it("is withdrawn with the medication, and said again when that is back", async () => {
    const anna = await life.user("anna");
    const id = await medication(anna, { stockUnits: 1 });
    await passedOn(anna);
    await life.call(remove, { as: anna, params: { medicationId: id } });
    await passedOn(anna);
    expect(await tasksOf(anna)).toMatchObject([{ status: "cancelled" }]);
    expect((await life.call(restore, { as: anna, params: { medicationId: id } })).status).toBe(200);
    await deliver(followStock, told(anna, MedicationEvents.restored));
    await passedOn(anna);
    expect((await tasksOf(anna)).map(({ status }: { status: string }) => status)).toEqual(["cancelled", "pending"]);
  });
});

describe("reading medications", () => {
  it("is recorded once for a request, with what was read and by whom", async () => {
    const anna = await life.user("anna");
    const [first, second] = [await medication(anna), await medication(anna)];
    await life.call(list, { as: anna, query: { include: "name" } });
    await life.call(list, { as: anna });
    await life.call(get, { as: anna, params: { medicationId: first } });
    await life.call(changes, { as: anna });
    await life.call(day, { as: anna });
    await life.call(adherence, { as: anna });
    await life.call(supply, { as: anna });
    const all = { count: 2, ids: expect.arrayContaining([first, second]) };
    expect((await looks(anna, "medications")).map((one) => [one.actor_id, one.entity_id, one.details])).toMatchObject([
      [anna.userId, null, all],
      [anna.userId, null, all],
      [anna.userId, first, {}],
      [anna.userId, null, all],
      [anna.userId, null, all],
      [anna.userId, null, all],
      [anna.userId, null, { count: 0, ids: [] }],
    ]);
    await taking(anna, first);
    await life.call(listDoses, { as: anna });
    expect(await looks(anna, "medication_doses")).toMatchObject([{ details: { count: 1 } }]);
  });
});
