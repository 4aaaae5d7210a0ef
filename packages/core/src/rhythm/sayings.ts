/** What habits and focus sessions say for people to read. */
import { sayings } from "#kit/saying";

/** Why something is not possible now. */
export const rhythmRefusals = sayings({
  nothing_said: "Nothing was said of this day.",
  focus_runs: "A focus session is running already; end it first.",
  focus_not_running: "Only a running session can be paused.",
  focus_not_paused: "Only a paused session can go on.",
  focus_over: "The focus session is over.",
  focus_ended: "The focus session has ended already.",
  focus_pauses: "The session was paused too often.",
});
