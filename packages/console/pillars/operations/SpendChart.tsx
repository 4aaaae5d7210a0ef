import { Bars } from "#console/charts/Bars.tsx";
import { dayAfter, dayOf, day as formatDay, now, number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type { Spent } from "./token-spend.tsx";
import type en from "./words.en.ts";

/** Tokens by day of everybody, days without any included. */
export default function SpendChart({ spent, days }: { spent: readonly Spent[]; days: number }) {
  const words = useWords<typeof en>("operations").spend;
  const last = dayOf(now());
  const bars = Array.from({ length: days }, (_, at) => {
    const day = dayAfter(last, at - days + 1);
    const tokens = spent.filter((one) => one.day === day).reduce((sum, one) => sum + one.tokens, 0);
    const isTick = at % Math.ceil(days / 6) === 0;
    return { label: formatDay(day, "weekday"), value: tokens, ...(isTick && { tick: formatDay(day) }) };
  });
  const total = spent.reduce((sum, { tokens }) => sum + tokens, 0);
  return (
    <Bars
      finding={words.finding(total, days)}
      bars={bars}
      title={words.tokens}
      labelTitle={words.day}
      format={(value) => number(value, { notation: "compact" })}
    />
  );
}
