/** Laboratory results: a series as a chart with the usual range as a band, its values as a table, and all results to be changed. */
import { Ranged, type RangedPoint } from "#console/charts/Ranged.tsx";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { Button } from "#console/ui/Button.tsx";
import { Select } from "#console/ui/Field.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Card, Stack } from "#console/ui/Page.tsx";
import type { Rows } from "#console/ui/rows.ts";
import { Empty } from "#console/ui/State.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { compare, day, number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type { Result } from "./medical-reads.ts";
import type en from "./words.en.ts";

type Data = Answer<"health.lab-results.series">;
type Series = Data["series"][number];
type Point = Series["points"][number];

type LabsProps = {
  data: Data;
  rows: Rows<Result>;
  analyte: string | undefined;
  onAnalyte: (analyte: string) => void;
  onOpen: (id: string) => void;
  onAdd: () => void;
  onDone: () => void;
};

export default function Labs({ data, rows, analyte, onAnalyte, onOpen, onAdd, onDone }: LabsProps) {
  const words = useWords<typeof en>("health").labs;
  const analytes = [...new Set([...data.series, ...data.words].map((one) => one.analyte))].sort(compare);
  const chosen = analytes.includes(analyte ?? "") ? analyte! : analytes[0];
  if (chosen === undefined)
    return (
      <Card>
        <Empty icon="chart" title={words.empty} action={<Button onClick={onAdd}>{words.add}</Button>}>
          {words.emptyHint}
        </Empty>
      </Card>
    );
  const series = data.series.filter((one) => one.analyte === chosen);
  return (
    <Stack>
      {data.unreadable > 0 && <Remark icon="lock">{words.unreadable(data.unreadable)}</Remark>}
      <div className="medical-day">
        <Select
          label={words.analyte}
          value={chosen}
          choices={analytes.map((value) => ({ value, label: value }))}
          onChange={({ target }) => onAnalyte(target.value)}
        />
      </div>
      {series.map((one) => (
        <Card key={one.unit}>
          <OfSeries series={one} />
        </Card>
      ))}
      {data.words
        .filter((one) => one.analyte === chosen)
        .map(({ points }) => (
          <Card key="words" flush>
            <Facts
              facts={points.map((point) => ({
                name: day(point.date, "long"),
                value: <span dir="auto">{point.text}</span>,
              }))}
            />
          </Card>
        ))}
      <details>
        <summary>{words.all}</summary>
        <Results rows={rows} onOpen={onOpen} onDone={onDone} />
      </details>
    </Stack>
  );
}

function OfSeries({ series: { analyte, unit, points, trend } }: { series: Series }) {
  const words = useWords<typeof en>("health").labs;
  const last = points.at(-1)!;
  const withUnit = (text: string) => (unit ? `${text} ${unit}` : text);
  const finding = words.finding(analyte, withUnit(written(last)), day(last.date), words.places[placeOf(last)]);
  return (
    <>
      <p dir="auto">
        {finding}
        {trend?.direction && ` ${words.directions[trend.direction]}`}
      </p>
      <Ranged
        finding={finding}
        of="health"
        title={words.value}
        bandTitle={words.band}
        columns={[words.date, withUnit(words.value), words.range, words.place]}
        points={points.map((point) => ({
          at: Date.parse(`${point.date}T12:00:00Z`),
          label: day(point.date),
          value: point.value,
          said: written(point),
          low: point.low,
          high: point.high,
          place: placeOf(point),
        }))}
        format={short}
        formatRange={(low, high) =>
          low === null
            ? high === null
              ? "–"
              : words.upTo(short(high))
            : high === null
              ? words.from(short(low))
              : words.between(short(low), short(high))
        }
        places={words.places}
      />
    </>
  );
}

const placeOf = ({ flag }: Point): RangedPoint["place"] =>
  flag === null ? "unknown" : flag === "in_range" ? "in" : flag;
const short = (value: number): string => number(value, { maximumSignificantDigits: 6 });
const written = ({ value, comparator }: Pick<Point, "value" | "comparator">): string =>
  `${comparator ?? ""}${short(value)}`;

function Results({ rows, onOpen, onDone }: { rows: Rows<Result>; onOpen: (id: string) => void; onDone: () => void }) {
  const words = useWords<typeof en>("health").labs;
  const remove = (row: Result) =>
    void change("health.lab-results.remove", {
      path: { labResultId: row.id },
      row,
      title: row.analyte ?? words.unnamed,
    }).then(onDone, () => {});
  const item = (row: Result): Item => ({
    name: row.analyte ?? words.unnamed,
    onOpen: () => onOpen(row.id),
    sub: [day(row.date, "long"), row.laboratory].filter(Boolean).join(" · "),
    end: (
      <span className="data" dir="auto">
        {resultText(row)}
      </span>
    ),
    menu: [
      { label: words.change, icon: "pencil", onSelect: () => onOpen(row.id) },
      { label: words.remove, icon: "trash", danger: true, keys: "Shift+Delete", onSelect: () => remove(row) },
    ],
  });
  return (
    <List
      label={words.all}
      rows={rows}
      keyOf={({ id }) => id}
      item={item}
      empty={<Empty icon="chart" title={words.empty} />}
      onDelete={remove}
      lines={2}
    />
  );
}

function resultText({ result }: Result): string {
  if (!result) return "–";
  if ("text" in result) return result.text;
  return `${result.comparator ?? ""}${short(result.value)} ${result.unit}`;
}
