/** What was deleted lately, to be brought back. */
import { useState } from "react";
import { change } from "#console/data/change.ts";
import { beginListsAnew, type RowOf, useList } from "#console/data/list.ts";
import { notify } from "#console/data/notices.ts";
import { oneOf, useUrl } from "#console/data/url.ts";
import { Button } from "#console/ui/Button.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useWords } from "#console/words/words.ts";
import { allOf, arranged } from "./arranged.ts";
import type en from "./words.en.ts";

type Event = RowOf<"platform.events.list">;

/** What each kind of row is brought back by. */
const restores = {
  task: (taskId: string) => change("work.tasks.restore", { path: { taskId }, makes: "work.tasks" }),
  todo_list: (todoListId: string) => change("work.todo-lists.restore", { path: { todoListId } }),
  todo_item: (todoItemId: string) => change("work.todo-items.restore", { path: { todoItemId } }),
  project: (projectId: string) => change("work.projects.restore", { path: { projectId } }),
  goal: (goalId: string) => change("work.goals.restore", { path: { goalId } }),
  sprint: (sprintId: string) => change("work.sprints.restore", { path: { sprintId } }),
  life_domain: (lifeDomainId: string) => change("work.life-domains.restore", { path: { lifeDomainId } }),
};
type Kind = keyof typeof restores;
const KINDS = Object.keys(restores) as Kind[];
interface Url {
  kind: Kind;
}
const parameters = { kind: oneOf("task", ...KINDS.slice(1)) };

export default function Deleted() {
  const words = useWords<typeof en>("work").deleted;
  const [{ kind }, setUrl] = useUrl<Url>(parameters);
  const events = useList("platform.events.list", { query: { type: `work.${kind}.deleted`, titles: true } });
  const restored = useList("platform.events.list", { query: { type: `work.${kind}.restored` } });
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const isBack = (event: Event) =>
    done.has(event.id) ||
    allOf(restored).some(({ entityId, createdAt }) => entityId === event.entityId && createdAt > event.createdAt);
  const shown = arranged(events, (all) => newestOfEach(all).filter((event) => !isBack(event)));
  const restore = async (event: Event) => {
    await restores[kind](event.entityId!);
    setDone((now) => new Set([...now, event.id]));
    notify({ kind: "done", text: words.back(event.title ?? words.kinds[kind]) });
    if (kind === "task") await beginListsAnew("work.tasks");
  };
  const item = (event: Event): Item => ({
    name: event.title ?? words.unnamed,
    sub: <Time at={event.createdAt} />,
    end: (
      <Button small icon="undo" onClick={() => void restore(event).catch(() => {})}>
        {words.restore}
      </Button>
    ),
  });
  return (
    <Page title={words.title} lead={words.lead}>
      <Tabs
        label={words.kind}
        tabs={KINDS.map((id) => ({ id, label: words.kinds[id] }))}
        value={kind}
        onChange={(next) => setUrl({ kind: next })}
      >
        <List
          label={words.title}
          rows={shown}
          keyOf={({ id }) => id}
          item={item}
          empty={<Empty icon="trash" title={words.empty} />}
        />
      </Tabs>
    </Page>
  );
}

/** Of a row that was deleted more than once, the last time counts. */
function newestOfEach(events: readonly Event[]): Event[] {
  const seen = new Set<string | null>();
  return events.filter(({ entityId }) => !seen.has(entityId) && seen.add(entityId));
}
