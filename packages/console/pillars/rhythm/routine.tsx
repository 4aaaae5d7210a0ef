/** One routine: when it comes, what it makes, and what became of each time. */
import update from "contract:rhythm.routines.update";
import { Link, useParams } from "react-router";
import { change } from "#console/data/change.ts";
import { useForm } from "#console/data/form.ts";
import { type RowOf, useList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { Entity } from "#console/frame/Entity.tsx";
import { FormBody } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Select, Text } from "#console/ui/Field.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Menu } from "#console/ui/Menu.tsx";
import { Card, Columns, Page, Row, Section } from "#console/ui/Page.tsx";
import { Empty, State } from "#console/ui/State.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useCommon } from "#console/words/common.ts";
import { duration, moment } from "#console/words/format.ts";
import { useSaid } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { actionsOf } from "./actions.ts";
import type { Routine } from "./rows.ts";
import type en from "./words.en.ts";

type Run = RowOf<"rhythm.routines.runs">;

/** As many as fit on a card. */
const NEXT = 5;

export const load: PageModule["load"] = ({ params }) =>
  prefetch("rhythm.routines.get", { path: { routineId: params.routineId! } });

export default function RoutinePage() {
  const words = useWords<typeof en>("rhythm");
  const common = useCommon();
  const { routineId } = useParams() as { routineId: string };
  const path = { routineId };
  const { data: routine, problem, isLoading, retry } = useRead("rhythm.routines.get", { path });
  return (
    <Page
      above={<Link to="/rhythm/routines">{words.routine.above}</Link>}
      title={routine?.name ?? words.routine.above}
      state={isLoading ? "loading" : problem && !routine ? "failed" : "ready"}
      problem={problem}
      retry={retry}
      actions={
        routine && <Menu label={common.actionsOf(routine.name)} items={actionsOf(routine, words.routines)} atEnd />
      }
    >
      {routine && (
        <Columns
          told={
            <>
              <Next routine={routine} />
              <Makes routine={routine} />
            </>
          }
        >
          <Edit routine={routine} />
          <Runs routineId={routineId} />
        </Columns>
      )}
    </Page>
  );
}

function Edit({ routine }: { routine: Routine }) {
  const words = useWords<typeof en>("rhythm").routine;
  const form = useForm(update, { values: routine, draft: routine.id });
  const submit = form.submit((body, row) =>
    change("rhythm.routines.update", {
      path: { routineId: routine.id },
      body,
      row,
      title: routine.name,
      isQuiet: true,
    }),
  );
  const catchUps = (["skip", "latest", "all"] as const).map((value) => ({ value, label: words.catchUps[value] }));
  return (
    <Card>
      <FormBody form={form} onSubmit={submit} why={!form.isDirty && words.saved}>
        <Text label={words.name} {...form.input("name")} />
        <Text label={words.cron} {...form.input("cronExpression")} />
        <Select label={words.catchUp} choices={catchUps} {...form.input("catchUp")} />
      </FormBody>
    </Card>
  );
}

function Next({ routine }: { routine: Routine }) {
  const words = useWords<typeof en>("rhythm").routine;
  const path = { routineId: routine.id };
  const { data } = useRead("rhythm.routines.preview", { path, query: { count: NEXT } });
  return (
    <Section title={words.nextRuns} more={<span className="data">{routine.timezone}</span>}>
      <Card>
        {!routine.isActive && <p className="quiet">{words.noNext}</p>}
        {routine.isActive &&
          data?.data.map(({ scheduledFor }) => (
            <p key={scheduledFor}>
              <Time at={scheduledFor} form="moment" />
            </p>
          ))}
      </Card>
    </Section>
  );
}

function Makes({ routine: { activities } }: { routine: Routine }) {
  const words = useWords<typeof en>("rhythm").routine;
  if (activities.length === 0) return null;
  return (
    <Section title={words.makes}>
      <Card>
        {activities.map(({ title, offsetMinutes, estimatedMinutes }) => (
          <Row
            key={title}
            end={estimatedMinutes !== undefined && <span className="quiet">{duration(estimatedMinutes)}</span>}
          >
            <span dir="auto">{title}</span>
            {offsetMinutes !== undefined && <span className="quiet small">{words.later(duration(offsetMinutes))}</span>}
          </Row>
        ))}
      </Card>
    </Section>
  );
}

function Runs({ routineId }: { routineId: string }) {
  const words = useWords<typeof en>("rhythm").routine;
  const runs = useList("rhythm.routines.runs", { path: { routineId } });
  return (
    <Section title={words.runs}>
      <List
        label={words.runs}
        rows={runs}
        keyOf={({ id }) => id}
        item={useItem()}
        empty={
          <Empty icon="repeat" title={words.noRuns}>
            {words.noRunsHelp}
          </Empty>
        }
      />
    </Section>
  );
}

function useItem(): (run: Run) => Item {
  const words = useWords<typeof en>("rhythm").routine;
  const said = useSaid();
  const tones = { running: "live", completed: undefined, failed: "bad", skipped: "warn" } as const;
  return ({ scheduledFor, status, taskIds, error, errorCoded }) => ({
    name: moment(scheduledFor),
    sub: taskIds.map((id) => <Entity key={id} type="task" id={id} />),
    end: <State tone={tones[status]}>{words.statuses[status]}</State>,
    problem: error === null ? undefined : said(error, errorCoded),
  });
}
