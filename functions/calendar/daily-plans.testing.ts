import { knownToTests } from "#testing/known";

const USES = "it walks the clocks of a zone, reads rules of recurrence, and solves a day";

const PINNED = "it needs an hour that is free; functions/calendar/plans.test.ts tries another person's";

export default knownToTests({
  bundle: { kilobytes: 242, why: USES },
  names: { focusDomainIds: "life_domains", taskId: "tasks", habitId: "habits", leaveOut: "tasks" },
  namedAlike: "a plan is that of a day, and everybody has their own",
  async row(life, { userId }) {
    await life.database.query(
      "insert into daily_plans (user_id, date) values ($1, '2026-03-04') on conflict do nothing",
      [userId],
    );
    return "2026-03-04";
  },
  operations: {
    accept: { before: "plan" },
    plan: {
      checkedOtherwise: {
        "/pinned/0(0)/taskId": PINNED,
        "/pinned/0(1)/habitId": PINNED,
        "/leaveOut/0":
          "what is not to be planned anyway is left away; functions/calendar/plans.test.ts tries another person's",
      },
    },
  },
});
