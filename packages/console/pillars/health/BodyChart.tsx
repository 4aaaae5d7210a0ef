/** The values of a measurement as points, and their smoothed line. */
import { useMemo } from "react";
import { Series } from "#console/charts/Series.tsx";
import { day, number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { amountIn, noonOf } from "./amounts.ts";
import type { BodySeries } from "./BodyFacts.tsx";
import type en from "./words.en.ts";

export default function BodyChart({ what, series: { points, unit } }: { what: string; series: BodySeries }) {
  const { body: words, amounts, day: dayTitle } = useWords<typeof en>("health");
  // The same ones as long as they are the same: other ones are drawn anew.
  const { times, panels } = useMemo(
    () => ({
      times: points.map(({ date }) => noonOf(date)),
      panels: [
        {
          title: what,
          isNear: true,
          lines: [
            {
              label: words.values,
              values: points.map(({ value }) => value),
              mark: "points" as const,
              of: "health",
              isDim: true,
            },
            { label: words.smooth, values: points.map(({ trend }) => trend), mark: "line" as const, of: "health" },
          ],
          format: (value: number) => amountIn(amounts, unit, value),
          formatTick: (value: number) => number(value, { maximumFractionDigits: 1 }),
        },
      ],
    }),
    [points, what, unit, words, amounts],
  );
  const days = new Map(points.map(({ date }) => [noonOf(date), date]));
  const say = (value: number) => amountIn(amounts, unit, value);
  return (
    <>
      <Series
        finding={words.finding(what, say(points[0]!.trend), say(points.at(-1)!.trend))}
        times={times}
        panels={panels}
        formatTime={(seconds) => day(days.get(seconds)!, "weekday")}
        timeTitle={dayTitle}
      />
      <p className="quiet small">{words.how}</p>
    </>
  );
}
