import { request } from "#core/finance/plaid/sync";
import { ConnectionEvents, ConnectionSyncRequested } from "#core/identity/events";
import { consumer } from "#kit/consumer";

export const syncConnectedBank = consumer(
  "finance.syncConnectedBank",
  [ConnectionEvents.created, ConnectionEvents.updated, ConnectionSyncRequested],
  {
    summary: "Ask for the synchronisation of a bank that was connected, or whose person wants to know what is new",
    async handler(ctx, { subject, data }) {
      const { entityId, payload, changed } = data;
      const isNews = changed.length === 0 || changed.includes("provider") || changed.includes("accessToken");
      if (payload.provider === "plaid" && isNews) await ctx.db.batch([request(ctx, entityId!, subject!)]);
    },
  },
);
