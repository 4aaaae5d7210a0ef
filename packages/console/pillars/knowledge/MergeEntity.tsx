/** Two entities that are one: the other is found by its name, a choice is made field by field, and what comes out is seen before it is done. */
import { useState } from "react";
import { call } from "#console/data/client.ts";
import { useRead } from "#console/data/read.ts";
import { MergeSides } from "#console/frame/MergeSides.tsx";
import { Button } from "#console/ui/Button.tsx";
import { Combobox, type Option } from "#console/ui/Combobox.tsx";
import { Cancel, Sheet } from "#console/ui/Dialog.tsx";
import { Row, Stack } from "#console/ui/Page.tsx";
import { Problem, Skeleton } from "#console/ui/State.tsx";
import { day } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import {
  aliasesOf,
  attributesBy,
  type Choice,
  type Choices,
  differences,
  type Entity,
  type Field,
  mergeTwo,
} from "./entity-merging.ts";
import type en from "./words.en.ts";

const SHOWN = 20;

export default function MergeEntity({ entity, onClose }: { entity: Entity; onClose: () => void }) {
  const all = useWords<typeof en>("knowledge");
  const words = all.merging;
  const [other, setOther] = useState<Option | null>(null);
  const search = async (typed: string, signal: AbortSignal) => {
    const q = typed.trim();
    const query = { sort: "normalizedName" as const, limit: SHOWN, ...(q !== "" && { q }) };
    const { data } = await call("knowledge.entities.list", { query, signal });
    return data
      .filter(({ id }) => id !== entity.id)
      .map(({ id, name, kind }) => ({ value: id, label: name, sub: all.entities.kinds[kind] }));
  };
  return (
    <Sheet open wide title={words.title} onClose={onClose}>
      <Stack>
        <Combobox label={words.other} help={words.otherHelp} search={search} value={other} onChange={setOther} />
        {other && <Sides key={other.value} mine={entity} otherId={other.value} onClose={onClose} />}
      </Stack>
    </Sheet>
  );
}

function Sides({ mine, otherId, onClose }: { mine: Entity; otherId: string; onClose: () => void }) {
  const { data: theirs, problem, retry } = useRead("knowledge.entities.get", { path: { entityId: otherId } });
  if (problem && !theirs) return <Problem problem={problem} retry={retry} />;
  if (!theirs) return <Skeleton rows={4} />;
  return <Chosen mine={mine} theirs={theirs} onClose={onClose} />;
}

function Chosen({ mine, theirs, onClose }: { mine: Entity; theirs: Entity; onClose: () => void }) {
  const { merging: words, entities, entity } = useWords<typeof en>("knowledge");
  const [chosen, setChosen] = useState<Choices>({});
  const [isBusy, setBusy] = useState(false);
  const differing = differences(mine, theirs);
  const choiceOf = (field: Field, usual: Choice): Choice => chosen[field] ?? usual;
  const shownOf = (field: Field, choice: Choice) => {
    if (field === "attributes") return knownOf(attributesBy(choice, mine, theirs), entity.date);
    const one = choice === "theirs" ? theirs : mine;
    return field === "kind" ? entities.kinds[one.kind] : one.name;
  };
  const labels = { name: entities.name, kind: entities.kind, attributes: words.attributes };
  const aliases = aliasesOf(mine, theirs, choiceOf("name", "mine"));
  const merge = async () => {
    setBusy(true);
    try {
      const fields = Object.fromEntries(differing.map(({ field, usual }) => [field, choiceOf(field, usual)]));
      await mergeTwo(mine, theirs, fields as Choices, words);
      onClose();
    } catch {
      // Why it did not hold is told by the change.
      setBusy(false);
    }
  };
  return (
    <Stack>
      <MergeSides
        mine={words.stays(mine.name)}
        theirs={words.goes(theirs.name)}
        both={words.both}
        result={words.result}
        fields={differing.map(({ field, usual }) => ({
          name: field,
          label: labels[field],
          mine: shownOf(field, "mine"),
          theirs: shownOf(field, "theirs"),
          canBeBoth: field === "attributes",
          choice: choiceOf(field, usual),
          becomes: shownOf(field, choiceOf(field, usual)),
        }))}
        onChoose={(field, choice) => setChosen({ ...chosen, [field]: choice })}
      />
      {aliases.length > 0 && (
        <p>
          {entity.aliases}: <span dir="auto">{aliases.join(", ")}</span>
        </p>
      )}
      <p className="quiet">{words.links}</p>
      <Row>
        <Button kind="main" busy={isBusy} onClick={() => void merge()}>
          {words.merge}
        </Button>
        <Cancel />
      </Row>
    </Stack>
  );
}

/** What is known, one a line. */
const knownOf = (attributes: Entity["attributes"], dateLabel: string): string =>
  Object.entries(attributes)
    .map(([key, value]) => {
      const text = typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
      return key === "date" ? `${dateLabel}: ${/^\d{4}-\d\d-\d\d$/.test(text) ? day(text) : text}` : `${key}: ${text}`;
    })
    .join("\n");
