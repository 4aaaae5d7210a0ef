/** How strong a habit was week by week, and how much of what was due was done. */
import { lazy, Suspense, useMemo } from "react";
import { Bars } from "#console/charts/Bars.tsx";
import type { Answer } from "#console/data/client.ts";
import { oneOf, useUrl } from "#console/data/url.ts";
import { Card, Section } from "#console/ui/Page.tsx";
import { Skeleton } from "#console/ui/State.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { day as formatDay, percent } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

const Series = lazy(async () => ({ default: (await import("#console/charts/Series.tsx")).Series }));

type Stats = Answer<"rhythm.habits.stats">;
type Period = "week" | "month";

const parameters = { by: oneOf("week", "month") };

export function HabitCharts({ stats }: { stats: Stats }) {
  const words = useWords<typeof en>("rhythm").charts;
  const [{ by }, setUrl] = useUrl<{ by: Period }>(parameters);
  return (
    <>
      {stats.scores.length > 1 && (
        <Section title={words.score}>
          <Card>
            <Suspense fallback={<Skeleton kind="figure" rows={1} />}>
              <Score scores={stats.scores} />
            </Suspense>
          </Card>
        </Section>
      )}
      {stats.weeks.length > 0 && (
        <Section title={words.completion}>
          <Tabs
            label={words.by}
            tabs={(["week", "month"] as const).map((id) => ({ id, label: words.periods[id] }))}
            value={by}
            onChange={(next) => setUrl({ by: next })}
          >
            <Card>
              <Completion periods={by === "week" ? stats.weeks : stats.months} by={by} />
            </Card>
          </Tabs>
        </Section>
      )}
    </>
  );
}

/** Noon, so that no zone moves a day to another. */
const secondsOf = (day: string) => Date.parse(`${day}T12:00:00Z`) / 1_000;

function Score({ scores }: { scores: Stats["scores"] }) {
  const words = useWords<typeof en>("rhythm").charts;
  const { times, panels } = useMemo(
    () => ({
      times: scores.map(({ date }) => secondsOf(date)),
      panels: [
        {
          title: words.score,
          lines: [
            { label: words.score, values: scores.map(({ score }) => score), of: "rhythm", mark: "line" as const },
          ],
          format: percent,
          most: 1,
        },
      ],
    }),
    [scores, words],
  );
  const [first, last] = [scores[0]!, scores.at(-1)!];
  return (
    <Series
      finding={words.scoreFinding(percent(first.score), percent(last.score))}
      times={times}
      panels={panels}
      formatTime={(seconds) => formatDay(new Date(seconds * 1_000).toISOString().slice(0, 10))}
      timeTitle={words.weekOf}
    />
  );
}

function Completion({ periods, by }: { periods: Stats["weeks"]; by: Period }) {
  const words = useWords<typeof en>("rhythm").charts;
  const every = Math.ceil(periods.length / 6);
  const bars = periods.map(({ from, rate }, at) => ({
    label: formatDay(from, by === "week" ? "short" : "month"),
    value: rate,
    ...(at % every === 0 && { tick: formatDay(from, by === "week" ? "short" : "month") }),
  }));
  const due = periods.reduce((sum, one) => sum + one.due, 0);
  const done = periods.reduce((sum, one) => sum + one.done, 0);
  return (
    <Bars
      finding={words.completionFinding(done, due)}
      bars={bars}
      of="rhythm"
      title={words.completion}
      labelTitle={by === "week" ? words.weekOf : words.month}
      format={percent}
    />
  );
}
