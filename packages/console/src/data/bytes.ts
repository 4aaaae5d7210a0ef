/** The bytes of files: of those that an operation makes an address for, and of those that it answers itself. */
import { useQuery } from "@tanstack/react-query";
import { type Answer, call, type OperationId, type Params } from "./client.ts";
import { notify } from "./notices.ts";
import { problemOfError } from "./problem.ts";
import { bytesAt } from "./put.ts";
import { account } from "./session.ts";

/** Operations that answer an address of the object store. */
type AddressId = { [Id in OperationId]: Answer<Id> extends { url: string } ? Id : never }[OperationId];

/** Held no longer than they are shown. */
const KEPT_MS = 10_000;

/**
 * The bytes as a blob of the type that is given; undefined until they are here. `version`: what they are of, so that they are read again when that is
 * another one and not with each event. With `undefined` in place of the parameters nothing is read.
 */
export function useBytes<Id extends AddressId>(
  operation: Id,
  given: { params: Params<Id>; type: string; version: string } | undefined,
): { bytes: Blob | undefined; problem: { text: string } | undefined; retry: () => void } {
  const { data, error, refetch } = useQuery({
    queryKey: [`bytes of ${operation}`, given, account()],
    queryFn: async ({ signal }) => {
      const { url } = (await call(operation, { ...given!.params, signal })) as { url: string };
      return bytesAt(url, given!.type, signal);
    },
    enabled: given !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
  });
  return { bytes: data, problem: error ? problemOfError(error) : undefined, retry: () => void refetch() };
}

/** Operations that answer a file instead of a row: a PDF, a table. */
type FileId = "finance.pdf.get" | "finance.transactions.download" | "people.contacts.download";

/** What such an operation answers; the client makes a blob of it, which the contract's types of JSON do not say. */
export const fileOf = async <Id extends FileId>(operation: Id, asked: Params<Id> & { signal?: AbortSignal }) =>
  (await call(operation, asked)) as unknown as Blob;

/** The same for what is shown, again when `version` is another one. */
export function useFile<Id extends FileId>(operation: Id, params: Params<Id>, version: string) {
  const { data, error, refetch } = useQuery({
    queryKey: [`file of ${operation}`, { params, version }, account()],
    queryFn: ({ signal }) => fileOf(operation, { ...params, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
  });
  return { bytes: data, problem: error ? problemOfError(error) : undefined, retry: () => void refetch() };
}

/** Has the browser save bytes that are here. */
export function saveBytes(bytes: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  // The browser has begun to save by then.
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}

/** Has the browser save what is at the address. It says that it is a file to be saved, so the page stays. */
export async function save<Id extends AddressId>(operation: Id, params: Params<Id>, body?: unknown): Promise<void> {
  try {
    const { url } = (await call(operation, { ...params, body })) as { url: string };
    location.assign(url);
  } catch (error) {
    notify({ kind: "problem", text: problemOfError(error).text });
  }
}
