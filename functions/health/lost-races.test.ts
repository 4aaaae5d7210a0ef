/** A meal that two people log at the same moment. */
import { afterAll, beforeAll } from "vitest";
import { log } from "#functions/health/meals";
import { serverDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import { made } from "#testing/known";
import { granted, testRaces } from "#testing/lost-races";

let life: Harness;
beforeAll(async () => {
  life = await harness(await serverDb());
});
afterAll(() => life.close());

testRaces(() => life, {
  "logs a draft that is logged": {
    row: async (life, both) =>
      granted(
        life,
        both,
        "meal",
        await made(
          life,
          "insert into meals (user_id, name, eaten_at, source) values ($1, 'Lunch', now(), 'draft') returning id",
          [both.anna.userId],
        ),
      ),
    winner: "update meals set source = 'purchase' where id = $1",
    verb: log,
    parameter: "mealId",
    body: {},
    said: [409, "Only a draft can be logged, and this meal is none."],
  },
});
