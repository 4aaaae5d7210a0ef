/** HTTP servers on the loopback interface, whose port must be known before what answers there can be made. */
import http from "node:http";
import type { AddressInfo } from "node:net";

export interface Listening {
  port: number;
  /** Says who answers. Requests that came before wait for it and are answered first. */
  answer(listener: http.RequestListener): void;
  close(): Promise<void>;
}

/** Requests under way get the time that a Lambda's shutdown phase would give them. */
const CLOSE_TIMEOUT_MS = 2_000;

/** Port 0 takes any free one. Loopback only: the local issuer hands a token to whoever asks. */
export async function listen(port: number, options: http.ServerOptions = {}): Promise<Listening> {
  const { promise: ready, resolve: answer } = Promise.withResolvers<http.RequestListener>();
  const server = http.createServer(options, (request, response) => {
    void ready.then((listener) => listener(request, response));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    answer(listener) {
      answer(listener);
      // From here on nothing needs to wait a turn.
      server.removeAllListeners("request").on("request", listener);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS).unref();
      }),
  };
}
