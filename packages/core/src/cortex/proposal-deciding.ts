/** Accepting a proposal, which makes its change in the same transaction, and undoing that. */
import { and, eq, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { needScope } from "#cloud/scopes";
import { ProposalEvents } from "#core/cortex/events";
import type { Fields, Now, Proposable } from "#core/cortex/proposable";
import { decided, detailOf, look, type Proposal, type Seen, schemaOf } from "#core/cortex/proposals";
import { proposals } from "#core/cortex/proposals.sql";
import { cortexRefusals, cortexStale } from "#core/cortex/sayings";
import { refreshSettings } from "#core/platform/system-settings";
import { insert, remove, restore, update } from "#kit/change";
import { insertMany } from "#kit/change-many";
import type { Values } from "#kit/change-statement";
import { type Ctx, causedBy } from "#kit/ctx";
import { orFirstTime, type Query } from "#kit/db";
import { derivedId } from "#kit/ids";
import { Conflict, isConflict, Problem, ReadOnlyAccess, StaleVersion, Unavailable } from "#kit/problem";
import { gone, live, staleVersion } from "#kit/row";
import { columnsOf } from "#kit/table";

const ATTEMPTS = 3;
const MOVED = "proposal_moved";
const TARGET_MOVED = "proposal_target_moved";
export const DAYS_TO_UNDO = 30;
const DAY_MS = 86_400_000;

/** The values of a row of any table, which its own schema has checked. */
type Row = Values<PgTable>;

export interface Conditions {
  /** Of the proposal, by If-Match. */
  versions?: number[] | undefined;
  /** The version of the row that its person was shown the change of; the one that it was made from unless given. */
  targetVersion?: number | undefined;
}

/**
 * Makes the change and marks the proposal as applied, in one transaction; one that is applied already is answered as it is. Throws StaleVersion
 * with the change as it would be now, when the row is at another version than was seen, and Conflict for what was decided otherwise.
 */
export const accept = (ctx: Ctx, id: string, conditions: Conditions = {}): Promise<Proposal> =>
  deciding(ctx, id, (seen) => acceptance(ctx, seen, conditions));

/** Takes the change back, for 30 days and as long as nobody has changed anew what it changed. */
export const undo = (ctx: Ctx, id: string, { versions }: Pick<Conditions, "versions"> = {}): Promise<Proposal> =>
  deciding(ctx, id, async (seen) => {
    if (seen.proposable.readsSettings) await refreshSettings();
    return undoing(ctx, seen, versions);
  });

interface Plan {
  from: Proposal["status"];
  values: Values<typeof proposals>;
  event: (typeof ProposalEvents)["accepted" | "undone"];
  writes: (story: Ctx) => readonly Query[];
  /** What it means that the row is not as it was read. */
  moved?: () => Problem;
}
type Verdict = Plan | Problem | "done";

async function deciding(ctx: Ctx, id: string, decide: (seen: Seen) => Verdict | Promise<Verdict>): Promise<Proposal> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const seen = await look(ctx, id);
    const { proposal } = seen;
    if (proposal.userId !== ctx.actor.userId) throw ReadOnlyAccess();
    needScope(ctx.actor, `${seen.pillar}:write`);
    const plan = await decide(seen);
    if (plan === "done") return proposal;
    const story = causedBy(ctx, seen.event);
    const noting = ({ from, values, event }: Omit<Plan, "writes">) => {
      const isStill = and(live(proposals, id), eq(proposals.status, from), eq(proposals.version, proposal.version));
      return update(story, proposals, isStill, values, { emits: { event }, orConflict: MOVED });
    };
    if (plan instanceof Problem) {
      // Whoever repeats a request that succeeded gets its answer, whatever has become of the proposal since.
      const again = noting({
        from: proposal.status,
        values: { status: proposal.status },
        event: ProposalEvents.accepted,
      });
      return (await orFirstTime(ctx.db, again, plan)) ?? proposal;
    }
    try {
      const [row] = await ctx.db.batch([noting(plan), ...plan.writes(story)]);
      return row!;
    } catch (error) {
      const detail = isConflict(error) ? (error as { detail?: string }).detail : undefined;
      if (detail === TARGET_MOVED && plan.moved) throw plan.moved();
      if (detail !== MOVED && detail !== TARGET_MOVED) throw error;
    }
  }
  throw Unavailable();
}

function acceptance(ctx: Ctx, seen: Seen, { versions, targetVersion }: Conditions): Verdict {
  const { proposal, proposable, row, mayChangeRow, calendar } = seen;
  const { action, fields } = proposal.change;
  if (proposal.status === "applied") return "done";
  if (proposal.status !== "open") return decided();
  if (Date.parse(proposal.expiresAt) <= ctx.now().getTime()) return Conflict(cortexRefusals("proposal_expired"));
  const stale = staleVersion(proposal, versions);
  if (stale) return StaleVersion(stale.saying, { current: detailOf(seen) });
  const checked = schemaOf(proposable, action)?.safeParse(fields);
  if (!checked?.success) return Conflict(cortexRefusals("proposal_not_possible"));
  const now = { ctx, calendar };
  const given = checked.data as Fields;
  if (action === "create") return creating(ctx, proposal, proposable, given, now);
  if (!row) return Conflict(cortexRefusals("proposal_target_gone"));
  if (!mayChangeRow) return ReadOnlyAccess();
  const [version, of] = [row.version as number, targetVersion ?? proposal.targetVersion ?? 0];
  if (version !== of)
    return StaleVersion(cortexStale("target_at_version", { version, of }), { current: detailOf(seen) });
  const refusal = proposable.refuse?.(row);
  if (refusal) return refusal;
  return changing(ctx, seen, row, given, now);
}

