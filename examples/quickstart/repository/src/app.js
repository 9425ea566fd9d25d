/** The service as a request listener: reads JSON, finds the route, writes JSON. */
import { badRequest, notFound } from './errors.js';
import { match } from './router.js';
import { routes } from './routes.js';
import { createStore } from './store.js';

const maxBodyBytes = 64 * 1024;

/** Makes a request listener with a store of its own; `today` tells the date, `say` is told every request. */
export function createApp({ today = () => new Date(), say = () => undefined } = {}) {
  var store = createStore();
  return async (request, response) => {
    var answer = await answerTo(request, store, today()).catch(problem);
    say(`${request.method} ${request.url} ${answer.status}`);
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  };
}

async function answerTo(request, store, today) {
  var { pathname } = new URL(request.url, 'http://localhost');
  var found = match(routes, request.method, pathname);
  if (found === null) throw notFound(`there is no ${request.method} ${pathname}`);
  var body = request.method === 'POST' ? await readJson(request) : null;
  return { status: 200, body: found.route.handle({ store, today, body, params: found.params }) };
}

async function readJson(request) {
  var text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > maxBodyBytes) throw badRequest('the body is too large');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('the body is not JSON');
  }
}

function problem(error) {
  if (error.status === undefined) return { status: 500, body: { error: 'something went wrong here' } };
  return { status: error.status, body: { error: error.message } };
}
