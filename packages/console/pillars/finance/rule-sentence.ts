/** Rules in a sentence each, since they have no names. */
import { day, list, money } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { useNames, useOwnCurrency } from "./rows.ts";
import type { Action, Condition, Rule } from "./rule-parts.ts";
import type en from "./words.en.ts";

/** `when`: “Shop or payee contains “bakery””; `so`: “Category: Groceries”. */
export function useRuleSentence(): (rule: Pick<Rule, "conditions" | "actions">) => { when: string; so: string } {
  const words = useWords<typeof en>("finance").rules;
  const { accounts, categories } = useNames();
  const ownCurrency = useOwnCurrency();

  const when = (condition: Condition, currency: string): string => {
    const say = (value: string) => words.says[condition.operator](words.of[condition.field], value);
    switch (condition.field) {
      case "account":
        return say(accounts.get(condition.accountId) ?? words.someAccount);
      case "amountCents":
        return condition.operator === "between"
          ? say(list(condition.values.map((cents) => money(cents, currency))))
          : say(money(condition.value, currency));
      case "date":
        return condition.operator === "between"
          ? say(list(condition.values.map((value) => day(value, "long"))))
          : say(day(condition.value, "long"));
      case "currency":
        return say(condition.value);
      default:
        return say(words.quoted(condition.value));
    }
  };
  const done = (action: Action): string => {
    switch (action.type) {
      case "set_category":
        return words.does.set_category(categories.get(action.budgetCategoryId) ?? words.someCategory);
      case "rename_merchant":
        return words.does.rename_merchant(action.merchantName);
      case "set_vendor":
        return words.does.set_vendor;
      case "add_note":
        return words.does.add_note(action.note);
    }
  };
  return ({ conditions: { match, conditions }, actions }) => {
    const currency = currencyIn(conditions) ?? ownCurrency;
    const parts = conditions.map((one) => when(one, currency));
    return {
      when: list(parts, match === "all" ? "conjunction" : "disjunction"),
      so: actions.map(done).join(" · "),
    };
  };
}

/** The currency that the amounts of a rule are in, where it says so. */
export const currencyIn = (conditions: readonly Condition[]): string | undefined =>
  conditions.find((one) => one.field === "currency")?.value;
