/** What was deleted lately, to be brought back. */
import { change } from "#console/data/change.ts";
import { beginListsAnew } from "#console/data/list.ts";
import { oneOf, useUrl } from "#console/data/url.ts";
import { Deleted } from "#console/frame/Deleted.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

/** What each kind of row is brought back by. */
const restores = {
  task: async (taskId: string) => {
    await change("work.tasks.restore", { path: { taskId }, makes: "work.tasks" });
    await beginListsAnew("work.tasks");
  },
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

export default function DeletedPage() {
  const words = useWords<typeof en>("work").deleted;
  const [{ kind }, setUrl] = useUrl<Url>(parameters);
  return (
    <Page title={words.title} lead={words.lead}>
      <Tabs
        label={words.kind}
        tabs={KINDS.map((id) => ({ id, label: words.kinds[id] }))}
        value={kind}
        onChange={(next) => setUrl({ kind: next })}
      >
        <Deleted key={kind} label={words.kinds[kind]} noun={`work.${kind}`} restore={restores[kind]} />
      </Tabs>
    </Page>
  );
}
