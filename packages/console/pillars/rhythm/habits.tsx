/** What is to be kept up: what is due on a day, to be checked off, and the habits that rest. */
import create from "contract:rhythm.habits.create";
import { change } from "#console/data/change.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { flag, text, useUrl } from "#console/data/url.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import { type HabitDay, prefetchHabits, useHabits } from "#console/frame/habits.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button, IconButton } from "#console/ui/Button.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page, Section } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty, State } from "#console/ui/State.tsx";
import { isDay } from "#console/ui/when.ts";
import { dayAfter, relativeDay, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { CheckInSheet } from "./CheckInSheet.tsx";
import { begun, cadence } from "./cadence.ts";
import { HabitFields } from "./HabitFields.tsx";
import { habitActions, removeHabit } from "./habit-actions.ts";
import type { Habit } from "./rows.ts";
import { useHabitItem } from "./useHabitItem.tsx";
import type en from "./words.en.ts";
import "./rhythm.css";

const parameters = { add: flag(), date: text(), say: text() };
const paused = { query: { isActive: false } };

export const load: PageModule["load"] = ({ url }) => {
  prefetchHabits(dayIn(url.searchParams.get("date")));
  prefetch("rhythm.habits.list", paused);
};

/** The day that is asked for; the API knows which day it is for a person whose days begin later than at midnight. */
const dayIn = (given: string | null | undefined) => (given && isDay(given) ? given : undefined);

export default function Habits() {
  const words = useWords<typeof en>("rhythm").habits;
  const [{ add, date, say }, setUrl] = useUrl(parameters);
  const { data, habits, problem, isLoading, retry } = useHabits(dayIn(date));
  const rest = useRead("rhythm.habits.list", paused);
  const resting = rest.data?.data.filter(({ isActive }) => !isActive) ?? [];
  const due = habits.filter(({ habit, isDue, checkIn }) => habit.isActive && (isDue || checkIn !== null));
  const others = habits.filter((one) => one.habit.isActive && !due.includes(one));
  const shownDay = data?.date ?? today();
  const open = () => setUrl({ add: true });
  const isEmpty = data !== undefined && habits.length + resting.length === 0;
  return (
    <Page
      title={words.title}
      lead={data && !isEmpty && <p>{words.lead(due.filter(isDone).length, due.length, relativeDay(shownDay))}</p>}
      state={isLoading || rest.isLoading ? "loading" : problem && !data ? "failed" : "ready"}
      problem={problem}
      retry={retry}
      actions={
        <Button kind="main" icon="plus" onClick={open}>
          {words.add}
        </Button>
      }
    >
      {isEmpty ? (
        <div className="list-box">
          <Empty icon="repeat" title={words.empty} action={<Button onClick={open}>{words.add}</Button>}>
            {words.emptyHint}
          </Empty>
        </div>
      ) : (
        <>
          <ChooseDay day={shownDay} onChange={(next) => setUrl({ date: next }, { isStep: true })} />
          <Days title={words.due} days={due} say={({ habit }) => setUrl({ say: habit.id })} empty={words.nothingDue} />
          {others.length > 0 && (
            <Days title={words.others} days={others} say={({ habit }) => setUrl({ say: habit.id })} />
          )}
          {resting.length > 0 && <Resting habits={resting} />}
        </>
      )}
      {add && <NewHabit close={() => setUrl({ add: false })} />}
      <CheckInSheet of={habits.find(({ habit }) => habit.id === say)} onClose={() => setUrl({ say: undefined })} />
    </Page>
  );
}

const isDone = ({ checkIn }: HabitDay) => checkIn?.status === "done";

/** What was forgotten is said later, of the day that it was done on. */
function ChooseDay({ day, onChange }: { day: string; onChange: (day: string | undefined) => void }) {
  const words = useWords<typeof en>("rhythm").habits;
  const isToday = day >= today();
  const go = (to: string) => onChange(to === today() ? undefined : to);
  return (
    <div className="habit-day" role="group" aria-label={words.day}>
      <IconButton icon="left" label={words.dayBefore} onClick={() => go(dayAfter(day, -1))} />
      <DateField label={words.day} unseenLabel value={day} onChange={(next) => next && go(next)} />
      <IconButton
        icon="right"
        label={words.dayAfter}
        why={isToday && words.notYet}
        onClick={() => go(dayAfter(day, 1))}
      />
      {day !== today() && (
        <Button kind="bare" onClick={() => onChange(undefined)}>
          {words.today}
        </Button>
      )}
    </div>
  );
}

type DaysProps = { title: string; days: readonly HabitDay[]; say: (day: HabitDay) => void; empty?: string };

function Days({ title, days, say, empty }: DaysProps) {
  return (
    <Section title={title}>
      <List
        label={title}
        rows={rowsOf(days)}
        keyOf={({ habit }) => habit.id}
        item={useHabitItem(say)}
        onDelete={({ habit }) => void removeHabit(habit).catch(() => {})}
        empty={empty && <Empty icon="check" title={empty} />}
      />
    </Section>
  );
}

function Resting({ habits }: { habits: readonly Habit[] }) {
  const words = useWords<typeof en>("rhythm");
  const item = (habit: Habit): Item => ({
    name: habit.name,
    to: `/rhythm/habits/${habit.id}`,
    sub: cadence(habit, words.cadence),
    end: <State icon="pause">{words.habits.isPaused}</State>,
    menu: habitActions(habit, words.habits),
  });
  return (
    <Section title={words.habits.resting}>
      <List
        label={words.habits.resting}
        rows={rowsOf(habits)}
        keyOf={({ id }) => id}
        item={item}
        onDelete={(habit) => void removeHabit(habit).catch(() => {})}
        empty={null}
      />
    </Section>
  );
}

function NewHabit({ close }: { close: () => void }) {
  const words = useWords<typeof en>("rhythm").habits;
  return (
    <FormSheet
      title={words.add}
      label={words.add}
      form={create}
      begin={{ ...begun.daily, targetPerDay: 1, freezesLeft: 0 }}
      fields={(form) => <HabitFields form={form} isNew />}
      save={(body) =>
        change("rhythm.habits.create", { body: { ...body, name: String(body.name ?? "") }, isQuiet: true })
      }
      onClose={close}
    />
  );
}