const applied = (ctx: Ctx, values: NonNullable<Proposal["applied"]>) => ({
  from: "open" as const,
  values: { status: "applied" as const, decidedAt: ctx.now().toISOString(), applied: values },
  event: ProposalEvents.accepted,
});

function creating(ctx: Ctx, { id }: Proposal, { table, events, written }: Proposable, fields: Fields, now: Now): Plan {
  const made = derivedId(id, "row");
  return {
    ...applied(ctx, { made: [made] }),
    writes: (story) => [
      insert(story, table, { ...(written?.(fields, undefined, now) ?? fields), id: made } as Row, {
        emits: { event: events.created },
      }),
    ],
  };
}

/** The change of a row that is there and as it was seen. */
function changing(ctx: Ctx, { proposal, proposable }: Seen, row: Fields, fields: Fields, now: Now): Verdict {
  const { table, events, written, divides } = proposable;
  const { action, id = String(row.id) } = proposal.change;
  const isAsSeen = and(live(table, id), eq(columnsOf(table).version!, row.version));
  const guard = { orConflict: TARGET_MOVED };
  if (action === "delete")
    return {
      ...applied(ctx, {}),
      writes: (story) => [remove(story, table, isAsSeen, { emits: { event: events.deleted }, ...guard })],
    };
  if (action === "divide") {
    const parts = divides!
      .parts(fields, row)
      .map((part, at) => ({ ...part, id: derivedId(proposal.id, `part ${at}`) }));
    return {
      ...applied(ctx, { made: parts.map((part) => part.id) }),
      writes: (story) => [
        update(story, table, isAsSeen, divides!.noted(fields) as Row, { emits: { event: events.updated }, ...guard }),
        insertMany(story, table, parts as Row[], { emits: { event: events.created } }),
      ],
    };
  }
  if (Object.entries(fields).every(([field, to]) => isSame(row[field], to)))
    return Conflict(cortexRefusals("proposal_same_already"));
  const values = written?.(fields, row, now) ?? fields;
  const before = Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, row[key] ?? null]])),
  );
  return {
    ...applied(ctx, { before }),
    writes: (story) => [update(story, table, isAsSeen, values as Row, { emits: { event: events.updated }, ...guard })],
  };
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

function undoing(ctx: Ctx, seen: Seen, versions: number[] | undefined): Verdict {
  const { proposal, proposable, row, calendar } = seen;
  const { table, events, divides, reverted } = proposable;
  const { action, fields, id = "" } = proposal.change;
  if (proposal.status === "undone") return "done";
  if (proposal.status !== "applied") return Conflict(cortexRefusals("proposal_not_applied"));
  const stale = staleVersion(proposal, versions);
  if (stale) return StaleVersion(stale.saying, { current: detailOf(seen) });
  if (ctx.now().getTime() - Date.parse(proposal.decidedAt!) > DAYS_TO_UNDO * DAY_MS)
    return Conflict(cortexRefusals("proposal_too_late", { days: DAYS_TO_UNDO }));
  const changedSince = () => Conflict(cortexRefusals("proposal_changed_since"));
  const { before = {}, made = [] } = proposal.applied ?? {};
  const guard = { orConflict: TARGET_MOVED };
  const plan = (writes: Plan["writes"]): Plan => ({
    from: "applied",
    values: { status: "undone", undoneAt: ctx.now().toISOString() },
    event: ProposalEvents.undone,
    writes,
    moved: changedSince,
  });
  // A row that was made is as it was made while it has its first version.
  const unmade = (story: Ctx) =>
    made.map((one) =>
      remove(story, table, and(live(table, one), sql`${columnsOf(table).version} = 1`), {
        emits: { event: events.deleted },
        ...guard,
      }),
    );
  if (action === "create") return plan(unmade);
  if (action === "delete")
    return plan((story) => [
      restore(story, table, gone(table, id), {}, { emits: { event: events.restored }, ...guard }),
    ]);
  if (action === "divide")
    return plan((story) => [
      ...unmade(story),
      update(story, table, live(table, id), divides!.noted(null) as Row, { emits: { event: events.updated } }),
    ]);
  if (!row || !Object.entries(fields).every(([field, to]) => isSame(row[field], to))) return changedSince();
  if (!seen.mayChangeRow) return ReadOnlyAccess();
  const values = reverted?.(before, row, { ctx, calendar }) ?? before;
  const isAsRead = and(live(table, id), eq(columnsOf(table).version!, row.version));
  return plan((story) => [
    update(story, table, isAsRead, values as Row, { emits: { event: events.updated }, ...guard }),
  ]);
}
