import { PantryRanLow } from "#core/household/events";
import * as Shopping from "#core/household/shopping";
import { consumer } from "#kit/consumer";

export const shopForWhatRanLow = consumer("household.shopForWhatRanLow", [PantryRanLow], {
  summary: "Put what ran low on the shopping list",
  handler: (ctx, { data }) => Shopping.addWhatRanLow(ctx, data.entityId!),
});
