/** What takes whole days, in a row of days. */
import { type CSSProperties, useRef } from "react";
import { useWords } from "#console/words/words.ts";
import { EntryBox } from "./EntryBox.tsx";
import { type Entry, withDrag } from "./entries.ts";
import { barsOf, DAY_MINUTES, minuteAt } from "./grid.ts";
import { useDrag } from "./useDrag.ts";
import type { Acts } from "./view.ts";
import type en from "./words.en.ts";

const arrows = { ArrowUp: 0, ArrowDown: 0, ArrowLeft: -DAY_MINUTES, ArrowRight: DAY_MINUTES };

export function BarRow({ days, entries, acts }: { days: readonly string[]; entries: readonly Entry[]; acts: Acts }) {
  const words = useWords<typeof en>("calendar").calendar;
  const row = useRef<HTMLElement>(null);
  const { drag, handlers } = useDrag({
    ...acts,
    entries,
    step: DAY_MINUTES,
    arrows,
    usual: (at) => ({ from: at, to: at + DAY_MINUTES }),
    minuteAt: (x) => {
      const rect = row.current!.getBoundingClientRect();
      const at = Math.floor(((x - rect.left) / rect.width) * days.length);
      return days[at] === undefined ? undefined : minuteAt(days[at]);
    },
  });
  const shown = withDrag(entries, drag);
  return (
    <div className="cal-all-day">
      <span className="cal-gutter">{words.allDay}</span>
      <section className="cal-bars" aria-label={words.allDay} ref={row} {...handlers}>
        {barsOf(shown, days[0]!, days.length).map(({ item, lane, start, length, isStart, isEnd }) => (
          <EntryBox
            key={item.key}
            entry={item}
            style={{ gridColumn: `${start + 1} / span ${length}`, gridRow: lane + 1 } as CSSProperties}
            isStop={item.key === entries[0]?.key}
            isHeld={drag?.entry?.key === item.key}
            isShort
            edges={{ start: isStart, end: isEnd }}
            onOpen={acts.onOpen}
          />
        ))}
      </section>
    </div>
  );
}
