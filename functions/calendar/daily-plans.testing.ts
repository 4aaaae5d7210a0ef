import { knownToTests } from "#testing/known";

export default knownToTests({
  names: { focusDomainIds: "life_domains" },
  namedAlike: "a plan is that of a day, and everybody has their own",
  async row(life, { userId }) {
    await life.database.query(
      "insert into daily_plans (user_id, date) values ($1, '2026-03-04') on conflict do nothing",
      [userId],
    );
    return "2026-03-04";
  },
});
