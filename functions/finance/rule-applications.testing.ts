import { knownToTests, made } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 420, why: "the verbs of rules are in one module, with the engine of regular expressions" },
  row: (life, { userId }) =>
    made(
      life,
      "insert into rule_applications (user_id, scanned, changed, changes) values ($1, 0, 0, '[]') returning id",
      [userId],
    ),
});
