export interface ParsedArn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** Parts of an ARN, or undefined where the text is none. */
export function parseArn(text: string): ParsedArn | undefined {
  const match = /^arn:(aws[a-z-]*):([a-z0-9-]+):([a-z0-9-]*):(\d{12}|):(.+)$/.exec(text);
  if (!match) return undefined;
  const [, partition = "", service = "", region = "", account = "", resource = ""] = match;
  return { partition, service, region, account, resource };
}

/** The account in an ARN, or undefined where the text is none or names no account. */
export function accountOfArn(text: string | undefined): string | undefined {
  return (text !== undefined && parseArn(text)?.account) || undefined;
}
