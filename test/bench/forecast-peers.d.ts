import { type BenchSeries } from './read-series.js';
/** What a peer said about one series. */
export interface PeerLine {
    readonly id: string;
    readonly mean: readonly number[];
    readonly ms: number;
}
export interface Peer {
    readonly name: string;
    readonly lines: readonly PeerLine[];
}
/** Runs every peer that is installed; those that are not are named on the way. */
export declare function runPeers(series: readonly BenchSeries[]): Promise<readonly Peer[]>;
