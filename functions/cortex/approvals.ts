import * as z from "zod/mini";
import * as Approvals from "#core/cortex/chat/approvals";
import { toolApprovals } from "#core/cortex/conversations.sql";
import { ApprovalRequested } from "#core/cortex/events";
import { listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { Conflict, Forbidden, InvalidInput, MissingScope, NotFound } from "#kit/problem";
import { findRow } from "#kit/row";
import { rowSchema } from "#kit/wire";

const Approval = rowSchema(toolApprovals);

export const list = listEndpoint("GET /v1/cortex/approvals", toolApprovals, {
  filter: ["conversationId", "messageId", "status", "operation", "expiresAt"],
  entities: [entityOf(ApprovalRequested, toolApprovals, { title: "operation" })],
});

export const get = endpoint("GET /v1/cortex/approvals/{approvalId}", {
  summary: "Get an approval",
  returns: Approval,
  problems: [NotFound],
  handler: async (ctx) => (await findRow(ctx, toolApprovals, ctx.params.approvalId))[0],
});

export const approve = endpoint("POST /v1/cortex/approvals/{approvalId}/approve", {
  summary: "Approve of what an answer proposed",
  description:
    "It is done with just these arguments, whose hash you send back as you were shown it, and once. An API key has to be one that may add such a row. What was proposed a week ago has to be asked for again.",
  body: z.strictObject({ argumentsHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }),
  returns: Approval,
  problems: [InvalidInput, NotFound, Forbidden, MissingScope, Conflict],
  example: { body: { argumentsHash: "0".repeat(64) } },
  handler: (ctx) => Approvals.approve(ctx, ctx.params.approvalId, ctx.body.argumentsHash),
});

export const decline = endpoint("POST /v1/cortex/approvals/{approvalId}/decline", {
  summary: "Decline what an answer proposed",
  returns: Approval,
  problems: [NotFound, Forbidden, Conflict],
  handler: (ctx) => Approvals.decline(ctx, ctx.params.approvalId),
});
