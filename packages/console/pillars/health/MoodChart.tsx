/** A metric of the mind as bars: where nothing was noted there is none, since nobody knows how it was. */
import { Bars } from "#console/charts/Bars.tsx";
import type { Answer } from "#console/data/client.ts";
import { Card } from "#console/ui/Page.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { day, dayAfter, daysBetween } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { everyDay, stepIn, tickIn } from "./amounts.ts";
import type en from "./words.en.ts";

type MindSeries = Answer<"health.brain-logs.series">;

/** What adds up, such as minutes of focus; of everything else the mean is told. */
const ADDED: readonly string[] = ["pomodoro_minutes", "messages_sent"];

export function MoodChart({ series }: { series: MindSeries }) {
  const words = useWords<typeof en>("health").mood;
  const { metricName, bucket, from, to, points } = series;
  const isAdded = ADDED.includes(metricName);
  const say = words.amounts[metricName];
  const count = points.reduce((sum, point) => sum + point.count, 0);
  const total = points.reduce((sum, point) => sum + point.sum, 0);
  const known = new Map(points.map((point) => [point.start, isAdded ? point.sum : point.average]));
  const unit = metricName === "pomodoro_minutes" ? "min" : "";
  const style = bucket === "month" ? "month" : "short";
  const starts = startsOf(bucket, from, to);
  const every = Math.ceil(starts.length / 4);
  const days = points.reduce((sum, point) => sum + point.days, 0);
  return (
    <Card>
      <Bars
        finding={words.finding(words.metrics[metricName], say(total / count), count)}
        bars={starts.map((start, at) => ({
          label: day(start, bucket === "day" ? "weekday" : style),
          value: known.get(start) ?? null,
          ...(at % every === 0 && { tick: day(start, style) }),
        }))}
        of="health"
        title={`${words.metrics[metricName]} (${isAdded ? words.total : words.average})`}
        labelTitle={words.buckets[bucket]}
        format={say}
        formatTick={(value) => tickIn(unit, value)}
        unit={stepIn(unit, Math.max(...known.values()))}
      />
      <Facts
        facts={[
          { name: words.average, value: say(total / count) },
          ...(isAdded ? [{ name: words.total, value: say(total) }] : []),
          { name: words.entries, value: String(count), note: words.ofDays(days, daysBetween(from, to) + 1) },
        ]}
      />
    </Card>
  );
}

/** Where each bucket begins, from the one that `from` is in. */
function startsOf(bucket: MindSeries["bucket"], from: string, to: string): string[] {
  if (bucket === "day") return everyDay(from, to);
  if (bucket === "week") {
    const weekday = (new Date(`${from}T12:00:00Z`).getUTCDay() + 6) % 7;
    return everyDay(dayAfter(from, -weekday), to).filter((_, at) => at % 7 === 0);
  }
  return [...new Set(everyDay(from, to).map((one) => `${one.slice(0, 7)}-01`))];
}
