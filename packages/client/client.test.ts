/** Two stories of the typed client over HTTP with a running local cloud, as in an app of two people. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cloud, startCloud } from "../local/src/cloud.ts";
import { type OpenDatabase, testDb } from "../testing/database.ts";
import { createLife, type Life, unwrap } from "./src/index.ts";

const MONDAY = new Date("2026-03-02T12:00:00.000Z");

let cloud: Cloud;
let open: OpenDatabase;
let ada: Life;
let ben: Life;
const dataDir = mkdtempSync(path.join(tmpdir(), "lifeos-client-"));
const errors: string[] = [];

beforeAll(async () => {
  open = await testDb();
  const log = (level: string, message: string, fields?: object) => {
    if (level === "error") errors.push(`${message} ${JSON.stringify(fields)}`);
  };
  cloud = await startCloud({ dataDir, port: 0, database: open, now: () => MONDAY, log });
  const lifeOf = async (name: string) =>
    createLife({
      baseUrl: cloud.url,
      token: await cloud.issuer.token({ sub: name, email: `${name}@example.com`, name, zoneinfo: "Europe/Berlin" }),
    });
  [ada, ben] = [await lifeOf("ada"), await lifeOf("ben")];
});
afterAll(async () => {
  await cloud?.stop();
  await open?.close();
  rmSync(dataDir, { recursive: true, force: true });
  expect(errors).toEqual([]);
});

/** The status and code of a refusal. */
async function refusal(answer: Promise<{ error?: { status: number; code: string } }>) {
  const { error } = await answer;
  return error && `${error.status} ${error.code}`;
}

describe("work", () => {
  it("goes from a goal to a project, a recurring task, a line of text and a batch", async () => {
    const goal = await unwrap(ada.work.goals.create({ body: { title: "A calm home", level: "yearly" } }));
    const project = await unwrap(ada.work.projects.create({ body: { name: "Bins", goalId: goal.id } }));
    const key = { "Idempotency-Key": "bins-1" };
    const body = {
      title: "Put the bins out",
      projectId: project.id,
      goalId: goal.id,
      dueDate: "2026-03-03",
      recurrenceRule: "FREQ=WEEKLY;BYDAY=TU",
      recurrenceTimezone: "Europe/Berlin",
    };
    const task = await unwrap(ada.work.tasks.create({ body, params: { header: key } }));
    const { data: again, response } = await ada.work.tasks.create({ body, params: { header: key } });
    expect([again, response.headers.get("idempotent-replayed")]).toEqual([task, "true"]);

    const done = await unwrap(
      ada.work.tasks.complete({ params: { path: { taskId: task.id } }, body: { actualMinutes: 5 } }),
    );
    expect(done).toMatchObject({ status: "completed", actualMinutes: 5 });
    await cloud.settled();
    const { data: open } = await unwrap(
      ada.work.tasks.list({ params: { query: { projectId: project.id, status: "pending" } } }),
    );
    expect(open).toEqual([
      expect.objectContaining({ title: task.title, dueDate: "2026-03-10", recurrenceParentId: task.id }),
    ]);
    const { data: goals } = await unwrap(ada.work.goals.tree());
    expect(goals).toEqual([expect.objectContaining({ id: goal.id, progressPct: 50, children: [] })]);

    const added = await unwrap(
      ada.work.quickAdd.add({ body: { text: "Call the plumber tomorrow 9am !high @home ~15m" } }),
    );
    expect(added.task).toMatchObject({
      title: "Call the plumber",
      dueAt: "2026-03-03T08:00:00.000Z",
      priority: "high",
      labels: ["home"],
      estimatedMinutes: 15,
    });

    const { results } = await unwrap(
      ada.work.tasks.batch({
        body: {
          operations: [
            { op: "create", key: "trip", task: { title: "Plan the trip" } },
            { op: "create", task: { title: "Book the train", parentTaskId: "$trip" } },
            { op: "complete", taskId: added.task!.id },
            { op: "remove", taskId: "0198f000-0000-7000-8000-000000000001" },
          ],
        },
      }),
    );
    expect(results.map(({ status }) => status)).toEqual([201, 201, 200, 404]);
    expect(results[1]!.task!.parentTaskId).toBe(results[0]!.task!.id);
  });

  it("shows a person's tasks to nobody else, and refuses a change of an outdated version", async () => {
    const task = await unwrap(ada.work.tasks.create({ body: { title: "Mine" } }));
    const at = { path: { taskId: task.id } };
    expect(await refusal(ben.work.tasks.get({ params: at }))).toBe("404 not_found");
    const ifMatch = { ...at, header: { "If-Match": '"1"' } };
    await unwrap(ada.work.tasks.update({ params: ifMatch, body: { title: "Changed" } }));
    expect(await refusal(ada.work.tasks.update({ params: ifMatch, body: { title: "Too late" } }))).toBe(
      "412 stale_version",
    );
  });
});

