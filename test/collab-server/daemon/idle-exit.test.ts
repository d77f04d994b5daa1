import { exitWhenIdle } from '@tlc/collab-server/daemon/idle-exit'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const SOON = 0.0001
const test = suite('collab-server/daemon/idle-exit')

test('it ends after the time without clients, once the engine is done', async () => {
  const work = Promise.withResolvers<void>()
  const { stopped, isStopped } = idle({ idle: () => work.promise })
  await new Promise((resolve) => setTimeout(resolve, 30))
  assert.not(isStopped())
  work.resolve()
  await stopped
})

test('a client that comes keeps it, and its going starts the time anew', async () => {
  const { stopped, isStopped, clients } = idle({})
  clients(1)
  await new Promise((resolve) => setTimeout(resolve, 30))
  assert.not(isStopped())
  clients(0)
  await stopped
})

test('a client that comes while the engine finishes keeps it too', async () => {
  const work = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  const { isStopped, clients } = idle({
    idle: () => {
      asked.resolve()
      return work.promise
    },
  })
  await asked.promise
  clients(1)
  work.resolve()
  await new Promise((resolve) => setTimeout(resolve, 30))
  assert.not(isStopped())
})

test('with 0 minutes it never ends by itself', async () => {
  const { isStopped } = idle({ minutes: 0 })
  await new Promise((resolve) => setTimeout(resolve, 30))
  assert.not(isStopped())
})

function idle({ minutes = SOON, idle = () => Promise.resolve() }: { minutes?: number; idle?: () => Promise<void> }) {
  const stopped = Promise.withResolvers<void>()
  let isStopped = false
  let count = 0
  let inform: (count: number) => void = () => {}
  // A timer of its own keeps the test alive: those of the daemon do not.
  const alive = setTimeout(() => stopped.reject(new Error('did not end')), 2_000)
  exitWhenIdle({
    minutes,
    clients: () => count,
    onClients: (listener) => {
      inform = listener
    },
    idle,
    stop: () => {
      isStopped = true
      stopped.resolve()
    },
  })
  stopped.promise.finally(() => clearTimeout(alive)).catch(() => {})
  return {
    stopped: stopped.promise,
    isStopped: () => isStopped,
    clients(now: number) {
      count = now
      inform(now)
    },
  }
}

test.run()
