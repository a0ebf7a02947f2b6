import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface SmtpPeer {
  port: number;
  received: ParsedMail[];
  /** The next so many letters are refused with this code. */
  failWith(code: number, text: string, times: number): void;
  close(): Promise<void>;
}

/** A mail server of the world outside; Message-ID and threads are checked on what it received. */
export async function startSmtpPeer(user: string, password: string): Promise<SmtpPeer> {
  const received: ParsedMail[] = [];
  let failure: { code: number; text: string } | null = null;
  let failures = 0;
  const server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth(auth, _session, callback) {
      if (auth.username === user && auth.password === password) callback(null, { user });
      else callback(new Error('Invalid username or password'));
    },
    onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        if (failures > 0 && failure) {
          failures -= 1;
          return callback(Object.assign(new Error(failure.text), { responseCode: failure.code }));
        }
        received.push(await simpleParser(Buffer.concat(chunks)));
        callback();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    received,
    failWith(code, text, times) {
      failure = { code, text };
      failures = times;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
