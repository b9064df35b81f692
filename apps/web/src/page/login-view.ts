import { element } from './dom.ts';

const idPattern = '[A-Za-z0-9_.:@\\-]{1,64}';

/** Asks for the name to chat under. */
export function loginView(signIn: (userId: string) => void): HTMLElement {
  const input = element('input', {
    id: 'login-user',
    'data-testid': 'login-user',
    name: 'user',
    required: true,
    pattern: idPattern,
    title: 'Letters, digits and _ . : @ -',
    autocomplete: 'username',
    autocapitalize: 'none',
    spellcheck: 'false',
    placeholder: 'alice',
  });
  const form = element(
    'form',
    { class: 'login-card', 'data-testid': 'login-form' },
    element('img', { src: '/icon.svg', alt: '', width: '56', height: '56' }),
    element('h1', {}, 'MicroChat'),
    element('p', { class: 'quiet' }, 'Pick a name. Open a second tab with another name and chat.'),
    element('label', { for: 'login-user' }, 'Your name'),
    input,
    element('button', { class: 'primary', 'data-testid': 'login-submit' }, 'Start chatting'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    signIn(input.value.trim());
  });
  queueMicrotask(() => input.focus());
  return element('main', { class: 'login' }, form);
}
