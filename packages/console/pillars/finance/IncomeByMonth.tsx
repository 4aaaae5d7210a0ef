/** What came in by month, each currency apart. */
import { Bars } from "#console/charts/Bars.tsx";
import type { Answer } from "#console/data/client.ts";
import { Card } from "#console/ui/Page.tsx";
import { day, money, nameOfMonth, number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { exponentOf } from "./rows.ts";
import type en from "./words.en.ts";

type Group = Answer<"finance.income.summary">["groups"][number];

/** `months` as `YYYY-MM`, the first one first: those without income have a bar of none. */
export default function IncomeByMonth({ groups, months }: { groups: readonly Group[]; months: readonly string[] }) {
  const currencies = [...new Set(groups.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => (
    <Card key={currency}>
      <OfCurrency currency={currency} months={months} groups={groups.filter((one) => one.currency === currency)} />
    </Card>
  ));
}

type OfCurrencyProps = { currency: string; groups: readonly Group[]; months: readonly string[] };

function OfCurrency({ currency, groups, months }: OfCurrencyProps) {
  const words = useWords<typeof en>("finance").income;
  const exponent = exponentOf(currency);
  const centsOf = (month: string) => groups.find(({ key }) => key === month)?.amountCents ?? 0;
  const sum = months.reduce((total, month) => total + centsOf(month), 0);
  const every = Math.ceil(months.length / 6);
  return (
    <Bars
      finding={words.finding(money(sum, currency), months.length)}
      bars={months.map((month, at) => ({
        label: day(`${month}-01`, "month"),
        value: centsOf(month) / 10 ** exponent,
        ...(at % every === 0 && { tick: nameOfMonth(`${month}-01`) }),
      }))}
      of="finance"
      title={words.byMonth(currency)}
      labelTitle={words.month}
      format={(value) => number(value, { maximumFractionDigits: exponent })}
    />
  );
}
