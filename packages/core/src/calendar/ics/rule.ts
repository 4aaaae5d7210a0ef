/** RRULE (RFC 5545, section 3.8.5.3) as the rule of a series here. */
import { icsReasons } from "#core/calendar/sayings";
import { canonicalRule, RuleError, type RuleFault } from "#core/rhythm/recurrence-rule";
import type { Saying } from "#kit/saying";
import { cut } from "#kit/text";
import { type ContentLine, rawValueOf, storable } from "./content-line.ts";
import type { Notes } from "./notes.ts";
import type { Timed } from "./times.ts";

/** The rule of a series; null for none, and for one that cannot be kept, of which the first instance is. */
export function ruleOf(
  rules: readonly ContentLine[],
  hasExceptionRule: boolean,
  start: Timed,
  notes: Notes,
): string | null {
  if (hasExceptionRule) notes.add(icsReasons("ics_exrule"));
  const [line, ...others] = rules;
  if (!line) return null;
  if (others.length > 0) notes.add(icsReasons("ics_several_rules"));
  const text = rawValueOf(line).trim();
  const onlyFirst = (why: Saying) => {
    notes.add(why);
    return null;
  };
  for (const [part, value] of timesOfDay(start)) {
    const [, said] = new RegExp(`(?:^|;)${part}=([^;]*)`, "i").exec(text) ?? [];
    if (said !== undefined && !/^[0-9]+$/.test(said)) return onlyFirst(icsReasons("ics_rule_several_of", { part }));
    if (said !== undefined && Number(said) !== value) return onlyFirst(icsReasons("ics_rule_other_start", { part }));
  }
  try {
    const rule = canonicalRule(text);
    // UNTIL has the type of the start; some programs write a time for a series that lasts all day.
    return start.isDate ? rule.replace(/(UNTIL=\d{8})T\d{6}Z?/, "$1") : rule;
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return onlyFirst(faultOf(error.fault));
  }
}

function faultOf({ is, said }: RuleFault): Saying {
  const quoted = { said: cut(storable(said), 100) };
  switch (is) {
    case "form":
      return icsReasons("ics_rule_form", quoted);
    case "value":
      return icsReasons("ics_rule_value", quoted);
    case "frequency":
      return icsReasons("ics_rule_frequency", quoted);
    case "together":
      return icsReasons("ics_rule_together", quoted);
    case "never":
      return icsReasons("ics_rule_never");
    case "length":
      return icsReasons("ics_rule_too_long", { max: Number(said) });
  }
}

function timesOfDay({ wall, isDate }: Timed): [string, number][] {
  if (isDate) return [];
  const at = new Date(wall);
  return [
    ["BYHOUR", at.getUTCHours()],
    ["BYMINUTE", at.getUTCMinutes()],
    ["BYSECOND", at.getUTCSeconds()],
  ];
}
