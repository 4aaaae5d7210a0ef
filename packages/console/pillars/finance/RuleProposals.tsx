/** Rules that are proposed after the third same change by hand: made by a press, and then seen on what is there. */
import { change } from "#console/data/change.ts";
import { call } from "#console/data/client.ts";
import { beginListsAnew, type RowOf, useList } from "#console/data/list.ts";
import { notify } from "#console/data/notices.ts";
import { Button } from "#console/ui/Button.tsx";
import { List } from "#console/ui/List.tsx";
import { Section } from "#console/ui/Page.tsx";
import { useWords } from "#console/words/words.ts";
import type { Action, Rule } from "./rule-parts.ts";
import { useRuleSentence } from "./rule-sentence.ts";
import type en from "./words.en.ts";

type Proposal = RowOf<"finance.rule-proposals.list">;

export const PROPOSALS = { query: { status: "open" as const } };

/** What the rule would do. */
const actionsOf = ({ budgetCategoryId, vendorId }: Proposal): Action[] =>
  budgetCategoryId !== null
    ? [{ type: "set_category", budgetCategoryId }]
    : [{ type: "set_vendor", vendorId: vendorId ?? "" }];

export function RuleProposals({ onMade }: { onMade: (rule: Rule) => void }) {
  const words = useWords<typeof en>("finance").proposals;
  const sentence = useRuleSentence();
  const rows = useList("finance.rule-proposals.list", PROPOSALS);
  if (rows.state !== "ready") return null;
  const make = async (proposal: Proposal) => {
    const rule = await accept(proposal);
    if (rule) onMade(rule);
  };
  return (
    <Section title={words.title}>
      <List
        label={words.title}
        rows={rows}
        keyOf={({ id }) => id}
        item={(row) => {
          const { when, so } = sentence({ conditions: row.conditions, actions: actionsOf(row) });
          return {
            name: when,
            sub: (
              <span dir="auto">
                {so} · {words.why(row.merchantName)}
              </span>
            ),
            end: (
              <Button small icon="plus" tabIndex={-1} onClick={() => void make(row).catch(() => {})}>
                {words.accept}
              </Button>
            ),
            menu: [
              { label: words.accept, icon: "plus", onSelect: () => void make(row).catch(() => {}) },
              {
                label: words.dismiss,
                icon: "cross",
                onSelect: () => void dismiss(row, words.dismissed).catch(() => {}),
              },
            ],
          };
        }}
        empty={null}
        lines={2}
      />
    </Section>
  );
}

const decide = async (verb: "accept" | "dismiss", row: Proposal) => {
  const path = { ruleProposalId: row.id };
  const decided = await change(`finance.rule-proposals.${verb}`, { path, row, patch: {}, title: row.merchantName });
  await beginListsAnew("finance.rule-proposals");
  return decided;
};

async function accept(row: Proposal): Promise<Rule | undefined> {
  const { ruleId } = await decide("accept", row);
  await beginListsAnew("finance.rules");
  return ruleId === null ? undefined : call("finance.rules.get", { path: { ruleId } });
}

async function dismiss(row: Proposal, text: string): Promise<void> {
  await decide("dismiss", row);
  notify({ kind: "done", text });
}
