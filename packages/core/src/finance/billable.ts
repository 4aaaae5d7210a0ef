/** Billable work: what it costs, and what focus sessions make of it. */
import { type SQL, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { BillableDrafted } from "#core/finance/events";
import { billableEntries } from "#core/finance/income.sql";
import { dayIn, myZone } from "#core/identity/zone";
import { contacts } from "#core/people/contacts.sql";
import { ifLive } from "#core/platform/live-reference";
import { focusSessions } from "#core/rhythm/focus.sql";
import type { roundings } from "#core/work/hourly-rate";
import { lifeDomains } from "#core/work/life-domains.sql";
import { projects } from "#core/work/projects.sql";
import { tasks } from "#core/work/tasks.sql";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { derivedId } from "#kit/ids";
import { live } from "#kit/row";
import { me } from "#kit/table";

export interface Worked {
  taskId?: string | null;
  durationSeconds: number;
  startedAt: string;
}

/** What an hour costs and how time is rounded, of a project or a contact. */
export interface Rate {
  hourlyRateCents: number | null;
  rateCurrency: string | null;
  roundingMinutes: number | null;
  rounding: (typeof roundings)[number] | null;
}

/**
 * Drafts an entry for a focus session on a task that is marked `billable`, once, at the rate of the task's project or else of the
 * project's contact; where neither has one, its person says it. None for what is rounded to less than half a hundredth of an hour.
 */
export async function draft(
  ctx: Ctx,
  sessionId: string,
  { taskId, durationSeconds, startedAt }: Worked,
): Promise<void> {
  if (!taskId) return;
  const itsTask = sql`select project_id from tasks where ${live(tasks, taskId)} and billable`;
  const itsProject = sql`select contact_id from projects where id = (${itsTask}) and deleted_at is null`;
  const [[task], [project], [contact]] = await ctx.db.batch([
    rowsRead(tasks, sql`${live(tasks, taskId)} and ${tasks.billable}`, { limit: 1 }),
    // What another person's project costs is theirs.
    rowsRead(projects, sql`${projects.id} = (${itsTask}) and ${projects.userId} = ${me}`, { limit: 1 }),
    rowsRead(contacts, sql`${contacts.id} = (${itsProject})`, { limit: 1 }),
  ]);
  if (!task) return;
  const hours = billedHours(durationSeconds, stepOf(project) ?? stepOf(contact));
  if (hours === 0) return;
  const rate = priceOf(project) ?? priceOf(contact);
  await ctx.db.batch([
    insert(
      ctx,
      billableEntries,
      {
        id: derivedId(sessionId, "billable"),
        taskId,
        lifeDomainId: ifLive(lifeDomains, task.lifeDomainId),
        contactId: ifLive(contacts, contact?.id),
        date: dayIn(sql`${startedAt}::timestamptz`, myZone),
        hours,
        ...rate,
        description: task.title,
        focusSessionId: ifLive(focusSessions, sessionId),
      },
      { emits: { event: BillableDrafted }, onConflict: "nothing" },
    ),
  ]);
}

const priceOf = (of: Rate | undefined) =>
  of?.hourlyRateCents == null
    ? undefined
    : { rateCents: of.hourlyRateCents, ...(of.rateCurrency && { currency: of.rateCurrency }) };

const stepOf = (of: Rate | undefined) =>
  of?.roundingMinutes == null ? undefined : { minutes: of.roundingMinutes, rounding: of.rounding ?? "up" };

/** Seconds in hours with two decimals, after they were rounded to whole steps: up, or half a step and more up. */
export function billedHours(
  seconds: number,
  step: { minutes: number; rounding: (typeof roundings)[number] } | undefined,
): number {
  if (!step) return Math.round(seconds / 36) / 100;
  const steps = seconds / (step.minutes * 60);
  const whole = step.rounding === "up" ? Math.ceil(steps) : Math.round(steps);
  return Math.round((whole * step.minutes * 100) / 60) / 100;
}

interface Entered {
  taskId?: string | null;
  contactId?: string | null;
  rateCents?: number;
  currency?: string;
}

/**
 * The columns of an entry that somebody makes by hand. Without a rate it has that of its task's project or else of its contact, if that is in the
 * currency that was named. The hours are as they were said.
 */
export function created<B extends Entered>(_: Ctx, body: B) {
  const { taskId, contactId, currency } = body;
  if (body.rateCents !== undefined || !(taskId || contactId)) return body;
  const rate = rateFound(taskId ?? null, contactId ?? null);
  const inCurrency = currency === undefined ? sql`true` : sql`coalesce(rate_currency, 'GBP') = ${currency}`;
  return {
    ...body,
    rateCents: sql`coalesce((select hourly_rate_cents from ${rate} where ${inCurrency}), 0)`,
    currency: currency ?? sql`coalesce((select rate_currency from ${rate}), 'GBP')`,
  };
}

/** The one rate that counts, as a table. The contact is the one that is named, or else that of the project. */
function rateFound(taskId: string | null, contactId: string | null): SQL {
  const project = sql`projects p where p.id = (select t.project_id from tasks t where t.id = ${taskId}::uuid and t.deleted_at is null) and p.user_id = ${me} and p.deleted_at is null`;
  return sql`(
    select hourly_rate_cents, rate_currency from (
      select 1 as place, p.hourly_rate_cents, p.rate_currency from ${project}
      union all
      select 2, c.hourly_rate_cents, c.rate_currency from contacts c
      where c.id = coalesce(${contactId}::uuid, (select p.contact_id from ${project})) and c.deleted_at is null
    ) rates where hourly_rate_cents is not null order by place limit 1
  ) rate`;
}
