/** The stored daily summaries of a person beside those calculated from the samples, which have to be the same. */
import type { Database } from "#local/database";

export async function metricDays(database: Database, { userId }: { userId: string }) {
  const kept = `select metric_type, date::text, sum::float8, min::float8, max::float8, round(avg, 6)::float8 as avg, count
    from health_metric_days where user_id = $1 order by 1, 2`;
  const counted = `select metric_type, date::text, sum(value)::float8, min(value)::float8, max(value)::float8,
    round(avg(value), 6)::float8 as avg, count(*)::int from health_metrics where user_id = $1 group by 1, 2 order by 1, 2`;
  return { kept: await database.query(kept, [userId]), counted: await database.query(counted, [userId]) };
}
