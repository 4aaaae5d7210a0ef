/** Where a measurement stands, and where it goes as far as that can be told. */
import type { Answer } from "#console/data/client.ts";
import { Card } from "#console/ui/Page.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { useWords } from "#console/words/words.ts";
import { amountIn, changeIn } from "./amounts.ts";
import type en from "./words.en.ts";

export type BodySeries = Answer<"health.measurements.series">;

export function BodyFacts({ series }: { series: BodySeries }) {
  const { body: words, amounts } = useWords<typeof en>("health");
  const { latest, points, trend, unit } = series;
  const smooth = points.at(-1)?.trend;
  const rate = (value: number) => changeIn(amounts, unit, Math.round(value * 100) / 100);
  return (
    <Card flush>
      <Facts
        facts={[
          ...(latest
            ? [
                {
                  name: words.latest,
                  value: amountIn(amounts, unit, latest.value),
                  note: [words.latestOn(latest.date), latest.origin === "samples" && words.fromScale]
                    .filter(Boolean)
                    .join(", "),
                },
              ]
            : []),
          ...(smooth === undefined ? [] : [{ name: words.smooth, value: amountIn(amounts, unit, smooth) }]),
          {
            name: words.weekly,
            value: trend.perWeek === null ? "–" : rate(trend.perWeek),
            note:
              trend.perWeekLow !== null &&
              trend.perWeekHigh !== null &&
              words.interval(rate(trend.perWeekLow), rate(trend.perWeekHigh)),
          },
        ]}
      />
      <p className="body-trend">
        {words.states[trend.state]} {trend.reason !== null && words.reasons[trend.reason]}{" "}
        {trend.leftOut > 0 && words.slips(trend.leftOut)}
      </p>
    </Card>
  );
}
