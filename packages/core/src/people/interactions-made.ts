/**
 * Interactions that nobody logs: they are made of mail, of events in a calendar that are over, and of messages. Each is made once for a source
 * and a contact, whatever comes twice, also when its person has deleted it; it goes with what it was made of, and comes back with that.
 * Addresses of contacts are encrypted, so that they are looked for by their keyed hashes.
 */
import { type SQL, sql } from "drizzle-orm";
import { calendarEvents } from "#core/calendar/calendar.sql";
import { type Instance, instancesIn } from "#core/calendar/window";
import { type AgendaRow, windowRead } from "#core/calendar/window-read";
import { users } from "#core/identity/users.sql";
import { inboundEmails } from "#core/ingest/inbound-emails.sql";
import { dataStreams } from "#core/knowledge/data-streams.sql";
import { calendarInstantOf } from "#core/rhythm/zone-clock";
import { restore, update } from "#kit/change";
import { insertMany } from "#kit/change-many";
import { foldAscii } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { derivedId } from "#kit/ids";
import { live, rowRead } from "#kit/row";
import { me } from "#kit/table";
import { cut } from "#kit/text";
import { type channels, contacts, type directions, interactions } from "./contacts.sql.ts";
import { InteractionEvents, InteractionLogged } from "./events.ts";
import { emailKeysFor, emailNormal, phoneKeysFor } from "./reached.ts";

export const sourceTypes = ["inbound_email", "calendar_event", "data_stream"] as const;

/** Something with people in it. */
interface Source {
  type: (typeof sourceTypes)[number];
  id: string;
  /** Which of its occurrences, where it has several. */
  part?: string;
  channel: (typeof channels)[number];
  direction: (typeof directions)[number] | null;
  occurredAt: string;
  durationMinutes?: number | null;
  summary: string | null;
  /** Mail addresses, telephone numbers and accounts of Matrix. */
  addresses: readonly string[];
}

/** The most people of one source: what more take part in is no contact with each of them. */
const MAX_PEOPLE = 20;
const MAX_SOURCES = 500;

const MATRIX = /^@[^\s:]{1,200}:\S{1,200}$/;

/** The contacts that have some of these addresses, by address. */
function contactsRead(ctx: Ctx, addresses: readonly string[]): Read<{ id: string; at: number }[]> {
  const keysOf = (address: string) =>
    MATRIX.test(address)
      ? []
      : [...emailKeysFor(address, ctx.actor.userId), ...phoneKeysFor(address, ctx.actor.userId)];
  const asked = addresses.map((address, at) => ({
    at,
    matrix: MATRIX.test(address) ? address : null,
    keys: keysOf(address),
  }));
  return read(sql`
    select c.id, asked.at
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) asked(at int, matrix text, keys jsonb)
    cross join lateral (
      select my_contacts_reached_by(array(select jsonb_array_elements_text(asked.keys))) as id
      union select m.id from ${contacts} m where m.user_id = ${me} and m.matrix_id = asked.matrix
    ) found
    join ${contacts} c on c.id = found.id
    where c.user_id = ${me} and c.deleted_at is null
    limit 5000`);
}

