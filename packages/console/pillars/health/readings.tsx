/** Readings of phones, watches and scales over time, as near as somebody looks, beside others, and where they come from. */
import { lazy, Suspense } from "react";
import type { Answer } from "#console/data/client.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { oneOf, text, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { ButtonLink, IconButton } from "#console/ui/Button.tsx";
import { Select } from "#console/ui/Field.tsx";
import { Card, Page, Row } from "#console/ui/Page.tsx";
import { Empty, Problem, Skeleton } from "#console/ui/State.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { dayAfter, dayOf, dayRange, daysBetween, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { bucketOf, METRICS, type Metric, moved, type Range, SPANS, spanOf, zoomed } from "./ranges.ts";
import { Sources } from "./Sources.tsx";
import type en from "./words.en.ts";
import "./health.css";

const ReadingsChart = lazy(() => import("./ReadingsChart.tsx"));

export type Readings = Answer<"health.metrics.series">;

interface Url {
  type: Metric;
  beside: Metric | "none";
  from: string | undefined;
  to: string | undefined;
}
const parameters = { type: oneOf(...METRICS), beside: oneOf("none", ...METRICS), from: text(), to: text() };

const rangeOf = ({ from, to }: Url): Range => {
  const isDay = (one: string | undefined): one is string => one !== undefined && /^\d{4}-\d\d-\d\d$/.test(one);
  return isDay(from) && isDay(to) && from <= to ? { from, to } : { from: dayAfter(today(), -29), to: today() };
};
const asked = (metricType: Metric, range: Range) => ({
  query: { metricType, bucket: bucketOf(range), ...range },
});

export const load: PageModule["load"] = ({ url }) => {
  const values = valuesOf<Url>(parameters, url.searchParams);
  prefetch("health.metric-sources.list", { query: { metricType: values.type } });
  return prefetch("health.metrics.series", asked(values.type, rangeOf(values)));
};

export default function ReadingsPage() {
  const all = useWords<typeof en>("health");
  const words = all.series;
  const [url, setUrl] = useUrl<Url>(parameters);
  const range = rangeOf(url);
  const first = useRead("health.metrics.series", asked(url.type, range));
  const second = useRead(
    "health.metrics.series",
    ...(url.beside === "none" ? [undefined] : [asked(url.beside, range)]),
  );
  const go = ({ from, to }: Range) => setUrl({ from, to }, { isStep: true });
  const choices = METRICS.map((value) => ({ value, label: all.metrics[value] }));
  const count = daysBetween(range.from, range.to) + 1;
  const isEmpty = first.data?.points.length === 0 && (second.data === undefined || second.data.points.length === 0);
  return (
    <Page
      title={words.title}
      state={first.isLoading ? "loading" : first.problem && !first.data ? "failed" : "ready"}
      problem={first.problem}
      retry={first.retry}
    >
      <Row>
        <Select
          label={words.what}
          value={url.type}
          choices={choices}
          onChange={({ target }) => setUrl({ type: METRICS.find((one) => one === target.value) }, { isStep: true })}
        />
        <Select
          label={words.beside}
          value={url.beside}
          choices={[{ value: "none", label: words.nothing }, ...choices]}
          onChange={({ target }) =>
            setUrl({ beside: METRICS.find((one) => one === target.value) ?? "none" }, { isStep: true })
          }
        />
      </Row>
      <Row
        end={
          <Radios
            label={all.span}
            unseenLabel
            segmented
            value={SPANS.find((span) => range.to === today() && count === spanOf(span, today()).days) ?? ""}
            choices={SPANS.map((value) => ({ value, label: words.spans[value] }))}
            onChange={(next) => next !== "" && go(spanOf(next, today()))}
          />
        }
      >
        <IconButton icon="left" kind="plain" label={words.earlier} onClick={() => go(moved(range, -1, today()))} />
        <span>
          {dayRange(range.from, range.to)} <span className="quiet">{words.by[bucketOf(range)]}</span>
        </span>
        <IconButton icon="right" kind="plain" label={words.later} onClick={() => go(moved(range, 1, today()))} />
        <IconButton icon="plus" kind="plain" label={words.zoomIn} onClick={() => go(zoomed(range, 0.5, today()))} />
        <IconButton icon="minus" kind="plain" label={words.zoomOut} onClick={() => go(zoomed(range, 2, today()))} />
      </Row>
      {second.problem && <Problem problem={second.problem} retry={second.retry} />}
      {first.data && (
        <Card>
          {isEmpty ? (
            <Empty
              icon="chart"
              title={words.empty}
              action={
                <>
                  <ButtonLink kind="main" to="/ingest/imports">
                    {words.toImports}
                  </ButtonLink>
                  <ButtonLink to="/health/body?add=yes">{words.toBody}</ButtonLink>
                </>
              }
            >
              {words.emptyHint}
            </Empty>
          ) : (
            <Suspense fallback={<Skeleton kind="figure" rows={1} />}>
              <ReadingsChart
                series={second.data ? [first.data, second.data] : [first.data]}
                onZoom={(from, to) => go({ from: dayOf(new Date(from * 1_000)), to: dayOf(new Date(to * 1_000)) })}
              />
            </Suspense>
          )}
        </Card>
      )}
      <Sources type={url.type} onOrdered={first.retry} />
    </Page>
  );
}
