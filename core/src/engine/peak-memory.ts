/** Highest resident memory of this process so far, in MB of 10^6 bytes. */
export function peakRssMb(): number {
  // `maxRSS` is in kibibytes on every platform that libuv knows.
  return Math.round((process.resourceUsage().maxRSS * 1024) / 1e6)
}
