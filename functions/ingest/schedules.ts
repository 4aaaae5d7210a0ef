import { unread } from "#core/ingest/emails";
import { handOverAgain } from "#core/platform/delivery/overdue";
import { schedule } from "#kit/schedule";

export const readUnread = schedule("ingest.readUnread", "rate(5 minutes)", {
  summary: "Hands messages over again of whose reading nothing came",
  uses: ["workflows"],
  handler: (ctx) => handOverAgain(ctx, unread),
});
