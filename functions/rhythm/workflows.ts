import { FocusAbandoned, FocusCompleted, FocusPaused, FocusResumed, FocusStarted } from "#core/rhythm/events";
import * as Focus from "#core/rhythm/focus";
import { workflow } from "#kit/workflow";

/** A run waits for a session as it stands. What starts, pauses or resumes it begins another run, in the place of the one before. */
export const settleFocus = workflow("rhythm.settleFocus", [FocusStarted, FocusPaused, FocusResumed], {
  summary: "End a focus session that is over, and abandon one that is forgotten",
  cancelledBy: [FocusPaused, FocusResumed, FocusCompleted, FocusAbandoned].map((event) => ({ event, same: "entity" })),
  async handler({ event, step, as }) {
    const [userId, sessionId] = [event.subject!, event.data.entityId!];
    const at = await step.run("look", async () => (await Focus.settlesAt(await as(userId), sessionId)) ?? null);
    if (at === null) return;
    await step.sleepUntil("until-then", at);
    await step.run("settle", async () => Focus.settle(await as(userId), sessionId, at));
  },
});
