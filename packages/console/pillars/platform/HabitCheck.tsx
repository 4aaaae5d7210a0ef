/** What can be said of a habit where it stands in the day: that it was done, that it was left out, and that neither is so. */
import { type AgendaHabit, checkIn, takeBack } from "#console/frame/habits.ts";
import { Menu, type MenuItem } from "#console/ui/Menu.tsx";
import { State } from "#console/ui/State.tsx";
import { Check } from "#console/ui/Switch.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export function HabitCheck({ of }: { of: AgendaHabit }) {
  const words = useWords<typeof en>("platform").today;
  const common = useCommon();
  const { name } = of.habit;
  const status = of.checkIn?.status;
  const say = (said: Promise<unknown>) => void said.catch(() => {});
  const undo: MenuItem = { label: words.takeBack, icon: "undo", onSelect: () => say(takeBack(of)) };
  const skip: MenuItem = {
    label: words.skip,
    icon: "right",
    onSelect: () => say(checkIn(of, { status: "skipped" }, words.skippedHabit(name))),
  };
  return (
    <span className="habit-check">
      {status === "skipped" && <State icon="right">{words.skipped}</State>}
      {status === "frozen" && <State icon="shield">{words.frozen}</State>}
      <Check
        label={words.complete(name)}
        unseenLabel
        checked={status === "done"}
        partly={status === "partial"}
        onChange={(isDone) => say(isDone ? checkIn(of, { status: "done" }, words.completed(name)) : takeBack(of))}
      />
      <Menu
        small
        atEnd
        label={common.actionsOf(name)}
        items={[
          ...(status === "skipped" ? [] : [skip]),
          ...(status && status !== "frozen" ? [undo] : []),
          { label: words.openHabit, icon: "pencil", to: `/rhythm/habits?say=${of.habit.id}` },
        ]}
      />
    </span>
  );
}
