/** One event: when, where, with whom, and what can be done with it; over the calendar, or on a page of its own. */
import type { ReactNode } from "react";
import { useRead } from "#console/data/read.ts";
import { Entity } from "#console/frame/Entity.tsx";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Stack } from "#console/ui/Page.tsx";
import { Problem, Skeleton, State } from "#console/ui/State.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { useCommon } from "#console/words/common.ts";
import { clock, dayAfter, dayRange, day as dayText } from "#console/words/format.ts";
import { usePlace } from "#console/words/place.ts";
import { inWords } from "#console/words/recurrence.ts";
import { useWords } from "#console/words/words.ts";
import { nameOf } from "./AttendeesField.tsx";
import type { AgendaEvent, Calendar } from "./entries.ts";
import { answer, type EventRow, isInSeries, removeEvent, settleEvent } from "./event-changes.ts";
import { Facts } from "./Facts.tsx";
import { DAY_MINUTES, dayOf, minuteOf } from "./grid.ts";
import { reminderText } from "./reminders.ts";
import { ALL_SCOPES, type Ask } from "./ScopeQuestion.tsx";
import type en from "./words.en.ts";

interface Shared {
  event: AgendaEvent;
  calendar: Calendar | undefined;
  ask: Ask;
}

type EventSheetProps = Shared & { onEdit: () => void; onClose: () => void };

export function EventSheet({ event, calendar, ask, onEdit, onClose }: EventSheetProps) {
  const { data: row, problem, retry } = useRead("calendar.events.get", { path: { eventId: event.eventId } });
  return (
    <Sheet
      open
      title={<span dir="auto">{event.title}</span>}
      onClose={onClose}
      actions={<EventActions {...{ event, calendar, ask, onEdit }} onGone={onClose} onSettled={onClose} />}
    >
      {row ? (
        <EventFacts {...{ event, calendar, ask, row }} />
      ) : problem ? (
        <Problem problem={problem} retry={retry} />
      ) : (
        <Skeleton rows={4} kind="lines" />
      )}
    </Sheet>
  );
}

export function EventFacts({ event, row, calendar, ask }: Shared & { row: EventRow }) {
  const all = useWords<typeof en>("calendar");
  const words = all.event;
  const { attendees, reminders, description, recurrenceRule } = row;
  const { location, conferenceUrl, linkedResourceType, linkedResourceId, status } = event;
  const mine = attendees.some(({ isSelf }) => isSelf);
  const facts = [
    { name: words.when, value: <When event={event} /> },
    { name: words.repeats, value: recurrenceRule && inWords(recurrenceRule, all.recurrence) },
    { name: words.place, value: location && <span dir="auto">{location}</span> },
    { name: words.join, value: conferenceUrl && <Outside to={conferenceUrl} /> },
    { name: words.link, value: row.url && <Outside to={row.url} /> },
    { name: words.calendar, value: calendar && <span dir="auto">{calendar.name}</span> },
    { name: words.attendees, value: attendees.length > 0 && <Attendees of={attendees} /> },
    {
      name: words.reminders,
      value: reminders.map(({ minutesBefore }) => reminderText(minutesBefore, words)).join(", "),
    },
    {
      name: words.about,
      value: linkedResourceId && linkedResourceType !== "none" && (
        <Entity type={ENTITIES[linkedResourceType]} id={linkedResourceId} />
      ),
    },
    {
      name: words.notes,
      value: description && (
        <p className="cal-notes" dir="auto">
          {description}
        </p>
      ),
    },
  ];
  return (
    <Stack>
      {status !== "scheduled" && (
        <State icon={status === "completed" ? "check" : "minus"}>{words.statuses[status]}</State>
      )}
      {mine && <Invitation event={event} ask={ask} />}
      <Facts facts={facts} />
      {event.isChanged && <p className="quiet">{words.differs}</p>}
      {calendar?.isReadOnly && <p className="quiet">{words.readOnly}</p>}
    </Stack>
  );
}

const ENTITIES = { recipe: "recipe", workout: "workout", chore: "task", transaction: "transaction" } as const;

