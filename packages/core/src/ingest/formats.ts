/**
 * The program that reads files of strangers, each in a separate process: `readApart` starts it. A format that is added here has a
 * function like `pdfText`, which sets its limits and words its errors.
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
  document: async () => {
    const { documentApart } = await import("./document-apart.ts");
    return documentApart;
  },
  names: async () => {
    const { namesApart } = await import("#core/knowledge/finding/english-names-apart");
    return namesApart;
  },
  ocr: async () => {
    const { ocrApart } = await import("./ocr-apart.ts");
    return ocrApart;
  },
  readable: async () => {
    const { readableApart } = await import("#core/knowledge/readable-apart");
    return readableApart;
  },
  pdf: async () => {
    const { pdfPages } = await import("./pdf-pages.ts");
    return (file, options) => pdfPages(file, options as PdfTextBounds);
  },
});
