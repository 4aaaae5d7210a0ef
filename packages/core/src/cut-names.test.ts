/**
 * Names that are as long as their column, and longer, in texts with limits of their own: no text is cut in the middle of a
 * character.
 */
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { speakAsService } from "#cloud/speak";
import * as Insights from "#core/cortex/insights";
import * as UseUp from "#core/household/use-up";
import * as Announce from "#core/identity/announce";
import { HouseholdJoined } from "#core/identity/events";
import { provision } from "#core/identity/provision";
import { create as createItem } from "#functions/household/pantry-items";
import { create as createRecipe } from "#functions/household/recipes";
import type { CloudEvent } from "#kit/event";
import { pgliteDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await pgliteDb());
});
afterAll(() => life.close());

/** Names of surrogate pairs: every limit is within a pair for one of the two parities. */
const name = fc
  .tuple(fc.nat(120), fc.constantFrom("😀", "👩‍🍳", "𠮷野家"), fc.integer({ min: 60, max: 200 }))
  .map(([before, character, times]) => "x".repeat(before) + character.repeat(times));
/** The longest prefix of whole characters that a column of 200 accepts. */
const fitting = name.map((long) => {
  let short = "";
  for (const character of long) if (short.length + character.length <= 200) short += character;
  return short;
});

/** Checks that no stored text ends with half a character, whether the driver would refuse it or replace it by U+FFFD. */
async function expectWhole(text: string, values: unknown[]): Promise<void> {
  const rows = await life.database.query<Record<string, string>>(text, values);
  expect(rows.length).toBeGreaterThan(0);
  for (const value of rows.flatMap((row) => Object.values(row)))
    expect(value, value).not.toMatch(/\ufffd|\p{Surrogate}/u);
}

it("of a person and their household", async () => {
  await fc.assert(
    fc.asyncProperty(name, async (given) => {
      const { id } = await provision(speakAsService("webhook").ctx, { subject: randomUUID(), name: given });
      const names = `select u.name, h.name as household from users u join households h on h.created_by = u.id where u.id = $1`;
      await expectWhole(names, [id]);
    }),
    { numRuns: 20 },
  );
});

it("of a meal and a workout in an insight", async () => {
  const anna = await life.user("anna");
  await fc.assert(
    fc.asyncProperty(fitting, fitting, async (meal, workout) => {
      const at = "2026-03-02T12:30:00.000Z";
      const insight = await Insights.postWorkoutMeal(
        life.as(anna),
        {
          meal: { id: randomUUID(), name: meal, eatenAt: at, transactionId: null },
          workout: { id: randomUUID(), name: workout, completedAt: at },
        },
        randomUUID(),
      );
      await expectWhole("select title, body from insights where id = $1", [insight!.id]);
    }),
    { numRuns: 20 },
  );
});

it("of a new member in the notification of a household", async () => {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  await life.join(anna, ben);
  await fc.assert(
    fc.asyncProperty(fitting, fitting, async (person, household) => {
      await life.database.query("update users set name = $1 where id = $2", [person, ben.userId]);
      await life.database.query("update households set name = $1 where id = $2", [household, anna.householdId]);
      const event = {
        id: randomUUID(),
        type: HouseholdJoined.type,
        subject: ben.userId,
        correlationid: randomUUID(),
        data: { entityId: anna.householdId, actorId: ben.userId },
      } as unknown as CloudEvent;
      await Announce.member(speakAsService("workflow").ctx, event);
      await expectWhole("select title from notifications where source_event_id = $1", [event.id]);
    }),
    { numRuns: 20 },
  );
});

it.each(["", "x"])("of a dish in what a household should use up (%j)", async (shift) => {
  life.setNow("2026-03-12T12:00:00Z");
  const anna = await life.user("anna", { timezone: "UTC" });
  const foods = Array.from({ length: 30 }, (_, i) => `${i + 10} ${"😀".repeat(98)}`);
  for (const [i, food] of foods.entries()) {
    const body = { name: i === 0 ? shift + food : food, unit: "g", qtyInStock: 1, expiryDate: "2026-03-12" };
    expect((await life.call(createItem, { as: anna, body })).status).toBe(201);
  }
  const ingredients = foods.map((item) => ({ item, qty: 1, unit: "g" }));
  const body = { name: "Everything", servings: 1, ingredients };
  expect((await life.call(createRecipe, { as: anna, body })).status).toBe(201);
  const { message } = (await UseUp.find(life.as(anna), anna.householdId))!;
  expect(message.body!.length).toBeGreaterThanOrEqual(4_999);
  expect(message.body).not.toMatch(/\p{Surrogate}/u);
});
