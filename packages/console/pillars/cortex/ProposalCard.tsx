/** A proposal: what it changes and why, to be accepted, rejected or taken back, and what became of it. */
import { useState } from "react";
import { problemOfError, type Problem as Refusal } from "#console/data/problem.ts";
import { useRead } from "#console/data/read.ts";
import { Button } from "#console/ui/Button.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Card } from "#console/ui/Page.tsx";
import { Problem, Skeleton, State, Tag } from "#console/ui/State.tsx";
import { Time } from "#console/ui/Time.tsx";
import { day, number } from "#console/words/format.ts";
import { useTold } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { measureIn } from "./measures.ts";
import { ProposalDiff } from "./ProposalDiff.tsx";
import { accept, type Proposal, reject, undo } from "./proposal-changes.ts";
import type en from "./words.en.ts";

export function ProposalCard({ row }: { row: Proposal }) {
  const words = useWords<typeof en>("cortex").proposals;
  const { title, body } = useTold()({ ...row, body: row.body ?? "" });
  const { data, problem, retry } = useRead("cortex.proposals.get", { path: { proposalId: row.id } });
  return (
    <Card>
      <article className="stack" aria-label={title}>
        <div className="row">
          <h2 className="serif" dir="auto">
            {title}
          </h2>
          <Tag icon="spark">{words.kinds[row.kind]}</Tag>
          {row.madeBy === "model" && <Tag>{words.byModel}</Tag>}
        </div>
        {body && <p dir="auto">{body}</p>}
        {data && <ProposalDiff proposal={data} />}
        {!data && (problem ? <Problem problem={problem} retry={retry} /> : <Skeleton rows={1} kind="lines" />)}
        {row.status === "open" ? (
          <Decide row={row} title={title} currentVersion={data?.currentVersion ?? undefined} again={retry} />
        ) : (
          <Decided row={row} title={title} />
        )}
      </article>
    </Card>
  );
}

type DecideProps = { row: Proposal; title: string; currentVersion: number | undefined; again: () => void };

/** The row may have changed since it was proposed: then the change is shown as it is now, and is accepted as such. */
function Decide({ row, title, currentVersion, again }: DecideProps) {
  const words = useWords<typeof en>("cortex").proposals;
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const hasMoved = currentVersion !== undefined && row.targetVersion !== null && currentVersion !== row.targetVersion;
  const run = async (doing: () => Promise<void>) => {
    setBusy(true);
    setRefusal(undefined);
    try {
      await doing();
    } catch (error) {
      setRefusal(problemOfError(error));
      again();
    }
    setBusy(false);
  };
  return (
    <>
      {hasMoved && <Remark tone="warn">{words.moved}</Remark>}
      {refusal && refusal.status !== 412 && <Problem problem={refusal} />}
      <div className="row">
        <Button
          kind="main"
          icon="check"
          busy={isBusy}
          onClick={() => void run(() => accept(row, title, words.accepted, hasMoved ? currentVersion : undefined))}
        >
          {hasMoved ? words.anyway : words.accept}
        </Button>
        <Button icon="cross" onClick={() => void reject(row, title, words.rejected).catch(() => {})}>
          {words.reject}
        </Button>
        <span className="quiet small">{words.until(day(row.expiresAt.slice(0, 10)))}</span>
      </div>
    </>
  );
}

function Decided({ row, title }: { row: Proposal; title: string }) {
  const words = useWords<typeof en>("cortex").proposals;
  return (
    <>
      <div className="row">
        <State icon={row.status === "applied" ? "check" : "minus"}>{words.statuses[row.status]}</State>
        {row.decidedAt && (
          <span className="quiet small">
            <Time at={row.undoneAt ?? row.decidedAt} form="moment" />
          </span>
        )}
        {row.status === "applied" && (
          <Button small icon="undo" onClick={() => void undo(row, title, words.undone).catch(() => {})}>
            {words.undo}
          </Button>
        )}
      </div>
      {row.status === "applied" && <Outcome row={row} />}
    </>
  );
}

function Outcome({ row }: { row: Proposal }) {
  const all = useWords<typeof en>("cortex");
  const words = all.proposals;
  const { outcomeMetric, verdict, outcomeBefore, outcomeAfter, outcomeStep, outcomeLow, outcomeHigh, outcomeDays } =
    row;
  if (outcomeMetric === null) return null;
  const measure = measureIn(all, outcomeMetric);
  if (verdict === null) return <p className="quiet small">{words.waits(measure)}</p>;
  const tones = { better: undefined, worse: "warn", cannot_tell: undefined } as const;
  return (
    <section aria-label={words.outcome}>
      <State tone={tones[verdict]} icon={verdict === "cannot_tell" ? "question" : undefined}>
        {words.verdicts[verdict]}
      </State>
      {outcomeBefore !== null && outcomeAfter !== null && (
        <p>{words.figures(measure, number(outcomeBefore), number(outcomeAfter))}</p>
      )}
      <p className="quiet small">
        {outcomeStep === null
          ? words.tooFew
          : words.interval(number(outcomeStep), number(outcomeLow ?? 0), number(outcomeHigh ?? 0), outcomeDays ?? 0)}
      </p>
    </section>
  );
}
