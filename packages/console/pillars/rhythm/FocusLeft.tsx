/** How many minutes are left of the focus session that runs, beside its page in the rail. */
import { useRead } from "#console/data/read.ts";
import { type FocusSession, isOpen, openSession, useSecondsLeft } from "#console/frame/focus.ts";
import { measure } from "#console/words/format.ts";

const EVERY_MS = 10_000;

export default function FocusLeft() {
  const running = useRead("rhythm.focus-sessions.list", openSession).data?.data.find(isOpen);
  return running ? <Minutes session={running} /> : null;
}

function Minutes({ session }: { session: FocusSession }) {
  const left = useSecondsLeft(session, EVERY_MS);
  return measure(Math.max(0, Math.ceil(left / 60)), "minute", "narrow");
}
