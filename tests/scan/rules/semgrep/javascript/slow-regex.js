// ruleid: holdfast.javascript.slow-regex
export const NAME = /^(\w+)+$/;
// ruleid: holdfast.javascript.slow-regex
export const WORDS = /^([a-z]+\s?)*$/;
// ruleid: holdfast.javascript.slow-regex
export const LETTERS = new RegExp("(a|a)*b");

// ok: holdfast.javascript.slow-regex
export const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
// ok: holdfast.javascript.slow-regex
export const DATE = /^(\d{4})-(\d{2})$/;
// ok: holdfast.javascript.slow-regex
export const VERSION = /^v(\d+)(\.\d+)*$/;
