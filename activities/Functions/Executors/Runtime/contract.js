'use strict';

// What a handler gets and may answer. The same text runs inside the container's server and inside the embedded sandbox.
const contract = (() => {
  const envelopeKeys = new Set(['statusCode', 'status', 'headers', 'body', 'isBase64Encoded']);

  const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

  const isBytes = (value) => typeof Uint8Array === 'function' && value instanceof Uint8Array;

  /** The function that a module offers: module.exports itself, or its property handler. */
  function handlerOf(exports) {
    if (typeof exports === 'function') return exports;
    if (exports && typeof exports.handler === 'function') return exports.handler;
    throw new TypeError(
      'handler.js exports no function: write "module.exports = async (request, context) => …" or "exports.handler = …"');
  }

  function isEnvelope(value) {
    if (!isObject(value) || isBytes(value)) return false;
    const named = value.statusCode !== undefined || (Number.isInteger(value.status) && value.status >= 100 && value.status <= 599);
    return named && Object.keys(value).every((key) => envelopeKeys.has(key));
  }

  function toText(value) {
    const text = JSON.stringify(value);
    if (text === undefined) throw new TypeError(`the answer is a ${typeof value}, which JSON cannot hold`);
    return text;
  }

  /** The reply {statusCode, headers, body, base64} that an answer of a handler means. */
  function toReply(answer) {
    if (answer === undefined) return { statusCode: 204, headers: {}, body: '', base64: false };
    if (!isEnvelope(answer)) {
      return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: toText(answer), base64: false };
    }
    const statusCode = answer.statusCode !== undefined ? answer.statusCode : answer.status;
    if (!Number.isInteger(statusCode) || statusCode < 200 || statusCode > 599) {
      throw new TypeError(`statusCode must be a whole number from 200 to 599, not ${String(statusCode)}`);
    }
    if (answer.headers !== undefined && !isObject(answer.headers)) throw new TypeError('headers must be an object of texts');
    const headers = {};
    for (const [name, value] of Object.entries(answer.headers || {})) {
      if (value !== undefined && value !== null) headers[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value);
    }
    const { body } = answer;
    const withType = (type) => {
      if (headers['content-type'] === undefined) headers['content-type'] = type;
    };
    if (body === undefined || body === null) return { statusCode, headers, body: '', base64: false };
    if (isBytes(body)) {
      withType('application/octet-stream');
      return { statusCode, headers, body: Buffer.from(body).toString('base64'), base64: true };
    }
    if (typeof body === 'string') {
      withType('text/plain; charset=utf-8');
      return { statusCode, headers, body, base64: answer.isBase64Encoded === true };
    }
    withType('application/json');
    return { statusCode, headers, body: toText(body), base64: false };
  }

  /** Message of whatever was thrown, without a stack. */
  function messageOf(error) {
    if (error instanceof Error || (isObject(error) && typeof error.message === 'string')) {
      return error.name && error.name !== 'Error' ? `${error.name}: ${error.message}` : String(error.message);
    }
    try {
      return typeof error === 'string' ? error : toText(error);
    } catch {
      return String(error);
    }
  }

  return { handlerOf, toReply, messageOf };
})();
