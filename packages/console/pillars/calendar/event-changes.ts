/** What is done to events and time blocks. Each can be taken back, and the agenda is read anew before what was shown meanwhile goes. */
import { change } from "#console/data/change.ts";
import { type Answer, type Body, call } from "#console/data/client.ts";
import { notify } from "#console/data/notices.ts";
import { problemOfError } from "#console/data/problem.ts";
import { place } from "#console/words/place.ts";
import { wordsOf } from "#console/words/words.ts";
import { moveBlock } from "./block-changes.ts";
import type { AgendaEvent, Entry } from "./entries.ts";
import { type DragMode, dayOf, instantOf, type Minute, minuteOf, type Span, timeOf } from "./grid.ts";
import { showMoved } from "./moved.ts";
import { refresh } from "./refresh.ts";
import type en from "./words.en.ts";

/** Which of a series is meant. */
export type Scope = "this" | "following" | "all";
export type EventRow = Answer<"calendar.events.get">;
type EventBody = Body<"calendar.events.update">;
type Settled = "completed" | "skipped";

const words = () => wordsOf<typeof en>("calendar", place().language).done;

/** An instance that is still as its series has it: a change may be meant for more than this one. */
export const isInSeries = (event: AgendaEvent): boolean => event.seriesId !== null && !event.isChanged;

/** Moves or stretches what a person dragged; it shows at once. Resolves when the agenda says so, too, or it was refused and the person told. */
export async function moveEntry(entry: Entry, mode: DragMode, to: Span, scope?: Scope): Promise<void> {
  const lift = showMoved(entry.key, to);
  try {
    if (entry.event) await moveEvent(entry.event, timesAfter(entry.event, mode, to), scope);
    else if (entry.block) await moveBlock(entry.block, to);
    await refresh();
  } catch {
    // A notice has said why, and what is there now is read.
    await refresh();
  } finally {
    lift();
  }
}

/** The fields that say it: a start alone moves, an end alone stretches. */
function timesAfter(event: AgendaEvent, mode: DragMode, { from, to }: Span): EventBody {
  if (event.isAllDay)
    return {
      ...(mode !== "end" && { startDate: dayOf(from) }),
      ...(mode !== "move" && { endDate: dayOf(to) }),
    };
  return {
    ...(mode !== "end" && { startAt: writtenAt(from, event.timezone) }),
    ...(mode !== "move" && { endAt: writtenAt(to, event.timezone) }),
  };
}

/** As the API takes a time: an event without a zone says what clocks show, as if that were UTC. */
export const writtenAt = (minute: Minute, timezone: string | null): string =>
  timezone === null ? `${dayOf(minute)}T${timeOf(minute)}:00.000Z` : instantOf(minute, place().zone);

/** When it is, in the same fields. */
function timesOf({ isAllDay, startDate, endDate, startAt, endAt, timezone }: AgendaEvent): EventBody {
  if (isAllDay) return { startDate: startDate!, endDate: endDate! };
  const { zone } = place();
  const written = (at: string) => (timezone === null ? writtenAt(minuteOf(at, zone), null) : at);
  return { startAt: written(startAt), endAt: written(endAt) };
}

async function moveEvent(event: AgendaEvent, body: EventBody, scope: Scope | undefined): Promise<void> {
  const before = timesOf(event);
  const undo = async (row: EventRow) => {
    const start = body.startAt ?? (body.startDate && `${body.startDate}T00:00:00.000Z`);
    const query = scope === "all" ? { scope, occurrence: start ?? event.originalStart! } : {};
    await change("calendar.events.update", {
      path: { eventId: row.id },
      query,
      body: before,
      row,
      isOfPart: true,
      title: event.title,
    });
    await refresh();
  };
  const parted = scope === "following" ? await whole(event) : undefined;
  await updateEvent(event, body, {
    scope,
    undo: async (row) => {
      if (!parted || row.id === parted.id || (await hasChanged(row))) await undo(row);
      else await joined(parted, row);
    },
  });
}

/** A series as it is before it is parted. */
const whole = ({ seriesId }: AgendaEvent) => (seriesId === null ? undefined : rowOf(seriesId));

/** Whether something was said of single instances of a series, which would go with it. */
async function hasChanged({ id }: EventRow): Promise<boolean> {
  const { data } = await call("calendar.events.list", { query: { recurrenceParentId: id, limit: 1 } });
  return data.length > 0;
}

/** Makes one series again of what was parted: what came of its end goes, and it goes on as before. */
async function joined(series: EventRow, end: EventRow): Promise<void> {
  const { title, recurrenceRule, recurrenceExdates, recurrenceRdates } = series;
  await change("calendar.events.remove", { path: { eventId: end.id }, row: end, title });
  const body = { recurrenceRule, recurrenceExdates, recurrenceRdates };
  await change("calendar.events.update", { path: { eventId: series.id }, body, title });
  await refresh();
}

