/** Decides what becomes of the units of a flight: what is known of them already, and what their importer makes of the others. */
import type { PgTable } from "drizzle-orm/pg-core";
import {
  digest,
  othersRead,
  type Seen,
  type State,
  seenRead,
  statesRead,
  type Trace,
  tracesRead,
  type Wanted,
} from "#core/ingest/import-rows";
import type { Decision, Importer, Planned, Reading, RowWrite, Unit } from "#core/ingest/importer";
import type { Job } from "#core/ingest/imports";
import { rowReasons } from "#core/ingest/sayings";
import { isSql, type Values } from "#kit/change-statement";
import { errorsOf } from "#kit/check";
import { metaOf } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { derivedId, timeOf } from "#kit/ids";
import type { InputError, Problem } from "#kit/problem";
import { about, type Saying } from "#kit/saying";
import { columnsOf } from "#kit/table";
import { cut } from "#kit/text";
import { columnSchema } from "#kit/wire";

/** An import that is being done: who for, how, and how far it is. */
export interface Importing {
  ctx: Ctx;
  importer: Importer;
  reading: Reading<unknown, unknown>;
  /** As the database has it after the last flight. */
  job: Job;
  /** What the importer has found out about the source in this slice. */
  found?: Readonly<Record<string, unknown>>;
  /** Rows a second of late, if it can be told. */
  rowsPerSecond(processed: number): number | null;
}

/** A unit and what becomes of it. */
export interface Item {
  unit: Unit<unknown>;
  position: number;
  title: string | null;
  identity?: string;
  occurrence: number;
  /** Whether others of its identity are things of their own. */
  repeats: boolean;
  content?: string;
  trace?: Trace;
  decision: Decision;
}

/**
 * Decides about the units, or about the first of them: what is better decided once these are written waits for the next flight. That is a
 * row of the same identity as one before that says something else, and a row that refers to one which is no new thing of this import.
 */
export async function decided(
  importing: Importing,
  units: readonly Unit<unknown>[],
): Promise<{ items: Item[]; others: string }> {
  const { ctx, importer, reading, job } = importing;
  const traits = units.map((unit) => traitsOf(importing, unit));
  const known = await lookUp(ctx, reading, job, wantedOf(traits));
  const items: Item[] = [];
  let counted = 0;
  const planned: { item: Item; row: Planned<unknown> }[] = [];
  /** What this flight has come across, by identity. */
  const here = new Map<string, { ids: { at: number; id: string }[]; count: number; content: string | undefined }>();
  for (const [at, unit] of units.entries()) {
    const { identity, content, repeats } = traits[at]!;
    const before = identity === undefined ? undefined : here.get(identity);
    if (before && !repeats && before.content !== content) break;
    const times = identity === undefined ? 0 : (known.seen.get(identity)?.count ?? 0) + (before?.count ?? 0);
    const occurrence = repeats ? times : 0;
    const trace = identity === undefined ? undefined : known.traces.get(`${identity} ${occurrence}`);
    const position = job.processed + counted;
    counted += unit.count ?? 1;
    const idFor = (part = "") => derivedId(job.id, `${job.isDryRun ? "dry " : ""}${position} ${part}`);
    const decision = foregoneOf(unit, { isRepeated: before !== undefined && !repeats, trace, content, known });
    const item = {
      unit,
      position,
      // Of what nothing is recorded nobody asks for it.
      get title() {
        return unit.row === undefined ? null : storable(cut(reading.titleOf(unit.row), 200));
      },
      identity,
      occurrence,
      repeats,
      content,
      trace,
      decision: decision ?? UNDECIDED,
    };
    items.push(item);
    if (!decision) {
      const idOf = (of: string) => {
        const key = keyOf(importing, of);
        return here.get(key)?.ids.findLast((one) => one.at < at)?.id ?? known.idOf(key);
      };
      planned.push({ item, row: { row: unit.row, idFor, idOf, occurrence, known: trace && knownOf(trace, known) } });
    }
    if (identity !== undefined) {
      const { ids = [], count = 0 } = before ?? {};
      if (decision?.action !== "refuse") ids.push({ at, id: trace?.entityId ?? idFor() });
      here.set(identity, { ids, count: count + 1, content });
    }
  }
  const rows = planned.map(({ row }) => row);
  // By our clock, which made the id.
  const askedAt = new Date(timeOf(job.id));
  const recognized = new Set(
    items.flatMap(({ trace, decision }) => (trace && decision !== UNDECIDED ? [trace.entityId] : [])),
  );
  const planning = { ctx, importId: job.id, options: job.options, now: askedAt, rows, recognized };
  const decisions = rows.length > 0 ? await reading.plan(planning) : [];
  if (decisions.length !== rows.length)
    throw new Error(`${importer.kind}: ${decisions.length} decisions for ${rows.length} rows`);
  for (const [at, { item }] of planned.entries()) item.decision = checked(reading, decisions[at]!);
  const refersTo = traits.map((one) => one.refersTo);
  return { items: items.slice(0, untilMisunderstood(items, refersTo)), others: known.others };
}

