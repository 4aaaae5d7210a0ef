/** What is left of a sprint day by day, beside the even line and what the pace so far leads to. */
import { type Line, Series } from "#console/charts/Series.tsx";
import { day, number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type { Forecast } from "./forecast.ts";
import type en from "./words.en.ts";

type BurndownProps = {
  finding: string;
  days: readonly { date: string; remaining: number | null; ideal: number }[];
  forecast: Forecast | undefined;
};

export default function Burndown({ finding, days, forecast }: BurndownProps) {
  const words = useWords<typeof en>("work").sprints;
  const lines: Line[] = [
    { label: words.left, values: days.map(({ remaining }) => remaining), mark: "line", of: "work" },
    { label: words.even, values: days.map(({ ideal }) => ideal), mark: "dots", isDim: true },
  ];
  if (forecast) lines.push({ label: words.forecast, values: forecast.remaining, mark: "bar", isDim: true });
  const format = (value: number) => number(value, { maximumFractionDigits: 1 });
  return (
    <Series
      finding={finding}
      times={days.map(({ date }) => noonOf(date))}
      panels={[{ title: words.leftTitle, lines, format }]}
      timeTitle={words.day}
      formatTime={(seconds) => day(new Date(seconds * 1000).toISOString().slice(0, 10))}
    />
  );
}

/** The chart has instants; the middle of a day in UTC is the same day in (nearly) every zone. */
const noonOf = (date: string): number => Date.parse(`${date}T12:00:00Z`) / 1000;
