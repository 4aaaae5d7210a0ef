/** Events with a text in their title, place or description; a series is there once. */
import { type RowOf, useList } from "#console/data/list.ts";
import { type Item, List } from "#console/ui/List.tsx";
import { Empty } from "#console/ui/State.tsx";
import { day, moment } from "#console/words/format.ts";
import { inWords } from "#console/words/recurrence.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Event = RowOf<"calendar.events.list">;

const asked = (q: string) => ({ query: { q, sort: "-startAt" as const } });

export function SearchResults({ q }: { q: string }) {
  const words = useWords<typeof en>("calendar");
  const rows = useList("calendar.events.list", asked(q));
  const item = ({ id, title, startAt, startDate, location, recurrenceRule }: Event): Item => ({
    name: title,
    to: `/calendar/events/${id}`,
    sub: location && <span dir="auto">{location}</span>,
    end: (
      <span className="quiet small">
        {recurrenceRule
          ? inWords(recurrenceRule, words.recurrence)
          : startDate
            ? day(startDate, "weekday")
            : moment(startAt)}
      </span>
    ),
  });
  return (
    <List
      label={words.calendar.found}
      rows={rows}
      keyOf={({ id }) => id}
      item={item}
      empty={<Empty icon="search" title={words.calendar.notFound} />}
    />
  );
}
