/** A line for the next thing to do. What is understood of it shows while it is written, and each part of that can go again. */
import { useEffect, useRef, useState } from "react";
import { useChange } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { usePreview } from "#console/data/preview.ts";
import { QuickAdd as Line, type Understood } from "#console/ui/QuickAdd.tsx";
import { day, duration, relativeDay, time } from "#console/words/format.ts";
import { useWords, type Words } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Parsed = Answer<"work.quick-add.add">["parsed"];

export default function QuickAdd({ isFirst }: { isFirst: boolean }) {
  const words = useWords<typeof en>("work").add;
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const adding = useChange("work.quick-add.add");
  const understood = usePreview("work.quick-add.add", text.trim() === "" ? undefined : { text });

  useEffect(() => {
    if (isFirst) field.current?.focus();
  }, [isFirst]);

  const add = async () => {
    const added = await adding.run({ body: { text }, title: text, makes: "work.tasks" });
    if (added) setText("");
    field.current?.focus();
  };

  return (
    <Line
      ref={field}
      label={words.label}
      text={text}
      onText={setText}
      maxLength={500}
      title={understood?.parsed.title}
      understood={understood && partsOf(understood.parsed, words)}
      note={understood && firstDay(understood.parsed, words)}
      onRemove={(id) => understood && setText(asWritten(text, understood.parsed, id))}
      onAdd={() => void add()}
      busy={adding.isPending}
      error={adding.problem?.text}
    />
  );
}

/** What was taken for what, in the order of the line; the rest is the title. */
function partsOf(parsed: Parsed, words: Words<typeof en>["add"]): Understood[] {
  return parsed.spans.map((span) => ({ id: String(span.start), ...shown(span, parsed, words) }));
}

function shown(
  { kind, text }: Parsed["spans"][number],
  { dueDate, dueAt, priority, estimatedMinutes }: Parsed,
  words: Words<typeof en>["add"],
): Omit<Understood, "id"> {
  if (kind === "date" && dueDate) {
    return {
      label: [words.due(relativeDay(dueDate)), dueAt && time(dueAt)].filter(Boolean).join(", "),
      icon: "calendar",
    };
  }
  if (kind === "recurrence") return { label: text, icon: "repeat", of: "rhythm" };
  if (kind === "priority" && priority) return { label: words.priority[priority], icon: "flag" };
  if (kind === "duration" && estimatedMinutes !== null) return { label: duration(estimatedMinutes), icon: "timer" };
  return { label: text, icon: kind === "domain" ? "layers" : "tag" };
}

/** The day on which something that comes back begins, which no part of the line says. */
function firstDay({ dueDate, spans }: Parsed, words: Words<typeof en>["add"]): string | undefined {
  return dueDate && !spans.some(({ kind }) => kind === "date") ? words.first(day(dueDate, "weekday")) : undefined;
}

/** What was meant as words is put into quotes, where nothing is understood. */
function asWritten(text: string, { spans }: Parsed, id: string): string {
  const span = spans.find(({ start }) => String(start) === id);
  if (!span || text.slice(span.start, span.end) !== span.text) return text;
  return `${text.slice(0, span.start)}"${span.text}"${text.slice(span.end)}`;
}
