/** A person whose calendars are connected with a stand-in of a provider, what they do here, and both sides side by side. */
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { speak } from "#cloud/speak";
import { calendarEvents, calendars } from "#core/calendar/calendar.sql";
import { type EventRow, type Fields, fieldsOf } from "#core/calendar/sync/fields";
import { eventsRead } from "#core/calendar/sync/pull";
import type { Counts } from "#core/calendar/sync/service";
import * as Sync from "#core/calendar/sync/sync";
import { connections } from "#core/identity/connections.sql";
import type { ProviderName } from "#core/identity/provider-names";
import { insert, remove, restore, update } from "#kit/change";
import type { Values } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";
import { seal } from "#kit/secret";
import type { Harness, Person } from "#testing/harness";

export type Given = Values<typeof calendarEvents>;

export async function syncedPerson(life: Harness, provider: ProviderName, timezone = "Europe/Berlin") {
  const person = await life.user("Synced", { timezone });
  const connectionId = randomUUID();
  await life.database.query(
    `insert into connections (id, user_id, provider, external_account_id, access_token, token_expires_at)
     values ($1, $2, $3, 'ada', decode($4, 'base64'), '2100-01-01')`,
    [connectionId, person.userId, provider, seal("a-token", connections, "accessToken", connectionId)],
  );
  const story = (entityId: string): Sync.Story => ({
    userId: person.userId,
    entityId,
    correlationId: randomUUID(),
    causationId: randomUUID(),
  });
  const ctx = (): Ctx =>
    speak({ actor: person, origin: "api", requestId: randomUUID(), correlationId: randomUUID() }).ctx;
  await Sync.readCalendars(story(connectionId));
  const rows = await life.database.query<{ id: string; externalId: string }>(
    'select id, external_id as "externalId" from calendars where connection_id = $1 order by id',
    [connectionId],
  );
  const calendarId = rows[0]!.id;

  return {
    person,
    connectionId,
    calendarId,
    calendars: rows,
    story,
    ctx,

    /** Synchronises until both sides have nothing to say; a step that fails is done again, as a workflow does it. */
    async sync(tries = 1, id = calendarId): Promise<Counts> {
      life.setNow(new Date(life.now().getTime() + 60_000));
      const totals = { added: 0, updated: 0, deleted: 0 };
      const step = async <T>(work: () => Promise<T>): Promise<T> => {
        for (let n = 1; ; n++) {
          try {
            return await work();
          } catch (error) {
            if (n >= tries) throw error;
          }
        }
      };
      for (;;) {
        const pulled = await step(() => Sync.pull(story(id)));
        if (!pulled) return totals;
        totals.added += pulled.added;
        totals.updated += pulled.updated;
        totals.deleted += pulled.deleted;
        if (!pulled.more) break;
      }
      while ((await step(() => Sync.push(story(id))))?.more);
      return totals;
    },

    async add(values: Omit<Given, "calendarId">): Promise<EventRow> {
      const row = {
        calendarId,
        provider: provider === "google_calendar" ? ("google" as const) : ("outlook" as const),
        connectionId,
        ...values,
      } as Given;
      const [added] = await ctx().db.batch([insert(ctx(), calendarEvents, row)]);
      return added as EventRow;
    },
    async change(id: string, values: Given) {
      await ctx().db.batch([update(ctx(), calendarEvents, eq(calendarEvents.id, id), values)]);
    },
    async remove(id: string) {
      await ctx().db.batch([remove(ctx(), calendarEvents, eq(calendarEvents.id, id))]);
    },
    async restore(id: string) {
      await ctx().db.batch([restore(ctx(), calendarEvents, eq(calendarEvents.id, id), {})]);
    },
    /** The deleted events of the calendar here that are no instances of series. */
    async gone(): Promise<EventRow[]> {
      const [found] = await ctx().db.batch([
        eventsRead(sql`calendar_id = ${calendarId}::uuid and deleted_at is not null
          and recurrence_original_start is null order by title, start_at, id`),
      ]);
      return found;
    },
    /** The live events of the calendar here. */
    async live(id = calendarId): Promise<EventRow[]> {
      const [found] = await ctx().db.batch([
        eventsRead(sql`calendar_id = ${id}::uuid and deleted_at is null order by title, start_at, id`),
      ]);
      return found;
    },
    async calendar(id = calendarId) {
      const [row] = await life.database.query<Record<string, string | null>>("select * from calendars where id = $1", [
        id,
      ]);
      return row!;
    },
  };
}

export type Synced = Awaited<ReturnType<typeof syncedPerson>>;
export { calendars };

/** What both sides should have in common, in an order that is the same for both. */
export const comparable = (all: readonly { externalId: string | null; fields: Fields }[]) =>
  all
    .map(({ externalId, fields }) => ({ externalId, ...fields }))
    .toSorted((a, b) => ((a.externalId ?? "") < (b.externalId ?? "") ? -1 : 1));

export const here = (rows: readonly EventRow[]) =>
  comparable(
    rows
      .filter(({ status }) => status !== "cancelled")
      .map((row) => ({ externalId: row.externalId, fields: fieldsOf(row) })),
  );

export type { Person };
