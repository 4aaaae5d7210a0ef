import { documents } from "#core/knowledge/documents.sql";
import type { Query } from "#kit/db";
import { added } from "../added.ts";
import type { Given } from "../seeds.ts";

export const shown = { documents };

const DOCUMENTS = [
  {
    title: "Moving into the flat",
    tags: ["flat"],
    contentMarkdown: `# Moving into the flat

## Before

1. Give notice at the old one, three months ahead.
2. Book the van for Saturday.
3. Read the meters, and take a picture of each.

## Who helps

| Who | What |
| --- | --- |
| Grace | drives the van |
| Alan | carries books |

The landlord's papers are at [the association of tenants](https://www.mieterbund.de/).
`,
  },
  {
    title: "What to plant when",
    tags: ["garden"],
    contentMarkdown: `# What to plant when

- **March**: peas, broad beans
- **April**: carrots, beetroot
  - under fleece while nights are cold
- **May**, after the last frost: beans, courgettes

> Never work the soil while it sticks to the spade.
`,
  },
  {
    title: "Mietvertrag: was drinsteht",
    tags: ["flat", "contract"],
    contentMarkdown: `# Mietvertrag: was drinsteht

Die Miete ist am dritten Werktag des Monats fällig. Die Kündigungsfrist ist drei Monate.

- Kaution: drei Monatsmieten
- Schönheitsreparaturen: keine Pflicht
`,
  },
];

export default function knowledge({ ctx, start }: Given): Query[] {
  return added(
    ctx,
    documents,
    DOCUMENTS.map((row) => ({ ...row, createdAt: start, updatedAt: start })),
  );
}
