/** The months of a year beside each other: what was planned, spent and left, each currency apart. */
import { Link } from "react-router";
import { Bars } from "#console/charts/Bars.tsx";
import type { Answer } from "#console/data/client.ts";
import { Card, Section } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty } from "#console/ui/State.tsx";
import { type Column, Table } from "#console/ui/Table.tsx";
import { day, money, nameOfMonth, number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { Money } from "./Money.tsx";
import { exponentOf } from "./rows.ts";
import type en from "./words.en.ts";

type Month = Answer<"finance.reports.year">["months"][number];
type Totals = Month["totals"][number];
/** A month of which nothing is known has no sums. */
type OfMonth = { month: string; totals: Totals | undefined };

/** `to` is where a month is seen by itself. */
type BudgetYearProps = { year: number; months: readonly Month[]; to: (month: string) => string };

export default function BudgetYear({ year, months, to }: BudgetYearProps) {
  const words = useWords<typeof en>("finance").budgets;
  const currencies = [...new Set(months.flatMap(({ totals }) => totals.map(({ currency }) => currency)))].sort();
  if (currencies.length === 0) return <Empty icon="chart" title={words.yearNothing(yearText(year))} />;
  return currencies.map((currency) => {
    const ofMonths = months.map(
      ({ month, totals }): OfMonth => ({
        month,
        totals: totals.find((one) => one.currency === currency),
      }),
    );
    return (
      <Section key={currency} title={words.inCurrency(currency)}>
        <Card>
          <Chart year={year} currency={currency} months={ofMonths} />
        </Card>
        <Months currency={currency} months={ofMonths} to={to} />
      </Section>
    );
  });
}

const yearText = (year: number) => number(year, { useGrouping: false });

function Chart({ year, currency, months }: { year: number; currency: string; months: readonly OfMonth[] }) {
  const words = useWords<typeof en>("finance").budgets;
  const exponent = exponentOf(currency);
  const sum = months.reduce((cents, { totals }) => cents + (totals?.spentCents ?? 0), 0);
  return (
    <Bars
      finding={words.yearFinding(money(sum, currency), yearText(year))}
      bars={months.map(({ month, totals }) => ({
        label: day(month, "month"),
        value: totals ? totals.spentCents / 10 ** exponent : null,
        bad: overOf(totals) / 10 ** exponent,
        tick: nameOfMonth(month),
      }))}
      of="finance"
      title={words.byMonth(currency)}
      badTitle={words.over}
      labelTitle={words.month}
      format={(value) => number(value, { maximumFractionDigits: exponent })}
    />
  );
}

/** How much of what was spent nothing was planned for; where nothing was planned at all, nobody went beyond it. */
const overOf = (totals: Totals | undefined) =>
  totals && totals.budgetCents > 0 ? Math.max(0, Math.min(totals.spentCents, -totals.availableCents)) : 0;

function Months({
  currency,
  months,
  to,
}: { currency: string; months: readonly OfMonth[] } & Pick<BudgetYearProps, "to">) {
  const words = useWords<typeof en>("finance").budgets;
  const cents = (id: keyof Totals & `${string}Cents`, label: string, isExtra = false): Column<OfMonth> => ({
    id,
    label,
    isNumber: true,
    isExtra,
    cell: ({ totals }) => (totals ? <Money cents={totals[id]} currency={currency} /> : "–"),
  });
  return (
    <Table
      label={words.table(currency)}
      rows={rowsOf(months, currency)}
      keyOf={({ month }) => month}
      columns={[
        {
          id: "month",
          label: words.month,
          isName: true,
          cell: ({ month }) => <Link to={to(month.slice(0, 7))}>{day(month, "month")}</Link>,
        },
        cents("incomeCents", words.income),
        cents("budgetCents", words.budgeted),
        cents("carryCents", words.carried, true),
        cents("spentCents", words.spent),
        cents("availableCents", words.left),
      ]}
      empty={null}
    />
  );
}
