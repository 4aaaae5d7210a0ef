/** Why what is planned is where it is, why the rest found no place, and what else is worth knowing. */
import { Entity } from "#console/frame/Entity.tsx";
import { Button } from "#console/ui/Button.tsx";
import { Section } from "#console/ui/Page.tsx";
import { Tag } from "#console/ui/State.tsx";
import { dayOf, day as dayText, duration, time } from "#console/words/format.ts";
import { useSaid } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { keyOf, type Piece, type Plan } from "./plan-data.ts";
import type en from "./words.en.ts";

interface PlanReasonsProps {
  plans: readonly { date: string; plan: Plan }[];
  /** Of a day alone, and while it is a proposal: leaves something out, or takes it in again. */
  onLeaveOut?: ((id: string, isOut: boolean) => void) | undefined;
}

export function PlanReasons({ plans, onLeaveOut }: PlanReasonsProps) {
  const words = useWords<typeof en>("calendar").plan;
  const said = useSaid();
  const pieces = plans.flatMap(({ plan }) => plan.scheduledTasks);
  // What was carried over to the end of a week has found no place; before that it may have.
  const left = plans.at(-1)?.plan.unscheduledTasks ?? [];
  const [only] = plans.length === 1 ? plans : [];
  const remarks = only ? [...only.plan.warnings, ...only.plan.insights] : plans.flatMap(({ plan }) => plan.warnings);
  const told = [...new Map(remarks.map((one) => [one.text, one])).values()];
  return (
    <>
      {told.length > 0 && (
        <Section title={words.remarks}>
          <ul className="plan-list">
            {told.map(({ text, coded }) => (
              <li key={text}>{said(text, coded)}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={words.left}>
        {left.length === 0 && <p className="quiet">{words.allPlanned}</p>}
        <ul className="plan-list">
          {left.map(({ taskId, habitId, title, minutes, reason, reasonCoded }) => (
            <li key={taskId ?? habitId}>
              <div>
                <b dir="auto">{taskId ? <Entity type="task" id={taskId} name={title} /> : title}</b>{" "}
                <span className="quiet">{duration(minutes)}</span>
              </div>
              <div className="quiet">{said(reason, reasonCoded)}</div>
              {onLeaveOut && reasonCoded.code === "unplanned_left_out" && (
                <Button small onClick={() => onLeaveOut(taskId ?? habitId ?? "", false)}>
                  {words.takeIn(title)}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Section>
      {pieces.length > 0 && (
        <Section title={words.why}>
          <ul className="plan-list">
            {pieces.map((piece) => (
              <Why key={keyOf(piece)} piece={piece} withDay={plans.length > 1} onLeaveOut={onLeaveOut} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Why({
  piece,
  withDay,
  onLeaveOut,
}: {
  piece: Piece;
  withDay: boolean;
  onLeaveOut: PlanReasonsProps["onLeaveOut"];
}) {
  const words = useWords<typeof en>("calendar").plan;
  const said = useSaid();
  const { title, startAt, endAt, rationale, rationaleCoded, note, isPinned, taskId, habitId } = piece;
  return (
    <li>
      <div>
        <time dateTime={startAt} className="quiet">
          {withDay && `${dayText(dayOf(startAt))}, `}
          {time(startAt)} – {time(endAt)}
        </time>{" "}
        <b dir="auto">{title}</b> {isPinned && <Tag icon="check">{words.pinned}</Tag>}
      </div>
      <div className="quiet">{said(rationale, rationaleCoded)}</div>
      {note && <div dir="auto">{note}</div>}
      {onLeaveOut && (
        <Button small kind="bare" onClick={() => onLeaveOut(taskId ?? habitId ?? "", true)}>
          {words.leaveOut(title)}
        </Button>
      )}
    </li>
  );
}
