/** What a habit asked for, and since when: former days are judged by what was asked for then. */
import { useRead } from "#console/data/read.ts";
import { Card, Row, Section } from "#console/ui/Page.tsx";
import { DayText } from "#console/ui/Time.tsx";
import { useWords } from "#console/words/words.ts";
import { cadence, target } from "./cadence.ts";
import type { Habit } from "./rows.ts";
import type en from "./words.en.ts";

/** As many as fit on a card; who changes it more often looks at the newest. */
const SHOWN = 12;

export function Schedules({ habit }: { habit: Habit }) {
  const words = useWords<typeof en>("rhythm");
  const { data } = useRead("rhythm.habits.schedules", {
    path: { habitId: habit.id },
    query: { sort: "-effectiveFrom", limit: SHOWN },
  });
  if (!data || data.data.length === 0) return null;
  return (
    <Section title={words.habit.asked}>
      <Card>
        {data.data.map((schedule) => (
          <Row key={schedule.id} end={<DayText of={schedule.effectiveFrom} form="short" />}>
            {schedule.isPaused
              ? words.habits.isPaused
              : [cadence(schedule, words.cadence), target({ ...schedule, unit: habit.unit })]
                  .filter(Boolean)
                  .join(" · ")}
          </Row>
        ))}
      </Card>
    </Section>
  );
}
