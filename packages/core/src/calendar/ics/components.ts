/**
 * The components of a calendar file (RFC 5545, section 3.6), one after the other from a file of any length. Each is read by itself, so
 * that a broken one spoils no other: one without an end, one with too much in it, and one that is cut off are told as such.
 */
import { icsErrors, icsReasons } from "#core/calendar/sayings";
import { type Source, UnreadableSource } from "#core/ingest/importer";
import { encodingOf, type Line, linesOf, type Place } from "#core/people/lines";
import type { Saying } from "#kit/saying";
import { type ContentLine, nameOf } from "./content-line.ts";

/** A component directly in a calendar. */
export interface Component {
  /** `VEVENT`, `VTODO`, `VTIMEZONE`. */
  kind: string;
  /** Its own lines, and those of what it contains, from after its BEGIN to before its END. */
  lines: readonly ContentLine[];
  /** The line of the file at which it begins. */
  line: number;
  /** Where it begins in the file, and where to read on after it. */
  start: Place;
  next: Place;
  /** Why it cannot be read. */
  problem?: Saying;
}

/** What stands in a file: components, and the properties of the calendar around them. */
export type Part =
  | ({ is: "component" } & Component)
  | { is: "calendar"; at: number }
  | { is: "property"; line: ContentLine };

const MAX_LINES = 10_000;
const MAX_KEPT_BYTES = 1024 * 1024;
const MAX_DEPTH = 5;

/** The first place of a file, after the mark of its encoding. */
export async function beginningOf(source: Source): Promise<Place> {
  const { markBytes } = encodingOf(await head(source));
  return { at: markBytes, number: 1 };
}

const head = (source: Source) => source.range(0, Math.min(4, source.sizeBytes));

/** The parts of a file from a place on: its beginning, or where a component has begun or ended. */
export async function* partsOf(source: Source, from: Place): AsyncGenerator<Part> {
  const { encoding } = encodingOf(await head(source));
  let open: Open | undefined;
  let around: RawLine | undefined;
  for await (const line of linesOf(source, encoding, from)) {
    if (line.isTooLong) throw new UnreadableSource(icsErrors("ics_line_too_long", { line: line.number }));
    const goesOn = isFolded(line) && (open ?? around) !== undefined;
    if (goesOn) {
      if (open) extend(open, line);
      else around!.pieces.push(line.bytes.subarray(1));
      continue;
    }
    if (around) yield { is: "property", line: contentLine(around) };
    around = undefined;
    const mark = markOf(line);
    if (open && mark?.kind !== "VCALENDAR") {
      const isMissed = put(open, line, mark);
      if (isMissed) yield ended(open, line.start, line.number, icsReasons("ics_no_end"));
      else if (open.isDone) yield ended(open, line.next, line.number + 1);
      if (isMissed) open = opened(mark!.kind, line);
      else if (open.isDone) open = undefined;
      continue;
    }
    if (open) yield ended(open, line.start, line.number, icsReasons("ics_no_end_in_calendar"));
    open = undefined;
    if (mark?.is === "BEGIN" && mark.kind === "VCALENDAR") yield { is: "calendar", at: line.start };
    else if (mark?.is === "BEGIN") open = opened(mark.kind, line);
    else if (!mark) around = rawLine(line);
  }
  if (around) yield { is: "property", line: contentLine(around) };
  if (open) yield ended(open, source.sizeBytes, open.line, icsReasons("ics_cut"));
}

/** A line and what continues it. They are joined as bytes, because some programs fold in the middle of a character. */
interface RawLine {
  pieces: Buffer[];
  number: number;
  isCut: boolean;
}

interface Open {
  kind: string;
  line: number;
  start: Place;
  lines: RawLine[];
  keptBytes: number;
  /** The kinds of what is open inside of it. */
  inside: string[];
  isDone: boolean;
  /** Whether what may be continued is left out. */
  skips: boolean;
  problem?: Saying;
}

const opened = (kind: string, line: Line): Open => ({
  kind,
  line: line.number,
  start: { at: line.start, number: line.number },
  lines: [],
  keptBytes: 0,
  inside: [],
  isDone: false,
  skips: true,
});

const ended = ({ kind, lines, line, start, problem }: Open, at: number, number: number, fault?: Saying): Part => ({
  is: "component",
  kind,
  lines: lines.map(contentLine),
  line,
  start,
  next: { at, number },
  ...((fault ?? problem) && { problem: fault ?? problem }),
});

interface Mark {
  is: "BEGIN" | "END";
  kind: string;
}

function markOf({ bytes }: Line): Mark | undefined {
  if (bytes.length > 200) return undefined;
  const [, is, kind] = /^\s*(BEGIN|END)\s*:\s*([A-Z0-9-]{1,60})\s*$/i.exec(bytes.toString("latin1")) ?? [];
  return is && kind ? { is: is.toUpperCase() as Mark["is"], kind: kind.toUpperCase() } : undefined;
}

const isFolded = ({ bytes }: Line) => bytes[0] === 0x20 || bytes[0] === 0x09;

const rawLine = ({ bytes, number, isCut }: Line): RawLine => ({ pieces: [bytes], number, isCut });
const contentLine = ({ pieces, number, isCut }: RawLine): ContentLine => ({
  text: decoded(Buffer.concat(pieces)),
  number,
  isCut,
});

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** UTF-8, or what old programs of Windows write. */
function decoded(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Adds a line to a component. Answers whether another component begins with it although this one has not ended. */
function put(open: Open, line: Line, mark: Mark | undefined): boolean {
  open.skips = true;
  if (mark?.is === "END") {
    if (open.inside.length === 0) open.isDone = true;
    else {
      open.inside.pop();
      keep(open, line);
    }
    return false;
  }
  if (mark?.is === "BEGIN") {
    if (mark.kind === open.kind || mark.kind === "VEVENT") return true;
    open.inside.push(mark.kind);
    if (open.inside.length > MAX_DEPTH) open.problem ??= icsReasons("ics_too_deep", { max: MAX_DEPTH });
    else keep(open, line);
    return false;
  }
  const name = nameOf({ text: line.bytes.toString("latin1", 0, 120) });
  if (name !== undefined && SKIPPED.has(name)) return false;
  if (line.bytes.toString("latin1", 0, 120).trim() === "") return false;
  open.skips = false;
  keep(open, line);
  return false;
}

/** Properties that may be long and that no event here has a place for. */
const SKIPPED: ReadonlySet<string> = new Set(["ATTACH", "IMAGE", "X-ALT-DESC", "STYLED-DESCRIPTION", "COMMENT"]);

function keep(open: Open, line: Line): void {
  open.keptBytes += line.bytes.length;
  if (open.lines.length >= MAX_LINES) open.problem ??= icsReasons("ics_too_many_lines", { max: MAX_LINES });
  else if (open.keptBytes > MAX_KEPT_BYTES)
    open.problem ??= icsReasons("ics_too_much", { maxMb: MAX_KEPT_BYTES / 1024 / 1024 });
  else open.lines.push(rawLine(line));
}

function extend(open: Open, line: Line): void {
  const last = open.lines.at(-1);
  if (open.skips || !last) return;
  open.keptBytes += line.bytes.length;
  if (line.isCut) last.isCut = true;
  if (open.keptBytes > MAX_KEPT_BYTES)
    open.problem ??= icsReasons("ics_too_much", { maxMb: MAX_KEPT_BYTES / 1024 / 1024 });
  else last.pieces.push(line.bytes.subarray(1));
}
