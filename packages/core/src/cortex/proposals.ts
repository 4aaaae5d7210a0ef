/** Proposals: how they are made, shown as what would change, and rejected. */
import { type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { ProposalEvents } from "#core/cortex/events";
import type { Fields, Proposable, ProposalKind } from "#core/cortex/proposable";
import { proposed } from "#core/cortex/proposables.generated";
import { proposals } from "#core/cortex/proposals.sql";
import { cortexRefusals } from "#core/cortex/sayings";
import { columnsOfTelling, type Telling } from "#core/platform/told";
import { type Calendar, calendarRead } from "#core/rhythm/habit-history";
import type { Values } from "#kit/change-statement";
import { check } from "#kit/check";
import type { Ctx } from "#kit/ctx";
import { type Read, type ResultOf, read } from "#kit/db";
import { Conflict, NotFound, type Problem, ReadOnlyAccess, type Refusals } from "#kit/problem";
import { seenRead, shown } from "#kit/row";
import { rowReader, selection } from "#kit/selection";
import { lastEventOf } from "#kit/story";
import { columnsOf } from "#kit/table";
import { mayChange } from "#kit/table-access";
import { transition } from "#kit/transition";
import { hidden, type Row, rowSchema } from "#kit/wire";

export type Proposal = Row<typeof proposals>;

/** What is nobody's business: by what it is known again, and what it takes to undo it. */
export const OMIT = ["dedupeKey", "applied"] as const;
export const Shown = rowSchema(proposals, OMIT);
export const answered = (proposal: Proposal) => shown(proposals, proposal, OMIT);

/** A field as it is and as it would be. */
const Difference = z.strictObject({ field: z.string(), from: z.unknown(), to: z.unknown() });
export const Detail = rowSchema(proposals, OMIT, {
  diff: z.array(Difference),
  /** The version of the row as it is now; null of a row that is new or gone. */
  currentVersion: z.nullable(z.int()),
});

const kinds = Object.entries(proposed).flatMap(([pillar, of]) =>
  Object.entries(of as Readonly<Record<string, Proposable>>).map(([kind, proposable]) => ({
    kind: kind as ProposalKind,
    pillar,
    proposable,
  })),
);

/** What may be proposed of a kind, and the pillar whose it is; undefined of a kind that nothing declares. */
export const kindOf = (kind: string): (typeof kinds)[number] | undefined => kinds.find((one) => one.kind === kind);

/** What to say where the database refuses a change of any kind. */
export const refusals: Refusals = Object.assign({}, ...kinds.map(({ proposable }) => proposable.refusals ?? {}));

export const DAYS_OPEN = 14;
const DAY_MS = 86_400_000;

export interface Making {
  id?: string;
  kind: ProposalKind;
  action: Proposal["change"]["action"];
  /** The row and the version that it is about; none of a new row. */
  targetId?: string;
  targetVersion?: number;
  fields: Fields;
  from?: Fields;
  telling: Telling;
  madeBy?: Proposal["madeBy"];
  maker?: string;
  dedupeKey?: string;
  insightId?: string;
  agentRunId?: string;
}

/** The columns of a new proposal. Throws InvalidInput for fields that its kind does not have: what a model has written is checked before. */
export function made(ctx: Ctx, { action, fields, from, telling, ...given }: Making): Values<typeof proposals> {
  const of = kindOf(given.kind)?.proposable;
  const schema = of && schemaOf(of, action);
  if (!of || !schema) throw new Error(`nothing of the kind ${given.kind} can be proposed that is a ${action}`);
  const checked = check(schema, fields, "pointer") as Record<string, unknown>;
  const { metric, better } = of.outcome;
  return {
    ...given,
    ...columnsOfTelling(telling),
    change: {
      action,
      ...(given.targetId !== undefined && { id: given.targetId }),
      fields: checked,
      ...(from && { from }),
    },
    expiresAt: new Date(ctx.now().getTime() + DAYS_OPEN * DAY_MS).toISOString(),
    outcomeMetric: metric,
    outcomeBetter: better,
  };
}

/** The form of the fields of a change; undefined where its kind has no such change. */
export function schemaOf(of: Proposable, action: Making["action"]): z.ZodMiniType | undefined {
  if (action === "create") return of.creates;
  if (action === "update") return of.updates;
  if (action === "divide") return of.divides?.steps;
  return of.deletes && z.strictObject({});
}

export interface Seen {
  proposal: Proposal;
  pillar: string;
  proposable: Proposable;
  /** The row that it would change, as it is now; undefined of a new one, and of one that is gone. */
  row: Fields | undefined;
  mayChangeRow: boolean;
  /** The event that proposed it. */
  event: { id: string; correlationId: string } | undefined;
  calendar: Calendar;
}

interface Target {
  row: Fields;
  mayChange: boolean;
}
type Found = ResultOf<ReturnType<typeof seenRead<typeof proposals>>>;

/** A proposal of the speaker's with the row that it would change. One flight. Throws NotFound. */
export async function look(ctx: Ctx, id: string): Promise<Seen> {
  // The proposal last: where somebody decides it meanwhile, the row is not seen as changed and the proposal as open.
  const results: readonly unknown[] = await ctx.db.batch([
    ...kinds.map(({ kind, proposable }) => targetRead(id, kind, proposable.table)),
    lastEventOf(id, ProposalEvents.created),
    calendarRead,
    seenRead(proposals, id),
  ]);
  // What these reads yield, in their order, of which there are as many as kinds before.
  const targets = results.slice(0, kinds.length) as (Target | undefined)[];
  const [event, calendar, seen] = results.slice(kinds.length) as [Seen["event"], Calendar, Found];
  const at = kinds.findIndex(({ kind }) => kind === seen?.row.kind);
  const of = kinds[at];
  if (!seen || !of) throw NotFound();
  const target = targets[at];
  const { pillar, proposable } = of;
  return {
    proposal: seen.row,
    pillar,
    proposable,
    row: target?.row,
    mayChangeRow: target?.mayChange ?? false,
    event,
    calendar,
  };
}

/** The row that a proposal is about, if it is one of this kind. */
function targetRead(id: string, kind: string, table: PgTable): Read<Target | undefined> {
  const columns = columnsOf(table);
  const keys = Object.keys(columns).filter((key) => !hidden(columns[key]!, key));
  const isIt = sql`${columns.id} = (select p.target_id from ${proposals} p where p.id = ${id}::uuid and p.kind = ${kind})`;
  const isThere: SQL = columns.deletedAt ? sql` and ${columns.deletedAt} is null` : sql``;
  return {
    ...read(
      sql`select ${selection(table, keys)}, ${mayChange(table)} as "~change" from ${table} where ${isIt}${isThere}`,
    ),
    decode: ({ columns: names, rows: [row] }) =>
      row && { row: rowReader(columns, names)(row), mayChange: row[names.indexOf("~change")] === true },
  };
}

/** What would change, by the row as it is now. */
export function detailOf({ proposal, row }: Pick<Seen, "proposal" | "row">) {
  const { action, fields, from } = proposal.change;
  const isDecided = proposal.status !== "open";
  const before = (field: string) => (isDecided ? from?.[field] : row?.[field]) ?? null;
  const diff =
    action === "delete"
      ? []
      : Object.entries(fields).map(([field, to]) => ({
          field,
          from: action === "update" ? before(field) : null,
          to: to ?? null,
        }));
  return { ...answered(proposal), diff, currentVersion: typeof row?.version === "number" ? row.version : null };
}

/** Rejects what is open. */
export const reject = (ctx: Ctx, id: string, versions: number[] | undefined): Promise<Proposal> =>
  transition(ctx, proposals, id, {
    versions,
    answer: answered,
    follows: ProposalEvents.created,
    refuse: ({ userId, status }) => {
      if (userId !== ctx.actor.userId) return ReadOnlyAccess();
      if (status === "rejected") return "done";
      return status === "open" ? undefined : decided();
    },
    change: {
      where: sql`${proposals.status} = 'open'`,
      values: { status: "rejected", decidedAt: ctx.now().toISOString() },
      emits: { event: ProposalEvents.rejected },
    },
  });

export const decided = (): Problem => Conflict(cortexRefusals("proposal_decided"));
