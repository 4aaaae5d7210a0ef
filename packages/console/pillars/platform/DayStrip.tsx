/** The day as a strip, to see at a glance whether one is free. The list below it says the same. */
import { instantAt } from "#console/ui/when.ts";
import { number, time, today } from "#console/words/format.ts";
import { usePlace } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import { freeAt, type Span } from "./free.ts";
import type en from "./words.en.ts";

/** Shown at least; more where something is earlier or later. In hours of the day. */
const FIRST_HOUR = 7;
const LAST_HOUR = 22;
const TICK_HOURS = 3;

type Props = { busy: readonly Span[]; day: Span; now: string };

export function DayStrip({ busy, day, now }: Props) {
  const words = useWords<typeof en>("platform").today;
  const { zone } = usePlace();
  const [from, to] = rangeOf(busy, day, zone);
  const share = (at: number) => Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100));
  const style = ({ from: start, to: end }: Span) => {
    const begins = share(Date.parse(start));
    return { insetInlineStart: `${begins}%`, inlineSize: `${share(Date.parse(end)) - begins}%` };
  };
  const { isFree, until } = freeAt(busy, now);
  const said =
    until === undefined ? words.freeRest : isFree ? words.freeUntil(time(until)) : words.busyUntil(time(until));
  return (
    <div className="day-strip">
      <p className="serif">{said}</p>
      <div className="day-strip-bar" aria-hidden="true">
        {busy.map((span) => (
          <span key={span.from} className="day-strip-busy" style={style(span)} />
        ))}
        <span className="day-strip-now" style={{ insetInlineStart: `${share(Date.parse(now))}%` }} />
      </div>
      <div className="day-strip-hours" aria-hidden="true">
        {hoursOf(zone)
          .filter(({ at }) => at >= from && at < to)
          .map(({ hour, at }) => (
            <span key={hour} style={{ insetInlineStart: `${share(at)}%` }}>
              {number(hour)}
            </span>
          ))}
      </div>
    </div>
  );
}

/** From when to when it reaches, in milliseconds since 1970. */
function rangeOf(busy: readonly Span[], day: Span, zone: string): [from: number, to: number] {
  const at = (hour: number) => Date.parse(instantAt(today(), `${hour}:00`.padStart(5, "0"), zone) ?? day.from);
  const first = busy[0];
  const last = busy.at(-1);
  return [
    Math.min(at(FIRST_HOUR), first ? Date.parse(first.from) : Number.POSITIVE_INFINITY),
    Math.max(at(LAST_HOUR), last ? Date.parse(last.to) : 0),
  ];
}

const hoursOf = (zone: string) =>
  Array.from({ length: 24 / TICK_HOURS }, (_, at) => at * TICK_HOURS).map((hour) => ({
    hour,
    at: Date.parse(instantAt(today(), `${hour}:00`.padStart(5, "0"), zone) ?? ""),
  }));
