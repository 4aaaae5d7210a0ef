/** A measurement of the body over time: its values, where they go, what is wanted of it, and what was noted. */
import { lazy, Suspense, useState } from "react";
import { change } from "#console/data/change.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { flag, oneOf, text, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button, ButtonLink } from "#console/ui/Button.tsx";
import { Select } from "#console/ui/Field.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Card, Page, Row, Section } from "#console/ui/Page.tsx";
import { Empty, Skeleton } from "#console/ui/State.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { day, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { amountIn, daysOf, OFFERED, type Span, span } from "./amounts.ts";
import { BodyFacts } from "./BodyFacts.tsx";
import { BodyGoals } from "./BodyGoals.tsx";
import { AddMeasurement, EditMeasurement, SetGoal } from "./BodySheets.tsx";
import { TYPES, type Type } from "./measures.ts";
import type en from "./words.en.ts";
import "./health.css";

const BodyChart = lazy(() => import("./BodyChart.tsx"));

type Measurement = RowOf<"health.measurements.list">;
interface Url {
  type: Type;
  label: string | undefined;
  span: Span;
  add: boolean;
  goal: boolean;
}
const parameters = { type: oneOf(...TYPES), label: text(), span: span(), add: flag(), goal: flag() };

const asked = ({ type, label, span }: Url) => ({
  query: { type, ...(type === "custom" && label !== undefined && { label }), ...daysOf(span, today()) },
});
const noted = ({ type }: Url) => ({ query: { type, sort: "-date" as const } });

export const load: PageModule["load"] = ({ url }) => {
  const values = valuesOf<Url>(parameters, url.searchParams);
  prefetch("health.measurements.series", asked(values));
  return prefetchList("health.measurements.list", noted(values));
};

export default function Body() {
  const all = useWords<typeof en>("health");
  const words = all.body;
  const [url, setUrl] = useUrl<Url>(parameters);
  const { data, problem, isLoading, retry } = useRead("health.measurements.series", asked(url));
  const rows = useList("health.measurements.list", noted(url));
  const [edited, setEdited] = useState<Measurement>();
  const item = useItem(setEdited, retry);
  const known = Array.from({ length: rows.count }, (_, at) => rows.at(at));
  const labels = [...new Set(known.flatMap((one) => one?.label ?? []))].sort();
  const what = url.type === "custom" && url.label ? url.label : words.types[url.type];
  const isEmpty = data !== undefined && data.latest === null;
  const addButton = (
    <Button icon="plus" kind={isEmpty ? "main" : "plain"} onClick={() => setUrl({ add: true })}>
      {words.add}
    </Button>
  );
  return (
    <Page
      title={words.title}
      actions={addButton}
      state={isLoading ? "loading" : problem && !data ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      <Row
        end={
          <Radios
            label={all.span}
            unseenLabel
            segmented
            value={url.span}
            choices={OFFERED.map((value) => ({ value, label: all.spans[value] }))}
            onChange={(next) => setUrl({ span: next })}
          />
        }
      >
        <Select
          label={words.what}
          unseenLabel
          value={url.type}
          choices={TYPES.map((value) => ({ value, label: words.types[value] }))}
          onChange={({ target }) =>
            setUrl({ type: TYPES.find((one) => one === target.value), label: undefined }, { isStep: true })
          }
        />
        {url.type === "custom" && labels.length > 0 && (
          <Select
            label={words.label}
            unseenLabel
            value={url.label ?? ""}
            choices={["", ...labels].map((value) => ({ value, label: value || words.label }))}
            onChange={({ target }) => setUrl({ label: target.value || undefined }, { isStep: true })}
          />
        )}
      </Row>
      {isEmpty && (
        <Card>
          <Empty
            icon="chart"
            title={words.empty(what)}
            action={
              <>
                {addButton}
                <ButtonLink to="/ingest/imports">{words.toImports}</ButtonLink>
              </>
            }
          >
            {words.emptyHint}
          </Empty>
        </Card>
      )}
      {data && !isEmpty && (
        <>
          <BodyFacts series={data} />
          {data.points.length > 1 && (
            <Card>
              <Suspense fallback={<Skeleton kind="figure" rows={1} />}>
                <BodyChart what={what} series={data} />
              </Suspense>
            </Card>
          )}
          <BodyGoals series={data} onAdd={() => setUrl({ goal: true })} onChange={retry} />
          <Section title={words.noted}>
            <List
              label={words.noted}
              rows={rows}
              keyOf={({ id }) => id}
              item={item}
              empty={<Empty icon="chart" title={words.nothingNoted} />}
              onDelete={(row) => void remove(row).then(retry)}
            />
          </Section>
        </>
      )}
      {url.add && (
        <AddMeasurement type={url.type} label={url.label} onSaved={retry} onClose={() => setUrl({ add: false })} />
      )}
      {url.goal && (
        <SetGoal
          type={url.type}
          label={url.label}
          unit={data?.unit ?? null}
          onSaved={retry}
          onClose={() => setUrl({ goal: false })}
        />
      )}
      {edited && <EditMeasurement row={edited} onSaved={retry} onClose={() => setEdited(undefined)} />}
    </Page>
  );
}

function useItem(edit: (row: Measurement) => void, onChange: () => void): (row: Measurement) => Item {
  const { body: words, amounts } = useWords<typeof en>("health");
  return (row) => ({
    name: `${row.label ?? words.types[row.type]}, ${day(row.date, "weekday")}`,
    title: day(row.date, "weekday"),
    sub: [row.label, row.notes].filter(Boolean).join(" · ") || undefined,
    end: <span className="num">{amountIn(amounts, row.unit, row.value)}</span>,
    menu: [
      { label: words.edit, icon: "pencil", onSelect: () => edit(row) },
      {
        label: words.remove,
        icon: "trash",
        danger: true,
        keys: "Shift+Delete",
        onSelect: () => void remove(row).then(onChange),
      },
    ],
  });
}

const remove = (row: Measurement) =>
  change("health.measurements.remove", { path: { measurementId: row.id }, row, title: row.label ?? row.date });
