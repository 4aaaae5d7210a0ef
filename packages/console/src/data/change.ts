/**
 * The only way to write. One action of a person is one call with one Idempotency-Key, however often it is sent. The change shows at once, and
 * the API's answer replaces it. Changes of the same row are sent one after the other.
 */
import { useCallback, useRef, useState } from "react";
import type en from "../words/data.words.en.ts";
import { place } from "../words/place.ts";
import { wordsOf } from "../words/words.ts";
import { type Answer, type Body, call, type OperationId, type Params } from "./client.ts";
import { askAbout, compare } from "./conflict.ts";
import { lookForNewer } from "./list.ts";
import { notify } from "./notices.ts";
import { type Fields, lay, type Row } from "./overlay.ts";
import { isPassing, type Problem, problemOfError, type Refused } from "./problem.ts";
import { dropRow, resourceOf, writeRow } from "./queries.ts";
import { account, sessionNow, signedIn } from "./session.ts";
import { offerUndo } from "./undo.ts";
import { mayWait, type Waiting, wait } from "./waiting.ts";

export interface Intent<Id extends OperationId> {
  path?: Params<Id>["path"];
  query?: Params<Id>["query"];
  body?: Body<Id>;
  /** The row that is changed, as it is seen: its version goes along, so that nobody's change is overwritten. */
  row?: object;
  /** What the row will look like; the body's fields unless said. */
  patch?: Fields;
  /** The resource that gets a new row, when that is not the operation's own: `work.tasks`. */
  makes?: string;
  /** It is about a part of the row, such as one instance of a series: the row itself stays, and nothing is merged when somebody changed it meanwhile. */
  isOfPart?: boolean;
  /** What is changed, for notices: “Call the plumber”. */
  title?: string;
  /** Says nothing when it fails, because the caller does. */
  isQuiet?: boolean;
  /** Takes it back, for what is no delete. */
  undo?: () => Promise<unknown>;
  /** What the notice says that offers to take it back. */
  undoText?: string;
}

/** Everything that is sent, so that it can wait for a connection. */
export interface Sending {
  operation: OperationId;
  path?: object;
  query?: object;
  body?: unknown;
  key: string;
}

const words = () => wordsOf<typeof en>("data", place().language);
const chains = new Map<string, Promise<unknown>>();
const versions = new Map<string, number>();

/**
 * Does what the person wants and resolves to the API's answer; without a connection, for what may wait, to the row as it will be. Rejects with a
 * `Refused` after telling why.
 */
export async function change<Id extends OperationId>(operation: Id, intent: Intent<Id>): Promise<Answer<Id>> {
  const sending: Sending = {
    operation,
    path: intent.path,
    query: intent.query,
    body: intent.body,
    key: crypto.randomUUID(),
  };
  const row = intent.row as Row | undefined;
  const isRemoval = operation.endsWith(".remove") && !intent.isOfPart;
  const isUpdate = operation.endsWith(".update") && !intent.isOfPart;
  const patch = intent.patch ?? (row && isUpdate ? (intent.body as Fields) : undefined);
  const lift = row && (isRemoval ? lay(row.id, { isRemoved: true }) : patch && lay(row.id, { fields: patch }));
  try {
    const answer = await inTurn(row?.id, () => sent(sending, intent, row));
    settle(operation, answer, row, isRemoval, intent.makes);
    offer(operation, intent, row, isRemoval);
    return answer as Answer<Id>;
  } catch (error) {
    const problem = problemOfError(error);
    if (isPassing(problem) && mayWait(operation)) {
      wait({ ...sending, title: intent.title ?? words().thing, rowId: row?.id, patch, isRemoval });
      notify({ kind: "info", text: words().waits });
      return { ...row, ...patch } as Answer<Id>;
    }
    if (!intent.isQuiet)
      notify({ kind: "problem", text: words().notSaved(intent.title ?? words().thing, problem.text) });
    throw error;
  } finally {
    lift?.();
  }
}

/** Sends what waited for a connection, with the key that it had from the beginning. */
export async function sendWaiting(waiting: Waiting): Promise<void> {
  const answer = await inTurn(waiting.rowId, () =>
    call(waiting.operation, { ...waiting, header: { "idempotency-key": waiting.key } }),
  );
  const row = waiting.rowId === undefined ? undefined : { id: waiting.rowId };
  settle(waiting.operation, answer, row, waiting.isRemoval);
}

/** The same with a state for a form or a button. */
export function useChange<Id extends OperationId>(operation: Id) {
  const [state, setState] = useState<{ isPending: boolean; problem: Problem | undefined }>({
    isPending: false,
    problem: undefined,
  });
  const newest = useRef(0);
  const run = useCallback(
    async (intent: Intent<Id>): Promise<Answer<Id> | undefined> => {
      const turn = ++newest.current;
      setState({ isPending: true, problem: undefined });
      try {
        const answer = await change(operation, { isQuiet: true, ...intent });
        if (turn === newest.current) setState({ isPending: false, problem: undefined });
        return answer;
      } catch (error) {
        if (turn === newest.current) setState({ isPending: false, problem: problemOfError(error) });
        return undefined;
      }
    },
    [operation],
  );
  return { ...state, run };
}

