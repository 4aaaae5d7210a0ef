/**
 * A VTIMEZONE (RFC 5545, section 3.6.5) for a zone of the IANA database: few lines, because some readers refuse a long one. Changes of the
 * clocks that fall on the same weekday of their month year after year are one rule; changes that follow no rule are listed for a few years.
 */

import { weekdays } from "#core/rhythm/recurrence-rule";
import { segmentAt } from "#core/rhythm/zone-clock";
import { dateTimeValue, textValue } from "./write-lines.ts";

/** A change of the clocks. */
interface Turn {
  /** What the clocks show before it, as milliseconds that it would be in UTC. */
  wall: number;
  from: number;
  to: number;
}

/** Changes that are one rule, by what they have in common. */
interface Run {
  turns: Turn[];
  /** Which weekday of its month it is: the first to the fourth, or the last (-1), as far as all of them agree. */
  ordinals: number[];
}

const FIRST_YEAR = 1990;
const MOST_RUNS = 24;

/** The lines of the zone for events of these years. */
export function zoneLines(zone: string, fromYear: number, toYear: number): string[] {
  const turns = turnsIn(zone, Math.max(fromYear, FIRST_YEAR), toYear);
  const runs = runsOf(turns).slice(-MOST_RUNS);
  const parts = runs.length > 0 ? runs.flatMap((run) => observance(run, toYear)) : fixed(zone, fromYear);
  return ["BEGIN:VTIMEZONE", `TZID:${textValue(zone)}`, ...parts, "END:VTIMEZONE"];
}

function turnsIn(zone: string, fromYear: number, toYear: number): Turn[] {
  const turns: Turn[] = [];
  const end = Date.UTC(toYear + 1, 0, 1);
  let segment = segmentAt(zone, Date.UTC(fromYear, 0, 1));
  while (segment.until < end) {
    const next = segmentAt(zone, segment.until);
    if (next.offset !== segment.offset)
      turns.push({ wall: segment.until + segment.offset, from: segment.offset, to: next.offset });
    segment = next;
  }
  return turns;
}

const DAY_MS = 86_400_000;

/** Turns of one kind, each a year after the one before, are a run. */
function runsOf(turns: readonly Turn[]): Run[] {
  const runs: Run[] = [];
  const latest = new Map<string, Run>();
  for (const turn of turns) {
    const at = new Date(turn.wall);
    const kind = [at.getUTCMonth(), at.getUTCDay(), turn.wall % DAY_MS, turn.from, turn.to].join();
    const known = latest.get(kind);
    const common = known?.ordinals.filter((ordinal) => ordinalsOf(turn).includes(ordinal)) ?? [];
    const isNext = known && yearOf(known.turns.at(-1)!) === yearOf(turn) - 1;
    if (known && isNext && common.length > 0) {
      known.turns.push(turn);
      known.ordinals = common;
      continue;
    }
    const run = { turns: [turn], ordinals: ordinalsOf(turn) };
    latest.set(kind, run);
    runs.push(run);
  }
  return runs;
}

const yearOf = ({ wall }: Turn) => new Date(wall).getUTCFullYear();

function ordinalsOf({ wall }: Turn): number[] {
  const at = new Date(wall);
  const day = at.getUTCDate();
  const days = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  return [...(day > days - 7 ? [-1] : []), ...(day <= 28 ? [Math.ceil(day / 7)] : [])];
}

function observance({ turns, ordinals }: Run, toYear: number): string[] {
  const [first, last] = [turns[0]!, turns.at(-1)!];
  const at = new Date(first.wall);
  const goesOn = yearOf(last) === toYear;
  const until = goesOn ? "" : `;UNTIL=${dateTimeValue(last.wall - last.from)}Z`;
  const rule = `RRULE:FREQ=YEARLY;BYMONTH=${at.getUTCMonth() + 1};BYDAY=${ordinals[0]}${weekdays[(at.getUTCDay() + 6) % 7]}${until}`;
  return lines(first, turns.length > 1 ? [rule] : []);
}

function lines({ wall, from, to }: Turn, rule: string[]): string[] {
  const kind = to > from ? "DAYLIGHT" : "STANDARD";
  return [
    `BEGIN:${kind}`,
    `DTSTART:${dateTimeValue(wall)}`,
    `TZOFFSETFROM:${offsetValue(from)}`,
    `TZOFFSETTO:${offsetValue(to)}`,
    ...rule,
    `END:${kind}`,
  ];
}

function fixed(zone: string, year: number): string[] {
  const start = Date.UTC(Math.max(year, 1970), 0, 1);
  const { offset } = segmentAt(zone, start);
  return lines({ wall: start, from: offset, to: offset }, []);
}

function offsetValue(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${ms < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}
