/** What now: what asks, the day, what is due, what should be used soon. */
import { lazy, Suspense, useDeferredValue } from "react";
import { Link } from "react-router";
import { prefetchList, useList } from "#console/data/list.ts";
import { useQuiet } from "#console/data/quiet.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { Entity } from "#console/frame/Entity.tsx";
import { isOpen as isFocusOpen } from "#console/frame/focus.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { OPEN, useQuickAdd } from "#console/frame/tasks.ts";
import { List } from "#console/ui/List.tsx";
import { Card, Columns, Page, Section, Stack } from "#console/ui/Page.tsx";
import { QuickAdd, type Understood } from "#console/ui/QuickAdd.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Skeleton } from "#console/ui/State.tsx";
import { day, dayAfter, duration, measure, relativeDay, time, today } from "#console/words/format.ts";
import { place } from "#console/words/place.ts";
import { loadTold, useTold } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { Day, prefetchDay, useDay } from "./Day.tsx";
import { Due } from "./Due.tsx";
import { Question } from "./Question.tsx";
import { isOpen, openQuestions } from "./questions.ts";
import type en from "./words.en.ts";

const dueByToday = () => ({ query: { status: [...OPEN], "dueDate[lte]": today(), sort: "dueDate" as const } });
const FocusNow = lazy(async () => ({ default: (await import("#console/frame/FocusNow.tsx")).FocusNow }));

/** What expires within these days is worth cooking with. */
const SOON_DAYS = 5;

/** What the page waits for; the weather and what expires are asked for once that shows. */
export const load: PageModule["load"] = () => {
  loadTold(place().language).catch(() => {});
  prefetch("platform.notifications.list", openQuestions);
  prefetchList("work.tasks.list", dueByToday());
  prefetchDay();
};

export default function Today() {
  const asked = useRead("platform.notifications.list", openQuestions);
  const tasks = useList("work.tasks.list", dueByToday());
  const ofDay = useDay();
  const { session, isLoading: isFocusLoading } = useFocus();
  const questions = (asked.data?.data ?? []).filter(isOpen);
  // What asks is above all else and waits for nothing else; all else comes at once, so that nothing moves when the next part arrives.
  const isRestUnknown = ofDay.isLoading || isFocusLoading || tasks.state === "loading";
  // Deferred, React draws it in slices, between which a slow processor answers.
  const isRestLoading = useDeferredValue(isRestUnknown);
  const isLoading = asked.isLoading || (questions.length === 0 && isRestLoading);
  return (
    <Page
      title={day(today(), "full")}
      lead={<Lead questions={questions.length} tasks={tasks} />}
      state={isLoading ? "loading" : "ready"}
    >
      <Add />
      <Columns
        toldFirst={questions.length > 0}
        told={
          <>
            {questions.length > 0 && <Questions questions={questions} />}
            {!isRestLoading && (
              <>
                <Noticed />
                <UseSoon />
              </>
            )}
          </>
        }
      >
        {isRestLoading ? (
          <Card flush>
            <Skeleton rows={6} />
          </Card>
        ) : (
          <>
            {session && (
              <Suspense>
                <FocusNow session={session} />
              </Suspense>
            )}
            <Day day={ofDay} />
            <Due tasks={tasks} />
          </>
        )}
      </Columns>
    </Page>
  );
}

/** The focus session that runs, or stands still. */
function useFocus() {
  const current = useRead("platform.dashboard.get").data?.focus.current;
  const params = current && { path: { focusSessionId: current.id } };
  const { data, isLoading } = useRead("rhythm.focus-sessions.get", ...(params ? [params] : ([undefined] as const)));
  return { session: current && data && isFocusOpen(data) ? data : undefined, isLoading };
}

function Lead({ questions, tasks }: { questions: number; tasks: ReturnType<typeof useList<"work.tasks.list">> }) {
  const words = useWords<typeof en>("platform").today;
  const isLoading = tasks.state === "loading";
  const weather = useRead("platform.weather.get", ...(useQuiet() ? [] : [undefined])).data?.weather;
  const open = Array.from({ length: tasks.count }, (_, at) => tasks.at(at)).filter(
    (task) => task?.status !== "completed",
  );
  const sky = weather && words.sky[weather.iconCode.slice(0, 2) as keyof typeof words.sky];
  return (
    <p>
      {weather && `${words.weather(measure(Math.round(weather.temp), "celsius"), sky ?? "")} `}
      {isLoading ? "\u00a0" : words.lead(questions, open.length)}
    </p>
  );
}

function Add() {
  const words = useWords<typeof en>("platform").today;
  const { parsed, line } = useQuickAdd();
  return (
    <div className="today-add">
      <QuickAdd {...line} label={words.add} placeholder={words.addHint} understood={parsed && partsOf(parsed)} />
    </div>
  );
}

type Parsed = NonNullable<ReturnType<typeof useQuickAdd>["parsed"]>;

function partsOf({ dueDate, dueAt, estimatedMinutes, labels, spans }: Parsed): Understood[] {
  const recurrence = spans.find(({ kind }) => kind === "recurrence");
  return [
    ...(recurrence ? [{ id: "recurrence", label: recurrence.text, icon: "again", of: "rhythm" } as const] : []),
    ...(dueDate ? [{ id: "due", label: relativeDay(dueDate), icon: "calendar" } as const] : []),
    ...(dueAt ? [{ id: "at", label: time(dueAt), icon: "clock" } as const] : []),
    ...(estimatedMinutes === null ? [] : [{ id: "long", label: duration(estimatedMinutes) }]),
    ...labels.map((label) => ({ id: label, label: `@${label}` })),
  ];
}

function Questions({ questions }: { questions: Parameters<typeof Question>[0]["asked"][] }) {
  const words = useWords<typeof en>("platform").question;
  return (
    <Section title={words.heading}>
      {questions.map((asked) => (
        <Question key={asked.id} asked={asked} />
      ))}
    </Section>
  );
}

/** The newest thing that was found out. */
function Noticed() {
  const words = useWords<typeof en>("platform").today;
  const told = useTold();
  const [insight] = useRead("platform.dashboard.get").data?.insights ?? [];
  if (!insight) return null;
  return (
    <Section title={words.noticed}>
      <Card>
        <p className="serif" dir="auto">
          {told(insight).title}
        </p>
        <p className="quiet small" dir="auto">
          {told(insight).body}
        </p>
        <Link className="small" to={`/cortex/insights/${insight.id}`}>
          {words.seeEvidence}
        </Link>
      </Card>
    </Section>
  );
}

/** What expires within days and is still there. */
function UseSoon() {
  const words = useWords<typeof en>("platform").today;
  const params = {
    query: { "expiryDate[lte]": dayAfter(today(), SOON_DAYS), "qtyInStock[gt]": 0, sort: "expiryDate", limit: 6 },
  } as const;
  const { data } = useRead("household.pantry-items.list", useQuiet() ? params : undefined);
  if (!data || data.data.length === 0) return null;
  return (
    <Section title={words.useSoon}>
      <Stack>
        <List
          label={words.useSoon}
          rows={rowsOf(data.data)}
          keyOf={({ id }) => id}
          item={({ id, name, expiryDate }) => ({
            name,
            title: <Entity type="pantry_item" id={id} name={name} />,
            end: expiryDate && <span className="quiet">{relativeDay(expiryDate)}</span>,
          })}
          empty={null}
        />
      </Stack>
    </Section>
  );
}
