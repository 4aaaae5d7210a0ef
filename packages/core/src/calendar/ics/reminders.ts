/** VALARM (RFC 5545, section 3.6.6) as reminders before the start of an event. */
import type * as z from "zod/mini";
import type { reminders } from "#core/calendar/calendar.sql";
import { type ContentLine, nameOf, type Property, parameterOf, propertyOf, textOf } from "./content-line.ts";
import { durationOf, timed } from "./times.ts";
import { wallOf } from "./written-times.ts";
import type { ZonesOfFile } from "./zones.ts";

export type Reminder = z.output<typeof reminders>[number];

export interface Alarm {
  trigger: Property | undefined;
  action: string;
}

const MAX_REMINDERS = 10;
/** As far from the start as the column has it: four weeks. */
const MAX_MINUTES = 40_320;
const MINUTE_MS = 60_000;

/** The lines of an event itself, and the alarms in it. */
export function alarmsIn(lines: readonly ContentLine[]): { own: ContentLine[]; alarms: Alarm[] } {
  const own: ContentLine[] = [];
  const alarms: Alarm[] = [];
  const open: string[] = [];
  let inside: ContentLine[] = [];
  for (const line of lines) {
    const name = nameOf(line);
    if (name === "BEGIN") {
      open.push(
        line.text
          .slice(line.text.indexOf(":") + 1)
          .trim()
          .toUpperCase(),
      );
      if (open.length === 1) inside = [];
    } else if (name === "END") {
      if (open.length === 1 && open[0] === "VALARM") alarms.push(alarmOf(inside));
      open.pop();
    } else if (open.length === 0) own.push(line);
    else if (open.length === 1) inside.push(line);
  }
  return { own, alarms };
}

function alarmOf(lines: readonly ContentLine[]): Alarm {
  const find = (name: string) => {
    const line = lines.find((one) => nameOf(one) === name);
    return line && propertyOf(line);
  };
  return { trigger: find("TRIGGER"), action: textOf(find("ACTION")).toUpperCase() };
}

/** Minutes before the start, each once. What is further away than four weeks, and what reminds of nothing, is left out. */
export function remindersOf(
  alarms: readonly Alarm[],
  { startMs, lengthMs }: { startMs: number; lengthMs: number },
  zones: ZonesOfFile,
): Reminder[] {
  const minutes = new Set<number>();
  for (const { trigger, action } of alarms) {
    if (!trigger || action === "NONE") continue;
    const [value] = trigger.values;
    const written = wallOf(value);
    const duration = durationOf(value);
    const isOfEnd = parameterOf(trigger, "related")?.toUpperCase() === "END";
    const at = written && timed(written, trigger, zones, () => {});
    const before = at
      ? startMs - (at.instant ?? at.wall)
      : duration && -(duration.days + duration.exact) - (isOfEnd ? lengthMs : 0);
    if (before === undefined) continue;
    const rounded = Math.round(before / MINUTE_MS) + 0;
    if (Math.abs(rounded) <= MAX_MINUTES) minutes.add(rounded);
  }
  return [...minutes].slice(0, MAX_REMINDERS).map((minutesBefore) => ({ minutesBefore }));
}
