/** What a rule would change of what is there, and the button that does it: as many transactions at a time as the API looks at. */
import { useState } from "react";
import { useChange } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { beginListsAnew } from "#console/data/list.ts";
import { useRead } from "#console/data/read.ts";
import { Entity } from "#console/frame/Entity.tsx";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { List } from "#console/ui/List.tsx";
import { Stack } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Problem, Skeleton } from "#console/ui/State.tsx";
import { useWords } from "#console/words/words.ts";
import { useNames } from "./rows.ts";
import type { Rule } from "./rule-parts.ts";
import { useRuleSentence } from "./rule-sentence.ts";
import type en from "./words.en.ts";

type Preview = Answer<"finance.rules.preview">;
type Change = Preview["changes"][number];

/** As many are named; each is read by itself. */
const NAMED = 20;

export function RulePreview({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const words = useWords<typeof en>("finance").rules;
  const { when } = useRuleSentence()(rule);
  const [before, setBefore] = useState<string>();
  const [changed, setChanged] = useState(0);
  const path = { ruleId: rule.id };
  const { data, problem, retry } = useRead("finance.rules.preview", { path, query: before ? { before } : {} });
  const applying = useChange("finance.rules.apply");

  const apply = async () => {
    const done = await applying.run({
      path,
      body: before ? { before } : {},
      makes: "finance.rule-applications",
      title: when,
    });
    if (!done) return;
    setChanged(changed + done.changed);
    await beginListsAnew("finance.transactions");
    if (done.next === null) onClose();
    else setBefore(done.next);
  };
  return (
    <Sheet open title={words.preview} onClose={onClose}>
      <Stack>
        <p dir="auto">{when}</p>
        {changed > 0 && <p role="status">{words.changedSoFar(changed)}</p>}
        {problem && !data && <Problem problem={problem} retry={retry} />}
        {!data && !problem && <Skeleton rows={4} />}
        {data && (
          <>
            <p className="serif">{words.wouldChange(data.changing, data.scanned)}</p>
            <Changes changes={data.changes} />
            {applying.problem && <Problem problem={applying.problem} />}
            <div className="row">
              {data.changing > 0 && (
                <Button kind="main" busy={applying.isPending} onClick={() => void apply()}>
                  {words.apply(data.changing)}
                </Button>
              )}
              {data.next !== null && <Button onClick={() => setBefore(data.next!)}>{words.lookFurther}</Button>}
              <Button kind="bare" onClick={onClose}>
                {words.leave}
              </Button>
            </div>
          </>
        )}
      </Stack>
    </Sheet>
  );
}

function Changes({ changes }: { changes: readonly Change[] }) {
  const words = useWords<typeof en>("finance").rules;
  const say = useSay();
  if (changes.length === 0) return null;
  return (
    <>
      <List
        label={words.changes}
        rows={rowsOf(changes.slice(0, NAMED))}
        keyOf={({ transactionId }) => transactionId}
        item={(one) => ({
          name: words.changes,
          title: <Entity type="transaction" id={one.transactionId} />,
          sub: <span dir="auto">{say(one)}</span>,
        })}
        empty={null}
        lines={2}
      />
      {changes.length > NAMED && <p className="quiet">{words.andMore(changes.length - NAMED)}</p>}
    </>
  );
}

/** What becomes of one of them, in words. */
function useSay(): (change: Change) => string {
  const words = useWords<typeof en>("finance");
  const { categories } = useNames();
  const category = (id: string | null | undefined) =>
    id == null ? words.transactions.noCategory : (categories.get(id) ?? words.rules.someCategory);
  return ({ before, after }) =>
    [
      after.budgetCategoryId !== undefined &&
        words.rules.becomes(category(before.budgetCategoryId), category(after.budgetCategoryId)),
      after.merchantName !== undefined && words.rules.does.rename_merchant(after.merchantName ?? ""),
      after.vendorId !== undefined && words.rules.does.set_vendor,
      after.notes !== undefined && words.rules.does.add_note(after.notes ?? ""),
    ]
      .filter((one) => one !== false)
      .join(" · ");
}
