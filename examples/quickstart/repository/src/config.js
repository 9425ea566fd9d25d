/** Settings, from the environment. */

/** Reads the settings; what is not set has a value that suits a developer's machine. */
export function readConfig(env) {
  return {
    port: readPort(env.PORT ?? '8080'),
    log: env.LOG !== 'off',
  };
}

function readPort(text) {
  var port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`PORT is "${text}", and has to be a number from 0 to 65535`);
  }
  return port;
}
