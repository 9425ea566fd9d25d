import { request } from 'node:http';

/** An answer as it came over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** The code of the error table; null where it is no error. */
  readonly code: string | null;
}

/** What is asked, with any header: `fetch` would not send a Host or Origin of the caller's own. */
export interface Question {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Asks a server. */
export function ask(url: string, { method = 'GET', headers = {}, body }: Question = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const code = /"uet":\{"code":"(\w+)"/.exec(text)?.[1] ?? null;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text, code });
      });
    });
    sending.on('error', reject);
    sending.end(body);
  });
}
