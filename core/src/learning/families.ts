/**
 * What an error is about, whatever tool words it. The first family that fits counts, so that the more exact stand first.
 * Each pattern is looked for in `class: message`, without regard to case.
 */
const FAMILIES: readonly (readonly [family: string, pattern: RegExp])[] = [
  [
    'missing-script',
    /missing script|unknown (?:task|lifecycle)|no rule to make target|no such (?:command|task|subcommand)|script not found/i,
  ],
  [
    'missing-command',
    /command not found|executable file not found|spawn \S+ ENOENT|not recognized as an internal|linker `?\S+`? not found/i,
  ],
  [
    'missing-version',
    /no matching distribution|could not find a version|no matching version|ETARGET|unknown revision|failed to select a version|could not resolve dependenc|could not find artifact|no matching package/i,
  ],
  [
    'version-conflict',
    /ERESOLVE|conflicting (?:dependenc|requirement)|version solving failed|resolutionimpossible|incompatible versions|peer dep|unsupported engine|EBADENGINE|class file version|UnsupportedClassVersion|invalid target release/i,
  ],
  ['import-cycle', /import cycle|circular import|partially initialized module|circular dependency/i],
  [
    'module-system',
    /require is not defined|cannot use import statement|ERR_REQUIRE_ESM|unexpected token 'export'|__dirname is not defined|module is not defined in ES/i,
  ],
  [
    'missing-module',
    /ModuleNotFound|no module named|cannot find (?:module|package)|module not found|(?:ERR_)?MODULE_NOT_FOUND|TS2307|package \S+ (?:does not exist|is not in)|no required module provides|cannot find crate|can't find crate|E0463|unresolved import|E0432|missing go\.sum|NoClassDefFound|ClassNotFound|\.h: no such file|cannot find -l|import-not-found/i,
  ],
  [
    'missing-export',
    /cannot import name|does not provide an export|has no exported member|TS2305|TS2614|undefined reference|unresolved external/i,
  ],
  [
    'private',
    /is private|E0603|E0616|E0624|has private access|not exported by|unexported|has protected access|TS2341|is not public/i,
  ],
  [
    'unused',
    /declared and not used|imported and not used|is assigned a value but never used|unused (?:variable|import|parameter)|no-unused-vars|F401|F841|TS6133|imported but unused|defined but (?:never|not) used/i,
  ],
  [
    'duplicate-definition',
    /redeclared|already (?:been )?declared|is already defined|already exists|redefinition|duplicate (?:definition|identifier|class|key|declaration)|defined multiple times|E0428|TS2300|TS2451|multiple definition|E0119/i,
  ],
  ['moved-value', /E0382|use of moved|borrow of moved|moved value|value (?:used|borrowed) here after move/i],
  [
    'borrow-conflict',
    /E0499|E0502|E0506|E0505|cannot borrow .* as mutable (?:because|more)|already borrowed|cannot move out of .* borrowed/i,
  ],
  [
    'immutable',
    /E0384|E0594|E0596|assign(?:ment)? (?:twice )?to (?:immutable|constant|a final|const)|cannot borrow .* as mutable|not declared as mutable|does not support item assignment|read-?only property|cannot assign a value to final|TS2540|TS2588|cannot assign to read only|UnsupportedOperationException|FrozenInstance|assignment of read-only|object is not extensible|might already have been assigned/i,
  ],
  [
    'lifetime',
    /E0106|E0597|E0515|E0716|E0621|does not live long enough|lifetime specifier|returns a (?:value|reference) (?:referencing|to)/i,
  ],
  [
    'stack-overflow',
    /StackOverflow|maximum (?:recursion|call stack)|RecursionError|stack overflow|goroutine stack exceeds/i,
  ],
  ['deadlock', /deadlock|all goroutines are asleep/i],
  [
    'missing-await',
    /was never awaited|\[object Promise\]|property .* does not exist on type 'Promise|coroutine object|coroutine' object|await is only valid|'await' outside|TS1308|object Promise/i,
  ],
  ['missing-return', /missing return|E0317|TS2355|TS2366|control reaches end|no return statement/i],
  ['non-exhaustive', /E0004|non-exhaustive|not exhaustive|does not cover all/i],
  ['unhandled-exception', /unreported exception|must be caught or declared/i],
  [
    'uninitialised',
    /E0381|might not have been initialized|UnboundLocal|used before (?:being )?(?:assigned|initiali[sz])|before initialization|referenced before assignment|TS2454|cannot access local variable|used uninitialized|assignment to entry in nil map|possibly-uninitialized|isn't initialized/i,
  ],
  [
    'not-implemented',
    /abstract (?:class|method)|does not override abstract|does not implement|missing method|E0046|not all trait items|TS2420|TS2515|NotImplemented|missing in type .* but required in type|E0407/i,
  ],
  [
    'missing-trait',
    /E0277|E0599.*(?:trait bounds|not satisfied)|trait bound|doesn't implement|is not satisfied|E0369|the trait|E0507/i,
  ],
  [
    'null-value',
    /nonetype|NullPointer|null pointer|nil pointer|invalid memory address|of (?:undefined|null)\b|is (?:possibly )?(?:'?undefined'?|'?null'?)\b|TS2531|TS2532|TS18047|TS18048|on a `?none`? value|because ".+" is null|cannot (?:read|set) propert/i,
  ],
  [
    'not-callable',
    /is not callable|is not a function|not-callable|called object is not a function|E0618|expected function|is not a constructor|TS2349|cannot call non-function|cannot be invoked without 'new'/i,
  ],
  [
    'not-iterable',
    /is not iterable|cannot unpack|not enough values to unpack|too many values to unpack|cannot range over|is not an iterator|for-each not applicable|TS2488/i,
  ],
  [
    'argument-count',
    /positional arguments?|unexpected keyword|too (?:many|few) arguments|not enough arguments|missing \d+ required|expected \d+ arguments?|takes \d+|E0061|TS2554|required keyword-only|cannot be applied to given types|actual and formal argument lists|multiple values for argument|wrong number of arguments/i,
  ],
  [
    'conversion',
    /invalid literal for|could not convert|NumberFormatException|ParseIntError|ParseFloatError|invalid digit|invalid syntax: parsing|strconv\.|cannot be parsed|could not be parsed|DateTimeParse|ParseException|invalid isoformat|does not match format|InputMismatch|cannot convert \S+ to a bigint/i,
  ],
  [
    'json',
    /JSONDecode|is not valid JSON|in JSON at position|unexpected end of JSON|invalid character .* looking for|JsonParse|JsonSyntax|MalformedJson|expecting value: line/i,
  ],
  [
    'serialisation',
    /not JSON serializable|circular structure to JSON|unsupported type: (?:chan|func)|NotSerializable|cannot (?:pickle|serialize)|do not know how to serialize/i,
  ],
  [
    'cast',
    /ClassCastException|cannot be cast|interface conversion|impossible type assertion|invalid cast|non-primitive cast|E0605|E0606/i,
  ],
  [
    'type-mismatch',
    /mismatched types|E0308|incompatible types|cannot use .* as .* value|unsupported operand|can only concatenate|must be str, not|not assignable to|TS2322|TS2345|mismatched types|type mismatch|bad operand types|invalid operation|incompatible pointer|expected .*,? (?:found|got|but)|arg-type|return-value|cannot convert|not supported between|indices must be|cannot concatenate|expected str,|a bytes-like object is required/i,
  ],
  [
    'missing-key',
    /KeyError|no such (?:element|key)|NoSuchElement|key not found|no entry found for key|key .* not found/i,
  ],
  [
    'missing-member',
    /has no attribute|has no field or method|no (?:field|method|associated \w+|variant)(?: or \w+)? named|E0599|E0609|E0560|does not exist (?:on|in) type|TS2339|TS2551|unknown field|has no member named|NoSuchMethod|NoSuchField|attr-defined|undefined \(type/i,
  ],
  [
    'missing-symbol',
    /NameError|is not defined|undefined: |cannot find symbol|cannot find (?:value|type|function|macro|struct|trait|name|attribute|derive)|E0425|E0412|E0433|E0423|E0405|undeclared|TS2304|TS2552|use of undeclared|F821|no-undef|was not declared|implicit declaration|unknown type name|name-defined/i,
  ],
  [
    'index-range',
    /out of range|out of bounds|IndexOutOfBounds|index is out|StringIndexOutOf|ArrayIndexOutOf|invalid array length|slice bounds/i,
  ],
  [
    'divide-by-zero',
    /division by zero|divide by zero|\/ by zero|divided by zero|modulo by zero|remainder with a divisor of zero/i,
  ],
  ['overflow', /overflow|too large to convert|exceeds? .*range|out of range for|constant .* overflows/i],
  ['unhashable', /unhashable|invalid map key type/i],
  [
    'indentation',
    /IndentationError|unindent|expected an indented block|unexpected indent|TabError|inconsistent use of tabs/i,
  ],
  [
    'encoding',
    /UnicodeDecode|UnicodeEncode|codec can't|unmappable character|invalid utf-?8|MalformedInput|stream did not contain valid UTF-8|invalid byte sequence/i,
  ],
  ['static-context', /non-static (?:method|variable)|static context|E0424/i],
  [
    'concurrent-change',
    /ConcurrentModification|changed size during iteration|concurrent map|mutated during iteration/i,
  ],
  ['permission', /permission denied|EACCES|EPERM|operation not permitted|PermissionError|AccessDenied/i],
  ['port-in-use', /EADDRINUSE|address already in use|port .* (?:in use|already)/i],
  [
    'connection',
    /ECONNREFUSED|connection refused|ENOTFOUND|getaddrinfo|name or service not known|could not resolve host|ConnectException|connection reset|ECONNRESET/i,
  ],
  ['timeout', /timed? ?out|TimeoutError|deadline exceeded|ETIMEDOUT/i],
  [
    'missing-file',
    /no such file|ENOENT|FileNotFound|NoSuchFile|cannot open|os error 2|can't open file|the system cannot find/i,
  ],
  ['out-of-memory', /out of memory|OutOfMemory|heap limit|MemoryError|cannot allocate/i],
  ['disk-full', /no space left|ENOSPC/i],
  ['closed', /closed (?:file|channel|network|stream)|after end|stream closed|is closed|already closed/i],
  [
    'format-verb',
    /format %\w has arg|wrong type .*Printf|not all arguments converted|not enough arguments for format|IllegalFormat|MissingFormat|format specifies type|arguments? (?:never used|in format string)|Printf format/i,
  ],
  [
    'regex',
    /invalid regular expression|regex parse|PatternSyntax|re\.error|error parsing regexp|unterminated (?:group|subpattern|character set)/i,
  ],
  [
    'missing-setting',
    /environment variable|env(?:ironment)? var|must be set|is not set|not configured|ImproperlyConfigured|missing (?:required )?(?:config|setting|option)/i,
  ],
  [
    'syntax',
    /SyntaxError|syntax error|unexpected (?:token|end|eof|identifier|newline|string|number)|invalid syntax|was never closed|unterminated|expected (?:one of|[`'"]?[;,(){}:[\]])|';' expected|class, interface|reached end of file|unclosed delimiter|missing (?:\)|initializer|catch)|illegal start|unbalanced|non-declaration statement|mismatched closing/i,
  ],
  [
    'assertion',
    /AssertionError|assertion|expected:? ?<|comparisonfailure|to (?:be|equal)|expected values|got .* want|want .* got|assert /i,
  ],
]

/** '' when none fits. */
export function familyOf(errorClass: string, message: string): string {
  const text = `${errorClass}: ${message}`
  return FAMILIES.find(([, pattern]) => pattern.test(text))?.[0] ?? ''
}

/** Of these a fix holds for the very thing that was missing, not for another one. */
const OF_ONE_NAME = new Set([
  'missing-script',
  'missing-command',
  'missing-version',
  'missing-module',
  'missing-symbol',
  'missing-member',
  'missing-key',
  'missing-file',
  'missing-setting',
])

/** Of these one fix serves most errors of an ecosystem, whatever their words. */
const OF_ONE_FIX = new Set([
  'null-value',
  'moved-value',
  'borrow-conflict',
  'lifetime',
  'import-cycle',
  'module-system',
  'missing-export',
  'missing-await',
  'missing-return',
  'concurrent-change',
  'unhandled-exception',
  'not-implemented',
  'non-exhaustive',
  'uninitialised',
  'stack-overflow',
  'deadlock',
  'index-range',
  'divide-by-zero',
  'unused',
  'unhashable',
  'static-context',
  'port-in-use',
  'disk-full',
])

export function isOfOneFix(family: string): boolean {
  return OF_ONE_FIX.has(family)
}

export function isOfOneName(family: string): boolean {
  return OF_ONE_NAME.has(family)
}
