/**
 * The events of a calendar file as the units of an import. The file is read twice: first events and series, and what is none; then the
 * instances that differ from their series, which may stand before it. What of an event cannot be kept is a unit of its own before it, so
 * that its person reads of it.
 */
import { icsReasons } from "#core/calendar/sayings";
import type { Source, Unit } from "#core/ingest/importer";
import type { Saying } from "#kit/saying";
import { beginningOf, type Component, partsOf } from "./components.ts";
import { nameOf, storable } from "./content-line.ts";
import { eventOf, type IcsEvent } from "./event.ts";
import { methodAt, type Survey, surveyOf, uidIn, versionKey } from "./survey.ts";

/** An event of a file, and what its file says of it. */
export interface IcsRow extends IcsEvent {
  /** RFC 5546: `PUBLISH`, `REQUEST`, `CANCEL` and others; empty without one. */
  method: string;
  /** The line of the version of it that counts instead. */
  countsInstead?: number;
  /** All UIDs of the file: what has none of them was not in it. */
  uidsOfFile: ReadonlySet<string>;
}

/** A unit of a calendar file, and what is not known because of what is wrong with it. */
export interface IcsUnit extends Unit<IcsRow> {
  /** A component that could not be read may be any event. */
  mayBeAny?: true;
  /** An event that could not be kept, by its UID. */
  unkeptUid?: string;
}

/** Where to read on: in the first or the second reading, and after so many units of the component that begins there. */
interface Cursor {
  reading: 1 | 2;
  at: number;
  number: number;
  done: number;
}

export async function* read(source: Source, cursor: string | undefined): AsyncGenerator<IcsUnit> {
  const survey = await surveyOf(source);
  const beginning = await beginningOf(source);
  const from: Cursor = cursor ? JSON.parse(cursor) : { reading: 1, ...beginning, done: 0 };
  for (const reading of [1, 2] as const) {
    if (reading < from.reading) continue;
    const isFirst = reading === from.reading;
    let done = isFirst ? from.done : 0;
    for await (const part of partsOf(source, isFirst ? from : beginning)) {
      if (part.is !== "component") continue;
      const units = unitsOf(part, survey, reading);
      const { start, next, line } = part;
      for (const [n, unit] of units.entries()) {
        if (n < done) continue;
        const place = n === units.length - 1 ? { ...next, done: 0 } : { ...start, done: n + 1 };
        const readBytes = Math.floor(((reading - 1) * source.sizeBytes + next.at) / 2);
        yield { line, next: JSON.stringify({ reading, ...place } satisfies Cursor), readBytes, ...unit };
      }
      done = 0;
    }
  }
}

type Said = Pick<IcsUnit, "row" | "problem" | "mayBeAny" | "unkeptUid">;

/** What a component gives in a reading. */
function unitsOf(component: Component, survey: Survey, reading: 1 | 2): Said[] {
  const { kind, lines, problem, start } = component;
  if (kind === "VTIMEZONE" && !problem) return [];
  const isInstance = kind === "VEVENT" && !problem && lines.some((line) => nameOf(line) === "RECURRENCE-ID");
  if (isInstance !== (reading === 2)) return [];
  if (problem) return [{ ...wrong(problem), mayBeAny: true }];
  if (kind !== "VEVENT") return [{ problem: notTaken(kind) }];
  const made = eventOf(lines, survey.zones);
  const uid = uidIn(lines);
  if (!made.event) return [{ ...wrong(made.problem!), ...(uid ? { unkeptUid: uid } : { mayBeAny: true }) }];
  const key = versionKey(lines);
  const counting = key === undefined ? undefined : survey.counting.get(key);
  const instead = counting && counting.at !== start.at ? { countsInstead: counting.line } : {};
  const row: IcsRow = {
    ...made.event,
    method: methodAt(survey, start.at),
    uidsOfFile: survey.uids,
    ...instead,
  };
  return [...("countsInstead" in instead ? [] : made.notes.map(wrong)), { row }];
}

const wrong = (problem: Saying): Said => ({ problem });

const KINDS: Readonly<Record<string, Saying>> = {
  VTODO: icsReasons("ics_todo"),
  VJOURNAL: icsReasons("ics_journal"),
  VFREEBUSY: icsReasons("ics_freebusy"),
};

const notTaken = (kind: string): Saying =>
  Object.hasOwn(KINDS, kind) ? KINDS[kind]! : icsReasons("ics_other_component", { kind: storable(kind) });
