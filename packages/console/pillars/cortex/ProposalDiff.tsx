/** What a proposal changes: each field as it is and as it would be, in words. */
import { labelOf, useFieldNames, wordOf } from "#console/frame/field-names.ts";
import { shownValue } from "#console/frame/shown-value.ts";
import { useCommon } from "#console/words/common.ts";
import { money } from "#console/words/format.ts";
import { usePlace } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import type { Detail } from "./proposal-changes.ts";
import type en from "./words.en.ts";

const PILLARS = {
  task: "work",
  time_block: "calendar",
  budget: "finance",
  routine: "rhythm",
  habit: "rhythm",
  transaction: "finance",
  other: "cortex",
} as const;

interface Step {
  title: string;
  estimatedMinutes?: number;
}

export function ProposalDiff({ proposal }: { proposal: Detail }) {
  const words = useWords<typeof en>("cortex").proposals;
  const common = useCommon();
  const { language } = usePlace();
  const names = useFieldNames(PILLARS[proposal.kind]);
  const { action, fields } = proposal.change;
  if (action === "delete") return <p>{words.deletes}</p>;
  if (action === "divide") return <Steps steps={(fields.steps ?? []) as Step[]} />;
  const currency = proposal.titleCoded?.params.currency;
  const inWords = (field: string, value: unknown): string => {
    if (value === null || value === "") return words.nothing;
    if (field.endsWith("Cents") && typeof value === "number" && typeof currency === "string")
      return money(value, currency);
    return wordOf(field, value, names) ?? shownValue(value, { names, truth: common, language });
  };
  const isOpen = proposal.status === "open";
  return (
    <ul className="plain stack" aria-label={isOpen ? words.changes : words.changed}>
      {proposal.diff.map(({ field, from, to }) => (
        <li key={field}>
          <span className="quiet">{labelOf(field, names, language)}: </span>
          {action === "update" && (
            <>
              <del dir="auto">{inWords(field, from)}</del>
              <span aria-hidden="true"> → </span>
            </>
          )}
          <ins dir="auto">{inWords(field, to)}</ins>
        </li>
      ))}
    </ul>
  );
}

function Steps({ steps }: { steps: readonly Step[] }) {
  const words = useWords<typeof en>("cortex").proposals;
  return (
    <ol aria-label={words.steps(steps.length)}>
      {steps.map(({ title, estimatedMinutes }) => (
        <li key={title} dir="auto">
          {title}
          {estimatedMinutes !== undefined && <span className="quiet"> · {words.minutes(estimatedMinutes)}</span>}
        </li>
      ))}
    </ol>
  );
}
