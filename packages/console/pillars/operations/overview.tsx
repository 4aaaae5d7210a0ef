/** Does anything need me? Just that first; then the figures, and how they came to be. */
import { lazy, Suspense } from "react";
import { Link } from "react-router";
import { Tile, Tiles } from "#console/charts/Spark.tsx";
import type { Answer } from "#console/data/client.ts";
import { prefetchList, useList } from "#console/data/list.ts";
import { useQuiet } from "#console/data/quiet.ts";
import { prefetch, useReadEvery } from "#console/data/read.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Card, Columns, Section } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty, Skeleton, State } from "#console/ui/State.tsx";
import { Table } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { measure, number } from "#console/words/format.ts";
import { said, useSaid } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { LATE_SECONDS, NeedsLook, useLooks } from "./NeedsLook.tsx";
import { OpsPage, Recorded } from "./parts.tsx";
import type { Stats } from "./rows.ts";
import { useRunColumns } from "./run-columns.tsx";
import type en from "./words.en.ts";

const RequestsChart = lazy(() => import("./RequestsChart.tsx"));
const chartToCome = <Skeleton rows={10} />;
const LOOK_EVERY_SECONDS = 15;
const SHOWN_RUNS = 6;
const SHOWN_SCHEDULES = 4;
const runsQuery = { query: { limit: SHOWN_RUNS } };

export const load: PageModule["load"] = () => {
  prefetch("admin.stats.get");
  prefetch("admin.dead-letters.groups");
  prefetch("admin.schedules.list");
  prefetchList("admin.workflow-runs.list", runsQuery);
};

