export interface RetryOptions {
  /** The most attempts of a request; default 3. */
  attempts?: number;
  /** The longest wait for `Retry-After`, in milliseconds: an answer that asks for more is returned. Default 30 s. */
  maxWaitMs?: number;
  fetch?: (request: Request) => Promise<Response>;
  /** Resolves after so many milliseconds, and rejects when the signal aborts. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * A `fetch` for `createLife` that repeats a request where that is safe: GET, and requests with an `Idempotency-Key`, when the
 * network fails or the answer is 502, 503 or 504; and any request that was refused with 429, because then nothing was done. It
 * waits as long as `Retry-After` says (RFC 9110), and otherwise up to 0.5 s, 1 s, 2 s and so on.
 */
export function retrying(options: RetryOptions = {}): (request: Request) => Promise<Response> {
  const { attempts = 3, maxWaitMs = 30_000, fetch = globalThis.fetch, wait = waitFor } = options;
  return async (request) => {
    const isSafe = request.method === "GET" || request.headers.has("idempotency-key");
    for (let attempt = 1; ; attempt++) {
      const isLast = attempt >= attempts;
      let response: Response | undefined;
      try {
        // A body can be read only once, so each attempt but the last sends a copy.
        response = await fetch(isLast ? request : request.clone());
      } catch (error) {
        if (isLast || !isSafe || request.signal.aborted) throw error;
      }
      if (response && (isLast || !isWorthRepeating(response, isSafe))) return response;
      const waitMs = retryAfterMs(response) ?? Math.random() * 500 * 2 ** (attempt - 1);
      if (response && waitMs > maxWaitMs) return response;
      await response?.body?.cancel();
      await wait(waitMs, request.signal);
    }
  };
}

function isWorthRepeating({ status }: Response, isSafe: boolean): boolean {
  return status === 429 || (isSafe && [502, 503, 504].includes(status));
}

/** The API sends it in seconds. */
function retryAfterMs(response: Response | undefined): number | undefined {
  const seconds = response?.headers.get("retry-after");
  return seconds && /^\d+$/.test(seconds) ? Number(seconds) * 1000 : undefined;
}

/** Rejects with the signal's reason when it aborts. */
export function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal.addEventListener("abort", stop, { once: true });
  });
}
