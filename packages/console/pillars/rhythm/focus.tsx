import { prefetchList, useList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { text, useUrl } from "#console/data/url.ts";
import { Entity } from "#console/frame/Entity.tsx";
import { FocusNow } from "#console/frame/FocusNow.tsx";
import { type FocusSession, isOpen, openSession } from "#console/frame/focus.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { type Item, List } from "#console/ui/List.tsx";
import { Columns, Page, Section } from "#console/ui/Page.tsx";
import { Empty, State } from "#console/ui/State.tsx";
import { instantAt } from "#console/ui/when.ts";
import { duration, time, today } from "#console/words/format.ts";
import { place } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import { FocusStats } from "./FocusStats.tsx";
import { StartFocus } from "./StartFocus.tsx";
import type en from "./words.en.ts";
import "./rhythm.css";

const sessionsOfToday = () => ({
  query: { "startedAt[gte]": instantAt(today(), "00:00", place().zone), sort: "-startedAt" as const },
});

export const load: PageModule["load"] = () => {
  prefetch("rhythm.focus-sessions.list", openSession);
  prefetchList("rhythm.focus-sessions.list", sessionsOfToday());
};

const parameters = { task: text() };

export default function Focus() {
  const words = useWords<typeof en>("rhythm").focus;
  const [{ task }, setUrl] = useUrl(parameters);
  const { data, problem, isLoading, retry } = useRead("rhythm.focus-sessions.list", openSession);
  const running = data?.data.find(isOpen);
  return (
    <Page
      title={words.title}
      state={isLoading ? "loading" : problem && !data ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      <Columns told={<FocusStats />}>
        {running ? (
          <FocusNow session={running} />
        ) : (
          <StartFocus taskId={task} onTask={(next) => setUrl({ task: next })} />
        )}
        <OfToday />
      </Columns>
    </Page>
  );
}

function OfToday() {
  const words = useWords<typeof en>("rhythm").focus;
  const sessions = useList("rhythm.focus-sessions.list", sessionsOfToday());
  return (
    <Section title={words.today}>
      <List
        label={words.today}
        rows={sessions}
        keyOf={({ id }) => id}
        item={useItem()}
        empty={
          <Empty icon="timer" title={words.empty}>
            {words.emptyHint}
          </Empty>
        }
      />
    </Section>
  );
}

function useItem(): (session: FocusSession) => Item {
  const words = useWords<typeof en>("rhythm").focus;
  const icons = { running: "live", paused: "pause", completed: "check", abandoned: "cross" } as const;
  return ({ startedAt, endedAt, taskId, status, durationSeconds, interruptions, notes }) => ({
    name: words.from(time(startedAt)),
    title: taskId === null ? words.noTask : <Entity type="task" id={taskId} />,
    sub: [
      endedAt === null ? words.from(time(startedAt)) : words.fromTo(time(startedAt), time(endedAt)),
      interruptions > 0 && words.interrupted(interruptions),
      notes,
    ]
      .filter(Boolean)
      .join(" · "),
    end: (
      <>
        {durationSeconds !== null && <span className="num">{duration(Math.round(durationSeconds / 60))}</span>}
        <State icon={icons[status]}>{words.statuses[status]}</State>
      </>
    ),
  });
}
