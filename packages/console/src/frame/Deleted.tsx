/** What was deleted lately and can be brought back, as its events tell. */
import { type ReactNode, useState } from "react";
import { allOf, arranged } from "#console/data/arranged.ts";
import { type RowOf, useList } from "#console/data/list.ts";
import { notify } from "#console/data/notices.ts";
import { Button } from "#console/ui/Button.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Empty } from "#console/ui/State.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useFrameWords } from "#console/words/frame.ts";

type Event = RowOf<"platform.events.list">;

interface DeletedProps {
  label: string;
  /** What the events of such rows begin with: `knowledge.file`. */
  noun: string;
  restore: (id: string) => Promise<unknown>;
  /** Instead of the sentence that there is nothing. */
  empty?: ReactNode;
}

export function Deleted({ label, noun, restore, empty }: DeletedProps) {
  const words = useFrameWords().deleted;
  const events = useList("platform.events.list", { query: { type: `${noun}.deleted`, titles: true } });
  const restored = useList("platform.events.list", { query: { type: `${noun}.restored` } });
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const isBack = (event: Event) =>
    done.has(event.id) ||
    allOf(restored).some(({ entityId, createdAt }) => entityId === event.entityId && createdAt > event.createdAt);
  const shown = arranged(events, (all) => newestOfEach(all).filter((event) => !isBack(event)));
  const bringBack = async (event: Event) => {
    await restore(event.entityId!);
    setDone((now) => new Set([...now, event.id]));
    notify({ kind: "done", text: words.back(event.title ?? label) });
  };
  const item = (event: Event): Item => ({
    name: event.title ?? words.unnamed,
    sub: <Time at={event.createdAt} />,
    end: (
      // Why it could not be brought back, a notice says.
      <Button small icon="undo" onClick={() => void bringBack(event).catch(() => {})}>
        {words.restore}
      </Button>
    ),
  });
  return (
    <List
      label={label}
      rows={shown}
      keyOf={({ id }) => id}
      item={item}
      empty={empty ?? <Empty icon="trash" title={words.empty} />}
    />
  );
}

/** Of a row that was deleted more than once, the last time counts. */
function newestOfEach(events: readonly Event[]): Event[] {
  const seen = new Set<string | null>();
  return events.filter(({ entityId }) => !seen.has(entityId) && seen.add(entityId));
}
