/**
 * The program that takes files of strangers apart, each in a process of its own: what `readApart` starts. A format that is
 * added here has a function like `pdfText`, which knows its limits and its words.
 */
import { serveApart } from "#cloud/apart-process";
import type { PdfTextBounds } from "./pdf-text.ts";

serveApart(import.meta.url, {
  mail: async () => {
    const { mailApart } = await import("./mail-contents.ts");
    return mailApart;
  },
  shown: async () => {
    const { shownApart } = await import("./mail-shown-apart.ts");
    return shownApart;
  },
  pdf: async () => {
    const { pdfPages } = await import("./pdf-pages.ts");
    return (file, options) => pdfPages(file, options as PdfTextBounds);
  },
});
