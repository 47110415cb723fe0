import { AWS_TEXTS } from "./aws";
import { AZURE_TEXTS } from "./azure";
import { DRIVER_TEXTS } from "./driver";
import { GOOGLE_TEXTS } from "./google";
import { OTHER_TEXTS } from "./others";
import type { EventText } from "./text";
import { VAULT_TEXTS } from "./vault";

/** A text of an event with its explanation. */
export interface Explained {
  readonly id: string;
  readonly cause: string;
  readonly fix: string;
}

/** What each driver and provider says, in the order in which a text is compared: the special before the general. */
export const EVENT_TEXTS: readonly EventText[] = [
  ...DRIVER_TEXTS,
  ...VAULT_TEXTS,
  ...AWS_TEXTS,
  ...AZURE_TEXTS,
  ...GOOGLE_TEXTS,
  ...OTHER_TEXTS,
];

/** What an event's text means, or undefined where it is not known. */
export function explainEvent(message: string): Explained | undefined {
  for (const { id, says, cause, fix } of EVENT_TEXTS) {
    const match = says.exec(message);
    if (!match) continue;
    const fill = (sentence: string) =>
      sentence.replace(/ ?\$<(\w+)>/g, (whole, name: string) => {
        const value = match.groups?.[name];
        return value === undefined ? "" : whole.replace(/\$<\w+>/, () => value);
      });
    return { id, cause: fill(cause), fix };
  }
  return undefined;
}

/** A text without what varies between two events of one cause: ids of requests and of pods, times. */
export function stableText(message: string): string {
  return message
    .replace(/^MountVolume\.SetUp failed for volume "[^"]*" : /, "")
    .replace(/RequestID: [\w-]+/gi, "RequestID: ...")
    .replace(/\s+/g, " ")
    .trim();
}
