/** The day by the clock, with a line where it is now. */
import "./Day.css";
import { Link } from "react-router";
import { prefetch, useRead } from "#console/data/read.ts";
import { Section } from "#console/ui/Page.tsx";
import { Empty, Problem } from "#console/ui/State.tsx";
import { Time } from "#console/ui/Time.tsx";
import { instantAt } from "#console/ui/when.ts";
import { dayAfter, dayOf, duration, now, number, today } from "#console/words/format.ts";
import { place, usePlace } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import { type Moment, momentsOf } from "./day.ts";
import type en from "./words.en.ts";

/** The instants between which today is, there where the person is. */
function bounds() {
  const { zone } = place();
  return { from: instantAt(today(), "00:00", zone), to: instantAt(dayAfter(today(), 1), "00:00", zone) };
}

/** What the day is read from; `load` of the page begins with it. */
function queries() {
  const { from, to } = bounds();
  return {
    planned: { query: { "scheduledStart[gte]": from, "scheduledStart[lt]": to } },
    due: { query: { "dueAt[gte]": from, "dueAt[lt]": to } },
    routines: { query: { isActive: true, "nextRunAt[lt]": to } },
    meals: { query: { "eatenAt[gte]": from, "eatenAt[lt]": to } },
  };
}

export function prefetchDay(): void {
  const { planned, due, routines, meals } = queries();
  prefetch("work.tasks.list", planned);
  prefetch("work.tasks.list", due);
  prefetch("rhythm.routines.list", routines);
  prefetch("health.meals.list", meals);
}

export function useDay() {
  const words = useWords<typeof en>("platform").today;
  usePlace();
  const asked = queries();
  const planned = useRead("work.tasks.list", asked.planned);
  const due = useRead("work.tasks.list", asked.due);
  const routines = useRead("rhythm.routines.list", asked.routines);
  const meals = useRead("health.meals.list", asked.meals);
  const dashboard = useRead("platform.dashboard.get");
  const all = [planned, due, routines, meals, dashboard];
  return {
    isLoading: all.some(({ isLoading }) => isLoading),
    failed: all.find(({ problem, data }) => problem && !data),
    moments: momentsOf(
      {
        planned: planned.data?.data ?? [],
        due: due.data?.data ?? [],
        routines: routines.data?.data ?? [],
        meals: meals.data?.data ?? [],
        workouts: dashboard.data?.workouts.recent ?? [],
      },
      words,
      number,
      (instant) => dayOf(instant) === today(),
    ),
  };
}

export function Day({ day: { failed, moments } }: { day: ReturnType<typeof useDay> }) {
  const words = useWords<typeof en>("platform").today;
  return (
    <Section title={words.day}>
      {failed?.problem ? (
        <Problem problem={failed.problem} retry={failed.retry} />
      ) : moments.length === 0 ? (
        <div className="list-box">
          <Empty icon="clock" title={words.dayEmpty}>
            {words.dayEmptyHint}
          </Empty>
        </div>
      ) : (
        <Clock moments={moments} />
      )}
    </Section>
  );
}

function Clock({ moments }: { moments: readonly Moment[] }) {
  const words = useWords<typeof en>("platform").today;
  const at = now().toISOString();
  const past = moments.filter((moment) => moment.at <= at);
  const ahead = moments.filter((moment) => moment.at > at);
  return (
    <ol className="day list-box">
      {past.map((moment) => (
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
    </ol>
  );
}

function Row({ moment, isPast }: { moment: Moment; isPast?: boolean }) {
  return (
    <li className={`of-${moment.of}${isPast ? " past" : ""}`}>
      <Time at={moment.at} form="time" />
      <span className="bar" />
      <div>
        {moment.to ? (
          <Link to={moment.to} dir="auto">
            {moment.title}
          </Link>
        ) : (
          <span dir="auto">{moment.title}</span>
        )}
        {moment.sub && <p>{moment.sub}</p>}
      </div>
      <span className="length">{moment.minutes === null ? "" : duration(moment.minutes)}</span>
    </li>
  );
}
