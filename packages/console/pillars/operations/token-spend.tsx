/** What models cost, by day and person. */
import { lazy, Suspense } from "react";
import type { Answer } from "#console/data/client.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { oneOf, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Card } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty, Skeleton } from "#console/ui/State.tsx";
import { type Column, Table } from "#console/ui/Table.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { DayText } from "#console/ui/Time.tsx";
import { money, number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { OpsPage, PersonLink, Recorded } from "./parts.tsx";
import type en from "./words.en.ts";

export type Spent = Answer<"admin.stats.tokenSpend">["data"][number];

const Chart = lazy(() => import("./SpendChart.tsx"));
const DAYS = ["30", "7", "90"] as const;
const parameters = { days: oneOf(...DAYS) };
const paramsOf = (days: string) => ({ query: { days: Number(days) } });

export const load: PageModule["load"] = ({ url }) =>
  prefetch("admin.stats.tokenSpend", paramsOf(valuesOf(parameters, url.searchParams).days));

export default function TokenSpend() {
  const words = useWords<typeof en>("operations").spend;
  const [{ days }, setUrl] = useUrl(parameters);
  const { data, problem, isLoading, retry } = useRead("admin.stats.tokenSpend", paramsOf(days));
  const columns: Column<Spent>[] = [
    { id: "day", label: words.day, isName: true, cell: ({ day }) => <DayText of={day} form="weekday" /> },
    { id: "person", label: words.person, cell: ({ userId }) => <PersonLink id={userId} /> },
    { id: "requests", label: words.requests, isNumber: true, isExtra: true, cell: ({ requests }) => number(requests) },
    { id: "tokens", label: words.tokens, isNumber: true, cell: ({ tokens }) => number(tokens) },
    {
      id: "cost",
      label: words.cost,
      isNumber: true,
      cell: ({ costMicrousd }) => money(costMicrousd / MICROUSD_OF_CENT, "USD"),
    },
  ];
  return (
    <OpsPage
      title={words.title}
      lead={words.lead}
      state={isLoading ? "loading" : problem && !data ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      <Recorded />
      <Tabs
        label={words.show}
        tabs={[...DAYS].sort((a, b) => Number(a) - Number(b)).map((id) => ({ id, label: words.ofDays(Number(id)) }))}
        value={days}
        onChange={(next) => setUrl({ days: next })}
      >
        <div className="stack">
          {data && data.data.length > 0 && (
            <Card>
              <Suspense fallback={<Skeleton rows={4} />}>
                <Chart spent={data.data} days={Number(days)} />
              </Suspense>
            </Card>
          )}
          <Table
            label={words.title}
            rows={rowsOf(data?.data ?? [], days)}
            columns={columns}
            keyOf={({ day, userId }) => `${day} ${userId}`}
            empty={
              <Empty icon="spark" title={words.none}>
                {words.noneHint}
              </Empty>
            }
          />
          {data?.isCut && <p className="quiet">{words.isCut(data.data.length)}</p>}
        </div>
      </Tabs>
    </OpsPage>
  );
}

/** Costs are in millionths of a dollar. */
const MICROUSD_OF_CENT = 10_000;
