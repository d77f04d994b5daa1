/** Members that the types of .NET have, and that a project's own types often have too. */
export const csharpNames: ReadonlySet<string> = new Set(
  `Abs Add AddRange Aggregate All Any Append AppendLine AsSpan Average Cancel Cast Clear Clone Close Combine Compare
  CompareTo Concat Contains ContainsKey Copy CopyTo Count Create Current Data Dequeue Dispose Distinct EndsWith Enqueue
  Equals Except Exists Find First FirstOrDefault Flush Format Get GetEnumerator GetHashCode GetType GetValue GroupBy Id
  IndexOf Insert Invoke IsMatch IsNullOrEmpty Item Items Join Key Keys Last LastOrDefault Length Load Log Match Max
  Message Min MoveNext Name New Next Open OrderBy Parse Path Peek Pop Push Read ReadLine Remove RemoveAt Replace Reset
  Result Reverse Run Save Select SelectMany SequenceEqual Set Single Skip Sort Split Start StartsWith Stop Substring Sum
  Take Task Text ToArray ToDictionary ToList ToLower ToString ToUpper Trim TryAdd TryGetValue TryParse Type Union Value
  Values Wait Where Write WriteLine Zip`.split(/\s+/),
)
