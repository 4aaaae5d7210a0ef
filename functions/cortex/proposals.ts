import * as z from "zod/mini";
import { needScope } from "#cloud/scopes";
import { ProposalEvents } from "#core/cortex/events";
import * as Deciding from "#core/cortex/proposal-deciding";
import * as Proposals from "#core/cortex/proposals";
import { proposals } from "#core/cortex/proposals.sql";
import { ifMatch } from "#kit/conditions";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { IF_MATCH } from "#kit/parameters";
import { AlreadyExists, Conflict, Forbidden, InvalidInput, MissingScope, NotFound, StaleVersion } from "#kit/problem";

const { created, accepted, rejected } = ProposalEvents;
const headers = {
  "If-Match": { description: "The ETag of the proposal as it was read; 412 when it has changed.", pattern: IF_MATCH },
};

export const { list } = crud("/v1/cortex/proposals", proposals, {
  write: [],
  omit: [...Proposals.OMIT],
  filter: ["status", "kind", "maker", "madeBy", "targetId", "verdict", "expiresAt"],
  sort: ["expiresAt", "decidedAt"],
  emits: { created, updated: accepted, deleted: rejected },
});

export const get = endpoint("GET /v1/cortex/proposals/{proposalId}", {
  summary: "Get a proposal with what it would change",
  description:
    "`diff` has each field as it is now and as it would be; of a proposal that was decided, as it was. `currentVersion` is the version of the row that it would change. An API key needs to be one that may read in the pillar of the row.",
  returns: Proposals.Detail,
  problems: [NotFound, MissingScope],
  async handler(ctx) {
    const seen = await Proposals.look(ctx, ctx.params.proposalId);
    needScope(ctx.actor, `${seen.pillar}:read`);
    return Proposals.detailOf(seen);
  },
});

export const accept = endpoint("POST /v1/cortex/proposals/{proposalId}/accept", {
  summary: "Accept a proposal",
  description:
    "Its change is made at once, in one transaction, and once however often it is asked for. The row has to be at the version that the proposal was made from; otherwise the answer is 412 with the change as it would be now, and whoever wants it all the same names the version that they have seen. An API key needs to be one that may write in the pillar of the row.",
  headers,
  body: z.strictObject({ targetVersion: z.optional(z.int().check(z.gte(1), z.lte(2_147_483_647))) }),
  returns: Proposals.Shown,
  problems: [InvalidInput, NotFound, Forbidden, Conflict, StaleVersion, AlreadyExists, MissingScope],
  refusals: Proposals.refusals,
  example: { body: {} },
  async handler(ctx) {
    const conditions = { versions: ifMatch(ctx.headers["if-match"]), targetVersion: ctx.body.targetVersion };
    return Proposals.answered(await Deciding.accept(ctx, ctx.params.proposalId, conditions));
  },
});

export const reject = endpoint("POST /v1/cortex/proposals/{proposalId}/reject", {
  summary: "Reject a proposal",
  description: "What a rule has proposed is not proposed again for 60 days.",
  headers,
  returns: Proposals.Shown,
  problems: [InvalidInput, NotFound, Forbidden, Conflict, StaleVersion],
  async handler(ctx) {
    const versions = ifMatch(ctx.headers["if-match"]);
    return Proposals.answered(await Proposals.reject(ctx, ctx.params.proposalId, versions));
  },
});

export const undo = endpoint("POST /v1/cortex/proposals/{proposalId}/undo", {
  summary: "Undo a proposal that was accepted",
  description:
    "For 30 days, and as long as nobody has changed again what it changed: the fields are as they were before, and what was made is deleted.",
  headers,
  returns: Proposals.Shown,
  problems: [InvalidInput, NotFound, Forbidden, Conflict, StaleVersion, AlreadyExists, MissingScope],
  refusals: Proposals.refusals,
  async handler(ctx) {
    const versions = ifMatch(ctx.headers["if-match"]);
    return Proposals.answered(await Deciding.undo(ctx, ctx.params.proposalId, { versions }));
  },
});
