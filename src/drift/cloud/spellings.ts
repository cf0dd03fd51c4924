/**
 * The patterns of fields whose names end in a word or in several, in the spellings of all providers: `DnsServers` as
 * `*DnsServers`, `*.dnsServers`, `*.dns_servers`, `*_dns_servers`, `*.dns-servers` and `*-dns-servers`. A pattern that
 * is more than a name is taken as it is.
 */
export function inEverySpelling(names: readonly string[]): readonly string[] {
  return [...new Set(names.flatMap(spellingsOf))];
}

function spellingsOf(name: string): readonly string[] {
  const words = name.match(/[A-Z][a-z0-9]*/g);
  if (words === null || words.join('') !== name) return [name];
  const lower = words.map((word) => word.toLowerCase());
  const camel = lower[0]! + words.slice(1).join('');
  const separated = ['_', '-'].flatMap((mark) => [`*.${lower.join(mark)}`, `*${mark}${lower.join(mark)}`]);
  return [`*${name}`, `*.${camel}`, ...separated];
}
