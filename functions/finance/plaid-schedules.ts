import { requestDue } from "#core/finance/plaid/sync";
import { schedule } from "#kit/schedule";

export const syncBanksDue = schedule("finance.syncBanksDue", "rate(1 hour)", {
  summary: "Asks for the synchronisation of banks of which nothing was heard for a day",
  timeoutSeconds: 120,
  handler: (ctx) => requestDue(ctx),
});
