/** A line for the next thing to do. What is understood of it shows while it is written. */
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useChange } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { usePreview } from "#console/data/preview.ts";
import { Button } from "#console/ui/Button.tsx";
import { Text } from "#console/ui/Field.tsx";
import { Tag } from "#console/ui/State.tsx";
import { duration, relativeDay, time } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";
import "./QuickAdd.css";

type Understood = Answer<"work.quick-add.add">["parsed"];

export default function QuickAdd({ isFirst }: { isFirst: boolean }) {
  const words = useWords<typeof en>("work").add;
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const adding = useChange("work.quick-add.add");
  const understood = usePreview("work.quick-add.add", text.trim() === "" ? undefined : { text });

  useEffect(() => {
    if (isFirst) field.current?.focus();
  }, [isFirst]);

  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "" || adding.isPending) return;
    const added = await adding.run({ body: { text }, title: text, makes: "work.tasks" });
    if (added) setText("");
    field.current?.focus();
  };

  return (
    <form className="quick-add" onSubmit={(event) => void add(event)}>
      <div className="quick-add-line">
        <Text
          ref={field}
          label={words.label}
          unseenLabel
          placeholder={words.label}
          value={text}
          maxLength={500}
          error={adding.problem?.text}
          onChange={({ target }) => setText(target.value)}
        />
        <Button kind="main" type="submit" busy={adding.isPending}>
          {words.button}
        </Button>
      </div>
      <p className="quick-add-read" aria-live="polite">
        {understood && <Parts of={understood.parsed} />}
      </p>
    </form>
  );
}

/** What was taken for what; the rest is the title. */
function Parts({
  of: { title, dueDate, dueAt, priority, estimatedMinutes, labels, lifeDomain, spans },
}: {
  of: Understood;
}) {
  const words = useWords<typeof en>("work").add;
  const recurrence = spans.find(({ kind }) => kind === "recurrence");
  return (
    <>
      <b dir="auto">{title}</b>
      {recurrence && <Tag icon="again">{recurrence.text}</Tag>}
      {dueDate && <Tag icon="calendar">{relativeDay(dueDate)}</Tag>}
      {dueAt && <Tag icon="clock">{time(dueAt)}</Tag>}
      {priority && <Tag icon="flag">{words.priority[priority]}</Tag>}
      {estimatedMinutes !== null && <Tag>{duration(estimatedMinutes)}</Tag>}
      {lifeDomain && <Tag>#{lifeDomain.slug}</Tag>}
      {labels.map((label) => (
        <Tag key={label}>@{label}</Tag>
      ))}
    </>
  );
}
