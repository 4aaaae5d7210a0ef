/** Sends bytes to an address of the object store, and reads them from there. Such an address needs no token, and must not get one. */

/** Without any progress for so long, the connection is taken for dead. */
const STALLED_MS = 60_000;

/** The store did not take it: 403 when the address has expired, 0 without an answer. */
export class NotTaken extends Error {
  override readonly name = "NotTaken";
  readonly status: number;

  constructor(status: number) {
    super(`The object store answered ${status}.`);
    this.status = status;
  }
}

interface Sending {
  url: string;
  headers?: Readonly<Record<string, string>>;
  bytes: Blob;
  signal: AbortSignal;
  /** How many bytes of these are sent. */
  onSent: (bytes: number) => void;
}

/** By XMLHttpRequest, since `fetch` does not tell how far it is. */
export function put({ url, headers = {}, bytes, signal, onSent }: Sending): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let timer: ReturnType<typeof setTimeout>;
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), STALLED_MS);
    };
    const stop = () => request.abort();
    signal.addEventListener("abort", stop);
    request.upload.addEventListener("progress", ({ loaded }) => {
      alive();
      onSent(loaded);
    });
    request.addEventListener("loadend", () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      if (signal.aborted) reject(signal.reason);
      else if (request.status >= 200 && request.status < 300) resolve();
      else reject(new NotTaken(request.status));
    });
    request.open("PUT", url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    alive();
    request.send(bytes);
  });
}

/** What is at an address of the object store. `type` is what it is taken for, whatever the store says. */
export async function bytesAt(url: string, type: string, signal: AbortSignal): Promise<Blob> {
  const response = await fetch(url, { signal, credentials: "omit", referrerPolicy: "no-referrer" });
  if (!response.ok) throw new NotTaken(response.status);
  return new Blob([await response.arrayBuffer()], { type });
}
