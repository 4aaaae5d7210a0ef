/** Reminders of the medical record: the next date of an entry, and a medication that runs out. They never say of what. */
import { and, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { MedicalEntryNear, type PrescriptionRunningOut } from "#core/health/events";
import { medicalEntries } from "#core/health/medical.sql";
import { told } from "#core/health/told.en";
import { dayIn, myZone } from "#core/identity/zone";
import * as Notifications from "#core/platform/notifications";
import { dayAfter } from "#core/rhythm/days";
import { dayNumber } from "#core/rhythm/recurrence-days";
import { update } from "#kit/change";
import { MAX_ROWS } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import type { CloudEvent, PayloadOf } from "#kit/event";
import { live, rowRead } from "#kit/row";
import { me } from "#kit/table";

/** Says of the speaker's entries whose next date is near when a day of theirs has ended (`YYYY-MM-DD`), once of each date. Two flights. */
export async function noteNear(ctx: Ctx, day: string): Promise<void> {
  const today = dayAfter(ctx, day);
  const isNear = sql`${medicalEntries.userId} = ${me} and ${medicalEntries.nextDate} >= ${today}
    and ${medicalEntries.nextDate} - ${medicalEntries.remindDaysBefore}::int <= ${today}
    and ${medicalEntries.remindedFor} is distinct from ${medicalEntries.nextDate}`;
  const [near] = await ctx.db.batch([
    rowsRead(medicalEntries, isNear, { order: sql`${medicalEntries.nextDate}, ${medicalEntries.id}`, limit: MAX_ROWS }),
  ]);
  const writes = near.map(({ id }) =>
    update(
      ctx,
      medicalEntries,
      // It may have been given another date meanwhile.
      and(live(medicalEntries, id), isNear),
      { remindedFor: sql`${medicalEntries.nextDate}` },
      { isUnseen: true, emits: { event: MedicalEntryNear } },
    ),
  );
  if (writes.length > 0) await ctx.db.batch(writes);
}

/** Reminds the speaker of a next date, unless it is another one or gone by now. Two flights. */
export async function remind(ctx: Ctx, { id, data }: CloudEvent<PayloadOf<typeof MedicalEntryNear>>): Promise<void> {
  const { nextDate } = data.payload;
  const [entry, today] = await ctx.db.batch([rowRead(medicalEntries, data.entityId!), todayRead(ctx)]);
  if (entry?.nextDate !== nextDate) return;
  await Notifications.send(ctx, {
    kind: "medical_date",
    title: told("medical_date"),
    body: [inDays(dayNumber(nextDate) - dayNumber(today))],
    action: { medicalEntryId: data.entityId, date: nextDate },
    sourceEventId: id,
  });
}

/** Tells the speaker that a medication runs out. Two flights. */
export async function tellRunningOut(
  ctx: Ctx,
  { id, data }: CloudEvent<PayloadOf<typeof PrescriptionRunningOut>>,
): Promise<void> {
  const { runsOutOn } = data.payload;
  const [today] = await ctx.db.batch([todayRead(ctx)]);
  await Notifications.send(ctx, {
    kind: "prescription_running_out",
    title: told("prescription_running_out"),
    body: [inDays(dayNumber(runsOutOn) - dayNumber(today))],
    action: { medicationId: data.entityId, date: runsOutOn },
    sourceEventId: id,
  });
}

function inDays(days: number) {
  if (days <= 0) return told("medical_today");
  return days === 1 ? told("medical_tomorrow") : told("medical_in_days", { days });
}

function todayRead(ctx: Ctx) {
  const query = read<{ day: string }>(
    sql`select ${dayIn(sql`${ctx.now().toISOString()}::timestamptz`, myZone)}::text as day`,
  );
  return { ...query, decode: (result: Parameters<typeof query.decode>[0]) => query.decode(result)[0]!.day };
}
