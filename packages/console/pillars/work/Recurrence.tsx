/** When a task comes again, in words and as days. */
import { useRead } from "#console/data/read.ts";
import { Section } from "#console/ui/Page.tsx";
import { Problem, Skeleton } from "#console/ui/State.tsx";
import { DayText } from "#console/ui/Time.tsx";
import { time } from "#console/words/format.ts";
import { inWords } from "#console/words/recurrence.ts";
import { useWords } from "#console/words/words.ts";
import type { Task } from "./task-changes.ts";
import type en from "./words.en.ts";

/** How many of the next days are shown. */
const SHOWN = 5;

export function Recurrence({ task, rule }: { task: Task; rule: string }) {
  const words = useWords<typeof en>("work").recurrence;
  const params = { path: { taskId: task.id }, query: { count: SHOWN } };
  const { data, problem, isLoading, retry } = useRead("work.occurrences.list", params);
  return (
    <Section title={words.title}>
      <p className="serif">{inWords(rule, words, task.recurrenceBasis)}</p>
      {isLoading && <Skeleton rows={2} kind="lines" />}
      {problem && !data && <Problem problem={problem} retry={retry} />}
      {data && data.data.length === 0 && <p className="quiet">{words.noMore}</p>}
      {data && data.data.length > 0 && (
        <ol className="history">
          {data.data.map(({ dueDate, dueAt }) => (
            <li key={dueDate}>
              <span>
                <DayText of={dueDate} form="full" />
                {dueAt !== null && <span className="quiet">, {time(dueAt)}</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
