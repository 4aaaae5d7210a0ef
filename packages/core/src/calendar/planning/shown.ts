/** A plan of a day as it is kept and answered: what is planned and why, what is not and why, and what is worth knowing. */
import type * as z from "zod/mini";
import type { dayPlan } from "#core/calendar/calendar.sql";
import {
  CELL_MINUTES,
  CELL_MS,
  type DayGiven,
  type DayModel,
  daysLeft,
  type GivenTask,
  isForPeak,
  UNKNOWN_MINUTES,
} from "#core/calendar/planning/day";
import { nextLeast, type Piece } from "#core/calendar/planning/problem";
import { type Unplanned, unplanned } from "#core/calendar/planning/reasons";
import { planInsights, planRationales, planWarnings, unplannedReasons } from "#core/calendar/sayings";
import { codedOf, type Saying } from "#kit/saying";

/** What a person has put somewhere in the plan; instants in milliseconds. */
export interface Pin {
  taskId: string | null;
  habitId: string | null;
  start: number;
  end: number;
}

type DayPlan = z.infer<typeof dayPlan>;
export type Shown = Pick<DayPlan, "scheduledTasks" | "unscheduledTasks" | "insights" | "warnings">;
type ShownPiece = Shown["scheduledTasks"][number];
type ShownUnplanned = Shown["unscheduledTasks"][number];
type Remark = Shown["insights"][number];

/** What is known beside the day itself. */
export interface Circumstances {
  pins: readonly Pin[];
  pinsGone: number;
  isUnread: boolean;
  hasMore: boolean;
  mostTasks: number;
  /** By the ids of tasks: how much of their estimates similar tasks took, in percent. */
  factors: ReadonlyMap<string, number>;
  /** What a model said of tasks, by their ids. */
  notes: ReadonlyMap<string, string>;
}

export function shown(given: DayGiven, model: DayModel, pieces: readonly Piece[], known: Circumstances): Shown {
  const left = unplanned(model.problem, pieces);
  const planned = pieces.map((piece) => shownPiece(given, model, piece, pieces, known));
  const pinned = known.pins.map((pin) => shownPin(given, pin, known));
  return {
    scheduledTasks: [...planned, ...pinned].sort((one, other) => (one.startAt < other.startAt ? -1 : 1)),
    unscheduledTasks: left.map((one) => shownLeft(given, model, one)),
    insights: insightsOf(given, model, pieces, known).map(remark),
    warnings: warningsOf(given, model, left, known).map(remark),
  };
}

const remark = (saying: Saying): Remark => ({ text: saying.text, coded: codedOf(saying) });
const iso = (at: number) => new Date(at).toISOString();

function shownPiece(
  given: DayGiven,
  model: DayModel,
  piece: Piece,
  all: readonly Piece[],
  known: Circumstances,
): ShownPiece {
  const [task, habit] = [model.tasks[piece.item], model.habits[piece.item]];
  const saying = task ? whyTask(given, model, task, piece, all) : whyHabit(model, piece);
  return {
    taskId: task?.id ?? null,
    habitId: habit?.id ?? null,
    title: task?.title ?? habit?.name ?? "",
    startAt: iso(model.begins + piece.start * CELL_MS),
    endAt: iso(model.begins + piece.end * CELL_MS),
    blockType: task ? typeOf(task) : "personal",
    isPinned: false,
    rationale: saying.text,
    rationaleCoded: codedOf(saying),
    note: (task && known.notes.get(task.id)) ?? null,
  };
}

const typeOf = ({ category }: GivenTask): ShownPiece["blockType"] =>
  category === "health" ? "health" : category === "chore" || category === "errand" ? "personal" : "work";

function shownPin({ tasks, habits }: DayGiven, { taskId, habitId, start, end }: Pin, known: Circumstances): ShownPiece {
  const [task, habit] = [tasks.find(({ id }) => id === taskId), habits.find(({ id }) => id === habitId)];
  const saying = planRationales("planned_pinned");
  return {
    taskId,
    habitId,
    title: task?.title ?? habit?.name ?? "",
    startAt: iso(start),
    endAt: iso(end),
    blockType: task ? typeOf(task) : "personal",
    isPinned: true,
    rationale: saying.text,
    rationaleCoded: codedOf(saying),
    note: (task && known.notes.get(task.id)) ?? null,
  };
}

/** The first that holds, from what obliges to what merely fits. */
function whyTask(given: DayGiven, { problem }: DayModel, task: GivenTask, piece: Piece, all: readonly Piece[]): Saying {
  const days = daysLeft(task, given.date);
  if (days !== undefined && days < 0) return planRationales("planned_overdue");
  if (days === 0) return planRationales("planned_due");
  if (task.scheduledDate === given.date) return planRationales("planned_chosen_day");
  if (all.some(({ item }) => problem.items[item]!.after.includes(piece.item))) return planRationales("planned_unlocks");
  if (problem.items[piece.item]!.after.length > 0) return planRationales("planned_after");
  if (isForPeak(task) && problem.peak.subarray(piece.start, piece.end).every(Boolean))
    return planRationales("planned_peak");
  if (days !== undefined && days <= 7) return planRationales("planned_due_soon", { days });
  if (task.lifeDomainId !== null && given.focusDomainIds.includes(task.lifeDomainId))
    return planRationales("planned_focus_domain");
  return planRationales(task.status === "in_progress" ? "planned_begun" : "planned_fits");
}

