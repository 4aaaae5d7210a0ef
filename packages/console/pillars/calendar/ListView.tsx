/** What comes, one after the other: to be gone through by keys, and what a phone shows. */
import { Button } from "#console/ui/Button.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty, State } from "#console/ui/State.tsx";
import { clock, dayAfter, dayOfMonth, dayRange, day as dayText, today, weekday } from "#console/words/format.ts";
import { useWords, type Words } from "#console/words/words.ts";
import { type Entry, onDay } from "./entries.ts";
import { DAY_MINUTES, minuteAt } from "./grid.ts";
import { ownColor, type ViewProps } from "./view.ts";
import type en from "./words.en.ts";

interface Line {
  entry: Entry;
  day: string;
  isFirst: boolean;
}

type ListViewProps = ViewProps & { menuOf: (entry: Entry) => Item["menu"] };

export function ListView({ days, entries, isLoading, acts, menuOf }: ListViewProps) {
  const words = useWords<typeof en>("calendar");
  const lines = days.flatMap((day) =>
    onDay(entries, day).map((entry, at): Line => ({ entry, day, isFirst: at === 0 })),
  );
  const rows = rowsOf(lines, days[0]);
  const item = ({ entry, day, isFirst }: Line): Item => ({
    name: entry.title,
    lead: <Lead day={day} isFirst={isFirst} entry={entry} />,
    // A task or a habit without a time has its day and says so already.
    sub: [
      (entry.kind === "task" || entry.kind === "habit") && entry.isAllDay ? "" : timeOf(entry, day, words.calendar),
      entry.event?.location,
    ]
      .filter(Boolean)
      .map((part) => (
        <span key={part} dir="auto">
          {part}
        </span>
      )),
    end: <End entry={entry} />,
    ...(entry.page ? { to: entry.page } : { onOpen: () => acts.onOpen(entry) }),
    menu: menuOf(entry) ?? [],
  });
  const add = () => acts.onNew({ from: minuteAt(days[0]!, 540), to: minuteAt(days[0]!, 600) });
  return (
    <div className="cal-list">
      <List
        label={words.calendar.list}
        rows={isLoading ? { ...rows, state: "loading" } : rows}
        keyOf={({ entry, day }) => `${day} ${entry.key}`}
        item={item}
        onDelete={({ entry }) => acts.onDelete(entry)}
        empty={
          <Empty
            icon="calendar"
            title={words.calendar.empty(dayRange(days[0]!, days.at(-1)!))}
            action={<Button onClick={add}>{words.calendar.add}</Button>}
          >
            {words.calendar.emptyHint}
          </Empty>
        }
      />
    </div>
  );
}

/** The day beside the first thing that it has, and the colour of each. */
function Lead({ day, isFirst, entry }: Pick<Line, "day" | "isFirst" | "entry">) {
  return (
    <span className="cal-lead">
      {isFirst ? (
        <time dateTime={day} className={day === today() ? "is-today" : undefined}>
          <span>{weekday(day)}</span>
          <b>{dayOfMonth(day)}</b>
          <span className="unseen">{dayText(day, "full")}</span>
        </time>
      ) : (
        <span />
      )}
      <span className={`cal-dot of-${entry.of} is-${entry.kind}`} style={ownColor(entry)} />
    </span>
  );
}

/** When it is on this day: what began on the day before says until when. */
function timeOf({ from, to, isAllDay, startDay, endDay }: Entry, day: string, words: Timing): string {
  const last = dayAfter(endDay, -1);
  if (isAllDay) return startDay === last ? words.allDay : dayRange(startDay, last);
  if (from === to) return clock(from % DAY_MINUTES);
  const times = `${clock(from % DAY_MINUTES)} – ${clock(to % DAY_MINUTES)}`;
  if (startDay === day) return times;
  return last === day ? words.until(clock(to % DAY_MINUTES)) : words.allDay;
}

type Timing = Pick<Words<typeof en>["calendar"], "allDay" | "until">;

function End({ entry: { event, habit, calendar, kind, isWaiting } }: { entry: Entry }) {
  const words = useWords<typeof en>("calendar");
  if (isWaiting) return <State icon="offline">{words.event.waits}</State>;
  if (event && event.status !== "scheduled")
    return <State icon={event.status === "completed" ? "check" : "minus"}>{words.event.statuses[event.status]}</State>;
  if (event?.response === "needs_action") return <State tone="warn">{words.event.responses.needs_action}</State>;
  if (event?.response === "declined") return <State icon="minus">{words.event.responses.declined}</State>;
  if (habit?.checkIn?.status === "done") return <State icon="check">{words.event.statuses.completed}</State>;
  if (habit?.checkIn?.status === "skipped") return <State icon="minus">{words.event.statuses.skipped}</State>;
  if (kind !== "event") return <span className="quiet small">{words.kinds[kind]}</span>;
  return (
    <span className="quiet small" dir="auto">
      {calendar}
    </span>
  );
}
