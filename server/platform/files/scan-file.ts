import { connect } from 'node:net';

export type ScanResult = 'clean' | 'infected' | 'not_scanned';

const CHUNK_BYTES = 64 * 1024;
const WITHIN_MS = 15_000;

/**
 * Asks a ClamAV daemon (protocol INSTREAM: length-prefixed chunks, an empty one ends; answer «stream: OK» or «… FOUND»).
 *
 * @param address «host:port»; undefined where the installation has no scanner, then nothing is claimed
 * @throws Error in Russian when a scanner is configured and does not answer: a file is not taken unseen
 */
export async function scanFile(content: Buffer, address: string | undefined): Promise<ScanResult> {
  if (!address) return 'not_scanned';
  const [host = '', port = '3310'] = address.split(':');
  const answer = await ask(content, host, Number(port));
  if (/\bOK\b/.test(answer)) return 'clean';
  if (/FOUND/.test(answer)) return 'infected';
  throw new Error(`Проверка на вирусы ответила непонятно: ${answer.slice(0, 80)}`);
}

function ask(content: Buffer, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host);
    let answer = '';
    const fail = (why: string) =>
      reject(new Error(`Проверка на вирусы не отвечает (${why}). Повторите через минуту.`));
    socket.setTimeout(WITHIN_MS, () => {
      fail('нет ответа');
      socket.destroy();
    });
    socket.on('error', (error) => fail(error.message));
    socket.on('data', (bytes) => {
      answer += bytes.toString();
    });
    socket.on('close', () => resolve(answer));
    socket.on('connect', () => {
      socket.write('zINSTREAM\0');
      for (let at = 0; at < content.length; at += CHUNK_BYTES) {
        const chunk = content.subarray(at, at + CHUNK_BYTES);
        const head = Buffer.alloc(4);
        head.writeUInt32BE(chunk.length);
        socket.write(head);
        socket.write(chunk);
      }
      socket.write(Buffer.alloc(4));
    });
  });
}
