/** Work by the clock: what is due, what is late, what failed; and people's routines. */
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { notify } from "#console/data/notices.ts";
import { prefetch, useReadEvery } from "#console/data/read.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Section } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty, State } from "#console/ui/State.tsx";
import { type Column, Table } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useSaid } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { OpsPage, PersonLink, Recorded, Unknown } from "./parts.tsx";
import type en from "./words.en.ts";

type Schedule = Answer<"admin.schedules.list">["data"][number];
type Routine = RowOf<"admin.routines.list">;

const LOOK_EVERY_SECONDS = 30;
const routineQuery = { query: { sort: "nextRunAt" as const } };

export const load: PageModule["load"] = () => {
  prefetch("admin.schedules.list");
  prefetchList("admin.routines.list", routineQuery);
};

export default function Schedules() {
  const words = useWords<typeof en>("operations").schedules;
  const schedules = useReadEvery(LOOK_EVERY_SECONDS, "admin.schedules.list");
  const routines = useList("admin.routines.list", routineQuery);
  return (
    <OpsPage
      title={words.title}
      lead={words.lead}
      state={schedules.isLoading ? "loading" : schedules.problem && !schedules.data ? "failed" : "ready"}
      problem={schedules.problem}
      retry={schedules.retry}
    >
      <Section title={words.declared}>
        <Table
          label={words.declared}
          rows={rowsOf(schedules.data?.data ?? [])}
          columns={useScheduleColumns(schedules.retry)}
          keyOf={({ id }) => id}
          empty={<Empty icon="clock" title={words.none} />}
        />
      </Section>
      <Section title={words.routines}>
        <Recorded />
        <Table
          label={words.routines}
          rows={routines}
          columns={useRoutineColumns()}
          keyOf={({ id }) => id}
          empty={<Empty icon="repeat" title={words.noRoutines} />}
        />
      </Section>
    </OpsPage>
  );
}

function useScheduleColumns(onRun: () => void): Column<Schedule>[] {
  const said = useSaid();
  const words = useWords<typeof en>("operations").schedules;
  const run = async ({ id }: Schedule) => {
    await change("admin.schedules.run", { path: { schedule: id }, title: id });
    notify({ kind: "done", text: words.started(id) });
    onRun();
  };
  return [
    { id: "last", label: words.last, cell: ({ lastRun }) => <Last run={lastRun} /> },
    {
      id: "name",
      label: words.schedule,
      isName: true,
      cell: ({ id, summary, lastRun }) => (
        <>
          <span className="mono">{id}</span>
          <div className="quiet small" dir="auto">
            {said(summary, { code: id, params: {} })}
          </div>
          {lastRun?.error && (
            <div className="failing" dir="auto">
              {lastRun.error}
            </div>
          )}
        </>
      ),
    },
    {
      id: "rule",
      label: words.rule,
      isExtra: true,
      cell: ({ expression }) => <span className="mono rule">{expression}</span>,
    },
    {
      id: "next",
      label: words.next,
      isNumber: true,
      cell: ({ nextRunAt }) =>
        nextRunAt.value === null ? (
          <Unknown why={nextRunAt.unknown} coded={nextRunAt.unknownCoded} />
        ) : (
          <Time at={nextRunAt.value} />
        ),
    },
    {
      id: "run",
      label: words.acts,
      cell: (schedule) => (
        <Button small kind="bare" icon="play" aria-label={words.runOne(schedule.id)} onClick={() => void run(schedule)}>
          {words.run}
        </Button>
      ),
    },
  ];
}

function Last({ run }: { run: Schedule["lastRun"] }) {
  const words = useWords<typeof en>("operations").schedules;
  if (run === null) return <Unknown why={words.never} />;
  if (run.error) return <State tone="bad">{<Time at={run.startedAt} />}</State>;
  if (run.endedAt === null) return <State tone="live">{<Time at={run.startedAt} />}</State>;
  return <State>{<Time at={run.startedAt} />}</State>;
}

function useRoutineColumns(): Column<Routine>[] {
  const words = useWords<typeof en>("operations").schedules;
  const run = async (routine: Routine) => {
    await change("admin.routines.run", { path: { routineId: routine.id }, title: routine.name });
    notify({ kind: "done", text: words.started(routine.name) });
  };
  return [
    {
      id: "state",
      label: words.state,
      cell: ({ isActive }) => (isActive ? <State>{words.active}</State> : <State icon="pause">{words.paused}</State>),
    },
    { id: "name", label: words.routine, isName: true, cell: ({ name }) => <span dir="auto">{name}</span> },
    { id: "person", label: words.person, cell: ({ userId }) => <PersonLink id={userId} /> },
    {
      id: "last",
      label: words.last,
      isNumber: true,
      isExtra: true,
      cell: ({ lastRunAt }) => (lastRunAt ? <Time at={lastRunAt} /> : <Unknown why={words.never} />),
    },
    {
      id: "next",
      label: words.next,
      isNumber: true,
      cell: ({ nextRunAt }) => (nextRunAt ? <Time at={nextRunAt} /> : <Unknown why={words.notDue} />),
    },
    {
      id: "run",
      label: words.acts,
      cell: (routine) => (
        <Button small kind="bare" icon="play" aria-label={words.runOne(routine.name)} onClick={() => void run(routine)}>
          {words.run}
        </Button>
      ),
    },
  ];
}
