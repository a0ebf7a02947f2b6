// A small IMAP server that speaks what imapflow needs to read one mailbox. One file: the protocol is a conversation, best read whole.

import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

export interface ImapPeer {
  port: number;
  /** Puts a letter into the mailbox. @returns its UID */
  put(letter: string | Buffer, options?: { size?: number }): number;
  /** A mailbox made anew by its server: all UIDs mean something else now. */
  renumber(): void;
  close(): Promise<void>;
}

export async function startImapPeer(password: string): Promise<ImapPeer> {
  let letters: { uid: number; source: Buffer; size: number }[] = [];
  let uidValidity = 1;
  let nextUid = 1;
  const sockets = new Set<Socket>();

  const answer = (socket: Socket, line: string): unknown => {
    const [, tag, command = '', rest = ''] = /^(\S+) (\S+)(?: ([\s\S]*))?$/.exec(line) ?? [];
    const say = (text: string): void => {
      socket.write(`${text}\r\n`);
    };
    const ok = (text = 'done') => say(`${tag} OK ${text}`);
    switch (command.toUpperCase()) {
      case 'CAPABILITY':
        say('* CAPABILITY IMAP4rev1');
        return ok();
      case 'LOGIN':
        return rest.includes(`"${password}"`) || rest.endsWith(` ${password}`)
          ? ok('[CAPABILITY IMAP4rev1] logged in')
          : say(`${tag} NO [AUTHENTICATIONFAILED] wrong password`);
      case 'LIST':
      case 'LSUB':
        say(`* ${command.toUpperCase()} () "/" "INBOX"`);
        return ok();
      case 'SELECT':
      case 'EXAMINE':
        say(`* ${letters.length} EXISTS`);
        say('* 0 RECENT');
        say('* FLAGS (\\Seen)');
        say(`* OK [UIDVALIDITY ${uidValidity}] valid`);
        say(`* OK [UIDNEXT ${nextUid}] next`);
        return ok('[READ-ONLY] opened');
      case 'UID':
        fetch(socket, rest);
        return ok();
      case 'LOGOUT':
        say('* BYE');
        ok();
        socket.end();
        return;
      default:
        return ok();
    }
  };
  const fetch = (socket: Socket, rest: string): void => {
    const [, from, to, items = ''] = /^FETCH (\d+)(?::(\*|\d+))? (.*)$/i.exec(rest) ?? [];
    const last = to === undefined ? Number(from) : to === '*' ? Number.POSITIVE_INFINITY : Number(to);
    const chosen = letters.filter(({ uid }) => uid >= Number(from) && uid <= last);
    // RFC 3501: «n:*» holds the last message even when n is beyond it.
    if (chosen.length === 0 && to === '*' && letters.length > 0) chosen.push(letters.at(-1)!);
    for (const { uid, source, size } of chosen) {
      const parts = [`UID ${uid}`];
      if (/RFC822\.SIZE/i.test(items)) parts.push(`RFC822.SIZE ${size}`);
      const place = letters.findIndex((letter) => letter.uid === uid) + 1;
      if (/BODY(\.PEEK)?\[\]/i.test(items)) {
        socket.write(`* ${place} FETCH (${parts.join(' ')} BODY[] {${source.length}}\r\n`);
        socket.write(source);
        socket.write(')\r\n');
      } else socket.write(`* ${place} FETCH (${parts.join(' ')})\r\n`);
    }
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n');
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk.toString();
      for (let end = heard.indexOf('\r\n'); end !== -1; end = heard.indexOf('\r\n')) {
        const line = heard.slice(0, end);
        heard = heard.slice(end + 2);
        answer(socket, line);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    put(letter, { size } = {}) {
      const source = Buffer.isBuffer(letter) ? letter : Buffer.from(letter.replace(/\r?\n/g, '\r\n'));
      letters.push({ uid: nextUid, source, size: size ?? source.length });
      nextUid += 1;
      return nextUid - 1;
    },
    renumber() {
      uidValidity += 1;
      letters = letters.map((letter, at) => ({ ...letter, uid: at + 1 }));
      nextUid = letters.length + 1;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
