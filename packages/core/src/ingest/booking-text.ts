/** Reads a booking from the words of a mail, without markup: what is booked, at whom, and when, as far as the words say. */
import {
  arrives,
  bookingKindOf,
  carBegins,
  carEnds,
  clock,
  departs,
  plainClock,
  referenceAt,
  stayBegins,
  stayEnds,
  withoutMoney,
} from "./booking-words.ts";
import { type Booking, cleanLine, cleanTime } from "./bookings.ts";
import type { Mailbox } from "./mime.ts";
import { dayIn } from "./receipts/dates.ts";
import { languageOf } from "./receipts/language.ts";
import { fold, type Line } from "./receipts/lines.ts";

/** After these lines a ticket has its terms. */
const maxLines = 120;

/**
 * Reads one booking from a mail's words. Call it only for a mail that is a booking. Times are local at the place, because words
 * have no offset.
 */
export function writtenBooking(
  subject: string,
  lines: Line[],
  sender: Mailbox | null | undefined,
  status: Booking["status"],
): Booking {
  const read = lines.slice(0, maxLines).map(withoutMoney);
  const kind = bookingKindOf([fold(subject), ...read.map(({ folded }) => folded)].join("\n"));
  const isDayFirst = languageOf(read) !== "en";
  const timed =
    kind === "lodging"
      ? stayTimes(read, isDayFirst)
      : journeyTimes(read, isDayFirst, kind === "rental_car" ? [carBegins, carEnds] : [departs, arrives]);
  return {
    kind,
    status,
    name: cleanLine(subject),
    provider: cleanLine(sender?.name ?? ""),
    reference: referenceIn(read),
    ...timed,
    place: null,
    persons: [],
  };
}

function referenceIn(lines: Line[]): string | null {
  for (const [index, line] of lines.entries()) {
    const below = lines[index + 1];
    const found = referenceAt.exec(line.folded) ?? referenceAt.exec(`${line.folded} ${below?.folded ?? ""}`);
    const value = found?.indices?.[1];
    if (value) return `${line.text} ${below?.text ?? ""}`.slice(...value);
  }
  return null;
}

type Times = Pick<Booking, "start" | "end">;

function stayTimes(lines: Line[], isDayFirst: boolean): Times {
  const day = (pattern: RegExp) => {
    const match = firstMatch(lines, pattern);
    return match && cleanTime(dayIn(match.from, isDayFirst) ?? "");
  };
  return { start: day(stayBegins) ?? null, end: day(stayEnds) ?? null };
}

function journeyTimes(lines: Line[], isDayFirst: boolean, [begins, ends]: [RegExp, RegExp]): Times {
  const [leaving, arriving] = [firstMatch(lines, begins), firstMatch(lines, ends)];
  const anyDay = () => lines.map(({ folded }) => dayIn(folded, isDayFirst)).find((day) => day !== null) ?? null;
  const said = leaving && dayIn(leaving.from, isDayFirst);
  const day = said ?? anyDay();
  const from = leaving
    ? clockOf(leaving.matched)
    : (lines.map((line) => unlabelledClock(line, isDayFirst)).find((time) => time !== null) ?? null);
  const to = arriving ? clockOf(arriving.matched) : null;
  const dayOfEnd = (arriving && dayIn(arriving.matched, isDayFirst)) ?? (from && to && to >= from ? day : null);
  const at = (date: string | null, time: string | null) =>
    date === null ? null : cleanTime(time ? `${date}T${time}` : date);
  return { start: at(day, from), end: to ? at(dayOfEnd, to) : null };
}

/** A label and its value may be on two lines. `from` is the text from the label on, `matched` ends with its value. */
function firstMatch(lines: Line[], pattern: RegExp): { matched: string; from: string } | null {
  for (const [index, { folded }] of lines.entries()) {
    const pair = `${folded} ${lines[index + 1]?.folded ?? ""}`;
    const match = pattern.exec(pair);
    // A match within the next line alone is found when that line is the first of its pair.
    if (match && match.index <= folded.length) return { matched: match[0], from: pair.slice(match.index) };
  }
  return null;
}

const isPlainClock = new RegExp(plainClock);

/** HH:MM of a time without a label: beside a day, or in a form that no price has. */
function unlabelledClock({ folded }: Line, isDayFirst: boolean): string | null {
  const plain = isPlainClock.exec(folded);
  if (plain) return clockOf(plain[0]);
  return dayIn(folded, isDayFirst) === null ? null : clockOf(folded);
}

const clockParts = /(?<hours>\d{1,2})(?:[:.h](?<minutes>\d\d))? ?(?<half>[ap])?/;

/** HH:MM of the last time of day in a folded text. */
function clockOf(folded: string): string | null {
  const last = [...folded.matchAll(new RegExp(clock, "g"))].at(-1)?.[0];
  const groups = clockParts.exec(last ?? "")?.groups as { hours: string; minutes?: string; half?: string } | undefined;
  if (!groups) return null;
  const hours = groups.half ? (Number(groups.hours) % 12) + (groups.half === "p" ? 12 : 0) : Number(groups.hours);
  return hours < 24 ? `${String(hours).padStart(2, "0")}:${groups.minutes ?? "00"}` : null;
}
