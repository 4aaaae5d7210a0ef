/** A mood, noted with one press and a word, and a result of another metric of the mind. */
import create from "contract:health.brain-logs.create";
import { useState } from "react";
import { change, useChange } from "#console/data/change.ts";
import { notify } from "#console/data/notices.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import { Button } from "#console/ui/Button.tsx";
import { MomentField } from "#console/ui/DateField.tsx";
import { Text, TextArea } from "#console/ui/Field.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { Card, Row, Stack } from "#console/ui/Page.tsx";
import { Problem } from "#console/ui/State.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { now } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

const MOODS = ["1", "2", "3", "4", "5"] as const;

export function NoteMood({ onSaved }: { onSaved: () => void }) {
  const words = useWords<typeof en>("health").mood;
  const [mood, setMood] = useState<(typeof MOODS)[number] | "">("");
  const [note, setNote] = useState("");
  const saving = useChange("health.brain-logs.create");
  const save = async () => {
    if (mood === "") return;
    const made = await saving.run({
      body: {
        category: "social",
        metricName: "mood_score",
        value: Number(mood),
        ...(note.trim() !== "" && { note: note.trim() }),
        loggedAt: now().toISOString(),
      },
      title: words.title,
      isQuiet: true,
    });
    if (!made) return;
    notify({ kind: "done", text: words.saved });
    onSaved();
  };
  return (
    <Card>
      <Stack>
        <Radios
          label={words.how}
          segmented
          value={mood}
          choices={MOODS.map((value) => ({ value, label: words.faces[value] }))}
          onChange={setMood}
        />
        <Text
          label={words.note}
          help={words.noteHelp}
          maxLength={5000}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
        {saving.problem && <Problem problem={saving.problem} />}
        <Row>
          <Button kind="main" busy={saving.isPending} why={mood === "" && words.pick} onClick={() => void save()}>
            {words.save}
          </Button>
        </Row>
      </Stack>
    </Card>
  );
}

const CATEGORIES = {
  mood_score: "social",
  reaction_time_ms: "game",
  memory_grid_score: "game",
  pomodoro_minutes: "learning",
  messages_sent: "social",
} as const;

type AddProps = { metric: keyof typeof CATEGORIES; onSaved: () => void; onClose: () => void };

export function AddResult({ metric, onSaved, onClose }: AddProps) {
  const words = useWords<typeof en>("health").mood;
  const begin = { metricName: metric, category: CATEGORIES[metric], loggedAt: now().toISOString() };
  return (
    <FormSheet
      title={words.addTitle(words.metrics[metric])}
      form={create}
      begin={begin}
      why={(form) => form.value("value").value === null && words.sayValue}
      fields={(form) => (
        <>
          <NumberField label={words.value} min={0} max={1_000_000} {...form.value<number>("value")} />
          <MomentField label={words.when} {...form.value<string>("loggedAt")} />
          <TextArea label={words.note} rows={2} {...form.input("note")} />
        </>
      )}
      save={(body) => {
        const { value = 0, ...rest } = body as { value?: number };
        return change("health.brain-logs.create", { body: { ...begin, ...rest, value }, isQuiet: true }).then(onSaved);
      }}
      onClose={onClose}
    />
  );
}
