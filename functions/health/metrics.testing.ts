import { knownToTests, made } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 142, why: "it writes as much as it reads, and knows all units in which devices measure" },
  deletedForGood: "a device sends its samples again, and one that came back would count twice",
  row: (life, { userId }) =>
    made(
      life,
      "insert into health_metrics (user_id, metric_type, value, unit, measured_at, date, source) values ($1, 'steps', 1, 'count', now(), current_date, 'manual') returning id",
      [userId],
    ),
  names: { externalId: "health_metrics" },
});
