import { PantryItemEvents, PantryRanLow } from "#core/household/events";
import * as Shopping from "#core/household/shopping";
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