/** Logs these sources with the contacts that took part in them. Two flights, or three. */
async function logged(ctx: Ctx, sources: readonly Source[]): Promise<void> {
  const some = sources.filter(({ addresses }) => addresses.length > 0).slice(0, MAX_SOURCES);
  const addresses = [...new Set(some.flatMap((source) => source.addresses.map(normal)))];
  if (addresses.length === 0) return;
  const ids = JSON.stringify([...new Set(some.map(({ id }) => id))]);
  const [found, there] = await ctx.db.batch([
    contactsRead(ctx, addresses),
    // Also the deleted ones, and those of a contact that was merged with another.
    read<{ sourceId: string; contactId: string; at: number }>(sql`
      select source_id as "sourceId", contact_id as "contactId", extract(epoch from occurred_at)::float8 as at from ${interactions}
      where user_id = ${me} and source_id in (select one::uuid from jsonb_array_elements_text(${ids}::jsonb) one) limit 20000`),
  ]);
  const contactsOf = Map.groupBy(found, ({ at }) => addresses[at]!);
  const known = new Set(
    there.map(({ sourceId, contactId, at }) => JSON.stringify([sourceId, contactId, Math.round(at)])),
  );
  const rows = some.flatMap(({ addresses: those, type, id, part = "", ...values }) => {
    const people = new Set(those.flatMap((address) => (contactsOf.get(normal(address)) ?? []).map((one) => one.id)));
    const isKnown = (contactId: string) =>
      known.has(JSON.stringify([id, contactId, Math.round(Date.parse(values.occurredAt) / 1_000)]));
    return [...people]
      .filter((contactId) => !isKnown(contactId))
      .map((contactId) => ({
        ...values,
        id: derivedId(id, `in touch with ${contactId} ${part}`),
        contactId,
        sourceType: type,
        sourceId: id,
      }));
  });
  const writes = Array.from({ length: Math.ceil(rows.length / MAX_SOURCES) }, (_, at) =>
    insertMany(ctx, interactions, rows.slice(at * MAX_SOURCES, (at + 1) * MAX_SOURCES), {
      onConflict: "nothing",
      emits: { event: InteractionLogged },
    }),
  );
  if (writes.length > 0) await ctx.db.batch(writes);
}

const normal = (address: string) => (MATRIX.test(address) ? address : emailNormal(address));

/** Logs a mail with who sent it or, of the person's own, with whom it was sent to. What came over a list is nobody's. Three flights. */
export async function fromMail(ctx: Ctx, emailId: string): Promise<void> {
  const [email, [self]] = await ctx.db.batch([
    rowRead(inboundEmails, emailId),
    read<{ email: string }>(sql`select email from ${users} where id = ${me}`),
  ]);
  if (!email) return;
  const headers = email.headers as Record<string, unknown>;
  const header = (name: string) => (typeof headers[name] === "string" ? headers[name] : "");
  if (header("list-id") !== "") return;
  const own = (address: string) => foldAscii(address) === foldAscii(self?.email ?? "");
  const [sender] = addressesIn(email.sender);
  if (!sender) return;
  const isOwn = own(sender);
  const others = addressesIn(`${header("to")}, ${header("cc")}`).filter((address) => !own(address));
  if (isOwn && others.length > MAX_PEOPLE) return;
  const sent = Date.parse(header("date"));
  const came = Date.parse(email.createdAt);
  await logged(ctx, [
    {
      type: "inbound_email",
      id: email.id,
      channel: "mail",
      direction: isOwn ? "outbound" : "inbound",
      // A mail comes after it was sent, and one of long ago that is sent on is no contact of today.
      occurredAt: new Date(sent > 0 && sent < came ? sent : came).toISOString(),
      summary: email.subject && cut(email.subject, 2_000),
      addresses: isOwn ? others : [sender],
    },
  ]);
}

/** Addresses in a field of a mail, the first 100. */
function addressesIn(field: string): string[] {
  const found = field.slice(0, 10_000).matchAll(/[^\s<>(),;:"[\]\\]{1,64}@[^\s<>(),;:"[\]\\]{1,255}/g);
  return [...new Set([...found].slice(0, 100).map(([address]) => address))];
}

type Attended = Pick<
  typeof calendarEvents.$inferSelect,
  "id" | "userId" | "calendarId" | "title" | "status" | "attendees" | "isAllDay"
>;

