/**
 * As much of the wire format of protocol buffers as the few messages need that tests exchange with drivers and providers.
 *
 * @see https://protobuf.dev/programming-guides/encoding/
 */
export interface Field {
  readonly number: number;
  readonly value: Buffer | number;
}

/** A text, bytes or a message in a message. */
export function lengthField(number: number, value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

/** A number, an enumeration's value or a truth value. */
export function numberField(number: number, value: number): Buffer {
  return Buffer.concat([varint(number * 8), varint(value)]);
}

/** A map of texts: a message of key and value for each entry. */
export function mapField(number: number, entries: Readonly<Record<string, string>>): Buffer {
  const pairs = Object.entries(entries).map(([key, value]) => [lengthField(1, key), lengthField(2, value)]);
  return Buffer.concat(pairs.map((pair) => lengthField(number, Buffer.concat(pair))));
}

/** The fields of a message, in order. */
export function fieldsOf(message: Buffer): readonly Field[] {
  const fields: Field[] = [];
  for (let at = 0; at < message.length;) {
    const tag = readVarint(message, at);
    const first = readVarint(message, tag.end);
    const byLength = tag.value % 8 === 2;
    if (!byLength && tag.value % 8 !== 0) throw new Error(`wire type ${tag.value % 8} is not read`);
    at = byLength ? first.end + first.value : first.end;
    const value = byLength ? message.subarray(first.end, at) : first.value;
    fields.push({ number: Math.floor(tag.value / 8), value });
  }
  return fields;
}

/** The text of one field; empty where the message has none, as protocol buffers define it. */
export function textOf(message: Buffer, number: number): string {
  const value = fieldsOf(message).find((field) => field.number === number)?.value;
  return value instanceof Buffer ? value.toString("utf8") : "";
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}

function readVarint(message: Buffer, start: number): { readonly value: number; readonly end: number } {
  let [value, factor, end] = [0, 1, start];
  for (;;) {
    const byte = message[end++];
    if (byte === undefined) throw new Error("the message ends within a number");
    value += (byte % 128) * factor;
    if (byte < 128) return { value, end };
    factor *= 128;
  }
}
