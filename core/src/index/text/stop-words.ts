/** Words of English that tell texts apart as little as punctuation does. Neither indexed nor searched. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about also an and are as at be because been being both but by can could did do does doing done either for from further
  gets given gives go goes got had has have having he her here hers him his how i if in into is it its itself just made
  makes may me might more most must my nor not of on or other our out over own shall she should so some such than that
  the their theirs them then there these they this those through to too under upon us very was we were what when where
  whether which while who whom whose why will with within without would you your`.split(/\s+/),
)