/** As PostgreSQL holds texts: without NUL, and without half characters, which JSON can name (RFC 8259, section 8.2). */
const storable = (text: string) => text.replaceAll("\0", "").toWellFormed();

/** Of one person: what others import is another thing. */
const keyOf = ({ ctx, importer }: Importing, identity: string) => digest([ctx.actor.userId, importer.family, identity]);

interface Traits {
  identity: string | undefined;
  content: string | undefined;
  repeats: boolean;
  refersTo: readonly string[];
}

/** What identifies a unit, what it says, and what it refers to. */
function traitsOf(importing: Importing, { row }: Unit<unknown>): Traits {
  const { reading, job } = importing;
  if (row === undefined) return { identity: undefined, content: undefined, repeats: false, refersTo: [] };
  const identity = reading.identity(row, job.options);
  return {
    identity: identity === undefined ? undefined : keyOf(importing, identity),
    repeats: typeof reading.repeats === "function" ? reading.repeats(row) : reading.repeats === true,
    content: identity === undefined ? undefined : digest(reading.contentOf ? reading.contentOf(row) : row),
    refersTo: (reading.refersTo?.(row, job.options) ?? []).map((one) => keyOf(importing, one)),
  };
}

function wantedOf(traits: readonly Traits[]): Wanted[] {
  const rows = new Map<string, number>();
  for (const { identity, refersTo } of traits) {
    for (const one of refersTo) rows.set(one, rows.get(one) ?? 0);
    if (identity !== undefined) rows.set(identity, (rows.get(identity) ?? 0) + 1);
  }
  return [...rows].map(([identity, count]) => ({ identity, rows: count }));
}

/** The decision where there is nothing to be asked. */
function foregoneOf(
  { row, problem }: Unit<unknown>,
  of: { isRepeated: boolean; trace: Trace | undefined; content: string | undefined; known: Known },
): Decision | undefined {
  const { isRepeated, trace, content, known } = of;
  if (row === undefined || problem !== undefined) return { action: "refuse", reason: problem ?? rowReasons("no_row") };
  if (isRepeated) return { action: "skip", reason: rowReasons("same_row_before") };
  if (!trace) return undefined;
  if (known.states.get(trace.entityId)?.isDeleted)
    return { action: "skip", reason: rowReasons("imported_and_deleted") };
  if (trace.content === content) return { action: "skip", reason: rowReasons("imported_before") };
  return trace.action === "linked" ? { action: "skip", reason: rowReasons("is_here") } : undefined;
}

function knownOf({ entityType, entityId, version }: Trace, { states }: Known) {
  // What a dry run would make has no state.
  const now = states.get(entityId)?.version ?? version ?? 1;
  return { entityType, entityId, version: now, isChanged: now !== version };
}

/**
 * How many of the items were decided with right ideas of those before them: a row that refers to one which turns out to be something else
 * than a new thing of this import is decided anew, in the next flight.
 */
function untilMisunderstood(items: readonly Item[], refersTo: readonly (readonly string[])[]): number {
  const others = new Set<string>();
  for (const [at, { identity, decision }] of items.entries()) {
    if (refersTo[at]!.some((one) => others.has(one))) return at;
    const isOther = decision.action === "refuse" || (decision.action === "skip" && decision.is);
    if (identity !== undefined && isOther) others.add(identity);
  }
  return items.length;
}

