/** Long names in insights are not cut in the middle of a character. */
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, it } from "vitest";
import * as Insights from "#core/cortex/insights";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import { expectWholeCharacters, longNameOf200 } from "#testing/long-names";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

it("of a meal and a workout in an insight", async () => {
  const anna = await life.user("anna");
  await fc.assert(
    fc.asyncProperty(longNameOf200, longNameOf200, async (meal, workout) => {
      const at = "2026-03-02T12:30:00.000Z";
      const insight = await Insights.postWorkoutMeal(
        life.as(anna),
        {
          meal: { id: randomUUID(), name: meal, eatenAt: at, transactionId: null },
          workout: { id: randomUUID(), name: workout, completedAt: at },
        },
        randomUUID(),
      );
      await expectWholeCharacters(life, "select title, body from insights where id = $1", [insight!.id]);
    }),
    { numRuns: 20 },
  );
});
