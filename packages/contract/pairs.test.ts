/**
 * Fields that mean something only together: each half is taken away, or put past the other, of a row that has both. Either the
 * rest follows, or the request is refused where the half stands.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pgliteDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import { discover } from "./discover.ts";

const { endpoints } = await discover();
const operation = (name: string) => endpoints.find((one) => one.name === name)!.value;

let life: Harness;
beforeAll(async () => {
  life = await harness(await pgliteDb());
});
afterAll(() => life.close());

const [MORNING, NOON, LATER] = ["2026-03-10T08:00:00.000Z", "2026-03-10T12:00:00.000Z", "2026-03-12T08:00:00.000Z"];
const task = (given: object) => ["work.tasks", { title: "Call", ...given }] as const;
const timed = task({ scheduledStart: MORNING, scheduledEnd: NOON });
const unplanned = { scheduledStart: null, scheduledEnd: null };
const due = task({ dueAt: MORNING });
const sprint = ["work.sprints", { name: "March", startDate: "2026-03-10", endDate: "2026-03-12" }] as const;
const visit = ["health.medical-entries", { title: "X-ray", type: "note", date: "2026-03-10" }] as const;
const place = { latitude: 52.5, longitude: 13.4 };
const fat = ["health.measurements", { date: "2026-03-10", type: "body_fat_pct", value: 20, unit: "%" }] as const;
const soup = ["household.recipes", { name: "Soup", ingredients: [{ item: "leek", qty: 2, qtyMax: 3 }] }] as const;

/** A resource with its row, what is sent, and what the row has then or where the refusal points. */
const CASES: [resource: string, row: object, patch: object, then: object | string][] = [
  [...timed, { scheduledDate: null }, { scheduledDate: null, ...unplanned }],
  [...timed, { scheduledStart: null }, { scheduledDate: "2026-03-10", ...unplanned }],
  [...timed, { scheduledEnd: null }, { scheduledStart: MORNING, scheduledEnd: null }],
  [...timed, { scheduledStart: LATER }, "#/scheduledEnd"],
  [...timed, { scheduledStart: null, scheduledEnd: NOON }, "#/scheduledEnd"],
  [...timed, { scheduledDate: null, scheduledEnd: NOON }, "#/scheduledEnd"],
  [...timed, { scheduledDate: "2026-03-12" }, { scheduledStart: LATER, scheduledEnd: "2026-03-12T12:00:00.000Z" }],
  [...task({ scheduledDate: "2026-03-10" }), { scheduledEnd: NOON }, "#/scheduledEnd"],
  [...task({}), { scheduledEnd: NOON }, "#/scheduledEnd"],
  [...due, { dueDate: null }, { dueDate: null, dueAt: null }],
  [...due, { dueAt: null }, { dueDate: "2026-03-10", dueAt: null }],
  [...due, { dueDate: "2026-03-12" }, { dueDate: "2026-03-12", dueAt: LATER }],
  [...task({ dueDate: "2026-03-10" }), { dueDate: "2026-03-12" }, { dueDate: "2026-03-12", dueAt: null }],
  [...task({ dueDate: "2026-03-10" }), { dueAt: LATER }, { dueDate: "2026-03-12", dueAt: LATER }],
  [...task(place), { latitude: null }, "#/latitude"],
  [...task(place), { latitude: null, longitude: null }, { latitude: null, longitude: null }],
  ["work.todo-lists", { name: "Packing" }, { longitude: 13.4 }, "#/longitude"],
  ["work.todo-items", { name: "Milk", ...place }, { longitude: null }, "#/longitude"],
  [...sprint, { startDate: "2026-03-13" }, "#/endDate"],
  [...sprint, { endDate: "2026-03-09" }, "#/endDate"],
  [...visit, { nextDate: "2026-03-09" }, "#/nextDate"],
  [...visit, { nextDate: "2026-03-10" }, { nextDate: "2026-03-10" }],
  [...fat, { value: 101 }, "#/value"],
  ["health.measurements", { ...fat[1], type: "weight", value: 120, unit: "kg" }, { type: "body_fat_pct" }, "#/value"],
  [...soup, { ingredients: [{ item: "leek", qty: 3, qtyMax: 2 }] }, "#/ingredients/0/qtyMax"],
];

describe("fields that go together", () => {
  it.each(CASES)("%s %j << %j", async (resource, row, patch, then) => {
    const anna = await life.user("anna");
    const made = await life.call(operation(`${resource}.create`), { as: anna, body: row });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const update = operation(`${resource}.update`);
    const params = { [/\{(\w+)\}/.exec(update.path)![1]!]: made.body.id };
    const answer = await life.call(update, { as: anna, params, body: patch });
    if (typeof then === "string") {
      expect(answer.status).toBe(400);
      expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toContain(then);
    } else {
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      expect(answer.body).toMatchObject(then);
    }
  });

  it("are refused alike when they are made, and for a person's settings", async () => {
    const anna = await life.user("anna");
    const half = await life.call(operation("work.tasks.create"), { as: anna, body: { title: "x", latitude: 1 } });
    expect(half.body.errors).toMatchObject([{ pointer: "#/latitude" }, { pointer: "#/longitude" }]);
    const settings = await life.call(operation("identity.settings.update"), { as: anna, body: { defaultLatitude: 1 } });
    expect(settings.body.errors).toMatchObject([{ pointer: "#/defaultLatitude" }, { pointer: "#/defaultLongitude" }]);
  });
});
