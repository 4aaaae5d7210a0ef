/** Ends a connection: it cannot be taken back, so it asks. */
import { useState } from "react";
import { useChange } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { dropRow } from "#console/data/queries.ts";
import { Button } from "#console/ui/Button.tsx";
import { Dialog } from "#console/ui/Dialog.tsx";
import { Problem } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import type { Connection } from "./rows.ts";
import type en from "./words.en.ts";

export function Disconnect({ connection, close }: { connection: Connection; close: () => void }) {
  const words = useWords<typeof en>("identity").connections;
  const common = useCommon();
  const removing = useChange("identity.connections.remove");
  const [removed, setRemoved] = useState<Answer<"identity.connections.remove">>();
  const remove = async () => {
    // Without the row: its deletion could not be taken back, so that no undo is offered.
    const answer = await removing.run({
      path: { connectionId: connection.id },
      title: connection.accountName ?? words.title,
    });
    if (answer) setRemoved(answer);
  };
  const finish = () => {
    if (removed) dropRow(connection.id);
    close();
  };
  return (
    <Dialog
      open
      onClose={finish}
      title={removed ? words.disconnected : words.disconnectTitle}
      alert
      actions={
        removed ? (
          <Button kind="main" onClick={finish}>
            {common.close}
          </Button>
        ) : (
          <>
            <Button onClick={close}>{common.cancel}</Button>
            <Button kind="danger" busy={removing.isPending} onClick={() => void remove()}>
              {words.disconnect}
            </Button>
          </>
        )
      }
    >
      {removed ? <Outcome removed={removed} /> : <p>{words.disconnectText}</p>}
      {removing.problem && <Problem problem={removing.problem} />}
    </Dialog>
  );
}

/** Whether the provider ended it, too, and otherwise where the person can. */
function Outcome({ removed: { isRevoked, manageUrl } }: { removed: Answer<"identity.connections.remove"> }) {
  const words = useWords<typeof en>("identity").connections;
  if (isRevoked) return <p>{words.revoked}</p>;
  return (
    <p>
      {words.notRevoked}{" "}
      {manageUrl && (
        <a href={manageUrl} target="_blank" rel="noopener noreferrer nofollow">
          {words.manage}
        </a>
      )}
    </p>
  );
}
