/** Notifications and questions to a person. */

import * as z from "zod/mini";
import { NotificationSent } from "#core/platform/events";
import * as Notifications from "#core/platform/notifications";
import { notifications } from "#core/platform/notifications.sql";
import { listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { Conflict, InvalidInput, NotFound } from "#kit/problem";
import { rowSchema } from "#kit/wire";

const Notification = rowSchema(notifications);

export const list = listEndpoint("GET /v1/platform/notifications", notifications, {
  entities: [entityOf(NotificationSent, notifications)],
  description:
    "Newest first. `readAt[null]=true` lists the unread ones, `answeredAt[null]=true` those that nobody answered: of these, the ones with an `action.answer` ask something.",
  filter: ["readAt", "answeredAt", "kind", "createdAt"],
});

export const read = endpoint("POST /v1/platform/notifications/{notificationId}/read", {
  summary: "Mark a notification as read",
  returns: Notification,
  problems: [NotFound],
  handler: (ctx) => Notifications.markRead(ctx, ctx.params.notificationId),
});

export const readAll = endpoint("POST /v1/platform/notifications/read-all", {
  summary: "Mark all notifications as read",
  description: "At most the newest thousand at once; `unread` says how many are left.",
  returns: z.strictObject({ unread: z.int() }),
  handler: (ctx) => Notifications.markAllRead(ctx),
});

export const answer = endpoint("POST /v1/platform/notifications/{notificationId}/answer", {
  summary: "Answer a notification's question",
  description:
    "`action.answer` of the notification says which values are right. A question is answered once. An API key needs the scope of what the answer changes, too: `health:write` for the mood of a check-in.",
  body: Notifications.Answer,
  returns: Notification,
  problems: [InvalidInput, NotFound, Conflict],
  example: { body: { value: 4, note: "Stronger than last month" } },
  handler: (ctx) => Notifications.answer(ctx, ctx.params.notificationId, ctx.body),
});
