/**
 * What has to be known of a calendar file before its events are read: its zones, which may stand after them; what its calendars are for;
 * which of several versions of an event counts; and the clocks of each series, by which its exceptions are named.
 */
import { icsErrors } from "#core/calendar/sayings";
import { type Source, UnreadableSource } from "#core/ingest/importer";
import { cut } from "#kit/text";
import { beginningOf, type Component, partsOf } from "./components.ts";
import { type ContentLine, nameOf, propertyOf, storable, textOf } from "./content-line.ts";
import { wallOf } from "./written-times.ts";
import { zoneRulesOf } from "./zone-rules.ts";
import { ZonesOfFile } from "./zones.ts";

/** The largest file, in bytes: it is read from the beginning each time that an import goes on. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

export interface Survey {
  zones: ZonesOfFile;
  /** Where each calendar of the file begins, and its METHOD (RFC 5546). */
  calendars: { at: number; method: string }[];
  /** X-WR-CALNAME, or NAME of RFC 7986; empty when it has none. */
  name: string;
  /** Where the version of an event begins that counts, by `versionKey`. */
  counting: Map<string, { at: number; line: number }>;
  uids: Set<string>;
}

/** Throws UnreadableSource for what is no calendar, or larger than one may be. */
export async function surveyOf(source: Source): Promise<Survey> {
  if (source.sizeBytes > MAX_FILE_BYTES)
    throw new UnreadableSource(icsErrors("ics_too_large", { maxMb: MAX_FILE_BYTES / 1024 / 1024 }));
  const survey: Survey = {
    zones: new ZonesOfFile(),
    calendars: [],
    name: "",
    counting: new Map(),
    uids: new Set(),
  };
  const ranks = new Map<string, number[]>();
  for await (const part of partsOf(source, await beginningOf(source))) {
    if (part.is === "calendar") survey.calendars.push({ at: part.at, method: "" });
    else if (part.is === "property") note(survey, part.line);
    else if (part.kind === "VTIMEZONE") addZone(survey, part);
    else if (part.kind === "VEVENT" && !part.problem) count(survey, ranks, part);
  }
  if (survey.calendars.length === 0) throw new UnreadableSource(icsErrors("ics_no_calendar"));
  return survey;
}

/** The METHOD of the calendar that a place of the file belongs to, in upper case; empty without one. */
export function methodAt({ calendars }: Survey, at: number): string {
  // By halves: a file may say a hundred thousand times that a calendar begins.
  let [from, until] = [0, calendars.length];
  while (from < until) {
    const middle = Math.floor((from + until) / 2);
    if (calendars[middle]!.at <= at) from = middle + 1;
    else until = middle;
  }
  return calendars[from - 1]?.method ?? "";
}

function note(survey: Survey, line: ContentLine): void {
  const name = nameOf(line);
  const calendar = survey.calendars.at(-1);
  if (!calendar) return;
  if (name === "METHOD") calendar.method = textOf(propertyOf(line)).trim().toUpperCase();
  if ((name === "X-WR-CALNAME" || name === "NAME") && survey.name === "")
    survey.name = cut(textOf(propertyOf(line)).trim(), 200);
}

function addZone({ zones }: Survey, { lines, problem }: Component): void {
  const rules = problem === undefined && zones.hasRoom ? zoneRulesOf(lines) : undefined;
  if (rules) zones.add(rules);
}

/** What versions of one event have in common: its UID, and for an instance of a series which one. Undefined without a UID. */
export function versionKey(lines: readonly ContentLine[]): string | undefined {
  const uid = saidBy(lines, "UID");
  return uid ? `${uid}\n${saidBy(lines, "RECURRENCE-ID")}` : undefined;
}

/** The UID of an event; empty without one. */
export const uidIn = (lines: readonly ContentLine[]): string =>
  textOf(propertyOf({ text: `UID:${saidBy(lines, "UID")}`, number: 0, isCut: false }));

/** The value of a property of a component itself, as it is written. */
function saidBy(lines: readonly ContentLine[], wanted: string): string {
  let depth = 0;
  for (const line of lines) {
    const name = nameOf(line);
    if (name === "BEGIN") depth++;
    else if (name === "END") depth--;
    else if (depth === 0 && name === wanted) return storable(line.text.slice(line.text.indexOf(":") + 1)).trim();
  }
  return "";
}

function count({ counting, uids }: Survey, ranks: Map<string, number[]>, { lines, start, line }: Component): void {
  const key = versionKey(lines);
  if (key === undefined) return;
  uids.add(uidIn(lines));
  const rank = rankOf(lines);
  const known = ranks.get(key);
  // Of equal ones the last: a program that appends to its file writes the newest at the end.
  if (known && isLess(rank, known)) return;
  ranks.set(key, rank);
  counting.set(key, { at: start.at, line });
}

/** By the revision first (RFC 5545, section 3.8.7.4), then by when it was written. */
function rankOf(lines: readonly ContentLine[]): number[] {
  const moment = (name: string) => {
    const line = lines.find((one) => nameOf(one) === name);
    return (line && wallOf(propertyOf(line)?.values[0])?.wall) ?? 0;
  };
  return [Number(saidBy(lines, "SEQUENCE")) || 0, moment("DTSTAMP"), moment("LAST-MODIFIED")];
}

function isLess(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((value, n) => value !== other[n]);
  return at >= 0 && one[at]! < other[at]!;
}
