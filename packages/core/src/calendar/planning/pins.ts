/** What a person has put somewhere in a plan: whether it can be there. */
import type { DailyPlan } from "#core/calendar/daily-plans";
import type { DayGiven, Span } from "#core/calendar/planning/day";
import type { Pin } from "#core/calendar/planning/shown";
import { planRefusals } from "#core/calendar/sayings";
import { wrongInput } from "#kit/problem";
import type { Saying } from "#kit/saying";

/** The most that a person puts somewhere on a day. */
export const MAX_PINS = 50;

export type GivenPin = { startAt: string; endAt: string } & ({ taskId: string } | { habitId: string });

export const readPin = (pin: GivenPin): Pin => ({
  taskId: "taskId" in pin ? pin.taskId.toLowerCase() : null,
  habitId: "habitId" in pin ? pin.habitId.toLowerCase() : null,
  start: Date.parse(pin.startAt),
  end: Date.parse(pin.endAt),
});

/** What is pinned in a plan that was proposed before, and not accepted: it stays when the day is planned anew. */
export const pinsOf = (plan: DailyPlan["plan"]): Pin[] =>
  plan === null || plan.acceptedAt !== null
    ? []
    : plan.scheduledTasks
        .filter(({ isPinned }) => isPinned)
        .map(({ taskId, habitId, startAt, endAt }) => ({
          taskId,
          habitId,
          start: Date.parse(startAt),
          end: Date.parse(endAt),
        }));

/** Why a pin cannot be there, or undefined. `given` is the day without any pins. */
export function whyNot(pin: Pin, day: Span, given: DayGiven, others: readonly Pin[]): Saying | undefined {
  const isKnown = given.tasks.some(({ id }) => id === pin.taskId) || given.habits.some(({ id }) => id === pin.habitId);
  if (!isKnown) return planRefusals("plan_pin_unknown");
  if (pin.end <= pin.start || pin.start < Math.max(day.start, given.now) || pin.end > day.end)
    return planRefusals("plan_pin_apart");
  const meets = ({ start, end }: Span) => start < pin.end && end > pin.start;
  return [...given.busy, ...given.blocks, ...others].some(meets) ? planRefusals("plan_pin_taken") : undefined;
}

/** Throws InvalidInput for the first that cannot be where it is. */
export function refusePins(pins: readonly Pin[], day: Span, given: DayGiven): void {
  for (const [at, pin] of pins.entries()) {
    const why = whyNot(pin, day, given, pins.slice(0, at));
    if (why) throw wrongInput(`#/pinned/${at}`, why);
  }
}

/** Those that can still be where they are. */
export function stillPossible(pins: readonly Pin[], day: Span, given: DayGiven): Pin[] {
  const kept: Pin[] = [];
  for (const pin of pins) if (!whyNot(pin, day, given, kept)) kept.push(pin);
  return kept;
}
