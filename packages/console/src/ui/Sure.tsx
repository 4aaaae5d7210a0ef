import { useState } from "react";
import { useCommon } from "#console/words/common.ts";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";

type SureProps = { title: string; text: string; action: string; close: () => void; run: () => Promise<unknown> };

/** A question before what nobody can take back alone. */
export function Sure({ title, text, action, close, run }: SureProps) {
  const common = useCommon();
  const [isPending, setPending] = useState(false);
  const go = async () => {
    setPending(true);
    await run().then(close, () => setPending(false));
  };
  return (
    <Dialog
      open
      alert
      onClose={close}
      title={<span dir="auto">{title}</span>}
      actions={
        <>
          <Button onClick={close}>{common.cancel}</Button>
          <Button kind="danger" busy={isPending} onClick={() => void go()}>
            {action}
          </Button>
        </>
      }
    >
      <p>{text}</p>
    </Dialog>
  );
}
