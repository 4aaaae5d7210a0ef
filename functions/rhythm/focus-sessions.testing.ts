import { knownToTests, made } from "#testing/known";

export default knownToTests({
  // One runs at a time, so that another ends the one before.
  async row(life, person) {
    await life.database.query(
      "update focus_sessions set status = 'abandoned', ended_at = started_at where user_id = $1 and ended_at is null",
      [person.userId],
    );
    return made(life, "insert into focus_sessions (user_id, started_at) values ($1, $2) returning id", [
      person.userId,
      life.now().toISOString(),
    ]);
  },
  bundle: { kilobytes: 146, why: "it walks the clocks of a zone" },
  outOfReach: {
    focus_sessions_time_check: "a session ends at the time of the request, after it began",
    focus_sessions_duration_check: "the duration is counted from the times, and never beyond what was planned",
    focus_sessions_ended_check: "what ends a session says when",
  },
  operations: {
    resume: { before: "pause" },
  },
});
