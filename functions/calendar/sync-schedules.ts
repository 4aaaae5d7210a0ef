import { requestDue } from "#core/calendar/sync/requests";
import { schedule } from "#kit/schedule";

export const syncDue = schedule("calendar.syncDue", "rate(15 minutes)", {
  summary:
    "Asks for the synchronisation of calendars whose provider does not tell of changes, or that were not synchronised for hours",
  timeoutSeconds: 120,
  handler: (ctx) => requestDue(ctx),
});
