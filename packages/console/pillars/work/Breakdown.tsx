/** The steps that are proposed for a task, to be made or not. */
import { useState } from "react";
import { change, useChange } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { beginListsAnew } from "#console/data/list.ts";
import { notify } from "#console/data/notices.ts";
import { Button } from "#console/ui/Button.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Card, Stack } from "#console/ui/Page.tsx";
import { Problem, Tag } from "#console/ui/State.tsx";
import { useTold } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import type { Task } from "./task-changes.ts";
import type en from "./words.en.ts";

type Proposal = NonNullable<Answer<"work.breakdown.create">["proposal"]>;

interface Step {
  title: string;
  estimatedMinutes?: number;
}

export function Breakdown({ task }: { task: Task }) {
  const words = useWords<typeof en>("work").breakdown;
  const asking = useChange("work.breakdown.create");
  const [found, setFound] = useState<Answer<"work.breakdown.create">>();
  const ask = async () =>
    setFound(
      await asking.run({ path: { taskId: task.id }, isOfPart: true, makes: "cortex.proposals", title: task.title }),
    );
  if (found?.proposal) return <Proposed task={task} proposal={found.proposal} onDecided={() => setFound(undefined)} />;
  return (
    <Stack>
      <div className="row">
        <Button icon="spark" busy={asking.isPending} onClick={() => void ask()}>
          {words.ask}
        </Button>
      </div>
      {asking.problem && <Problem problem={asking.problem} />}
      {found && <Remark>{words.none}</Remark>}
    </Stack>
  );
}

type ProposedProps = { task: Task; proposal: Proposal; onDecided: () => void };

function Proposed({ task, proposal, onDecided }: ProposedProps) {
  const words = useWords<typeof en>("work").breakdown;
  const { body } = useTold()({ ...proposal, body: proposal.body ?? "" });
  const accepting = useChange("cortex.proposals.accept");
  const path = { proposalId: proposal.id };
  const decided = async () => {
    await Promise.all([beginListsAnew("work.tasks"), beginListsAnew("cortex.proposals")]);
    onDecided();
  };
  const undo = async () => {
    await change("cortex.proposals.undo", { path, isOfPart: true, title: task.title });
    await beginListsAnew("work.tasks");
  };
  const accept = async () => {
    if (!(await accepting.run({ path, body: {}, isOfPart: true, title: task.title }))) return;
    notify({ kind: "done", text: words.made, action: { label: words.undo, run: () => void undo().catch(() => {}) } });
    await decided();
  };
  const reject = async () => {
    await change("cortex.proposals.reject", { path, isOfPart: true, title: task.title });
    await decided();
  };
  return (
    <Card>
      <section className="stack" aria-label={words.title}>
        <p dir="auto">
          {body} {proposal.madeBy === "model" && <Tag icon="spark">{words.byModel}</Tag>}
        </p>
        <ol>
          {stepsOf(proposal).map(({ title, estimatedMinutes }) => (
            <li key={title} dir="auto">
              {title}
              {estimatedMinutes !== undefined && <span className="quiet"> · {words.minutes(estimatedMinutes)}</span>}
            </li>
          ))}
        </ol>
        {accepting.problem && <Problem problem={accepting.problem} />}
        <div className="row">
          <Button kind="main" icon="check" busy={accepting.isPending} onClick={() => void accept()}>
            {words.accept}
          </Button>
          <Button icon="cross" onClick={() => void reject().catch(() => {})}>
            {words.reject}
          </Button>
        </div>
      </section>
    </Card>
  );
}

/** The fields of a change are those of its kind, which the contract does not say. */
const stepsOf = ({ change: { fields } }: Proposal): readonly Step[] =>
  Array.isArray(fields.steps) ? fields.steps : [];
