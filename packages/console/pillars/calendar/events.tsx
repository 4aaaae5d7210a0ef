/** The calendar as week, month or list. */
import { useMemo, useState } from "react";
import { Link } from "react-router";
import { notify } from "#console/data/notices.ts";
import { queries } from "#console/data/queries.ts";
import { prefetch, read, useRead } from "#console/data/read.ts";
import { useUrl, valuesOf } from "#console/data/url.ts";
import { useWaiting } from "#console/data/waiting.ts";
import { useHabitsOf } from "#console/frame/habits.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button, IconButton } from "#console/ui/Button.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Problem } from "#console/ui/State.tsx";
import { dayRange, day as dayText } from "#console/words/format.ts";
import { place, usePlace } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import { BlockSheet } from "./BlockSheet.tsx";
import { removeBlock } from "./block-changes.ts";
import { CalendarBar } from "./CalendarBar.tsx";
import { HINT } from "./EntryBox.tsx";
import { askAndRemove, EventSheet } from "./EventDetails.tsx";
import { EditEvent, NewEvent } from "./EventSheets.tsx";
import { type Entry, entriesOf } from "./entries.ts";
import { menuOf } from "./entry-menu.ts";
import { isInSeries, moveEntry } from "./event-changes.ts";
import { minuteAt, type Span } from "./grid.ts";
import { ListView } from "./ListView.tsx";
import { MonthView } from "./MonthView.tsx";
import { showMoved, useMoved } from "./moved.ts";
import { ALL_SCOPES, useScopeQuestion } from "./ScopeQuestion.tsx";
import { SearchResults } from "./SearchResults.tsx";
import { Styles } from "./Styles.tsx";
import { useIsPhone } from "./surroundings.ts";
import { ALL_CALENDARS, agendaOf, dayIn, daysOf, parameters, type Url, type View, viewIn } from "./url.ts";
import type { Acts } from "./view.ts";
import { WeekView } from "./WeekView.tsx";
import type en from "./words.en.ts";

export const load: PageModule["load"] = ({ url }) => {
  const values = valuesOf<Url>(parameters, url.searchParams);
  prefetch("calendar.calendars.list", ALL_CALENDARS);
  const settings = queries.getQueryData(read("identity.settings.get").queryKey);
  if (!settings) return prefetch("identity.settings.get");
  const view = viewIn(values, matchMedia("(max-width: 599px)").matches);
  prefetch("calendar.agenda.get", agendaOf(daysOf(view, dayIn(values), settings.weekStart), place().zone));
};

