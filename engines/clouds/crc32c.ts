/** Castagnoli's polynomial, bits reversed. */
const POLYNOMIAL = 0x82f63b78;

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ POLYNOMIAL : sum >>> 1;
  return sum >>> 0;
});

/** The checksum that Secret Manager sends with a value, and that its clients compare. */
export function crc32c(bytes: Buffer): number {
  const sum = bytes.reduce((state, byte) => (state >>> 8) ^ (TABLE[(state ^ byte) & 255] ?? 0), 0xffffffff);
  return (sum ^ 0xffffffff) >>> 0;
}
