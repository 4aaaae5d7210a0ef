/** Plans a day, or seven of them: what is proposed stands beside what is fixed, with why, until it is accepted. */
import { useMemo, useState } from "react";
import { Link } from "react-router";
import { type Problem as Failure, problemOfError } from "#console/data/problem.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { oneOf, text, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button, IconButton } from "#console/ui/Button.tsx";
import { Columns, Page } from "#console/ui/Page.tsx";
import { Empty, Problem } from "#console/ui/State.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { isDay } from "#console/ui/when.ts";
import { dayAfter, dayRange, day as dayText, today } from "#console/words/format.ts";
import { place, usePlace } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import { HINT } from "./EntryBox.tsx";
import { daysFrom, type Span } from "./grid.ts";
import { PlanReasons } from "./PlanReasons.tsx";
import { accept, entriesWith, keyOf, pinsWith, plansOf, proposeDay, proposeWeek, WEEK } from "./plan-data.ts";
import { Styles } from "./Styles.tsx";
import { useIsPhone } from "./surroundings.ts";
import { agendaOf } from "./url.ts";
import { WeekView } from "./WeekView.tsx";
import type en from "./words.en.ts";

const parameters = { of: oneOf("day", "week"), day: text() };
const firstOf = (day: string | undefined) => (day && isDay(day) ? day : today());
const daysOf = (of: "day" | "week", first: string) => daysFrom(first, of === "week" ? WEEK : 1);

export const load: PageModule["load"] = ({ url }) => {
  const { of, day } = valuesOf<{ of: "day" | "week"; day: string | undefined }>(parameters, url.searchParams);
  const days = daysOf(of, firstOf(day));
  prefetch("calendar.daily-plans.list", plansOf(days));
  prefetch("calendar.agenda.get", agendaOf(days, place().zone));
};

export default function PlanPage() {
  const all = useWords<typeof en>("calendar");
  const words = all.plan;
  const [url, setUrl] = useUrl(parameters);
  const { zone } = usePlace();
  const isPhone = useIsPhone();
  const first = firstOf(url.day);
  const isWeek = url.of === "week";
  const days = useMemo(() => daysOf(url.of, first), [url.of, first]);
  const agenda = useRead("calendar.agenda.get", agendaOf(days, zone));
  const plans = useRead("calendar.daily-plans.list", plansOf(days));
  const rows = useMemo(() => (plans.data?.data ?? []).toSorted((a, b) => (a.date < b.date ? -1 : 1)), [plans.data]);
  const entries = useMemo(() => entriesWith(agenda.data, rows, zone, !isWeek), [agenda.data, rows, zone, isWeek]);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const planned = rows.flatMap(({ date, version, plan }) => (plan ? [{ date, version, plan }] : []));
  const open = planned.filter(({ plan }) => plan.acceptedAt === null);
  const [own] = isWeek ? [] : open;

  async function run(work: () => Promise<void>) {
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
    } catch (error) {
      setFailure(problemOfError(error));
    } finally {
      setBusy(false);
    }
  }
  const propose = (body: Parameters<typeof proposeDay>[1] = {}) =>
    run(() => (isWeek ? proposeWeek(first) : proposeDay(first, body)));
  const isStale = failure?.status === 412;
  const go = (day: string | undefined) => {
    setFailure(undefined);
    setUrl({ day }, { isStep: true });
  };
  const acts = {
    onOpen: () => {},
    onNew: () => {},
    onDay: () => {},
    onDelete: () => {},
    onMove: (entry: { key: string }, _mode: string, to: Span) => {
      const piece = own?.plan.scheduledTasks.find((one) => keyOf(one) === entry.key);
      if (own && piece) void propose({ pinned: pinsWith(own.plan, piece, to, zone) });
    },
  };
  const leaveOut = (id: string, isOut: boolean) => {
    const others = own!.plan.leftOut.filter((one) => one !== id);
    void propose({ leaveOut: isOut ? [...others, id] : others });
  };
  const failed = [agenda, plans].find(({ problem, data }) => problem && !data);
  return (
    <Page
      wide
      above={<Link to="/calendar/events">{all.calendar.title}</Link>}
      title={isWeek ? dayRange(days[0]!, days.at(-1)!) : dayText(first, "full")}
      lead={words.lead}
      state={failed ? "failed" : plans.isLoading || agenda.isLoading ? "loading" : "ready"}
      problem={failed?.problem}
      retry={failed?.retry}
      actions={
        <>
          <Button kind={open.length > 0 ? "plain" : "main"} icon="spark" busy={isBusy} onClick={() => void propose()}>
            {planned.length > 0 ? words.again : words.propose}
          </Button>
          {open.length > 0 && (
            <Button kind="main" icon="check" busy={isBusy} onClick={() => void run(() => accept(first, own?.version))}>
              {words.accept}
            </Button>
          )}
        </>
      }
    >
      <Styles />
      <Tabs
        label={words.shown}
        tabs={[
          { id: "day", label: words.day },
          { id: "week", label: words.week },
        ]}
        value={url.of}
        onChange={(of) => {
          setFailure(undefined);
          setUrl({ of }, { isStep: true });
        }}
      >
        <div className="cal">
          <div className="row">
            <IconButton icon="left" label={all.calendar.earlier} onClick={() => go(dayAfter(first, -days.length))} />
            <Button onClick={() => go(undefined)}>{all.calendar.today}</Button>
            <IconButton icon="right" label={all.calendar.later} onClick={() => go(dayAfter(first, days.length))} />
          </div>
          {failure && (
            <Problem
              problem={{
                ...failure,
                text: failure.errors[0] ? `${words.notThere} ${failure.errors[0].detail}` : failure.text,
              }}
              action={
                isStale && (
                  <Button kind="main" onClick={() => void propose()}>
                    {words.again}
                  </Button>
                )
              }
            />
          )}
          <p role="status" className="unseen">
            {isBusy ? words.planning : open.length > 0 ? words.proposed : planned.length > 0 ? words.accepted : ""}
          </p>
          <Columns
            told={
              planned.length > 0 ? (
                <PlanReasons plans={planned} onLeaveOut={own && leaveOut} />
              ) : (
                <Empty icon="clock" title={words.none}>
                  <Link to="/identity/settings">{words.hours}</Link>
                </Empty>
              )
            }
          >
            <WeekView
              days={isPhone ? days.slice(0, 1) : days}
              entries={entries}
              isLoading={agenda.isLoading}
              acts={acts}
            />
            <p id={HINT} className="quiet">
              {words.hint}
            </p>
          </Columns>
        </div>
      </Tabs>
    </Page>
  );
}
