import { randomUUID } from "node:crypto";
import { knownToTests, made } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 158, why: "what the rules of every pillar have in common is in it" },
  operations: {
    generate: { flights: { most: 3, why: "the clocks and weeks of its person say which rows are read" } },
  },
  row: (life, { userId }) =>
    made(
      life,
      "insert into insights (user_id, insight_type, title, body, confidence, generated_by, dedupe_key) values ($1, 'test', 'Title', 'Body', 0.5, 'rule', $2) returning id",
      [userId, randomUUID()],
    ),
});
