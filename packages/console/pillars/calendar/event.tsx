/** One event on a page of its own, such as one that was found; a series stands for all of it. */
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { prefetch, useRead } from "#console/data/read.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Card, Page } from "#console/ui/Page.tsx";
import { usePlace } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import { EventActions, EventFacts } from "./EventDetails.tsx";
import { EditEvent } from "./EventSheets.tsx";
import { eventOfRow, isSeriesRow } from "./event-row.ts";
import { dayOf, minuteOf } from "./grid.ts";
import { useScopeQuestion } from "./ScopeQuestion.tsx";
import { Styles } from "./Styles.tsx";
import { ALL_CALENDARS } from "./url.ts";
import type en from "./words.en.ts";

export const load: PageModule["load"] = ({ params }) => {
  prefetch("calendar.events.get", { path: { eventId: params.eventId! } });
  prefetch("calendar.calendars.list", ALL_CALENDARS);
};

export default function EventPage() {
  const words = useWords<typeof en>("calendar");
  const { zone } = usePlace();
  const { eventId } = useParams() as { eventId: string };
  const navigate = useNavigate();
  const { data: row, problem, isLoading, retry } = useRead("calendar.events.get", { path: { eventId } });
  const calendars = useRead("calendar.calendars.list", ALL_CALENDARS);
  const [ask, question] = useScopeQuestion();
  const [isEditing, setEditing] = useState(false);
  const event = row && eventOfRow(row);
  const calendar = calendars.data?.data.find(({ id }) => id === row?.calendarId);
  const shared = event && { event, calendar, ask };
  const day = event && (event.startDate ?? dayOf(minuteOf(event.startAt, zone)));
  return (
    <Page
      above={<Link to={day ? `/calendar/events?day=${day}` : "/calendar/events"}>{words.calendar.title}</Link>}
      title={row?.title ?? words.event.title}
      actions={
        shared && (
          <EventActions
            {...shared}
            isWhole={isSeriesRow(row)}
            onEdit={() => setEditing(true)}
            onGone={() => void navigate("/calendar/events")}
          />
        )
      }
      state={isLoading ? "loading" : problem && !row ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      <Styles />
      {shared && (
        <Card>
          <EventFacts {...shared} row={row} />
        </Card>
      )}
      {shared && isEditing && (
        <EditEvent event={event} calendars={calendars.data?.data ?? []} ask={ask} onClose={() => setEditing(false)} />
      )}
      {question}
    </Page>
  );
}
