/** Keeps what somebody writes as they write it, one change after the other; what is not kept yet survives the page. */
import { useEffect, useRef, useState } from "react";
import { change } from "#console/data/change.ts";
import type { RowOf } from "#console/data/list.ts";
import { account } from "#console/data/session.ts";
import { day as dayText } from "#console/words/format.ts";

export type Entry = RowOf<"knowledge.journal-entries.list">;
export interface Written {
  content: string;
  mood: number | null;
}

const PAUSE_MS = 1_200;
const keyOf = (day: string) => `lifeos.draft:${account()}:journal:${day}`;

function readDraft(day: string): Partial<Written> | undefined {
  const kept = sessionStorage.getItem(keyOf(day));
  return kept === null ? undefined : (JSON.parse(kept) as Partial<Written>);
}

/**
 * The text and mood of a day, as its person has written them, and how far they are kept. The first change of a day without an entry makes one. A mood
 * is kept at once, a text when its person pauses or leaves it.
 */
export function useAutosave(day: string, entry: Entry | undefined) {
  const [changed, setChanged] = useState<Partial<Written>>(() => readDraft(day) ?? {});
  const [state, setState] = useState<"saved" | "saving" | "unsaved" | "empty">("saved");
  const pending = useRef(changed);
  const row = useRef(entry);
  const isSending = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (entry && (!row.current || entry.version > row.current.version || entry.id !== row.current.id))
    row.current = entry;

  const save = async () => {
    clearTimeout(timer.current);
    const sent = pending.current;
    if (isSending.current || Object.keys(sent).length === 0) return;
    // An entry that says nothing is none: one that is there stays as it was until something else is written.
    const { content = row.current?.content ?? "", mood = row.current?.mood ?? null } = sent;
    if (content.trim() === "" && mood === null) {
      if (!row.current) keep({});
      setState(row.current ? "empty" : "saved");
      return;
    }
    isSending.current = true;
    setState("saving");
    try {
      row.current = row.current
        ? await change("knowledge.journal-entries.update", {
            path: { journalEntryId: row.current.id },
            body: sent,
            row: row.current,
            title: dayText(day),
          })
        : await change("knowledge.journal-entries.create", {
            body: { content: "", ...sent, entryDate: day },
            title: dayText(day),
          });
      // What was written meanwhile is another change.
      const left = Object.entries(pending.current).filter(([name, value]) => sent[name as keyof Written] !== value);
      keep(Object.fromEntries(left));
      setState(left.length === 0 ? "saved" : "unsaved");
    } catch {
      setState("unsaved");
      isSending.current = false;
      return;
    }
    isSending.current = false;
    if (Object.keys(pending.current).length > 0) plan();
  };
  const plan = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), PAUSE_MS);
  };
  const keep = (next: Partial<Written>) => {
    pending.current = next;
    setChanged(next);
    if (Object.keys(next).length === 0) sessionStorage.removeItem(keyOf(day));
    else sessionStorage.setItem(keyOf(day), JSON.stringify(next));
  };
  // What was kept when the page was left is sent when it is opened again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for a day, whose key the page gives to the component
  useEffect(() => {
    if (Object.keys(pending.current).length > 0) plan();
    return () => void save();
  }, []);

  return {
    content: changed.content ?? entry?.content ?? "",
    mood: changed.mood === undefined ? (entry?.mood ?? null) : changed.mood,
    state,
    write(content: string) {
      keep({ ...pending.current, content });
      setState("unsaved");
      plan();
    },
    feel(mood: number) {
      keep({ ...pending.current, mood });
      void save();
    },
    save: () => void save(),
  };
}
