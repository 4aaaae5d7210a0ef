/** The day by the clock, with a line where it is now. */
import "./Day.css";
import { Link } from "react-router";
import { prefetch, useRead } from "#console/data/read.ts";
import { useHabitsOf } from "#console/frame/habits.ts";
import { entityOf } from "#console/frame/pillars.ts";
import { Section } from "#console/ui/Page.tsx";
import { Empty, Problem, Tag } from "#console/ui/State.tsx";
import { Time } from "#console/ui/Time.tsx";
import { instantAt } from "#console/ui/when.ts";
import { dayAfter, dayOf, duration, now, number, today } from "#console/words/format.ts";
import { place, usePlace } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import { DayStrip } from "./DayStrip.tsx";
import { busyOf, type Moment, momentsOf } from "./day.ts";
import { gaps, merged, type Span } from "./free.ts";
import { HabitCheck } from "./HabitCheck.tsx";
import type en from "./words.en.ts";

/** The instants between which today is, there where the person is. */
function bounds(): Span {
  const { zone } = place();
  const at = (day: string) => instantAt(day, "00:00", zone)!;
  return { from: at(today()), to: at(dayAfter(today(), 1)) };
}

/**
 * What the day is read from; `load` of the page begins with it, when the zone may still be the browser's. So meals are asked for by what the day is
 * in any zone, from UTC+14 to UTC-12: by the instants of one, somebody who travels would have them asked for twice.
 */
function queries() {
  const [before, after] = [dayAfter(today(), -1), dayAfter(today(), 1)];
  return {
    agenda: { query: { from: today(), to: after } },
    meals: {
      query: { "eatenAt[gte]": `${before}T10:00:00.000Z`, "eatenAt[lt]": `${after}T12:00:00.000Z`, limit: 100 },
    },
  };
}

export function prefetchDay(): void {
  const { agenda, meals } = queries();
  prefetch("calendar.agenda.get", agenda);
  prefetch("health.meals.list", meals);
  prefetch("platform.dashboard.get");
}

export function useDay() {
  const words = useWords<typeof en>("platform").today;
  const { zone } = usePlace();
  const asked = queries();
  const agenda = useRead("calendar.agenda.get", asked.agenda);
  const meals = useRead("health.meals.list", asked.meals);
  const dashboard = useRead("platform.dashboard.get");
  const habits = useHabitsOf(agenda.data);
  const all = [agenda, meals, dashboard];
  const given = agenda.data ?? { events: [], timeBlocks: [], tasks: [], routines: [] };
  const day = bounds();
  return {
    isLoading: all.some(({ isLoading }) => isLoading),
    failed: all.find(({ problem, data }) => problem && !data),
    bounds: day,
    allDay: given.events.filter(({ isAllDay }) => isAllDay),
    busy: merged(busyOf(given), day),
    moments: momentsOf(
      {
        agenda: given,
        habits,
        meals: meals.data?.data ?? [],
        workouts: dashboard.data?.workouts.recent ?? [],
      },
      {
        words,
        number,
        isToday: (instant) => dayOf(instant) === today(),
        instantOf: (time) => instantAt(today(), time, zone),
        pathOfEvent,
      },
    ),
  };
}

type ShownDay = ReturnType<typeof useDay>;

function pathOfEvent(eventId: string): string | undefined {
  const path = entityOf("event")?.path?.(eventId);
  return path && `/${path}`;
}

export function Day({ day }: { day: ShownDay }) {
  const words = useWords<typeof en>("platform").today;
  const { failed, moments, allDay } = day;
  return (
    <Section title={words.day}>
      {failed?.problem ? (
        <Problem problem={failed.problem} retry={failed.retry} />
      ) : moments.length + allDay.length === 0 ? (
        <div className="list-box">
          <Empty icon="clock" title={words.dayEmpty}>
            {words.dayEmptyHint}
          </Empty>
        </div>
      ) : (
        <Clock day={day} />
      )}
    </Section>
  );
}

function Clock({ day: { moments, allDay, busy, bounds: whole } }: { day: ShownDay }) {
  const words = useWords<typeof en>("platform").today;
  const at = now().toISOString();
  const free = gaps(busy, at).map((gap) => ofGap(gap, words.free));
  const timed = [...moments.filter((moment) => moment.at !== undefined), ...free].sort(
    (a, b) => Date.parse(a.at!) - Date.parse(b.at!),
  );
  const ahead = timed.filter((moment) => moment.at! > at);
  return (
    <div className="list-box">
      <DayStrip busy={busy} day={whole} now={at} />
      {allDay.length > 0 && <AllDay events={allDay} />}
      <ol className="day">
        {timed
          .filter((moment) => moment.at! <= at)
          .map((moment) => (
            <Row key={moment.id} moment={moment} isPast />
          ))}
        <li className="now">
          <Time at={at} form="time" />
          <span className="now-line">
            <span className="unseen">{words.now}</span>
          </span>
        </li>
        {ahead.map((moment) => (
          <Row key={moment.id} moment={moment} />
        ))}
        {moments
          .filter((moment) => moment.at === undefined)
          .map((moment) => (
            <Row key={moment.id} moment={moment} />
          ))}
      </ol>
    </div>
  );
}

const ofGap = ({ from, to }: Span, title: string): Moment => ({
  id: `free ${from}`,
  at: from,
  title,
  sub: undefined,
  minutes: Math.round((Date.parse(to) - Date.parse(from)) / 60_000),
  of: "system",
  to: undefined,
  isFree: true,
});

/** What lasts all day has no place on the clock. */
function AllDay({ events }: { events: ShownDay["allDay"] }) {
  const words = useWords<typeof en>("platform").today;
  return (
    <ul className="day-all" aria-label={words.allDay}>
      {events.map(({ eventId, title, originalStart }) => {
        const path = pathOfEvent(eventId);
        return (
          <li key={`${eventId} ${originalStart}`}>
            <Tag of="calendar" icon="calendar">
              {path ? (
                <Link to={path} dir="auto">
                  {title}
                </Link>
              ) : (
                <span dir="auto">{title}</span>
              )}
            </Tag>
          </li>
        );
      })}
    </ul>
  );
}

function Row({ moment, isPast }: { moment: Moment; isPast?: boolean }) {
  const { at, habit, minutes, of, sub, title, to, isFree } = moment;
  const isDone = habit?.checkIn?.status === "done" || habit?.checkIn?.status === "skipped";
  // A habit that was not done is not past: it may still be done.
  const isOver = habit ? isDone : isPast;
  const hasTime = at !== undefined && (!habit || habit.remindAt !== null);
  return (
    <li className={[`of-${of}`, isOver && "past", isFree && "free"].filter(Boolean).join(" ")}>
      {hasTime ? <Time at={at} form="time" /> : <span />}
      <span className="bar" />
      <div>
        {to ? (
          <Link to={to} dir="auto">
            {title}
          </Link>
        ) : (
          <span dir={isFree ? undefined : "auto"}>{title}</span>
        )}
        {sub && <p dir="auto">{sub}</p>}
      </div>
      <span className="length">
        {minutes === null ? "" : duration(minutes)}
        {habit && <HabitCheck of={habit} />}
      </span>
    </li>
  );
}
