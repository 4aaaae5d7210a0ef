/** Mail to people of the console's tests, as the provider would bring it. */
import { deliver } from "#local/mail-command";
import { ask } from "#testing/broker";

/** Throws what the webhook says when it does not take it. */
export async function sendMail(to: string, message: Uint8Array): Promise<void> {
  const { url, mailSecret: secret } = await ask("console");
  const [isTaken, said] = await deliver({ url, secret, message, to });
  if (!isTaken) throw new Error(said);
}
