import { unread } from "#core/ingest/emails";
import { lostImports } from "#core/ingest/import-slices";
import { handOverAgain } from "#core/platform/delivery/overdue";
import { schedule } from "#kit/schedule";

export const readUnread = schedule("ingest.readUnread", "rate(5 minutes)", {
  summary: "Hands messages over again of whose reading nothing came",
  uses: ["workflows"],
  handler: (ctx) => handOverAgain(ctx, unread),
});

export const resumeImports = schedule("ingest.resumeImports", "rate(10 minutes)", {
  summary: "Hands imports over again that have got no further",
  uses: ["workflows"],
  async handler(ctx) {
    for (const lost of lostImports) await handOverAgain(ctx, lost);
  },
});
