/** Loaded before LifeOS by a test: at SIGUSR2 the embedded PostgreSQL ends at the next message, as it does on a full disk. */
import { PGlite } from "@electric-sql/pglite";

const send = PGlite.prototype.execProtocolRawSync;
let isFull = false;
PGlite.prototype.execProtocolRawSync = function (message) {
  if (isFull) throw new Error("no space left on device");
  return send.call(this, message);
};
process.once("SIGUSR2", () => {
  isFull = true;
});
