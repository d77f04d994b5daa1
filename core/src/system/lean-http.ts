const OF_UNDICI = ['WebSocket', 'CloseEvent', 'MessageEvent']

/**
 * Node's `http` hands out undici's WebSocket too, and the first ES module that imports `http` loads all of undici for it:
 * 30 ms of a start. To be called before such a module is imported; the global WebSocket stays.
 */
export function leaveUndiciOut(): void {
  const http = process.getBuiltinModule('node:http')
  for (const name of OF_UNDICI) Reflect.deleteProperty(http, name)
}
