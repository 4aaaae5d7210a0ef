import { knownToTests, made } from "#testing/known";

export default knownToTests({
  row: (life, { userId }) =>
    made(
      life,
      "insert into metric_sources (user_id, metric_type, sources) values ($1, null, '{Watch}') on conflict (user_id, metric_type) do update set sources = excluded.sources returning id",
      [userId],
    ),
});
