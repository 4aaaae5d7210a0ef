export const handler = async () => ({ statusCode: 200, headers: {}, body: "{}" });
