/**
 * The stored daily summaries of a person beside those calculated from the samples by brute force, which have to be the same: by going through
 * each minute of each sample, and through each minute of a night. It shares nothing with how the database does it but what is meant.
 */
import { type MetricType, type Rule, ruleOf } from "#core/health/metric-types";
import type { Database } from "#local/database";

export interface Day {
  metric_type: string;
  date: string;
  sum: number;
  min: number;
  max: number;
  avg: number;
  count: number;
  /** Of a dependent; absent otherwise. */
  dependent_id?: string;
}

export async function metricDays(
  database: Database,
  { userId }: { userId: string },
): Promise<{ kept: Day[]; counted: Day[] }> {
  const kept = await database.query<Day & { dependent_id?: string | null }>(
    `select metric_type, date::text, sum::float8, min::float8, max::float8, round(avg, 6)::float8 as avg, count, dependent_id
     from health_metric_days where user_id = $1`,
    [userId],
  );
  const [about] = await database.query<{ zone: string }>("select timezone as zone from users where id = $1", [userId]);
  const orders = await database.query<{ type: string | null; sources: string[] }>(
    "select metric_type as type, sources from metric_sources where user_id = $1",
    [userId],
  );
  const samples = await database.query<Row>(
    `select id, metric_type as type, value::text, (extract(epoch from measured_at) * 1000)::float8 as start,
       (extract(epoch from ended_at) * 1000)::float8 as end, source, stage, coalesce(dependent_id::text, '') as dependent
     from health_metrics where user_id = $1`,
    [userId],
  );
  const orderOf = (type: string | null) => orders.find((order) => order.type === type)?.sources ?? [];
  const counted = [...Map.groupBy(samples, ({ type, dependent }) => `${type} ${dependent}`).values()].flatMap(
    (some) => {
      const { type, dependent } = some[0]!;
      const before = comparing(orderOf(type), orderOf(null));
      return DAYS[ruleOf(type)](some, zoned(about!.zone), before).map((day) => ({
        metric_type: type,
        ...day,
        ...(dependent !== "" && { dependent_id: dependent }),
      }));
    },
  );
  return {
    kept: kept.map(({ dependent_id, ...day }) => (dependent_id ? { ...day, dependent_id } : day)).sort(byDay),
    counted: counted.sort(byDay),
  };
}

const byDay = (a: Day, b: Day) => (keyOf(a) < keyOf(b) ? -1 : 1);
const keyOf = ({ dependent_id = "", metric_type, date }: Day) => `${dependent_id} ${metric_type} ${date}`;

interface Row {
  id: string;
  type: MetricType;
  /** A decimal of at most six digits after the point, as PostgreSQL writes it. */
  value: string;
  start: number;
  end: number | null;
  source: string;
  stage: string | null;
  dependent: string;
}

type DayOf = (at: number) => string;
type Compare = (a: string, b: string) => number;
type Figures = Omit<Day, "metric_type" | "dependent_id">;

const MINUTE = 60_000;
const HOUR = 3_600_000;

const DAYS: Record<Rule, (samples: readonly Row[], dayOf: DayOf, before: Compare) => Figures[]> = {
  average: (samples, dayOf) =>
    figures(samples.map(({ start, value }) => ({ date: dayOf(start), part: millionths(value) }))),
  sum: (samples, dayOf) =>
    figures(samples.map(({ start, value }) => ({ date: dayOf(start), part: millionths(value) }))),
  day(samples, dayOf, before) {
    const dated = samples.map((one) => ({ ...one, date: dayOf(one.end ?? one.start) }));
    const counts = dated.filter(
      (one) => !dated.some((other) => other.date === one.date && before(other.source, one.source) < 0),
    );
    return figures(counts.map(({ date, value }) => ({ date, part: millionths(value) })));
  },
  minutes(samples, dayOf, before) {
    const first = new Map<number, string>();
    for (const sample of samples)
      for (const minute of minutesOf(sample)) {
        const other = first.get(minute);
        if (other === undefined || before(sample.source, other) < 0) first.set(minute, sample.source);
      }
    return figures(
      samples.flatMap((sample) => {
        const { start, end, source } = sample;
        const parts = new Map<string, bigint>();
        for (const minute of minutesOf(sample)) {
          if (first.get(minute) !== source) continue;
          const date = dayOf(Math.max(start, minute));
          const part =
            end === null
              ? millionths(sample.value)
              : until(sample, Math.min(end, minute + MINUTE)) - until(sample, Math.max(start, minute));
          parts.set(date, (parts.get(date) ?? 0n) + part);
        }
        return [...parts].map(([date, part]) => ({ date, part }));
      }),
    );
  },
  sleep(samples, dayOf) {
    const asleep = new Set<number>();
    for (const sample of samples)
      if (sample.stage !== "in_bed" && sample.stage !== "awake")
        for (const minute of minutesOf(sample)) asleep.add(minute);
    const minutes = [...asleep].sort((a, b) => a - b);
    // The last minute of a sleep is the one that no other follows. Its day is that of what comes after it.
    const wakings = new Map<number, string>();
    let day = "";
    for (const [at, minute] of minutes.toReversed().entries()) {
      const next = minutes[minutes.length - at];
      if (next !== minute + MINUTE) {
        const waking = minute + MINUTE;
        const own = dayOf(waking);
        let start = minute;
        while (asleep.has(start - MINUTE)) start -= MINUTE;
        const goesOn = next !== undefined && next <= waking + 2 * HOUR && isEvening(start, own);
        day = goesOn && day > own ? day : own;
      }
      wakings.set(minute, day);
    }
    const parts: { date: string; part: bigint; last: number }[] = [];
    for (const minute of minutes) {
      const date = wakings.get(minute)!;
      const sleep = parts.findLast((one) => one.date === date);
      if (sleep && minute <= sleep.last + MINUTE + 2 * HOUR) {
        sleep.part += 1_000_000n;
        sleep.last = minute;
      } else parts.push({ date, part: 1_000_000n, last: minute });
    }
    return figures(parts);

    function isEvening(start: number, own: string): boolean {
      return dayOf(start) === own && dayOf(start + 6 * HOUR) > own;
    }
  },
};

