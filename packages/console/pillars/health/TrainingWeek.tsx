/** What is due today, and the days of the week with what was planned and done. */
import type { Answer } from "#console/data/client.ts";
import { Button } from "#console/ui/Button.tsx";
import { Card, Section } from "#console/ui/Page.tsx";
import { Tag } from "#console/ui/State.tsx";
import { weekday } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Training = Answer<"health.training.today">;
type Planned = Training["today"]["planned"][number];

export function TrainingWeek({ training, onStart }: { training: Training; onStart: (planned: Planned) => void }) {
  const words = useWords<typeof en>("health").training;
  const { today, week } = training;
  return (
    <Section title={words.today}>
      <Card>
        {today.state === "rest" && <p>{words.restToday}</p>}
        {today.state === "free" && <p>{words.freeToday}</p>}
        {today.planned.map((one) => (
          <div key={one.planId} className="due">
            <p dir="auto">{one.completedWorkoutId ? words.wasDone(one.name) : words.due(one.name)}</p>
            {!one.completedWorkoutId && (
              <Button kind="main" onClick={() => onStart(one)}>
                {words.start(one.name)}
              </Button>
            )}
          </div>
        ))}
        <ol className="training-week">
          {week.map((day) => (
            <li key={day.date} aria-current={day.date === today.date ? "date" : undefined}>
              <span className="quiet small">{weekday(day.date)}</span>
              {day.state === "free" ? (
                <span className="quiet small">
                  <span className="unseen">{words.states.free}</span>
                  <span aria-hidden="true">–</span>
                </span>
              ) : (
                <span className="small" dir="auto">
                  {day.state === "rest" ? words.states.rest : day.planned.map(({ name }) => name).join(", ")}
                </span>
              )}
              {day.completed > 0 && <Tag icon="check">{words.completed(day.completed)}</Tag>}
            </li>
          ))}
        </ol>
      </Card>
    </Section>
  );
}
