/** Goals within goals: whether each is where it was meant to be. */
import create from "contract:work.goals.create";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { oneOf, useUrl } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Page } from "#console/ui/Page.tsx";
import { Empty, Tag } from "#console/ui/State.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { type Node, Tree } from "#console/ui/Tree.tsx";
import { relativeDay } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { GoalFields } from "./GoalFields.tsx";
import { GoalProgress } from "./GoalProgress.tsx";
import { isBehind } from "./goal-progress.ts";
import { NewRow } from "./NewRow.tsx";
import type en from "./words.en.ts";
import "./work.css";

type Goal = Answer<"work.goals.tree">["data"][number];
interface Url {
  show: "active" | "all";
}
const parameters = { show: oneOf("active", "all") };

export const load: PageModule["load"] = () => prefetch("work.goals.tree");

export default function Goals() {
  const words = useWords<typeof en>("work").goals;
  const [{ show }, setUrl] = useUrl<Url>(parameters);
  const { data, problem, isLoading, retry } = useRead("work.goals.tree");
  const shown = data && (show === "all" ? data.data : stillWanted(data.data));
  const nodes = useNodes(shown ?? [], retry);
  const behind = countOf(shown ?? [], isBehind);
  const add = (
    <NewRow
      main
      label={words.add}
      title={words.add}
      form={create}
      begin={{ level: "quarterly" }}
      fields={(form) => <GoalFields form={form} goals={data?.data ?? []} />}
      save={(body) =>
        change("work.goals.create", {
          body: { level: "quarterly", ...body, title: String(body.title ?? "") },
          isQuiet: true,
        }).then(retry)
      }
    />
  );
  return (
    <Page
      title={words.title}
      lead={shown && shown.length > 0 && words.lead(behind)}
      actions={add}
      state={isLoading ? "loading" : problem && !data ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      <Tabs
        label={words.show}
        tabs={(["active", "all"] as const).map((id) => ({ id, label: words.views[id] }))}
        value={show}
        onChange={(next) => setUrl({ show: next })}
      >
        {shown?.length === 0 ? (
          <div className="list-box">
            <Empty icon="target" title={words.empty}>
              {words.emptyHint}
            </Empty>
          </div>
        ) : (
          <Tree label={words.title} nodes={nodes} />
        )}
        {data?.truncated && <p className="quiet">{words.truncated}</p>}
      </Tabs>
    </Page>
  );
}

function useNodes(goals: readonly Goal[], onChange: () => void): Node[] {
  const words = useWords<typeof en>("work").goals;
  const nodeOf = (goal: Goal): Node => ({
    id: goal.id,
    name: goal.title,
    to: `/work/goals/${goal.id}`,
    end: (
      <>
        {goal.status !== "active" && <Tag>{words.statuses[goal.status]}</Tag>}
        {goal.targetDate !== null && <span className="goal-day">{relativeDay(goal.targetDate)}</span>}
        <GoalProgress goal={goal} />
      </>
    ),
    menu: [
      {
        label: words.delete,
        icon: "trash",
        danger: true,
        onSelect: () =>
          void change("work.goals.remove", { path: { goalId: goal.id }, row: goal, title: goal.title }).then(onChange),
      },
    ],
    children: goal.children.map(nodeOf),
  });
  return goals.map(nodeOf);
}

/** Those that are neither reached nor given up, and what they are part of. */
function stillWanted(goals: readonly Goal[]): Goal[] {
  return goals
    .map((goal) => ({ ...goal, children: stillWanted(goal.children) }))
    .filter(({ status, children }) => status === "active" || status === "paused" || children.length > 0);
}

const countOf = (goals: readonly Goal[], is: (goal: Goal) => boolean): number =>
  goals.reduce((sum, goal) => sum + (is(goal) ? 1 : 0) + countOf(goal.children, is), 0);
