/** Forms for an event: a new one, quickly made, and one that is changed. */
import create from "contract:calendar.events.create";
import update from "contract:calendar.events.update";
import { type FormEvent, useMemo, useRef, useState } from "react";
import type { Body } from "#console/data/client.ts";
import { type Form, useForm } from "#console/data/form.ts";
import { useRead } from "#console/data/read.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { useCommon } from "#console/words/common.ts";
import { place, usePlace } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import { EventFields, lastsAllDay } from "./EventFields.tsx";
import type { AgendaEvent, Calendar } from "./entries.ts";
import { createEvent, type EventRow, isInSeries, type Scope, updateEvent, writtenAt } from "./event-changes.ts";
import { DAY_MINUTES, dayOf, instantOf, minuteOf, type Span } from "./grid.ts";
import { refresh } from "./refresh.ts";
import { ALL_SCOPES, type Ask } from "./ScopeQuestion.tsx";
import type en from "./words.en.ts";

interface NewEventProps {
  /** When it is; of whole days when it begins and ends at midnight. */
  span: Span;
  calendars: readonly Calendar[];
  onClose: () => void;
}

export function NewEvent({ span, calendars, onClose }: NewEventProps) {
  const words = useWords<typeof en>("calendar").event;
  const [begin] = useState(() => beginOf(span));
  // What was typed for another time is of another event: mixed with this time, it might end before it begins.
  const form = useForm(create, { values: begin, draft: `new ${span.from}` });
  const submit = form.submit(async (body) => {
    const all = timesOnly({ ...begin, ...body }, form) as Body<"calendar.events.create">;
    await createEvent(all);
    onClose();
  });
  const close = () => {
    form.reset();
    onClose();
  };
  const isNameless = form.input("title").value.trim() === "";
  return (
    <Sheet open title={words.new} dirty={form.isDirty} onClose={close}>
      <FormBody form={form} label={words.enter} why={isNameless && words.needsName} onCancel={close} onSubmit={submit}>
        <EventFields form={form} calendars={calendars} hasRule />
      </FormBody>
    </Sheet>
  );
}

function beginOf({ from, to }: Span): Record<string, unknown> {
  if (from % DAY_MINUTES === 0 && to % DAY_MINUTES === 0 && to > from)
    return { startDate: dayOf(from), endDate: dayOf(to) };
  const { zone } = place();
  return { startAt: instantOf(from, zone), endAt: instantOf(to, zone) };
}

interface EditEventProps {
  event: AgendaEvent;
  calendars: readonly Calendar[];
  ask: Ask;
  onClose: () => void;
}

export function EditEvent(props: EditEventProps) {
  const { data: row } = useRead("calendar.events.get", { path: { eventId: props.event.eventId } });
  return row ? <EditForm {...props} row={row} /> : null;
}

function EditForm({ event, row, calendars, ask, onClose }: EditEventProps & { row: EventRow }) {
  const words = useWords<typeof en>("calendar").event;
  const common = useCommon();
  const { zone } = usePlace();
  const scope = useRef<Scope>(undefined);
  const { startAt, endAt, startDate, endDate, isAllDay } = event;
  // Of an instance the row is its series; its times are its own.
  const values = useMemo(
    () => ({ ...row, ...(isAllDay ? { startDate, endDate, startAt: null, endAt: null } : { startAt, endAt }) }),
    [row, isAllDay, startDate, endDate, startAt, endAt],
  );
  const form = useForm(update, { values, draft: `${event.eventId} ${event.originalStart ?? ""}` });
  const save = form.submit(async (changed, base) => {
    const body = timesOnly(changed, form) as Body<"calendar.events.update">;
    if (event.timezone === null && !isAllDay)
      for (const name of ["startAt", "endAt"] as const)
        if (body[name]) body[name] = writtenAt(minuteOf(body[name], zone), null);
    await updateEvent(event, body, { scope: scope.current, row: base, isQuiet: true });
    await refresh();
    onClose();
  });
  const submit = async (submitted: FormEvent) => {
    submitted.preventDefault();
    // A rule is that of several instances.
    const scopes = form.value("recurrenceRule").value === row.recurrenceRule ? ALL_SCOPES : ALL_SCOPES.slice(1);
    scope.current = isInSeries(event) ? await ask({ title: event.title, scopes }) : undefined;
    if (!isInSeries(event) || scope.current) save(submitted);
  };
  const close = () => {
    form.reset();
    onClose();
  };
  return (
    <Sheet open title={<span dir="auto">{event.title}</span>} dirty={form.isDirty} onClose={close}>
      <FormBody
        form={form}
        label={common.save}
        why={!form.isDirty && words.saved}
        onCancel={close}
        onSubmit={(one) => void submit(one)}
      >
        <EventFields form={form} calendars={calendars} hasRule={!event.isChanged} />
      </FormBody>
    </Sheet>
  );
}

/** Either days or times: what is not meant is left out. */
function timesOnly(body: Record<string, unknown>, form: Form): Record<string, unknown> {
  const { startAt, endAt, startDate, endDate, ...rest } = body;
  const times = lastsAllDay(form) ? { startDate, endDate } : { startAt, endAt };
  return { ...rest, ...Object.fromEntries(Object.entries(times).filter(([, value]) => value !== undefined)) };
}
