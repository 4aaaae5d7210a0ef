/** The check of a rule that a person gives: what is wrong with it is said in English to the letter, and by its kind in other languages. */
import { canonicalRule, RuleError } from "#core/rhythm/recurrence-rule";
import { ruleFields } from "#core/rhythm/sayings";
import { codedOf } from "#kit/saying";

/** Adds to the issues of a value of zod what is wrong with the rule that it is. `more` may refuse it, too, with a RuleError. */
export function checkRule(payload: { value: string; issues: object[] }, more: (rule: string) => void = () => {}): void {
  try {
    more(payload.value);
    canonicalRule(payload.value);
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    const { is, said } = error.fault;
    const coded = codedOf(is === "never" ? ruleFields("rule_never") : ruleFields(`rule_${is}`, { said }));
    payload.issues.push({ code: "custom", input: payload.value, message: error.message, params: { coded } });
  }
}
