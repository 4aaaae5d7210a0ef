import { randomUUID } from "node:crypto";
import { knownToTests, made } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 146, why: "it knows what the days of every pillar are measured by" },
  row: (life, { userId }) =>
    made(
      life,
      "insert into correlations (user_id, behaviour, outcome, through, days, untested) values ($1, 'sleep', $2, '2026-03-01', 3, 'too_few_days') returning id",
      [userId, randomUUID()],
    ),
});
