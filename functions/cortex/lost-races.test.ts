/** An insight that is deleted at the moment when somebody rates it. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { feedback } from "#functions/cortex/insights";
import { serverDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import { made } from "#testing/known";
import { GONE, granted, testRaces } from "#testing/lost-races";

let life: Harness;
beforeAll(async () => {
  life = await harness(await serverDb());
});
afterAll(() => life.close());

testRaces(() => life, {
  "rates an insight that is gone": {
    row: async (life, both) =>
      granted(
        life,
        both,
        "insight",
        await made(
          life,
          "insert into insights (user_id, insight_type, title, body, confidence, generated_by, dedupe_key) values ($1, 'x', 'x', 'x', 1, 'rule', $2) returning id",
          [both.anna.userId, randomUUID()],
        ),
      ),
    winner: "delete from insights where id = $1",
    verb: feedback,
    parameter: "insightId",
    body: { feedback: "helpful" },
    said: GONE,
  },
});
