import * as Billable from "#core/finance/billable";
import { FocusCompleted } from "#core/rhythm/events";
import { consumer } from "#kit/consumer";

export const draftBillable = consumer("finance.draftBillable", [FocusCompleted], {
  summary: "Draft an entry of billable work when somebody has focused on a billable task",
  handler: (ctx, { data }) => Billable.draft(ctx, data.entityId!, data.payload),
});
