/** The weeks of a month: what each day has, as far as there is room, and how much more. */
import { type CSSProperties, useRef } from "react";
import { dayAfter, dayOfMonth, dayRange, day as dayText, today, weekday } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { EntryBox } from "./EntryBox.tsx";
import { type Entry, isAnyTime, withDrag } from "./entries.ts";
import { type Bar, barsOf, DAY_MINUTES, daysFrom, minuteAt } from "./grid.ts";
import { useDrag } from "./useDrag.ts";
import { useKeptFocus } from "./useKeptFocus.ts";
import { ownColor, type ViewProps } from "./view.ts";
import type en from "./words.en.ts";

/** How many things of a day there is room for. */
const LANES = 4;
const WEEK = 7;
const NINE = 9 * 60;

const arrows = {
  ArrowUp: -WEEK * DAY_MINUTES,
  ArrowDown: WEEK * DAY_MINUTES,
  ArrowLeft: -DAY_MINUTES,
  ArrowRight: DAY_MINUTES,
};

type MonthProps = ViewProps & {
  /** The first day of the month; those of other months are drawn weaker. */
  month: string;
  /** Without room for names: marks, and a day that opens. */
  isSmall: boolean;
};

export function MonthView({ days, month, entries: all, isLoading, acts, isSmall }: MonthProps) {
  // A habit of every day would fill each of them, and say nothing of any.
  const entries = all.filter((entry) => !isAnyTime(entry));
  const box = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const weeks = days.length / WEEK;
  const { drag, handlers } = useDrag({
    ...acts,
    root: rows,
    entries,
    step: DAY_MINUTES,
    arrows,
    usual: (at) => ({ from: at + NINE, to: at + NINE + 60 }),
    minuteAt: (x, y) => {
      const rect = rows.current!.getBoundingClientRect();
      const column = Math.floor(((x - rect.left) / rect.width) * WEEK);
      const row = Math.floor(((y - rect.top) / rect.height) * weeks);
      const day = column >= 0 && column < WEEK ? days[row * WEEK + column] : undefined;
      return day === undefined ? undefined : minuteAt(day);
    },
  });
  useKeptFocus(box);
  const shown = withDrag(entries, drag);
  return (
    <div className="cal-month" ref={box} aria-busy={isLoading}>
      <div className="cal-days" aria-hidden="true">
        {days.slice(0, WEEK).map((day) => (
          <span key={day} className="cal-day">
            {weekday(day)}
          </span>
        ))}
      </div>
      <div className="cal-weeks" ref={rows} {...handlers}>
        {Array.from({ length: weeks }, (_, at) => days[at * WEEK]!).map((first) => (
          <Week
            key={first}
            first={first}
            month={month}
            bars={barsOf(shown, first, WEEK)}
            stop={entries[0]?.key}
            held={drag?.entry?.key}
            isSmall={isSmall}
            onOpen={acts.onOpen}
            onDay={acts.onDay}
          />
        ))}
      </div>
    </div>
  );
}

interface WeekProps {
  first: string;
  month: string;
  bars: readonly Bar<Entry>[];
  stop: string | undefined;
  held: string | undefined;
  isSmall: boolean;
  onOpen: (entry: Entry) => void;
  onDay: (day: string) => void;
}

function Week({ first, month, bars, stop, held, isSmall, onOpen, onDay }: WeekProps) {
  const words = useWords<typeof en>("calendar").calendar;
  const on = (column: number) => bars.filter(({ start, length }) => start <= column && start + length > column);
  const hidden = (column: number) => on(column).filter(({ lane }) => lane >= LANES).length;
  return (
    <section className="cal-row" aria-label={dayRange(first, dayAfter(first, WEEK - 1))}>
      {daysFrom(first, WEEK).map((day, column) => (
        <div
          key={day}
          className={["cal-cell", day.slice(0, 7) !== month.slice(0, 7) && "is-other", day === today() && "is-today"]
            .filter(Boolean)
            .join(" ")}
          style={{ gridColumn: column + 1 }}
        >
          <button type="button" className="cal-date" onClick={() => onDay(day)}>
            <b>{dayOfMonth(day)}</b>
            <span className="unseen">
              {dayText(day, "full")}, {words.count(on(column).length)}
            </span>
          </button>
          {hidden(column) > 0 && !isSmall && (
            <button type="button" className="cal-more" onClick={() => onDay(day)}>
              {words.more(hidden(column))}
            </button>
          )}
        </div>
      ))}
      {bars
        .filter(({ lane }) => lane < LANES)
        .map(({ item, lane, start, length, isStart, isEnd }) => {
          const style: CSSProperties = { gridColumn: `${start + 1} / span ${length}`, gridRow: lane + 2 };
          if (isSmall) return <Mark key={item.key} entry={item} style={style} />;
          return (
            <EntryBox
              key={item.key}
              entry={item}
              style={style}
              isStop={item.key === stop && isStart}
              isHeld={item.key === held}
              isShort
              edges={{ start: isStart, end: isEnd }}
              onOpen={onOpen}
            />
          );
        })}
    </section>
  );
}

const Mark = ({ entry, style }: { entry: Entry; style: CSSProperties }) => (
  <span
    className={`cal-mark of-${entry.of} is-${entry.kind}`}
    style={{ ...style, ...ownColor(entry) }}
    aria-hidden="true"
  />
);
