/** The figures of a week as a table, with the days that each is of, and one of them day by day. */
import { Bars } from "#console/charts/Bars.tsx";
import { text, useUrl } from "#console/data/url.ts";
import { Select } from "#console/ui/Field.tsx";
import { Card, Section } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Table } from "#console/ui/Table.tsx";
import { dayAfter, weekday } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { amountIn, changeIn, stepIn, tickIn } from "./amounts.ts";
import { OfTime } from "./OfTime.tsx";
import type { Week } from "./weeks.ts";
import type en from "./words.en.ts";

type Figure = Week["figures"][number];

const parameters = { figure: text() };

export function WeekFigures({ week }: { week: Week }) {
  const { week: words, amounts } = useWords<typeof en>("health");
  const [{ figure }, setUrl] = useUrl(parameters);
  const shown =
    week.figures.find(({ name }) => name === figure) ??
    week.figures.find((one) => one.values.some((value) => value !== null)) ??
    week.figures[0]!;
  const value = (one: Figure, { days, mean, total }: Figure["week"]) => {
    const amount = one.comparing === "mean" ? mean : total;
    return amount === null ? (
      words.none
    ) : (
      <>
        {amountIn(amounts, one.unit, amount)}{" "}
        <span className="quiet small">{one.comparing === "mean" ? words.ofDays(days) : words.total}</span>
      </>
    );
  };
  const difference = (one: Figure, amount: number | null) =>
    amount === null ? words.none : changeIn(amounts, one.unit, amount);
  return (
    <>
      <Section title={words.figures}>
        <Table
          label={words.figures}
          rows={rowsOf(week.figures, week.week)}
          keyOf={({ name }) => name}
          empty={null}
          columns={[
            { id: "what", label: words.what, isName: true, cell: ({ name }) => words.names[name] },
            {
              id: "week",
              label: words.thisWeek,
              isNumber: true,
              cell: (one) => <OfTime said={words.thisWeek}>{value(one, one.week)}</OfTime>,
            },
            {
              id: "before",
              label: words.weekBefore,
              isNumber: true,
              cell: (one) => <OfTime said={words.weekBefore}>{value(one, one.before)}</OfTime>,
            },
            {
              id: "change",
              label: words.change,
              isNumber: true,
              cell: (one) => <OfTime said={words.change}>{difference(one, one.changeToBefore)}</OfTime>,
            },
            {
              id: "four",
              label: words.fourWeeks,
              isNumber: true,
              cell: (one) => <OfTime said={words.fourWeeks}>{value(one, one.fourWeeks)}</OfTime>,
            },
            {
              id: "changeFour",
              label: words.changeFour,
              isNumber: true,
              cell: (one) => <OfTime said={words.changeFour}>{difference(one, one.changeToFourWeeks)}</OfTime>,
            },
          ]}
        />
      </Section>
      <Section
        title={words.chart}
        more={
          <Select
            label={words.shown}
            unseenLabel
            value={shown.name}
            choices={week.figures.map(({ name }) => ({ value: name, label: words.names[name] }))}
            onChange={({ target }) => setUrl({ figure: target.value })}
          />
        }
      >
        <Card>
          <Days figure={shown} from={week.from} />
        </Card>
      </Section>
    </>
  );
}

function Days({ figure: { name, unit, comparing, values, week, before }, from }: { figure: Figure; from: string }) {
  const { week: words, amounts } = useWords<typeof en>("health");
  const format = (value: number) => amountIn(amounts, unit, value);
  const amount = comparing === "mean" ? week.mean : week.total;
  return (
    <Bars
      finding={
        amount === null
          ? words.findingNone(words.names[name])
          : words.finding(words.names[name], format(amount), week.days)
      }
      bars={values.map((value, at) => {
        const date = dayAfter(from, at);
        return { label: weekday(date, "long"), value, tick: weekday(date) };
      })}
      of="health"
      title={words.names[name]}
      labelTitle={words.chart}
      format={format}
      formatTick={(value) => tickIn(unit, value)}
      unit={stepIn(unit, Math.max(0, ...values.map((value) => value ?? 0)))}
      goal={comparing === "mean" && before.mean !== null ? { value: before.mean, label: words.weekBefore } : undefined}
    />
  );
}
