/** The day by the clock, with a line where it is now. */
import "./Day.css";
import { Link } from "react-router";
import { useRead } from "#console/data/read.ts";
import { Section } from "#console/ui/Page.tsx";
import { Empty, Problem, Skeleton } from "#console/ui/State.tsx";
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

export function Day() {
  const words = useWords<typeof en>("platform").today;
  usePlace();
  const { from, to } = bounds();
  const planned = useRead("work.tasks.list", { query: { "scheduledStart[gte]": from, "scheduledStart[lt]": to } });
  const due = useRead("work.tasks.list", { query: { "dueAt[gte]": from, "dueAt[lt]": to } });
  const routines = useRead("rhythm.routines.list", { query: { isActive: true, "nextRunAt[lt]": to } });
  const meals = useRead("health.meals.list", { query: { "eatenAt[gte]": from, "eatenAt[lt]": to } });
  const dashboard = useRead("platform.dashboard.get");

  const all = [planned, due, routines, meals, dashboard];
  const failed = all.find(({ problem, data }) => problem && !data);
  const moments = momentsOf(
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
  );
  return (
    <Section title={words.day}>
      {all.some(({ isLoading }) => isLoading) ? (
        <div className="list-box">
          <Skeleton rows={4} />
        </div>
      ) : failed?.problem ? (
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
