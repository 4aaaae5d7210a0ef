/** Readings of one type or two, one panel below the other on the same time. */
import { useMemo } from "react";
import { Series } from "#console/charts/Series.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { dateTime, day, number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { amountIn, everyDay, noonOf } from "./amounts.ts";
import type { Readings } from "./readings.tsx";
import type en from "./words.en.ts";

type Words = typeof en;
type Point = Readings["points"][number];
interface Props {
  series: readonly Readings[];
  onZoom: (from: number, to: number) => void;
}

/** What adds up over a day; of everything else the mean is shown. */
const ADDED: readonly string[] = [
  "steps",
  "sleep",
  "sleep_hours",
  "active_calories",
  "basal_calories",
  "exercise_minutes",
  "distance_m",
  "cycling_distance_m",
  "floors_climbed",
  "water_ml",
  "mindful_minutes",
  "unique_contacts_interacted",
  "messages_sent",
];
export default function ReadingsChart({ series, onZoom }: Props) {
  const all = useWords<Words>("health");
  const words = all.series;
  const first = series[0]!;
  const { bucket } = first;
  const starts = useMemo(
    () =>
      withGaps(
        series.flatMap(({ points }) => points.map(({ start }) => start)),
        bucket,
      ),
    [series, bucket],
  );
  const { times, panels } = useMemo(
    () => ({ times: starts.map(secondsOf), panels: series.map((one, at) => panelOf(one, starts, all, at)) }),
    [series, starts, all],
  );
  const startAt = new Map(starts.map((start) => [secondsOf(start), start]));
  const name = (seconds: number) => nameOf(startAt.get(seconds)!, bucket);
  return (
    <>
      <Series
        finding={series.map((one) => findingOf(one, all)).join(" ")}
        times={times}
        panels={panels}
        formatTime={name}
        timeTitle={all.day}
        onZoom={onZoom}
      />
      <p className="quiet small">{words.zoomHelp}</p>
      {first.points.length > 0 && <Facts facts={factsOf(first, all)} />}
    </>
  );
}

const isAdded = ({ metricType }: Readings) => ADDED.includes(metricType);
const shownOf = (series: Readings, point: Point) => (isAdded(series) ? point.sum : point.average);

function panelOf(series: Readings, starts: readonly string[], all: Words, at: number) {
  const { metricType, unit, points } = series;
  const known = new Map(points.map((point) => [point.start, shownOf(series, point)]));
  const title = all.metrics[metricType];
  return {
    title,
    isNear: !isAdded(series),
    lines: [
      {
        label: title,
        values: starts.map((start) => known.get(start) ?? null),
        mark: isAdded(series) ? ("bar" as const) : ("line" as const),
        of: at === 0 ? "health" : "work",
      },
    ],
    format: (value: number) => amountIn(all.amounts, unit, value),
    formatTick: (value: number) => number(value, { notation: "compact", maximumFractionDigits: 1 }),
  };
}

function findingOf(series: Readings, all: Words): string {
  const { metricType, unit, points, bucket } = series;
  const what = all.metrics[metricType];
  if (points.length === 0) return all.series.findingNone(what);
  const mean = points.reduce((sum, point) => sum + shownOf(series, point), 0) / points.length;
  return all.series.finding(what, amountIn(all.amounts, unit, mean), points.length, all.series.by[bucket]);
}

function factsOf(series: Readings, all: Words) {
  const { unit, points } = series;
  const values = points.map((point) => shownOf(series, point));
  const say = (value: number) => amountIn(all.amounts, unit, value);
  const bounds = isAdded(series)
    ? [Math.min(...values), Math.max(...values)]
    : [Math.min(...points.map(({ min }) => min)), Math.max(...points.map(({ max }) => max))];
  return [
    { name: all.series.mean, value: say(values.reduce((sum, value) => sum + value, 0) / values.length) },
    { name: all.series.least, value: say(bounds[0]!) },
    { name: all.series.most, value: say(bounds[1]!) },
  ];
}

/** The starts in order, and all others between them: of these nothing is known, and no line leads over them. */
function withGaps(starts: readonly string[], bucket: Readings["bucket"]): string[] {
  const known = [...new Set(starts)].sort();
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [...new Set([...known, ...between(first, last, bucket)])].sort();
}

function between(first: string, last: string, bucket: Readings["bucket"]): string[] {
  if (bucket === "hour") {
    const hours = Math.round((Date.parse(last) - Date.parse(first)) / HOUR_MS);
    return Array.from({ length: hours }, (_, at) => new Date(Date.parse(first) + at * HOUR_MS).toISOString());
  }
  const days = everyDay(first, last);
  if (bucket === "week") return days.filter((_, at) => at % 7 === 0);
  return bucket === "month" ? [...new Set(days.map((one) => `${one.slice(0, 7)}-01`))] : days;
}

const HOUR_MS = 3_600_000;

const secondsOf = (start: string): number => (start.length === 10 ? noonOf(start) : Date.parse(start) / 1_000);

function nameOf(start: string, bucket: Readings["bucket"]): string {
  if (bucket === "hour") return dateTime(start, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  return day(start, bucket === "month" ? "month" : bucket === "week" ? "long" : "weekday");
}
