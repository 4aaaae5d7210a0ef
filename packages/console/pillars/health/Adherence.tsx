/** Which share of the doses was taken, in 28 days and by week. */
import { Bars } from "#console/charts/Bars.tsx";
import type { Answer } from "#console/data/client.ts";
import { Card } from "#console/ui/Page.tsx";
import { day, dayAfter, dayRange, percent } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export function Adherence({ data: { weeks, last28Days } }: { data: Answer<"health.doses.adherence"> }) {
  const words = useWords<typeof en>("health").adherence;
  if (last28Days.rate === null)
    return (
      <Card>
        <p className="quiet">{words.none}</p>
      </Card>
    );
  const finding = words.finding(last28Days.taken, last28Days.due);
  return (
    <Card>
      <p className="medical-figure">{percent(last28Days.rate)}</p>
      <p className="quiet">{finding}</p>
      {(last28Days.missed > 0 || last28Days.skipped > 0) && (
        <p className="quiet small">{words.rest(last28Days.missed, last28Days.skipped)}</p>
      )}
      <Bars
        finding={words.byWeek}
        title={words.share}
        labelTitle={words.week}
        of="health"
        bars={weeks.map(({ start, rate }, at) => ({
          label: dayRange(start, dayAfter(start, 6)),
          value: rate,
          // Every third has room, and the current one is the last.
          tick: (weeks.length - 1 - at) % 3 === 0 ? day(start) : undefined,
        }))}
        format={percent}
        goal={{ value: 1, label: percent(1) }}
      />
    </Card>
  );
}
