/** What a planned day is drawn from, and what is asked of the API for it. */
import { type Answer, type Body, call } from "#console/data/client.ts";
import { queries } from "#console/data/queries.ts";
import { dayAfter } from "#console/words/format.ts";
import { type Entry, entriesOf } from "./entries.ts";
import { dayOf, instantOf, minuteOf, type Span } from "./grid.ts";
import { refresh } from "./refresh.ts";

type Row = Answer<"calendar.daily-plans.list">["data"][number];
export type Plan = NonNullable<Row["plan"]>;
export type Piece = Plan["scheduledTasks"][number];
type Agenda = Answer<"calendar.agenda.get">;
type Asked = Body<"calendar.daily-plans.plan">;
type Pin = NonNullable<Asked["pinned"]>[number];

export const WEEK = 7;

export const plansOf = (days: readonly string[]) => ({
  query: { "date[gte]": days[0]!, "date[lt]": dayAfter(days.at(-1)!, 1), limit: 100 },
});

export const keyOf = ({ taskId, habitId, startAt }: Piece): string => `planned ${taskId ?? habitId} ${startAt}`;

/** What stands, and what is proposed; a proposal that is accepted stands already. */
export function entriesWith(
  agenda: Agenda | undefined,
  plans: readonly Row[],
  zone: string,
  isMovable: boolean,
): Entry[] {
  if (!agenda) return [];
  const fixed = entriesOf({
    agenda: { ...agenda, tasks: [], routines: [] },
    habits: [],
    calendars: [],
    zone,
    moved: new Map(),
    waiting: [],
  });
  const proposed = plans.flatMap(({ plan }) => (plan && plan.acceptedAt === null ? plan.scheduledTasks : []));
  return [
    ...fixed.map((entry) => ({ ...entry, isMovable: false })),
    ...proposed.map((piece) => ofPiece(piece, zone, isMovable)),
  ].sort((one, other) => one.from - other.from);
}

function ofPiece(piece: Piece, zone: string, isMovable: boolean): Entry {
  const [from, to] = [minuteOf(piece.startAt, zone), minuteOf(piece.endAt, zone)];
  return {
    key: keyOf(piece),
    kind: "block",
    title: piece.title,
    from,
    to,
    isAllDay: false,
    startDay: dayOf(from),
    endDay: dayAfter(dayOf(to - 1), 1),
    of: piece.taskId ? "work" : "rhythm",
    isMovable,
    isReadOnly: true,
    isQuiet: false,
  };
}

const pinOf = ({ taskId, habitId, startAt, endAt }: Piece): Pin =>
  taskId ? { taskId, startAt, endAt } : { habitId: habitId!, startAt, endAt };

/** What stays when one piece is put somewhere: that piece there, and what was pinned before. */
export const pinsWith = (plan: Plan, moved: Piece, { from, to }: Span, zone: string): Pin[] => [
  ...plan.scheduledTasks.filter((one) => one.isPinned && keyOf(one) !== keyOf(moved)).map(pinOf),
  pinOf({ ...moved, startAt: instantOf(from, zone), endAt: instantOf(to, zone) }),
];

export async function proposeDay(date: string, body: Asked): Promise<void> {
  await call("calendar.daily-plans.plan", { path: { date }, body });
  await seeAnew();
}

export async function proposeWeek(date: string): Promise<void> {
  await call("calendar.week-plans.plan", { path: { date }, body: {} });
  await seeAnew();
}

/** Of a day the proposal that was seen, by its version; without one the seven days. */
export async function accept(date: string, version: number | undefined): Promise<void> {
  if (version === undefined) await call("calendar.week-plans.accept", { path: { date } });
  else await call("calendar.daily-plans.accept", { path: { date }, query: { version } });
  await seeAnew();
}

async function seeAnew(): Promise<void> {
  await Promise.all([refresh(), queries.invalidateQueries({ queryKey: ["calendar.daily-plans.list"] })]);
}
