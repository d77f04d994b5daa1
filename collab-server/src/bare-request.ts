/**
 * What Hocuspocus asks for with each connection and room, and hands to hooks; ours look at none of it. A whole `Request`
 * would load undici, 60 ms of a start.
 */
export const BARE_REQUEST = Object.freeze({ url: 'http://local/', headers: Object.freeze({}) }) as unknown as Request
