import { createCipheriv, createECDH, ECDH, hkdfSync, randomBytes } from 'node:crypto';

/** A browser's subscription keys, base64url. */
export interface PushKeys {
  /** Public key, an uncompressed P-256 point of 65 bytes. */
  p256dh: string;
  /** Shared secret of 16 bytes. */
  auth: string;
}

const CURVE = 'prime256v1';
const RECORD_BYTES = 4096;
const TAG_BYTES = 16;
/** Header of RFC 8188 with our public key in it: salt, record size, length of the key, key. */
const HEADER_BYTES = 16 + 4 + 1 + 65;
/** Longest text: RFC 8030 lets a push service refuse bodies above 4096 bytes. */
export const PUSH_BYTES_MAX = 4096 - HEADER_BYTES - TAG_BYTES - 1;

/** Are these a point of the curve and a secret of the right length? */
export function isPushKey({ p256dh, auth }: PushKeys): boolean {
  const point = Buffer.from(p256dh, 'base64url');
  if (point.length !== 65 || point[0] !== 4 || Buffer.from(auth, 'base64url').length !== 16) return false;
  try {
    ECDH.convertKey(point, CURVE);
    return true;
  } catch {
    return false;
  }
}

/**
 * Encrypts for one browser: `Content-Encoding: aes128gcm` in a single record (RFC 8291 section 3 and 4).
 *
 * @param fixed the sender's one-time key and salt, for the test vector of RFC 8291 appendix A alone
 * @throws Error when the text is longer than PUSH_BYTES_MAX or the keys are none
 */
export function encryptPush(
  text: string,
  keys: PushKeys,
  fixed?: { privateKey: Buffer; salt: Buffer },
): Buffer {
  const plain = Buffer.from(text);
  if (plain.length > PUSH_BYTES_MAX)
    throw new Error(`A push message is longer than ${PUSH_BYTES_MAX} bytes.`);
  const receiver = Buffer.from(keys.p256dh, 'base64url');
  const sender = createECDH(CURVE);
  if (fixed) sender.setPrivateKey(fixed.privateKey);
  else sender.generateKeys();
  const salt = fixed?.salt ?? randomBytes(16);
  const own = sender.getPublicKey();
  const secret = hkdf(
    sender.computeSecret(receiver),
    Buffer.from(keys.auth, 'base64url'),
    Buffer.concat([Buffer.from('WebPush: info\0'), receiver, own]),
    32,
  );
  const key = hkdf(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = hkdf(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const header = Buffer.alloc(5);
  header.writeUInt32BE(RECORD_BYTES);
  header[4] = own.length;
  // 2: the delimiter of the last record.
  const sealed = [cipher.update(plain), cipher.update(Buffer.from([2])), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat([salt, header, own, ...sealed]);
}

function hkdf(secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, length));
}