/** Changes of one row go out one after the other: the second one needs the version that the first one makes. */
function inTurn<T>(rowId: string | undefined, work: () => Promise<T>): Promise<T> {
  if (rowId === undefined) return work();
  const before = chains.get(rowId) ?? Promise.resolve();
  const turn = before.catch(() => {}).then(work);
  chains.set(rowId, turn);
  void turn.catch(() => {}).finally(() => chains.get(rowId) === turn && chains.delete(rowId));
  return turn;
}

async function sent<Id extends OperationId>(
  sending: Sending,
  intent: Intent<Id>,
  row: Row | undefined,
): Promise<unknown> {
  const { operation, key, ...rest } = sending;
  const version = row && newestVersion(row);
  const isGuarded = version !== undefined && /\.(update|put|putSplits|remove)$/.test(operation);
  const header = { "idempotency-key": key, ...(isGuarded && { "if-match": `"${version}"` }) };
  try {
    return await call(operation, { ...rest, header });
  } catch (error) {
    const { code, status } = problemOfError(error);
    // Nobody is sent away from the page: what was to be done is done once they have signed in.
    if (status === 401 && sessionNow().state === "expired") {
      await signedIn();
      return sent(sending, intent, row);
    }
    if (code !== "stale_version" || !row || intent.isOfPart) throw error;
    return resolved(error as Refused, sending, intent, row);
  }
}

async function resolved<Id extends OperationId>(
  refused: Refused,
  sending: Sending,
  intent: Intent<Id>,
  row: Row,
): Promise<unknown> {
  const { theirs, who, when } = await asItIs(refused, sending, row);
  writeRow(theirs);
  versions.set(row.id, theirs.version as number);
  if (sending.operation.endsWith(".remove")) return sent({ ...sending, key: crypto.randomUUID() }, intent, theirs);
  const { free, both } = compare(row, theirs, sending.body as Fields);
  const title = intent.title ?? String(theirs.title ?? theirs.name ?? words().thing);
  const chosen =
    both.length > 0 ? await askAbout({ resource: resourceOf(sending.operation), title, fields: both, who, when }) : {};
  const body = { ...free, ...chosen };
  if (both.length === 0 && Object.keys(free).length > 0)
    notify({ kind: "info", text: words().merged(who ?? words().somebody) });
  if (Object.keys(body).length === 0) return theirs;
  return sent({ ...sending, body, key: crypto.randomUUID() }, intent, theirs);
}

/** The row as it is now, and who made it so: the answer says it, or they are asked for. */
async function asItIs({ problem }: Refused, sending: Sending, row: Row) {
  // The contract's `StaleRow`.
  const { current, lastChange } = problem.more as {
    current?: Row;
    lastChange?: { at: string; actorId: string | null; actorName: string | null } | null;
  };
  // By the names of the contract: the `get` of a resource answers the row, and takes the path of its `update`.
  const get = `${resourceOf(sending.operation)}.get` as OperationId;
  const theirs = current ?? ((await call(get, { path: sending.path })) as unknown as Row);
  const isMe = lastChange?.actorId === account();
  const who = isMe ? words().you : (lastChange?.actorName ?? undefined);
  return { theirs: { ...theirs, id: row.id } as Row, who, when: lastChange?.at };
}

function settle(
  operation: OperationId,
  answer: unknown,
  row: { id: string } | undefined,
  isRemoval: boolean,
  makes = resourceOf(operation),
): void {
  if (isRemoval && row) dropRow(row.id);
  for (const one of rowsIn(answer)) {
    if (typeof one.version === "number") versions.set(one.id, one.version);
    writeRow(one);
  }
  if (!row || operation.endsWith(".restore")) void lookForNewer(makes, { mine: true });
}

/** The row that an answer is, or those that it names beside others: `{ task, parsed }`. */
function rowsIn(answer: unknown): Row[] {
  if (typeof answer !== "object" || answer === null) return [];
  const isRow = (value: unknown): value is Row => typeof (value as Row | null)?.id === "string";
  return [answer, ...Object.values(answer)].filter(isRow);
}

function offer<Id extends OperationId>(
  operation: Id,
  intent: Intent<Id>,
  row: Row | undefined,
  isRemoval: boolean,
): void {
  const title = intent.title ?? words().thing;
  if (intent.undo) offerUndo({ text: intent.undoText ?? title, run: intent.undo });
  if (!isRemoval || !row || intent.undo) return;
  // Whatever has a `remove` with an undo has a `restore` with its path.
  const restore = operation.replace(/\.remove$/, ".restore") as OperationId;
  const run = async () => {
    await change(restore, { path: intent.path as never, title });
    notify({ kind: "done", text: words().restored(title) });
  };
  offerUndo({ text: words().deleted(title), run });
}

const newestVersion = (row: Row): number | undefined => {
  const seen = typeof row.version === "number" ? row.version : undefined;
  const answered = versions.get(row.id);
  return seen === undefined ? undefined : Math.max(seen, answered ?? 0);
};
