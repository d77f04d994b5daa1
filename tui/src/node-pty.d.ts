// The package is installed under the name of the one that it is a prebuilt copy of; its types declare its own name.
declare module 'node-pty' {
  export * from '@lydell/node-pty'
}
