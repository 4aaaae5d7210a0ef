/** The focus session that runs or stands still, with the time that is left of it. */
import "./FocusNow.css";
import { Button } from "#console/ui/Button.tsx";
import { Meter } from "#console/ui/Job.tsx";
import { Card } from "#console/ui/Page.tsx";
import { countdown, duration } from "#console/words/format.ts";
import { useFrameWords } from "#console/words/frame.ts";
import { Entity } from "./Entity.tsx";
import {
  abandonFocus,
  endFocus,
  type FocusSession,
  interruptFocus,
  pauseFocus,
  resumeFocus,
  useSecondsLeft,
} from "./focus.ts";

export function FocusNow({ session }: { session: FocusSession }) {
  const words = useFrameWords().focus;
  const left = useSecondsLeft(session);
  const { taskId, plannedMinutes, overtimeMinutes, interruptions, status } = session;
  const isRunning = status === "running";
  const isUp = left <= -overtimeMinutes * 60;
  const shown = isUp ? words.up : left < 0 ? words.over(countdown(-left)) : countdown(left);
  return (
    <Card>
      <section className={isRunning ? "focus-now" : "focus-now still"} aria-label={words.title}>
        <span className="focus-left" role={isUp ? "alert" : "timer"}>
          {shown}
        </span>
        <div>
          {taskId === null ? <b>{words.noTask}</b> : <Entity type="task" id={taskId} />}
          <p className="quiet small">
            {[!isRunning && words.paused, words.planned(duration(plannedMinutes)), words.interrupted(interruptions)]
              .filter(Boolean)
              .join(" · ")}
          </p>
        </div>
        <Meter
          label={words.title}
          share={1 - Math.max(0, left) / (plannedMinutes * 60)}
          valueText={shown}
          of="rhythm"
        />
        <Verbs session={session} isUp={isUp} />
      </section>
    </Card>
  );
}

function Verbs({ session, isUp }: { session: FocusSession; isUp: boolean }) {
  const words = useFrameWords().focus;
  const doing = (verb: (of: FocusSession) => Promise<unknown>) => () => void verb(session).catch(() => {});
  return (
    <div className="row">
      <Button kind="main" icon="check" onClick={doing(endFocus)}>
        {words.end}
      </Button>
      {session.status === "paused" ? (
        <Button icon="play" onClick={doing(resumeFocus)}>
          {words.resume}
        </Button>
      ) : (
        <Button icon="pause" onClick={doing(pauseFocus)} why={isUp && words.up}>
          {words.pause}
        </Button>
      )}
      <Button icon="bolt" onClick={doing(interruptFocus)}>
        {words.interrupt}
      </Button>
      <Button kind="bare" icon="cross" onClick={doing(abandonFocus)}>
        {words.abandon}
      </Button>
    </div>
  );
}
