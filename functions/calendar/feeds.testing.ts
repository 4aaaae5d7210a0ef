import { knownToTests, made } from "#testing/known";

export default knownToTests({
  names: { "scope/calendarIds": "calendars", calendarIds: "calendars" },
  operations: {
    create: { flights: { most: 2, why: "it looks whether the calendars are the caller's" } },
    read: { cannotSucceed: { status: 404, why: "the address says what may be seen" } },
  },
  row: (life, { userId }) =>
    made(
      life,
      "insert into calendar_feeds (user_id, name, token_hash) values ($1, 'Feed', gen_random_uuid()::text) returning id",
      [userId],
    ),
});
