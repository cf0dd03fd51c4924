/** Loads a peer; where it is not installed, the process ends and says how to install it. */
export declare function loadPeer<T>(name: string): Promise<T>;
