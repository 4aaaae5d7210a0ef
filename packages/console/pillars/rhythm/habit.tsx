/** One habit: how it goes, its year, what was said of its days, and what it asks for. */
import update from "contract:rhythm.habits.update";
import { Link, useNavigate, useParams } from "react-router";
import { Tile, Tiles } from "#console/charts/Spark.tsx";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { useForm } from "#console/data/form.ts";
import { prefetch, type Reading, useRead } from "#console/data/read.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import { checkIn, prefetchHabits, takeBack, useHabits } from "#console/frame/habits.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Menu } from "#console/ui/Menu.tsx";
import { Card, Columns, Page, Section } from "#console/ui/Page.tsx";
import { Problem, Skeleton } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";
import { nameOfWeekday, number, percent } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { amount, cadence, target } from "./cadence.ts";
import { HabitCharts } from "./HabitCharts.tsx";
import { HabitDays } from "./HabitDays.tsx";
import { HabitFields } from "./HabitFields.tsx";
import { HabitYear } from "./HabitYear.tsx";
import { habitActions } from "./habit-actions.ts";
import type { Habit } from "./rows.ts";
import { Schedules } from "./Schedules.tsx";
import type en from "./words.en.ts";
import "./rhythm.css";

type StatsReading = Reading<Answer<"rhythm.habits.stats">>;

export const load: PageModule["load"] = ({ params }) => {
  const path = { habitId: params.habitId! };
  prefetch("rhythm.habits.get", { path });
  prefetch("rhythm.habits.stats", { path });
  prefetch("rhythm.habits.heatmap", { path, query: {} });
  prefetchHabits();
};

export default function HabitPage() {
  const words = useWords<typeof en>("rhythm");
  const common = useCommon();
  const navigate = useNavigate();
  const { habitId } = useParams() as { habitId: string };
  const { data: habit, problem, isLoading, retry } = useRead("rhythm.habits.get", { path: { habitId } });
  const stats = useRead("rhythm.habits.stats", { path: { habitId } });
  return (
    <Page
      above={<Link to="/rhythm/habits">{words.habit.above}</Link>}
      title={habit?.name ?? words.habit.above}
      lead={
        habit && (
          <p>
            {[cadence(habit, words.cadence), target(habit), !habit.isActive && words.habits.isPaused]
              .filter(Boolean)
              .join(" · ")}
          </p>
        )
      }
      state={isLoading ? "loading" : problem && !habit ? "failed" : "ready"}
      problem={problem}
      retry={retry}
      actions={
        habit && (
          <>
            <DoneToday habit={habit} />
            <Menu
              label={common.actionsOf(habit.name)}
              items={habitActions(habit, words.habits, () => navigate("/rhythm/habits"))}
              atEnd
            />
          </>
        )
      }
    >
      {habit && (
        <Columns
          told={
            <>
              <Edit habit={habit} />
              <Schedules habit={habit} />
            </>
          }
        >
          <Progress stats={stats} habit={habit} />
          <HabitYear habit={habit} />
          {stats.data && <HabitCharts stats={stats.data} />}
          <HabitDays habit={habit} />
        </Columns>
      )}
    </Page>
  );
}

function DoneToday({ habit }: { habit: Habit }) {
  const words = useWords<typeof en>("rhythm").habits;
  const day = useHabits().habits.find((one) => one.habit.id === habit.id);
  if (!day) return null;
  const say = (said: Promise<unknown>) => void said.catch(() => {});
  return day.checkIn?.status === "done" ? (
    <Button icon="undo" onClick={() => say(takeBack(day))}>
      {words.notDone}
    </Button>
  ) : (
    <Button kind="main" icon="check" onClick={() => say(checkIn(day, { status: "done" }, words.checked(habit.name)))}>
      {words.doneToday}
    </Button>
  );
}

/** How it goes, in figures. */
function Progress({ habit, stats: { data: stats, problem, isLoading, retry } }: { habit: Habit; stats: StatsReading }) {
  const words = useWords<typeof en>("rhythm").habit;
  if (isLoading) return <Skeleton kind="figure" rows={4} />;
  if (!stats) return problem ? <Problem problem={problem} retry={retry} /> : null;
  const { score, streakCurrent, streakBest, freezesLeft, rate, bestWeekday, daysDone } = stats;
  const told = [
    bestWeekday !== null && words.bestDay(nameOfWeekday(bestWeekday)),
    stats.amount > 0 && words.amounts(amount(stats.amount, habit.unit)),
  ].filter(Boolean);
  return (
    <Section title={words.goes}>
      <Tiles>
        <Tile label={words.score} value={percent(score)} />
        <Tile label={words.streak} value={number(streakCurrent)} note={words.best(number(streakBest))} />
        <Tile
          label={words.rate}
          value={rate === null ? "–" : percent(rate)}
          note={words.days(daysDone)}
          why={rate === null ? words.noRate : undefined}
        />
        <Tile label={words.freezes} value={number(freezesLeft)} note={words.spent(number(stats.frozen))} />
      </Tiles>
      {told.length > 0 && <p className="quiet small">{told.join(" ")}</p>}
    </Section>
  );
}

function Edit({ habit }: { habit: Habit }) {
  const words = useWords<typeof en>("rhythm").habit;
  const form = useForm(update, { values: habit, draft: habit.id });
  const submit = form.submit((body, row) =>
    change("rhythm.habits.update", { path: { habitId: habit.id }, body, row, title: habit.name, isQuiet: true }),
  );
  return (
    <Section title={words.asks}>
      <Card>
        <FormBody form={form} onSubmit={submit} why={!form.isDirty && words.saved}>
          <HabitFields form={form} />
        </FormBody>
      </Card>
    </Section>
  );
}
