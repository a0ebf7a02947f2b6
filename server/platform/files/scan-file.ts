import { connect } from 'node:net';
import { HttpProblem } from '../http/problem.ts';

export type ScanResult = 'clean' | 'infected' | 'not_scanned';

const CHUNK_BYTES = 64 * 1024;
const WITHIN_MS = 15_000;

/**
 * Asks a ClamAV daemon (protocol INSTREAM: length-prefixed chunks, an empty one ends; answer «stream: OK» or «… FOUND»).
 *
 * @param address «host:port»; undefined where the installation has no scanner, then nothing is claimed
 * @throws HttpProblem 503 when a scanner is configured and does not answer, or not with a verdict: a file is not taken unseen
 */
export async function scanFile(content: Buffer, address: string | undefined): Promise<ScanResult> {
  if (!address) return 'not_scanned';
  const [host = '', port = '3310'] = address.split(':');
  const answer = await ask(content, host, Number(port));
  if (/\bOK\b/.test(answer)) return 'clean';
  if (/FOUND/.test(answer)) return 'infected';
  // «INSTREAM size limit exceeded» and the like: trying again changes nothing.
  throw new HttpProblem(
    503,
    'Файл не проверен',
    'Проверка на вирусы не дала ответа по этому файлу, он не сохранён. Уменьшите его; если не поможет, сообщите администратору: размер ограничивает StreamMaxLength в настройках ClamAV.',
  );
}

function ask(content: Buffer, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host);
    let answer = '';
    const fail = () => reject(scannerAway());
    socket.setTimeout(WITHIN_MS, () => {
      fail();
      socket.destroy();
    });
    socket.on('error', fail);
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

/** Names no address and no cause of the network: the sender can do nothing about them. */
const scannerAway = () =>
  new HttpProblem(
    503,
    'Проверка на вирусы не отвечает',
    'Файл не сохранён. Повторите через минуту; если не поможет, сообщите администратору: ClamAV по адресу из OTKLIK_CLAMD недоступен.',
    { headers: { 'retry-after': '60' } },
  );
