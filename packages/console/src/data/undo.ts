/** Undo. A delete is sent at once and undone by the API's restore; nothing is deleted by a timer. */

import type en from "../words/data.words.en.ts";
import { place } from "../words/place.ts";
import { wordsOf } from "../words/words.ts";
import { notify } from "./notices.ts";

export interface Undoable {
  /** What was done, as a notice says it: “Deleted: Call the plumber”. */
  text: string;
  run: () => Promise<unknown>;
}

/** Older ones are found in the list of what was deleted. */
const KEPT = 10;
const done: Undoable[] = [];

/** Tells what was done and offers to take it back, by the notice or by `z`. */
export function offerUndo(undoable: Undoable): void {
  done.push(undoable);
  if (done.length > KEPT) done.shift();
  const { undo: label } = wordsOf<typeof en>("data", place().language);
  notify({ kind: "done", text: undoable.text, action: { label, run: () => take(undoable) } });
}

/** Takes the last thing back, if there is one. */
export async function undo(): Promise<void> {
  const last = done.at(-1);
  if (last) await take(last);
}

async function take(undoable: Undoable): Promise<void> {
  const at = done.indexOf(undoable);
  if (at < 0) return;
  done.splice(at, 1);
  await undoable.run();
}
