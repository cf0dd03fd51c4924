/** The seconds that a `Retry-After` header asks for: a number, or a date seen from `now` (RFC 9110, section 10.2.3). */
export function retryAfterSeconds(header: string | null, now: Date): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text);
  // Every HTTP date starts with the name of a day; Date.parse alone would read "-1" as a year.
  if (!/^[A-Z][a-z]{2,8}, /.test(text)) return undefined;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now.getTime()) / 1000);
}