/** Stands for a decision that is still to come. */
const UNDECIDED: Decision = { action: "refuse", reason: rowReasons("no_row") };

interface Known {
  /** By identity and occurrence. */
  traces: ReadonlyMap<string, Trace>;
  seen: ReadonlyMap<string, Seen>;
  states: ReadonlyMap<string, State>;
  idOf(identity: string): string | undefined;
  /** What the person's other imports had done before this was looked up. */
  others: string;
}

/** One flight, and another one for how those things are now that are known already. */
async function lookUp(
  ctx: Ctx,
  reading: Reading<unknown, unknown>,
  job: Job,
  wanted: readonly Wanted[],
): Promise<Known> {
  const [others, traces, seen] = await ctx.db.batch([othersRead(job), tracesRead(job, wanted), seenRead(job, wanted)]);
  const ids = [...new Set([...traces, ...seen].flatMap(({ entityId }) => entityId ?? []))];
  const targets = Object.values(reading.targets);
  const states = ids.length > 0 ? await ctx.db.batch(targets.map((target) => statesRead(target, ids))) : [];
  const stateOf = new Map(states.flat().map((state) => [state.id, state]));
  const isGone = (id: string) => stateOf.get(id)?.isDeleted === true;
  const latest = new Map<string, string>();
  for (const { identity, entityId } of traces) if (!isGone(entityId)) latest.set(identity, entityId);
  for (const { identity, entityId } of seen) if (entityId && !isGone(entityId)) latest.set(identity, entityId);
  return {
    traces: new Map(traces.map((trace) => [`${trace.identity} ${trace.occurrence}`, trace])),
    seen: new Map(seen.map((one) => [one.identity, one])),
    states: stateOf,
    idOf: (identity) => latest.get(identity),
    others,
  };
}

/** Refuses values that their columns do not take. */
function checked({ targets }: Reading<unknown, unknown>, decision: Decision): Decision {
  if (decision.action !== "write") return decision;
  for (const write of decision.writes) {
    const { table, inBulk } = targets[nameOf(write)]!;
    // Of these the importer has seen to it, as it has to what is the same.
    if (inBulk) continue;
    const wrong = wrongIn(table, write.values);
    if (wrong) return { action: "refuse", reason: ofField(wrong) };
    const parts = "create" in write ? Object.entries(write.parts ?? {}) : [];
    for (const [name, rows] of parts)
      for (const row of rows) {
        const wrongPart = wrongIn(targets[nameOf(write)]!.parts![name]!, row);
        if (wrongPart) return { action: "refuse", reason: ofField(wrongPart) };
      }
  }
  return decision;
}

export const nameOf = (write: RowWrite): string => ("create" in write ? write.create : write.update);

function wrongIn(table: PgTable, values: Values<PgTable>): InputError | undefined {
  const columns = columnsOf(table);
  for (const [key, value] of Object.entries(values as Record<string, unknown>)) {
    const column = columns[key];
    if (value === undefined || isSql(value) || !column || isMade(column)) continue;
    if (value === null && !column.notNull) continue;
    const { error } = schemaOf(column).safeParse(value, { reportInput: true });
    if (error) return errorsOf(error.issues, "pointer", [key])[0];
  }
  return undefined;
}

/** What is wrong with a field of a row. */
export const ofField = ({ pointer, detail, coded }: InputError): Saying =>
  about(pointer!.slice(2), { ...coded, text: detail });

/** Why a problem came up; one that says no more than its title is known by its own code. */
export const ofProblem = ({ saying, code, message }: Problem): Saying =>
  saying ?? { code: `problem.${code}`, params: {}, text: message };

type Column = Parameters<typeof columnSchema>[0];

/** What is sealed, and the keys by which that is found, are the importer's to make. */
function isMade(column: Column): boolean {
  const kind = metaOf(column)?.kind;
  return kind === "encrypted" || kind === "internal";
}

const schemas = new WeakMap<Column, ReturnType<typeof columnSchema>>();

function schemaOf(column: Column) {
  const made = schemas.get(column) ?? columnSchema(column);
  schemas.set(column, made);
  return made;
}