/** The minutes that a sample has, as milliseconds since 1970. */
function minutesOf({ start, end }: Row): number[] {
  const first = Math.floor(start / MINUTE) * MINUTE;
  const minutes = [first];
  for (let minute = first + MINUTE; end !== null && minute < end; minute += MINUTE) minutes.push(minute);
  return minutes;
}

/** How many millionths of an interval have come together until an instant in it, half of one rounded up; at its end all of it. */
function until({ start, end, value }: Row, at: number): bigint {
  if (at >= end!) return millionths(value);
  const [passed, length] = [BigInt(at - start), BigInt(end! - start)];
  return (2n * millionths(value) * passed + length) / (2n * length);
}

function millionths(value: string): bigint {
  const [whole = "0", decimals = ""] = value.split(".");
  if (decimals.length > 6) throw new Error(`${value} has more than six decimals`);
  return BigInt(whole + decimals.padEnd(6, "0"));
}

function figures(parts: readonly { date: string; part: bigint }[]): Figures[] {
  return [...Map.groupBy(parts, ({ date }) => date)].map(([date, some]) => {
    const all = some.map(({ part }) => part).sort((a, b) => (a < b ? -1 : 1));
    const sum = all.reduce((total, part) => total + part, 0n);
    const count = BigInt(all.length);
    // The average to six decimals, half of one rounded up, as the query rounds what is kept.
    const avg = (2n * sum + count) / (2n * count);
    return {
      date,
      sum: number(sum),
      min: number(all[0]!),
      max: number(all.at(-1)!),
      avg: number(avg),
      count: all.length,
    };
  });
}

/** As the double that is nearest to the decimal number. */
const number = (millionth: bigint) =>
  Number(`${millionth / 1_000_000n}.${String(millionth % 1_000_000n).padStart(6, "0")}`);

/** By the person's order for the type, then that for all, then what a source usually is, then by name. */
function comparing(ofType: readonly string[], ofAll: readonly string[]): Compare {
  const place = (order: readonly string[], source: string) =>
    order.includes(source) ? order.indexOf(source) : order.length;
  const usual = (source: string) => {
    if (source === "manual") return 4;
    if (/watch|\bring\b|\bband\b|oura|garmin|fitbit|whoop|polar/i.test(source)) return 1;
    return /phone|ipad|android|pixel|galaxy|google.?fit|apple.?health|health.?connect/i.test(source) ? 3 : 2;
  };
  return (a, b) =>
    place(ofType, a) - place(ofType, b) ||
    place(ofAll, a) - place(ofAll, b) ||
    usual(a) - usual(b) ||
    (a < b ? -1 : a > b ? 1 : 0);
}

function zoned(zone: string): DayOf {
  const format = new Intl.DateTimeFormat("sv", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  const era = new Intl.DateTimeFormat("en", { timeZone: zone, era: "short" });
  return (at) => {
    const day = format.format(at).padStart(10, "0");
    if (day.length > 10) return "9999-12-31";
    return era.format(at).endsWith("BC") || era.format(at).endsWith("B") ? "0001-01-01" : day;
  };
}
