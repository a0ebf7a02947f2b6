/**
 * What travels to a browser's push service: a body that only that browser can read (RFC 8291 over RFC 8188) and the signed word of
 * who sends it (VAPID, RFC 8292). Written on Node's own cryptography: the library we tried, @pushforge/builder 2.0.5, sends the
 * draft encoding `aesgcm` that RFC 8291 replaced, and reads the clock itself.
 * Invariant: nothing here reaches the network, reads a clock or knows what is said.
 * Entrance: `encryptPush`, `vapidHeader`.
 */

export type { PushKeys } from './encrypt-push.ts';
export { encryptPush, isPushKey, PUSH_BYTES_MAX } from './encrypt-push.ts';
export { createVapidKey, publicKeyOf, readVapidKey, vapidHeader } from './vapid.ts';
