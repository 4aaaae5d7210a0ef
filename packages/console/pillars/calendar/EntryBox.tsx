/** One thing in a week or a month. */
import type { CSSProperties } from "react";
import { Link } from "react-router";
import { Icon } from "#console/ui/Glyph.tsx";
import { clock } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type { Entry } from "./entries.ts";
import { DAY_MINUTES } from "./grid.ts";
import { ownColor } from "./view.ts";
import type en from "./words.en.ts";

/** The id of the sentence that says which keys move it. */
export const HINT = "calendar-keys";

interface EntryBoxProps {
  entry: Entry;
  style?: CSSProperties;
  /** Tab comes to this one; arrows go to the others. */
  isStop: boolean;
  isHeld: boolean;
  isShort?: boolean;
  /** Which of its ends are here. */
  edges: { start: boolean; end: boolean };
  onOpen: (entry: Entry) => void;
}

export function EntryBox({ entry, style, isStop, isHeld, isShort, edges, onOpen }: EntryBoxProps) {
  const words = useWords<typeof en>("calendar");
  const { key, kind, title, from, to, isAllDay, of, calendar, isMovable, isQuiet, isWaiting, event, habit } = entry;
  const shared = {
    className: [
      "cal-entry",
      `of-${of}`,
      `is-${kind}`,
      isShort && "is-short",
      isQuiet && "is-quiet",
      event?.response === "needs_action" && "is-asked",
      isWaiting && "is-waiting",
      isHeld && "is-held",
      !edges.start && "goes-back",
      !edges.end && "goes-on",
    ]
      .filter(Boolean)
      .join(" "),
    style: { ...style, ...ownColor(entry) },
    tabIndex: isStop ? 0 : -1,
    "aria-describedby": isMovable ? HINT : undefined,
    "data-key": key,
    "data-from": from,
    "data-title": title,
  };
  const inside = (
    <>
      {isWaiting && <Icon name="offline" />}
      {kind === "task" && <Icon name="task" />}
      {(kind === "routine" || (kind === "habit" && !isQuiet)) && <Icon name="repeat" />}
      {habit?.checkIn?.status === "done" && <Icon name="check" />}
      {habit?.checkIn?.status === "skipped" && <Icon name="minus" />}
      <span className="cal-title" dir="auto">
        {title}
      </span>
      {!isAllDay && (
        <span className="cal-time">
          {from === to || isShort
            ? clock(from % DAY_MINUTES)
            : `${clock(from % DAY_MINUTES)} – ${clock(to % DAY_MINUTES)}`}
        </span>
      )}
      <span className="unseen">
        {calendar && <span dir="auto">{`, ${calendar}`}</span>}
        {stateOf(entry, words)}
      </span>
      {isMovable && edges.end && <span className="cal-edge" data-edge="end" />}
    </>
  );
  if (entry.page)
    return (
      <Link {...shared} to={entry.page} draggable={false}>
        {inside}
      </Link>
    );
  return (
    <button type="button" {...shared} onClick={() => onOpen(entry)}>
      {inside}
    </button>
  );
}

/** What colour and stroke say, in words. */
function stateOf({ kind, event, habit, isWaiting }: Entry, words: ReturnType<typeof useWords<typeof en>>): string {
  const said = [
    isWaiting && words.event.waits,
    kind === "block" && words.block.one,
    habit && words.kinds.habit,
    (habit?.checkIn?.status === "done" && words.event.statuses.completed) ||
      (habit?.checkIn?.status === "skipped" && words.event.statuses.skipped),
    event && event.status !== "scheduled" && words.event.statuses[event.status],
    event?.response && event.response !== "accepted" && words.event.responses[event.response],
  ].filter((one) => typeof one === "string");
  return said.map((one) => `, ${one}`).join("");
}
