/** How doses and their schedules are written. */
import { list, nameOfWeekday, number } from "#console/words/format.ts";
import type { Medication } from "./medical-reads.ts";
import type en from "./words.en.ts";

export const amountOf = (dose: Medication["dose"]): string => (dose ? `${number(dose.amount)} ${dose.unit}` : "");

export type Schedule = Medication["schedule"];
export const KINDS = ["daily", "weekdays", "interval", "asNeeded"] as const;
export type Kind = (typeof KINDS)[number];

export function kindOf(schedule: Schedule): Kind {
  if ("asNeeded" in schedule) return "asNeeded";
  if ("daysOfWeek" in schedule) return "weekdays";
  return "intervalDays" in schedule ? "interval" : "daily";
}

export const scheduleOf = (given: Schedule | null): Schedule => given ?? { times: ["08:00"] };

export const timesOf = (schedule: Schedule): string[] => ("times" in schedule ? schedule.times : []);

/** A schedule of another kind with the same times. */
export function ofKind(kind: Kind, schedule: Schedule): Schedule {
  const times = timesOf(schedule).length > 0 ? timesOf(schedule) : ["08:00"];
  if (kind === "asNeeded") return { asNeeded: true };
  if (kind === "weekdays") return { times, daysOfWeek: [1] };
  return kind === "interval" ? { times, intervalDays: 2 } : { times };
}

export function inWords(schedule: Schedule, words: (typeof en)["medications"]): string {
  if ("asNeeded" in schedule) return words.kinds.asNeeded;
  const at = list(schedule.times);
  if ("daysOfWeek" in schedule) return words.onDays(list(schedule.daysOfWeek.map((one) => nameOfWeekday(one))), at);
  return "intervalDays" in schedule ? words.everyDays(schedule.intervalDays, at) : words.daily(at);
}
