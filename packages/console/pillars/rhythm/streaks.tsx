/** What goes on without a gap, and what was reached by it. */
import { prefetch, useRead } from "#console/data/read.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Columns, Page, Section } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty, State } from "#console/ui/State.tsx";
import { number, relativeDay } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { Achievements } from "./Achievements.tsx";
import { cadence, kindOf } from "./cadence.ts";
import type { Habit, Streak } from "./rows.ts";
import type en from "./words.en.ts";
import "./rhythm.css";

const habitsByStreak = { query: { sort: "-streakCurrent" as const, limit: 100 } };
const earned = { query: { sort: "-earnedAt" as const, limit: 100 } };

export const load: PageModule["load"] = () => {
  prefetch("rhythm.streaks.list");
  prefetch("rhythm.habits.list", habitsByStreak);
  prefetch("rhythm.achievements.list", earned);
};

export default function Streaks() {
  const words = useWords<typeof en>("rhythm").streaks;
  const days = useRead("rhythm.streaks.list");
  const habits = useRead("rhythm.habits.list", habitsByStreak);
  const achievements = useRead("rhythm.achievements.list", earned);
  const all = [days, habits, achievements];
  const failed = all.find(({ problem, data }) => problem && !data);
  const ofHabit = useOfHabit();
  const ofDays = useOfDays();
  const shown = [
    ...(days.data?.data ?? []).map(ofDays),
    ...(habits.data?.data ?? []).filter(({ streakBest }) => streakBest > 0).map(ofHabit),
  ].sort((a, b) => b.current - a.current);
  return (
    <Page
      title={words.title}
      lead={<p>{words.lead}</p>}
      state={all.some(({ isLoading }) => isLoading) ? "loading" : failed ? "failed" : "ready"}
      problem={failed?.problem}
      retry={failed?.retry}
    >
      <Columns told={<Achievements earned={achievements.data?.data ?? []} />}>
        <Section title={words.going}>
          <List
            label={words.going}
            rows={rowsOf(shown)}
            keyOf={({ id }) => id}
            item={useItem()}
            empty={
              <Empty icon="repeat" title={words.empty}>
                {words.emptyHint}
              </Empty>
            }
          />
        </Section>
      </Columns>
    </Page>
  );
}

/** A streak of a habit or of days, as both are shown. */
interface Shown {
  id: string;
  name: string;
  sub: string;
  to: string | undefined;
  current: number;
  best: number;
  /** The same in words: of days, or of weeks. */
  said: string;
  freezes: number;
}

function useItem(): (streak: Shown) => Item {
  const words = useWords<typeof en>("rhythm").streaks;
  return ({ name, sub, to, current, best, said, freezes }) => ({
    name,
    to,
    sub,
    lead: <Glyph icon="repeat" of="rhythm" />,
    end: (
      <>
        {freezes > 0 && <State icon="shield">{words.freezes(freezes)}</State>}
        <span className="streak-length">
          <b className="num">{current === 0 ? words.none : said}</b>
          <span className="quiet small">
            {current === best && current > 0 ? words.isBest : words.best(number(best))}
          </span>
        </span>
      </>
    ),
  });
}

function useOfHabit(): (habit: Habit) => Shown {
  const words = useWords<typeof en>("rhythm");
  return (habit) => ({
    id: habit.id,
    name: habit.name,
    sub: [cadence(habit, words.cadence), !habit.isActive && words.habits.isPaused].filter(Boolean).join(" · "),
    to: `/rhythm/habits/${habit.id}`,
    current: habit.streakCurrent,
    best: habit.streakBest,
    said:
      kindOf(habit) === "weekly" ? words.streaks.weeks(habit.streakCurrent) : words.streaks.times(habit.streakCurrent),
    freezes: habit.freezesLeft,
  });
}

function useOfDays(): (streak: Streak) => Shown {
  const words = useWords<typeof en>("rhythm").streaks;
  const pages: Readonly<Record<string, string>> = { focus: "/rhythm/focus", productivity: "/work/tasks" };
  return ({ id, kind, current, best, lastDate }) => ({
    id,
    name: kind in words.kinds ? words.kinds[kind as keyof typeof words.kinds] : kind,
    sub: lastDate === null ? "" : words.last(relativeDay(lastDate)),
    to: pages[kind],
    current,
    best,
    said: words.days(current),
    freezes: 0,
  });
}
