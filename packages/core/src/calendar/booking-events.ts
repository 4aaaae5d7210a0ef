/**
 * Bookings that came by mail (flights, hotels, trains, tables) as events of the person's default calendar. The same booking mailed again
 * brings its event up to date, unless somebody has changed it here, and a cancellation cancels it. One that was deleted here stays deleted.
 */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { calendarEvents } from "#core/calendar/calendar.sql";
import { defaultCalendar, makeDefault } from "#core/calendar/calendars";
import { EventEvents } from "#core/calendar/events";
import { zoneRead } from "#core/identity/zone";
import type { Booking, BookingKind } from "#core/ingest/bookings";
import { bookingsRead } from "#core/ingest/email-bookings";
import { insertMany, updateMany } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { me } from "#kit/table";
import { cut } from "#kit/text";

/** Makes events of what a message of the speaker books, and cancels those that it cancels. */
export async function keep(ctx: Ctx, emailId: string): Promise<void> {
  const [bookings, zone] = await ctx.db.batch([bookingsRead(emailId), zoneRead()]);
  if (bookings.length === 0) return;
  const wanted = distinct(bookings);
  const [here] = await ctx.db.batch([hereRead([...wanted.values()].map(groupOf))]);
  const creations = [];
  const changes = new Map<string, Wanted & { id: string; syncedVersion: number }>();
  for (const [externalId, booking] of wanted) {
    const known = here.filter((event) => event.externalId === externalId);
    const columns = columnsOf(booking, zone);
    if (booking.status === "cancelled") {
      // A cancellation may say no more than the number of the booking.
      const meant = known.length > 0 ? known : here.filter((event) => event.externalId.startsWith(groupOf(booking)));
      for (const event of meant)
        if (!event.isDeleted && event.status !== "cancelled")
          changes.set(event.id, {
            ...event.columns,
            status: "cancelled",
            id: event.id,
            syncedVersion: event.version + 1,
          });
      continue;
    }
    const [event] = known;
    if (!columns || event?.isDeleted) continue;
    if (!event)
      creations.push({ ...columns, id: uuidv7(ctx.now()), externalId, calendarId: defaultCalendar, syncedVersion: 1 });
    else if (event.version === event.syncedVersion && isOther(columns, event))
      changes.set(event.id, { ...columns, id: event.id, syncedVersion: event.version + 1 });
  }
  if (creations.length + changes.size === 0) return;
  await ctx.db.batch([
    makeDefault(ctx),
    insertMany(ctx, calendarEvents, creations, { emits: { event: EventEvents.created } }),
    updateMany(ctx, calendarEvents, [...changes.values()], { emits: { event: EventEvents.updated } }),
  ]);
}

type Wanted = NonNullable<ReturnType<typeof columnsOf>>;

/** The bookings by what their calendar knows them by; of one that is in the message twice, the last. */
function distinct(bookings: readonly Booking[]): Map<string, Booking> {
  return new Map(bookings.map((booking) => [externalIdOf(booking), booking]));
}

const hashOf = (...parts: (string | null)[]) =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);

const known = (text: string | null) => text?.toLowerCase().replace(/\s+/g, " ") ?? null;

/** What all parts of a booking have in common: its number, or without one what it is and where. */
function groupOf({ kind, reference, name, provider, place, start }: Booking): string {
  const parts = reference === null ? [name, provider, place, start] : [reference];
  return `booking ${hashOf(kind, ...parts.map(known))} `;
}

/** A part of a booking: a flight of a journey keeps its number when its time changes. */
const externalIdOf = (booking: Booking): string => `${groupOf(booking)}${hashOf(known(booking.name ?? booking.place))}`;

const LABELS: Readonly<Record<BookingKind, string>> = {
  flight: "Flight",
  train: "Train",
  bus: "Bus",
  boat: "Ferry",
  taxi: "Taxi",
  rental_car: "Rental car",
  lodging: "Stay",
  event: "",
  restaurant: "Table",
  other: "",
};
/** They last for days, in which there is time for other things. */
const LEAVES_TIME: ReadonlySet<BookingKind> = new Set(["lodging", "rental_car"]);

/** The columns of its event; undefined for a booking of which the message does not say when. */
function columnsOf(booking: Booking, zone: string) {
  const span = spanOf(booking, zone);
  if (!span) return undefined;
  const { kind, name, provider, reference, place, persons } = booking;
  const what = name ?? provider ?? place ?? "";
  const label = what.toLowerCase().includes(LABELS[kind].toLowerCase()) ? "" : LABELS[kind];
  const title = [label, what].filter(Boolean).join(": ");
  const description = [
    name !== null && provider,
    reference !== null && `Booking number: ${reference}`,
    persons.length > 0 && persons.join(", "),
  ];
  return {
    ...span,
    title: cut(title || "Booking", 1_000),
    location: place,
    description: description.filter(Boolean).join("\n") || null,
    transparency: LEAVES_TIME.has(kind) ? ("transparent" as const) : ("opaque" as const),
    status: "scheduled" as "scheduled" | "cancelled",
  };
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** An instant where the sender gives its offset, else the clocks of the place, wherever that is; a day without a time lasts all day. */
function spanOf({ start, end }: Booking, zone: string) {
  if (start === null) return undefined;
  const from = momentOf(start);
  const to = end === null ? undefined : momentOf(end);
  const isSame = to && to.form === from.form && to.at > from.at;
  if (from.form === "day") {
    const until = isSame ? to.at : from.at + DAY_MS;
    return { ...times(from.at, until), timezone: null, isAllDay: true };
  }
  return {
    ...times(from.at, isSame ? to.at : from.at + HOUR_MS),
    timezone: from.form === "instant" ? zone : null,
    isAllDay: false,
  };
}

const times = (from: number, to: number) => ({
  startAt: new Date(from).toISOString(),
  endAt: new Date(to).toISOString(),
});

function momentOf(text: string): { form: "day" | "clock" | "instant"; at: number } {
  if (!text.includes("T")) return { form: "day", at: Date.parse(`${text}T00:00:00Z`) };
  if (/(?:Z|[+-]\d\d:?\d\d)$/.test(text))
    return { form: "instant", at: Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2")) };
  return { form: "clock", at: Date.parse(`${text}Z`) };
}

interface Here {
  id: string;
  externalId: string;
  version: number;
  syncedVersion: number | null;
  isDeleted: boolean;
  status: string;
  columns: Wanted;
}

function isOther(columns: Wanted, event: Here): boolean {
  return Object.entries(columns).some(([key, value]) => event.columns[key as keyof Wanted] !== value);
}

/** The events that were made of these bookings, deleted ones included. */
function hereRead(groups: readonly string[]): Read<Here[]> {
  const query = read<Omit<Here, "columns"> & { columns: string }>(sql`
    select id, external_id as "externalId", version, synced_version as "syncedVersion", deleted_at is not null as "isDeleted", status,
      jsonb_build_object('startAt', ${utc("start_at")}, 'endAt', ${utc("end_at")}, 'timezone', timezone, 'isAllDay', is_all_day, 'title', title,
        'location', location, 'description', description, 'transparency', transparency, 'status', status)::text as columns
    from ${calendarEvents} where user_id = ${me} and calendar_id is not null
      and exists (select from jsonb_array_elements_text(${JSON.stringify(groups)}::jsonb) one where starts_with(external_id, one))
    order by deleted_at nulls first, id`);
  return {
    ...query,
    decode: (result) => query.decode(result).map((row) => ({ ...row, columns: JSON.parse(row.columns) as Wanted })),
  };
}

const utc = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
