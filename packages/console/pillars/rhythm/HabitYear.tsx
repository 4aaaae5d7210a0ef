/** A year of a habit, day by day. */
import { Heatmap } from "#console/charts/Heatmap.tsx";
import { useRead } from "#console/data/read.ts";
import { text, useUrl } from "#console/data/url.ts";
import { IconButton } from "#console/ui/Button.tsx";
import { Card, Section } from "#console/ui/Page.tsx";
import { Problem, Skeleton } from "#console/ui/State.tsx";
import { number, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { amount } from "./cadence.ts";
import type { Habit } from "./rows.ts";
import type en from "./words.en.ts";

/** Weeks of most people begin on Monday; who has said otherwise, has it otherwise. */
const WEEK_STARTS = { monday: 1, sunday: 0, saturday: 6 } as const;

const parameters = { year: text() };

export function HabitYear({ habit }: { habit: Habit }) {
  const words = useWords<typeof en>("rhythm").year;
  const [{ year: asked }, setUrl] = useUrl(parameters);
  const chosen = asked !== undefined && /^\d{4}$/.test(asked) ? Number(asked) : undefined;
  const setChosen = (next: number) => setUrl({ year: String(next) }, { isStep: true });
  const query = chosen === undefined ? {} : { year: chosen };
  const { data, problem, isLoading, retry } = useRead("rhythm.habits.heatmap", { path: { habitId: habit.id }, query });
  const weekStart = useRead("identity.settings.get").data?.weekStart ?? "monday";
  const year = data?.year ?? chosen ?? Number(today().slice(0, 4));
  const isThisYear = year >= Number(today().slice(0, 4));
  const shown = data?.days.filter(({ status }) => status === "done" || status === "partial") ?? [];
  const said = data?.days.filter(({ date }) => date <= today()) ?? [];
  return (
    <Section
      title={words.title}
      more={
        <div className="row" role="group" aria-label={words.which}>
          <IconButton small icon="left" label={words.before} onClick={() => setChosen(year - 1)} />
          <span className="num">{number(year, { useGrouping: false })}</span>
          <IconButton
            small
            icon="right"
            label={words.after}
            why={isThisYear && words.notYet}
            onClick={() => setChosen(year + 1)}
          />
        </div>
      }
    >
      {isLoading && <Skeleton kind="figure" rows={1} />}
      {problem && !data && <Problem problem={problem} retry={retry} />}
      {data && (
        <Card>
          <Heatmap
            finding={words.finding(
              shown.filter(({ status }) => status === "done").length,
              number(year, { useGrouping: false }),
            )}
            from={`${year}-01-01`}
            to={`${year}-12-31`}
            weekStart={WEEK_STARTS[weekStart]}
            values={valuesOf(said)}
            notes={
              new Map(
                said.flatMap(({ date, status }) =>
                  status in words.notes ? [[date, words.notes[status as Noted]]] : [],
                ),
              )
            }
            of="rhythm"
            title={words.said}
            dayTitle={words.day}
            format={(value) => (habit.unit ? amount(value, habit.unit) : words.done)}
          />
        </Card>
      )}
    </Section>
  );
}

type Day = { date: string; status: string; amount: number | null };
/** What is said of a day in words, since no amount says it. */
type Noted = keyof (typeof en)["year"]["notes"];

/** A day that is done counts as much as was done of it; one that was missed counts nothing, and one on which nothing was asked for is not there. */
function valuesOf(days: readonly Day[]): Map<string, number | "skipped"> {
  return new Map(
    days.flatMap(({ date, status, amount }): [string, number | "skipped"][] => {
      if (status === "done") return [[date, amount || 1]];
      if (status === "partial") return [[date, amount ?? 0]];
      if (status === "skipped" || status === "frozen") return [[date, "skipped"]];
      return status === "missed" ? [[date, 0]] : [];
    }),
  );
}
