/** What was reached, level by level, with the day and the event that earned it, and what the next level asks for. */
import { Link } from "react-router";
import { Dots } from "#console/charts/Dots.tsx";
import { Card, Row, Section } from "#console/ui/Page.tsx";
import { DayText } from "#console/ui/Time.tsx";
import { dayOf } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { type AchievementKind, achievementKinds, LEVELS } from "./levels.ts";
import type { Achievement } from "./rows.ts";
import type en from "./words.en.ts";

export function Achievements({ earned }: { earned: readonly Achievement[] }) {
  const words = useWords<typeof en>("rhythm").achievements;
  return (
    <Section title={words.title}>
      {achievementKinds.map((kind) => (
        <Kind key={kind} kind={kind} earned={earned.filter((one) => one.kind === kind)} />
      ))}
    </Section>
  );
}

function Kind({ kind, earned }: { kind: AchievementKind; earned: readonly Achievement[] }) {
  const words = useWords<typeof en>("rhythm").achievements;
  const levels = LEVELS[kind];
  const reached = new Set(earned.map(({ level }) => level));
  const next = levels.find((_, at) => !reached.has(at + 1));
  const newestFirst = earned.toSorted((a, b) => b.level - a.level);
  return (
    <Card>
      <Row
        end={
          <Dots
            dots={levels.map((_, at) => (reached.has(at + 1) ? "done" : "missed"))}
            said={words.levels(reached.size, levels.length)}
          />
        }
      >
        <h3>{words.kinds[kind]}</h3>
      </Row>
      {newestFirst.map((one) => (
        <Row
          key={one.id}
          end={
            one.sourceEventId && (
              <Link className="small" to={`/timeline?event=${one.sourceEventId}`}>
                {words.why}
              </Link>
            )
          }
        >
          <span>{words.asks[kind](levels[one.level - 1] ?? 0)}</span>
          <span className="quiet small">
            <DayText of={dayOf(one.earnedAt)} form="short" />
          </span>
        </Row>
      ))}
      {next !== undefined && <p className="quiet small">{words.next(words.asks[kind](next))}</p>}
    </Card>
  );
}
