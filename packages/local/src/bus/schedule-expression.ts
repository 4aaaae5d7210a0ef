/** Schedule expressions of EventBridge Scheduler: `rate(5 minutes)`, `cron(0 9 ? * MON-FRI *)`, `at(2026-03-01T09:00:00)`. */
import { Cron } from "croner";

export interface DueTimes {
  /** The first due time after `time`, or undefined when there is none. */
  after(time: Date): Date | undefined;
  /** Whether the moment of registration is itself due, as it is on AWS for a rate without a start date. */
  dueAtOnce: boolean;
}

const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const rateForm = /^rate\(\s*(\d+)\s+(minute|hour|day)(s?)\s*\)$/;
const cronForm = /^cron\((.+)\)$/;
const atForm = /^at\((\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})\)$/;

/** Throws for an expression that AWS would refuse. `registeredAt` is where a rate counts from. */
export function parseScheduleExpression(expression: string, timezone: string, registeredAt: Date): DueTimes {
  const refuse = (reason: string): never => {
    throw new Error(`The schedule expression ${JSON.stringify(expression)} is not valid: ${reason}.`);
  };
  const rate = rateForm.exec(expression);
  if (rate) {
    const count = Number(rate[1]);
    if (count < 1) refuse("a rate needs a positive number");
    if ((count === 1) !== (rate[3] === "")) refuse("the unit is singular for 1 and plural otherwise");
    return rateTimes(count * unitMs[rate[2] as keyof typeof unitMs], registeredAt);
  }
  const at = atForm.exec(expression)?.[1];
  const fields = cronForm.exec(expression)?.[1]?.trim().split(/\s+/);
  if (!at && !fields) return refuse("it is neither rate(…), cron(…) nor at(…)");
  try {
    // croner notices an unknown time zone only when it first looks for a due time.
    new Intl.DateTimeFormat("en", { timeZone: timezone });
    return at ? onceAt(at, timezone) : cronTimes(toCronerPattern(fields ?? []), timezone);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function rateTimes(periodMs: number, start: Date): DueTimes {
  return {
    dueAtOnce: true,
    after(time) {
      const periods = Math.floor((time.getTime() - start.getTime()) / periodMs) + 1;
      return new Date(start.getTime() + Math.max(0, periods) * periodMs);
    },
  };
}

function onceAt(localTime: string, timezone: string): DueTimes {
  const once = new Cron(localTime, { timezone, paused: true }).getOnce();
  if (!once) throw new Error("the time cannot be read");
  return { dueAtOnce: false, after: (time) => (once > time ? once : undefined) };
}

function cronTimes(pattern: string, timezone: string): DueTimes {
  const cron = new Cron(pattern, { timezone, paused: true, mode: "7-part", alternativeWeekdays: true });
  return {
    dueAtOnce: false,
    after(time) {
      let due = cron.nextRun(time);
      // A local time that the change to summer time leaves out is skipped by AWS; croner would run just after the gap.
      while (due && !cron.match(due)) due = cron.nextRun(due);
      return due ?? undefined;
    },
  };
}

/**
 * AWS's fields: minutes, hours, day of month, month, day of week (1 is Sunday), year. croner's are the same after a field of
 * seconds.
 */
function toCronerPattern(fields: string[]): string {
  if (fields.length !== 6) throw new Error("cron needs six fields");
  const [minutes = "", hours = "", dayOfMonth = "", month = "", dayOfWeek = "", year = ""] = fields;
  if ((dayOfMonth === "?") === (dayOfWeek === "?")) {
    throw new Error("exactly one of day-of-month and day-of-week must be ?");
  }
  const otherMarks = [minutes, hours, month, year].some((field) => field.includes("?"));
  if (otherMarks) throw new Error("? stands only for a day");
  if (/(?<![#/\d])(?:0|[89]|\d{2,})/.test(dayOfWeek)) throw new Error("a day of the week is a number from 1 to 7");
  return [
    "0",
    startAndStep(minutes, 59),
    startAndStep(hours, 23),
    startAndStep(anyDay(dayOfMonth), 31),
    startAndStep(month, 12),
    startAndStep(dayOfWeek === "L" ? "7" : anyDay(dayOfWeek), 7),
    startAndStep(year, 2199),
  ].join(" ");
}

const anyDay = (field: string) => (field === "?" ? "*" : field);

/** `5/15` means from 5 on, every 15: croner wants the end of the range too. */
function startAndStep(field: string, last: number): string {
  return field.replace(/(?<![\d-])(\d+)\/(\d+)/g, `$1-${last}/$2`);
}
