/** What the last synchronisation of each calendar has brought, which its event says. */
import type { LifeEvent } from "#console/data/live.ts";
import { useRead } from "#console/data/read.ts";
import { list } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

/** Of calendars that have not changed for longer than these, nothing is said. */
const LAST = { query: { type: "calendar.calendar.synced", limit: 100 } };

export interface LastSync {
  eventsAdded: number;
  eventsUpdated: number;
  eventsDeleted: number;
}

/** By the id of a calendar. */
export function useLastSyncs(): (calendarId: string) => LastSync | undefined {
  const { data } = useRead("platform.events.list", LAST);
  const newestFirst: readonly LifeEvent[] = data?.data ?? [];
  return (calendarId) => {
    const payload = newestFirst.find(({ entityId }) => entityId === calendarId)?.payload;
    const count = (name: keyof LastSync) => Number(payload?.[name] ?? 0);
    return (
      payload && {
        eventsAdded: count("eventsAdded"),
        eventsUpdated: count("eventsUpdated"),
        eventsDeleted: count("eventsDeleted"),
      }
    );
  };
}

export function Counters({ of: sync }: { of: LastSync | undefined }) {
  const words = useWords<typeof en>("calendar").sources.counters;
  if (!sync) return null;
  const { eventsAdded, eventsUpdated, eventsDeleted } = sync;
  const said = [
    eventsAdded > 0 && words.added(eventsAdded),
    eventsUpdated > 0 && words.updated(eventsUpdated),
    eventsDeleted > 0 && words.deleted(eventsDeleted),
  ].filter((one) => one !== false);
  return said.length === 0 ? null : <> · {words.last(list(said))}</>;
}
