/** What a rule does with a transaction that meets its conditions. */
import { Button, IconButton } from "#console/ui/Button.tsx";
import { Select, Text } from "#console/ui/Field.tsx";
import { Row, Stack } from "#console/ui/Page.tsx";
import { useWords } from "#console/words/words.ts";
import { PickCategory, PickVendor } from "./Pick.tsx";
import { ACTIONS, type Action, actionOf, MOST_ACTIONS } from "./rule-parts.ts";
import type en from "./words.en.ts";

type ActionFieldsProps = { value: readonly Action[]; onChange: (value: Action[]) => void };

export function ActionFields({ value: actions, onChange }: ActionFieldsProps) {
  const words = useWords<typeof en>("finance").rules;
  const put = (at: number, ...next: Action[]) => onChange(actions.toSpliced(at, 1, ...next));
  const isFull = actions.length >= MOST_ACTIONS;
  return (
    <fieldset className="fields">
      <legend>{words.so}</legend>
      {actions.map((action, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: actions are nothing but their places
        <Stack key={at}>
          <Row
            end={
              actions.length > 1 && (
                <IconButton small icon="cross" label={words.removeAction(at + 1)} onClick={() => put(at)} />
              )
            }
          >
            <Select
              label={words.action(at + 1)}
              value={action.type}
              choices={ACTIONS.map((value) => ({ value, label: words.actions[value] }))}
              onChange={({ target }) => put(at, actionOf(target.value))}
            />
          </Row>
          <With action={action} at={at} onChange={(next) => put(at, next)} />
        </Stack>
      ))}
      <Row>
        <Button
          small
          icon="plus"
          why={isFull && words.enoughActions}
          onClick={() => onChange([...actions, actionOf("add_note")])}
        >
          {words.addAction}
        </Button>
      </Row>
    </fieldset>
  );
}

function With({ action, at, onChange }: { action: Action; at: number; onChange: (action: Action) => void }) {
  const words = useWords<typeof en>("finance").rules;
  const label = words.with(at + 1);
  switch (action.type) {
    case "set_category":
      return (
        <PickCategory
          label={label}
          value={action.budgetCategoryId || null}
          onChange={(id) => onChange({ ...action, budgetCategoryId: id ?? "" })}
        />
      );
    case "set_vendor":
      return (
        <PickVendor
          label={label}
          value={action.vendorId || null}
          onChange={(id) => onChange({ ...action, vendorId: id ?? "" })}
        />
      );
    case "rename_merchant":
      return (
        <Text
          label={label}
          maxLength={200}
          value={action.merchantName}
          onChange={({ target }) => onChange({ ...action, merchantName: target.value })}
        />
      );
    case "add_note":
      return (
        <Text
          label={label}
          maxLength={500}
          value={action.note}
          onChange={({ target }) => onChange({ ...action, note: target.value })}
        />
      );
  }
}
