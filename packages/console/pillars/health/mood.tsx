/** How somebody is, day by day, and what else the log of the mind says: a mood is noted with one press, the rest with a result. */
import { useState } from "react";
import { change } from "#console/data/change.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { flag, oneOf, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Select } from "#console/ui/Field.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page, Row, Section } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { instantAt } from "#console/ui/when.ts";
import { dayAfter, moment, today } from "#console/words/format.ts";
import { place } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import { daysOf, OFFERED, type Span, span } from "./amounts.ts";
import { MoodChart } from "./MoodChart.tsx";
import { AddResult, NoteMood } from "./MoodForms.tsx";
import type en from "./words.en.ts";
import "./health.css";

export const METRICS = [
  "mood_score",
  "reaction_time_ms",
  "memory_grid_score",
  "pomodoro_minutes",
  "messages_sent",
] as const;

type Log = RowOf<"health.brain-logs.list">;
interface Url {
  metric: (typeof METRICS)[number];
  span: Span;
  add: boolean;
}
const parameters = { metric: oneOf(...METRICS), span: span(), add: flag() };

/** The longer the span, the coarser the points: each has about as many as can be seen. */
export const BUCKETS = { month: "day", quarter: "day", year: "week", all: "month" } as const;

const asked = ({ metric, span }: Url) => ({
  query: { metricName: metric, bucket: BUCKETS[span], ...daysOf(span, today()) },
});
const noted = ({ metric, span }: Url) => {
  const { from, to } = daysOf(span, today());
  return {
    query: {
      metricName: metric,
      sort: "-loggedAt" as const,
      "loggedAt[gte]": instantAt(from, "00:00", place().zone)!,
      "loggedAt[lt]": instantAt(dayAfter(to, 1), "00:00", place().zone)!,
    },
  };
};

export const load: PageModule["load"] = ({ url }) => {
  const values = valuesOf<Url>(parameters, url.searchParams);
  prefetch("health.brain-logs.series", asked(values));
  return prefetchList("health.brain-logs.list", noted(values));
};

export default function Mood() {
  const all = useWords<typeof en>("health");
  const words = all.mood;
  const [url, setUrl] = useUrl<Url>(parameters);
  const { data, problem, isLoading, retry } = useRead("health.brain-logs.series", asked(url));
  const rows = useList("health.brain-logs.list", noted(url));
  const item = useItem(retry);
  const [noting, setNoting] = useState(0);
  const isMood = url.metric === "mood_score";
  return (
    <Page
      title={words.title}
      actions={
        !isMood && (
          <Button icon="plus" onClick={() => setUrl({ add: true })}>
            {words.add}
          </Button>
        )
      }
      state={isLoading ? "loading" : problem && !data ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {isMood && (
        <NoteMood
          key={noting}
          onSaved={() => {
            setNoting(noting + 1);
            retry();
          }}
        />
      )}
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
          label={words.metric}
          unseenLabel
          value={url.metric}
          choices={METRICS.map((value) => ({ value, label: words.metrics[value] }))}
          onChange={({ target }) => setUrl({ metric: METRICS.find((one) => one === target.value) }, { isStep: true })}
        />
      </Row>
      {data && data.points.length > 0 && <MoodChart series={data} />}
      <Section title={words.list}>
        <List
          label={words.list}
          rows={rows}
          keyOf={({ id }) => id}
          item={item}
          empty={
            <Empty icon="heart" title={words.empty}>
              {words.emptyHint[url.metric]}
            </Empty>
          }
          onDelete={(row) => void remove(row).then(retry)}
        />
      </Section>
      {url.add && <AddResult metric={url.metric} onSaved={retry} onClose={() => setUrl({ add: false })} />}
    </Page>
  );
}

function useItem(onChange: () => void): (row: Log) => Item {
  const words = useWords<typeof en>("health").mood;
  const faces: Readonly<Record<number, string>> = words.faces;
  const sources: Readonly<Record<string, string>> = words.sources;
  return (row) => {
    const value = words.amounts[row.metricName](row.value);
    const title = (row.metricName === "mood_score" && faces[row.value]) || value;
    return {
      name: words.entryOf(title, moment(row.loggedAt)),
      title,
      sub: [moment(row.loggedAt), row.sourceType && sources[row.sourceType], row.note].filter(Boolean).join(" · "),
      end: <span className="num">{value}</span>,
      menu: [
        {
          label: words.remove,
          icon: "trash",
          danger: true,
          keys: "Shift+Delete",
          onSelect: () => void remove(row).then(onChange),
        },
      ],
    };
  };
}

const remove = (row: Log) =>
  change("health.brain-logs.remove", { path: { brainLogId: row.id }, row, title: moment(row.loggedAt) });
