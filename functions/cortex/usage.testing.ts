import { knownToTests, made } from "#testing/known";

export default knownToTests({
  row: (life, { userId }) =>
    made(
      life,
      "insert into ai_requests (user_id, capability, provider, model, outcome) values ($1, 'chat', 'openai', 'small', 'completed') returning id",
      [userId],
    ),
  operations: { days: { unpaged: { has: ["nextCursor"], why: "there are as many as there were days" } } },
});
