/**
 * What an import can take in: each kind is declared once with `importer`, in `packages/core/src/<pillar>/importers.ts`, where `npm run gen`
 * finds it. An importer reads and decides; jobs, slices, counters, errors, the dry run, the writing, its events and the undo belong to the
 * mechanism (import-slices.ts), which asks in this order:
 *
 * 1. `read` yields the units of a source one after the other, from a cursor on;
 * 2. `identity` says what is the same thing, so that a second import changes nothing;
 * 3. `plan` decides what becomes of up to 500 rows: writes, a skip, or a refusal with its reason.
 *
 *     export const contactsVcard = importer({
 *       kind: "contacts_vcard",
 *       title: "Contacts from a vCard file",
 *       accepts: ["text/vcard", ".vcf"],
 *       options: z.strictObject({}),
 *       says: { reasons: contactReasons, errors: contactErrors },
 *       load: async () => (await import("#core/people/vcard-import")).vcardImport,
 *     });
 */
import type { SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import type { Values } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";
import type { EventDeclaration } from "#kit/event";
import type { Saying, Sayings } from "#kit/saying";

/** The most rows that are decided and written together. */
export const ROWS_A_FLIGHT = 500;

/**
 * A source that cannot be imported at all, with a sentence for its person: the import fails and is not tried again. `found` is what is known of
 * it nevertheless, by which its person can say how it is to be read.
 */
export class UnreadableSource extends Error {
  override name = "UnreadableSource";
  readonly saying: Saying;
  readonly found: Readonly<Record<string, unknown>> | undefined;

  constructor(saying: Saying, found?: Readonly<Record<string, unknown>>) {
    super(saying.text);
    this.saying = saying;
    this.found = found;
  }
}

/**
 * A member of the source is being unpacked into the store, which takes longer than a slice: the import goes on with it in the next one. An
 * importer lets it pass.
 */
export class StillUnpacking extends Error {
  override name = "StillUnpacking";
}

/** What is imported: a file of the store, or a text that came with the request. It is never in memory as a whole. */
export interface Source {
  /** The name of the file; empty for a text without one. */
  name: string;
  sizeBytes: number;
  /** The bytes from `start` to before `end`; both lie within the source. */
  range(start: number, end: number): Promise<Buffer>;
  /** The bytes from `start` (0 unless given) to the end. Whoever stops reading calls `return`, as `break` in a loop does. */
  stream(start?: number): AsyncIterable<Uint8Array>;
  /**
   * A long member as a source that is read from anywhere without what is before it, because it is unpacked into the store first; undefined
   * for one that is not long. Throws StillUnpacking as long as that goes on. Absent where nothing can be kept.
   */
  unpack?(member: PackedMember): Promise<Source | undefined>;
}

/** A member of an archive, packed by DEFLATE (RFC 1951). */
export interface PackedMember {
  name: string;
  /** What tells it from the other members of its archive, of letters and digits. */
  place: string;
  sizeBytes: number;
  packedBytes: number;
  /** Its packed bytes, from `start` on. */
  packed(start: number): AsyncIterable<Uint8Array>;
}

/** One thing of a source: a row, or the sentence that says why it is none. */
export interface Unit<R> {
  /** Where a person finds it: the line of a text, the number of the record of anything else, from 1. */
  line: number;
  /** `read` goes on after this unit when it is given this text: at most 5,000 characters. */
  next: string;
  /** How many bytes of the source are read when this unit is: the import's percentage is made of it. */
  readBytes: number;
  /** How many things of the source it is: 1 unless given. It is more only where nothing is made of them. */
  count?: number;
  row?: R;
  problem?: Saying;
  /** What is known of the source by now, for its person: it replaces what was said under the same names. A unit may be nothing else. */
  found?: Readonly<Record<string, unknown>>;
}

export const MAX_CURSOR_LENGTH = 5_000;

/** Tables that an importer writes to, by the noun of their events (`task`), in the order in which rows may refer to each other. */
export type Targets = Readonly<Record<string, Target>>;

export interface Target<T extends PgTable = PgTable> {
  /** Its rows have a version, by which the undo tells what was changed since. */
  table: T;
  /** One event for each row. Absent where a row's own event would tell nobody anything. */
  emits?: Record<"created" | "updated" | "deleted", EventDeclaration>;
  /**
   * One event for all rows that a flight creates, instead of one for each of them: whoever follows reads them by the record (see
   * `createdRows` of import-rows.ts). It is about the first of them, and its values are those of `TogetherPayload`.
   */
  emitsTogether?: EventDeclaration;
  /** A SELECT of the ids of live rows that would be lost or left alone without this one: while there is any, the undo keeps it. */
  dependents?: (id: SQL) => SQL;
  /** Its version rises also when others of its rows change, as that of a balance does: what somebody has changed, events alone tell. */
  movesByItself?: boolean;
  /** Whoever changes a row of another target locks those of this one after it, as a transaction its account: so do imports and their undo. */
  isLockedLast?: boolean;
  /**
   * Its rows come by the million: nothing is recorded of each that is created, and each says itself by which import it was (`importId`). Its
   * table knows what is the same, so that `identity` says nothing of such a row and `plan` asks the table and sees to what its columns take; what
   * was deleted is not known any more. Where a constraint of `once` keeps rows from being created, others were written meanwhile, and they
   * are planned again.
   */
  inBulk?: { once: readonly string[] };
  /** Tables of what is part of a row and has neither version nor event: it is written with the row, and goes with it. */
  parts?: Readonly<Record<string, PgTable>>;
}

/** What the event of rows that were created together says. */
export const together = {
  importId: z.guid(),
  /** The places in the source, from 0, between which their rows are; both included. */
  fromPosition: z.int(),
  toPosition: z.int(),
  rows: z.int(),
};

/** What becomes of a row. */
export type Decision<G extends Targets = Targets> =
  | { action: "write"; writes: readonly [RowWrite<G>, ...RowWrite<G>[]] }
  /** There is nothing to do, for a reason that the person reads. `is`: what is already here and counts as this row from now on. */
  | { action: "skip"; reason: Saying; is?: { entityType: string; entityId: string } }
  /** It cannot be taken, for a reason that the person reads. */
  | { action: "refuse"; reason: Saying };

/** The first write of a row decides whether it counts as created or as updated. */
export type RowWrite<G extends Targets = Targets> = {
  [N in keyof G & string]: Creation<N, G[N]["table"]> | Change<N, G[N]["table"]>;
}[keyof G & string];

export interface Creation<N extends string = string, T extends PgTable = PgTable> {
  create: N;
  /** `idFor` of the planned row; of a target that is `inBulk` one that sorts behind those before. */
  id: string;
  values: Values<T>;
  /** Of a target that `emitsTogether`: that it is told of by an event of its own. */
  isToldOf?: true;
  /** Rows of the target's `parts`, by their names, each with the id of what it is part of. */
  parts?: Readonly<Record<string, readonly Values<PgTable>[]>>;
}

/** The values that it replaces are kept, and the undo puts them back. */
export interface Change<N extends string = string, T extends PgTable = PgTable> {
  update: N;
  id: string;
  /** The version that the decision is about: when the row has another by now, the rows are planned again. */
  version: number;
  values: Values<T>;
}

/** A row to decide about. */
export interface Planned<R> {
  row: R;
  /**
   * The id of a row that is created for this one; the same at each try. `part` tells the further rows of one apart ("phone 2"); the first
   * has none.
   */
  idFor(part?: string): string;
  /** The id of what has this identity: it was imported before, by this import or another. Undefined when nothing is known of it. */
  idOf(identity: string): string | undefined;
  /** The how manieth it is of those of one identity in this source, from 0. */
  occurrence: number;
  /**
   * What was made of this row before, by this import or another, when the source says something else of it by now. What says the same, and
   * what was deleted here, is skipped without asking.
   */
  known?: Known;
}

export interface Known {
  entityType: string;
  entityId: string;
  /** Its version as it is now. */
  version: number;
  /** Whether somebody has changed it here since it was imported. */
  isChanged: boolean;
}

export interface Planning<R, O> {
  /** For reading only. */
  ctx: Ctx;
  importId: string;
  options: O;
  /** When the import was asked for, by which words such as “tomorrow” are read: the same at each try. */
  now: Date;
  rows: readonly Planned<R>[];
  /** Ids of what further rows of the source are that stand among these and are known from before, so that nothing is to be decided of them. */
  recognized: ReadonlySet<string>;
}

/** How a kind is read and decided. It is loaded when an import runs, so that listing the kinds loads no parser. */
export interface Reading<R, O, G extends Targets = Targets> {
  targets: G;
  /** Yields the units after `cursor`, or all. Throws UnreadableSource when the source is nothing of this kind. */
  read(source: Source, cursor: string | undefined, options: O): AsyncIterable<Unit<R>>;
  /** What the row is, whatever else changes: an id of its source, or else what identifies it. Undefined: each row is a thing of its own. */
  identity(row: R, options: O): string | undefined;
  /** Rows without an id of their source, of which those of one identity are several things, told apart by their order. */
  repeats?: true | ((row: R) => boolean);
  /** The identities of other rows that `plan` asks for with `idOf`. */
  refersTo?(row: R, options: O): readonly string[];
  /** What of a row is compared with what was imported before; all of it unless given. */
  contentOf?(row: R): unknown;
  /** What a person knows the row by, for the list of what is done. */
  titleOf(row: R): string;
  /** One decision for each row, in their order. */
  plan(planning: Planning<R, O>): readonly Decision<G>[] | Promise<readonly Decision<G>[]>;
}

export interface Importer {
  kind: string;
  title: string;
  /** Media types and endings of file names (`.csv`). */
  accepts: readonly string[];
  options: z.ZodMiniObject;
  /** Options that count as said again when the option `by` has the same value as in an earlier import, and none of them is said. */
  remembers?: { by: string; options: readonly string[] };
  /** Kinds of one family know the same things: what came by one is not created again by another. The kind itself unless given. */
  family: string;
  /** The sentences that it says of rows, and of sources that it cannot read, besides those of the mechanism. */
  says: { reasons?: Pick<Sayings, "sentences">; errors?: Pick<Sayings, "sentences"> };
  load(): Promise<Reading<unknown, unknown>>;
}

/* @__NO_SIDE_EFFECTS__ */
export function importer<R, O extends z.ZodMiniObject, G extends Targets>(spec: {
  kind: string;
  title: string;
  accepts: readonly string[];
  options: O;
  remembers?: Importer["remembers"];
  family?: string;
  says: Importer["says"];
  load(): Promise<Reading<R, z.output<O>, G>>;
}): Importer {
  // The mechanism gives a reading only the options that its own schema has read and the rows that it has yielded itself, which a type for
  // all importers cannot say.
  return {
    ...spec,
    family: spec.family ?? spec.kind,
    load: spec.load as unknown as () => Promise<Reading<unknown, unknown>>,
  };
}