/** With whom somebody was at an event, if they were there themselves; undefined where that is not so, or nobody can say. */
function othersAt({ attendees, status, calendarId }: Attended): string[] | undefined {
  if (status === "cancelled" || status === "skipped" || attendees.length > MAX_PEOPLE) return undefined;
  const self = attendees.find(({ isSelf }) => isSelf);
  if (self?.response === "declined") return undefined;
  // What nobody answered was not promised, and what is in the calendar of others is not one's own; one's own word counts for both.
  const isThere =
    status === "completed" || (self ? self.isOrganizer || self.response === "accepted" : calendarId === null);
  if (!isThere) return undefined;
  return attendees.flatMap(({ isSelf, response, email }) =>
    isSelf || response === "declined" || !email ? [] : [email],
  );
}

function sourceOf(row: Attended, seriesId: string, original: string, start: number, end: number): Source | undefined {
  const addresses = othersAt(row);
  if (!addresses) return undefined;
  const minutes = Math.round((end - start) / 60_000);
  return {
    type: "calendar_event",
    id: seriesId,
    part: original,
    channel: "meeting",
    direction: null,
    occurredAt: new Date(start).toISOString(),
    durationMinutes: row.isAllDay || minutes < 1 ? null : minutes,
    summary: cut(row.title, 2_000),
    addresses,
  };
}

const DAY_MS = 86_400_000;
/** Events are looked through again for so many days, for those that come late, and for nights in which nothing ran. */
const DAYS_AGAIN = 7;

/** Logs the speaker's events that are over by the end of a day (`YYYY-MM-DD`) with those who took part. Three flights. */
export async function fromDays(ctx: Ctx, day: string, zone: string): Promise<void> {
  const last = Date.parse(`${day}T00:00:00Z`);
  const [from, to] = [calendarInstantOf(zone, last - DAYS_AGAIN * DAY_MS), calendarInstantOf(zone, last + DAY_MS)];
  const window = { from: new Date(from).toISOString(), to: new Date(to).toISOString(), zone };
  const [rows] = await ctx.db.batch([windowRead(window.from, window.to)]);
  const own = rows.filter(({ userId }) => userId === ctx.actor.userId);
  const over = instancesIn(own, window, 200).filter(({ row, end }) => end <= to && row.attendees.length > 0);
  await logged(
    ctx,
    over.flatMap((instance) => sourceOf(instance.row, ...placeOf(instance)) ?? []),
  );
}

/** The event or series, and the start that the series gives to the instance. */
function placeOf({ row, original, start, end }: Instance<AgendaRow>): [string, string, number, number] {
  const { recurrenceParentId: parentId, recurrenceOriginalStart: replaced } = row;
  if (parentId !== null && replaced !== null) return [parentId, new Date(replaced).toISOString(), start, end];
  return [row.id, original === null ? "" : new Date(original).toISOString(), start, end];
}

/** Logs an event that its person completed with those who took part, now and not when its day ends. Four flights. */
export async function fromCompleted(ctx: Ctx, eventId: string, completedAt: string): Promise<void> {
  const [row] = await ctx.db.batch([rowRead(calendarEvents, eventId)]);
  if (!row || row.userId !== ctx.actor.userId) return;
  const start = Math.min(Date.parse(row.startAt), Date.parse(completedAt));
  const length = Date.parse(row.endAt) - Date.parse(row.startAt);
  const { recurrenceParentId: parentId, recurrenceOriginalStart: replaced } = row;
  const [seriesId, original] = parentId && replaced ? [parentId, new Date(replaced).toISOString()] : [row.id, ""];
  const source = sourceOf(row, seriesId, original, start, start + length);
  if (source) await logged(ctx, [source]);
}

/**
 * Takes the interactions away that were made of events that are gone by now, and brings those back whose event is back: of one event, or of all
 * of the speaker's, after a calendar was synchronised. Two flights.
 */
export const followEvents = (ctx: Ctx, eventId?: string): Promise<void> =>
  follow(
    ctx,
    "calendar_event",
    sql`exists (select from ${calendarEvents} e where e.id = ${interactions.sourceId} and e.deleted_at is null and e.status not in ('cancelled', 'skipped'))`,
    eventId,
  );

