import { made } from "#testing/known";
import { pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  rows: {
    time_blocks: (life, { userId }) =>
      made(
        life,
        "insert into time_blocks (user_id, title, date, start_at, end_at) values ($1, 'Block', now(), now(), now() + interval '1 hour') returning id",
        [userId],
      ),
  },
});
