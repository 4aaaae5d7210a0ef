/** A time block: what the time is for, and whether it was used. */

import { Entity } from "#console/frame/Entity.tsx";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { useCommon } from "#console/words/common.ts";
import { dayOf, day as dayText, time } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { completeBlock, removeBlock } from "./block-changes.ts";
import type { TimeBlock } from "./entries.ts";
import { Facts } from "./Facts.tsx";
import type en from "./words.en.ts";

export function BlockSheet({ block, onClose }: { block: TimeBlock; onClose: () => void }) {
  const words = useWords<typeof en>("calendar");
  const common = useCommon();
  const { title, startAt, endAt, blockType, status, notes, taskId, habitId } = block;
  const when = (
    <time dateTime={startAt}>
      {dayText(dayOf(startAt), "full")}, {time(startAt)} – {time(endAt)}
    </time>
  );
  const facts = [
    { name: words.event.when, value: when },
    { name: words.block.kind, value: words.block.types[blockType] },
    { name: words.block.state, value: words.block.statuses[status] },
    { name: words.event.about, value: taskId && <Entity type="task" id={taskId} /> },
    { name: words.event.about, value: habitId && <Entity type="habit" id={habitId} /> },
    {
      name: words.event.notes,
      value: notes && (
        <p className="cal-notes" dir="auto">
          {notes}
        </p>
      ),
    },
  ];
  return (
    <Sheet
      open
      title={<span dir="auto">{title}</span>}
      onClose={onClose}
      actions={
        <>
          <Button kind="bare" icon="trash" onClick={() => void removeBlock(block).then(onClose, () => {})}>
            {common.delete}
          </Button>
          {status !== "completed" && (
            <Button kind="main" icon="check" onClick={() => void completeBlock(block).then(onClose, () => {})}>
              {words.event.complete}
            </Button>
          )}
        </>
      }
    >
      <Facts facts={facts} />
    </Sheet>
  );
}
