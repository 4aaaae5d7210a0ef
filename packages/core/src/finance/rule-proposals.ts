/** Rules that are proposed (see rule-noticing.ts): accepted or dismissed by their person. */
import { type SQL, sql } from "drizzle-orm";
import { RuleEvents, RuleProposalEvents } from "#core/finance/events";
import { ruleProposals, transactionRules } from "#core/finance/rules.sql";
import { financeRefusals } from "#core/finance/sayings";
import { insert } from "#kit/change";
import { type Ctx, causedBy } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { derivedId } from "#kit/ids";
import { Conflict, ReadOnlyAccess } from "#kit/problem";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";

export type Proposal = Row<typeof ruleProposals>;

/** Makes the rule. Also one that was dismissed before; one that was accepted is answered as it is. */
export const accept = (ctx: Ctx, id: string): Promise<Proposal> =>
  transition(ctx, ruleProposals, id, {
    follows: RuleProposalEvents.created,
    beside: accepting(id),
    refuse: (proposal, { named }) => {
      if (proposal.userId !== ctx.actor.userId) return ReadOnlyAccess();
      if (proposal.status === "accepted") return "done";
      return named.has(proposal.budgetCategoryId ?? proposal.vendorId ?? "")
        ? undefined
        : Conflict(financeRefusals("proposal_names_nothing"));
    },
    change: ({ conditions, budgetCategoryId, vendorId, version }, { named, proposed }) => {
      const ruleId = derivedId(id, `rule ${version}`);
      const actions = budgetCategoryId
        ? [{ type: "set_category" as const, budgetCategoryId }]
        : [{ type: "set_vendor" as const, vendorId: vendorId ?? "" }];
      return {
        // Whoever accepts it at the same moment makes the same rule.
        first: named.has(budgetCategoryId ?? vendorId ?? "")
          ? [
              insert(
                causedBy(ctx, proposed),
                transactionRules,
                { id: ruleId, conditions, actions },
                { emits: { event: RuleEvents.created }, onConflict: "nothing" },
              ),
            ]
          : [],
        values: { status: "accepted", ruleId, decidedAt: ctx.now().toISOString() },
        emits: { event: RuleProposalEvents.accepted },
      };
    },
  });

interface Accepting {
  /** What it names that is still there. */
  named: ReadonlySet<string>;
  /** The event that the rule follows from. */
  proposed: { id: string; correlationId: string } | undefined;
}

function accepting(id: string): Read<Accepting> {
  const of = (column: SQL) => sql`(select p.${column} from rule_proposals p where p.id = ${id}::uuid)`;
  const query = read<{ id: string; correlationId: string | null }>(sql`
    select c.id, null::uuid as "correlationId" from budget_categories c where c.id = ${of(sql`budget_category_id`)} and c.deleted_at is null
    union all select v.id, null from vendors v where v.id = ${of(sql`vendor_id`)}
    union all (select e.id, e.correlation_id from events e where e.entity_type = ${RuleProposalEvents.created.entityType} and e.entity_id = ${id}::uuid
      and e.event_type = ${RuleProposalEvents.created.type} order by e.id desc limit 1)`);
  return {
    ...query,
    decode: (result) => {
      const rows = query.decode(result);
      const told = rows.flatMap(({ id: event, correlationId }) =>
        correlationId === null ? [] : [{ id: event, correlationId }],
      );
      return { named: new Set(rows.map(({ id: one }) => one)), proposed: told[0] };
    },
  };
}

/** Dismisses it, for good unless it is accepted after all. */
export const dismiss = (ctx: Ctx, id: string): Promise<Proposal> =>
  transition(ctx, ruleProposals, id, {
    follows: RuleProposalEvents.created,
    refuse: ({ userId, status }) => {
      if (userId !== ctx.actor.userId) return ReadOnlyAccess();
      if (status === "dismissed") return "done";
      return status === "accepted" ? Conflict(financeRefusals("proposal_accepted")) : undefined;
    },
    change: {
      values: { status: "dismissed", decidedAt: ctx.now().toISOString() },
      emits: { event: RuleProposalEvents.dismissed },
    },
  });
