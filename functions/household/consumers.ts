import { PantryItemEvents, PantryRanLow } from "#core/household/events";
import * as Expiry from "#core/household/expiry";
import * as Shopping from "#core/household/shopping";
import { DayEnded } from "#core/rhythm/events";
import { consumer } from "#kit/consumer";

export const shopForWhatRanLow = consumer(
  "household.shopForWhatRanLow",
  [PantryRanLow, PantryItemEvents.created, PantryItemEvents.updated],
  {
    summary: "Put what ran low, or has a higher minimum now, on the shopping list",
    async handler(ctx, { type, data }) {
      if (type === PantryRanLow.type || data.changed.includes("qtyMin"))
        await Shopping.addWhatRanLow(ctx, data.entityId!);
    },
  },
);

export const noteExpiring = consumer("household.noteExpiring", [DayEnded], {
  summary: "Tell the households that live by a person's clock what expires within days",
  timeoutSeconds: 60,
  handler: (ctx, { data }) => Expiry.noteExpiring(ctx, data.payload.day),
});
