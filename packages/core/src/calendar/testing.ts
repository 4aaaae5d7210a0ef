import { made } from "#testing/known";
import { PERSON, pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  uniqueAmongDeleted: {
    calendars_watch_channel: "what a provider tells of a channel is about one calendar, deleted or not",
  },
  begins: {
    "calendar.event.completed": PERSON,
    "calendar.event.skipped": PERSON,
    "calendar.event.due": "time passes",
    "calendar.calendar.sync_requested": "time passes, or a provider tells of a change",
    "calendar.plan.proposed": PERSON,
    "calendar.plan.accepted": PERSON,
    "calendar.feed.created": PERSON,
    "calendar.feed.revoked": PERSON,
    "calendar.subscription.due": "time passes, or a person asks",
  },
  nothingFollows: {
    "calendar.plan.proposed": "it is a proposal, and the person decides",
    "calendar.plan.accepted": "its time blocks, and the times of its tasks, are written in the same transaction",
    "calendar.feed.revoked": "its address opens nothing any more by the same change",
  },
  causedElsewhere: {
    "calendar.subscription.stopped": "functions/calendar/subscriptions.test.ts",
    "calendar.calendar.synced": "functions/calendar/subscriptions.test.ts",
    "calendar.calendar.sync_requested": "functions/calendar/google.test.ts",
    "calendar.event.overruled": "functions/calendar/google.test.ts",
  },
  story: async (ask) => {
    await ask("calendar.events.create", {
      title: "Reminded of",
      startAt: "2026-03-03T09:05:00Z",
      endAt: "2026-03-03T10:05:00Z",
      reminders: [{ minutesBefore: 10 }],
    });
    await ask("work.tasks.create", { title: "Write the report", estimatedMinutes: 60 });
    await ask("calendar.daily-plans.plan", {}, { date: "2026-03-04" });
    await ask("calendar.daily-plans.accept", undefined, { date: "2026-03-04" });
  },
  follows: [
    ["calendar.event.created", "calendar.calendar.created"],
    ["calendar.subscription.created", "calendar.calendar.created"],
    ["calendar.subscription.due", "calendar.subscription.created"],
    ["calendar.subscription.due", "calendar.subscription.updated"],
    ["calendar.calendar.deleted", "calendar.subscription.deleted"],
    ["calendar.subscription.restored", "calendar.calendar.restored"],
    ["health.mood.logged", "calendar.daily_plan.updated"],
    ["calendar.time_block.created", "calendar.plan.accepted"],
    ["work.task.scheduled", "calendar.plan.accepted"],
  ],
  states: ["due"],
  rows: {
    calendar_events: (life, { userId }) =>
      made(
        life,
        "insert into calendar_events (user_id, title, start_at, end_at) values ($1, 'Event', now(), now() + interval '1 hour') returning id",
        [userId],
      ),
    time_blocks: (life, { userId }) =>
      made(
        life,
        "insert into time_blocks (user_id, title, date, start_at, end_at) values ($1, 'Block', now(), now(), now() + interval '1 hour') returning id",
        [userId],
      ),
  },
  attacks: async (victim, idOf) => {
    await idOf("calendar_events", victim);
    return {
      busy_people_of: { calls: [["select count(*)::int from busy_people_of($1)", victim.householdId]], comes: [0] },
      busy_times_of: {
        calls: [
          [
            "select count(*)::int from busy_times_of($1, now() - interval '1 year', now() + interval '1 year')",
            victim.householdId,
          ],
        ],
        comes: [0],
      },
    };
  },
  seeded: { calendars: 2, calendar_events: 7, time_blocks: 2, daily_plans: 1 },
});