export default function Events() {
  const { calendar: words, event: eventWords, plan: planWords, sources } = useWords<typeof en>("calendar");
  const [url, setUrl] = useUrl<Url>(parameters);
  const { zone } = usePlace();
  const isPhone = useIsPhone();
  const settings = useRead("identity.settings.get");
  const calendars = useRead("calendar.calendars.list", ALL_CALENDARS);
  const view = viewIn(url, isPhone);
  const day = dayIn(url);
  const days = useMemo(() => daysOf(view, day, settings.data?.weekStart ?? "monday"), [view, day, settings.data]);
  const agenda = useRead("calendar.agenda.get", settings.data && agendaOf(days, zone));
  const moved = useMoved();
  const waiting = useWaiting();
  const habits = useHabitsOf(agenda.data);
  const entries = useMemo(
    () => entriesOf({ agenda: agenda.data, habits, calendars: calendars.data?.data ?? [], zone, moved, waiting }),
    [agenda.data, habits, calendars.data, zone, moved, waiting],
  );
  const [ask, question] = useScopeQuestion();
  const [drawn, setDrawn] = useState<Span>();
  const [isEditing, setEditing] = useState(false);

  const acts: Acts = {
    onOpen({ key, isWaiting }) {
      if (isWaiting) notify({ kind: "info", text: eventWords.waitsToOpen });
      else setUrl({ open: key }, { isStep: true });
    },
    onNew: setDrawn,
    onDay: (one) => setUrl({ view: "list", day: one }, { isStep: true }),
    async onMove(entry, mode, to) {
      const lift = showMoved(entry.key, to);
      const isAsked = entry.event !== undefined && isInSeries(entry.event);
      const scope = isAsked ? await ask({ title: entry.title, scopes: ALL_SCOPES }) : undefined;
      if (!isAsked || scope) await moveEntry(entry, mode, to, scope);
      lift();
    },
    onDelete(entry) {
      if (entry.event && !entry.isReadOnly) void askAndRemove(entry.event, ask);
      // Why it could not be deleted, a notice says.
      if (entry.block) void removeBlock(entry.block).catch(() => {});
    },
  };
  const open = entries.find(({ key }) => key === url.open);
  const close = () => {
    setEditing(false);
    setUrl({ open: undefined });
  };
  const calendarOf = (id: string | null) => calendars.data?.data.find((one) => one.id === id);
  const isLoading = agenda.isLoading || settings.isLoading;
  const shown = { days: isPhone && view === "week" ? [day] : days, entries, isLoading, acts };
  const failed = [settings, agenda].find(({ problem, data }) => problem && !data);

  return (
    <Page
      wide
      title={titleOf(view, shown.days)}
      actions={
        isPhone ? (
          <IconButton kind="main" icon="plus" label={words.add} onClick={() => setUrl({ add: true })} />
        ) : (
          <Button kind="main" icon="plus" onClick={() => setUrl({ add: true })}>
            {words.add}
          </Button>
        )
      }
    >
      <Styles />
      <div className="cal">
        <CalendarBar {...{ url, setUrl, view, day, days, isPhone }} calendars={calendars.data?.data ?? []} />
        {agenda.data?.truncated && <p className="quiet">{words.truncated}</p>}
        {url.q ? (
          <SearchResults q={url.q} />
        ) : failed?.problem ? (
          <Problem problem={failed.problem} retry={failed.retry} />
        ) : view === "month" ? (
          <MonthView {...shown} isSmall={isPhone} month={day} />
        ) : view === "list" ? (
          <ListView {...shown} menuOf={(entry: Entry) => menuOf(entry, acts)} />
        ) : (
          <WeekView {...shown} />
        )}
        <p id={HINT} hidden>
          {words.hint}
        </p>
        <p className="quiet cal-links">
          <Link to="/calendar/daily-plans">{planWords.title}</Link>
          <Link to="/calendar/free-busy">{words.freeBusy}</Link>
          <Link to="/calendar/calendars">{words.calendars}</Link>
          <Link to="/calendar/sources">{sources.title}</Link>
        </p>
      </div>
      {open?.event && !isEditing && (
        <EventSheet
          event={open.event}
          calendar={calendarOf(open.event.calendarId)}
          ask={ask}
          onEdit={() => setEditing(true)}
          onClose={close}
        />
      )}
      {open?.event && isEditing && (
        <EditEvent event={open.event} calendars={calendars.data?.data ?? []} ask={ask} onClose={close} />
      )}
      {open?.block && <BlockSheet block={open.block} onClose={close} />}
      {(drawn || url.add) && (
        <NewEvent
          span={drawn ?? hourFrom(day, url.at)}
          calendars={calendars.data?.data ?? []}
          onClose={() => {
            setDrawn(undefined);
            setUrl({ add: false, at: undefined });
          }}
        />
      )}
      {question}
    </Page>
  );
}

function titleOf(view: View, days: readonly string[]): string {
  if (view === "month") return dayText(days[WEEK]!, "month");
  if (view === "list" || days.length === 1) return dayText(days[0]!, "full");
  return dayRange(days[0]!, days.at(-1)!);
}

const NINE = 540;
const hourFrom = (day: string, at: string | undefined): Span => {
  const from = minuteAt(day, Number(at) || NINE);
  return { from, to: from + 60 };
};

/** The second week of what a month shows is its own. */
const WEEK = 7;