const whyHabit = ({ problem }: DayModel, { item, start }: Piece): Saying =>
  planRationales(start === problem.items[item]!.ideal ? "planned_habit_on_time" : "planned_habit_near");

function shownLeft(given: DayGiven, model: DayModel, { item, left, reason }: Unplanned): ShownUnplanned {
  const [task, habit] = [model.tasks[item], model.habits[item]];
  const { size, kind } = model.problem.items[item]!;
  const minutes = CELL_MINUTES * (kind === "habit" ? size : nextLeast(left, model.problem.minPiece));
  const saying = sayingOf(reason, minutes, given, model);
  return {
    taskId: task?.id ?? null,
    habitId: habit?.id ?? null,
    title: task?.title ?? habit?.name ?? "",
    minutes: left * CELL_MINUTES,
    reason: saying.text,
    reasonCoded: codedOf(saying),
  };
}

function sayingOf(reason: Unplanned["reason"], minutes: number, given: DayGiven, model: DayModel): Saying {
  switch (reason) {
    case "no_gap_long_enough":
      return unplannedReasons("unplanned_no_gap_long_enough", { minutes });
    case "day_full":
      return unplannedReasons("unplanned_day_full", { minutes });
    case "focus_limit":
      return unplannedReasons("unplanned_focus_limit", { hours: given.settings.maxFocusHours });
    case "too_demanding":
      return unplannedReasons("unplanned_too_demanding", { minutes: model.hardMinutes ?? 0 });
    default:
      return unplannedReasons(`unplanned_${reason}`);
  }
}

function insightsOf(
  given: DayGiven,
  { problem, tasks }: DayModel,
  pieces: readonly Piece[],
  { pins, factors }: Circumstances,
): Saying[] {
  const found: Saying[] = [];
  const work = pieces.filter(({ item }) => tasks[item]);
  const pinnedMinutes = pins.reduce((sum, { taskId, start, end }) => sum + (taskId ? (end - start) / 60_000 : 0), 0);
  const minutes = work.reduce((sum, { start, end }) => sum + (end - start) * CELL_MINUTES, pinnedMinutes);
  found.push(planInsights("plan_planned", { minutes }));
  const taken = new Uint8Array(problem.cells);
  for (const { start, end } of pieces) taken.fill(1, start, end);
  const room = problem.workable.filter((isFree, cell) => isFree && !taken[cell]).length * CELL_MINUTES;
  if (room > 0) found.push(planInsights("plan_room_left", { minutes: room }));
  const peak = work
    .filter(({ item }) => isForPeak(tasks[item]!))
    .reduce((sum, { start, end }) => sum + problem.peak.subarray(start, end).filter(Boolean).length, 0);
  if (peak > 0) found.push(planInsights("plan_peak_used", { minutes: peak * CELL_MINUTES }));
  const learned = given.tasks.flatMap(({ id }) => factors.get(id) ?? []);
  const mean = (of: readonly number[]) => Math.round(of.reduce((sum, one) => sum + one, 0) / of.length);
  const [longer, shorter] = [learned.filter((one) => one > 105), learned.filter((one) => one < 95)];
  if (longer.length > 0) found.push(planInsights("plan_takes_longer", { percent: mean(longer), count: longer.length }));
  if (shorter.length > 0)
    found.push(planInsights("plan_takes_shorter", { percent: mean(shorter), count: shorter.length }));
  return found;
}

function warningsOf(given: DayGiven, model: DayModel, left: readonly Unplanned[], known: Circumstances): Saying[] {
  const found: Saying[] = [];
  if (known.isUnread) found.push(planWarnings("plan_calendar_unread"));
  const due = left.filter(
    ({ item }) => model.tasks[item] && (daysLeft(model.tasks[item], given.date) ?? 1) <= 0,
  ).length;
  if (due > 0) found.push(planWarnings("plan_due_left", { count: due }));
  if (model.hardMinutes !== undefined) {
    const why = given.energyLevel === "low" ? "plan_low_energy" : "plan_short_night";
    found.push(planWarnings(why, { minutes: model.hardMinutes }));
  }
  const unknown = model.tasks.filter((task) => task && !task.isEstimated).length;
  if (unknown > 0) found.push(planWarnings("plan_unestimated", { count: unknown, minutes: UNKNOWN_MINUTES }));
  const meets = given.blocks.filter((block) =>
    given.busy.some(({ start, end }) => start < block.end && end > block.start),
  ).length;
  if (meets > 0) found.push(planWarnings("plan_block_meets_event", { count: meets }));
  if (known.pinsGone > 0) found.push(planWarnings("plan_pins_gone", { count: known.pinsGone }));
  if (known.hasMore) found.push(planWarnings("plan_more_tasks", { max: known.mostTasks }));
  return found;
}
