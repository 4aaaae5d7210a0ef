/**
 * Lists of runs. Which runs there are is known by their claims; how each goes only the Inngest server knows, and is asked for run by
 * run, so that it is the same on the embedded engine, on a server of one's own and in Inngest's cloud.
 */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import * as Inngest from "#core/admin/inngest";
import * as Claims from "#core/admin/workflow-claims";
import { errorOf, Failure, instantOf } from "#core/admin/workflow-runs";
import { Limit } from "#core/platform/limit";
import { isoInstant } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { DEFAULT_LIMIT, type Page, pageSchema } from "#kit/list";
import { Problem } from "#kit/problem";
import { Instant, Text, Uuid } from "#kit/wire";

const STATUSES = ["running", "completed", "failed", "cancelled"] as const;

/** A run that has claimed an event; older than 30 days they are forgotten. */
export const Summary = z.strictObject({
  id: z.string(),
  workflow: z.string(),
  eventId: z.string(),
  userId: z.nullable(Uuid),
  /** When it claimed its event. */
  startedAt: Instant,
  /** The first run with this event, when this one replays it. */
  replayOf: z.nullable(z.string()),
  /** As the server says, in lower case; null when it does not tell. */
  status: z.nullable(z.string()),
  /** Why the status is null. */
  statusUnknown: z.nullable(z.string()),
  /** Null while it runs, and when the server does not tell. */
  endedAt: z.nullable(Instant),
  /** Why it failed or was cancelled. */
  error: z.nullable(Failure),
});
export type Summary = z.output<typeof Summary>;
export const WorkflowRuns = pageSchema(Summary);

export const Query = z.strictObject({
  limit: z.optional(Limit),
  cursor: z.optional(z.string().check(z.maxLength(1_000), z.regex(/^[\w-]+$/, "is not a cursor of this list"))),
  workflow: z.optional(Text(180, 1)),
  status: z.optional(z.enum(STATUSES)),
  userId: z.optional(Uuid),
  "startedAt[gte]": z.optional(Instant),
  "startedAt[lt]": z.optional(Instant),
});
type Query = z.output<typeof Query>;

/** How many runs are looked at for one page of a status; the page ends there, and its cursor goes on. */
const MOST_LOOKED_AT = 200;
const AT_ONCE = 8;

/** The latest first. A page of one status may be short, or empty, and still have a cursor: the server is asked of so many runs only. */
export async function list(ctx: Ctx, query: Query): Promise<Page<Summary>> {
  const size = query.limit ?? DEFAULT_LIMIT;
  const most = query.status === undefined ? size : MOST_LOOKED_AT;
  const [found] = await ctx.db.batch([Claims.claims(conditionOf(query), most + 1)]);
  const data: Summary[] = [];
  let last: Claims.Claim | undefined;
  for (let at = 0; at < Math.min(found.length, most) && data.length < size; at += AT_ONCE) {
    const some = found.slice(at, Math.min(at + AT_ONCE, most));
    for (const [index, state] of (await Promise.all(some.map((claim) => stateOf(ctx, claim.run, query)))).entries()) {
      if (data.length === size) break;
      const claim = some[index]!;
      last = claim;
      if (query.status !== undefined && state.status !== query.status) continue;
      data.push({ ...Claims.known(claim), id: claim.run, startedAt: isoInstant(claim.claimedAt), ...state });
    }
  }
  const isLast = last === undefined || last === found.at(-1);
  return { data, nextCursor: isLast ? null : Claims.cursorOf(last!) };
}

function conditionOf(query: Query): SQL {
  const conditions = [
    query.cursor !== undefined && Claims.beyond(query.cursor),
    query.workflow !== undefined && Claims.ofWorkflow(query.workflow),
    query.userId !== undefined && Claims.ofPerson(query.userId),
    query["startedAt[gte]"] !== undefined && Claims.claimedSince(query["startedAt[gte]"]),
    query["startedAt[lt]"] !== undefined && Claims.claimedBefore(query["startedAt[lt]"]),
  ].filter((condition) => condition !== false);
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

/** A list without a status that was asked for would be a wrong one, so it fails then; otherwise it says why there is none. */
type State = Pick<Summary, "status" | "statusUnknown" | "endedAt" | "error">;

async function stateOf(ctx: Ctx, runId: string, query: Query): Promise<State> {
  try {
    const run = await Inngest.getRun(ctx, runId);
    if (!run) return untold("The workflow server has forgotten the run.");
    const status = run.status.toLowerCase();
    return { status, statusUnknown: null, endedAt: instantOf(run.ended_at), error: errorOf(run) };
  } catch (error) {
    if (!(error instanceof Problem) || query.status !== undefined) throw error;
    return untold(error.message);
  }
}

const untold = (statusUnknown: string): State => ({ status: null, statusUnknown, endedAt: null, error: null });
