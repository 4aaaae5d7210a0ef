import { knownToTests, made } from "#testing/known";

export default knownToTests({
  row: (life, person) =>
    made(life, "insert into focus_sessions (user_id, started_at) values ($1, $2) returning id", [
      person.userId,
      life.now().toISOString(),
    ]),
  bundle: { kilobytes: 140, why: "it walks the clocks of a zone" },
  operations: {
    resume: { before: "pause" },
  },
});
