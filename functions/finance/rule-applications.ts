import { RuleApplicationEvents } from "#core/finance/events";
import * as RuleApplications from "#core/finance/rule-applications";
import { ruleApplications } from "#core/finance/rules.sql";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict, NotFound } from "#kit/problem";
import { rowSchema } from "#kit/wire";

const { created, undone } = RuleApplicationEvents;

export const { list, get } = crud("/v1/finance/rule-applications", ruleApplications, {
  write: [],
  omit: ["changes"],
  filter: ["ruleId", "undoneAt"],
  emits: { created, updated: undone, deleted: undone },
});

export const undo = endpoint("POST /v1/finance/rule-applications/{ruleApplicationId}/undo", {
  summary: "Undo what a rule has changed",
  description: "Each field that still is as the rule has made it gets back what it was. What was changed since stays.",
  returns: rowSchema(ruleApplications, ["changes"]),
  problems: [NotFound, Conflict],
  handler: (ctx) => RuleApplications.undo(ctx, ctx.params.ruleApplicationId),
});
