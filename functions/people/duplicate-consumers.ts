import { ImportCompleted } from "#core/ingest/events";
import * as Duplicates from "#core/people/duplicates";
import { DuplicateEvents } from "#core/people/events";
import { DayEnded } from "#core/rhythm/events";
import { consumer } from "#kit/consumer";

/** What the kinds of imports that bring contacts begin with. */
const OF_CONTACTS = "contacts_";
/** A little more than a day, so that nothing falls between two. */
const A_DAY_MS = 26 * 3_600_000;

export const findDuplicates = consumer("people.findDuplicates", [DuplicateEvents.wanted, ImportCompleted, DayEnded], {
  summary: "Find contacts that may be one when some were imported or changed on a day, or when somebody asks",
  timeoutSeconds: 120,
  async handler(ctx, { data: { payload } }) {
    if ("kind" in payload && (payload.isDryRun || !payload.kind.startsWith(OF_CONTACTS))) return;
    await Duplicates.find(ctx, "day" in payload ? new Date(ctx.now().getTime() - A_DAY_MS) : undefined);
  },
});
