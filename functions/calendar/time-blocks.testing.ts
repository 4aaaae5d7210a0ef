import { knownToTests, made } from "#testing/known";

export default knownToTests({
  // The example takes the time for itself, so that there is no second block like it.
  row: (life, { userId }) =>
    made(
      life,
      `insert into time_blocks (user_id, title, date, start_at, end_at, allow_overlap)
       values ($1, 'Write', '2026-03-04', '2026-03-04T08:00:00Z', '2026-03-04T10:00:00Z', true) returning id`,
      [userId],
    ),
});
