import { TransferProposalEvents } from "#core/finance/events";
import * as Transfers from "#core/finance/transfers";
import { transferProposals } from "#core/finance/transfers.sql";
import { listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { Conflict, Forbidden, NotFound } from "#kit/problem";
import { findRow } from "#kit/row";
import { rowSchema } from "#kit/wire";

const Proposal = rowSchema(transferProposals);

export const list = listEndpoint("GET /v1/finance/transfer-proposals", transferProposals, {
  description:
    "What may be a transfer between two of your accounts, where it is not clear which transactions belong together; and what became of that. A proposal whose transactions are not both free any more is left out.",
  filter: ["status", "outflowId", "inflowId"],
  sort: [],
  where: Transfers.ofMine,
  entities: [entityOf(TransferProposalEvents.created, transferProposals)],
});

export const get = endpoint("GET /v1/finance/transfer-proposals/{transferProposalId}", {
  summary: "Get a transfer proposal",
  returns: Proposal,
  problems: [NotFound],
  async handler(ctx) {
    const [proposal] = await findRow(ctx, transferProposals, ctx.params.transferProposalId);
    return proposal;
  },
});

export const accept = endpoint("POST /v1/finance/transfer-proposals/{transferProposalId}/accept", {
  summary: "Say that a proposal is a transfer",
  description: "Links its two transactions.",
  returns: Proposal,
  problems: [NotFound, Forbidden, Conflict],
  handler: (ctx) => Transfers.accept(ctx, ctx.params.transferProposalId),
});

export const dismiss = endpoint("POST /v1/finance/transfer-proposals/{transferProposalId}/dismiss", {
  summary: "Say that a proposal is no transfer",
  description: "They are never proposed to be one again.",
  returns: Proposal,
  problems: [NotFound, Forbidden, Conflict],
  handler: (ctx) => Transfers.dismiss(ctx, ctx.params.transferProposalId),
});
