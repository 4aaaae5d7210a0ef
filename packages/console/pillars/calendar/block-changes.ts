/** What is done to time blocks. */
import { change } from "#console/data/change.ts";
import { place } from "#console/words/place.ts";
import { wordsOf } from "#console/words/words.ts";
import type { TimeBlock } from "./entries.ts";
import { instantOf, type Span } from "./grid.ts";
import { refresh } from "./refresh.ts";
import type en from "./words.en.ts";

const words = () => wordsOf<typeof en>("calendar", place().language).done;

export async function moveBlock(block: TimeBlock, { from, to }: Span): Promise<void> {
  const { zone } = place();
  await update(block, { startAt: instantOf(from, zone), endAt: instantOf(to, zone) }, words().moved(block.title));
}

export const completeBlock = (block: TimeBlock): Promise<void> =>
  update(block, { status: "completed" }, words().completed(block.title));

/** Changes some fields; taken back by what they were. */
async function update(block: TimeBlock, body: Partial<TimeBlock>, undoText: string): Promise<void> {
  const path = { timeBlockId: block.id };
  const { title } = block;
  const before = Object.fromEntries(Object.keys(body).map((name) => [name, block[name as keyof TimeBlock]]));
  let changed = block;
  const undo = async () => {
    await change("calendar.time-blocks.update", { path, row: changed, body: before, title });
    await refresh();
  };
  changed = await change("calendar.time-blocks.update", { path, row: block, body, title, undo, undoText });
  await refresh();
}

export async function removeBlock(block: TimeBlock): Promise<void> {
  await change("calendar.time-blocks.remove", { path: { timeBlockId: block.id }, row: block, title: block.title });
  await refresh();
}
