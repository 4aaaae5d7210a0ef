import { knownToTests, made } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 146, why: "it walks the clocks of a zone" },
  row: async (life, { userId }) =>
    made(
      life,
      `with medication as (insert into medications (user_id, name, schedule, starts_on) values ($1, '\\x00', '{"asNeeded":true}', '2026-03-01') returning id)
       insert into medication_doses (user_id, medication_id, day, status) select $1, id, '2026-03-02', 'taken' from medication returning id`,
      [userId],
    ),
});
