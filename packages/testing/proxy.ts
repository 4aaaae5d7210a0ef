/**
 * A TCP proxy in front of PostgreSQL that counts network flights: a burst from the client after a burst from the server is one
 * flight, however many packets it takes. A request waits for flights, so tests assert their number.
 */
import net from "node:net";

export interface PostgresProxy {
  /** The connection string of the server, by way of this proxy. */
  url: string;
  /** Connections made so far. */
  connections(): number;
  /** The flights that `work` takes on existing connections. Opening a connection takes further flights, so warm up first. */
  flightsOf(work: () => Promise<unknown>): Promise<number>;
  /** Breaks the connections there are, without a farewell; later ones work. */
  sever(): void;
  close(): Promise<void>;
}

export async function postgresProxy(serverUrl: string): Promise<PostgresProxy> {
  const target = new URL(serverUrl);
  const open = new Set<net.Socket>();
  let flights = 0;
  let connections = 0;

  const server = net.createServer({ noDelay: true }, (client) => {
    const upstream = net.connect({ host: target.hostname, port: Number(target.port), noDelay: true });
    let clientsTurn = true;
    connections++;
    client.on("data", (chunk) => {
      if (clientsTurn) flights++;
      clientsTurn = false;
      upstream.write(chunk);
    });
    upstream.on("data", (chunk) => {
      clientsTurn = true;
      client.write(chunk);
    });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket);
      socket.on("end", () => other.end());
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        open.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(serverUrl);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as net.AddressInfo).port);
  const sever = () => {
    for (const socket of open) socket.destroy();
  };

  return {
    url: url.href,
    connections: () => connections,
    async flightsOf(work) {
      const before = flights;
      await work();
      return flights - before;
    },
    sever,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      sever();
      await closed;
    },
  };
}
