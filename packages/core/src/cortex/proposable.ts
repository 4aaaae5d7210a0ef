/**
 * What a proposal may do to rows of a pillar. Each pillar declares its own in `proposables.ts`, by kind: the fields that may be proposed, the columns that
 * they become, and the daily measure by which one looks later whether it was good. Nobody else writes its tables for a proposal.
 */
import type { SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type * as z from "zod/mini";
import type { MeasureName } from "#core/cortex/correlation/hypotheses";
import type { proposalKinds } from "#core/cortex/proposals.sql";
import type { Calendar } from "#core/rhythm/habit-history";
import type { Ctx } from "#kit/ctx";
import type { EventDeclaration } from "#kit/event";
import type { Problem, Refusals } from "#kit/problem";

export type ProposalKind = (typeof proposalKinds)[number];
export type Fields = Readonly<Record<string, unknown>>;

/** What is known when a proposal is decided. */
export interface Now {
  ctx: Ctx;
  calendar: Calendar;
}

export interface Proposable {
  table: PgTable;
  events: Record<"created" | "updated" | "deleted" | "restored", EventDeclaration>;
  /** What a new row may have; without it none can be proposed. */
  creates?: z.ZodMiniType;
  /** What may be changed of a row. */
  updates: z.ZodMiniType;
  /** Whether it may be proposed to delete one. */
  deletes?: true;
  /** How a row becomes several that are part of it. */
  divides?: Division;
  /** The columns of fields that were checked; the fields themselves without it. `row` is absent for a new one. */
  written?: (fields: Fields, row: Fields | undefined, now: Now) => Record<string, unknown>;
  /** The columns that take a change back; `before` has those that `written` has set, as they were. */
  reverted?: (before: Fields, row: Fields, now: Now) => Record<string, unknown>;
  /** Whether settings of this installation say what may be. */
  readsSettings?: true;
  /** Why the row as it is now cannot be changed by a proposal. */
  refuse?: (row: Fields) => Problem | undefined;
  /** What to say where the database refuses. */
  refusals?: Refusals;
  /** What is measured two weeks after it was accepted. */
  outcome: Outcome;
}

export interface Outcome {
  metric: MeasureName;
  better: "higher" | "lower";
}

export interface Division {
  /** The fields of the change: `{ steps: […] }`. */
  steps: z.ZodMiniType;
  /** The columns of the parts, in their order. */
  parts: (fields: Fields, row: Fields) => Record<string, unknown | SQL>[];
  /** The columns of the row that say that it was divided; of null that it is not any more. */
  noted: (fields: Fields | null) => Record<string, unknown>;
}

export type Proposables = Readonly<Partial<Record<ProposalKind, Proposable>>>;
