import * as z from "zod/mini";
import { RuleEvents } from "#core/finance/events";
import * as Rules from "#core/finance/rules";
import { ruleApplications, ruleColumns, transactionRules } from "#core/finance/rules.sql";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict, Forbidden, InvalidInput, NotFound } from "#kit/problem";
import { rowSchema, Text, Uuid } from "#kit/wire";

/** The id of a transaction, which no row has to have any more. */
const Place = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));

export const { list, get, create, update, remove, restore, changes } = crud("/v1/finance/rules", transactionRules, {
  write: ["priority", "conditions", "actions", "isActive"],
  filter: ["isActive"],
  sort: ["priority"],
  emits: RuleEvents,
  created: (_, body) => Rules.checked(body),
  changed: (_, body) => Rules.checked(body),
  example: {
    priority: 10,
    conditions: { match: "all", conditions: [{ field: "merchantName", operator: "contains", value: "bakery" }] },
    actions: [{ type: "rename_merchant", merchantName: "Corner Bakery" }],
  },
  create: {
    description:
      "Whenever a transaction arrives, from a receipt, a file or by hand, the active rules are asked in the order of `priority`. Each sees the transaction as it came. The first that sets a field decides it; notes of several are added below each other. A category or a vendor that was entered by hand stays. What no rule says, the vendor does: it is found by the name of the merchant, and its default category is yours of the same name.",
  },
});

export const preview = endpoint("GET /v1/finance/rules/{ruleId}/preview", {
  summary: "See what a rule would change",
  description:
    "Looks at up to 2,000 of your own transactions, those that were added last first, and finds up to 500 that would change. The first 100 of these are shown.",
  query: z.strictObject({ before: z.optional(Place) }),
  returns: z.strictObject({
    scanned: z.int(),
    matched: z.int(),
    changing: z.int(),
    shown: z.int(),
    changes: z.array(z.strictObject({ transactionId: Uuid, before: ruleColumns, after: ruleColumns })),
    next: z.nullable(Text(36)),
  }),
  problems: [InvalidInput, NotFound],
  handler: (ctx) => Rules.preview(ctx, ctx.params.ruleId, ctx.query.before),
});

export const apply = endpoint("POST /v1/finance/rules/{ruleId}/apply", {
  summary: "Apply a rule to transactions that are there",
  description:
    "Changes what `preview` tells with the same `before`, also what was entered by hand, and keeps what was before for an undo. While the answer has a `next`, there is more to do.",
  body: z.strictObject({ before: z.optional(Place) }),
  returns: rowSchema(ruleApplications, ["changes"]),
  status: 201,
  problems: [InvalidInput, NotFound, Forbidden, Conflict],
  example: { body: {} },
  handler: (ctx) => Rules.apply(ctx, ctx.params.ruleId, ctx.body.before),
});
