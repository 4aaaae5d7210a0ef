/** The journal: entries of a day, whose moods are in the one series of moods, too. */
import { sql } from "drizzle-orm";
import { type MoodSource, moodLogged, moodRemoved, moodRestored } from "#core/health/mood-logs";
import { myZone, startOf } from "#core/identity/zone";
import { JournalEvents, JournalWritten } from "#core/knowledge/events";
import { journalEntries } from "#core/knowledge/journal.sql";
import { journalFields } from "#core/knowledge/sayings";
import { calendarRead, todayOf } from "#core/rhythm/habit-history";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import { rhythmFields } from "#core/rhythm/sayings";
import { insert, restore } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { uuidv7 } from "#kit/ids";
import { NotFound, ReadOnlyAccess, wrongInput } from "#kit/problem";
import { gone, mayRestoreRead, shown } from "#kit/row";
import { justEmitted } from "#kit/story";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";

export type JournalEntry = Row<typeof journalEntries>;
type Written = Pick<typeof journalEntries.$inferInsert, "content" | "mood" | "tags"> & { entryDate?: string };

/** An entry as the API returns it. */
export const answer = (entry: JournalEntry) => shown(journalEntries, entry);

/** Writes an entry, of the speaker's today unless it says of which day. One flight, and one before to learn what today is, unless that is no matter. */
export async function write(ctx: Ctx, body: Written): Promise<JournalEntry> {
  const id = uuidv7(ctx.now());
  const { mood = null } = body;
  if (saysNothing(body.content, mood)) throw nothingSaid();
  if (body.entryDate !== undefined) await refuseToCome(ctx, body.entryDate);
  const { entryDate = dayText(await today(ctx)) } = body;
  const values = { ...body, id, entryDate };
  const [row] = await ctx.db.batch([
    insert(ctx, journalEntries, values, { emits: { event: JournalWritten } }),
    ...(mood === null ? [] : said(ctx, id, JournalWritten, { value: mood, before: null })),
  ]);
  return row;
}

/** Changes an entry, and the log of its mood with it. Throws NotFound, ReadOnlyAccess and StaleVersion. */
export async function change(
  ctx: Ctx,
  id: string,
  body: Partial<Written>,
  versions: number[] | undefined,
): Promise<JournalEntry> {
  if (body.entryDate !== undefined) await refuseToCome(ctx, body.entryDate);
  return transition(ctx, journalEntries, id, {
    versions,
    answer,
    // An entry that says nothing since before that was refused can get tags and another day all the same.
    refuse: (row) =>
      (body.content !== undefined || body.mood !== undefined) &&
      saysNothing(body.content ?? row.content, body.mood === undefined ? row.mood : body.mood)
        ? nothingSaid()
        : undefined,
    change: (row) => {
      const { mood = row.mood } = body;
      const isMoved = body.entryDate !== undefined && body.entryDate !== row.entryDate;
      const isSaid = isOwn(ctx, row) && (mood !== row.mood || (isMoved && mood !== null));
      return {
        values: body,
        emits: { event: JournalEvents.updated },
        also: (story) =>
          isSaid ? said(story, id, JournalEvents.updated, { value: mood, before: row.mood, isMoved }) : [],
      };
    },
  });
}

const saysNothing = (content: string, mood: number | null) => content.trim() === "" && mood === null;
const nothingSaid = () => wrongInput("#/content", journalFields("journal_says_nothing"));

const DAY_MS = 86_400_000;

/**
 * Refuses a day after tomorrow: a journal tells of what was. Asks which day today is only of days that may be after it: nobody's tomorrow is before
 * the day in UTC.
 */
async function refuseToCome(ctx: Ctx, day: string): Promise<void> {
  if (dayNumber(day) <= Math.floor(ctx.now().getTime() / DAY_MS)) return;
  if (dayNumber(day) > (await today(ctx)) + 1) throw wrongInput("#/entryDate", rhythmFields("in_the_future"));
}

/** Deletes an entry, and the log of its mood with it. Throws NotFound, ReadOnlyAccess and StaleVersion. */
export async function remove(ctx: Ctx, id: string, versions: number[] | undefined): Promise<void> {
  await transition(ctx, journalEntries, id, {
    versions,
    answer,
    change: (row) => ({
      values: "removed",
      emits: { event: JournalEvents.deleted },
      also: (story) =>
        isOwn(ctx, row) ? [moodRemoved(story, sourceOf(id), justEmitted(id, JournalEvents.deleted))] : [],
    }),
  });
}

/** Restores an entry, and the log that was deleted with it. Throws NotFound and ReadOnlyAccess. */
export async function restoreEntry(ctx: Ctx, id: string): Promise<JournalEntry> {
  const [row, , mayRestore] = await ctx.db.batch([
    restore(ctx, journalEntries, gone(journalEntries, id), {}, { emits: { event: JournalEvents.restored } }),
    moodRestored(ctx, sourceOf(id), JournalEvents.deleted, justEmitted(id, JournalEvents.restored)),
    mayRestoreRead(journalEntries, id),
  ]);
  if (!row) throw mayRestore === false ? ReadOnlyAccess() : NotFound();
  return row as JournalEntry;
}

const sourceOf = (id: string): MoodSource => ({ type: "journal_entry", id });

/** Whoever changes what somebody else has written says nothing of moods of their own. */
const isOwn = (ctx: Ctx, { userId }: Pick<JournalEntry, "userId">) => userId === ctx.actor.userId;

/** The writes that log the mood of an entry that is written in the same batch: now, or at the end of its day if that is over. */
function said(
  ctx: Ctx,
  id: string,
  event: typeof JournalWritten | typeof JournalEvents.updated,
  mood: { value: number | null; before: number | null; isMoved?: boolean },
) {
  const nextDay = sql`(select e.entry_date + 1 from ${journalEntries} e where e.id = ${id}::uuid)`;
  const at = sql`least(${ctx.now().toISOString()}::timestamptz, ${startOf(nextDay, myZone)} - interval '1 millisecond')`;
  return moodLogged(ctx, sourceOf(id), { ...mood, at }, justEmitted(id, event));
}

async function today(ctx: Ctx): Promise<number> {
  const [calendar] = await ctx.db.batch([calendarRead]);
  return todayOf(calendar, ctx.now());
}
