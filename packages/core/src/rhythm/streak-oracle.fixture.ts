/** Streaks by brute force: day by day, from what the database has of a habit, with no code of the product. */

/** What was said of a day. */
export interface Line {
  date: string;
  status: string;
}

/** What was asked for from a day on. */
export interface Asked {
  from: string;
  config: { daysOfWeek?: number[]; intervalDays?: number; timesPerWeek?: number };
  paused: boolean;
}

const DAY_MS = 86_400_000;
const next = (day: string, days = 1) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
const weekday = (day: string) => new Date(day).getUTCDay() || 7;

/** Goes through all days, and keeps count of what the day's schedule asks for. Weeks begin on Mondays. */
export function bruteForce(
  { startsOn, judgedThrough }: { startsOn: string; judgedThrough: string },
  lines: readonly Line[],
  schedules: readonly Asked[],
) {
  const said = new Map(lines.map(({ date, status }) => [date, status]));
  const done = lines.filter(({ status }) => status === "done").map(({ date }) => date);
  const first = [startsOn, ...done].sort()[0]!;
  const last = next([judgedThrough, ...lines.map(({ date }) => date)].sort().at(-1)!, 8);
  let [current, best] = [0, 0];
  const idleFreezes: string[] = [];
  let lastDone: string | undefined;
  /** What a unit of several days has so far. */
  let unit = { days: 0, done: 0, standIns: 0, frozen: "", due: "", isOverdue: false };
  const nothing = { days: 0, done: 0, standIns: 0, frozen: "", due: "", isOverdue: false };
  /** The freezes since the last unit that was done, which a missed one makes vain. */
  let gap: string[] = [];
  const count = (outcome: "done" | "carried" | "missed", lastDay: string, frozen: string) => {
    if (outcome === "done") {
      current++;
      gap = [];
    } else if (outcome === "missed" && frozen) {
      if (current === 0) idleFreezes.push(frozen);
      gap.push(frozen);
    } else if (outcome === "missed" && lastDay <= judgedThrough) {
      idleFreezes.push(...gap);
      current = 0;
      gap = [];
    }
    best = Math.max(best, current);
  };
  for (let day = first; day <= last; day = next(day)) {
    const inForce = (one: string) => schedules.filter(({ from }) => from <= one).at(-1) ?? schedules[0]!;
    const schedule = inForce(day);
    const { config, paused } = schedule;
    const status = said.get(day);
    const isNew = day === first || inForce(next(day, -1)) !== schedule;
    const isLast = inForce(next(day)) !== schedule;
    if (isNew) unit = { ...nothing };
    if (!paused && config.intervalDays !== undefined) {
      if (isNew) {
        const due = lastDone === undefined ? day : next(lastDone, config.intervalDays);
        unit.due = due > day ? due : day;
      }
      if (status === "done") {
        count("done", day, "");
        unit = { ...nothing, due: next(day, config.intervalDays) };
      } else {
        if (status === "frozen") unit.frozen = day;
        else if (status && (unit.isOverdue || day === unit.due)) unit.standIns++;
        if (day === unit.due) {
          count(unit.standIns > 0 ? "carried" : "missed", day, unit.frozen);
          unit = { ...nothing, due: next(day, config.intervalDays), isOverdue: true };
        }
      }
    } else if (!paused && config.timesPerWeek !== undefined) {
      unit.days++;
      if (status === "done") unit.done++;
      else if (status === "frozen") unit.frozen = day;
      else if (status) unit.standIns++;
      if (weekday(day) === 7 || isLast) {
        const needed = Math.floor((config.timesPerWeek * unit.days) / 7);
        const isDone = unit.done >= needed;
        if (needed > 0)
          count(isDone ? "done" : unit.done + unit.standIns >= needed ? "carried" : "missed", day, unit.frozen);
        unit = { ...nothing };
      }
    } else if (!paused && (config.daysOfWeek === undefined || config.daysOfWeek.includes(weekday(day)))) {
      const frozen = status === "frozen" ? day : "";
      count(status === "done" ? "done" : status && !frozen ? "carried" : "missed", day, frozen);
    }
    if (status === "done") lastDone = day;
  }
  return { current, best, idleFreezes };
}
