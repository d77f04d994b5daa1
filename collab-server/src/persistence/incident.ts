/** Damage that was found when a room was loaded. */
export interface RoomIncident {
  room: string
  at: number
  /** Bytes that did not verify and could not be put right; 0 when everything could, and when a whole log is gone. */
  lostBytes: number
  /** Records in which one flipped bit was put right, and snapshots that the one before them stood in for. */
  repaired: number
  /** Where the damaged file was kept; '' when there is none. */
  kept: string
}

export function incidentText({ room, lostBytes, repaired, kept }: RoomIncident): string {
  const aside = kept === '' ? '' : `; kept as ${kept}`
  return `what was saved of ${room} is damaged: ${repaired} put right, ${loss(lostBytes, repaired)}${aside}`
}

function loss(lostBytes: number, repaired: number): string {
  if (lostBytes > 0) return `${lostBytes} bytes do not verify and were left out`
  return repaired > 0 ? 'nothing is lost' : 'a log is empty or gone, and with it what came after the last snapshot'
}
