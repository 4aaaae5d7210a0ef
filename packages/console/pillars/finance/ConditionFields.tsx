/** What a transaction has to meet: one line for each condition. */
import { Button, IconButton } from "#console/ui/Button.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { Select, Text } from "#console/ui/Field.tsx";
import { MoneyField } from "#console/ui/NumberField.tsx";
import { Row, Stack } from "#console/ui/Page.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { useWords } from "#console/words/words.ts";
import { CurrencyField } from "./Amount.tsx";
import { PickAccount } from "./Pick.tsx";
import { useOwnCurrency } from "./rows.ts";
import {
  type Condition,
  type Conditions,
  compared,
  conditionOn,
  FIELDS,
  type Field,
  MOST_CONDITIONS,
  operatorsOf,
} from "./rule-parts.ts";
import { currencyIn } from "./rule-sentence.ts";
import type en from "./words.en.ts";

type ConditionFieldsProps = { value: Conditions; onChange: (value: Conditions) => void };

export function ConditionFields({ value: { match, conditions }, onChange }: ConditionFieldsProps) {
  const words = useWords<typeof en>("finance").rules;
  const ownCurrency = useOwnCurrency();
  const currency = currencyIn(conditions) ?? ownCurrency;
  const put = (at: number, ...next: Condition[]) =>
    onChange({ match, conditions: conditions.toSpliced(at, 1, ...next) });
  const isFull = conditions.length >= MOST_CONDITIONS;
  return (
    <fieldset className="fields">
      <legend>{words.when}</legend>
      {conditions.length > 1 && (
        <Radios
          label={words.match}
          segmented
          value={match}
          choices={[
            { value: "all", label: words.all },
            { value: "any", label: words.any },
          ]}
          onChange={(next) => onChange({ match: next, conditions })}
        />
      )}
      {conditions.map((condition, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions are nothing but their places
        <Stack key={at}>
          <Row
            end={
              conditions.length > 1 && (
                <IconButton small icon="cross" label={words.removeCondition(at + 1)} onClick={() => put(at)} />
              )
            }
          >
            <Select
              label={words.condition(at + 1)}
              value={condition.field}
              choices={FIELDS.map((value) => ({ value, label: words.of[value] }))}
              onChange={({ target }) => put(at, conditionOn(target.value as Field, ownCurrency))}
            />
            {operatorsOf(condition.field).length > 1 && (
              <Select
                label={words.comparison(at + 1)}
                unseenLabel
                value={condition.operator}
                choices={operatorsOf(condition.field).map((value) => ({ value, label: words.operators[value] }))}
                onChange={({ target }) => put(at, compared(condition, target.value))}
              />
            )}
          </Row>
          <Value {...{ condition, currency, at }} onChange={(next) => put(at, next)} />
        </Stack>
      ))}
      <Row>
        <Button
          small
          icon="plus"
          why={isFull && words.enoughConditions}
          onClick={() => onChange({ match, conditions: [...conditions, conditionOn("merchantName", ownCurrency)] })}
        >
          {words.addCondition}
        </Button>
      </Row>
    </fieldset>
  );
}

type ValueProps = {
  condition: Condition;
  currency: string;
  at: number;
  onChange: (condition: Condition) => void;
};

function Value({ condition, currency, at, onChange }: ValueProps) {
  const words = useWords<typeof en>("finance").rules;
  const label = words.value(at + 1);
  switch (condition.field) {
    case "account":
      return (
        <PickAccount
          label={label}
          value={condition.accountId || null}
          onChange={(id) => onChange({ ...condition, accountId: id ?? "" })}
        />
      );
    case "currency":
      return (
        <CurrencyField label={label} value={condition.value} onChange={(value) => onChange({ ...condition, value })} />
      );
    case "amountCents":
      return (
        <div className="fields-row">
          {(condition.operator === "between" ? condition.values : [condition.value]).map((cents, which) => (
            <MoneyField
              // biome-ignore lint/suspicious/noArrayIndexKey: the lower and the upper bound
              key={which}
              label={which === 0 ? label : words.upTo(at + 1)}
              help={words.amountHelp}
              cents={cents}
              currency={currency}
              onChange={(next = 0) =>
                onChange(
                  condition.operator === "between"
                    ? { ...condition, values: condition.values.with(which, next) }
                    : { ...condition, value: next },
                )
              }
            />
          ))}
        </div>
      );
    case "date":
      return (
        <div className="fields-row">
          {(condition.operator === "between" ? condition.values : [condition.value]).map((value, which) => (
            <DateField
              // biome-ignore lint/suspicious/noArrayIndexKey: the first and the last day
              key={which}
              label={which === 0 ? label : words.upTo(at + 1)}
              value={value}
              onChange={(next = "") =>
                onChange(
                  condition.operator === "between"
                    ? { ...condition, values: condition.values.with(which, next) }
                    : { ...condition, value: next },
                )
              }
            />
          ))}
        </div>
      );
    default:
      return (
        <Text
          label={label}
          help={condition.operator === "matches" && words.patternHelp}
          maxLength={200}
          value={condition.value}
          onChange={({ target }) => onChange({ ...condition, value: target.value })}
        />
      );
  }
}
