/** What was said of the days of a habit, the newest first; each can be changed and taken back. */
import { useState } from "react";
import { allOf } from "#console/data/arranged.ts";
import { useList } from "#console/data/list.ts";
import { type Of, takeBack } from "#console/frame/habits.ts";
import { Button } from "#console/ui/Button.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Section } from "#console/ui/Page.tsx";
import { Empty, State } from "#console/ui/State.tsx";
import { day as formatDay, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { CheckInSheet } from "./CheckInSheet.tsx";
import { amount } from "./cadence.ts";
import type { CheckIn, Habit } from "./rows.ts";
import type en from "./words.en.ts";

/** More of them are a history that one asks for. */
const SHOWN = 10;

export function HabitDays({ habit }: { habit: Habit }) {
  const words = useWords<typeof en>("rhythm").days;
  const rows = useList("rhythm.habits.checkIns", { path: { habitId: habit.id }, query: { sort: "-date" } });
  const [said, setSaid] = useState<Of & { habit: Habit; details?: CheckIn }>();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? rows : { ...rows, count: Math.min(rows.count, SHOWN), hasMore: false };
  const saidOf = (date: string) => allOf(rows).find((one) => one.date === date) ?? null;
  const about = (checkIn: CheckIn) => ({ habit, date: checkIn.date, checkIn });
  const item = (checkIn: CheckIn): Item => {
    const day = formatDay(checkIn.date, "weekday");
    const undo = () => void takeBack(about(checkIn)).catch(() => {});
    return {
      name: day,
      sub: checkIn.notes ? <span dir="auto">{checkIn.notes}</span> : undefined,
      end: (
        <>
          {checkIn.qualityRating !== null && <span className="quiet">{words.rated(checkIn.qualityRating)}</span>}
          {checkIn.amount !== null && <span className="num">{amount(checkIn.amount, habit.unit)}</span>}
          <Status status={checkIn.status} />
        </>
      ),
      onOpen: () => setSaid({ ...about(checkIn), details: checkIn }),
      ...(checkIn.status !== "frozen" && { menu: [{ label: words.takeBack, icon: "undo", onSelect: undo }] }),
    };
  };
  const say = () => setSaid({ habit, date: today(), checkIn: saidOf(today()) });
  return (
    <Section
      title={words.title}
      more={
        <Button small icon="plus" onClick={say}>
          {words.say}
        </Button>
      }
    >
      <List
        label={words.title}
        rows={shown}
        keyOf={({ id }) => id}
        item={item}
        empty={<Empty icon="check" title={words.empty} action={<Button onClick={say}>{words.say}</Button>} />}
      />
      {shown.count < rows.count && (
        <div>
          <Button onClick={() => setWhole(true)}>{words.all}</Button>
        </div>
      )}
      <CheckInSheet of={said} before={saidOf} onClose={() => setSaid(undefined)} />
    </Section>
  );
}

function Status({ status }: { status: CheckIn["status"] }) {
  const words = useWords<typeof en>("rhythm").habits.statuses;
  const icons = { done: "check", partial: "contrast", skipped: "right", frozen: "shield" } as const;
  return <State icon={icons[status]}>{words[status]}</State>;
}
