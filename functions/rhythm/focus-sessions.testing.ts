import { knownToTests, made } from "#testing/known";

export default knownToTests({
  row: (life, person) =>
    made(life, "insert into focus_sessions (user_id, started_at) values ($1, $2) returning id", [
      person.userId,
      life.now().toISOString(),
    ]),
  bundle: { kilobytes: 140, why: "it walks the clocks of a zone" },
  outOfReach: {
    focus_sessions_time_check: "a session ends at the time of the request, after it began",
    focus_sessions_duration_check: "the duration is counted from the times, and never beyond what was planned",
    focus_sessions_ended_check: "what ends a session says when",
  },
  operations: {
    resume: { before: "pause" },
  },
});
