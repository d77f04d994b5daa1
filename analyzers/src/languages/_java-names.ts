/** Members that the types of Java's own library have, and that a project's own types often have too. */
export const javaNames: ReadonlySet<string> = new Set(
  `accept add addAll append apply asList clear close compare compareTo collect contains containsKey contentEquals copyOf
  count decode delete describe emptyList encode endsWith entrySet equals execute exists filter find findFirst flatMap flush
  forEach format get getBytes getClass getKey getMessage getName getOrDefault getType getValue hasNext hashCode indexOf init
  insert invoke isEmpty isPresent iterator join keySet lastIndexOf length limit list map matches max min name next nextInt
  now of open orElse ordinal parse peek poll pop print println push put putAll putIfAbsent read readLine reduce remove
  removeIf replace reset run set setAccessible setName size skip sort split start startsWith stop stream submit subList
  substring sum test toArray toList toLowerCase toString toUpperCase trim valueOf values wait write`.split(/\s+/),
)
