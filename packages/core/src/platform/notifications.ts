/** Telling a person something, and what they make of it. */
import { NotificationSent } from "#core/platform/events";
import { notifications } from "#core/platform/notifications.sql";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import type { Write } from "#kit/db";

type Notification = typeof notifications.$inferSelect;

export interface Message {
  /** What it is about, for clients that treat kinds differently: `fitness_check_in`. */
  kind: string;
  /** At most 300 characters. */
  title: string;
  /** At most 5,000 characters. */
  body?: string;
  /** What the person can do about it; a question describes its answer under `answer` (see AnswerForm). */
  action?: Record<string, unknown>;
  /** The event that this tells about. */
  sourceEventId: string;
}

/** Tells the speaker about an event, once for each kind of message; undefined when they were told before. */
export async function send(ctx: Ctx, message: Message): Promise<{ id: string } | undefined> {
  const [sent] = await ctx.db.batch([sending(ctx, message)]);
  return sent && { id: sent.id };
}

/** The write of `send`, for a batch that does more. */
export function sending(ctx: Ctx, message: Message): Write<Notification | undefined> {
  // In the app a notification has arrived once it is stored; other channels are sent by their own workers.
  return insert(
    ctx,
    notifications,
    { ...message, channel: "in_app", status: "sent" },
    { emits: { event: NotificationSent }, onConflict: "nothing" },
  );
}
