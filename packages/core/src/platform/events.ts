/** Events of notifications. */
import * as z from "zod/mini";
import { event } from "#kit/event";

export const NotificationSent = event("platform.notification.sent", "A notification was sent", {
  kind: z.string(),
  channel: z.string(),
});
export const NotificationRead = event("platform.notification.read", "A notification was read");
export const NotificationAnswered = event("platform.notification.answered", "A notification's question was answered", {
  kind: z.string(),
});
