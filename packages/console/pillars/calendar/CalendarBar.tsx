/** Which days are shown, as what, and of which calendars. */
import { useState } from "react";
import { Button, IconButton } from "#console/ui/Button.tsx";
import { Text } from "#console/ui/Field.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { dayOfMonth, day as dayText, today, weekday } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { toggleCalendar } from "./calendar-changes.ts";
import type { Calendar } from "./entries.ts";
import { dayBeside, type SetUrl, type Url, type View } from "./url.ts";
import { ownColor } from "./view.ts";
import type en from "./words.en.ts";

interface CalendarBarProps {
  url: Url;
  setUrl: SetUrl;
  view: View;
  day: string;
  days: readonly string[];
  isPhone: boolean;
  calendars: readonly Calendar[];
}

export function CalendarBar({ url, setUrl, view, day, days, isPhone, calendars }: CalendarBarProps) {
  const words = useWords<typeof en>("calendar").calendar;
  const go = (step: 1 | -1) => setUrl({ day: dayBeside(view, day, step, isPhone) }, { isStep: true });
  const views = (["week", "month", "list"] as const).map((value) => ({
    value,
    label: value === "week" && isPhone ? words.dayView : words.views[value],
  }));
  return (
    <div className="cal-bar">
      <div className="row">
        <IconButton icon="left" label={words.earlier} onClick={() => go(-1)} />
        <Button onClick={() => setUrl({ day: undefined }, { isStep: true })}>{words.today}</Button>
        <IconButton icon="right" label={words.later} onClick={() => go(1)} />
        <Radios
          label={words.view}
          unseenLabel
          segmented
          value={view}
          choices={views}
          onChange={(next) => setUrl({ view: next, day }, { isStep: true })}
        />
        <Search q={url.q} onSearch={(q) => setUrl({ q })} />
      </div>
      {isPhone && view === "week" && <DayStrip days={days} day={day} onDay={(next) => setUrl({ day: next })} />}
      {calendars.length > 1 && <Calendars calendars={calendars} />}
    </div>
  );
}

/** Looks when Enter is pressed, and stops when the field is empty. */
function Search({ q, onSearch }: { q: string | undefined; onSearch: (q: string | undefined) => void }) {
  const words = useWords<typeof en>("calendar").calendar;
  const [typed, setTyped] = useState(q ?? "");
  return (
    <form
      className="cal-search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim() || undefined);
      }}
    >
      <Text
        type="search"
        label={words.search}
        placeholder={words.search}
        unseenLabel
        maxLength={200}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          if (target.value === "") onSearch(undefined);
        }}
      />
    </form>
  );
}

function DayStrip({ days, day, onDay }: { days: readonly string[]; day: string; onDay: (day: string) => void }) {
  const words = useWords<typeof en>("calendar").calendar;
  return (
    <nav className="cal-strip" aria-label={words.days}>
      {days.map((one) => (
        <button
          key={one}
          type="button"
          className={one === today() ? "is-today" : undefined}
          aria-current={one === day ? "date" : undefined}
          onClick={() => onDay(one)}
        >
          <span>{weekday(one, "narrow")}</span>
          <b>{dayOfMonth(one)}</b>
          <span className="unseen">{dayText(one, "full")}</span>
        </button>
      ))}
    </nav>
  );
}

function Calendars({ calendars }: { calendars: readonly Calendar[] }) {
  const words = useWords<typeof en>("calendar").calendar;
  return (
    <fieldset className="cal-calendars">
      <legend className="unseen">{words.shown}</legend>
      {calendars.map((calendar) => (
        <label key={calendar.id} className="of-calendar" style={ownColor({ color: calendar.color ?? undefined })}>
          <input
            type="checkbox"
            checked={calendar.isSelected}
            // Why it could not be changed, a notice says.
            onChange={() => void toggleCalendar(calendar).catch(() => {})}
          />
          <span dir="auto">{calendar.name}</span>
        </label>
      ))}
    </fieldset>
  );
}