export default function Overview() {
  const words = useWords<typeof en>("operations").overview;
  const { data: stats, problem, retry, ...ofStats } = useReadEvery(LOOK_EVERY_SECONDS, "admin.stats.get");
  const groups = useReadEvery(LOOK_EVERY_SECONDS, "admin.dead-letters.groups");
  const schedules = useReadEvery(LOOK_EVERY_SECONDS, "admin.schedules.list");
  // What draws is larger than the page, which does not wait for it.
  const isQuiet = useQuiet();
  // All that can need a look at once: it stands above the figures, and would push them down when it came later.
  const isLoading = ofStats.isLoading || groups.isLoading || schedules.isLoading;
  const looks = useLooks(stats, groups.data, schedules.data);
  return (
    <OpsPage
      title={words.title}
      lead={
        stats &&
        !isLoading && (
          <div className="row">
            {looks.length === 0 ? (
              <State>{words.allWell}</State>
            ) : (
              <State tone="warn">{words.needLook(looks.length)}</State>
            )}
            <span className="quiet small">
              {words.asOf} <Time at={stats.at} form="seconds" />
            </span>
          </div>
        )
      }
      state={isLoading ? "loading" : problem && !stats ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {stats && (
        <>
          <NeedsLook looks={looks} onDone={groups.retry} />
          <Section title={words.lastMinutes(stats.requests.windowMinutes)}>
            <Figures stats={stats} />
          </Section>
          {stats.requests.minutes && stats.requests.minutes.length > 1 && (
            <Card>
              <Suspense fallback={chartToCome}>
                {isQuiet ? <RequestsChart minutes={stats.requests.minutes} /> : chartToCome}
              </Suspense>
            </Card>
          )}
          <Columns told={<Told schedules={schedules.data?.data ?? []} />}>
            <LatestRuns />
          </Columns>
        </>
      )}
    </OpsPage>
  );
}

function Figures({ stats }: { stats: Stats }) {
  // It is said by `figure`, once the words have come.
  useSaid();
  const words = useWords<typeof en>("operations").overview;
  const { requests, outbox, queues, deadLetters, workflows, tokens, people } = stats;
  const minutes = requests.minutes ?? [];
  const sparkOf = (values: number[]) => (values.length > 1 ? { values } : undefined);
  const { count, errors } = requests;
  const share = count.value && errors.value !== null ? errors.value / count.value : 0;
  const age = outbox.oldestAgeSeconds;
  return (
    <Tiles>
      <Tile
        label={words.requests}
        {...figure(requests.count, number)}
        spark={sparkOf(minutes.map(({ count }) => count))}
      />
      <Tile
        label={words.errors}
        {...figure(requests.errors, () => number(share * 100, { maximumFractionDigits: 2 }))}
        unit={errors.value === null ? undefined : "%"}
        note={errors.value ? words.errorCount(errors.value) : undefined}
        tone={errors.value ? "bad" : undefined}
        spark={sparkOf(minutes.map(({ errors }) => errors))}
      />
      <Tile
        label={words.p99}
        {...figure(requests.p99Ms, (ms) => number(Math.round(ms)))}
        unit={requests.p99Ms.value === null ? undefined : "ms"}
        note={requests.p50Ms.value === null ? undefined : words.p50(measure(requests.p50Ms.value, "millisecond"))}
        spark={sparkOf(minutes.map(({ p99Ms }) => p99Ms))}
      />
      <Tile
        label={words.outbox}
        value={number(outbox.waiting)}
        unit={words.waiting}
        note={age === null ? undefined : words.oldest(measure(age, "second"))}
        tone={age !== null && age > LATE_SECONDS ? "warn" : undefined}
      />
      <Tile
        label={words.queues}
        {...figure(queues.waiting, number)}
        unit={queues.waiting.value === null ? undefined : words.waiting}
        note={
          queues.oldestAgeSeconds.value === null
            ? undefined
            : words.oldest(measure(queues.oldestAgeSeconds.value, "second"))
        }
      />
      <Tile
        label={words.deadLetters}
        value={number(deadLetters.open)}
        unit={words.open}
        tone={deadLetters.open > 0 ? "bad" : undefined}
        to="/operations/dead-letters"
      />
      <Tile
        label={words.runs}
        {...figure(workflows.running, number)}
        unit={workflows.running.value === null ? undefined : words.running}
        to="/operations/workflow-runs"
      />
      <Tile
        label={words.tokens}
        value={number(tokens.spentToday, { notation: "compact" })}
        note={words.people(people.activeToday, people.count)}
        to="/operations/token-spend"
      />
    </Tiles>
  );
}

/** A dash with the reason, where nobody can tell. */
const figure = ({ value, unknown, unknownCoded }: Stats["workflows"]["running"], write: (value: number) => string) =>
  value === null ? { value: "–", why: unknown ? said(unknown, unknownCoded) : undefined } : { value: write(value) };

function LatestRuns() {
  const words = useWords<typeof en>("operations");
  const runs = useList("admin.workflow-runs.list", runsQuery);
  // Only the first of them, however many follow.
  const first = Array.from({ length: Math.min(runs.count, SHOWN_RUNS) }, (_, at) => runs.at(at)).filter(
    (run) => run !== undefined,
  );
  return (
    <Section title={words.runs.title} more={<Link to="/operations/workflow-runs">{words.overview.allRuns}</Link>}>
      <Table
        label={words.runs.title}
        rows={runs.state === "ready" ? rowsOf(first) : runs}
        columns={useRunColumns()}
        keyOf={({ id }) => id}
        empty={<Empty icon="play" title={words.runs.empty.all} />}
      />
    </Section>
  );
}

function Told({ schedules }: { schedules: Answer<"admin.schedules.list">["data"] }) {
  const words = useWords<typeof en>("operations").overview;
  const next = schedules
    .flatMap(({ id, nextRunAt: { value } }) => (value === null ? [] : [{ id, at: value }]))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .slice(0, SHOWN_SCHEDULES);
  return (
    <Section title={words.next} more={<Link to="/operations/schedules">{words.allSchedules}</Link>}>
      <Table
        label={words.next}
        rows={rowsOf(next)}
        columns={[
          { id: "id", label: words.schedule, isName: true, cell: ({ id }) => <span className="mono">{id}</span> },
          { id: "at", label: words.due, isNumber: true, cell: ({ at }) => <Time at={at} /> },
        ]}
        keyOf={({ id }) => id}
        empty={<Empty icon="clock" title={words.nothingDue} />}
      />
      <Recorded />
    </Section>
  );
}
