/** A line for the next thing to do. What is understood of it shows while it is written. */
import { useEffect, useRef, useState } from "react";
import { useChange } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { usePreview } from "#console/data/preview.ts";
import { QuickAdd as Line, type Understood } from "#console/ui/QuickAdd.tsx";
import { day, duration, relativeDay, time } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { inWords } from "./recurrence.ts";
import type en from "./words.en.ts";

type Parsed = Answer<"work.quick-add.add">["parsed"];
type Span = Parsed["spans"][number];

/** `isFirst`: the person came to write into it. */
export default function QuickAdd({ isFirst, onCame }: { isFirst: boolean; onCame?: () => void }) {
  const words = useWords<typeof en>("work");
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const adding = useChange("work.quick-add.add");
  const understood = usePreview("work.quick-add.add", text.trim() === "" ? undefined : { text })?.parsed;

  useEffect(() => {
    if (!isFirst) return;
    field.current?.focus();
    onCame?.();
  }, [isFirst, onCame]);

  const add = async () => {
    const added = await adding.run({ body: { text }, title: text, makes: "work.tasks" });
    if (added) setText("");
    field.current?.focus();
  };

  return (
    <Line
      ref={field}
      label={words.add.label}
      placeholder={words.add.example}
      text={text}
      onText={setText}
      title={understood?.title}
      understood={understood && partsOf(understood, words)}
      note={understood?.recurrenceRule && understood.dueDate && words.add.first(day(understood.dueDate, "weekday"))}
      onRemove={(id) => setText(understood ? without(text, understood.spans, id) : text)}
      onAdd={() => void add()}
      busy={adding.isPending}
      error={adding.problem?.text}
    />
  );
}

/** What was taken for what; the rest is the title. */
function partsOf(parsed: Parsed, words: typeof en): Understood[] {
  const { dueDate, dueAt, priority, estimatedMinutes, labels, lifeDomain, recurrenceRule, recurrenceBasis } = parsed;
  const parts: (Understood | false | null)[] = [
    recurrenceRule !== null && {
      id: "recurrence",
      icon: "again",
      label: inWords(recurrenceRule, words.recurrence, recurrenceBasis),
    },
    dueDate !== null && recurrenceRule === null && { id: "date", icon: "calendar", label: relativeDay(dueDate) },
    dueAt !== null && { id: recurrenceRule === null ? "date" : "recurrence", icon: "clock", label: time(dueAt) },
    lifeDomain && { id: "domain", icon: "layers", of: "work", label: lifeDomain.slug },
    priority !== null && { id: "priority", icon: "flag", label: words.add.priority[priority] },
    estimatedMinutes !== null && { id: "duration", icon: "timer", label: duration(estimatedMinutes) },
    ...labels.map((label): Understood => ({ id: `label ${label}`, icon: "tag", label })),
  ];
  const seen = new Set<string>();
  return parts
    .filter((part): part is Understood => Boolean(part))
    .map((part) => {
      // A date and its time are one part of the line and two of what is shown.
      const id = seen.has(part.id) ? `${part.id} at` : part.id;
      seen.add(id);
      return { ...part, id };
    });
}

/** The line without a part: words go into quotes and so stay words, what has a sign of its own (`!high`, `@label`) goes. */
function without(text: string, spans: readonly Span[], id: string): string {
  const [kind, label] = id.split(" ") as [Span["kind"], string | undefined];
  const gone = spans.filter(
    (span) => span.kind === kind && (kind !== "label" || span.text.toLowerCase().includes(label!.toLowerCase())),
  );
  let left = text;
  for (const { start, end, text: said } of gone.toSorted((a, b) => b.start - a.start)) {
    const isWords = kind === "date" || kind === "recurrence";
    left = left.slice(0, start) + (isWords ? `"${said}"` : "") + left.slice(end);
  }
  return left.replaceAll(/ {2,}/g, " ").trimStart();
}
