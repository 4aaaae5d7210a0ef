import { SubscriptionDue } from "#core/calendar/events";
import { workflow } from "#kit/workflow";

export const syncSubscription = workflow("calendar.syncSubscription", SubscriptionDue, {
  summary: "Fetch a subscribed calendar",
  retries: 2,
  async handler({ event, step }) {
    await step.run("sync", async () => {
      // What reads calendars is loaded where one is read.
      const { sync } = await import("#core/calendar/subscription-sync");
      await sync({
        userId: event.subject!,
        subscriptionId: event.data.entityId!,
        correlationId: event.correlationid,
        causationId: event.id,
      });
    });
  },
});
