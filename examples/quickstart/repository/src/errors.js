/** Errors that the caller of the service can do something about. */

/** An error with the HTTP status that tells it. */
export class HttpError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** The request makes no sense as it is. */
export const badRequest = (message) => new HttpError(400, message);

/** There is nothing of that name. */
export const notFound = (message) => new HttpError(404, message);

/** It is there, but not in a state that allows this. */
export const conflict = (message) => new HttpError(409, message);
