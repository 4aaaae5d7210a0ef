/** What LifeOS told and asked: unanswered first, then the rest, newest first. */
import { change, useChange } from "#console/data/change.ts";
import { prefetchList, useList } from "#console/data/list.ts";
import { notify } from "#console/data/notices.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { text, useUrl } from "#console/data/url.ts";
import { Entity } from "#console/frame/Entity.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button, ButtonLink } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page, Section, Stack } from "#console/ui/Page.tsx";
import { Empty, State } from "#console/ui/State.tsx";
import { DayText, Time } from "#console/ui/Time.tsx";
import { dayOf, now, today } from "#console/words/format.ts";
import { toldOf, useTold } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { Question } from "./Question.tsx";
import { formOf, isOpen, type Notification, openQuestions } from "./questions.ts";
import type en from "./words.en.ts";

const parameters = { open: text() };

export const load: PageModule["load"] = () => {
  prefetch("platform.notifications.list", openQuestions);
  prefetchList("platform.notifications.list");
};

export default function Notifications() {
  const words = useWords<typeof en>("platform");
  const [{ open }, setUrl] = useUrl(parameters);
  const asked = useRead("platform.notifications.list", openQuestions);
  const told = useList("platform.notifications.list");
  const dashboard = useRead("platform.dashboard.get");
  const unread = dashboard.data?.notifications.unread ?? 0;
  // All at once: what is asked stands above what was told, and would push it down when it came later.
  const isLoading = asked.isLoading || dashboard.isLoading || told.state === "loading";
  const questions = (asked.data?.data ?? []).filter(isOpen);
  const opened = Array.from({ length: told.count }, (_, at) => told.at(at)).find((one) => one?.id === open);
  return (
    <Page
      title={words.notifications.title}
      lead={told.state === "ready" && words.notifications.lead(unread)}
      actions={<ReadAll unread={unread} />}
      state={isLoading ? "loading" : "ready"}
    >
      {questions.length > 0 && (
        <Section title={words.question.heading}>
          {questions.map((one) => (
            <Question key={one.id} asked={one} />
          ))}
        </Section>
      )}
      <Section title={words.notifications.told}>
        <List
          label={words.notifications.list}
          rows={told}
          keyOf={({ id }) => id}
          item={useItem((one) => {
            setUrl({ open: one.id }, { isStep: true });
            if (one.readAt === null) void read(one).catch(() => {});
          })}
          openId={open}
          empty={
            <Empty icon="bell" title={words.notifications.empty}>
              {words.notifications.emptyHint}
            </Empty>
          }
        />
      </Section>
      {opened && <Opened told={opened} close={() => setUrl({ open: undefined })} />}
    </Page>
  );
}

function ReadAll({ unread }: { unread: number }) {
  const words = useWords<typeof en>("platform").notifications;
  const reading = useChange("platform.notifications.readAll");
  const readAll = async () => {
    const answer = await reading.run({});
    if (answer && answer.unread > 0) notify({ kind: "info", text: words.readSome(answer.unread) });
  };
  if (unread === 0) return null;
  return (
    <Button icon="check" busy={reading.isPending} onClick={() => void readAll()}>
      {words.readAll}
    </Button>
  );
}

function useItem(open: (one: Notification) => void): (one: Notification) => Item {
  const words = useWords<typeof en>("platform").notifications;
  const told = useTold();
  return (one) => ({
    name: told(one).title,
    sub: one.body && <span dir="auto">{told(one).body}</span>,
    lead: <Glyph icon={formOf(one) ? "question" : "bell"} />,
    end: (
      <>
        {one.readAt === null && <State tone="live">{words.unread}</State>}
        <span className="quiet small">
          {dayOf(one.createdAt) === today() ? <Time at={one.createdAt} /> : <DayText of={dayOf(one.createdAt)} />}
        </span>
      </>
    ),
    onOpen: () => open(one),
  });
}

/** One of them, whole: its text, what was answered, and what led to it. */
function Opened({ told, close }: { told: Notification; close: () => void }) {
  const words = useWords<typeof en>("platform").notifications;
  const { title, body } = useTold()(told);
  const value = (told.answer as { value?: string | number } | null)?.value;
  const note = (told.answer as { note?: string } | null)?.note;
  const insightId = (told.action as { insightId?: unknown } | null)?.insightId;
  return (
    <Sheet open onClose={close} title={title}>
      <Stack>
        {body && <p dir="auto">{body}</p>}
        {value !== undefined && <p>{words.yourAnswer(String(value))}</p>}
        {note && (
          <p className="quiet" dir="auto">
            {note}
          </p>
        )}
        {isOpen(told) && <Question asked={told} />}
        {typeof insightId === "string" && (
          <p>
            <Entity type="insight" id={insightId} name={title} />
          </p>
        )}
        <p className="quiet small">
          <Time at={told.createdAt} form="moment" />
        </p>
        {told.sourceEventId && (
          <div>
            <ButtonLink icon="trace" to={`/timeline?event=${told.sourceEventId}`}>
              {words.why}
            </ButtonLink>
          </div>
        )}
      </Stack>
    </Sheet>
  );
}

const read = (one: Notification) =>
  change("platform.notifications.read", {
    path: { notificationId: one.id },
    row: one,
    patch: { readAt: now().toISOString() },
    title: toldOf(one).title,
  });