function When({ event }: { event: AgendaEvent }) {
  const words = useWords<typeof en>("calendar").event;
  const { zone } = usePlace();
  const { startDate, endDate, startAt, endAt, timezone } = event;
  if (startDate && endDate) {
    const last = dayAfter(endDate, -1);
    return (
      <time dateTime={startDate}>{startDate === last ? dayText(startDate, "full") : dayRange(startDate, last)}</time>
    );
  }
  const [from, to] = [minuteOf(startAt, zone), minuteOf(endAt, zone)];
  const [first, last] = [dayOf(from), dayOf(Math.max(from, to - 1))];
  const end = first === last ? clock(to % DAY_MINUTES) : `${dayText(dayOf(to), "weekday")}, ${clock(to % DAY_MINUTES)}`;
  return (
    <>
      <time dateTime={startAt}>
        {dayText(first, "full")}, {clock(from % DAY_MINUTES)} – {end}
      </time>
      {timezone && timezone !== zone && <span className="quiet small"> {words.inZone(timezone)}</span>}
    </>
  );
}

/** What comes from outside is a link only where it leads to the web. */
function Outside({ to }: { to: string }): ReactNode {
  if (!/^https?:\/\//i.test(to)) return <span dir="auto">{to}</span>;
  return (
    <a href={to} target="_blank" rel="noopener noreferrer nofollow" dir="auto">
      {to}
    </a>
  );
}

function Attendees({ of }: { of: EventRow["attendees"] }) {
  const words = useWords<typeof en>("calendar").event;
  return (
    <ul>
      {of.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may be called alike
        <li key={at}>
          <span dir="auto">{nameOf(one)}</span>
          {one.response && <span className="quiet small"> {words.responses[one.response]}</span>}
        </li>
      ))}
    </ul>
  );
}

function Invitation({ event, ask }: Pick<Shared, "event" | "ask">) {
  const words = useWords<typeof en>("calendar").event;
  const respond = async (response: "accepted" | "declined" | "tentative") => {
    const scope = isInSeries(event) ? await ask({ title: event.title, scopes: ["this", "all"] }) : undefined;
    // Why it could not be sent, a notice says.
    if (!isInSeries(event) || scope) await answer(event, response, scope).catch(() => {});
  };
  return (
    <Radios
      label={words.coming}
      segmented
      value={event.response ?? "needs_action"}
      choices={(["accepted", "tentative", "declined"] as const).map((value) => ({
        value,
        label: words.answers[value],
      }))}
      onChange={(value) => void respond(value as "accepted")}
    />
  );
}

type EventActionsProps = Shared & {
  onEdit: () => void;
  /** It is deleted. */
  onGone: () => void;
  /** It took place, or was left out. */
  onSettled?: () => void;
  /** A series as a whole takes place at no time. */
  isWhole?: boolean;
};

export function EventActions({ event, calendar, ask, onEdit, onGone, onSettled, isWhole }: EventActionsProps) {
  const words = useWords<typeof en>("calendar").event;
  const common = useCommon();
  if (calendar?.isReadOnly) return null;
  return (
    <>
      <Button
        kind="bare"
        icon="trash"
        onClick={() => void askAndRemove(event, ask).then((isGone) => isGone && onGone())}
      >
        {common.delete}
      </Button>
      {event.status === "scheduled" && !isWhole && (
        <>
          <Button kind="bare" onClick={() => void settleEvent(event, "skipped").then(onSettled, () => {})}>
            {words.skip}
          </Button>
          <Button icon="check" onClick={() => void settleEvent(event, "completed").then(onSettled, () => {})}>
            {words.complete}
          </Button>
        </>
      )}
      <Button kind="main" icon="pencil" onClick={onEdit}>
        {common.edit}
      </Button>
    </>
  );
}

/** Deletes what the person says is meant; whether anything was. */
export async function askAndRemove(event: AgendaEvent, ask: Ask): Promise<boolean> {
  const scope = event.seriesId === null ? undefined : await ask({ title: event.title, scopes: ALL_SCOPES });
  if (event.seriesId !== null && !scope) return false;
  return removeEvent(event, scope).then(
    () => true,
    () => false,
  );
}
