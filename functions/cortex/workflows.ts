import { NonRetriableError } from "inngest";
import * as DraftMailing from "#core/cortex/draft-mailing";
import { EmailDraftSendRequested } from "#core/cortex/events";
import * as Insights from "#core/cortex/insights";
import { told } from "#core/cortex/told.en";
import { FITNESS_CHECK_IN } from "#core/health/brain-logs";
import { MealLogged } from "#core/health/events";
import * as Meals from "#core/health/meals";
import * as Notifications from "#core/platform/notifications";
import { isRefusal } from "#core/platform/resend";
import { causedBy } from "#kit/ctx";
import { Problem } from "#kit/problem";
import { workflow } from "#kit/workflow";

export const mailDraft = workflow("cortex.mailDraft", EmailDraftSendRequested, {
  summary: "Mail a draft that its person has sent",
  retries: 5,
  async handler({ event, step, as }) {
    const [owner, draftId] = [event.subject!, event.data.entityId!];
    const { mailAttempt } = event.data.payload;
    const isMailed = await step.run("mail", async () =>
      DraftMailing.deliver(await as(owner), draftId, mailAttempt).catch(giveUp),
    );
    if (isMailed) await step.run("note", async () => DraftMailing.noteSent(await as(owner), draftId, mailAttempt));
    return { isMailed };
  },
  async onFailure({ event, step, as, error }) {
    const problem = error.name === "NonRetriableError" ? "refused" : "unanswered";
    const { mailAttempt } = event.data.payload;
    await step.run("fail", async () =>
      DraftMailing.noteFailed(await as(event.subject!), event.data.entityId!, mailAttempt, problem),
    );
  },
});

export const postWorkoutCheckIn = workflow("cortex.postWorkoutCheckIn", MealLogged, {
  summary: "Tie a meal to the workout before it and ask how training goes",
  async handler({ event, step, as }) {
    const userId = event.subject!;
    const found = await step.run("find-workout", async () => {
      return (await Meals.afterWorkout(await as(userId), event.data.entityId!, Insights.POST_WORKOUT_HOURS)) ?? null;
    });
    if (!found) return { insightId: null };

    const insight = await step.run("write-insight", async () => {
      return (await Insights.postWorkoutMeal(await as(userId), found, event.id)) ?? null;
    });
    if (!insight) return { insightId: null };

    const notification = await step.run("ask", async () => {
      const question = told("fitness_question");
      const ctx = causedBy(await as(userId), insight.event);
      const sent = await Notifications.send(ctx, {
        kind: FITNESS_CHECK_IN,
        title: question,
        body: { text: insight.body, coded: insight.bodyCoded },
        action: { question: question.text, answer: { type: "scale", min: 1, max: 5 } },
        sourceEventId: insight.event.id,
      });
      return sent ?? null;
    });
    return { insightId: insight.id, notificationId: notification?.id ?? null };
  },
});

/** What the service refuses, it refuses again. */
function giveUp(error: unknown): never {
  if (isRefusal(error) || error instanceof Problem)
    throw new NonRetriableError((error as Error).message, { cause: error });
  throw error;
}
