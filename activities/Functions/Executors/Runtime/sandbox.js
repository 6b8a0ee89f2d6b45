// The world of a handler in the embedded sandbox. It is called with functions of the host and gives {run, verify}.
(function (host, environment) {
  const maxText = 16 * 1024 * 1024;
  const tooLong = (length) => {
    if (length > maxText) throw new RangeError(`a text of ${length} characters is too long for the embedded sandbox (at most ${maxText})`);
  };

  // What could take much memory in one step, unseen by the limits, is taken away or measured first.
  const buffers = ['ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Atomics', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array',
    'Int32Array', 'Uint32Array', 'Float16Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'];
  for (const name of buffers) delete globalThis[name];

  const guard = (prototype, name, estimate) => {
    const original = prototype[name];
    Object.defineProperty(prototype, name, {
      configurable: true,
      writable: true,
      value: { [name](...values) { tooLong(estimate(this, ...values)); return original.apply(this, values); } }[name],
    });
  };
  const lengthOf = (value) => (typeof value === 'string' ? value.length : 0);
  guard(String.prototype, 'repeat', (text, count) => String(text).length * Number(count || 0));
  guard(String.prototype, 'padStart', (text, length) => Number(length || 0));
  guard(String.prototype, 'padEnd', (text, length) => Number(length || 0));
  guard(String.prototype, 'replace', (text, pattern, by) => (lengthOf(by) > 64 ? String(text).length * lengthOf(by) : 0));
  guard(String.prototype, 'replaceAll', (text, pattern, by) => String(text).length * Math.max(1, lengthOf(by)));
  guard(Array.prototype, 'join', (array, separator) => (array === null || array === undefined ? 0 : Number(array.length || 0) * lengthOf(separator)));
  guard(Array.prototype, 'fill', (array) => (array === null || array === undefined ? 0 : Number(array.length || 0)));

  const show = (value) => {
    if (typeof value === 'string') return value;
    if (value instanceof Error) return contract.messageOf(value);
    try {
      const text = JSON.stringify(value);
      return text === undefined ? String(value) : text;
    } catch {
      return String(value);
    }
  };
  const write = (level, values) => host.write((level === 'warn' || level === 'error' ? `${level}: ` : '') + values.map(show).join(' '));
  const log = (...values) => write('log', values);

  globalThis.console = {};
  for (const level of ['log', 'info', 'debug', 'warn', 'error', 'trace']) globalThis.console[level] = (...values) => write(level, values);
  globalThis.process = { env: { ...environment }, version: 'embedded' };
  globalThis.setTimeout = (action, delay, ...values) => host.setTimer(() => action(...values), Number(delay) || 0);
  globalThis.clearTimeout = (id) => host.clearTimer(Number(id) || 0);
  globalThis.setImmediate = (action, ...values) => host.setTimer(() => action(...values), 0);
  globalThis.queueMicrotask = (action) => { Promise.resolve().then(action); };

  const require = (name) => {
    throw new Error(`require('${name}') is not possible in the embedded sandbox; it needs a Docker Engine`);
  };

  function load(wrapper) {
    const module = { exports: {} };
    wrapper.call(module.exports, module.exports, require, module, '/app/handler.js', '/app');
    return contract.handlerOf(module.exports);
  }

  const failed = (outcome, error) => host.done(JSON.stringify({ outcome, error: contract.messageOf(error) }));

  return {
    verify: (wrapper) => { load(wrapper); },

    run(wrapper, requestText, contextText) {
      let handler;
      try {
        handler = load(wrapper);
      } catch (error) {
        host.done(JSON.stringify({ outcome: 'threw', error: `handler.js does not load: ${contract.messageOf(error)}` }));
        return;
      }
      const context = { ...JSON.parse(contextText), log };
      (async () => {
        let answer;
        try {
          answer = await handler(JSON.parse(requestText), context);
        } catch (error) {
          failed('threw', error);
          return;
        }
        try {
          host.done(JSON.stringify({ outcome: 'ok', ...contract.toReply(answer) }));
        } catch (error) {
          failed('invalid', error);
        }
      })();
    },
  };
})
