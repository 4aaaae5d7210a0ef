/** Checks inputs against their schemas. Each error names its place, by pointer or parameter, and says what is wrong. */
import * as z from "zod/mini";
import { insteadOf, sayingOf } from "./input-words.ts";
import { type InputError, InvalidInput, wrong } from "./problem.ts";
import { type Coded, codedOf, codedText, type Saying } from "./saying.ts";
import { fieldSayings, wordsAlone } from "./sayings.ts";

/**
 * How errors name their place: in a body by a JSON pointer (RFC 6901) in a URI fragment, in a query or path by the parameter's
 * name.
 */
export type Where = "pointer" | "parameter";

export const MAX_ERRORS = 20;

/** Checks a value, or throws a problem that points at each place that is wrong. */
export function check<S extends z.ZodMiniType>(
  schema: S,
  value: unknown,
  where: Where,
  path: readonly PropertyKey[] = [],
): z.output<S> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw InvalidInput(undefined, { errors: errorsOf(parsed.error.issues, where, path).slice(0, MAX_ERRORS) });
}

/** The issues as errors of the API. `path` is where the checked value stands in the input. */
export function errorsOf(issues: readonly Issue[], where: Where, path: readonly PropertyKey[] = []): InputError[] {
  return issues.flatMap((issue): InputError[] => {
    const at = [...path, ...issue.path];
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => wrong(placeOf([...at, key], where), fieldSayings("unknown_field")));
    if (issue.code === "invalid_union") return ofUnion(issue, where, at);
    return [{ ...placeOf(at, where), ...said(issue, at) }];
  });
}

type Issue = z.core.$ZodIssue;

/** A schema's own message says only what is wanted; what was sent instead is added here. */
function said(issue: Issue, at: readonly PropertyKey[]): Pick<InputError, "detail" | "coded"> {
  const { code, message, input } = issue;
  // What zod hands on has no input unless that was asked for; whoever asks for none gets sentences of the schema alone.
  const usual = sayingOf(issue as z.core.$ZodRawIssue);
  if (usual.text === message) return { detail: message, coded: codedOf(usual) };
  const coded = codedOfCheck(issue) ?? codedText(message);
  const isOwn = code === "invalid_format" && !message.includes(", not ");
  const detail = isOwn && message.startsWith("must be ") ? `${message}, ${insteadOf(input, at)}` : message;
  return { detail, coded: coded ?? codedOf(wordsAlone(detail)) };
}

/** A check of a value, which says with a sentence and its code what is wrong. For `.check()` of a schema. */
export const fits = <T>(isRight: (value: T) => boolean, saying: Saying) =>
  z.refine<T>(isRight, { error: saying.text, params: { coded: codedOf(saying) } });

/** The check that a value is no longer than so many characters when it is written as JSON. */
export const jsonAtMost = (max: number) =>
  fits((value) => JSON.stringify(value).length <= max, fieldSayings("json_at_most", { max }));

const codedOfCheck = (issue: Issue): Coded | undefined =>
  issue.code === "custom" ? (issue.params?.coded as Coded | undefined) : undefined;

/** The errors of a union: those of the branch that was evidently meant, or else what each branch expects. */
function ofUnion(
  issue: Extract<Issue, { code: "invalid_union" }>,
  where: Where,
  at: readonly PropertyKey[],
): InputError[] {
  const forms = issue.input === undefined ? [] : issue.errors;
  const meant = forms.filter((ones) => !ones.some(({ code, path }) => code === "invalid_type" && path.length === 0));
  if (meant.length === 1) return errorsOf(meant[0]!, where, at);
  const sentences = new Set((meant.length > 0 ? meant : forms).map((ones) => errorsOf(ones, where, at)[0]!.detail));
  if (sentences.size === 0) return [{ ...placeOf(at, where), ...said(issue, at) }];
  const { code, params } = fieldSayings("no_form");
  return [{ ...placeOf(at, where), detail: [...sentences].join(", or "), coded: { code, params } }];
}

export const placeOf = (path: readonly PropertyKey[], where: Where) =>
  where === "pointer"
    ? { pointer: `#${path.map((part) => `/${escapePointer(String(part))}`).join("")}` }
    : { parameter: path.join(".") };
const escapePointer = (part: string) => part.replaceAll("~", "~0").replaceAll("/", "~1");
