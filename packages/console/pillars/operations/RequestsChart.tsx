import { useMemo } from "react";
import { type Panel, Series } from "#console/charts/Series.tsx";
import { number, time } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type { Stats } from "./rows.ts";
import type en from "./words.en.ts";

const MINUTE_SECONDS = 60;

/** Requests by minute, those that failed, and how long they took, on one time; minutes without requests are none, and have no times. */
export default function RequestsChart({ minutes }: { minutes: NonNullable<Stats["requests"]["minutes"]> }) {
  const words = useWords<typeof en>("operations").overview;
  const { times, panels, total, failed } = useMemo(() => {
    const known = new Map(minutes.map((minute) => [Date.parse(minute.at) / 1_000, minute]));
    const [first, last] = [Math.min(...known.keys()), Math.max(...known.keys())];
    const times = Array.from({ length: (last - first) / MINUTE_SECONDS + 1 }, (_, at) => first + at * MINUTE_SECONDS);
    const of = (pick: (minute: (typeof minutes)[number]) => number, otherwise: number | null) =>
      times.map((at) => {
        const minute = known.get(at);
        return minute ? pick(minute) : otherwise;
      });
    const panels: Panel[] = [
      {
        title: words.perMinute,
        format: (value) => number(value),
        most: 10,
        lines: [
          { label: words.perMinute, values: of(({ count }) => count, 0), mark: "bar", isDim: true },
          { label: words.failedOnes, values: of(({ errors }) => errors, 0), mark: "bar", of: "danger" },
        ],
      },
      {
        title: words.times,
        format: (value) => number(Math.round(value)),
        most: 20,
        lines: [
          { label: words.p99, values: of(({ p99Ms }) => p99Ms, null), mark: "line" },
          { label: words.half, values: of(({ p50Ms }) => p50Ms, null), mark: "line", isDim: true },
        ],
      },
    ];
    const sum = (pick: (minute: (typeof minutes)[number]) => number) =>
      minutes.reduce((total, minute) => total + pick(minute), 0);
    return { times, panels, total: sum(({ count }) => count), failed: sum(({ errors }) => errors) };
  }, [minutes, words]);
  return (
    <Series
      finding={words.chartFinding(total, failed)}
      times={times}
      panels={panels}
      formatTime={(seconds) => time(new Date(seconds * 1_000).toISOString())}
      timeTitle={words.minute}
    />
  );
}
