/** What is to be trained, what was trained, the best of it, and which muscles it worked. */
import { useRef, useState } from "react";
import { change } from "#console/data/change.ts";
import { call } from "#console/data/client.ts";
import { beginListsAnew, prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { flag, oneOf, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Columns, Page, Section } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { dayOf, duration, list, relativeDay } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { MEASURES, MuscleMap, SPANS } from "./MuscleMap.tsx";
import { CURRENT, Records } from "./Records.tsx";
import { type Begun, SessionSheet } from "./SessionSheet.tsx";
import { PLANS, TrainingPlans, type Workout } from "./TrainingPlans.tsx";
import { TrainingWeek } from "./TrainingWeek.tsx";
import address from "./training.css?url";
import type en from "./words.en.ts";

type Done = RowOf<"health.completed-workouts.list">;

const parameters = { add: flag(), span: oneOf(...SPANS), by: oneOf(...MEASURES) };
const MINE = { query: { "dependentId[null]": true, sort: "-completedAt" as const } };
/** The names of so many planned workouts are known here. */
const WORKOUTS = { query: { sort: "name" as const, limit: 100 } };

export const load: PageModule["load"] = ({ url }) => {
  prefetch("health.training.today");
  prefetch("health.muscle-map.get", { query: { days: valuesOf(parameters, url.searchParams).span } });
  prefetch("health.workouts.list", WORKOUTS);
  prefetchList("health.training-plans.list", PLANS);
  prefetchList("health.personal-records.list", CURRENT);
  return prefetchList("health.completed-workouts.list", MINE);
};

export default function Training() {
  const words = useWords<typeof en>("health").training;
  const [{ add, span, by }, setUrl] = useUrl(parameters);
  const [begun, setBegun] = useState<Begun>();
  const rows = useList("health.completed-workouts.list", MINE);
  const training = useRead("health.training.today");
  const map = useRead("health.muscle-map.get", { query: { days: span } });
  const workouts = useRead("health.workouts.list", WORKOUTS);
  const named = workouts.data?.data ?? [];
  const plans = useList("health.training-plans.list", PLANS);
  const records = useList("health.personal-records.list", CURRENT);
  // The map of other days takes the place of the one that is there.
  const lastMap = useRef(map.data);
  if (map.data) lastMap.current = map.data;
  const shownMap = lastMap.current;
  const problem = training.problem ?? map.problem;
  // All of it comes at once, so that nothing moves when the next part arrives.
  const isThere = training.data && shownMap && [rows, plans, records].every(({ state }) => state !== "loading");
  const refresh = () => {
    training.retry();
    map.retry();
    workouts.retry();
    void beginListsAnew("health.personal-records");
  };
  const item = useItem(named, (done) => setBegun({ done }), refresh);
  const start = async ({ workoutId, name }: { workoutId: string; name: string }) => {
    const { exercises } = await call("health.workouts.get", { path: { workoutId } });
    const sets = exercises.map(({ name: exercise, restSeconds: _, notes: __, ...set }) => ({ ...set, exercise }));
    setBegun({ workoutId, sets, title: name });
  };
  const button = (
    <Button icon="plus" kind={rows.state === "empty" ? "main" : "plain"} onClick={() => setUrl({ add: true })}>
      {words.log}
    </Button>
  );
  return (
    <Page
      title={words.title}
      actions={button}
      wide
      state={isThere ? "ready" : problem ? "failed" : "loading"}
      problem={problem}
      retry={refresh}
    >
      <link rel="stylesheet" href={address} precedence="page" />
      <Columns
        told={
          <>
            {shownMap && <MuscleMap map={shownMap} span={span} by={by} onChange={setUrl} />}
            <Records />
          </>
        }
      >
        {training.data && <TrainingWeek training={training.data} onStart={(one) => void start(one)} />}
        <TrainingPlans workouts={named} onChanged={refresh} />
        <Section title={words.workouts}>
          <List
            label={words.workouts}
            rows={rows}
            keyOf={({ id }) => id}
            item={item}
            empty={
              <Empty icon="bolt" title={words.empty} action={button}>
                {words.emptyHint}
              </Empty>
            }
            onDelete={(row) => void remove(row, words.workout).then(refresh)}
            lines={2}
          />
        </Section>
      </Columns>
      {(begun ?? add) && (
        <SessionSheet
          begun={begun ?? {}}
          onClose={() => {
            setBegun(undefined);
            if (add) setUrl({ add: false });
          }}
          onSaved={refresh}
        />
      )}
    </Page>
  );
}

function useItem(workouts: readonly Workout[], open: (row: Done) => void, refresh: () => void): (row: Done) => Item {
  const words = useWords<typeof en>("health").training;
  const names = new Map(workouts.map(({ id, name }) => [id, name]));
  return (row) => {
    const exercises = [...new Set(row.sets.map(({ exercise }) => exercise))];
    const sets = row.sets.reduce((sum, one) => sum + (one.sets ?? 1), 0);
    const name =
      (row.workoutId && names.get(row.workoutId)) || (exercises.length > 0 ? list(exercises) : words.workout);
    return {
      name,
      onOpen: () => open(row),
      sub: [
        relativeDay(dayOf(row.completedAt)),
        sets > 0 && words.sets(sets),
        row.durationMinutes !== null && duration(row.durationMinutes),
        row.unknownLoadSets > 0 && words.unknownLoad(row.unknownLoadSets),
      ]
        .filter(Boolean)
        .join(" · "),
      end: row.volumeLoad > 0 && <span className="data">{words.kg(row.volumeLoad)}</span>,
      menu: [
        { label: words.edit, icon: "pencil", onSelect: () => open(row) },
        {
          label: words.remove,
          icon: "trash",
          danger: true,
          keys: "Shift+Delete",
          onSelect: () => void remove(row, name).then(refresh),
        },
      ],
    };
  };
}

const remove = (row: Done, title: string) =>
  change("health.completed-workouts.remove", { path: { completedWorkoutId: row.id }, row, title });