/** The same of a captured message. */
export const followCapture = (ctx: Ctx, streamId: string): Promise<void> =>
  follow(
    ctx,
    "data_stream",
    sql`exists (select from ${dataStreams} s where s.id = ${interactions.sourceId} and s.deleted_at is null)`,
    streamId,
  );

async function follow(ctx: Ctx, type: Source["type"], isThere: SQL, sourceId?: string): Promise<void> {
  const those = sql`${interactions.userId} = ${me} and ${interactions.sourceType} = ${type} and ${sourceId ? sql`${interactions.sourceId} = ${sourceId}::uuid` : sql`true`}`;
  const [gone, back] = await ctx.db.batch([
    idsRead(sql`${those} and ${interactions.deletedAt} is null and not ${isThere}`),
    idsRead(sql`${those} and ${interactions.deletedAt} is not null and ${interactions.isSourceGone} and ${isThere}
      and exists (select from ${contacts} c where c.id = ${interactions.contactId} and c.deleted_at is null)`),
  ]);
  const writes = [
    ...gone.map(({ id }) =>
      update(
        ctx,
        interactions,
        live(interactions, id),
        { deletedAt: ctx.now().toISOString(), isSourceGone: true },
        { emits: { event: InteractionEvents.deleted } },
      ),
    ),
    ...back.map(({ id }) =>
      restore(
        ctx,
        interactions,
        sql`${interactions.id} = ${id}::uuid`,
        { isSourceGone: false },
        { emits: { event: InteractionEvents.restored } },
      ),
    ),
  ];
  if (writes.length > 0) await ctx.db.batch(writes);
}

const idsRead = (where: ReturnType<typeof sql>) =>
  read<{ id: string }>(
    sql`select ${interactions.id} as id from ${interactions} where ${where} order by ${interactions.id} limit 500`,
  );

/** Who sent or got a message, as its payload says it: an address, several, or objects with one. */
const PEOPLE = { inbound: ["sender", "from"], outbound: ["to", "recipient", "recipients"] } as const;

/**
 * Logs a message that came in as a stream of data: with its sender, or with those whom the person sent it to, where it is from their own address or
 * its payload says that it is `outbound`. It was when it says, and not when it came in: an old one may be captured today. Three flights.
 */
export async function fromMessage(ctx: Ctx, streamId: string): Promise<void> {
  const [stream, [self]] = await ctx.db.batch([
    rowRead(dataStreams, streamId),
    read<{ email: string }>(sql`select email from ${users} where id = ${me}`),
  ]);
  if (stream?.source !== "message") return;
  const payload = stream.payload as Record<string, unknown>;
  const isOwn = PEOPLE.inbound
    .flatMap((name) => addressesOf(payload[name]))
    .some((address) => foldAscii(address) === foldAscii(self?.email ?? ""));
  const direction = isOwn || payload.direction === "outbound" ? "outbound" : "inbound";
  const said = typeof payload.at === "string" ? Date.parse(payload.at) : Number.NaN;
  const at = Number.isNaN(said) ? Date.parse(stream.capturedAt) : said;
  const addresses = PEOPLE[direction].flatMap((name) => addressesOf(payload[name]));
  if (addresses.length > MAX_PEOPLE) return;
  await logged(ctx, [
    {
      type: "data_stream",
      id: stream.id,
      channel: "message",
      direction,
      occurredAt: new Date(Math.min(at, ctx.now().getTime())).toISOString(),
      summary: null,
      addresses,
    },
  ]);
}

function addressesOf(value: unknown): string[] {
  if (typeof value === "string") return value.length <= 320 && value.trim() !== "" ? [value.trim()] : [];
  if (Array.isArray(value))
    return value.slice(0, MAX_PEOPLE + 1).flatMap((one) => (Array.isArray(one) ? [] : addressesOf(one)));
  if (typeof value !== "object" || value === null) return [];
  const { matrixId, email, phone, address } = value as Record<string, unknown>;
  return [matrixId, email, phone, address].flatMap((one) => (typeof one === "string" ? addressesOf(one) : []));
}
