/** What went wrong, in one shape for whatever failed: the API, the network, the time. */
import type { Problem as Answered } from "#client";
import type en from "../words/data.words.en.ts";
import { number } from "../words/format.ts";
import { place } from "../words/place.ts";
import { said } from "../words/said.ts";
import { wordsOf } from "../words/words.ts";

/** As the API says it (RFC 9457), or of the console's own: `offline`, `timeout`, `unreadable`. */
export interface Problem {
  /** The HTTP status; 0 when there was no answer. */
  status: number;
  code: string;
  title: string;
  detail: string;
  /** Each says its detail in the person's language, as far as there are words for it. */
  errors: readonly { pointer?: string; parameter?: string; detail: string }[];
  /** What else the answer held: of a 412, the row as it is and who changed it; of a sentence with a code, that and its values (`coded`). */
  more: Readonly<Record<string, unknown>>;
  /** A sentence for the person, in their language as far as the API says its code: of the sentence, or of the problem. */
  text: string;
  /** What somebody who helps needs: the id under which the log of the API has it. */
  reference: string | undefined;
}

/** Thrown by whatever asks the API. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`);
    this.problem = problem;
  }
}

export function problemOfAnswer(response: Response, error: unknown): Problem {
  const answered = typeof error === "object" && error !== null ? (error as Partial<Answered>) : {};
  const { code = "unreadable", title = response.statusText, requestId, coded, ...more } = answered;
  const { status } = response;
  const detail = said(answered.detail ?? "", coded);
  const errors = (answered.errors ?? []).map((one) => ({ ...one, detail: said(one.detail, one.coded) }));
  return {
    status,
    code,
    title,
    detail,
    errors,
    more: { ...more, coded },
    text: coded ? detail : textOf(status, code, detail),
    reference: requestId,
  };
}

/** Of what was thrown while asking: no network, no answer in time, or a problem already. */
export function problemOfError(error: unknown): Problem {
  if (error instanceof Refused) return error.problem;
  const code = (error as Error).name === "TimeoutError" ? "timeout" : "offline";
  return {
    status: 0,
    code,
    title: "",
    detail: "",
    errors: [],
    more: {},
    text: textOf(0, code, ""),
    reference: undefined,
  };
}

/** Whether the same may work later, and nothing is wrong with what was asked. */
export const isPassing = ({ status, code }: Problem): boolean =>
  status === 0 ? code === "offline" || code === "timeout" : [408, 429, 502, 503, 504].includes(status);

/** What is wrong with each field, by its name as a form has it: `title`, `items/0/title`. Names that are no field are under "". */
export function errorsByField({ errors }: Problem, fields: ReadonlySet<string>): Map<string, string> {
  const found = new Map<string, string>();
  for (const { pointer = "", detail } of errors) {
    const name = pointer.replace(/^#?\//, "").replaceAll("~1", "/").replaceAll("~0", "~");
    const key = fields.has(name) ? name : "";
    found.set(key, found.has(key) ? `${found.get(key)} ${detail}` : detail);
  }
  return found;
}

function textOf(status: number, code: string, detail: string): string {
  const words = wordsOf<typeof en>("data", place().language);
  const known = words.byCode[code as keyof typeof words.byCode];
  if (known !== undefined) return known;
  if (status >= 500) return words.broken;
  // A detail without a code of its own is English only, so that another language says what the problem means as a whole.
  return said(detail, { code: `problem.${code}`, params: {} }) || words.unknown(number(status));
}
