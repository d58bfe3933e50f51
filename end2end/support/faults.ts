import { expect, type BrowserContext } from "@playwright/test";

/** What the browser logs about refusals and lost connections, both of which journeys provoke on purpose. */
const EXPECTED = [
  /^Failed to load resource: the server responded with a status of (4\d\d|503)/,
  /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|FAILED)/,
  /^WebSocket connection to .* failed/,
  /^An unknown error occurred when fetching the script\.$/,
  // The recorder of traces tries to read pictures that are shown before they are sent.
  /^Connecting to 'blob:/,
];

/** Collects what goes wrong in the pages of a context; the function it returns asserts that nothing did. */
export function watchForFaults(context: BrowserContext): () => void {
  const faults: string[] = [];
  context.on("weberror", (fault) => faults.push(String(fault.error().stack ?? fault.error())));
  context.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !EXPECTED.some((known) => known.test(text))) faults.push(text);
  });
  return () => expect(faults, "errors in the browser").toEqual([]);
}
