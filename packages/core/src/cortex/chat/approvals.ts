/** What a person decides about what an answer proposed. It is done once, and is just what they were shown. */
import { sql } from "drizzle-orm";
import { needScope } from "#cloud/scopes";
import { toolApprovals } from "#core/cortex/conversations.sql";
import { ApprovalDeclined, ApprovalGiven, ApprovalRequested } from "#core/cortex/events";
import { cortexFields, cortexRefusals } from "#core/cortex/sayings";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { derivedId } from "#kit/ids";
import { Conflict, type Problem, wrongInput } from "#kit/problem";
import { transition } from "#kit/transition";
import type { Approval } from "./exchanges.ts";
import { hashOf, kindOf, OPEN_DAYS } from "./kinds.ts";

/** Does it, in the transaction in which it is marked as approved. The row that it makes has an id of the approval's own, so there is one. Two flights. */
export const approve = (ctx: Ctx, id: string, argumentsHash: string): Promise<Approval> =>
  transition(ctx, toolApprovals, id, {
    follows: ApprovalRequested,
    beside: personaRead(id),
    refuse(row, [persona]) {
      const undecided = undecidedOf(ctx, row);
      if (undecided) return undecided;
      // The row says what was proposed; the hash, that just this was shown.
      if (argumentsHash !== row.argumentsHash || hashOf(row) !== row.argumentsHash)
        return wrongInput("#/argumentsHash", cortexFields("not_what_was_asked"));
      const { pillar } = kindOf(row.operation)!;
      needScope(ctx.actor, `${pillar}:write`);
      const pillars = persona?.pillars ? (JSON.parse(persona.pillars) as string[]) : null;
      return pillars && !pillars.includes(pillar)
        ? Conflict(cortexRefusals("persona_narrowed", { pillar }))
        : undefined;
    },
    change(row) {
      const { type, arguments: schema, write } = kindOf(row.operation)!;
      const resultId = derivedId(row.id, "result");
      return {
        values: { status: "approved", decidedAt: ctx.now().toISOString(), resultType: type, resultId },
        emits: { event: ApprovalGiven },
        also: (story) => [write(story, resultId, schema.parse(row.arguments))],
      };
    },
  });

/** Two flights. */
export const decline = (ctx: Ctx, id: string): Promise<Approval> =>
  transition(ctx, toolApprovals, id, {
    follows: ApprovalRequested,
    refuse: (row) => (row.status === "open" ? undefined : Conflict(cortexRefusals("approval_decided"))),
    change: {
      values: { status: "declined", decidedAt: ctx.now().toISOString() },
      emits: { event: ApprovalDeclined },
    },
  });

function undecidedOf(ctx: Ctx, { status, expiresAt }: Approval): Problem | undefined {
  if (status !== "open") return Conflict(cortexRefusals("approval_decided"));
  return Date.parse(expiresAt) <= ctx.now().getTime()
    ? Conflict(cortexRefusals("approval_expired", { days: OPEN_DAYS }))
    : undefined;
}

const personaRead = (id: string) =>
  read<{ pillars: string | null }>(sql`
    select array_to_json(p.pillars)::text as pillars from tool_approvals a
    join conversations c on c.id = a.conversation_id join personas p on p.id = c.persona_id where a.id = ${id}::uuid`);
