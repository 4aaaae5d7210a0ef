/** What an answer proposes to add: done when the person says so, with just what is shown. */
import { useState } from "react";
import { change } from "#console/data/change.ts";
import type { RowOf } from "#console/data/list.ts";
import { Entity } from "#console/frame/Entity.tsx";
import { Button } from "#console/ui/Button.tsx";
import { Diff } from "#console/ui/Diff.tsx";
import { Card } from "#console/ui/Page.tsx";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export type Proposed = RowOf<"cortex.approvals.list">;

type ProposalProps = { approval: Proposed; onDecided: () => void };

export function Proposal({ approval, onDecided }: ProposalProps) {
  const words = useWords<typeof en>("cortex").conversation;
  const [isPending, setPending] = useState(false);
  const { id, status, operation, argumentsHash, resultType, resultId } = approval;
  const name = words.operations[operation as keyof typeof words.operations] ?? operation;
  const isOpen = status === "open" && Date.parse(approval.expiresAt) > Date.now();
  const decide = async (isApproved: boolean) => {
    setPending(true);
    try {
      await (isApproved
        ? change("cortex.approvals.approve", { path: { approvalId: id }, body: { argumentsHash }, title: name })
        : change("cortex.approvals.decline", { path: { approvalId: id }, title: name }));
    } catch {
      // It was told why.
    } finally {
      setPending(false);
      onDecided();
    }
  };
  return (
    <Card>
      <p className="small">
        <b>{name}</b>
      </p>
      <Diff label={words.would} lines={linesOf(approval)} />
      {status !== "open" ? (
        <p className="quiet small">
          {words.approvals[status]}{" "}
          {status === "approved" && resultType && resultId && (
            <Entity type={resultType} id={resultId} name={titleOf(approval)} />
          )}
        </p>
      ) : isOpen ? (
        <div className="message-acts">
          <Button kind="main" icon="check" busy={isPending} onClick={() => void decide(true)}>
            {words.approve}
          </Button>
          <Button busy={isPending} onClick={() => void decide(false)}>
            {words.decline}
          </Button>
        </div>
      ) : (
        <p className="quiet small">{words.expired}</p>
      )}
    </Card>
  );
}

/** All values that would be written, by the names that the API has for them. */
const linesOf = ({ arguments: given }: Proposed) =>
  Object.entries(given)
    .filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
    .map(([key, value]) => ({
      kind: "added" as const,
      text: `${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`,
    }));

function titleOf({ arguments: given }: Proposed): string | undefined {
  const { title, name, value } = given as { title?: unknown; name?: unknown; value?: unknown };
  const found = title ?? name ?? value;
  return found === undefined ? undefined : String(found);
}