interface Update {
  scope?: Scope | undefined;
  undo?: (row: EventRow) => Promise<unknown>;
  /** Whoever calls says why it failed. */
  isQuiet?: boolean;
  /** The row as it was when the person began. */
  row?: object;
}

/** Changes an event, or the instances of its series that are meant. */
export async function updateEvent(
  event: AgendaEvent,
  body: EventBody,
  { scope, undo, isQuiet, row }: Update,
): Promise<EventRow> {
  const isPart = isInSeries(event);
  let made: EventRow | undefined;
  const answer = await change("calendar.events.update", {
    path: { eventId: event.eventId },
    query: isPart ? { scope: scope ?? "this", occurrence: event.originalStart! } : {},
    body,
    row: row ? { ...row, id: event.eventId } : { ...timesOf(event), id: event.eventId, version: event.version },
    isOfPart: isPart,
    title: event.title,
    ...(isQuiet && { isQuiet }),
    ...(undo && { undo: () => undo(made!), undoText: words().moved(event.title) }),
  });
  made = answer;
  return answer;
}

/** The row as it is now; when it cannot be read, the person is told. */
const rowOf = (eventId: string): Promise<EventRow> =>
  call("calendar.events.get", { path: { eventId } }).catch((error: unknown) => {
    notify({ kind: "problem", text: problemOfError(error).text });
    throw error;
  });

/** Deletes an event, an instance, the rest of its series or all of it. */
export async function removeEvent(event: AgendaEvent, scope: Scope | undefined): Promise<void> {
  const { seriesId, originalStart, title } = event;
  const series = seriesId === null ? undefined : await rowOf(seriesId);
  if (!series || (scope === "this" && event.isChanged))
    await removeRow({ id: event.eventId, version: event.version }, title);
  else if (scope === "all" || (scope === "following" && Date.parse(originalStart!) <= Date.parse(series.startAt)))
    await removeRow(series, title);
  else await removeSome(series, { scope: scope ?? "this", occurrence: originalStart! });
  await refresh();
}

async function removeRow(row: { id: string; version: number }, title: string): Promise<void> {
  const path = { eventId: row.id };
  const undo = async () => {
    await change("calendar.events.restore", { path, title });
    await refresh();
  };
  await change("calendar.events.remove", { path, row, title, undo, undoText: words().deleted(title) });
}

/** Leaves instances out of a series; taken back by what the series said before, and by restoring those that had been changed. */
async function removeSome(series: EventRow, query: { scope: Scope; occurrence: string }): Promise<void> {
  const path = { eventId: series.id };
  const { title, recurrenceRule, recurrenceExdates, recurrenceRdates } = series;
  const { data: changed } = await call("calendar.events.list", {
    query: { recurrenceParentId: series.id, limit: MOST_CHANGED },
  });
  const undo = async () => {
    const body = { recurrenceRule, recurrenceExdates, recurrenceRdates };
    await change("calendar.events.update", { path, body, title });
    const gone =
      query.scope === "this" ? [] : changed.filter((one) => one.recurrenceOriginalStart! >= query.occurrence);
    for (const one of gone) await change("calendar.events.restore", { path: { eventId: one.id }, title });
    await refresh();
  };
  const undoText = words().deleted(title);
  await change("calendar.events.remove", { path, query, row: series, isOfPart: true, title, undo, undoText });
}

/** As many as a list gives at once. */
const MOST_CHANGED = 100;

/** Says that it took place, or that it was left out. What is done with it, such as cooking a recipe, cannot be taken back here. */
export async function settleEvent(event: AgendaEvent, as: Settled): Promise<void> {
  const undo = async () => {
    const row = await rowOf(madeId!);
    await change("calendar.events.update", {
      path: { eventId: row.id },
      row,
      body: { status: "scheduled" },
      title: event.title,
    });
    await refresh();
  };
  let madeId: string | undefined;
  const { id } = await change(as === "completed" ? "calendar.events.complete" : "calendar.events.skip", {
    path: { eventId: event.eventId },
    body: occurrenceOf(event),
    title: event.title,
    ...(event.linkedResourceType === "none" && { undo, undoText: words()[as](event.title) }),
  });
  madeId = id;
  await refresh();
}

/** Answers an invitation; of a series, for this one or for all. */
export async function answer(
  event: AgendaEvent,
  response: "accepted" | "declined" | "tentative",
  scope: Scope | undefined,
): Promise<void> {
  await change("calendar.events.respond", {
    path: { eventId: event.eventId },
    body: { response, ...(scope !== "all" && occurrenceOf(event)) },
    title: event.title,
  });
  await refresh();
}

const occurrenceOf = (event: AgendaEvent) => (isInSeries(event) ? { occurrence: event.originalStart! } : {});

export async function createEvent(body: Body<"calendar.events.create">): Promise<void> {
  let made: EventRow | undefined;
  made = await change("calendar.events.create", {
    body,
    title: body.title,
    isQuiet: true,
    undo: async () => {
      await removeRow(made!, body.title);
      await refresh();
    },
    undoText: words().created(body.title),
  });
  await refresh();
}
