/** A goal's progress as a bar and in words, against the time that has passed. */
import { Meter } from "#console/ui/Job.tsx";
import { State } from "#console/ui/State.tsx";
import { percent } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { isBehind, timePassed } from "./goal-progress.ts";
import type en from "./words.en.ts";

type Goal = Parameters<typeof isBehind>[0] & { title: string };

export function GoalProgress({ goal, long }: { goal: Goal; long?: boolean }) {
  const words = useWords<typeof en>("work").goals;
  const share = goal.progressPct / 100;
  const passed = timePassed(goal);
  const said = percent(share);
  return (
    <span className="goal-progress">
      <Meter
        label={words.progress(goal.title)}
        share={share}
        valueText={said}
        of="work"
        tone={isBehind(goal) ? "warn" : undefined}
      />
      <span className="num">
        {said}
        {long && passed !== undefined && goal.status === "active" && (
          <span className="quiet"> · {words.passed(percent(passed))}</span>
        )}
        {isBehind(goal) && (
          <>
            {" "}
            <State tone="warn">{words.behind}</State>
          </>
        )}
      </span>
    </span>
  );
}
