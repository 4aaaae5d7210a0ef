/** The local path of the serve Lambda of a context; on AWS it has a function URL. */
export const serveUrlPath = (context: string) => `/_local/functions/${context}`;
