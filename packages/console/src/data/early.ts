/**
 * What the page of the address reads, asked for by the token alone, while it is still asked who the token is for: on a slow connection that
 * saves a wait. The answers are given to the page once, when it asks the same.
 */
import { queries } from "./queries.ts";
import { account, sessionNow } from "./session.ts";

const answers = new Map<string, Promise<unknown>>();

/** An answer that was asked for before, or else what `ask` answers, which is kept while it is not known yet who asks. */
export function earlyOr<T>(
  operation: string,
  params: object,
  signal: AbortSignal,
  ask: (signal?: AbortSignal) => Promise<T>,
): Promise<T> {
  const key = JSON.stringify([operation, params]);
  if (account() === undefined && sessionNow().state === "in") {
    // Without the signal: the question outlives the query that asks it, which is nobody's.
    const answer = ask();
    // Whoever asks for it later is told why it failed, by asking again.
    answer.catch(() => answers.delete(key));
    answers.set(key, answer);
    return answer;
  }
  const early = answers.get(key);
  answers.delete(key);
  // It was asked with the same operation and the same parameters. Days in them are those of a zone: in another one others are asked for.
  return (early as Promise<T> | undefined) ?? ask(signal);
}

/** Once the first page has what it asked for, anything else is asked anew. */
export const forgetEarly = (): void => answers.clear();

/** Takes what was nobody's out of the answers of this tab. */
export const dropEarlyQueries = (): void =>
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[2] === undefined });
