/** Notifications: sending, reading and answering them. */

import { isNull, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { needScope } from "#cloud/scopes";
import { SCOPE_OF_ANSWER } from "#core/identity/scopes";
import { NotificationAnswered, NotificationRead, NotificationSent } from "#core/platform/events";
import { notifications } from "#core/platform/notifications.sql";
import { notificationFields, notificationRefusals } from "#core/platform/sayings";
import { columnsOfTelling, type Telling } from "#core/platform/told";
import { insert, update } from "#kit/change";
import { check, fits } from "#kit/check";
import type { Ctx } from "#kit/ctx";
import { type Read, read, type Write } from "#kit/db";
import { Conflict } from "#kit/problem";
import { rowRead } from "#kit/row";
import { columnsOf, me } from "#kit/table";
import { transition } from "#kit/transition";
import { Text } from "#kit/wire";

export type Notification = typeof notifications.$inferSelect;

export interface Message extends Telling {
  /**
   * The id of a message that must be sent only once, even if several events cause it: derived from its content (see `derivedId`).
   */
  id?: string;
  /** The kind of message, for clients that treat kinds differently: `fitness_check_in`. */
  kind: string;
  /**
   * What the person can do about it. A question describes the form of its answer: `{ answer: { type: "scale", min: 1, max: 10 }
   * }`.
   */
  action?: { answer?: AnswerForm } & Record<string, unknown>;
  /** The event that the message is about. */
  sourceEventId: string;
}

/** The form of an answer: a whole number on a scale, or one of several choices. */
export type AnswerForm =
  | { type: "scale"; min: number; max: number; minLabel?: string; maxLabel?: string }
  | { type: "choice"; choices: readonly string[] };

/** The body of an answer; the valid values depend on the question. */
export const Answer = z.strictObject({
  value: z.union([z.number(), Text(200, 1)]),
  note: z.optional(Text(2_000)),
});

/** Notifies the speaker about an event, once for each kind of message; undefined when they were notified before. */
export async function send(ctx: Ctx, message: Message): Promise<{ id: string } | undefined> {
  const [sent] = await ctx.db.batch([sending(ctx, message)]);
  return sent && { id: sent.id };
}

/** The write of `send`, for a batch that does more. */
export function sending(ctx: Ctx, message: Message): Write<Notification | undefined> {
  return sendingTo(ctx, undefined, message);
}

/** The write of a notification to another person, which only the service may execute. */
export function sendingTo(
  ctx: Ctx,
  userId: string | undefined,
  { title, body, ...message }: Message,
): Write<Notification | undefined> {
  // An in-app notification counts as sent when it is stored; other channels have workers of their own.
  return insert(
    ctx,
    notifications,
    { ...message, ...columnsOfTelling({ title, body }), userId, channel: "in_app", status: "sent" },
    { emits: { event: NotificationSent }, onConflict: "nothing" },
  );
}

/** A notification of the speaker, for the read batch of a verb or consumer. */
export const byId = (id: string): Read<Notification | undefined> => rowRead(notifications, id);

/** Marks a notification as read; one that was read before stays as it is. */
export const markRead = (ctx: Ctx, id: string): Promise<Notification> =>
  transition(ctx, notifications, id, {
    follows: "any event",
    refuse: ({ readAt }) => (readAt === null ? undefined : "done"),
    change: {
      where: isNull(notifications.readAt),
      values: { readAt: ctx.now().toISOString() },
      emits: { event: NotificationRead },
    },
  });

const READ_AT_ONCE = 1_000;

/** Marks the newest thousand unread notifications as read; returns how many are still unread. */
export async function markAllRead(ctx: Ctx): Promise<{ unread: number }> {
  const { id, userId, readAt } = columnsOf(notifications);
  const unread = sql`${userId} = ${me} and ${readAt} is null`;
  const [, [left]] = await ctx.db.batch([
    update(
      ctx,
      notifications,
      sql`${unread} and ${id} in (select id from notifications where user_id = ${me} and read_at is null order by id desc limit ${READ_AT_ONCE})`,
      { readAt: ctx.now().toISOString() },
      { emits: { event: NotificationRead } },
    ),
    read<{ n: number }>(sql`select count(*)::int as n from ${notifications} where ${unread}`),
  ]);
  return { unread: left!.n };
}

/**
 * Answers the notification's question, once. The answer is checked against the form that the question itself describes, and
 * belongs to the story that asked.
 */
export function answer(ctx: Ctx, id: string, given: z.output<typeof Answer>): Promise<Notification> {
  const at = ctx.now().toISOString();
  return transition(ctx, notifications, id, {
    follows: NotificationSent,
    refuse(asked) {
      const scope = SCOPE_OF_ANSWER[asked.kind];
      if (scope !== undefined) needScope(ctx.actor, scope);
      const value = answerSchema(asked.action?.answer);
      if (!value) return Conflict(notificationRefusals("asks_nothing"));
      check(z.object({ value }), given, "pointer");
      return asked.answeredAt === null ? undefined : Conflict(notificationRefusals("answered_already"));
    },
    change: {
      where: isNull(notifications.answeredAt),
      values: { answer: given, answeredAt: at, readAt: sql`coalesce(read_at, ${at}::timestamptz)` },
      emits: { event: NotificationAnswered },
    },
  });
}

const Scale = z.object({ min: z.int(), max: z.int() });
const Choice = z.object({ choices: z.array(z.string()).check(z.minLength(1)) });

/** The schema for the answer of a question, or undefined when the notification has no question. */
function answerSchema(form: unknown): z.ZodMiniType | undefined {
  const scale = Scale.safeParse(form);
  if (scale.success) {
    const { min, max } = scale.data;
    const saying = notificationFields("whole_number_from_to", { min, max });
    return z
      .unknown()
      .check(fits((value) => Number.isInteger(value) && (value as number) >= min && (value as number) <= max, saying));
  }
  const choice = Choice.safeParse(form);
  return choice.success ? z.enum(choice.data.choices as [string, ...string[]]) : undefined;
}
