/** What more than one pillar does with habits: reads those of a day, and says what became of one of them. */
import { useMemo } from "react";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { lay, useOverlay, withPatches } from "#console/data/overlay.ts";
import { queries } from "#console/data/queries.ts";
import { prefetch, type Reading, useRead } from "#console/data/read.ts";

type Entry = Answer<"rhythm.habits.day">["data"][number];

/** A habit on a day. The API gives it no id, since it is no row: the id here is what changes are laid over. */
export type HabitDay = Entry & { id: string; date: string };

/** What is said of a day. Without a `status`, an amount says whether it is done. */
export interface Said {
  status?: "done" | "partial" | "skipped";
  amount?: number | null;
  qualityRating?: number | null;
  notes?: string | null;
}

const dayQuery = (date: string | undefined) => ({ query: { date } });

export const prefetchHabits = (date?: string): void => prefetch("rhythm.habits.day", dayQuery(date));

/** Those of a day, today unless given, that are not paused; those that are due, or of whose day something was said, come first. */
export function useHabits(given?: string): Reading<Answer<"rhythm.habits.day">> & { habits: readonly HabitDay[] } {
  const reading = useRead("rhythm.habits.day", dayQuery(given));
  useOverlay();
  const { date, data } = reading.data ?? { date: "", data: [] };
  const days = data.map((one) => ({ ...one, date, id: idOf(one.habit.id, date) }));
  return { ...reading, habits: withPatches(days) };
}

type AgendaEntry = Answer<"calendar.agenda.get">["habits"][number];

/** A habit in the agenda, as the functions below take one. */
export type AgendaHabit = AgendaEntry & Of & { id: string };

/** The habits of an agenda, with what the person just said of them. */
export function useHabitsOf(agenda: { habits: readonly AgendaEntry[] } | undefined): readonly AgendaHabit[] {
  const patched = useOverlay();
  const habits = agenda?.habits;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was just said is in the patches, whose number this is
  return useMemo(() => withPatches((habits ?? []).map(ofAgenda)), [habits, patched]);
}

const ofAgenda = (one: AgendaEntry): AgendaHabit => ({
  ...one,
  id: idOf(one.habitId, one.date),
  habit: { id: one.habitId, name: one.name, targetPerDay: one.targetPerDay },
  checkIn: one.status === null ? null : { status: one.status, amount: one.amount },
});

const idOf = (habitId: string, date: string) => `${habitId} on ${date}`;

/** Says what became of a habit on a day; `text` offers to take it back. */
export function checkIn(of: Of, said: Said, text: string): Promise<unknown> {
  const { date, checkIn: before } = of;
  const undo = () => (before && before.status !== "frozen" ? checkInAs(of, before) : takeBack(of));
  return shownAs(of, looksLike(of, said), (about) =>
    change("rhythm.habits.checkIn", { ...about, body: { date, ...said }, undo, undoText: text }),
  );
}

/** Takes back what was said of the day. */
export const takeBack = (of: Of): Promise<unknown> =>
  shownAs(of, null, (about) => change("rhythm.habits.undo", { ...about, body: { date: of.date } }));

/** A habit on a day, as far as saying something of it needs to know. */
export interface Of extends Pick<HabitDay, "date" | "checkIn"> {
  habit: Pick<HabitDay["habit"], "id" | "name" | "targetPerDay">;
}

const checkInAs = (of: Of, { status, amount }: NonNullable<Entry["checkIn"]>) =>
  shownAs(of, { status, amount }, (about) =>
    change("rhythm.habits.checkIn", {
      ...about,
      // A freeze is spent by the night, and said by nobody.
      body: { date: of.date, status: status === "frozen" ? "done" : status, amount },
    }),
  );

/** How the day will look; an amount that reaches the target makes it done. */
function looksLike({ habit }: Of, { status, amount = null }: Said): Entry["checkIn"] {
  const isPart = status !== "done" && amount !== null && amount < habit.targetPerDay;
  return { status: status === "skipped" ? status : isPart ? "partial" : "done", amount };
}

/** What a change of a day says of it, whatever is said. */
interface About {
  path: { habitId: string };
  row: { id: string };
  patch: { checkIn: Entry["checkIn"] };
  title: string;
}

/** Shows the day as it will be until the API has confirmed it and the answers that follow from it were read again. */
async function shownAs(
  { habit, date }: Of,
  said: Entry["checkIn"],
  send: (about: About) => Promise<unknown>,
): Promise<void> {
  const id = idOf(habit.id, date);
  const lift = lay(id, { fields: { checkIn: said } });
  try {
    await send({ path: { habitId: habit.id }, row: { id }, patch: { checkIn: said }, title: habit.name });
    await queries.invalidateQueries({
      predicate: ({ queryKey: [operation] }) => typeof operation === "string" && FOLLOW.has(operation),
    });
  } finally {
    lift();
  }
}

/** What follows from what was said of days. */
const FOLLOW: ReadonlySet<string> = new Set([
  "rhythm.habits.day",
  "rhythm.habits.stats",
  "rhythm.habits.heatmap",
  "rhythm.habits.checkIns",
  "calendar.agenda.get",
]);
