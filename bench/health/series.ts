/** A year by days of a person with very many samples, beside the bare SQL that finds its figures. */
import pg from "pg";
import { series } from "#core/health/metric-series";
import { median, ms } from "../events/figures.ts";
import type { Host } from "./host.ts";

const FROM = "2024-01-01";
const TO = "2024-12-31";
const TYPES = ["heart_rate", "steps"] as const;

const BARE = `
  select d.date, d.sum, d.min, d.max, d.sum / d.count as average, d.count from health_metric_days d
  where d.user_id = $1 and d.metric_type = $2 and d.dependent_id is null and d.date between $3 and $4 order by d.date`;

/** The ratio of the medians of so many runs of each, in turns; the worse of both types. */
export async function yearByDay(
  host: Host,
  samples: number,
  runs: number,
  say: (line: string) => void,
): Promise<number> {
  const ctx = await host.person();
  const { userId } = ctx.actor;
  await plant(host, userId, samples, say);
  const client = new pg.Client({ connectionString: host.url });
  await client.connect();
  try {
    const ratios: number[] = [];
    for (const metricType of TYPES) {
      const bare = () =>
        client.query({ name: `bare ${metricType}`, text: BARE, values: [userId, metricType, FROM, TO] });
      const ours = () => series(ctx, { metricType, bucket: "day", from: FROM, to: TO });
      const [{ rows }, { points }] = [await bare(), await ours()];
      const sum = (all: readonly { sum: unknown }[]) => all.reduce((total, one) => total + Number(one.sum), 0);
      if (rows.length !== points.length || Math.abs(sum(rows) - sum(points)) > 1e-3 || points.length < 300)
        throw new Error(`${metricType}: the series has ${points.length} days, the bare SQL ${rows.length}`);
      const times = { bare: [] as number[], ours: [] as number[] };
      // Both have their plans and pages by then.
      for (let run = 0; run < 5; run++) await Promise.all([bare(), ours()]);
      for (let run = 0; run < runs; run++)
        for (const [name, one] of [
          ["bare", bare],
          ["ours", ours],
        ] as const) {
          const started = performance.now();
          await one();
          times[name].push(performance.now() - started);
        }
      const [bareMs, oursMs] = [median(times.bare), median(times.ours)];
      say(`  ${metricType}, ${points.length} days: ${ms(oursMs)} ms, its bare SQL ${ms(bareMs)} ms`);
      ratios.push(oursMs / bareMs);
    }
    return Math.max(...ratios);
  } finally {
    await client.end();
  }
}

/** Five years: three of five samples are of a heart, the others steps of a watch and of a phone. */
async function plant({ database }: Host, userId: string, samples: number, say: (line: string) => void): Promise<void> {
  const started = performance.now();
  await database.exec("set session_replication_role = replica");
  await database.query(
    `insert into health_metrics (user_id, metric_type, value, unit, measured_at, ended_at, date, source)
     select $1, case when n % 5 < 3 then 'heart_rate' else 'steps' end, 50 + n % 90, '', at,
       case when n % 5 >= 3 then at + interval '45 seconds' end, at::date, case when n % 5 = 4 then 'Phone' else 'Watch' end
     from (select n, timestamptz '2020-01-01 00:00:00+00' + n * (interval '1826 days' / $2::float8) as at from generate_series(0, $2::int - 1) n) one`,
    [userId, samples],
  );
  await database.exec("set session_replication_role = origin");
  await database.exec("vacuum analyze health_metrics");
  say(
    `  ${samples.toLocaleString("en")} samples of one person: written in ${((performance.now() - started) / 1_000).toFixed(0)} s`,
  );
  const counting = performance.now();
  await database.query(
    `select count_metric_days($1, array_agg(null::uuid), array_agg(type), array_agg(day::date))
     from generate_series(date '2019-12-31', date '2025-01-02', interval '1 day') day, unnest(array['heart_rate', 'steps']) type`,
    [userId],
  );
  await database.exec("vacuum analyze health_metric_days");
  say(`  all of their days calculated in ${((performance.now() - counting) / 1_000).toFixed(0)} s`);
}
