/**
 * Stands in for Resend at the network, by its published contract (https://resend.com/docs/api-reference/emails/send-email): a mail as JSON, under a
 * key of the sender's account, and once for an `Idempotency-Key`, which another mail may not have.
 */
import { randomUUID } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Network } from "#kit/third-party";
import { KEEPS_CONNECTIONS } from "#testing/patience";

export interface SentMail {
  from: string;
  to: string[];
  reply_to?: string;
  subject: string;
  text: string;
  headers?: Record<string, string>;
  attachments?: { filename: string; content_type: string; content: string }[];
}

export const RESEND_KEY = "re_of_the_stand_in";

export type ResendStandIn = Awaited<ReturnType<typeof resendStandIn>>;

export async function resendStandIn() {
  const mails: SentMail[] = [];
  const asked: { key: string; body: string }[] = [];
  const known = new Map<string, { body: string; id: string }>();
  /** Answers of the next requests, instead of what the contract says: a status with its error, or a connection that breaks when the mail is out. */
  const next: ({ status: number; name: string } | "breaks off")[] = [];

  const server = http.createServer(KEEPS_CONNECTIONS, async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const key = String(request.headers["idempotency-key"] ?? "");
    asked.push({ key, body });
    const said = next.shift();
    const answer = (status: number, value: object) => {
      if (said === "breaks off") return request.socket.destroy();
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(value));
    };
    const refused = (status: number, name: string) => answer(status, { statusCode: status, name, message: name });
    if (said && said !== "breaks off") return refused(said.status, said.name);
    if (request.method !== "POST" || request.url !== "/emails") return refused(404, "not_found");
    if (request.headers.authorization !== `Bearer ${RESEND_KEY}`) return refused(401, "invalid_api_key");
    if (key.length > 256) return refused(400, "invalid_idempotency_key");
    const before = known.get(key);
    if (before)
      return before.body === body ? answer(200, { id: before.id }) : refused(409, "invalid_idempotent_request");
    const mail = JSON.parse(body) as SentMail;
    if (!mail.to.every((one) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(one))) return refused(422, "validation_error");
    mails.push(mail);
    const id = randomUUID();
    if (key !== "") known.set(key, { body, id });
    answer(200, { id });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    /** What went out. */
    mails,
    /** Every request. */
    asked,
    next,
    network: {
      wait: async () => {},
      reroute: (url) =>
        url.host === "api.resend.com" ? new URL(`http://127.0.0.1:${port}${url.pathname}${url.search}`) : url,
    } satisfies Network,
    config: { RESEND_API_KEY: RESEND_KEY, MAIL_FROM: "invoices@lifeos.example" },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
