/** What is done with transactions that arrive, in the order in which it is asked; and with those that are there, once it is seen what that changes. */
import create from "contract:finance.rules.create";
import update from "contract:finance.rules.update";
import { useState } from "react";
import { Link } from "react-router";
import { arranged, isWhole } from "#console/data/arranged.ts";
import { change } from "#console/data/change.ts";
import type { Form } from "#console/data/form.ts";
import { prefetchList, useList } from "#console/data/list.ts";
import { byOrder, lastPlace, type Ordered } from "#console/data/ordered.ts";
import { flag, useUrl } from "#console/data/url.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty, Tag } from "#console/ui/State.tsx";
import { useWords } from "#console/words/words.ts";
import { ActionFields } from "./ActionFields.tsx";
import { APPLICATIONS, Applications } from "./Applications.tsx";
import { ConditionFields } from "./ConditionFields.tsx";
import { moved } from "./order.ts";
import { RulePreview } from "./RulePreview.tsx";
import { PROPOSALS, RuleProposals } from "./RuleProposals.tsx";
import { ACCOUNTS, CATEGORIES, useAll, useOwnCurrency } from "./rows.ts";
import { type Action, actionOf, type Conditions, conditionOn, isComplete, type Rule } from "./rule-parts.ts";
import { useRuleSentence } from "./rule-sentence.ts";
import type en from "./words.en.ts";

const RULES = { query: { sort: "priority" as const } };
const parameters = { add: flag() };

export const load: PageModule["load"] = () => {
  prefetchList("finance.rules.list", RULES);
  prefetchList("finance.rule-applications.list", APPLICATIONS);
  prefetchList("finance.rule-proposals.list", PROPOSALS);
  prefetchList("finance.accounts.list", ACCOUNTS);
  prefetchList("finance.budget-categories.list", CATEGORIES);
};

const placeOf = ({ id, priority }: Rule): Ordered => ({ id, sortOrder: priority });

export default function Rules() {
  const words = useWords<typeof en>("finance");
  const [{ add }, setUrl] = useUrl(parameters);
  const rows = useList("finance.rules.list", RULES);
  const shown = arranged(rows, (known) => known.toSorted((a, b) => byOrder(placeOf(a), placeOf(b))));
  const all = useAll(shown);
  const [edited, setEdited] = useState<Rule>();
  const [previewed, setPreviewed] = useState<Rule>();
  const item = useItem(setEdited, setPreviewed);
  const addButton = (
    <Button icon="plus" kind={rows.state === "empty" ? "main" : "plain"} onClick={() => setUrl({ add: true })}>
      {words.rules.add}
    </Button>
  );
  return (
    <Page
      above={<Link to="/finance/transactions">{words.transactions.title}</Link>}
      title={words.rules.title}
      lead={words.rules.lead}
      actions={addButton}
    >
      <List
        label={words.rules.title}
        rows={shown}
        keyOf={({ id }) => id}
        item={item}
        empty={
          <Empty icon="sliders" title={words.rules.empty} action={addButton}>
            {words.rules.emptyHint}
          </Empty>
        }
        onMove={isWhole(rows) ? (rule, by) => void move(all, rule, by) : undefined}
        onDelete={(rule) => void remove(rule)}
        lines={2}
      />
      <RuleProposals onMade={setPreviewed} />
      <Applications rules={all} />
      {add && <Add priority={lastPlace(all.map(placeOf))} onClose={() => setUrl({ add: false })} />}
      {edited && <Edit rule={edited} onClose={() => setEdited(undefined)} />}
      {previewed && <RulePreview rule={previewed} onClose={() => setPreviewed(undefined)} />}
    </Page>
  );
}

function useItem(edit: (rule: Rule) => void, preview: (rule: Rule) => void): (rule: Rule) => Item {
  const words = useWords<typeof en>("finance").rules;
  const sentence = useRuleSentence();
  return (rule) => {
    const { when, so } = sentence(rule);
    return {
      name: when,
      onOpen: () => edit(rule),
      sub: <span dir="auto">{so}</span>,
      end: !rule.isActive && <Tag icon="pause">{words.off}</Tag>,
      menu: [
        { label: words.preview, icon: "eye", onSelect: () => preview(rule) },
        { label: words.change, icon: "pencil", onSelect: () => edit(rule) },
        rule.isActive
          ? { label: words.turnOff, icon: "pause", onSelect: () => void put(rule, { isActive: false }, when) }
          : { label: words.turnOn, icon: "play", onSelect: () => void put(rule, { isActive: true }, when) },
        {
          label: words.delete,
          icon: "trash",
          danger: true,
          keys: "Shift+Delete",
          onSelect: () => void remove(rule, when),
        },
      ],
    };
  };
}

function Add({ priority, onClose }: { priority: number; onClose: () => void }) {
  const words = useWords<typeof en>("finance").rules;
  const currency = useOwnCurrency();
  const [begin] = useState(() => ({
    priority,
    isActive: true,
    conditions: { match: "all" as const, conditions: [conditionOn("merchantName", currency)] },
    actions: [actionOf("set_category")],
  }));
  return (
    <FormSheet
      title={words.add}
      form={create}
      begin={begin}
      why={(form) => whyNot(form) && words.sayAll}
      fields={(form) => <Fields form={form} />}
      save={(body) => change("finance.rules.create", { body: { ...begin, ...body }, isQuiet: true })}
      onClose={onClose}
    />
  );
}

function Edit({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const words = useWords<typeof en>("finance").rules;
  return (
    <FormSheet
      title={words.change}
      form={update}
      row={rule}
      why={(form) => whyNot(form) && words.sayAll}
      fields={(form) => <Fields form={form} />}
      save={(body, row) =>
        change("finance.rules.update", { path: { ruleId: rule.id }, body, row, title: words.one, isQuiet: true })
      }
      onClose={onClose}
    />
  );
}

function partsOf(form: Form) {
  const conditions = form.value<Conditions>("conditions");
  const actions = form.value<Action[]>("actions");
  return { conditions, actions };
}

function whyNot(form: Form): boolean {
  const { conditions, actions } = partsOf(form);
  return conditions.value === null || actions.value === null || !isComplete(conditions.value, actions.value);
}

function Fields({ form }: { form: Form }) {
  const { conditions, actions } = partsOf(form);
  return (
    <>
      {conditions.value && <ConditionFields value={conditions.value} onChange={conditions.onChange} />}
      {actions.value && <ActionFields value={actions.value} onChange={actions.onChange} />}
    </>
  );
}

const put = (rule: Rule, body: { isActive?: boolean; priority?: number }, title?: string) =>
  change("finance.rules.update", { path: { ruleId: rule.id }, body, row: rule, title });

const remove = (rule: Rule, title?: string) =>
  change("finance.rules.remove", { path: { ruleId: rule.id }, row: rule, title });

async function move(all: readonly Rule[], rule: Rule, by: number): Promise<void> {
  const places = all.map(placeOf);
  const byId = new Map(all.map((one) => [one.id, one]));
  const changed = moved(places, places, all.indexOf(rule), by);
  await Promise.all(changed.map(({ id, sortOrder }) => put(byId.get(id)!, { priority: sortOrder })));
}
