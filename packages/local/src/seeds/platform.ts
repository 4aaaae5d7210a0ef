import { NotificationSent } from "#core/platform/events";
import { notifications } from "#core/platform/notifications.sql";
import { insert } from "#kit/change";
import type { Query } from "#kit/db";
import { added } from "../added.ts";
import type { Given } from "../seeds.ts";

export default function platform({ ctx, life }: Given): Query[] {
  return [
    ...added(ctx, notifications, life.notifications),
    // Nothing waits for the event of the open question.
    insert(ctx, notifications, life.question, { emits: { event: NotificationSent } }),
  ];
}
