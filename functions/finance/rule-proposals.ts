import { RuleProposalEvents } from "#core/finance/events";
import * as RuleProposals from "#core/finance/rule-proposals";
import { ruleProposals } from "#core/finance/rules.sql";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict, Forbidden, NotFound } from "#kit/problem";
import { rowSchema } from "#kit/wire";

const { created, accepted, dismissed } = RuleProposalEvents;

export const { list, get } = crud("/v1/finance/rule-proposals", ruleProposals, {
  write: [],
  omit: ["merchantKey"],
  filter: ["status"],
  emits: { created, updated: accepted, deleted: dismissed },
});

export const accept = endpoint("POST /v1/finance/rule-proposals/{ruleProposalId}/accept", {
  summary: "Make the rule that is proposed",
  description:
    "One that was dismissed can still be accepted. The rule is asked when transactions arrive; apply it to those that are there.",
  returns: rowSchema(ruleProposals, ["merchantKey"]),
  problems: [NotFound, Forbidden, Conflict],
  handler: async (ctx) => shown(await RuleProposals.accept(ctx, ctx.params.ruleProposalId)),
});

export const dismiss = endpoint("POST /v1/finance/rule-proposals/{ruleProposalId}/dismiss", {
  summary: "Dismiss a proposed rule",
  description: "It is not proposed again.",
  returns: rowSchema(ruleProposals, ["merchantKey"]),
  problems: [NotFound, Forbidden, Conflict],
  handler: async (ctx) => shown(await RuleProposals.dismiss(ctx, ctx.params.ruleProposalId)),
});

const shown = ({ merchantKey: _, ...proposal }: RuleProposals.Proposal) => proposal;
