import { unmailed } from "#core/finance/invoice-mail-overdue";
import { handOverAgain } from "#core/platform/delivery/overdue";
import { schedule } from "#kit/schedule";

export const mailUnmailed = schedule("finance.mailUnmailed", "rate(15 minutes)", {
  summary: "Hands invoices over again of whose mail nothing came",
  uses: ["workflows"],
  handler: (ctx) => handOverAgain(ctx, unmailed),
});