describe("household", () => {
  it("is shared: one consumes, the other buys, and both get suggestions for what expires first", async () => {
    // Each has a household of their own; Ben joins Ada's.
    const [home] = (await unwrap(ada.identity.households.list())).data;
    const householdId = home!.id;
    const household = { path: { householdId } };
    const invite = await unwrap(ada.identity.invites.create({ params: household, body: { email: "ben@example.com" } }));
    const milk = await unwrap(
      ada.household.pantryItems.create({
        body: { householdId, name: "Oat milk", unit: "ml", qtyInStock: 1500, qtyMin: 500, expiryDate: "2026-03-06" },
      }),
    );
    const item = { path: { pantryItemId: milk.id } };
    expect(await refusal(ben.household.pantryItems.get({ params: item }))).toBe("404 not_found");
    expect(await refusal(ada.identity.invites.accept({ body: { token: invite.token! } }))).toBe("400 invalid_input");
    expect((await unwrap(ben.identity.invites.accept({ body: { token: invite.token! } }))).id).toBe(householdId);
    expect((await unwrap(ben.identity.members.list({ params: household }))).data).toHaveLength(2);

    // Ben drinks most of it, in a unit of his own.
    const drunk = await unwrap(ben.household.pantryItems.consume({ params: item, body: { quantity: 1.2, unit: "l" } }));
    expect(drunk.item.qtyInStock).toBe(300);
    await cloud.settled();
    const shopping = { query: { householdId, isPurchased: false } };
    const [wanted, ...more] = (await unwrap(ada.household.shoppingItems.list({ params: shopping }))).data;
    expect(wanted).toMatchObject({ name: "Oat milk", source: "restock", pantryItemId: milk.id });
    expect(more).toEqual([]);

    // Ada buys it.
    const bought = await unwrap(
      ada.household.shoppingItems.purchase({
        params: { path: { shoppingItemId: wanted!.id } },
        body: { quantity: 2, unit: "l", expiryDate: "2026-03-20", priceCents: 398, currency: "EUR" },
      }),
    );
    expect(bought.shoppingItem.isPurchased).toBe(true);
    expect((await unwrap(ben.household.pantryItems.get({ params: item }))).qtyInStock).toBe(2300);

    // Ben cooks with it: what expires first is used first.
    const pancakes = await unwrap(
      ben.household.recipes.create({
        body: {
          name: "Pancakes",
          servings: 4,
          householdId,
          ingredients: [
            { item: "Oat milk", qty: 0.5, unit: "l" },
            { item: "Eggs", qty: 2 },
          ],
        },
      }),
    );
    const suggested = await unwrap(ada.household.recipes.suggestions({ params: { query: { householdId } } }));
    expect(suggested.data).toEqual([
      expect.objectContaining({
        recipe: expect.objectContaining({ id: pancakes.id }),
        uses: [expect.objectContaining({ pantryItemId: milk.id, expiryDate: "2026-03-06", daysLeft: 4 })],
        missing: [expect.objectContaining({ item: "Eggs" })],
      }),
    ]);
    const cooked = await unwrap(
      ben.household.recipes.cook({ params: { path: { recipeId: pancakes.id } }, body: { servings: 4, householdId } }),
    );
    expect(cooked.consumed.map(({ quantity }) => quantity)).toEqual([300, 200]);
    expect(await unwrap(ada.household.pantryItems.get({ params: item }))).toMatchObject({
      qtyInStock: 1800,
      expiryDate: "2026-03-20",
    });
    expect(
      (await unwrap(ada.household.recipes.suggestions({ params: { query: { householdId } } }))).data[0]?.uses ?? [],
    ).toEqual([]);

    // When Ben leaves, the pantry is Ada's alone again.
    await unwrap(ben.identity.members.leave({ params: household }));
    expect(await refusal(ben.household.pantryItems.get({ params: item }))).toBe("404 not_found");
  });
});
