// The page around one element of Elsa Studio: /studio/editor?id=…, /studio/instance?id=…, /studio/definitions and /studio/instances.
// In the console it lies in an iframe and tells its parent where the user wants to go; by itself it goes there.
(function () {
  'use strict';

  const views = {
    editor: { tag: 'elsa-workflow-definition-editor', id: 'definition-id' },
    instance: { tag: 'elsa-workflow-instance-viewer', id: 'instance-id', callbacks: { editWorkflowDefinition: (id) => go('edit-definition', id) } },
    definitions: { tag: 'elsa-workflow-definition-list', callbacks: { editWorkflowDefinition: (id) => go('edit-definition', id) } },
    instances: { tag: 'elsa-workflow-instance-list', callbacks: { viewWorkflowInstance: (id) => go('view-instance', id) } },
  };
  const name = location.pathname.replace(/^\/studio\/?/, '').split('/')[0] || 'definitions';
  const view = views[name] ?? views.definitions;
  const embedded = window.parent !== window;

  function tell(message) {
    if (embedded) {
      window.parent.postMessage({ source: 'studio', ...message }, location.origin);
    }
  }

  function go(type, id) {
    if (embedded) {
      tell({ type, id });
    } else {
      location.assign(`/studio/${type === 'edit-definition' ? 'editor' : 'instance'}?id=${encodeURIComponent(id)}`);
    }
  }

  function warn(text) {
    const banner = document.getElementById('banner');
    banner.querySelector('span').textContent = text;
    banner.hidden = false;
    tell({ type: 'problem', text });
  }

  document.querySelector('#banner button').addEventListener('click', () => location.reload());

  // Run and Save As go to addresses of Elsa's own shell.
  const push = history.pushState.bind(history);
  history.pushState = (state, title, url) => {
    const instance = /workflows\/instances\/([^/]+)\/view/.exec(String(url));
    const definition = /workflows\/definitions\/([^/]+)\/edit/.exec(String(url));
    if (instance) {
      go('view-instance', decodeURIComponent(instance[1]));
    } else if (definition) {
      go('edit-definition', decodeURIComponent(definition[1]));
    } else {
      push(state, title, url);
    }
  };

  // The elements say nothing of a session that has ended, nor of a save that the server did not take.
  const ask = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const answer = await ask(input, init);
    const url = String(input?.url ?? input);
    if (url.includes('/elsa/api/')) {
      const method = String(init?.method ?? input?.method ?? 'GET').toUpperCase();
      if (answer.status === 401) {
        warn('You are no longer signed in. Sign in again, then reload.');
        tell({ type: 'signed-out' });
      } else if (answer.status >= 500 && method === 'POST' && url.endsWith('/workflow-definitions')) {
        warn('The workflow was not saved: the server failed. Your last change is not stored.');
      } else if (answer.ok && method === 'POST' && url.endsWith('/workflow-definitions')) {
        document.getElementById('banner').hidden = true;
        tell({ type: 'saved' });
      }
    }
    return answer;
  };

  // Faults of the designer itself are told by this element only.
  const faults = document.getElementById('blazor-error-ui');
  new MutationObserver(() => {
    if (faults.style.display !== 'none') {
      faults.style.display = 'none';
      warn('The designer has met an error. What is not saved yet may be lost.');
    }
  }).observe(faults, { attributes: true, attributeFilter: ['style'] });

  const element = document.createElement(view.tag);
  element.setAttribute('remote-endpoint', `${location.origin}/elsa/api`);
  if (view.id) {
    element.setAttribute(view.id, new URLSearchParams(location.search).get('id') ?? '');
  }
  document.querySelector('main').append(element);
  new MutationObserver((_, observer) => {
    if (element.childElementCount > 0) {
      observer.disconnect();
      document.getElementById('loading').hidden = true;
      tell({ type: 'ready' });
    }
  }).observe(element, { childList: true, subtree: true });

  // A function that is set before the element is known would hide the real property.
  void customElements.whenDefined(view.tag).then(() => {
    for (const [property, callback] of Object.entries(view.callbacks ?? {})) {
      element[property] = callback;
    }
  });
})();
