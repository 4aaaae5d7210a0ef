/** Both sides of a pair, one below the other on the same days. */
import { useMemo } from "react";
import { Series } from "#console/charts/Series.tsx";
import type { Answer } from "#console/data/client.ts";
import { day, dayAfter, number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { firstUp, measureIn, unitIn } from "./measures.ts";
import type en from "./words.en.ts";

interface Props {
  of: { behaviour: string; outcome: string; pairs: number | null };
  days: Answer<"cortex.correlations.days">;
}

const noonOf = (date: string) => Date.parse(`${date}T12:00:00Z`) / 1_000;

export default function PairChart({ of, days }: Props) {
  const all = useWords<typeof en>("cortex");
  const words = all.correlation;
  const dates = useMemo(() => days.behaviour.map((_, i) => dayAfter(days.from, i)), [days]);
  const dateAt = new Map(dates.map((date) => [noonOf(date), date]));
  const panel = (name: string, values: readonly (number | null)[], hue: string) => ({
    title: `${firstUp(measureIn(all, name))} (${unitIn(all, name)})`,
    lines: [{ label: firstUp(measureIn(all, name)), values, of: hue, mark: "line" as const }],
    format: (value: number) => number(value, { maximumFractionDigits: 1 }),
  });
  return (
    <Series
      finding={words.finding(of.pairs ?? 0)}
      times={dates.map(noonOf)}
      panels={[panel(of.behaviour, days.behaviour, "cortex"), panel(of.outcome, days.outcome, "health")]}
      formatTime={(seconds) => day(dateAt.get(seconds)!)}
      timeTitle={words.day}
    />
  );
}
