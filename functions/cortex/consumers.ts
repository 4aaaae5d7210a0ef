import * as Correlations from "#core/cortex/correlations";
import * as DraftMailing from "#core/cortex/draft-mailing";
import { EmailDraftFailed, TokensExhausted } from "#core/cortex/events";
import { notice } from "#core/cortex/noticing";
import * as Patterns from "#core/cortex/patterns";
import * as Proposing from "#core/cortex/proposal-making";
import * as Outcomes from "#core/cortex/proposal-outcome";
import * as Tokens from "#core/cortex/tokens";
import { DayEnded } from "#core/rhythm/events";
import { consumer } from "#kit/consumer";

export const lookForCorrelations = consumer("cortex.lookForCorrelations", [DayEnded], {
  summary: "Look what of a person's days goes together, now that another has ended",
  handler: (ctx, { data }) => Correlations.lookAtDays(ctx, data.payload.day),
});

export const makeProposals = consumer("cortex.makeProposals", [DayEnded], {
  summary: "Propose by rules what may be changed, now that a day of a person has ended",
  timeoutSeconds: 60,
  handler: (ctx, { data }) => Proposing.propose(ctx, data.payload.day),
});

export const measureProposals = consumer("cortex.measureProposals", [DayEnded], {
  summary: "Measure what proposals have changed that were accepted two weeks ago",
  timeoutSeconds: 60,
  handler: (ctx, { data }) => Outcomes.measure(ctx, data.payload.day),
});

export const tellDraftFailed = consumer("cortex.tellDraftFailed", [EmailDraftFailed], {
  summary: "Tell a person that a mail of theirs did not go",
  handler: async (ctx, event) => void (await DraftMailing.tellFailed(ctx, event)),
});

export const noticeDay = consumer("cortex.noticeDay", [DayEnded], {
  summary: "Notice by rules what a person's day had in it, now that it has ended",
  async handler(ctx, { data }) {
    await notice(ctx, data.payload.day);
  },
});

export const lookForPatterns = consumer("cortex.lookForPatterns", [DayEnded], {
  summary: "Look for what comes again and again in a person's days",
  handler: (ctx, { data }) => Patterns.lookForPatterns(ctx, data.payload.day),
});

export const tellTokensExhausted = consumer("cortex.tellTokensExhausted", [TokensExhausted], {
  summary: "Tell a person that too few tokens are left for a model",
  handler: (ctx, event) => Tokens.tellExhausted(ctx, event),
});
