/** When the members of a household are busy, a row each, without what they do; and when all of them are free. */
import { type CSSProperties, useMemo } from "react";
import { Link } from "react-router";
import { prefetch, useRead } from "#console/data/read.ts";
import { useSession } from "#console/data/session.ts";
import { text, useUrl } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button, ButtonLink, IconButton } from "#console/ui/Button.tsx";
import { Select } from "#console/ui/Field.tsx";
import { Page, Section } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { isDay } from "#console/ui/when.ts";
import { clock, dayAfter, dayOfMonth, dayRange, day as dayText, list, today, weekday } from "#console/words/format.ts";
import { place, usePlace } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import { FROM, freeTogether, ofDay, TO } from "./busy.ts";
import { DAY_MINUTES, daysFrom, instantOf, minuteAt, minuteOf, type Span } from "./grid.ts";
import { Styles } from "./Styles.tsx";
import { useIsPhone, useNowMinute } from "./surroundings.ts";
import type en from "./words.en.ts";

const parameters = { household: text(), day: text() };
const WEEK = 7;

export const load: PageModule["load"] = () => prefetch("identity.households.list");

export default function FreeBusy() {
  const all = useWords<typeof en>("calendar");
  const words = all.free;
  const [url, setUrl] = useUrl(parameters);
  const households = useRead("identity.households.list");
  const isPhone = useIsPhone();
  const first = url.day && isDay(url.day) ? url.day : today();
  const days = daysFrom(first, isPhone ? 1 : WEEK);
  const household = households.data?.data.find(({ id }) => id === url.household) ?? households.data?.data[0];
  const go = (day: string | undefined) => setUrl({ day }, { isStep: true });
  return (
    <Page
      wide
      above={<Link to="/calendar/events">{all.calendar.title}</Link>}
      title={words.title}
      lead={words.lead(clock(FROM), clock(TO))}
      state={households.isLoading ? "loading" : households.problem && !household ? "failed" : "ready"}
      problem={households.problem}
      retry={households.retry}
    >
      <Styles />
      {household ? (
        <>
          <div className="row">
            <IconButton icon="left" label={all.calendar.earlier} onClick={() => go(dayAfter(first, -days.length))} />
            <Button onClick={() => go(undefined)}>{all.calendar.today}</Button>
            <IconButton icon="right" label={all.calendar.later} onClick={() => go(dayAfter(first, days.length))} />
            <b>{isPhone ? dayText(first, "full") : dayRange(first, days.at(-1)!)}</b>
            {households.data!.data.length > 1 && (
              <Select
                label={words.household}
                unseenLabel
                value={household.id}
                choices={households.data!.data.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={({ target }) => setUrl({ household: target.value })}
              />
            )}
          </div>
          <Members householdId={household.id} days={days} />
        </>
      ) : (
        <div className="list-box">
          <Empty
            icon="people"
            title={words.noHousehold}
            action={<ButtonLink to="/identity/households">{words.toHouseholds}</ButtonLink>}
          >
            {words.noHouseholdHint}
          </Empty>
        </div>
      )}
    </Page>
  );
}

interface Member {
  id: string;
  name: string;
  busy: Span[];
}

function Members({ householdId, days }: { householdId: string; days: readonly string[] }) {
  const words = useWords<typeof en>("calendar").free;
  const { me } = useSession();
  const { zone } = usePlace();
  const path = { householdId };
  const members = useRead("identity.members.list", { path, query: { limit: 100 } });
  const busy = useRead("calendar.free-busy.get", {
    query: { householdId, from: startOf(days[0]!), to: startOf(dayAfter(days.at(-1)!, 1)) },
  });
  const rows = useMemo((): Member[] => {
    // Those without a name are told apart by their places in the list of members.
    const names = new Map(members.data?.data.map(({ userId, name }, at) => [userId, name ?? words.unnamed(at + 1)]));
    const until = minuteAt(dayAfter(days.at(-1)!, 1));
    return (busy.data?.data ?? []).map(({ userId, knownUntil, busy: blocks }) => ({
      id: userId,
      name: `${names.get(userId) ?? ""}${userId === me?.id ? ` (${words.you})` : ""}`,
      busy: [
        ...blocks.map(({ startAt, endAt }) => ({ from: minuteOf(startAt, zone), to: minuteOf(endAt, zone) })),
        // Of what is not known nobody is told that it is free.
        ...(minuteOf(knownUntil, zone) < until ? [{ from: minuteOf(knownUntil, zone), to: until }] : []),
      ],
    }));
  }, [members.data, busy.data, zone, me?.id, words, days]);
  const problem = busy.problem ?? members.problem;
  return (
    <>
      <div className="free-box" aria-busy={busy.isLoading || members.isLoading}>
        {problem && <p role="alert">{problem.text}</p>}
        <table className="free">
          <thead>
            <tr>
              <th scope="col">{words.person}</th>
              {days.map((day) => (
                <th key={day} scope="col" className={day === today() ? "is-today" : undefined}>
                  <abbr title={dayText(day, "full")}>{weekday(day)}</abbr> <b>{dayOfMonth(day)}</b>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((member) => (
              <tr key={member.id}>
                <th scope="row" dir="auto">
                  {member.name}
                </th>
                {days.map((day) => (
                  <td key={day}>
                    <Track busy={ofDay(member.busy, day)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > 0 && <Together rows={rows} days={days} />}
    </>
  );
}

const startOf = (day: string) => instantOf(minuteAt(day), place().zone);

/** A day from morning to evening. What is busy at night stands at its edge. */
function Track({ busy }: { busy: readonly Span[] }) {
  const words = useWords<typeof en>("calendar").free;
  const place = (minute: number) => `${((Math.max(FROM, Math.min(minute, TO)) - FROM) / (TO - FROM)) * 100}%`;
  const said = busy.map(({ from, to }) => timesOf({ from, to }));
  return (
    <div className="free-track" data-tip={said.length > 0 ? said.join(", ") : undefined}>
      <span className="unseen">{said.length > 0 ? words.busy(list(said)) : words.free}</span>
      {busy.map(({ from, to }) => (
        <span
          key={from}
          className="free-busy"
          style={{ insetInlineStart: place(from), "--end": place(to) } as CSSProperties}
        />
      ))}
    </div>
  );
}

const timesOf = ({ from, to }: Span) => `${clock(from)} – ${clock(to % DAY_MINUTES)}`;

function Together({ rows, days }: { rows: readonly Member[]; days: readonly string[] }) {
  const words = useWords<typeof en>("calendar").free;
  const now = useNowMinute();
  const found = days.flatMap((day) => {
    const spans = freeTogether(
      rows.map(({ busy }) => busy),
      day,
      now,
    );
    return spans.length > 0 ? [{ day, spans }] : [];
  });
  return (
    <Section title={words.together}>
      {found.length === 0 && <p className="quiet">{words.none}</p>}
      <ul className="free-together">
        {found.map(({ day, spans }) => (
          <li key={day}>
            <time dateTime={day}>{dayText(day, "full")}</time>
            {spans.map((span) => (
              <Link key={span.from} to={`/calendar/events?add=yes&day=${day}&at=${span.from}`}>
                {timesOf(span)}
              </Link>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}
