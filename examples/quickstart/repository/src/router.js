/** Finds the route for a request. */

/** The route and the values in the path, or null: `/bookings/:code` matches `/bookings/PD1` with `{ code: 'PD1' }`. */
export function match(routes, method, path) {
  for (var i = 0; i < routes.length; i++) {
    var params = routes[i].method === method ? matchPath(routes[i].path, path) : null;
    if (params !== null) return { route: routes[i], params };
  }
  return null;
}

function matchPath(pattern, path) {
  var wanted = pattern.split('/');
  var given = path.split('/');
  if (wanted.length !== given.length) return null;
  var params = {};
  for (var i = 0; i < wanted.length; i++) {
    if (wanted[i].startsWith(':')) params[wanted[i].slice(1)] = decodeURIComponent(given[i]);
    else if (wanted[i] !== given[i]) return null;
  }
  return params;
}
