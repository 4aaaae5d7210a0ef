/** Where focused time went: by day and hour, and on what. */
import { Bars } from "#console/charts/Bars.tsx";
import type { Answer } from "#console/data/client.ts";
import { useRead } from "#console/data/read.ts";
import { oneOf, useUrl } from "#console/data/url.ts";
import { Entity } from "#console/frame/Entity.tsx";
import { Meter } from "#console/ui/Job.tsx";
import { Card, Row, Section } from "#console/ui/Page.tsx";
import { Problem, Skeleton } from "#console/ui/State.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { dayAfter, duration, day as formatDay, number, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Stats = Answer<"rhythm.focus-sessions.stats">;
type Span = keyof typeof DAYS;

const DAYS = { week: 7, month: 30, quarter: 90 };
const spans = ["week", "month", "quarter"] as const;
const parameters = { span: oneOf(...spans) };
/** More tasks than these are a list that nobody reads. */
const SHOWN = 8;

export function FocusStats() {
  const words = useWords<typeof en>("rhythm").focusStats;
  const [{ span }, setUrl] = useUrl<{ span: Span }>(parameters);
  const to = today();
  const query = { from: dayAfter(to, 1 - DAYS[span]), to };
  const { data, problem, isLoading, retry } = useRead("rhythm.focus-sessions.stats", { query });
  return (
    <Section title={words.title}>
      <Tabs
        label={words.span}
        tabs={spans.map((id) => ({ id, label: words.spans[id] }))}
        value={span}
        onChange={(next) => setUrl({ span: next })}
      >
        {isLoading && <Skeleton kind="figure" rows={2} />}
        {problem && !data && <Problem problem={problem} retry={retry} />}
        {data && <Figures stats={data} />}
      </Tabs>
    </Section>
  );
}

function Figures({ stats }: { stats: Stats }) {
  const words = useWords<typeof en>("rhythm").focusStats;
  if (stats.totalSeconds === 0)
    return (
      <Card>
        <p className="quiet">{words.none}</p>
      </Card>
    );
  return (
    <div className="focus-stats">
      <Card>
        <p className="serif">{words.total(minutesOf(stats.totalSeconds))}</p>
        <p className="quiet small">{words.sessions(stats.completed, stats.abandoned, stats.interruptions)}</p>
        <ByDay stats={stats} />
      </Card>
      <Card>
        <ByHour stats={stats} />
      </Card>
      <Shares
        title={words.tasks}
        shares={stats.tasks.map(({ taskId, seconds }) => ({ id: taskId, type: "task", none: words.noTask, seconds }))}
      />
      <Shares
        title={words.domains}
        shares={stats.domains.map(({ lifeDomainId, seconds }) => ({
          id: lifeDomainId,
          type: "life_domain",
          none: words.noDomain,
          seconds,
        }))}
      />
    </div>
  );
}

const minutesOf = (seconds: number): string => duration(Math.round(seconds / 60));
const shownMinutes = (minutes: number): string => number(Math.round(minutes));

function ByDay({ stats: { from, to, days, totalSeconds } }: { stats: Stats }) {
  const words = useWords<typeof en>("rhythm").focusStats;
  const seconds = new Map(days.map((one) => [one.date, one.seconds]));
  const all: string[] = [];
  for (let day = from; day <= to; day = dayAfter(day, 1)) all.push(day);
  const every = Math.ceil(all.length / 4);
  return (
    <Bars
      finding={words.byDay(minutesOf(totalSeconds), days.length)}
      bars={all.map((day, at) => ({
        label: formatDay(day, "weekday"),
        value: (seconds.get(day) ?? 0) / 60,
        ...(at % every === 0 && { tick: formatDay(day) }),
      }))}
      of="rhythm"
      title={words.minutes}
      labelTitle={words.day}
      format={shownMinutes}
    />
  );
}

function ByHour({ stats: { hours } }: { stats: Stats }) {
  const words = useWords<typeof en>("rhythm").focusStats;
  const seconds = new Map(hours.map((one) => [one.hour, one.seconds]));
  const best = hours.reduce((most, one) => (one.seconds > most.seconds ? one : most), hours[0]!);
  return (
    <Bars
      finding={words.byHour(hourText(best.hour))}
      bars={Array.from({ length: 24 }, (_, hour) => ({
        label: hourText(hour),
        value: (seconds.get(hour) ?? 0) / 60,
        isMarked: hour === best.hour,
        ...(hour % 6 === 0 && { tick: hourText(hour) }),
      }))}
      of="rhythm"
      title={words.minutesByHour}
      labelTitle={words.hour}
      format={shownMinutes}
    />
  );
}

const hourText = (hour: number): string => `${number(hour, { minimumIntegerDigits: 2 })}:00`;

type Share = { id: string | null; type: string; none: string; seconds: number };

function Shares({ title, shares }: { title: string; shares: readonly Share[] }) {
  const sorted = shares.toSorted((a, b) => b.seconds - a.seconds).slice(0, SHOWN);
  const most = sorted[0]?.seconds ?? 1;
  return (
    <Card>
      <h3>{title}</h3>
      {sorted.map(({ id, type, none, seconds }) => (
        <div key={id ?? ""} className="focus-share">
          <Row end={<span className="num">{minutesOf(seconds)}</span>}>
            {id === null ? <span className="quiet">{none}</span> : <Entity type={type} id={id} />}
          </Row>
          <Meter label={title} share={seconds / most} valueText={minutesOf(seconds)} of="rhythm" />
        </div>
      ))}
    </Card>
  );
}
