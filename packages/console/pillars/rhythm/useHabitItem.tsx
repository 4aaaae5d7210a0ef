/** A habit of a day as a row: its box, what became of the last days, and what can be said of this one. */
import { type Dot, Dots } from "#console/charts/Dots.tsx";
import { checkIn, type HabitDay, takeBack } from "#console/frame/habits.ts";
import { Glyph } from "#console/ui/Glyph.tsx";
import type { Item } from "#console/ui/List.tsx";
import type { MenuItem } from "#console/ui/Menu.tsx";
import { State } from "#console/ui/State.tsx";
import { number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { amount, cadence, inARow, target } from "./cadence.ts";
import { habitActions } from "./habit-actions.ts";
import type en from "./words.en.ts";

/** `say` opens the sheet in which all of it can be said. */
export function useHabitItem(say: (day: HabitDay) => void): (day: HabitDay) => Item {
  const words = useWords<typeof en>("rhythm");
  return (day) => {
    const { habit, checkIn: said } = day;
    const isDone = said?.status === "done";
    const parts = [cadence(habit, words.cadence), target(habit), weekOf(day, words), inARow(habit, words.habits)];
    return {
      name: habit.name,
      to: `/rhythm/habits/${habit.id}`,
      sub: parts.filter(Boolean).join(" · "),
      check: {
        checked: isDone,
        label: words.habits.check(habit.name),
        onChange: (checked) =>
          void (checked ? checkIn(day, { status: "done" }, words.habits.checked(habit.name)) : takeBack(day)).catch(
            () => {},
          ),
      },
      lead: <Glyph icon="repeat" of="rhythm" />,
      end: (
        <>
          <Became day={day} />
          <Recent day={day} />
        </>
      ),
      menu: [...sayings(day, words, () => say(day)), ...habitActions(habit, words.habits)],
    };
  };
}

/** What was said of the day, where that is more than done or not. */
function Became({ day: { habit, checkIn: said } }: { day: HabitDay }) {
  const words = useWords<typeof en>("rhythm").habits;
  if (said?.status === "skipped") return <State icon="right">{words.statuses.skipped}</State>;
  if (said?.status === "frozen") return <State icon="shield">{words.statuses.frozen}</State>;
  if (said?.status === "partial")
    return (
      <span className="num">{words.partOf(number(said.amount ?? 0), amount(habit.targetPerDay, habit.unit))}</span>
    );
  return null;
}

/** The day and the six before it. */
export function Recent({ day: { recent, checkIn: said, date, isDue } }: { day: HabitDay }) {
  const words = useWords<typeof en>("rhythm").habits;
  // What was just said of the day, or taken back, is not in the answer yet.
  const unsaid = (status: Status) =>
    status === "missed" || status === "due" || status === "none" ? status : isDue ? "due" : "none";
  const statuses = recent.map((one) => (one.date === date ? (said?.status ?? unsaid(one.status)) : one.status));
  const done = statuses.filter((status) => status === "done").length;
  return (
    <span className="habit-recent">
      <Dots dots={statuses.map((status) => DOTS[status])} said={words.recent(done, statuses.length)} />
    </span>
  );
}

type Status = HabitDay["recent"][number]["status"];

const DOTS: Record<Status, Dot> = {
  done: "done",
  partial: "part",
  skipped: "left",
  frozen: "left",
  missed: "missed",
  due: "due",
  none: "none",
};

/** “2 of 3 this week”, of what is counted by weeks. */
function weekOf({ unit }: HabitDay, words: ReturnType<typeof useWords<typeof en>>): string | undefined {
  if (!unit || unit.needed === 1) return undefined;
  return words.habits.ofWeek(unit.done, unit.needed);
}

function sayings(
  day: HabitDay,
  { habits: words }: ReturnType<typeof useWords<typeof en>>,
  say: () => void,
): MenuItem[] {
  const { habit, checkIn: said } = day;
  const isSaid = said !== null && said.status !== "frozen";
  return [
    { label: words.say, icon: "pencil", onSelect: say },
    ...(said?.status === "skipped"
      ? []
      : [
          {
            label: words.skip,
            icon: "right",
            onSelect: () => void checkIn(day, { status: "skipped" }, words.skipped(habit.name)).catch(() => {}),
          } satisfies MenuItem,
        ]),
    ...(isSaid
      ? [
          {
            label: words.takeBack,
            icon: "undo",
            onSelect: () => void takeBack(day).catch(() => {}),
          } satisfies MenuItem,
        ]
      : []),
  ];
}
