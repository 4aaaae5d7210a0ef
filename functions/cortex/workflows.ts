import { NonRetriableError } from "inngest";
import * as DraftMailing from "#core/cortex/draft-mailing";
import { EmailDraftSendRequested, InsightFound } from "#core/cortex/events";
import * as Phrasing from "#core/cortex/insight-phrasing";
import * as Telling from "#core/cortex/insight-telling";
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

/** A run that comes too late for the surest takes the next one, and of so many that wait in one morning three have a place. */
const MAX_TRIES = 4;

export const tellInsight = workflow("cortex.tellInsight", InsightFound, {
  summary: "Tell a person what was noticed, while they are awake and three times a day at most",
  async handler({ event, step, as }) {
    const userId = event.subject!;
    const { insightType, confidence } = event.data.payload;
    if (!Telling.isWorthTelling(insightType, confidence)) return { notificationId: null };
    await step.run("phrase", async () => Phrasing.phrase(await as(userId), event.data.entityId!));
    const waking = await step.run("waking", async () => Telling.wakingNow(await as(userId)));
    await step.sleepUntil("until-waking", waking.from);
    for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
      const { notificationId, again } = await step.run(`tell-${attempt}`, async () =>
        Telling.tellSurest(await as(userId), waking),
      );
      if (!again) return { notificationId };
    }
    return { notificationId: null };
  },
});
