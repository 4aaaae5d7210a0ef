import { PantryExpiring } from "#core/household/events";
import * as UseUp from "#core/household/use-up";
import * as Notifications from "#core/platform/notifications";
import { workflow } from "#kit/workflow";

export const remindToUseUp = workflow("household.remindToUseUp", PantryExpiring, {
  summary: "Remind a household in the morning of what it should use up",
  // Each lot has an event, all in the same night; one run covers all lots of a household.
  debounce: { period: "10m", key: "event.data.data.payload.householdId" },
  effectKey: ({ data: { entityId, payload } }) => `${payload.householdId ?? entityId} ${UseUp.dayOfNews(payload)}`,
  async handler({ event, step, as }) {
    const { householdId } = event.data.payload;
    const keeperId = event.subject!;
    if (!householdId) return { told: 0 };
    const morning = await step.run("morning", async () => UseUp.morning(await as(keeperId)));
    await step.sleepUntil("until-morning", morning);
    // Read in the morning, so that what was eaten in the night is left out.
    const found = await step.run("find", async () => (await UseUp.find(await as(keeperId), householdId)) ?? null);
    if (!found) return { told: 0 };
    for (const memberId of found.memberIds) {
      await step.run(`tell-${memberId}`, async () =>
        Notifications.send(await as(memberId), { kind: "use_up", ...found.message, sourceEventId: event.id }),
      );
    }
    return { told: found.memberIds.length };
  },
});
