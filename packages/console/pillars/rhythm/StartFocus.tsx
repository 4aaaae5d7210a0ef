/** What to work on, and for how long. */
import { lazy, Suspense, useState } from "react";
import { useChange } from "#console/data/change.ts";
import { useRead } from "#console/data/read.ts";
import { Entity } from "#console/frame/Entity.tsx";
import { Button, IconButton } from "#console/ui/Button.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { Card } from "#console/ui/Page.tsx";
import { Problem, Skeleton } from "#console/ui/State.tsx";
import { measure } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

const PickTask = lazy(() => import("#console/frame/PickTask.tsx"));

/** Who has no settings yet gets as many minutes as the API gives. */
const USUAL_MINUTES = 25;

type Props = { taskId: string | undefined; onTask: (taskId: string | undefined) => void };

export function StartFocus({ taskId, onTask }: Props) {
  const words = useWords<typeof en>("rhythm").focus;
  const usual = useRead("identity.settings.get").data?.pomodoroMinutes ?? USUAL_MINUTES;
  const [minutes, setMinutes] = useState<number>();
  const [overtime, setOvertime] = useState<number>();
  const { run, isPending, problem } = useChange("rhythm.focus-sessions.start");
  const start = async () => {
    const begun = await run({
      body: { taskId: taskId ?? null, plannedMinutes: minutes ?? usual, overtimeMinutes: overtime ?? 0 },
      title: words.title,
    });
    if (begun) onTask(undefined);
  };
  return (
    <Card>
      <form
        className="focus-start"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) void start();
        }}
      >
        {taskId === undefined ? (
          <Suspense fallback={<Skeleton kind="lines" rows={1} />}>
            <PickTask label={words.pick} onPick={async (id) => onTask(id)} />
          </Suspense>
        ) : (
          <div className="row">
            <Entity type="task" id={taskId} />
            <IconButton small icon="cross" label={words.otherTask} onClick={() => onTask(undefined)} />
          </div>
        )}
        <div className="habit-fields">
          <NumberField
            label={words.minutes}
            integer
            min={1}
            max={1_440}
            step={5}
            unit={words.min}
            value={minutes ?? usual}
            onChange={setMinutes}
          />
          <NumberField
            label={words.overtime}
            help={words.overtimeHelp}
            integer
            min={0}
            max={1_440}
            step={5}
            unit={words.min}
            value={overtime ?? 0}
            onChange={setOvertime}
          />
        </div>
        {problem && <Problem problem={problem} />}
        <Button kind="main" type="submit" icon="play" busy={isPending}>
          {words.start(measure(minutes ?? usual, "minute", "long"))}
        </Button>
      </form>
    </Card>
  );
}
