// What was just opened takes the keyboard: `v-focus` on the first field of a form that appears.
export const vFocus = { mounted: (element: HTMLElement): void => element.focus() };
