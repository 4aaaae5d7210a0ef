import type { Log } from "#kit/ctx";

/** One line of JSON a call, which is what CloudWatch and every log shipper read. */
export function jsonLog(write: (line: string) => void, threshold: "debug" | "info" | "warn" | "error" = "info"): Log {
  const order = ["debug", "info", "warn", "error"];
  return (level, message, fields = {}) => {
    if (order.indexOf(level) < order.indexOf(threshold)) return;
    write(JSON.stringify({ time: new Date().toISOString(), level, message, ...fields }));
  };
}
