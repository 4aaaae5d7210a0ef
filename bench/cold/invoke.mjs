// What Lambda's runtime does, as far as time goes: loads a bundle, calls a handler with an event, then with the same one again and again.
// Prints milliseconds since this process began. Plain JavaScript, so that nothing of this file has to be translated.
import { readFileSync } from "node:fs";

const [file, name, eventFile, warmCalls] = process.argv.slice(2);
const event = readFileSync(eventFile, "utf8");
const startedMs = performance.now();
const handler = (await import(file))[name];
const initMs = performance.now();
const initCpu = process.cpuUsage();
const result = await handler(JSON.parse(event), {});
const firstMs = performance.now();
const firstCpu = process.cpuUsage();
if (result.statusCode >= 300) throw new Error(`${file} answered ${result.statusCode}: ${result.body}`);

const warm = [];
for (let i = 0; i < Number(warmCalls); i++) {
  const given = JSON.parse(event);
  const before = performance.now();
  await handler(given, {});
  warm.push(performance.now() - before);
}
const cpuMs = ({ user, system }) => (user + system) / 1000;
const tail = warm.slice(warm.length / 2).sort((a, b) => a - b);
console.log(
  JSON.stringify({
    startedMs,
    initMs,
    firstMs,
    initCpuMs: cpuMs(initCpu),
    firstCpuMs: cpuMs(firstCpu),
    warmMs: tail[Math.floor(tail.length / 2)],
  }),
);
process.exit(0);
