type Attributes = Readonly<Record<string, string | boolean>>;

/** Creates an element. `true` sets an attribute without a value, `false` leaves it out. Strings become text, never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) created.setAttribute(name, value === true ? '' : value);
  }
  created.append(...children);
  return created;
}

/** Two letters or one that stand for a name where there is no picture. */
export function initials(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => word !== '');
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}

/** One of the avatar colours of style.css, always the same for a name. */
export function colourOf(name: string): string {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 8;
  return `colour-${sum}`;
}

export function avatar(name: string): HTMLElement {
  return element('span', { class: `avatar ${colourOf(name)}`, 'aria-hidden': 'true' }, initials(name));
}
