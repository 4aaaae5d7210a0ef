/** Pairs of a person's own, which are looked for beside those that are looked for with everybody. */
import create from "contract:cortex.correlation-pairs.create";
import { useState } from "react";
import { Link } from "react-router";
import { change } from "#console/data/change.ts";
import type { Body } from "#console/data/client.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Select } from "#console/ui/Field.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { useWords } from "#console/words/words.ts";
import { firstUp, measureIn } from "./measures.ts";
import type en from "./words.en.ts";

type Pair = RowOf<"cortex.correlation-pairs.list">;
type NewPair = Body<"cortex.correlation-pairs.create">;

/** As the API has it. */
const MOST = 8;
const BEGIN: NewPair = { behaviour: "journal_written", outcome: "sleep" };

export const load: PageModule["load"] = () => prefetchList("cortex.correlation-pairs.list");

export default function CorrelationPairs() {
  const all = useWords<typeof en>("cortex");
  const words = all.pairs;
  const pairs = useList("cortex.correlation-pairs.list");
  const [isAdding, setAdding] = useState(false);
  const add = (
    <Button
      icon="plus"
      kind={pairs.state === "empty" ? "main" : "plain"}
      why={pairs.count >= MOST && words.enough(MOST)}
      onClick={() => setAdding(true)}
    >
      {words.add}
    </Button>
  );
  const name = ({ behaviour, outcome }: Pair) =>
    firstUp(all.correlations.pair(measureIn(all, behaviour), measureIn(all, outcome)));
  return (
    <Page
      above={<Link to="/cortex/correlations">{all.correlation.above}</Link>}
      title={words.title}
      lead={<p>{words.lead(MOST)}</p>}
      actions={add}
    >
      <List
        label={words.list}
        rows={pairs}
        keyOf={({ id }) => id}
        item={(one) => ({
          name: name(one),
          lead: <Glyph icon="chart" of="cortex" />,
          menu: [
            {
              label: words.remove,
              icon: "trash",
              danger: true,
              keys: "Shift+Delete",
              onSelect: () => void remove(one, name(one)).catch(() => {}),
            },
          ],
        })}
        onDelete={(one) => void remove(one, name(one)).catch(() => {})}
        empty={
          <Empty icon="chart" title={words.empty} action={add}>
            {words.emptyHint}
          </Empty>
        }
      />
      {isAdding && <Add onClose={() => setAdding(false)} />}
    </Page>
  );
}

function Add({ onClose }: { onClose: () => void }) {
  const all = useWords<typeof en>("cortex");
  const words = all.pairs;
  const choices = Object.entries(all.measures).map(([value, label]) => ({ value, label: firstUp(label) }));
  return (
    <FormSheet
      title={words.add}
      form={create}
      begin={BEGIN}
      fields={(form) => (
        <>
          <Select label={words.behaviour} choices={choices} {...form.input("behaviour")} />
          <Select label={words.outcome} choices={choices} {...form.input("outcome")} />
        </>
      )}
      save={(body) =>
        change("cortex.correlation-pairs.create", { body: { ...BEGIN, ...(body as Partial<NewPair>) }, isQuiet: true })
      }
      onClose={onClose}
    />
  );
}

const remove = (pair: Pair, title: string) =>
  change("cortex.correlation-pairs.remove", { path: { correlationPairId: pair.id }, row: pair, title });
