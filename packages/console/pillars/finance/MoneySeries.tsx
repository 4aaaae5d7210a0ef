/** Amounts by day as lines, in one currency. */
import { type Panel, Series } from "#console/charts/Series.tsx";
import { day, money, number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { exponentOf } from "./rows.ts";
import type en from "./words.en.ts";

export type MoneyPanel = {
  title: string;
  lines: readonly (Omit<Panel["lines"][number], "values"> & { cents: readonly number[] })[];
};

type MoneySeriesProps = { finding: string; days: readonly string[]; panels: readonly MoneyPanel[]; currency: string };

export default function MoneySeries({ finding, days, panels, currency }: MoneySeriesProps) {
  const words = useWords<typeof en>("finance").netWorth;
  const exponent = exponentOf(currency);
  const byTime = new Map(days.map((one) => [noonOf(one), one]));
  return (
    <Series
      finding={finding}
      times={[...byTime.keys()]}
      panels={panels.map(({ title, lines }) => ({
        title,
        lines: lines.map(({ cents, ...line }) => ({ ...line, values: cents.map((value) => value / 10 ** exponent) })),
        format: (value) => money(Math.round(value * 10 ** exponent), currency),
        formatTick: (value) => number(value, { notation: "compact" }),
      }))}
      formatTime={(seconds) => day(byTime.get(seconds)!, "weekday")}
      timeTitle={words.day}
    />
  );
}

/** Noon in UTC is the same day nearly everywhere. */
const noonOf = (one: string): number => Date.parse(`${one}T12:00:00Z`) / 1000;
