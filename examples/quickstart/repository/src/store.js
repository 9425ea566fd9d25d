/** Where bookings are kept: in memory, until this service gets a database. */

/** Makes an empty store. */
export function createStore() {
  var rows = new Map();
  var next = 1;
  return {
    /** Keeps a row under a number of its own, and returns it with it. */
    insert(row) {
      var number = next;
      next += 1;
      return this.put({ ...row, number });
    },
    /** Keeps a row in the place of the one with its number. */
    put(row) {
      rows.set(row.number, row);
      return row;
    },
    /** The first row for which `matches` holds, or undefined. */
    find(matches) {
      return this.list().find(matches);
    },
    /** All rows, the oldest first. */
    list() {
      return [...rows.values()];
    },
  };
}
