/**
 * Matrix (https://spec.matrix.org/latest/client-server-api): the client that a person signed in with keeps its homeserver, token and device
 * here, and gets them back, so that it need not sign in again elsewhere. Removing the connection forgets them here and ends nothing at the
 * homeserver: `/logout` would delete the device of that client, with its keys.
 */
import type { ClientProvider } from "#core/identity/provider";

export const matrix: ClientProvider = {
  by: "client",
  name: "matrix",
  title: "Matrix",
  purpose: "Keeps your sign-in to Matrix for your own clients.",
};
