/** Names that are there without an import, and members of the types that programs meet everywhere. */
export const ecmascriptNames: ReadonlySet<string> = new Set(
  `
AT_TARGET AbortController AbortSignal AggregateError Array ArrayBuffer AsyncDisposableStack Atomics
BUBBLING_PHASE BYTES_PER_ELEMENT BigInt BigInt64Array BigUint64Array Blob Boolean BroadcastChannel Buffer
ByteLengthQueuingStrategy CAPTURING_PHASE CloseEvent Collator CompressionStream CountQueuingStrategy Crypto
CryptoKey CustomEvent DOMException DataView Date DateTimeFormat DecompressionStream DisplayNames
DisposableStack DurationFormat E EPSILON Error EvalError Event EventEmitter EventEmitterAsyncResource
EventTarget File FinalizationRegistry Float16Array Float32Array Float64Array FormData Function Headers
Infinity Int16Array Int32Array Int8Array Intl Iterator JSON LN10 LN2 LOG10E LOG2E ListFormat Locale
MAX_SAFE_INTEGER MAX_VALUE MIN_SAFE_INTEGER MIN_VALUE Map Math MessageChannel MessageEvent MessagePort
NEGATIVE_INFINITY NONE NaN Navigator Number NumberFormat Object PI POSITIVE_INFINITY Performance
PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver PerformanceObserverEntryList
PerformanceResourceTiming PluralRules Promise Proxy RangeError ReadableByteStreamController ReadableState
ReadableStream ReadableStreamBYOBReader ReadableStreamBYOBRequest ReadableStreamDefaultController
ReadableStreamDefaultReader ReferenceError Reflect RegExp RelativeTimeFormat Request Response SQRT1_2 SQRT2
Segmenter Set SharedArrayBuffer String SubtleCrypto SuppressedError Symbol SyntaxError TextDecoder
TextDecoderStream TextEncoder TextEncoderStream TransformStream TransformStreamDefaultController TypeError
URIError URL URLPattern URLSearchParams UTC Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap
WeakRef WeakSet WebAssembly WebSocket WritableStream WritableStreamDefaultController
WritableStreamDefaultWriter abort aborted abs acos acosh add addAbortListener addEventListener addListener all
allSettled anchor any apply arguments asin asinh assert assign asyncDispose asyncIterator async_hooks at atan
atan2 atanh atob big bind blink bold btoa bubbles buffer byteLength byteOffset call caller canParse
cancelBubble cancelable captureRejectionSymbol captureRejections captureStackTrace catch cbrt ceil charAt
charCodeAt child_process clear clearImmediate clearInterval clearTimeout closed cluster clz32 codePointAt
compile compose composed composedPath concat console constants construct constructor copyWithin cos cosh
create createObjectURL crypto currentTarget decodeURI decodeURIComponent defaultMaxListeners defaultPrevented
defineProperties defineProperty delete deleteProperty description destroy destroyed detached dgram
diagnostics_channel difference dispatchEvent dispose dns document domain done dotAll drop emit encodeURI
encodeURIComponent endsWith entries errorMonitor errored escape eval eventNames eventPhase events every exec
exp expm1 exports f16round fetch fill filter finally find findIndex findLast findLastIndex fixed flags flat
flatMap floor fontcolor fontsize for forEach freeze from fromAsync fromCharCode fromCodePoint fromEntries
fromWeb fround fs get getBigInt64 getBigUint64 getCanonicalLocales getDate getDay getEventListeners getFloat16
getFloat32 getFloat64 getFullYear getHours getInt16 getInt32 getInt8 getMaxListeners getMilliseconds
getMinutes getMonth getOwnPropertyDescriptor getOwnPropertyDescriptors getOwnPropertyNames
getOwnPropertySymbols getPrototypeOf getSeconds getTime getTimezoneOffset getUTCDate getUTCDay getUTCFullYear
getUTCHours getUTCMilliseconds getUTCMinutes getUTCMonth getUTCSeconds getUint16 getUint32 getUint8 getYear
global globalThis groupBy has hasIndices hasInstance hasOwn hasOwnProperty hash host hostname href http http2
https hypot ignoreCase imul includes indexOf init initEvent input inspector intersection is isArray
isConcatSpreadable isDisjointFrom isError isExtensible isFinite isFrozen isInteger isNaN isPaused
isPrototypeOf isRawJSON isSafeInteger isSealed isSubsetOf isSupersetOf isTrusted isView isWellFormed italics
iterator join kMaxEventTargetListeners kMaxEventTargetListenersWarned keyFor keys lastIndexOf lastMatch
lastParen leftContext length link listenerCount listeners localeCompare log log10 log1p log2 map match
matchAll max maxByteLength message min module multiline name navigator net next normalize now of off on
onabort once origin os ownKeys padEnd padStart parse parseFloat parseInt password path pathname pause
perf_hooks performance pipe pop port pow prepareStackTrace prependListener prependOnceListener preventDefault
preventExtensions process propertyIsEnumerable protocol prototype punycode push querystring queueMicrotask
race random raw rawJSON rawListeners read readable readableAborted readableBuffer readableDidRead
readableEncoding readableEnded readableFlowing readableHighWaterMark readableLength readableObjectMode
readline reason reduce reduceRight reject removeAllListeners removeEventListener removeListener repeat repl
replace replaceAll require resizable resize resolve resume return returnValue reverse revocable
revokeObjectURL rightContext round seal search searchParams set setBigInt64 setBigUint64 setDate setEncoding
setFloat16 setFloat32 setFloat64 setFullYear setHours setImmediate setInt16 setInt32 setInt8 setInterval
setMaxListeners setMilliseconds setMinutes setMonth setPrototypeOf setSeconds setTime setTimeout setUTCDate
setUTCFullYear setUTCHours setUTCMilliseconds setUTCMinutes setUTCMonth setUTCSeconds setUint16 setUint32
setUint8 setYear shift sign signal sin sinh size slice small some sort source species splice split sqrt
srcElement stackTraceLimit startsWith sticky stopImmediatePropagation stopPropagation stream strike
string_decoder stringify structuredClone sub substr substring sup supportedValuesOf symmetricDifference sys
take tan tanh target test then throw throwIfAborted timeStamp timeout timers tls toArray toDateString
toExponential toFixed toGMTString toISOString toJSON toLocaleDateString toLocaleLowerCase toLocaleString
toLocaleTimeString toLocaleUpperCase toLowerCase toPrecision toPrimitive toReversed toSorted toSpliced
toString toStringTag toTimeString toUTCString toUpperCase toWeb toWellFormed trace_events transfer
transferToFixedLength trim trimEnd trimLeft trimRight trimStart trunc try tty type undefined unescape unicode
unicodeSets union unpipe unscopables unshift url username usingDomains util v8 value valueOf values vm warn
wasi window with withResolvers worker_threads wrap zlib
`
    .trim()
    .split(/\s+/),
)
