/** What rules have changed of what was there; each application can be undone. */
import { change } from "#console/data/change.ts";
import { beginListsAnew, type RowOf, useList } from "#console/data/list.ts";
import { List } from "#console/ui/List.tsx";
import { Section } from "#console/ui/Page.tsx";
import { Tag } from "#console/ui/State.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useWords } from "#console/words/words.ts";
import type { Rule } from "./rule-parts.ts";
import { useRuleSentence } from "./rule-sentence.ts";
import type en from "./words.en.ts";

type Application = RowOf<"finance.rule-applications.list">;

export const APPLICATIONS = {};

export function Applications({ rules }: { rules: readonly Rule[] }) {
  const words = useWords<typeof en>("finance").rules;
  const sentence = useRuleSentence();
  const rows = useList("finance.rule-applications.list", APPLICATIONS);
  if (rows.state !== "ready") return null;
  return (
    <Section title={words.applications}>
      <List
        label={words.applications}
        rows={rows}
        keyOf={({ id }) => id}
        item={(row) => {
          const rule = rules.find(({ id }) => id === row.ruleId);
          return {
            name: rule ? sentence(rule).when : words.goneRule,
            sub: (
              <>
                {words.hasChanged(row.changed, row.scanned)} · <Time at={row.createdAt} />
                {row.undoneAt !== null && row.kept > 0 && ` · ${words.kept(row.kept)}`}
              </>
            ),
            end: row.undoneAt !== null && <Tag icon="undo">{words.undone}</Tag>,
            menu:
              row.undoneAt === null && row.changed > 0
                ? [{ label: words.undo, icon: "undo", onSelect: () => void undo(row, words.undo) }]
                : [],
          };
        }}
        empty={null}
        lines={2}
      />
    </Section>
  );
}

async function undo(row: Application, title: string): Promise<void> {
  await change("finance.rule-applications.undo", {
    path: { ruleApplicationId: row.id },
    row,
    patch: {},
    title,
  });
  await beginListsAnew("finance.transactions");
}
