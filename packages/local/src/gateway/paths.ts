/** Where the serve Lambda of a context is found; its function URL on AWS. */
export const serveUrlPath = (context: string) => `/_local/functions/${context}`;
