/** Days beside each other by the clock, what takes whole days above, and a line where it is now. */
import { type CSSProperties, useLayoutEffect, useRef } from "react";
import { clock, dayOfMonth, day as dayText, today, weekday } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { BarRow } from "./BarRow.tsx";
import { EntryBox } from "./EntryBox.tsx";
import type { Entry } from "./entries.ts";
import { DAY_MINUTES, minuteAt, type Placed, placed, type Segment, type Span, STEP, segmentsOf } from "./grid.ts";
import { useNowMinute } from "./surroundings.ts";
import { type Drag, useDrag } from "./useDrag.ts";
import { useKeptFocus } from "./useKeptFocus.ts";
import type { ViewProps } from "./view.ts";
import type en from "./words.en.ts";

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** What a click on a free place makes: an hour from the half hour. */
const HALF_HOUR = 30;
const HOUR = 60;
/** What is seen first: seven, with the whole of its label. */
const MORNING = 7 * HOUR - 15;

const arrows = { ArrowUp: -STEP, ArrowDown: STEP, ArrowLeft: -DAY_MINUTES, ArrowRight: DAY_MINUTES };
const usual = (at: number): Span => {
  const from = Math.floor(at / HALF_HOUR) * HALF_HOUR;
  return { from, to: from + HOUR };
};

export function WeekView({ days, entries, isLoading, acts }: ViewProps) {
  const words = useWords<typeof en>("calendar").calendar;
  const columns = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const timed = entries.filter(({ isAllDay }) => !isAllDay);
  const { drag, handlers } = useDrag({
    ...acts,
    root: body,
    entries: timed,
    step: STEP,
    arrows,
    usual,
    minuteAt: (x, y) => {
      const rect = columns.current!.getBoundingClientRect();
      const at = Math.floor(((x - rect.left) / rect.width) * days.length);
      const day = days[Math.max(0, Math.min(at, days.length - 1))]!;
      const minute = Math.max(0, Math.min(((y - rect.top) / rect.height) * DAY_MINUTES, DAY_MINUTES));
      return x < rect.left ? undefined : minuteAt(day, minute);
    },
  });
  useKeptFocus(box);
  const nowMinute = useNowMinute();

  // Once it is known what stands above the hours.
  useLayoutEffect(() => {
    if (!isLoading) box.current!.scrollTop = (columns.current!.clientHeight / DAY_MINUTES) * MORNING;
  }, [isLoading]);

  const stop = firstKey(timed);
  return (
    <div className="cal-week" ref={box} style={{ "--days": days.length } as CSSProperties} aria-busy={isLoading}>
      <div className="cal-head">
        <div className="cal-days">
          <span />
          {days.map((day) => (
            <div key={day} className={day === today() ? "cal-day is-today" : "cal-day"}>
              <span>{weekday(day)}</span>
              <b>{dayOfMonth(day)}</b>
            </div>
          ))}
        </div>
        <BarRow days={days} entries={entries.filter(({ isAllDay }) => isAllDay)} acts={acts} />
      </div>
      <div className="cal-body" ref={body} {...handlers}>
        <div className="cal-hours" aria-hidden="true">
          {HOURS.slice(1).map((hour) => (
            <span key={hour} style={{ insetBlockStart: percent(hour * HOUR) }}>
              {clock(hour * HOUR)}
            </span>
          ))}
        </div>
        <div className="cal-columns" ref={columns}>
          {days.map((day) => (
            <section key={day} className="cal-column" aria-label={dayText(day, "full")}>
              {placed(segmentsOf(timed, day)).map((one) => (
                <EntryBox
                  key={one.item.key}
                  entry={one.item}
                  style={placeOf(one)}
                  isStop={one.item.key === stop}
                  isHeld={drag?.entry?.key === one.item.key}
                  isShort={one.to - one.from < 45}
                  edges={{ start: one.isStart, end: one.isEnd }}
                  onOpen={acts.onOpen}
                />
              ))}
              {drag && segmentsOf([drag.span], day).map((one) => <Ghost key={one.from} drag={drag} segment={one} />)}
              {day === today() && (
                <div className="cal-now" style={{ insetBlockStart: percent(nowMinute - minuteAt(day)) }}>
                  <span className="unseen">{words.now}</span>
                </div>
              )}
            </section>
          ))}
        </div>
      </div>
      <p className="unseen" role="status">
        {drag && spanText(drag.span)}
      </p>
    </div>
  );
}

/** Where what is dragged would come to be. */
function Ghost({ drag: { entry, span }, segment }: { drag: Drag; segment: Segment<Span> }) {
  const place = { ...segment, column: 0, columns: 1, width: 1 };
  return (
    <div className={`cal-entry cal-ghost of-${entry?.of ?? "calendar"}`} style={placeOf(place)} aria-hidden="true">
      <span className="cal-title" dir="auto">
        {entry?.title}
      </span>
      <span className="cal-time">{spanText(span)}</span>
    </div>
  );
}

const spanText = ({ from, to }: Span) => `${clock(from % DAY_MINUTES)} – ${clock(to % DAY_MINUTES)}`;

const percent = (minute: number) => `${(minute / DAY_MINUTES) * 100}%`;

const placeOf = ({ from, to, column, columns, width }: Placed<Span>): CSSProperties => ({
  insetBlockStart: percent(from),
  blockSize: percent(to - from),
  insetInlineStart: `${(column / columns) * 100}%`,
  inlineSize: `${(width / columns) * 100}%`,
});

/** The one that Tab comes to; arrows go on from there. */
export const firstKey = (entries: readonly Entry[]): string | undefined => entries[0]?.key;
