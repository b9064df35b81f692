import { element } from './dom.ts';
import { errorText } from './chat-model.ts';

/** Asks for a group's name and members, and creates it. */
export function openGroupDialog(create: (name: string, memberIds: readonly string[]) => Promise<void>): void {
  const name = element('input', {
    id: 'group-name',
    'data-testid': 'group-name',
    required: true,
    maxlength: '128',
    autocomplete: 'off',
    placeholder: 'Weekend trip',
  });
  const members = element('input', {
    id: 'group-members',
    'data-testid': 'group-members',
    required: true,
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    placeholder: 'bob, carol',
  });
  const problem = element('p', { class: 'failed', role: 'alert', 'data-testid': 'group-error' });
  const submit = element('button', { class: 'primary', 'data-testid': 'group-submit' }, 'Create group');
  const cancel = element('button', { type: 'button', class: 'secondary' }, 'Cancel');
  const form = element(
    'form',
    { class: 'dialog-form' },
    element('h2', {}, 'New group'),
    element('label', { for: 'group-name' }, 'Name'),
    name,
    element('label', { for: 'group-members' }, 'Members'),
    members,
    element('p', { class: 'quiet' }, 'Names of people who have signed in before, with commas in between.'),
    problem,
    element('div', { class: 'buttons' }, cancel, submit),
  );
  const dialog = element('dialog', { 'aria-label': 'New group' }, form);
  cancel.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit.disabled = true;
    create(name.value.trim(), splitNames(members.value)).then(
      () => dialog.close(),
      (error: unknown) => {
        submit.disabled = false;
        problem.textContent = errorText(error);
      },
    );
  });
  document.body.append(dialog);
  dialog.showModal();
}

export function splitNames(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((name) => name !== ''))];
}
