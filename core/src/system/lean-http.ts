import { registerHooks } from 'node:module'

const OF_HTTP = ['WebSocket', 'CloseEvent', 'MessageEvent']
/** The server that Hocuspocus brings stands on it; ours takes sockets by itself. */
const UNUSED = 'crossws/adapters/node'

/**
 * Loading undici is 60 ms of a start, and what a daemon begins with only names it: Node's `http` hands out undici's
 * WebSocket, which an ES module that imports `http` reads, and a module behind Hocuspocus reads the global `Request`. To be
 * called before those are imported; the globals themselves stay, and bring undici when they are used.
 */
export function leaveUndiciOut(): void {
  const http = process.getBuiltinModule('node:http')
  for (const name of OF_HTTP) Reflect.deleteProperty(http, name)
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === UNUSED
        ? { url: 'data:text/javascript,export default undefined', format: 'module', shortCircuit: true }
        : next(specifier, context),
  })
}
