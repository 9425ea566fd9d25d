/** The environment of a program, and what of it must not be seen in its output. */
export interface ChildEnvironment {
  readonly env: Readonly<Record<string, string>>;
  /** The values to mask. */
  readonly secrets: readonly string[];
}

/**
 * What every program gets of the environment: who and where the user is, the language, how to reach the network,
 * and where tool chains lie. Nothing of it is a secret, but for passwords within the addresses of proxies. A star
 * at the end stands for any ending.
 */
export const defaultAllowed: readonly string[] = [
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'LC_*', 'TZ', 'TMPDIR', 'CI'],
  ...['XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME', 'XDG_RUNTIME_DIR'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'],
  ...['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'],
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR', 'NODE_EXTRA_CA_CERTS', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'],
  ...['NVM_DIR', 'VOLTA_HOME', 'PNPM_HOME', 'COREPACK_HOME', 'BUN_INSTALL', 'DENO_DIR', 'JAVA_HOME'],
  ...['GOPATH', 'GOROOT', 'GOMODCACHE', 'GOCACHE', 'GOPROXY', 'CARGO_HOME', 'RUSTUP_HOME', 'PYENV_ROOT'],
  ...['RBENV_ROOT', 'GEM_HOME', 'DOTNET_ROOT', 'ANDROID_HOME', 'NIX_PATH', 'NIX_SSL_CERT_FILE'],
];

/** Set for every program: nobody answers a prompt, nobody looks at colors. */
const fixed = { TERM: 'dumb', NO_COLOR: '1', GIT_TERMINAL_PROMPT: '0' };

/** Shorter values would mask ordinary words. */
const shortestSecret = 8;

function isAllowed(name: string, patterns: readonly string[]): boolean {
  // GIT_DIR, GIT_INDEX_FILE and the like would turn the git of a program to the repository that UET was started in.
  if (name.startsWith('GIT_')) return false;
  return patterns.some((pattern) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
  );
}

/** The secret in a variable: the whole value by its name, or the password in an address. */
function secretOf(name: string, value: string): string[] {
  if (/KEY|TOKEN|SECRET|PASSWORD/i.test(name)) return [value];
  const password = /^[a-z][a-z0-9+.-]*:\/\/[^/@:]*:([^/@]+)@/i.exec(value)?.[1];
  return password === undefined ? [] : [password];
}

/**
 * The whole environment of a program: of `base` what is on the list of {@link defaultAllowed} or of `allow`, never
 * `GIT_*`, and then `set`, which wins. The user's git configuration is found through HOME as ever, so that a
 * program may commit under the user's name; it cannot be asked for a password.
 */
export function buildEnvironment(options: {
  readonly base: NodeJS.ProcessEnv;
  readonly allow: readonly string[];
  readonly set: Readonly<Record<string, string>>;
}): ChildEnvironment {
  const patterns = [...defaultAllowed, ...options.allow];
  const env: Record<string, string> = {};
  const secrets = new Set<string>();
  for (const [name, value] of Object.entries(options.base)) {
    if (value === undefined || !isAllowed(name, patterns)) continue;
    env[name] = value;
    for (const secret of secretOf(name, value)) if (secret.length >= shortestSecret) secrets.add(secret);
  }
  return { env: { ...env, ...fixed, ...options.set }, secrets: [...secrets] };
}
