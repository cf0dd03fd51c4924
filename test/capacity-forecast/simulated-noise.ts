/** A reproducible source of standard normal numbers (mulberry32 and Box-Muller). */
export function normalSource(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** White noise of unit variance. */
export function whiteNoise(seed: number, length: number): number[] {
  const normal = normalSource(seed);
  return Array.from({ length }, normal);
}

/** A stationary first-order autoregression with unit innovations; `phi` 1 is a random walk from zero. */
export function autoregressiveNoise(seed: number, length: number, phi: number): number[] {
  const normal = normalSource(seed);
  let x = phi < 1 ? normal() / Math.sqrt(1 - phi * phi) : 0;
  return Array.from({ length }, () => (x = phi * x + normal()));
}
