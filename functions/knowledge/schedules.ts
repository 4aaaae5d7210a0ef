/** Schedules that keep the store of files and its rows together. */

import { unanalysed } from "#core/knowledge/capture-analysis";
import { unread } from "#core/knowledge/document-failing";
import { undecidedFiles } from "#core/knowledge/file-copies";
import { unchecked } from "#core/knowledge/file-slices";
import { sweepFiles } from "#core/knowledge/file-sweep";
import { sweepLinks } from "#core/knowledge/graph-sweep";
import { embedTexts } from "#core/knowledge/search/embedding";
import { catchUp, recount } from "#core/knowledge/search/indexing";
import { handOverAgain } from "#core/platform/delivery/overdue";
import { schedule } from "#kit/schedule";

export const sweep = schedule("knowledge.sweep", "cron(45 3 * * ? *)", {
  summary:
    "Frees what was deleted 30 days ago, removes objects without a row, and says which files have lost their bytes; what it does not get through one night it goes on with the next",
  timeoutSeconds: 300,
  uses: ["files"],
  handler: (ctx) => sweepFiles(ctx),
});

export const checkUnchecked = schedule("knowledge.checkUnchecked", "rate(15 minutes)", {
  summary: "Hands large files over again of whose check nothing came",
  uses: ["files", "workflows"],
  handler: (ctx) => handOverAgain(ctx, unchecked),
});

export const readUnread = schedule("knowledge.readUnread", "rate(15 minutes)", {
  summary: "Hands files over again of which nobody has decided what others get",
  uses: ["files", "workflows"],
  handler: (ctx) => handOverAgain(ctx, undecidedFiles),
});

export const sweepDeadLinks = schedule("knowledge.sweepDeadLinks", "cron(30 4 * * ? *)", {
  summary:
    "Removes links whose rows were deleted for good; what it does not get through one night it goes on with the next",
  timeoutSeconds: 300,
  handler: (ctx) => sweepLinks(ctx),
});

export const readUnreadDocuments = schedule("knowledge.readUnreadDocuments", "rate(15 minutes)", {
  summary: "Hands documents over again whose file nobody has read",
  uses: ["workflows"],
  handler: (ctx) => handOverAgain(ctx, unread),
});

export const analyseUnanalysed = schedule("knowledge.analyseUnanalysed", "rate(15 minutes)", {
  summary: "Hands captures over again of which nothing has become",
  uses: ["workflows"],
  handler: (ctx) => handOverAgain(ctx, unanalysed),
});

export const catchUpSearch = schedule("knowledge.catchUpSearch", "rate(1 minute)", {
  summary: "Reads into the search what was there before it, and what is left over",
  handler: (ctx) => catchUp(ctx),
});

export const embed = schedule("knowledge.embed", "rate(1 minute)", {
  summary: "Lets the model of embeddings read what is new, so that it is found by what it means",
  timeoutSeconds: 90,
  uses: ["embeddings"],
  handler: (ctx) => embedTexts(ctx),
});

export const recountWords = schedule("knowledge.recountWords", "cron(5 4 * * ? *)", {
  summary: "Counts the words of the search anew where texts have gone",
  timeoutSeconds: 300,
  handler: (ctx) => recount(ctx),
});
