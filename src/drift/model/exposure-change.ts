import { flag, listOf, record, text, type t } from '../../codec/index.js';

/** A region of the network that became reachable: addresses × ports of one protocol, as text for people. */
export interface ReachableRegion {
  /** `ingress` or `egress`. */
  readonly direction: string;
  /** `tcp`, `udp`, `icmp`, `all` or a protocol number. */
  readonly protocol: string;
  /** `22`, `8000-8100`, `all`. */
  readonly ports: string;
  /** `0.0.0.0/0`, `10.0.0.0-10.0.1.255`. */
  readonly addresses: string;
}
export const ReachableRegion: t.Type<ReachableRegion, object> = record<ReachableRegion>('a reachable region', {
  direction: text,
  protocol: text,
  ports: text,
  addresses: text,
});

/** What the whole rule set of a resource lets in (or out), through one place of it, that the declared one did not. */
export interface ExposureChange {
  /** Newly reachable through this place, widest first; at most 20 of them. */
  readonly opened: readonly ReachableRegion[];
  /** Whether some port became reachable from every address of IPv4 or of IPv6 that was not before. */
  readonly toTheWorld: boolean;
  /** Whether all rules together let pass exactly what was declared, nothing more and nothing less. */
  readonly unchanged: boolean;
}
export const ExposureChange: t.Type<ExposureChange, object> = record<ExposureChange>('an exposure change', {
  opened: listOf(ReachableRegion),
  toTheWorld: flag,
  unchanged: flag,
});
