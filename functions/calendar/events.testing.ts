import type { Harness, Person } from "#testing/harness";
import { knownToTests, made } from "#testing/known";

const [morning, noon, later] = ["2026-03-10T08:00:00.000Z", "2026-03-10T12:00:00.000Z", "2026-03-12T08:00:00.000Z"];
const timed = { title: "Meeting", startAt: morning, endAt: noon, timezone: "Europe/Berlin" };
/** What an event is about needs its kind beside it. */
const linked = async (life: Harness, { userId }: Person) => ({
  linkedResourceType: "recipe",
  linkedResourceId: await made(life, "insert into recipes (user_id, name) values ($1, 'Soup') returning id", [userId]),
});
const days = { title: "Fair", startDate: "2026-03-10", endDate: "2026-03-12" };

export default knownToTests({
  bundle: { kilobytes: 180, why: "it reads rules of recurrence, walks the clocks of a zone, and takes a series apart" },
  names: { linkedResourceId: "recipes" },
  outOfReach: {
    calendar_events_all_day_check: "the days make the times",
    calendar_events_override_check: "an override is made by changing an instance",
    calendar_events_external_check: "a client names no external id",
    calendar_events_linked_check: "what does not go together is refused before",
    calendar_events_time_check: "what does not go together is refused before",
  },
  goTogether: [
    { row: timed, patch: { startAt: later }, becomes: { startAt: later, endAt: "2026-03-12T12:00:00.000Z" } },
    { row: timed, patch: { endAt: "2026-03-10T07:00:00.000Z" }, becomes: "#/endAt" },
    { row: timed, patch: { endDate: "2026-03-12" }, becomes: "#/endDate" },
    {
      row: timed,
      patch: { startDate: "2026-03-12" },
      becomes: { isAllDay: true, endDate: "2026-03-13", timezone: null },
    },
    { row: days, patch: { startDate: "2026-03-20" }, becomes: { startDate: "2026-03-20", endDate: "2026-03-22" } },
    { row: days, patch: { endDate: "2026-03-10" }, becomes: "#/endDate" },
    { row: timed, patch: { linkedResourceType: "recipe" }, becomes: "#/linkedResourceId" },
  ],
  operations: {
    create: { everyId: async (_, life, person) => ({ ...timed, ...(await linked(life, person)) }) },
    update: {
      everyId: (_, life, person) => linked(life, person),
      flights: { most: 2, why: "what a change of times or of one instance means follows from the event as it is" },
    },
    remove: { flights: { most: 2, why: "an instance is left out of its series, which has to be read" } },
    respond: {
      before: (life, { eventId }) =>
        life.database.query(
          `update calendar_events set attendees = '[{"isSelf": true, "email": "me@example.com"}]' where id = $1`,
          [eventId],
        ),
    },
    complete: {
      before: (life, { eventId }) =>
        life.database.query("update calendar_events set recurrence_rule = null where id = $1", [eventId]),
    },
    skip: {
      before: (life, { eventId }) =>
        life.database.query("update calendar_events set recurrence_rule = null where id = $1", [eventId]),
    },
  },
});
