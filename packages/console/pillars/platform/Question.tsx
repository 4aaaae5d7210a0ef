/** Something LifeOS asks, with its answers to press. */
import "./Question.css";
import { useState } from "react";
import { Link } from "react-router";
import { change } from "#console/data/change.ts";
import { notify } from "#console/data/notices.ts";
import { Button } from "#console/ui/Button.tsx";
import { TextArea } from "#console/ui/Field.tsx";
import { Icon } from "#console/ui/Glyph.tsx";
import { Card } from "#console/ui/Page.tsx";
import { now, number } from "#console/words/format.ts";
import { toldOf, useTold } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { type AnswerForm, formOf, type Notification, valuesOf } from "./questions.ts";
import type en from "./words.en.ts";

export function Question({ asked }: { asked: Notification }) {
  const words = useWords<typeof en>("platform").question;
  const [note, setNote] = useState<string>();
  const { title, body } = useTold()(asked);
  const form = formOf(asked);
  if (!form) return null;
  const answer = async (value: string | number) => {
    await answerWith(asked, value, note);
    notify({ kind: "done", text: words.answered(shown(value)) });
  };
  return (
    <Card>
      <article className="question" aria-label={title}>
        <p className="serif" dir="auto">
          {title}
        </p>
        {body && (
          <p className="quiet small" dir="auto">
            {body}
          </p>
        )}
        <Answers form={form} onAnswer={(value) => void answer(value).catch(() => {})} />
        {note !== undefined && (
          <TextArea label={words.note} value={note} maxLength={2000} onChange={({ target }) => setNote(target.value)} />
        )}
        <div className="row">
          {note === undefined && (
            <Button kind="bare" small icon="pencil" onClick={() => setNote("")}>
              {words.withNote}
            </Button>
          )}
          {asked.sourceEventId && (
            <Link className="question-why" to={`/timeline?event=${asked.sourceEventId}`}>
              <Icon name="trace" />
              {words.why}
            </Link>
          )}
        </div>
      </article>
    </Card>
  );
}

function Answers({ form, onAnswer }: { form: AnswerForm; onAnswer: (value: string | number) => void }) {
  const words = useWords<typeof en>("platform").question;
  const values = valuesOf(form);
  const isFive = form.type === "scale" && form.min === 1 && form.max === 5;
  const below = (value: string | number) => {
    if (form.type === "choice") return undefined;
    if (value === form.min && form.minLabel) return form.minLabel;
    if (value === form.max && form.maxLabel) return form.maxLabel;
    return isFive && !form.minLabel ? words.five[value as 1 | 2 | 3 | 4 | 5] : undefined;
  };
  const label = words.scale(shown(values[0]!), shown(values.at(-1)!));
  return (
    <div className={form.type === "scale" ? "answers as-scale" : "answers"} role="group" aria-label={label}>
      {values.map((value) => (
        <button key={value} type="button" className="answer" onClick={() => onAnswer(value)}>
          <b dir="auto">{shown(value)}</b>
          {below(value) && <span dir="auto">{below(value)}</span>}
        </button>
      ))}
    </div>
  );
}

const shown = (value: string | number) => (typeof value === "number" ? number(value) : value);

/** A question is answered once, so that nothing offers to take it back. */
const answerWith = (asked: Notification, value: string | number, note: string | undefined) =>
  change("platform.notifications.answer", {
    path: { notificationId: asked.id },
    body: { value, ...(note?.trim() && { note }) },
    row: asked,
    patch: { answer: { value }, answeredAt: now().toISOString(), readAt: asked.readAt ?? now().toISOString() },
    title: toldOf(asked).title,
  });
