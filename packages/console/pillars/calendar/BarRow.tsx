/** What takes whole days, in a row of days. Habits, of which each day may have many, are one line of a day, which opens its list. */
import { type CSSProperties, useRef } from "react";
import { day as dayText } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { EntryBox } from "./EntryBox.tsx";
import { type Entry, isAnyTime, onDay, withDrag } from "./entries.ts";
import { barsOf, DAY_MINUTES, minuteAt } from "./grid.ts";
import { useDrag } from "./useDrag.ts";
import type { Acts } from "./view.ts";
import type en from "./words.en.ts";

const arrows = { ArrowUp: 0, ArrowDown: 0, ArrowLeft: -DAY_MINUTES, ArrowRight: DAY_MINUTES };

export function BarRow({
  days,
  entries: all,
  acts,
}: {
  days: readonly string[];
  entries: readonly Entry[];
  acts: Acts;
}) {
  const words = useWords<typeof en>("calendar").calendar;
  const entries = all.filter((entry) => !isAnyTime(entry));
  const habits = all.filter(isAnyTime);
  const row = useRef<HTMLElement>(null);
  const { drag, handlers } = useDrag({
    ...acts,
    root: row,
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
  const bars = barsOf(withDrag(entries, drag), days[0]!, days.length);
  const below = Math.max(0, ...bars.map(({ lane }) => lane + 1)) + 1;
  return (
    <div className="cal-all-day">
      <span className="cal-gutter">{words.allDay}</span>
      <section className="cal-bars" aria-label={words.allDay} ref={row} {...handlers}>
        {bars.map(({ item, lane, start, length, isStart, isEnd }) => (
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
        {days.map((day, column) => {
          const [open, count] = openOf(onDay(habits, day));
          return (
            count > 0 && (
              <button
                key={day}
                type="button"
                className="cal-more"
                style={{ gridColumn: column + 1, gridRow: below } as CSSProperties}
                onClick={() => acts.onDay(day)}
              >
                {words.habits(open, count)}
                <span className="unseen">, {dayText(day, "full")}</span>
              </button>
            )
          );
        })}
      </section>
    </div>
  );
}

/** How many habits are still to be done, of how many. */
const openOf = (habits: readonly Entry[]): [open: number, all: number] => [
  habits.filter(({ isQuiet }) => !isQuiet).length,
  habits.length,
];
